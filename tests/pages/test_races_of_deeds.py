"""Many presses at one moment: each deed is done once, with one message, and leaves no half state."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.contributions.models import CallbackAddress, Contribution, NewsAddress, Proposal, Reading, Remark, Status, Step
from app.core import dutch, fulltext
from app.core.clock import now
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from tests.at_once import at_once, posts
from tests.contributions.followed import is_listed
from tests.factories import make_contribution, make_organisation, make_user, save, seen_text

MANY = 50
BETTER = "Een put op de laagste plek"
NEW = {"title": "Een nieuwe titel", "facts": "Wij vroegen het eerst aan de buurt zelf.", "lesson": "", "opinion": ""}


def read_story(code, status=Status.WAITING_FOR_APPROVAL, proposed=True, accepted=True, **changes):
    """A story that two editors read; with a text that they propose instead."""
    story = make_contribution(code=code, status=status, clock_since=None, **changes)
    editors = [make_user(Role.EDITOR) for _n in range(2)]
    if proposed:
        texts = {"title": BETTER, "facts": story.facts, "lesson": story.lesson, "opinion": ""}
        sent = now() if status is Status.WAITING_FOR_APPROVAL else None
        save(Proposal(contribution_id=story.id, by_id=editors[0].id, sent_at=sent, **texts))
        db.session.refresh(story)
    for editor in editors:
        save(Reading(contribution_id=story.id, reader_id=editor.id, accepted_at=now() if accepted else None))
    return story, editors


def number(column, *wanted):
    return db.session.scalar(select(func.count(column)).where(*wanted))


def steps_of(story):
    return sorted(db.session.scalars(select(Step.what).where(Step.contribution_id == story.id)))


def test_fifty_approvals_of_one_proposal_have_one_effect_and_one_message(app, code, plain_client):
    story, editors = read_story(code)
    approve = {"seen": seen_text(story)}
    found = at_once(app, *[posts(plain_client(), f"/volg/{code}/akkoord", approve) for _n in range(MANY)])
    assert sorted(found) == [303] + [409] * (MANY - 1)
    assert steps_of(story) == ["approved", "published", "purged"]
    seen = db.session.get_one(Contribution, story.id)
    assert seen.status is Status.PUBLISHED and seen.title == BETTER and seen.place is None and is_listed(seen)
    assert story.id in fulltext.matches("public", [set(dutch.terms("laagste"))])
    assert number(Notification.id) == number(Email.id) == len(editors)
    assert number(Proposal.id) == 0


def test_a_yes_and_a_no_at_once_are_one_of_the_two(app, code, plain_client):
    story, editors = read_story(code)
    yes, no = (f"/volg/{code}/akkoord", {"seen": seen_text(story)}), (f"/volg/{code}/niet-akkoord", {"why": "Nee hoor."})
    found = at_once(app, *[posts(plain_client(), *deed) for deed in (yes, no) * 5])
    assert sorted(found) == [303] + [409] * 9
    agreed = db.session.get_one(Contribution, story.id).status is Status.PUBLISHED
    assert steps_of(story) == (["approved", "published", "purged"] if agreed else ["disagreed"])
    assert is_listed(story) is agreed and number(Email.id) == len(editors)
    assert number(Remark.id) == (0 if agreed else 1)


def test_an_approval_while_the_desk_changes_the_proposal_is_about_the_text_that_was_read(app, code, plain_client, sign_in):
    story, editors = read_story(code)
    form = NEW | {"title": "Nog een andere titel", "version": str(story.version)}
    deeds = [posts(plain_client(), f"/volg/{code}/akkoord", {"seen": seen_text(story)})]
    for editor in editors:
        browser = plain_client()
        sign_in(editor, browser)
        deeds.append(posts(browser, f"/redactie/{story.public_id}/tekst", form))
    found = at_once(app, *deeds)
    assert found == [303, 409, 409]
    assert db.session.get_one(Contribution, story.id).title == BETTER


def test_a_second_reader_who_accepts_while_the_first_changes_the_text_accepts_no_unread_text(app, code, plain_client, sign_in):
    story, editors = read_story(code, Status.READING, accepted=False, unchanged_is_fine=True)
    seen, first, second = seen_text(story), plain_client(), plain_client()
    for editor, browser in zip(editors, (first, second), strict=True):
        sign_in(editor, browser)
    desk = f"/redactie/{story.public_id}"
    changed, accepted = at_once(app, posts(first, f"{desk}/tekst", NEW | {"version": str(story.version)}), posts(second, f"{desk}/akkoord", {"seen": seen}))
    assert (changed, accepted) in {(302, 302), (302, 409), (409, 302)}
    readings = db.session.scalars(select(Reading).order_by(Reading.id)).all()
    newest = db.session.scalars(select(Proposal).order_by(Proposal.id.desc())).first()
    for reading in readings:
        assert reading.accepted_at is None or newest.title == BETTER


def test_two_desks_that_hand_over_at_once_leave_whole_readings(app, code, plain_client, sign_in):
    story, editors = read_story(code, Status.READING, proposed=False, accepted=False)
    fresh = [make_user(Role.EDITOR) for _n in range(3)]
    deeds = []
    for user, deed in [*((e, "overdragen") for e in editors), *((f, "lezen") for f in fresh)]:
        browser = plain_client()
        sign_in(user, browser)
        deeds.append(posts(browser, f"/redactie/{story.public_id}/{deed}", {}))
    found = at_once(app, *deeds)
    assert found[:2] == [302, 302] and set(found[2:]) <= {302, 409}
    left = set(db.session.scalars(select(Reading.reader_id)))
    assert left == {user.id for user, answer in zip(fresh, found[2:], strict=True) if answer == 302} and len(left) <= 2
    assert db.session.get_one(Contribution, story.id).status is (Status.READING if left else Status.RECEIVED)


def test_two_of_one_organisation_never_become_readers_together(app, plain_client, sign_in):
    story, bureau = make_contribution(status=Status.RECEIVED), make_organisation()
    deeds = []
    for _n in range(4):
        browser = plain_client()
        sign_in(make_user(Role.EDITOR, bureau), browser)
        deeds.append(posts(browser, f"/redactie/{story.public_id}/lezen", {}))
    assert sorted(at_once(app, *deeds)) == [302, 409, 409, 409]


# What each button on /volg does when it is pressed twice: the state before, the form, and what is there once after.
TWICE = {
    "akkoord": (Status.WAITING_FOR_APPROVAL, {}, {"approved": 1, "published": 1, "purged": 1}),
    "niet-akkoord": (Status.WAITING_FOR_APPROVAL, {"why": "Dit klopt niet."}, {"disagreed": 1}),
    "tekst": (Status.PUBLISHED, NEW, {"changed": 1}),
    "antwoord": (Status.RETURNED, {"text": "Dat was in mei."}, {"answered": 1}),
    "strenger": (Status.PUBLISHED, {"members_only": "y"}, {"made_stricter": 1}),
    "ruimer": (Status.PUBLISHED, {"everybody": "y", "sure": "y"}, {"loosened": 1}),
    "intrekken": (Status.PUBLISHED, {"sure": "y"}, {"withdrawn": 1}),
    "bereiken": (Status.READING, {"callback": "a@x.example", "news": "b@x.example"}, {}),
}


@pytest.mark.parametrize("button", TWICE)
def test_a_double_click_on_the_own_page_is_one_click(app, code, plain_client, button):
    status, form, expected = TWICE[button]
    level = "members" if button == "ruimer" else "public"
    story, editors = read_story(code, status, proposed=status is Status.WAITING_FOR_APPROVAL, audience=level)
    form = form | ({"seen": seen_text(story)} if button == "akkoord" else {})
    found = at_once(app, *[posts(plain_client(), f"/volg/{code}/{button}", form)] * 2)
    assert 303 in found and set(found) <= {303, 409}
    assert steps_of(story) == sorted(what for what, times in expected.items() for _time in range(times))
    assert number(Remark.id) == (1 if button in ("antwoord", "niet-akkoord") else 0)
    told = number(Email.id, Email.key.like("notification-%"))
    assert told == (0 if button in ("strenger", "bereiken") else len(editors))
    if button == "bereiken":
        assert number(CallbackAddress.contribution_id) == number(NewsAddress.contribution_id) == number(Email.id) == 1


def test_a_double_click_that_confirms_the_own_organisation_is_one_click(app, code, plain_client, sign_in):
    bureau = make_organisation()
    author, browser = make_user(works_at=bureau), plain_client()
    story = make_contribution(code=code, organisation=bureau, names_organisation=True, confirmed_at=None, author_id=author.id)
    sign_in(author, browser)
    other = plain_client()
    sign_in(author, other)
    assert at_once(app, *[posts(one, f"/volg/{code}/organisatie", {}) for one in (browser, other)]) == [303, 303]
    assert steps_of(story) == ["confirmed"]
