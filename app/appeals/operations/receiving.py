"""A request comes in. It never changes a text by itself, but for the objection of whoever wrote it."""

from dataclasses import dataclass

from app.accounts.models import Person
from app.appeals import messages
from app.appeals.models import Appeal, AppealKind, Part, Wish
from app.appeals.operations.drawing import draw, note
from app.appeals.queries import Thing
from app.challenges.models import Challenge
from app.contributions import operations as contributions
from app.contributions.models import Contribution
from app.core import clock
from app.core.clock import months_after, workday_after
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id
from app.core.wording import _
from app.stocktaking.models import Question

MONTHS = 1  # the term of AVG art. 12(3)


@dataclass(frozen=True)
class Asked:
    """What somebody wrote: their words, who they say that they are, and an address if they left one."""

    text: str
    who: str = ""
    email: str = ""
    language: str = "nl"


def report(thing: Thing, wish: Wish, part: Part, asked: Asked, by: Person) -> Appeal:
    """Somebody says that a visible text is about them. The desk hides it or decides within a working day."""
    appeal = new(AppealKind.ABOUT_ME, asked, by)
    appeal.wish, appeal.part = wish, part
    appeal.hide_by = workday_after(clock.today(), deal().hide_within)
    set_thing(appeal, thing)
    return received(appeal, "visitor")


def ask(kind: AppealKind, asked: Asked, by: Person) -> Appeal:
    """Somebody uses a right of the AVG that is not about one text."""
    return received(new(kind, asked, by), "visitor")


def object_to(contribution: Contribution, asked: Asked, by: Person) -> Appeal:
    """Its contributor objects: out of view at once, until it is judged. Raises Refusal when it is not visible."""
    if not contributions.hold(contribution, by=None):
        raise Refusal(_("Your story is not visible to others at this moment, so there is nothing to take out of view."))
    appeal = new(AppealKind.OBJECTION, asked, by)
    appeal.by_contributor, appeal.held_at = True, clock.now()
    set_thing(appeal, contribution)
    return received(appeal, "contributor")


def new(kind: AppealKind, asked: Asked, by: Person) -> Appeal:
    public_id = random_id()
    return Appeal(
        public_id=public_id,
        token_hash=fingerprint(token_of(public_id)),
        kind=kind,
        text=asked.text,
        who=asked.who,
        email=asked.email.lower(),
        language=asked.language,
        user_id=by.id,
        received_at=clock.now(),
        due_on=months_after(clock.today(), MONTHS),
    )


def set_thing(appeal: Appeal, thing: Thing) -> None:
    if isinstance(thing, Contribution):
        appeal.contribution = thing
    elif isinstance(thing, Challenge):
        appeal.challenge = thing
    elif isinstance(thing, Question):
        appeal.question = thing


def received(appeal: Appeal, by_role: str) -> Appeal:
    db.session.add(appeal)
    db.session.flush()
    note(appeal, "received", by_role)
    messages.to_judge(draw(appeal), appeal)
    return appeal


def token_of(public_id: str) -> str:
    """The secret of the link on which the answer is read: it follows from the id, so that the mail can carry it."""
    return fingerprint(f"appeal:{public_id}")[:40]
