"""What somebody typed and did not send yet, as a list shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.contributions.forms.answers import first_words, kind_of
from app.contributions.models import Draft, Kind
from app.contributions.operations import typed_in
from app.contributions.titles import proposed_title
from app.core.clock import local
from app.core.deal import deal

PATHS = {"soort": "kind", "verhaal": "story", "waar": "where", "delen": "share", "controle": "check"}


@dataclass(frozen=True)
class Unsent:
    """One draft: enough to know it by, and the screen to go on with."""

    id: str
    kind: Kind | None
    words: str  # the first ones that were typed; '' when nothing was typed yet
    changed_at: datetime
    kept_until: date
    screen: str
    is_for_another: bool  # typed over for whoever told it


def unsent(drafts: Iterable[Draft]) -> list[Unsent]:
    return [
        Unsent(
            id=draft.public_id,
            kind=kind_of(draft),
            words=words_of(draft),
            changed_at=draft.changed_at,
            kept_until=kept_until(draft),
            screen=screen_of(draft),
            is_for_another=draft.on_behalf is not None,
        )
        for draft in drafts
    ]


def words_of(draft: Draft) -> str:
    """The title that was typed; else how the story or its lesson begins."""
    title = typed_in(draft, "check").get("title", [""])[0]
    lesson, facts = first_words(draft)
    return proposed_title("", title or facts or lesson)


def screen_of(draft: Draft) -> str:
    """The last screen that something was typed on; the story when only the kind was chosen."""
    reached = [word for word, step in PATHS.items() if step in draft.typed and step != "kind"]
    return reached[-1] if reached else "verhaal"


def kept_until(draft: Draft) -> date:
    """The last day on which it can be found: it is deleted when nobody touched it for so long."""
    return local(draft.changed_at).date() + timedelta(days=deal().draft_days)
