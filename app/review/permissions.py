"""Who may read at the desk."""

from app.accounts.models import Person, Role, User
from app.contributions.models import Contribution, Conversation, Side
from app.contributions.operations import is_too_near
from app.contributions.permissions import fields_at_the_desk
from app.contributions.permissions.conversation import may_hear


def may_use_the_desk(person: Person) -> bool:
    return person.has(Role.EDITOR)


def may_read(person: Person, contribution: Contribution) -> bool:
    """A reader of this contribution, as long as it has not ended."""
    return bool(fields_at_the_desk(person, contribution))


def may_look_at(person: User, conversation: Conversation | None) -> bool:
    """Whether this reader may see what the contributor and the host said: only after the contributor asked for it.

    And never somebody who works for that municipality by now, though they were let in as a reader before.
    """
    return (
        conversation is not None
        and conversation.side is Side.HOST
        and conversation.reported_at is not None
        and may_read(person, conversation.contribution)
        and may_hear(person, conversation.contribution, conversation.reported_at)
        and not is_too_near(conversation.contribution, person)
        and not is_of_host(conversation, person)
    )


def is_of_host(conversation: Conversation, person: User) -> bool:
    asking = conversation.challenge
    return asking is not None and asking.organisation_id in person.employers()
