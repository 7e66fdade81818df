"""Who answered a challenge hears of its closing note and of what came of it: once, and nobody else learns of it."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.answering.models import LinkedAnswer
from app.challenges import operations as challenges
from app.contributions.models import Audience, NewsAddress, Status
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.core.security import random_id
from app.following import operations
from app.following.models import AnswererTelling
from app.notifications.models import Notification
from app.stocktaking.operations import ask
from tests.factories import make_challenge, make_contribution, make_user, save
from tests.following.made import at, follows, make_follower, round_of_mail

ADDRESS = "inzender@voorbeeld.example"
NOTE = "Wij nemen de diepe put mee, de rest niet."
CLOSED = "De uitdaging waarop je antwoord gaf, is gesloten"
CAME = "Iemand vertelt wat er kwam van de uitdaging waarop je antwoord gaf"


@pytest.fixture
def tuesday(app, monkeypatch):
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()


def with_address(story, email=ADDRESS, **changes):
    save(NewsAddress(contribution_id=story.id, email=email, token_hash=random_id(), delete_on=today(), **({"confirmed_at": clock.now()} | changes)))
    return story


def heard_at(monkeypatch, *moment):
    """What the clock writes at this hour to whoever answered: address and text."""
    at(monkeypatch, *moment)
    round_of_mail()
    before = set(db.session.scalars(select(Email.id)))
    operations.tell_answerers()
    db.session.commit()
    new = [mail for mail in db.session.scalars(select(Email)) if mail.id not in before]
    return sorted((mail.address, mail.text) for mail in new)


def closed_challenge(**changes):
    challenge = make_challenge(**changes)
    challenges.close(challenge, NOTE)
    db.session.commit()
    return challenge


def test_an_address_and_an_account_hear_it_once_and_no_mail_names_anything(tuesday, monkeypatch):
    challenge, author = make_challenge(), make_user(email="maker@b.example")
    story = with_address(make_contribution(challenge=challenge))
    make_contribution(challenge=challenge, author=author)
    make_contribution(challenge=challenge)  # nobody to mail
    challenges.close(challenge, NOTE)
    db.session.commit()
    assert heard_at(monkeypatch, 2026, 12, 1, 15, 50) == []
    heard = heard_at(monkeypatch, 2026, 12, 1, 16, 0)
    assert [address for address, _text in heard] == [ADDRESS, "maker@b.example"]
    for _address, text in heard:
        assert CLOSED in text and challenge.title not in text and NOTE not in text and story.title not in text
    assert [one.user_id for one in db.session.scalars(select(Notification))] == [author.id]
    for day in (2, 3, 4):
        assert heard_at(monkeypatch, 2026, 12, day, 16, 0) == []


@pytest.mark.parametrize("changes", [
    {"status": Status.WITHDRAWN}, {"status": Status.REFUSED}, {"organisation": "the asking one"},
])
def test_whose_story_is_over_or_of_the_municipality_itself_hears_nothing(tuesday, monkeypatch, changes):
    challenge = make_challenge()
    if "organisation" in changes:
        changes = {"organisation": challenge.organisation}
    with_address(make_contribution(challenge=challenge, **changes))
    challenges.close(challenge, NOTE)
    assert heard_at(monkeypatch, 2026, 12, 1, 16, 0) == []


@pytest.mark.parametrize("audience", Audience)
def test_also_whose_answer_only_some_read(tuesday, monkeypatch, audience):
    challenge = make_challenge()
    with_address(make_contribution(challenge=challenge, audience=audience))
    challenges.close(challenge, NOTE)
    assert len(heard_at(monkeypatch, 2026, 12, 1, 16, 0)) == 1


def test_an_address_that_was_not_confirmed_hears_nothing(tuesday, monkeypatch):
    challenge = make_challenge()
    with_address(make_contribution(challenge=challenge), confirmed_at=None)
    challenges.close(challenge, NOTE)
    assert heard_at(monkeypatch, 2026, 12, 1, 16, 0) == []


def test_who_follows_it_hears_it_in_that_way_only(tuesday, monkeypatch):
    challenge, author = make_challenge(), make_user(email="maker@b.example")
    make_contribution(challenge=challenge, author=author)
    with_address(make_contribution(challenge=challenge))
    follows(make_follower(user=author), challenge)
    follows(make_follower(ADDRESS), challenge)
    challenges.close(challenge, NOTE)
    assert heard_at(monkeypatch, 2026, 12, 1, 16, 0) == []
    assert [mail.address for mail in db.session.scalars(select(Email).order_by(Email.address))] == [ADDRESS, "maker@b.example"]


def test_a_story_that_is_held_waits_and_one_mail_a_day_holds(tuesday, monkeypatch):
    challenge = make_challenge()
    held = with_address(make_contribution(challenge=challenge))
    challenges.close(challenge, NOTE)
    held.status = Status.HELD
    other = make_challenge()
    with_address(make_contribution(challenge=other), email="tweede@b.example")
    with_address(make_contribution(challenge=other, title="Nog een"), email="derde@b.example")
    challenges.close(other, NOTE)
    assert [address for address, _t in heard_at(monkeypatch, 2026, 12, 1, 16, 0)] == ["derde@b.example", "tweede@b.example"]
    held.status = Status.PUBLISHED
    assert [address for address, _t in heard_at(monkeypatch, 2026, 12, 2, 16, 0)] == [ADDRESS]


def test_two_answers_at_one_address_come_in_two_mails_on_two_days(tuesday, monkeypatch):
    challenge = make_challenge()
    for title in ("Een put", "Nog een put"):
        with_address(make_contribution(challenge=challenge, title=title))
    db.session.commit()
    challenges.close(challenge, NOTE)
    assert [len(heard_at(monkeypatch, 2026, 12, day, 16, 0)) for day in (1, 2, 3)] == [1, 1, 0]


@pytest.mark.parametrize("is_named", [True, False])
def test_what_came_of_it_is_told_once_where_its_sender_is_named(tuesday, monkeypatch, is_named):
    challenge = make_challenge()
    with_address(make_contribution(challenge=challenge))
    challenges.close(challenge, NOTE)
    assert len(heard_at(monkeypatch, 2026, 12, 1, 16, 0)) == 1
    make_contribution(title="De doeken hangen er nog", follows_up=challenge, place=challenge.organisation, names_organisation=is_named)
    heard = [heard_at(monkeypatch, 2026, 12, day, 16, 0) for day in (2, 3, 7, 8)]
    assert [len(mails) for mails in heard] == [int(is_named), 0, 0, 0]
    for _address, text in heard[0]:
        assert CAME in text and "De doeken" not in text and challenge.title not in text


def test_whose_story_stands_with_it_hears_it_as_long_as_it_stands_there(tuesday, monkeypatch):
    challenge = make_challenge()
    stands, left = (with_address(make_contribution(title=name), email=f"{name}@b.example") for name in ("staat", "weg"))
    for story, gone in ((stands, None), (left, clock.now())):
        save(LinkedAnswer(challenge_id=challenge.id, contribution_id=story.id, taken_away_at=gone))
    challenges.close(challenge, NOTE)
    (address, text), = heard_at(monkeypatch, 2026, 12, 1, 16, 0)
    assert address == "staat@b.example" and "Een uitdaging waar je verhaal bij staat, is gesloten" in text


def test_what_is_out_of_view_when_it_would_be_told_is_not_told(tuesday, monkeypatch):
    challenge = make_challenge()
    with_address(make_contribution(challenge=challenge))
    challenges.close(challenge, NOTE)
    at(monkeypatch, 2026, 12, 1, 12, 0)
    round_of_mail()
    assert db.session.scalar(select(AnswererTelling.told_at)) is None
    challenges.hold(challenge)
    assert heard_at(monkeypatch, 2026, 12, 1, 16, 0) == []


def test_after_an_older_backup_was_put_back_nobody_hears_it_again(tuesday, monkeypatch):
    challenge = make_challenge()
    with_address(make_contribution(challenge=challenge))
    challenges.close(challenge, NOTE)
    operations.find()
    operations.spread()
    operations.pass_over()
    assert heard_at(monkeypatch, 2026, 12, 1, 16, 0) == []


def test_what_remains_of_a_challenge_is_told_to_members_who_follow_it_and_to_nobody_else(tuesday, monkeypatch):
    challenge = make_challenge()
    people = {role: make_user(role, email=f"{role.value}@b.example") for role in (Role.MEMBER, Role.COORDINATOR, Role.HOST, Role.EDITOR)}
    for user in people.values():
        follows(make_follower(user=user), challenge.organisation.part)
    follows(make_follower("zonder@b.example"), challenge.organisation.part)
    left = make_user(Role.MEMBER, email="weg@b.example")
    follows(make_follower(user=left), challenge.organisation.part)
    db.session.commit()
    challenges.close(challenge, NOTE, remains="Wie betaalt de put?")
    for membership in left.memberships:
        membership.ended_at = clock.now()
    mails = {address: text for address, _subject, text in round_of_mail()}
    told = {address for address, text in mails.items() if "liet een vraag over voor de leden" in text}
    assert told == {"member@b.example", "coordinator@b.example"} and len(mails) == 6, "the others hear that it was closed"
    assert all("Wie betaalt" not in text for text in mails.values())
    assert f"uitdaging={challenge.slug}" in mails["member@b.example"]


def test_what_a_member_worded_already_is_not_told_any_more(tuesday, monkeypatch):
    challenge, member = make_challenge(), make_user(Role.MEMBER, email="lid@b.example")
    follows(make_follower(user=member), challenge.organisation.part)
    challenges.close(challenge, NOTE, remains="Wie betaalt de put?")
    db.session.commit()
    ask("Wie betaalt de put in een smalle straat?", "", by=member, origin=challenge)
    (_address, _subject, text), = round_of_mail()
    assert "is afgesloten" in text and "liet een vraag over" not in text


def test_a_municipality_that_asked_is_promised_no_news_of_its_own_challenge(app, client):
    """It hears none: see above. So its page does not ask for an address for it either."""
    challenge, code = make_challenge(title="Hoe diep hoort een put?"), "B" * 26
    story = make_contribution(challenge=challenge, code=code, organisation=challenge.organisation)
    db.session.commit()
    page = client.get(f"/volg/{code}").text
    assert "Hoe diep hoort een put?" in page and "hoe het afloopt" not in page
    with_address(story)
    assert "Je hoort het als" not in client.get(f"/volg/{code}").text


def test_their_own_page_names_the_challenge_that_they_answered_and_how_it_stands(app, client):
    challenge, code = make_challenge(title="Hoe diep hoort een put?"), "B" * 26
    story = make_contribution(challenge=challenge, code=code)
    db.session.commit()
    page = client.get(f"/volg/{code}").text
    assert "Hoe diep hoort een put?" in page and "Open tot en met" in page and "Laat hieronder een adres achter" in page
    with_address(story)
    assert "Je hoort het als de gemeente" in client.get(f"/volg/{code}").text
    challenges.close(challenge, NOTE)
    db.session.commit()
    page = client.get(f"/volg/{code}").text
    assert "Gesloten op" in page and f"/uitdagingen/{challenge.slug}" in page
    assert "Je hoort het als iemand vertelt wat ervan kwam." in page and "Je hoort het als de gemeente" not in page
    challenges.hold(challenge)
    db.session.commit()
    assert "Hoe diep hoort een put?" not in client.get(f"/volg/{code}").text
