"""The buttons under texts: on the own page, and at the desk."""

from datetime import timedelta

from app.accounts.models import Role
from app.answering.models import LinkedAnswer
from app.contributions import operations
from app.contributions.models import CallbackAddress, LookAgain, OnBehalf, Proposal, Reading, Status, Step
from app.core.clock import now, today
from app.core.database import db
from tests.factories import make_challenge, make_contribution, make_user, save, seen_text
from tests.faults.pressing import CODE, TYPED, button
from tests.gatherings.made import came

TEXT = {"title": "Een nieuwe titel", "facts": TYPED, "lesson": "", "opinion": ""}
WAITING, READING, RETURNED, PUBLISHED = Status.WAITING_FOR_APPROVAL, Status.READING, Status.RETURNED, Status.PUBLISHED
MAILING = ("approve", "disagree", "withdraw", "ask", "hand back")

# The state before, where it stands and what it sends. "seen" and "version" are filled in.
SHORT = {
    "approve": (WAITING, "volg/akkoord", {"seen": ""}),
    "disagree": (WAITING, "volg/niet-akkoord", {"why": TYPED}),
    "change": (PUBLISHED, "volg/tekst", TEXT),
    "answer": (RETURNED, "volg/antwoord", {"text": TYPED}),
    "make stricter": (PUBLISHED, "volg/strenger", {"members_only": "y"}),
    "loosen": (PUBLISHED, "volg/ruimer", {"everybody": "y", "sure": "y"}),
    "still true": (PUBLISHED, "volg/klopt-dit-nog", {"said": "changed", "outcome": "stopped", "words": TYPED}),
    "stopped": (PUBLISHED, "volg/klopt-dit-nog", {"said": "stopped"}),
    "withdraw": (PUBLISHED, "volg/intrekken", {"sure": "y"}),
    "object": (PUBLISHED, "volg/bezwaar", {"why": TYPED}),
    "new link": (READING, "volg/nieuwe-link", {"nonce": "n" * 43, "kept_it": "y"}),
    "take up": (Status.WITHDRAWN, "volg/verder", {}),
    "reach": (READING, "volg/bereiken", {"callback": "a@x.example", "news": "b@x.example"}),
    "open": (Status.RECEIVED, "redactie/lezen", {}),
    "propose": (READING, "redactie/tekst", TEXT | {"version": ""}),
    "retag": (PUBLISHED, "redactie/begrippen", {"term": "ondergrond"}),
    "write": (READING, "volg/antwoord", {"text": TYPED}),
    "hand over": (READING, "redactie/overdragen", {}),
    "accept": (READING, "redactie/akkoord", {"seen": ""}),
    "ask": (READING, "redactie/vraag", {"vraag-text": TYPED}),
    "hand back": (READING, "redactie/besluit", {"reden-reason": TYPED, "besluit": "terug"}),
    "refuse": (READING, "redactie/besluit", {"reden-reason": TYPED, "besluit": "af"}),
    "confirm": (READING, "redactie/bevestigen", {}),
}


def before(name, status):
    """A story in this state, with whoever presses: they read it, and so does somebody else."""
    audience = "members" if name == "loosen" else "public"
    story = make_contribution(code=CODE, status=status, unchanged_is_fine=True, names_organisation=name == "confirm", confirmed_at=None, audience=audience)
    reader, other = make_user(Role.EDITOR), make_user(Role.EDITOR)
    if name != "open":
        save(Reading(contribution_id=story.id, reader_id=reader.id, accepted_at=now() if status is WAITING else None))
        save(Reading(contribution_id=story.id, reader_id=other.id, accepted_at=now()))
    if status is WAITING:
        save(Proposal(contribution_id=story.id, by_id=other.id, sent_at=now(), title="Beter", facts="De put lag laag.", lesson="", opinion=""))
        db.session.refresh(story)
    if name == "new link":
        save(OnBehalf(contribution_id=story.id, came_by="phone", agreed_on=today()))
    if name == "take up":
        for what in ("sent_for_approval", "lapsed"):
            save(Step(contribution_id=story.id, what=what, by_role="clock"))
    save(CallbackAddress(contribution_id=story.id, email="bel@x.example", delete_on=today()))
    return story, reader


def short(name):
    status, where, form = SHORT[name]
    place, deed = where.split("/")
    rule = f"/volg/<code>/{deed}" if place == "volg" else f"/redactie/<public_id>/{deed}"

    def make():
        story, reader = before(name, status)
        sent = form | ({"seen": seen_text(story)} if "seen" in form else {}) | ({"version": story.version} if "version" in form else {})
        return rule.replace("<code>", CODE).replace("<public_id>", story.public_id), sent, reader

    button(name, rule, mails=name in MAILING)(make)


for each in SHORT:
    short(each)


@button("name a day", "/volg/<code>/nog-eens")
def name_a_day():
    make_contribution(code=CODE)
    return f"/volg/{CODE}/nog-eens", {"day": f"{today() + timedelta(days=9):%d-%m-%Y}"}, None


@button("name no day", "/volg/<code>/nog-eens")
def name_no_day():
    """The reminder was written, and has not left."""
    story = make_contribution(code=CODE, author_id=make_user().id)
    save(LookAgain(contribution_id=story.id, day=today()))
    operations.remind_to_look()
    return f"/volg/{CODE}/nog-eens", {}, None


@button("hide where it began", "/volg/<code>/herkomst-weg")
def hide_where_it_began():
    came(make_contribution(code=CODE))
    return f"/volg/{CODE}/herkomst-weg", {}, None


@button("put it with a challenge", "/volg/<code>/bij-uitdaging")
def put_it_with_a_challenge():
    make_contribution(code=CODE)
    return f"/volg/{CODE}/bij-uitdaging", {"challenge": make_challenge().slug}, None


@button("take it from a challenge", "/volg/<code>/weg-bij-uitdaging")
def take_it_from_a_challenge():
    challenge = make_challenge()
    save(LinkedAnswer(challenge_id=challenge.id, contribution_id=make_contribution(code=CODE).id))
    return f"/volg/{CODE}/weg-bij-uitdaging", {"challenge": challenge.slug}, None
