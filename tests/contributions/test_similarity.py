"""What is offered while somebody writes: themes for a story, and texts that look like it."""

import json
import time
from pathlib import Path

import pytest

from app.accounts.models import Role, Visitor
from app.contributions.look_alikes import look_alikes
from app.contributions.models import Audience
from app.contributions.suggestions import MOST, suggested_themes, times
from app.taxonomy.models import Dimension
from app.taxonomy.queries import all_terms
from tests.factories import make_contribution, make_municipality, make_user

DEMO = Path(__file__).resolve().parents[2] / "deals" / "openbare-ruimte" / "demo.json"
RECORDS = {record["id"]: record for record in json.loads(DEMO.read_text())["contributions"]}
FACTS = ("context", "what_was_done", "what_worked", "what_did_not")
WADI = "De wadi liep vol en de maaimachine bleef steken in de modder van het grasveld bij de populieren."


def facts_of(record):
    return "\n".join(record[field] for field in FACTS)


def story_of(record):
    return f"{facts_of(record)}\n{record['lesson']}"


def themes():
    return [term for term in all_terms() if term.dimension is Dimension.THEME]


@pytest.fixture
def demonstration(app):
    """The invented contributions, for everybody to read, by their key."""
    place = make_municipality()
    return {
        key: make_contribution(title=record["title"][:120], facts=facts_of(record), lesson=record["lesson"], place=place)
        for key, record in RECORDS.items()
    }


def test_themes_of_the_demonstration_are_mostly_those_that_people_chose(app):
    right = wrong = missed = 0
    for record in RECORDS.values():
        found = {term.code for term in suggested_themes(story_of(record), themes())}
        wanted = set(record["themes"])
        right, wrong, missed = right + len(found & wanted), wrong + len(found - wanted), missed + len(wanted - found)
        assert len(found) <= MOST
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"{len(RECORDS)} contributions: precision {precision:.2f}, recall {recall:.2f}")
    assert precision > 0.65 and recall > 0.67


def test_only_themes_are_suggested_never_what_went_wrong_or_helped(app):
    for record in RECORDS.values():
        found = suggested_themes(story_of(record), themes())
        assert all(term.dimension is Dimension.THEME and term.parent_id is None for term in found)


def test_themes_are_found_while_a_page_is_made(app):
    known, text = themes(), story_of(RECORDS["B60"])
    suggested_themes(text, known)
    began = time.process_time()
    for _ in range(10):
        suggested_themes(text, known)
    print(f"{(time.process_time() - began) * 100:.1f} ms for a long story")
    assert time.process_time() - began < 0.2


@pytest.mark.parametrize(
    ("word", "text", "count"),
    [
        ("boom", "boom boom bomen", 2),
        ("boom", "boompjes en een boomje en zeeboom", 1),
        ("norm", "enorm", 0),
        ("norm", "de norm is de norm", 2),
        ("riolering", "de riolering en het rioleringsplan", 2),
    ],
)
def test_a_short_word_must_stand_alone_and_a_long_one_may_be_a_part(word, text, count):
    assert times(word, f" {text} ") == count


def test_the_same_case_told_by_somebody_else_comes_first(demonstration):
    pairs = [(record["id"], record["dup_of"]) for record in RECORDS.values() if record["dup_of"]]
    assert len(pairs) == 4
    for key, other in pairs:
        for told, known in ((key, other), (other, key)):
            found = [view.id for view in look_alikes(story_of(RECORDS[told]), Visitor())]
            found.remove(demonstration[told].public_id)  # the text itself is there too
            assert found[0] == demonstration[known].public_id, (told, known)


def test_a_case_that_only_sounds_the_same_does_not_come_first(demonstration):
    for record in RECORDS.values():
        if other := record["hard_negative_of"]:
            found = [view.id for view in look_alikes(story_of(RECORDS[other]), Visitor(), most=2)]
            assert demonstration[record["id"]].public_id not in found


def test_what_only_members_may_read_changes_nothing_for_a_visitor(demonstration):
    seen = [view.id for view in look_alikes(WADI, Visitor())]
    hidden = [make_contribution(facts=WADI, audience=Audience.MEMBERS).public_id for _ in range(12)]
    assert [view.id for view in look_alikes(WADI, Visitor())] == seen
    member = make_user(Role.MEMBER, make_municipality())
    assert {view.id for view in look_alikes(WADI, member)} <= set(hidden) | set(seen)
    assert set(hidden) & {view.id for view in look_alikes(WADI, member)}


def test_a_text_with_nothing_in_common_looks_like_nothing(demonstration):
    assert look_alikes("Een kookboek vol taarten, saffraan en marsepein.", Visitor()) == []
    assert look_alikes("", Visitor()) == []
