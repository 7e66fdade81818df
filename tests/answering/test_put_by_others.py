"""Whose story somebody else puts with a challenge hears it once: on their own page, and in the mail of the day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Visitor, WorkAddress
from app.answering import operations, queries
from app.answering.models import LinkedAnswer, Verdict
from app.answering.operations.beside import link, take_away
from app.answering.queries.beside import done_by_others
from app.challenges.models import ChallengeStatus
from app.contributions import operations as contributions
from app.contributions.models import Audience, NewsAddress, Status
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from app.pages.own_data import as_json, whole_record_of
from tests.answering.made import at_the_clock
from tests.factories import make_challenge, make_contribution, make_user, save

CODE, TITLE = "A" * 26, "Waar kan een wadi?"
TOLD, SHOWN = "Iemand zette jouw verhaal bij een uitdaging", "Jouw verhaal staat nu bij een uitdaging"


@pytest.fixture
def challenge(app):
    return make_challenge(slug="de-wadi", title=TITLE)


@pytest.fixture
def story(app):
    return make_contribution(code=CODE, title="Een wadi", author_id=make_user().id)


def put(challenge, story, **how):
    link(challenge, story, **how)
    db.session.commit()


def mails(days=0):
    """What left about it since; the clock stands at 17 o'clock so many days from now."""
    known = set(db.session.scalars(select(Email.id)))
    at_the_clock("tell-reactions", today() + timedelta(days=days), 17)
    return [mail for mail in db.session.scalars(select(Email)) if mail.id not in known and TOLD in mail.text]


def row():
    return db.session.scalars(select(LinkedAnswer)).one()


def press(client, sign_in, user, story):
    sign_in(user)
    return client.post("/uitdagingen/de-wadi/verhaal-erbij", data={"story": story.public_id}).status_code


def test_its_contributor_hears_it_once_by_mail_and_in_the_inbox(client, sign_in, challenge, story):
    other = make_user()
    assert press(client, sign_in, other, story) == 303
    (mail,) = mails()
    assert mail.address == story.author.email and "haal" in mail.text
    for never in (TITLE, other.email, other.name, story.title, story.facts):
        assert never not in mail.text + mail.subject
    (left,) = db.session.scalars(select(Notification))
    assert left.user_id == story.author_id and TOLD in left.text and TITLE not in left.text
    press(client, sign_in, make_user(), story)
    assert mails(1) == [] == mails(2)


def test_the_own_page_says_with_which_and_not_who(app, client, sign_in, challenge, story):
    other = make_user()
    press(client, sign_in, other, story)
    page = app.test_client().get(f"/volg/{CODE}").text
    told = page.split('id="gezet"')[1].split("</section>")[0]
    assert SHOWN in page and TITLE in told and challenge.organisation.name in told and 'href="#uitdagingen"' in told
    assert other.email not in page and other.name not in page
    english = app.test_client().get(f"/en/volg/{CODE}").text
    assert "Your story stands with a challenge now" in english
    assert [one["put_by_somebody_else"] for one in whole_record_of(story)["stands_with"]] == [True]
    app.test_client().post(f"/volg/{CODE}/weg-bij-uitdaging", data={"challenge": "de-wadi"})
    assert SHOWN not in app.test_client().get(f"/volg/{CODE}").text and mails() == []


def test_the_own_record_says_on_which_day_here_and_no_more(app, challenge, story):
    """The second would tell which deeds of somebody else are of one person."""
    link(challenge, story, by=make_user())
    put = row()
    for moment, told in ((None, None), (datetime(2026, 7, 2, 5, 0, tzinfo=UTC), date(2026, 7, 2))):
        put.linked_at, put.told_at = datetime(2026, 6, 30, 22, 30, 12, 345678, tzinfo=UTC), moment  # past midnight here
        db.session.commit()
        (record,) = whole_record_of(story)["stands_with"]
        assert (record["on"], record["told_on"]) == (date(2026, 7, 1), told)
        assert not any(isinstance(value, datetime) for value in record.values())
    assert '"on": "2026-07-01"' in as_json(record)


@pytest.mark.parametrize("way", ["signed in", "with the code"])
def test_what_a_contributor_puts_there_is_no_news_to_them(app, client, sign_in, challenge, story, way):
    if way == "signed in":
        assert press(client, sign_in, story.author, story) == 303
    else:
        app.test_client().post(f"/volg/{CODE}/bij-uitdaging", data={"challenge": "de-wadi"})
    assert not row().put_by_other and mails() == []
    assert SHOWN not in app.test_client().get(f"/volg/{CODE}").text


