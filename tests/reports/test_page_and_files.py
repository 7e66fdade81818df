"""The page of a question and every file of it say the same: each value that is kept of it stands in all of them.

It walks the fields themselves, so that a new one stands everywhere, or is named here with the reason why not.
"""

import html
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime

import pytest

from app.contributions.models import Kind, Outcome
from app.core.wording import in_language, long_date
from app.reports import queries
from app.reports.exports import MAKERS
from app.reports.frozen import (
    Frozen,
    FrozenAnswer,
    FrozenContribution,
    FrozenDecision,
    FrozenQuestion,
    FrozenQuote,
    FrozenRecognition,
    FrozenSource,
    FrozenTag,
    FrozenView,
    said,
)
from app.reports.models import Form
from app.stocktaking.models import Laid, QuestionStatus, Stance
from app.stocktaking.words import LAID_NAMES, STANCE_NAMES, STATUS_NAMES
from tests.reports.test_contents import text_of

NOT_SHOWN = {
    "source": "an address of a row, or of a page",
    "slug": "an address",
    "id": "an address; in the tables only",
    "question": "where it stands",
    "statement": "where it stands",
    "answer": "where it stands",
    "questions": "addresses; their sentences are shown",
    "language": "marked, not written",
    "month": "in the tables only",
    "dimension": "how the tables divide the tags",
    "code": "how the vocabulary knows it",
    "owner_accepted": "checked by itself",
    "lost_question": "told where all that lies is told: test_questions_that_went.py reads it in every form",
    "is_withheld": "shown as one that is not quoted",
    "not_quoted": "shown as one that is not quoted",
}
NAMES = {QuestionStatus: STATUS_NAMES, Stance: STANCE_NAMES, Laid: LAID_NAMES}
YES_OR_NO = {
    "whole": ("Beantwoordt een deel van het vraagstuk", "Beantwoordt het hele vraagstuk"),
    "members_only": ("", "Alleen voor leden"),
    "is_public": ("Alleen voor leden", ""),
    "was_public": ("Alleen voor leden", ""),
}

CODES = {  # what a program gets in their place
    "whole": ('"reach": "part"', '"reach": "whole"'),
    "members_only": ('"level": "public"', '"level": "members"'),
    "is_public": ('"level": "members"', '"level": "public"'),
    "was_public": ('"level_then": "members"', '"level_then": "public"'),
}


def named(text):
    return {"nl": text, "en": f"{text} in English"}


def question():
    """Each of its values once, and unlike every other."""
    quoted = FrozenQuote("wie", 0, Stance.CONTRADICTS, "Het citaat zelf", "q" * 26, "Bron van het citaat", "nl", False, True)
    return FrozenQuestion(
        source=1, slug="wie", sentence="Wie beheert de berm?", explanation="De toelichting erbij.", language="nl",
        status=QuestionStatus.PARKED, statements=("De uitspraak van leden.",), is_public=False, was_public=False, kind=named("Aard Z"),
        route=named("Weg van het vraagstuk"), owner="Eigenaar BV", owner_accepted=False, due_on=date(2031, 1, 2),
        dissents=(FrozenView("Andersdenkend", "Wij zien het anders.", date(2030, 2, 3)),),
        answers=(
            FrozenAnswer("Antwoorder Een", True, named("Weg van het antwoord"), "Eerst dit doen.", date(2029, 3, 4), date(2029, 4, 5)),
            FrozenAnswer("Antwoorder Twee", False, None, "Dan dat doen.", date(2028, 5, 6), None),
        ),
        decisions=(FrozenDecision("Stuurgroep Berm", date(2027, 6, 7), named("Weg van het besluit"), "De reden ervan."),),
        recognition=(FrozenRecognition(named("Netbeheerder Q"), 411, 412, 413), FrozenRecognition(None, 421, 422, 423)),
        quotes=(quoted, replace(quoted, stance=Stance.NUANCES, words="", title="", source="", is_withheld=True)),
        sources=(FrozenSource("wie", 0, "s" * 26, "Waar het op rust", "nl", False, True),),
    )  # fmt: skip


def edition():
    tags = tuple(FrozenTag(name, name, named(f"Label {name}")) for name in ("theme", "phase", "barrier", "lever", "scale"))
    story = FrozenContribution(
        source=1, kind=Kind.LEARNED, outcome=Outcome.STOPPED, laid=Laid.QUESTIONS, questions=("wie",), tags=tags, not_quoted=False,
        members_only=True, id="c" * 26, title="Titel van het verhaal", lesson="De les ervan.", language="nl", place=named("Plaats K"),
        years="2018–2019", organisation_kind=named("Waterschap W"), case=1,
    )  # fmt: skip
    stories = (story, replace(story, source=2, title="Het tweede verhaal", id="d" * 26))
    return Frozen("balans", "De balans", datetime(2026, 8, 9, 12, tzinfo=UTC), True, True, 2, "f" * 64, "v" * 64, stories, (question(),))


def values(thing, told, name=""):
    """Every value of a thing, as `told` says that a reader meets it."""
    if is_dataclass(thing):
        for field in fields(thing):
            if field.name not in NOT_SHOWN:
                yield from values(getattr(thing, field.name), told, field.name)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from values(part, told, name)
    elif thing is not None:
        yield told(thing, name)


def in_codes(value, name):
    if isinstance(value, bool):
        return CODES[name][value]
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return str(value.get("en")) if isinstance(value, dict) else str(value)


def in_words(value, name):
    if isinstance(value, bool):
        return YES_OR_NO[name][value]
    if type(value) in NAMES:
        return str(NAMES[type(value)][value])
    if isinstance(value, Kind | Outcome):
        return str(value.label)
    if isinstance(value, date):
        return long_date(value)
    return said(value) if isinstance(value, dict) else str(value)


def plain(text):
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def said_everywhere(client, frozen, monkeypatch):
    """What the page and each file say of it: name -> text."""
    made = edition()
    about = made.questions[0]
    monkeypatch.setattr(queries, "frozen", lambda *_who: made)
    with in_language("nl"):
        page = client.get(f"/balans/{frozen.slug}/vraagstukken/wie").text
        main = re.search(r"<main.*?</main>", page, re.DOTALL)[0]
        texts = {"page": plain(html.unescape(re.sub(r"<[^>]+>", " ", main)))}
        texts |= {form.value: plain(text_of(form, MAKERS[form](made.only(about), about))) for form in Form}
        yield made, texts


def test_each_value_of_a_question_stands_on_the_page_and_in_every_file(said_everywhere):
    made, texts = said_everywhere
    for where, text in texts.items():
        way = in_codes if where == "json" else in_words
        told = list(dict.fromkeys(filter(None, [*values(made.questions[0], way), *values(made.contributions, way)])))
        assert len(told) > 50, "it looks at all of it"
        assert not [value for value in told if value not in text], where
        assert ('"title": null' if where == "json" else "Een inzender, niet geciteerd") in text, where
        assert "2 bijdragen over 1 geval" in text or where in ("xlsx", "ods", "csv", "json"), where


def test_an_owner_who_did_not_agree_yet_is_called_proposed(said_everywhere):
    _made, texts = said_everywhere
    assert all("voorgesteld" in texts[where] for where in ("page", "docx", "pdf"))


def test_the_fields_that_are_named_here_are_there():
    kinds = (FrozenQuestion, FrozenContribution, FrozenQuote, FrozenSource, FrozenTag)
    assert NOT_SHOWN.keys() <= {field.name for kind in kinds for field in fields(kind)}
