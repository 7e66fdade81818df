"""What a pile covers, and what is missing in it, in words."""

from collections.abc import Iterator, Sequence

from app.core.wording import _, number
from app.workbench.coverage import Bias, Count, Group


def what_is_missing(groups: Sequence[Group]) -> Iterator[tuple[str, str]]:
    """The key of each group of which something is missing, with what: what is hidden, then what nobody tells of."""
    for group in groups:
        if group.shown is not None and group.all is not None and group.shown < group.all:
            yield group.key, _(
                "shown of %(num)s of the %(all)s cases; of the others nobody learns it.",
                num=number(group.shown),
                all=number(group.all),
            )
    for group in groups:
        if group.missing:
            yield group.key, _("nothing about %(names)s.", names=names_of(group.missing))
    for group in groups:
        if group.few:
            yield group.key, _("only one or two about %(names)s.", names=names_of(group.few))


def names_of(counts: Sequence[Count]) -> str:
    return ", ".join(count.name for count in counts)


def failures_in_words(theme: Bias) -> str:
    """Whether a theme on which something lies tells what went wrong as well."""
    if theme.only_successes:
        return _("only successes: incomplete")
    if theme.no_end:
        return _("nobody tells how it ended")
    return _("%(percent)s%% tells what went wrong", percent=round(100 * theme.failures / theme.total))
