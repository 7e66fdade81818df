"""What is computed to compare texts comes from what an audience may read, and goes as soon as it may not any more."""

import numpy as np
import pytest
from sqlalchemy import select

from app.cli.archive import tables
from app.contributions import operations
from app.contributions.jobs import compare_texts
from app.contributions.models import Audience, Gist, Kind, Likeness, Listing, Outcome
from app.contributions.operations import look_alike, withdraw, withdraw_from_lists
from app.contributions.queries import delete_contribution
from app.core.database import db
from app.schedule import JOBS
from tests.factories import Dimension, make_contribution, make_municipality, term

TOLD = {
    "title": "De schoolstraat met een hek",
    "facts": "Elke ochtend zetten vrijwilligers een hek neer voor de school. Na zes weken kwam er niemand meer.",
    "lesson": "Neem een paal die vanzelf zakt.",
    "kind": Kind.LEARNED,
    "outcome": Outcome.STOPPED,
}


def gists(audience):
    found = db.session.scalars(select(Gist).where(Gist.audience == audience).order_by(Gist.contribution_id))
    return {gist.contribution_id: (gist.words, gist.meaning) for gist in found}


def same(one, other):
    """Whether two sets of gists hold the same numbers, but for the rounding of texts that are computed together."""
    kept = [np.frombuffer(b"".join(part for key in sorted(some) for part in some[key]), np.float16) for some in (one, other)]
    return one.keys() == other.keys() and np.allclose(*kept, atol=0.002)


def pairs(audience):
    return {(one, other) for one, other, _score in look_alike(audience)}


@pytest.fixture
def alike(app):
    """Two texts that tell the same case, compared."""
    two = [make_contribution(**TOLD), make_contribution(**TOLD | {"title": "Hek voor de school"})]
    assert compare_texts() == 4
    db.session.commit()
    assert pairs(Audience.PUBLIC) == pairs(Audience.MEMBERS) == {tuple(one.id for one in two)}
    return two



def test_the_clock_starts_it_and_what_did_not_change_is_left_alone(alike):
    job, _seconds = JOBS["compare-texts"]
    assert job() == 0
    before = gists(Audience.MEMBERS)
    operations.relist(alike[0])
    db.session.commit()
    assert alike[0].id not in gists(Audience.MEMBERS), "it may read differently now"
    assert job() == 2
    assert same(gists(Audience.MEMBERS), before)


def test_it_is_small(alike):
    assert {(len(words), len(meaning)) for words, meaning in gists(Audience.PUBLIC).values()} == {(2048, 1024)}


def test_what_is_hidden_changes_no_number(app):
    """Two worlds that differ only in what the text hides."""
    worlds = []
    for place, changes in (("Delft", {"role": "projectleider"}), ("Gouda", {"role": "beheerder", "neighbourhood": "Zuid"})):
        town = make_municipality(name=place)
        one = make_contribution(**TOLD, place=town, organisation=town, year=2020, **changes)
        other = make_contribution(**TOLD, place=town, organisation=town, year=2021, **changes)
        compare_texts()
        kept = [gists(audience)[story.id] for audience in Audience for story in (one, other)]
        scores = db.session.scalars(select(Likeness.score).order_by(Likeness.audience)).all()
        worlds.append((kept, scores))
        for story in (one, other):
            withdraw_from_lists(story)
    (kept, scores), (as_well, also_scored) = worlds
    assert kept == as_well and scores == also_scored and scores


@pytest.mark.parametrize("way", ["withdrawn", "out of the lists", "deleted"])
def test_it_goes_in_the_transaction_in_which_nobody_may_read_it_any_more(app, alike, way):
    gone = alike[0]
    with app.test_request_context("/"):
        if way == "withdrawn":
            withdraw(gone)
        elif way == "out of the lists":
            withdraw_from_lists(gone)
        else:
            delete_contribution(gone)
    for audience in Audience:
        assert list(gists(audience)) == [alike[1].id]
    assert db.session.scalars(select(Likeness)).all() == []
    assert compare_texts() == 0


def test_for_members_only_leaves_the_public_comparison_at_once(alike):
    story = alike[1]
    story.audience = Audience.MEMBERS
    operations.relist(story)
    assert story.id not in gists(Audience.PUBLIC) and pairs(Audience.PUBLIC) == set()
    db.session.commit()
    compare_texts()
    assert story.id not in gists(Audience.PUBLIC) and pairs(Audience.PUBLIC) == set()
    assert pairs(Audience.MEMBERS) == {tuple(one.id for one in alike)}


def test_other_words_are_compared_anew(alike):
    alike[0].title, alike[0].lesson = "Bloemen in de berm", "Maai later."
    alike[0].facts = "Wij zaaiden in maart. De ploeg maaide in mei alles weg, en er kwam gras voor terug."
    alike[0].year, alike[0].outcome = 2011, Outcome.SUCCEEDED
    operations.relist(alike[0])
    db.session.commit()
    compare_texts()
    assert pairs(Audience.MEMBERS) == set()


def test_what_changed_beside_the_text_counts_too(alike):
    """A listing that got a later revision for another reason keeps its numbers, and is compared again."""
    listing = db.session.get(Listing, (Audience.MEMBERS, alike[0].id))
    before = gists(Audience.MEMBERS)
    listing.revision += 1000
    listing.part, listing.kind, listing.outcome = "north", "good", "succeeded"
    listing.term_ids = [term(Dimension.THEME).id]
    db.session.commit()
    assert compare_texts() == 1
    assert same(gists(Audience.MEMBERS), before)
    assert pairs(Audience.MEMBERS) == set() and pairs(Audience.PUBLIC), "another subject, in another place"


def test_a_computation_that_was_broken_off_is_finished_later(alike):
    for gist in db.session.scalars(select(Gist)):
        gist.compared = False
    for pair in db.session.scalars(select(Likeness)):
        db.session.delete(pair)
    db.session.commit()
    assert compare_texts() == 4
    assert pairs(Audience.MEMBERS) == {tuple(one.id for one in alike)}


def test_a_backup_holds_none_of_it():
    kept = {table.name for table in tables()}
    assert {"contribution", "listing"} <= kept and not {"gist", "likeness"} & kept
