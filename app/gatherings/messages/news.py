"""What changed, and what does not take place."""

from collections.abc import Sequence

from app.core.site import address_of, path_of
from app.core.wording import in_language, lazy, spoken_path
from app.gatherings.changed import in_words
from app.gatherings.messages.registration import to_one
from app.gatherings.models import Change, Registration


def changed(registration: Registration, changes: Sequence[Change]) -> None:
    with in_language(registration.language):
        told = [in_words(change).text for change in changes]
    to_one(registration, lazy("Something changed"), "changed", key=f"changed-{changes[-1].id}", told=told)


def called_off(registration: Registration, number: int) -> None:
    to_one(registration, lazy("Does not take place"), "called_off", key=f"off-{number}")


def harvest(registration: Registration) -> None:
    with in_language(registration.language):
        page = address_of(spoken_path(path_of("pages.harvest", slug=registration.gathering.slug)))
    to_one(registration, lazy("What came of it"), "harvest", key="harvest", page=page)
