"""A second pair of eyes before a story is sent: a link to read the draft on, and the yes or no of whoever reads it."""

from app.contributions import queries
from app.contributions.models import AskedReader, Contribution, Draft, Step
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id
from app.core.wording import _

MOST_LINKS = 10  # to one draft


def secret_of_link(public_id: str, secret: str) -> str:
    """What stands in the link: it follows from the secret of the browser that made it, and is kept nowhere."""
    return fingerprint(f"along:{public_id}:{secret}")


def token_of(asked: AskedReader, secret: str) -> str:
    """The secret in this link, for the browser that made it; '' for any other."""
    token = secret_of_link(asked.public_id, secret) if secret else ""
    return token if token and asked.token_hash == fingerprint(token) else ""


def let_read(draft: Draft, secret: str, language: str, key: str = "") -> AskedReader:
    """Makes a link on which somebody reads this draft. The same key gives the same link: a second press makes none.

    Raises Refusal when there are too many already.
    """
    public_id = fingerprint(f"link:{draft.public_id}:{key}")[:26] if key else random_id()
    known = queries.asked_readers_of(draft)
    for asked in known:
        if asked.public_id == public_id:
            return asked
    if len(known) >= MOST_LINKS:
        raise Refusal(_("There are ten links already. Take one back first."))
    asked = AskedReader(public_id=public_id, draft=draft, language=language)
    asked.opens_with(secret_of_link(asked.public_id, secret))
    db.session.add(asked)
    draft.changed_at = asked.asked_at  # it is kept at least as long as the link works
    db.session.flush()
    return asked


def take_back(draft: Draft, public_id: str) -> None:
    """From now on the link opens nothing, and what was answered on it is forgotten. A second time changes nothing."""
    for asked in queries.asked_readers_of(draft):
        if asked.public_id == public_id:
            db.session.delete(asked)
    db.session.flush()


def answer_draft(asked: AskedReader, agreed: bool, remark: str, reader: str, seen: str, mark: str) -> None:
    """Notes a yes or a no to the draft that was read. A second answer takes the place of the first.

    `seen` is the mark of what the reader had before them, `mark` that of the draft as it is now. Raises Refusal
    when the two differ, or when the draft was sent meanwhile.
    """
    if asked.draft.sent_as_id is not None or not asked.draft.typed:
        raise Refusal(_("The story was sent while you read. Your answer comes too late."))
    if seen != mark:
        raise Refusal(_("The text was changed while you read. Read it once more below, then answer."))
    asked.note_answer(agreed, remark)
    asked.reader, asked.seen = reader, mark
    db.session.flush()


def yes_to(draft: Draft, mark: str) -> bool:
    """Whether somebody who read along said yes to exactly this."""
    return any(asked.agreed and asked.seen == mark for asked in queries.asked_readers_of(draft))


def close_links(draft: Draft, contribution: Contribution, told: str) -> None:
    """The story is sent: who read along and what they said is forgotten.

    With `told`, the mark of the story, the desk hears that somebody said yes to it, when somebody did; never who.
    """
    if told and yes_to(draft, told):
        contribution.steps.append(Step(what="read_along", by_role="contributor", at=clock.now()))
    for asked in queries.asked_readers_of(draft):
        asked.forget_answer()
        asked.seen = ""
    db.session.flush()