@pytest.mark.parametrize("proven", [True, False])
def test_who_hears_of_it_at_an_address_of_theirs_is_not_told_what_they_did(client, sign_in, challenge, proven):
    story = make_contribution(title="Zonder account")
    with_news(story, "Werk@stad.example")
    user = make_user()
    place = challenge.organisation
    save(WorkAddress(user=user, organisation=place, email="werk@stad.example", confirmed_at=now() if proven else None))
    press(client, sign_in, user, story)
    assert row().put_by_other is not proven and len(mails()) == (0 if proven else 1)


def with_news(story, email, confirmed=True):
    save(
        NewsAddress(
            contribution_id=story.id,
            email=email,
            token_hash=email[:20],
            confirmed_at=now() if confirmed else None,
            delete_on=today() + timedelta(days=700),
        )
    )


@pytest.mark.parametrize("confirmed", [True, False])
def test_without_an_account_it_goes_to_the_address_that_asked_for_news(challenge, confirmed):
    story = make_contribution(code=CODE)
    with_news(story, "inzender@voorbeeld.example", confirmed)
    put(challenge, story)
    assert [mail.address for mail in mails()] == (["inzender@voorbeeld.example"] if confirmed else [])
    assert row().told_at is not None, "whoever leaves an address later is not mailed of what is old then"


def test_who_wants_no_mail_finds_it_in_the_inbox(challenge, story):
    story.author.mails_news = False
    put(challenge, story)
    assert mails() == []
    assert TOLD in db.session.scalars(select(Notification)).one().text


def test_taken_away_and_put_back_by_its_contributor_it_is_never_told(challenge, story):
    put(challenge, story)
    take_away(challenge, story)
    db.session.commit()
    assert mails() == []
    put(challenge, story, by_contributor=True)
    assert mails(1) == [] and not row().put_by_other


@pytest.mark.parametrize("out", ["held", "for members", "challenge held", "challenge draft"])
def test_what_is_out_of_view_is_named_nowhere_and_told_when_it_is_back(app, challenge, story, out):
    put(challenge, story)
    if out == "challenge held":
        challenge.held_at = now()
    elif out == "challenge draft":
        challenge.status = ChallengeStatus.DRAFT
    elif out == "held":
        story.status = Status.HELD
    else:
        story.audience = Audience.MEMBERS
    contributions.relist(story)
    db.session.commit()
    assert mails() == [] and row().told_at is None
    page = app.test_client().get(f"/volg/{CODE}").text
    assert SHOWN not in page and TITLE not in page
    challenge.held_at, challenge.status, story.status, story.audience = None, ChallengeStatus.PUBLISHED, Status.PUBLISHED, Audience.PUBLIC
    contributions.relist(story)
    db.session.commit()
    assert len(mails(1)) == 1 and mails(2) == []


def test_a_challenge_that_closes_first_and_opens_again_is_told_once(challenge, story):
    put(challenge, story)
    challenge.status = ChallengeStatus.CLOSED
    db.session.commit()
    assert len(mails()) == 1
    challenge.status = ChallengeStatus.PUBLISHED
    db.session.commit()
    assert mails(1) == []


def test_a_reaction_of_the_same_day_comes_in_one_mail_and_a_later_one_by_itself(challenge, story):
    put(challenge, story)
    host = challenge.hosts[0].user
    operations.judge(challenge, story, Verdict.NOW, "Dit past bij ons.", host, 0)
    db.session.commit()
    (mail,) = mails()
    assert mail.text.count("\n- ") == 2 and mail.text.index(TOLD) < mail.text.index("bij haar uitdaging")
    operations.thank(challenge, story, host)
    queries.mark_on(challenge, story).thanked_at = now() + timedelta(days=2)
    db.session.commit()
    known = set(db.session.scalars(select(Email.id)))
    at_the_clock("tell-reactions", today() + timedelta(days=3))
    (later,) = (mail for mail in db.session.scalars(select(Email)) if mail.id not in known)
    assert "bedankt je" in later.text and TOLD not in later.text


def test_after_a_restore_nobody_hears_it_once_more(challenge, story):
    put(challenge, story)
    operations.pass_over()
    db.session.commit()
    assert mails() == [] and row().put_by_other


def test_the_list_of_what_waits_holds_nothing_of_before(challenge, story):
    save(LinkedAnswer(challenge_id=challenge.id, contribution_id=story.id))
    assert done_by_others() == [] and mails() == []
    assert link(challenge, story, by=Visitor()) is None and not row().put_by_other
