"""Every mail tells what to do, until when and why somebody gets it: in both languages, as text and as HTML."""

import re
from datetime import date, datetime, time
from html import unescape
from itertools import product
from pathlib import Path
from types import SimpleNamespace as Thing

import pytest
from flask import render_template

from app.accounts.models import Role
from app.core.clock import AMSTERDAM
from app.core.html_mail import as_html
from app.core.wording import in_language
from tests.databases import ONCE

TEMPLATES = Path(__file__).parents[2] / "templates"
EVERY = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/email/*.txt"))
SITE = "http://localhost"
MONTHS = r"(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|January|February|March|April|May|June|July|August|September|October|November|December)"
NOTHING = {
    "nl": "(Je hoeft|Dan hoef je|Tot de bijeenkomst begint, hoef je) niets te doen",
    "en": "(You|Then you) need not do anything",
}
UNTIL = {
    "nl": rf"tot wanneer|(voor|vóór|tot|binnen|tot en met) [^.:]*({MONTHS}|[0-9]+ (uur|minuten|dagen)|werkdagen)|[0-9]+ minuten|(voordat|Tot) de bijeenkomst begint|geen uiterste dag|meteen|langer dan vijf werkdagen",
    "en": rf"until when|(before|until|within|by) [^.:]*({MONTHS}|[0-9]+ (hours|minutes|days)|working days)|[0-9]+ minutes|before (it|the gathering) begins|no last day|at once|longer than five working days",
}
WHY = {
    "nl": "Je krijgt (dit|deze mail) omdat",
    "en": "You (get|hear) this( mail)? because",
}


def waits(new, overdue, questions=0, closed=False, linked=0, asked=False):
    challenge = Thing(title="Waar blijft de regen?", is_public=lambda _day: True)
    return Thing(challenge=challenge, new=new, overdue=overdue, questions=questions, linked=linked, react_by=date(2027, 5, 3) if new and not closed else None, is_closed=closed, may_be_asked=asked)


gathering = Thing(title="De tour", on=date(2027, 5, 3), starts=time(12, 30), place="Urk", contact_email="o@b.example", names_until=date(2027, 5, 9), organisation=Thing(name="Urk"))
membership = Thing(ended_at=None, role=Role.EDITOR, user=Thing(email="n@b.example"), organisation=Thing(name="Urk"))
lunch = Thing(title="Lunch", starts=time(12, 30), place="Kantine")
walk = Thing(title="Wandeling", starts=time(14, 15), place="")
item = ("Waarom?", "Een nieuwe uitdaging", {"nl": "Geef je antwoord. Tot en met 3 mei 2027.", "en": "Give your answer. Until 3 May 2027."}, f"{SITE}/x", {"nl": "Je krijgt dit omdat je dit volgt: Ondergrond.", "en": "You hear this because you follow: Ground."})
USUAL = {
    "url": f"{SITE}/hier", "page": f"{SITE}/daar", "subject": "Er is iets", "gathering": gathering, "membership": membership, "organisation": Thing(name="Urk"), "role": "Host",
    "address": "n@b.example", "who": "n@b.example", "what": "Er kwam een stap bij.", "code": "abcd-efgh", "until": datetime(2027, 5, 1, 9, tzinfo=AMSTERDAM), "stop": f"{SITE}/stop",
    "words": "Neem een jas mee.", "told": ["Het begint later."], "lines": ["Er is een antwoord"], "plates": [(2, "vegetarisch")], "numbers": Thing(people=3, asks=1), "task": "helper", "more": 0,
    "today": date(2027, 5, 1), "harvest": f"{SITE}/oogst", "part": lunch, "comes_to": [(lunch, Thing(state="held")), (walk, Thing(state="waiting"))],
    "begins": time(14, 15), "on": date(2027, 5, 3), "starts": time(12, 30), "place": "Kantine",
}
OTHERWISE = {  # what changes in a template, each with its other values
    "answering/email/answers_wait.txt": {"waits": [[waits(2, 0)], [waits(0, 1, 1)], [waits(1, 1), waits(0, 2)], [waits(0, 0, 2)], [waits(2, 0, 1, closed=True)], [waits(0, 0, 1, closed=True)], [waits(1, 0), waits(1, 0, closed=True)], [waits(0, 0, linked=1)], [waits(1, 0, linked=2, asked=True)], [waits(0, 0, 1, linked=1)], [waits(0, 0, linked=2, closed=True)]]},
    "answering/email/what_came.txt": {"is_host": [True, False]},
    "codebook/email/proposal.txt": {"stand": [Thing(value=value) for value in ("accepted", "declined", "waiting")]},
    "contributions/email/look_again.txt": {"stop": ["", f"{SITE}/stop"]},
    "contributions/email/news.txt": {"stop": ["", f"{SITE}/stop"]},
    "contributions/email/news_of_the_day.txt": {"stop": ["", f"{SITE}/stop"], "has_code": [True, False]},
    "gatherings/email/asked_as_host.txt": {"day": [None, date(2027, 5, 3)]},
    "gatherings/email/nobody_organises.txt": {"may_take_up": [True, False]},
    "gatherings/email/nobody_plans.txt": {"may_take_up": [True, False]},
    "gatherings/email/caterer.txt": {"is_change": [True, False], "moved": [True, False]},
    "gatherings/email/caterer_off.txt": {"reason": ["cancelled", "no food", "other caterer"]},
    "gatherings/email/confirmed.txt": {"brought": [True, False], "only_waits": [True, False]},
    "gatherings/email/harvest_opens.txt": {"missing": [0, 1, 3], "cards": [0, 1, 2], "is_organiser": [True, False]},
    "gatherings/email/has_a_task.txt": {"task": ["organiser", "helper", "note_taker"], "day": [None, date(2027, 5, 3)]},
    "gatherings/email/line_ended.txt": {"waited": [[], ["Lunch", "Wandeling"]], "has_place": [True, False]},
    "gatherings/email/part_off.txt": {"comes_to": [[], [(walk, Thing(state="offered"))]], "whole": [None, "held"]},
    "gatherings/email/known.txt": {"others": [True, False]},
}


def written(template, language):
    """The mail in every way in which it can be written."""
    other = OTHERWISE.get(template, {})
    for values in product(*other.values()):
        given = USUAL | dict(zip(other, values, strict=True))
        given["items"] = [tuple(part[language] if isinstance(part, dict) else part for part in item)]
        given["why"] = {"nl": "Je krijgt dit omdat je leest voor de redactie.", "en": "You get this because you read for the desk."}[language]
        with in_language(language):
            yield render_template(template, **given)


def without_tags(page):
    return unescape(re.sub(r"<[^>]+>", " ", page.partition("<body")[2].partition(">")[2]))


def lacks(text, language):
    """Which of the three somebody does not find in it."""
    has_nothing = re.search(NOTHING[language], text)
    found = {
        "what to do": has_nothing or re.search(rf"{SITE}/\S", text),
        "until when": has_nothing or re.search(UNTIL[language], text, re.IGNORECASE),
        "why": re.search(WHY[language], text),
    }
    return [name for name, there in found.items() if not there]


@ONCE
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mail_tells_what_to_do_until_when_and_why(app, language):
    found = {}
    for template in EVERY:
        for text in written(template, language):
            page = without_tags(as_html("Er is iets", text, language, SITE))
            for kind, said in (("text", text), ("html", page)):
                if lacks(said, language):
                    found[template, kind] = lacks(said, language), text
            assert " ".join(text.replace("\n- ", "\n").split()).removeprefix("- ") == " ".join(page.split()), template
    assert sorted(found) == [], found
    assert len(EVERY) > 45


@ONCE
def test_the_test_can_fail(app):
    assert lacks(f"Er is iets.\n{SITE}/hier", "nl") == ["until when", "why"]
    assert lacks("Er is iets. Je krijgt dit omdat je host bent.", "nl") == ["what to do", "until when"]
