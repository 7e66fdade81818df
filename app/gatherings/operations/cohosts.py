"""Other organisations that are a host of a gathering: they are asked, named after their own yes, and take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.accounts.models import Organisation, User
from app.accounts.queries import hosts_at
from app.contributions.operations.remembering import decided, remember, remember_when_kept, sealed
from app.core import clock
from app.core.errors import Refusal
from app.core.outbox import take_back
from app.core.trail import note
from app.core.wording import _
from app.gatherings import messages, permissions, queries
from app.gatherings.models import Gathering

NAMED, NAMED_NO_MORE = "named as a host", "named as a host no more"  # in both logs
MAILED_WITHIN = timedelta(days=1)  # who was mailed about it so short ago is not mailed again


@dataclass(frozen=True)
class Naming:
    """That an organisation is named as a host of a gathering, as the log beside the database knows it."""

    public_id: str

    @classmethod
    def of(cls, gathering_id: int, organisation_id: int) -> "Naming":
        return cls(f"organisation {organisation_id} at gathering {gathering_id}")


def ask_cohosts(gathering: Gathering, before: Sequence[Organisation] = ()) -> None:
    """The hosts of each organisation that was not a host of it before hear that theirs is asked."""
    for organisation in gathering.cohosts:
        if organisation not in before:
            lately = clock.now() - MAILED_WITHIN
            known = queries.keys_that_left(messages.kind_of_asking(gathering, organisation), lately)
            for user in hosts_at(organisation.id):
                kind = messages.kind_of_asking(gathering, organisation, user)
                if not any(key.startswith(kind) for key in known):
                    messages.asked_as_host(user, gathering, organisation)


def stop_asking(gathering: Gathering, organisations: Sequence[Organisation], named: Sequence[Organisation]) -> None:
    """Organisers took these off. A mail that waits does not leave; where one was named, no backup names it again."""
    for organisation in organisations:
        take_back(messages.kind_of_asking(gathering, organisation))
        if organisation in named:
            remember(Naming.of(gathering.id, organisation.id), NAMED_NO_MORE)


def is_said(gathering: Gathering, organisation_id: int, by: User, agreed: bool) -> bool:
    """Whether this organisation said so already. Raises Refusal when it is not asked, or this is no host of it.

    The gathering is held, so that of two who answer at once the second finds it said.
    """
    queries.lock(gathering)
    asked = [one.id for one in queries.cohosts(gathering, agreed=not agreed)]
    said = [one.id for one in queries.cohosts(gathering, agreed)]
    if organisation_id not in asked + said or not permissions.may_plan_for(by, organisation_id):
        raise Refusal(_("Only a host of that organisation can say yes or take it back."))
    return organisation_id in said


def agree_to_be_named(gathering: Gathering, organisation_id: int, by: User) -> None:
    """Lets others read that this organisation is a host too. Raises Refusal for one of others."""
    if not is_said(gathering, organisation_id, by, agreed=True):
        naming = Naming.of(gathering.id, organisation_id)
        queries.note_agreed(gathering.id, organisation_id, agreed=True)
        note(NAMED, naming.public_id, by=by.id)
        remember_when_kept(naming, NAMED)


def be_named_no_more(gathering: Gathering, organisation_id: int, by: User) -> None:
    """Nobody reads any more that this organisation is a host too. A second time changes nothing.

    A line beside the database sees to it that no backup names it again. Raises Refusal for one of others.
    """
    if not is_said(gathering, organisation_id, by, agreed=False):
        naming = Naming.of(gathering.id, organisation_id)
        remember(naming, NAMED_NO_MORE)
        queries.note_agreed(gathering.id, organisation_id, agreed=False)
        note(NAMED_NO_MORE, naming.public_id, by=by.id)


def be_named_no_more_again() -> int:
    """Names no more who took their yes back after this backup was made; how many organisations. Run by restore."""
    last = {line["of"]: line["what"] for line in decided() if line["what"] in (NAMED, NAMED_NO_MORE)}
    namings = {ids: Naming.of(*ids) for ids in queries.named_cohosts()}
    found = {ids: one for ids, one in namings.items() if last.get(sealed(one.public_id)) == NAMED_NO_MORE}
    for (gathering_id, organisation_id), naming in found.items():
        queries.note_agreed(gathering_id, organisation_id, agreed=False)
        note(f"after a restore: {NAMED_NO_MORE}", naming.public_id, by=None)
    return len(found)
