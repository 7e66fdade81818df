"""The buttons of the conversations by relay: of the contributor, of the hosts, and of the desk that is asked to look."""

from app.contributions import operations
from app.contributions.models import HostPhone, NewsAddress, Side
from app.core.clock import now
from tests.contributions import talking
from tests.contributions.followed import fresh
from tests.factories import save
from tests.faults.pressing import CODE, TYPED, button

OWN, DESK, HOST = "/volg/<code>", "/redactie/<public_id>", "/bijdragen/<public_id>"


def address(story, rule):
    return rule.replace("<code>", CODE).replace("<public_id>", story.public_id)


def asked():
    """A host asked something, of a contributor who is mailed about news."""
    story = talking.answer_to(code=CODE)
    talking.asked(story)
    return fresh(story)


@button("let the host ask", f"{OWN}/gastgemeente")
def let_host_ask():
    story = talking.answer_to(code=CODE, allowed=False)
    return address(story, f"{OWN}/gastgemeente"), {"may_ask": "y"}, None


@button("stop the host", f"{OWN}/gastgemeente")
def stop_host():
    return address(asked(), f"{OWN}/gastgemeente"), {}, None


@button("answer the host", f"{OWN}/gastgemeente/antwoord")
def answer_host():
    return address(asked(), f"{OWN}/gastgemeente/antwoord"), {"gast-text": TYPED, "sure": "y"}, None


@button("let the host call", f"{OWN}/gastgemeente/bellen")
def let_host_call():
    return address(asked(), f"{OWN}/gastgemeente/bellen"), {"phone": "010 123 45 67"}, None


@button("report", f"{OWN}/gastgemeente/melden", mails=True)
def report():
    return address(asked(), f"{OWN}/gastgemeente/melden"), {}, None


@button("have seen the host", f"{OWN}/gelezen")
def have_seen():
    return address(asked(), f"{OWN}/gelezen"), {"side": Side.HOST.value, "shown": "1"}, None


@button("have seen the contributor", f"{DESK}/gelezen")
def desk_has_seen():
    story, editors = talking.in_reading(CODE)
    operations.answer_desk(story, "Dat was in mei.")
    return address(story, f"{DESK}/gelezen"), {"shown": "1"}, editors[0]


@button("settle", f"{DESK}/gesprek")
def settle():
    story = asked()
    operations.report(story)
    return address(story, f"{DESK}/gesprek"), {"action": "stop"}, story.readings[0].reader


@button("ask as a host", f"{HOST}/gesprek", mails=True)
def ask_as_host():
    story = talking.answer_to(code=CODE)
    save(NewsAddress(contribution_id=story.id, email="nieuws@x.example", token_hash="n" * 64, delete_on=now().date(), confirmed_at=now()))
    return address(story, f"{HOST}/gesprek"), {"text": TYPED}, talking.host_of(story)


@button("look at the number", f"{HOST}/gesprek/nummer")
def look_at_number():
    story = talking.answer_to(code=CODE)
    save(HostPhone(contribution_id=story.id, phone="010 123 45 67"))
    talking.number_of_before()
    return address(story, f"{HOST}/gesprek/nummer"), {}, talking.host_of(story)


@button("have seen as a host", f"{HOST}/gesprek/gelezen")
def host_has_seen():
    story = talking.answer_to(code=CODE)
    talking.answered(story)
    return address(story, f"{HOST}/gesprek/gelezen"), {"shown": "2"}, talking.host_of(story)
