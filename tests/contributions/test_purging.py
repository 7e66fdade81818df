"""On the day that a text without a name becomes visible, everything that could lead to its contributor is deleted."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Contribution, Proposal, Remark, Status, Step
from app.contributions.reading_mark import mark_of
from app.core.database import db
from tests.factories import make_contribution, make_municipality, make_organisation, make_user
from tests.traces import everything_with

CANARY = "kanariegeel"


def submitted(**changes):
    """A story full of words that nobody may find later; its text, title and lesson are fit to be read."""
    usual = {
        "status": Status.RECEIVED, "unchanged_is_fine": True, "place": make_municipality(name="Ede"), "year": 2021,
        "organisation": make_organisation(name="Netbeheerder"), "neighbourhood": f"De {CANARY}",
        "organisation_name": f"Bureau {CANARY}", "role": "projectleider",
    }
    story = make_contribution(**usual | changes)
    story.proposals.append(Proposal(title=CANARY, facts=CANARY))
    story.steps.append(Step(what="refused", by_role="editor", note=CANARY))
    db.session.add(Remark(contribution_id=story.id, from_contributor=True, text=f"Bel {CANARY}"))
    db.session.commit()
    return story


def publish(app, story):
    with app.test_request_context():
        operations.publish(story)
        db.session.commit()
    return db.session.get(Contribution, story.id, populate_existing=True)


def test_nothing_hidden_is_left_in_any_table(app):
    story = publish(app, submitted())
    assert everything_with(CANARY) == []
    assert (story.place, story.organisation, story.role, story.organisation_kind) == (None, None, None, None)
    assert (story.coarse_size, story.coarse_part, story.year) == ("medium", "west", 2020)
    assert story.steps[-1].what == "purged"


def test_others_see_the_same_as_without_the_purge(app, client):
    """The page before and after: to the byte, apart from the random address."""
    kept = make_contribution(title="De put", place=make_municipality(name="Ede"), year=2021)
    purged = publish(app, submitted(title="De put"))
    pages = [client.get(f"/bijdragen/{story.public_id}").text.replace(story.public_id, "x") for story in (kept, purged)]
    assert pages[0] == pages[1] and "Middelgrote gemeente in het westen" in pages[0] and "2020–2021" in pages[0]
    assert client.get("/bijdragen?landsdeel=westen").text.count("De put</a>") == 2


@pytest.mark.parametrize("named", [{"confirmed": True}, {"confirmed": False}])
def test_a_story_with_a_name_keeps_what_it_shows(app, named):
    confirmed = {} if named["confirmed"] else {"confirmed_at": None}
    story = publish(app, submitted(names_organisation=True, **confirmed))
    assert story.place is not None and story.organisation is not None and story.year == 2021
    assert "purged" not in [step.what for step in story.steps]


def test_taking_the_name_away_later_purges_when_it_was_read_again(app):
    story = publish(app, submitted(names_organisation=True))
    with app.test_request_context():
        operations.make_stricter(story, members_only=False, without_name=True, remove_more=False)
        assert story.place is not None, "the readers see it until it is visible again"
        for editor in (make_user(Role.EDITOR), make_user(Role.EDITOR)):
            operations.open_to_read(story, by=editor)
            operations.accept(story, by=editor, seen=mark_of(story))
        db.session.commit()
    assert story.status is Status.PUBLISHED and everything_with(CANARY) == []


@pytest.mark.parametrize(("partners", "left"), [(4, None), (5, True)])
def test_whether_a_partner_sent_it_stays_only_when_that_tells_nothing(app, partners, left):
    senders = [make_organisation(is_partner=True) for _n in range(partners)]
    assert publish(app, submitted(organisation=senders[0])).from_partner is left


def test_a_second_time_nothing_is_noted(app):
    story = publish(app, submitted())
    publish(app, story)
    assert [step.what for step in db.session.scalars(select(Step)) if step.what == "purged"] == ["purged"]


def test_the_contributor_reads_beforehand_what_goes_and_until_when(client):
    make_contribution(code="A" * 26, status=Status.WAITING_FOR_APPROVAL)
    page = client.get("/volg/" + "A" * 26).text
    assert "dan wissen we van deze site" in page and "Uit onze reservekopieën is het uiterlijk weg op" in page


def test_who_wants_the_name_reads_nothing_of_it(client):
    make_contribution(code="A" * 26, status=Status.WAITING_FOR_APPROVAL, names_organisation=True)
    assert "dan wissen we van deze site" not in client.get("/volg/" + "A" * 26).text


def test_a_place_that_was_left_out_leaves_not_even_its_class(app):
    story = publish(app, submitted(hides_place=True))
    assert (story.place, story.coarse_size, story.coarse_part) == (None, None, None)
