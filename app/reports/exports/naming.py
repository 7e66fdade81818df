"""What a file of a frozen stocktake calls itself, so that nobody takes the one for members for that for everybody."""

from app.core.wording import _
from app.reports.frozen import Frozen, FrozenQuestion


def title_of(frozen: Frozen, about: FrozenQuestion | None) -> str:
    """For the title among the properties of a file."""
    return " · ".join((frozen.name if about is None else about.sentence, *readers_of(frozen)))


def on_each_page(frozen: Frozen) -> str:
    """For the line at the edge of each page."""
    return " · ".join((frozen.name, *readers_of(frozen), _("This is no sample.")))


def readers_of(frozen: Frozen) -> list[str]:
    return [_("For members only")] if frozen.for_members else []
