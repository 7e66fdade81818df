"""Typing a story over for whoever told it, by telephone or on paper, and handing over the link to it.

The story is theirs: it has no account as its author, nobody confirmed where they work, and whoever typed it does not
read it for the desk. That somebody typed it stands on their own page alone.
"""

from datetime import date

from app.accounts.models import Person, User, Visitor
from app.challenges.models import Challenge
from app.contributions import messages, queries
from app.contributions.models import CameBy, Contribution, Draft, OnBehalf, Step
from app.contributions.operations.drafts import begin
from app.contributions.operations.remembering import remember
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import code_from, fingerprint
from app.core.wording import _

NEW_LINK = "new_link"


def begin_on_behalf(secret: str, by: User, came_by: CameBy, agreed_on: date, challenge: Challenge | None) -> Draft:
    """A new draft of somebody who said yes to that on this day; `by` types it, and is not its author."""
    draft = begin(secret, Visitor(), challenge)
    db.session.add(OnBehalf(draft_id=draft.id, by_id=by.id, came_by=came_by, agreed_on=agreed_on))
    db.session.flush()
    return draft


def teller_of(draft: Draft, by: Person) -> Person:
    """Whose story this is: of whoever types it, or of somebody whom this site does not know."""
    return by if draft.on_behalf is None else Visitor()


def settle_on_behalf(draft: Draft, contribution: Contribution) -> None:
    """At sending: what was agreed to belongs to the story from now on."""
    typed = draft.on_behalf
    if typed is not None:
        typed.draft_id, typed.contribution_id = None, contribution.id
        contribution.steps.append(Step(what="typed_over", by_role="on_behalf"))


def is_typed_by(contribution: Contribution, person: Person) -> bool:
    typed = contribution.on_behalf
    return typed is not None and typed.by_id is not None and typed.by_id == person.id


def mail_link(address: str, code: str, language: str) -> None:
    """Mails the link to whoever told the story. The address is kept no longer than that takes."""
    messages.your_link(address, code, language)


def hand_over(draft: Draft) -> None:
    """From now on only whoever holds the link gets to the story: the way of who typed it goes with the draft."""
    if draft.sent_as is not None:
        draft.sent_as.steps.append(Step(what="handed_over", by_role="on_behalf"))
        db.session.delete(draft)
        db.session.flush()


def code_made_with(nonce: str) -> str:
    """The code that this page offers. It follows from what stands in its form, so a second press gives the same one."""
    return code_from(f"new link:{nonce}")


def may_change_link(contribution: Contribution, by: Person) -> None:
    """Raises Refusal when nobody else ever had the link to it, and for who typed it over."""
    if contribution.on_behalf is None:
        raise Refusal(_("Only you ever had the link to this story, so it needs no new one."))
    if is_typed_by(contribution, by):
        raise Refusal(_("You typed this over. Only whoever told it makes a new link."))


def change_link(contribution: Contribution, nonce: str) -> None:
    """From now on the new code opens the page, and the old one says that there is a new one."""
    code_hash = fingerprint(code_made_with(nonce))
    remember(contribution, NEW_LINK, {"code_hash": code_hash})
    if contribution.on_behalf is not None:
        contribution.on_behalf.former_hash = contribution.code_hash
    contribution.code_hash = code_hash
    contribution.steps.append(Step(what=NEW_LINK, by_role="contributor"))
    queries.delete_drafts_sent_as(contribution)
    db.session.flush()
