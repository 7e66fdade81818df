"""What the mail to hosts says that came, and what can be done with it: a term for answers, and for nothing else."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.answering import operations
from app.answering.operations.beside import link, take_away, undo
from app.answering.queries.beside import link_between
from app.challenges.models import ChallengeStatus
from app.contributions.models import Kind, Status
from app.contributions.operations import let_host_ask, withdraw_from_lists
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.core.outbox import Email, may_still_leave
from tests.answering.made import at_the_clock
from tests.contributions.talking import conversation
from tests.factories import make_challenge, make_contribution

MONDAY = date(2027, 3, 1)
EARLIER = datetime.combine(MONDAY - timedelta(days=3), time(12), AMSTERDAM)
TERM = {"nl": ("Reageer", "binnen vijf werkdagen"), "en": ("React", "within five working days")}
ASK = "één vraag stellen"


@pytest.fixture
def challenge(app, monkeypatch):
    """One that was there before, with one host who reads English; on the Friday before."""
    monkeypatch.setattr("app.core.clock.now", lambda: EARLIER)
    found = make_challenge(title="Waar kan een wadi?")
    found.hosts[1].user.language = "en"
    db.session.commit()
    return found


def came(**changes):
    return make_contribution(**{"names_organisation": True, "published_at": EARLIER} | changes)


def put(challenge, *stories, at=EARLIER):
    for story in stories:
        link(challenge, story)
        link_between(challenge, story).linked_at = at
    db.session.commit()


def mails_to(challenge, day=MONDAY):
    """By the language of the host: subject and text of the one mail that each gets."""
    known = set(db.session.scalars(select(Email.id)))
    at_the_clock("tell-hosts", day, 10)
    new = [mail for mail in db.session.scalars(select(Email)) if mail.id not in known]
    found = {host.user.language: [mail for mail in new if mail.address == host.user.email] for host in challenge.hosts}
    return {spoken: (mail.subject, mail.text) for spoken, mails in found.items() for mail in mails}


def test_of_a_story_from_elsewhere_alone_no_term_is_told_and_no_question_is_offered(challenge):
    put(challenge, came())
    told = mails_to(challenge)
    assert {spoken: subject for spoken, (subject, _text) in told.items()} == {
        "nl": "Er is een verhaal bij je uitdaging gezet",
        "en": "A story was put with your challenge",
    }
    assert "1 verhaal dat elders is verteld" in told["nl"][1] and "1 story that was told elsewhere" in told["en"][1]
    for spoken, (_subject, text) in told.items():
        assert not [words for words in TERM[spoken] if words in text], spoken
        assert {"nl": "geen uiterste dag", "en": "no last day"}[spoken] in text
        assert "antwoord" not in text.replace("/antwoorden", "") and "answer" not in text and "question" not in text
    assert mails_to(challenge, MONDAY + timedelta(days=20)) == {}, "nor does it wait too long"


def test_beside_answers_the_term_is_that_of_the_answers(challenge):
    came(challenge=challenge)
    put(challenge, came(), came())
    told = mails_to(challenge)
    subject, text = told["nl"]
    assert subject == "Antwoorden wachten op een reactie"
    assert "Er is 1 nieuw antwoord op wat jullie vragen. Reageer uiterlijk vrijdag 5 maart 2027." in text
    assert "2 verhalen die elders zijn verteld" in text and "binnen vijf werkdagen" in text and ASK not in text
    assert "1 new answer" in told["en"][1] and "2 stories that were told elsewhere" in told["en"][1]


def test_with_a_question_beside_it_both_are_told(challenge):
    put(challenge, came())
    came(challenge=challenge, kind=Kind.QUESTION, outcome="not_applicable")
    subject, text = mails_to(challenge)["nl"]
    assert subject == "Er staat iets nieuws bij je uitdaging"
    assert "1 verhaal dat elders" in text and "1 nieuwe vraag bij" in text and "in de tekst van je uitdaging" in text
    assert not [words for words in TERM["nl"] if words in text]


@pytest.mark.parametrize("allows", ["nobody", "another", "this one"])
def test_asking_is_told_where_who_told_one_of_these_allows_it(challenge, allows):
    answer = came(challenge=challenge)
    if allows != "nobody":
        story = answer if allows == "this one" else came(challenge=make_challenge())
        let_host_ask(story)
        conversation(story).allowed_at = EARLIER
        db.session.commit()
    told = mails_to(challenge)
    assert (ASK in told["nl"][1]) is ("One question you can ask" in told["en"][1]) is (allows == "this one")


def noon(minutes=0):
    return datetime.combine(MONDAY, time(12), AMSTERDAM) + timedelta(minutes=minutes)


def hosts_hear(monkeypatch, challenge, minutes):
    """How many mails a round makes so many minutes after noon."""
    known = set(db.session.scalars(select(Email.id)))
    monkeypatch.setattr("app.core.clock.now", lambda: noon(minutes))
    operations.tell_hosts()
    db.session.commit()
    return len([mail for mail in db.session.scalars(select(Email)) if mail.id not in known])


def test_of_what_can_still_be_undone_hosts_hear_nothing(challenge, monkeypatch):
    story, other = came(), came()
    monkeypatch.setattr("app.core.clock.now", noon)
    put(challenge, story, at=noon())
    assert hosts_hear(monkeypatch, challenge, 3) == hosts_hear(monkeypatch, challenge, 9) == 0
    undo(challenge, story, link_between(challenge, story).tap)
    db.session.commit()
    assert hosts_hear(monkeypatch, challenge, 15) == 0
    put(challenge, other, at=noon(20))
    assert hosts_hear(monkeypatch, challenge, 29) == 0 and hosts_hear(monkeypatch, challenge, 30) == 2
    assert hosts_hear(monkeypatch, challenge, 31) == 0


def test_answers_wait_for_no_undoing(challenge, monkeypatch):
    came(challenge=challenge, published_at=noon(-1))
    assert hosts_hear(monkeypatch, challenge, 0) == 2


def waiting_mail(challenge):
    host = next(host.user for host in challenge.hosts if host.user.language == "nl")
    return db.session.scalars(select(Email).where(Email.address == host.email)).one()


@pytest.mark.parametrize("gone", ["taken away", "thanked for", "out of view", "closed", "hosts no more"])
def test_what_does_not_wait_any_more_when_the_mail_leaves_is_not_told(challenge, gone):
    story = came()
    put(challenge, story)
    mails_to(challenge)
    mail, host = waiting_mail(challenge), next(host for host in challenge.hosts if host.user.language == "nl")
    if gone == "taken away":
        take_away(challenge, story)
    elif gone == "thanked for":
        operations.thank(challenge, story, by=challenge.hosts[1].user)
    elif gone == "out of view":
        story.status = Status.HELD
        withdraw_from_lists(story)
    elif gone == "closed":
        challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, EARLIER + timedelta(hours=1)
    else:
        db.session.delete(host)
    db.session.commit()
    db.session.expire_all()
    assert not may_still_leave(mail) and mail.failed_at is not None and mail.text == ""


def test_what_is_left_is_told_as_it_is_by_then(challenge):
    story, answer = came(), came(challenge=challenge)
    put(challenge, story)
    before = mails_to(challenge)["nl"]
    mail = waiting_mail(challenge)
    assert may_still_leave(mail) and (mail.subject, mail.text) == before, "nothing happened meanwhile"
    operations.thank(challenge, answer, by=challenge.hosts[0].user)
    challenge.held_at = EARLIER
    db.session.commit()
    assert may_still_leave(mail) and mail.subject == "Er is een verhaal bij je uitdaging gezet"
    assert challenge.title in before[1] and challenge.title not in mail.text and "nieuw antwoord" not in mail.text
    came(challenge=challenge)
    assert may_still_leave(mail) and "nieuw antwoord" not in mail.text, "what came since is in a mail of its own"


def test_a_clock_that_went_back_loses_no_mail(challenge):
    came(challenge=challenge)
    before = mails_to(challenge)["nl"]  # the clock stands on the Friday before, as it did when the answer came
    mail = waiting_mail(challenge)
    assert may_still_leave(mail) and (mail.subject, mail.text) == before
