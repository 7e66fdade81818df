"""How much others see of a contribution: less at once and always, more only as its contributor wishes.

No other operation writes a level of a contribution that exists (a test sees to that), so no reader, host, member or
administrator can ever show more of it.
"""

from datetime import date

from app.contributions.models import Audience, Contribution, Status, Tag
from app.contributions.operations.follow import has_not_ended, note, read_again
from app.contributions.operations.photo_files import judge_photos_anew
from app.contributions.operations.publication import relist
from app.contributions.operations.remembering import LEVELS, level_as_told, remember, remember_when_kept
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _

READ_AGAIN = frozenset({"everybody", "with_name", "shows_place"})  # more eyes, or more to see


def make_stricter(
    contribution: Contribution,
    members_only: bool,
    without_name: bool,
    remove_more: bool,
    hides_place: bool = False,
    not_quoted: bool = False,
    visible_from: date | None = None,
) -> None:
    """Shows less of the contribution, at once and in every list. What is not asked, or is so already, stays as it was.

    A text that was read with the name beside it may tell the name itself, and one from which more is to be
    removed tells too much: such a text goes out of view until two people have read it again.
    Raises Refusal for a first day that is not later than it was.
    """
    has_not_ended(contribution)
    tells = (without_name and contribution.names_organisation) or (remove_more and not contribution.remove_more)
    in_view = contribution.status in (Status.PUBLISHED, Status.HELD)
    before = level_of(contribution)
    if visible_from is not None:
        wait_longer(contribution, visible_from)
    if members_only:
        contribution.audience = Audience.MEMBERS
    if without_name:
        contribution.names_organisation = False
    contribution.remove_more = contribution.remove_more or remove_more
    contribution.hides_place = contribution.hides_place or hides_place
    contribution.not_quoted = contribution.not_quoted or not_quoted
    if level_of(contribution) == before:
        return
    remember(contribution, "made_stricter", level_as_told(contribution))
    note(contribution, "made_stricter")
    db.session.flush()
    if tells:
        judge_photos_anew(contribution)
    if tells and in_view:
        read_again(contribution)
    else:
        relist(contribution)


def level_of(contribution: Contribution) -> tuple[object, ...]:
    """What its contributor chose about who sees what."""
    return tuple(getattr(contribution, name) for name in LEVELS)


def wait_longer(contribution: Contribution, day: date) -> None:
    if day <= max(today(), contribution.visible_from or date.min):
        raise Refusal(_("Choose a day later than the one it waits for now. An earlier day is showing more."))
    contribution.visible_from = day


def may_still_show(contribution: Contribution) -> frozenset[str]:
    """What its contributor can show more of, by the names that `loosen` takes.

    What was deleted is not in it: nobody can bring that back.
    """
    waits = contribution.visible_from is not None and contribution.visible_from > today()
    there = {
        "everybody": contribution.audience is Audience.MEMBERS,
        "with_name": not contribution.names_organisation
        and bool(contribution.organisation_id or contribution.organisation_name),
        "shows_place": contribution.hides_place and bool(contribution.place_id or contribution.coarse_part),
        "may_be_quoted": contribution.not_quoted,
        "at_once": waits,
        "sooner": waits,
    }
    return frozenset(name for name, is_there in there.items() if is_there)


def loosen(
    contribution: Contribution,
    everybody: bool = False,
    with_name: bool = False,
    shows_place: bool = False,
    may_be_quoted: bool = False,
    at_once: bool = False,
    sooner: date | None = None,
) -> None:
    """Shows more of the contribution, as its contributor alone may wish.

    More eyes, a name or a place: two people read it again first, as they looked at it for less. A quote or an earlier
    day shows nothing that they did not read: that works at once. What is shown already changes nothing.
    Raises Refusal for what was deleted, and for a day that is not earlier.
    """
    has_not_ended(contribution)
    wishes = {"everybody": everybody, "with_name": with_name, "shows_place": shows_place}
    wishes |= {"may_be_quoted": may_be_quoted, "at_once": at_once, "sooner": sooner is not None}
    wished = {name for name, is_wished in wishes.items() if is_wished} - shown_already(contribution)
    if wished - may_still_show(contribution):
        raise Refusal(_("We deleted that. What was deleted cannot come back."))
    if "sooner" in wished and not today() < (sooner or today()) < (contribution.visible_from or date.min):
        raise Refusal(_("Choose a day before the one it waits for now, and after today."))
    if not wished:
        return
    for name, value in looser(wished, sooner).items():
        setattr(contribution, name, value)
    remember_when_kept(contribution, "loosened", level_as_told(contribution))
    note(contribution, "loosened")
    if wished & READ_AGAIN:
        judge_photos_anew(contribution)
        read_again(contribution)
    else:
        relist(contribution)


def shown_already(contribution: Contribution) -> set[str]:
    shown = {
        "everybody": contribution.audience is Audience.PUBLIC,
        "with_name": contribution.names_organisation,
        "shows_place": not contribution.hides_place,
        "may_be_quoted": not contribution.not_quoted,
        "at_once": contribution.visible_from is None or contribution.visible_from <= today(),
    }
    return {name for name, is_shown in shown.items() if is_shown}


def looser(wished: set[str], sooner: date | None = None) -> dict[str, object]:
    """What becomes of the levels when these wishes come true."""
    becomes = {
        "everybody": ("audience", Audience.PUBLIC),
        "with_name": ("names_organisation", True),
        "shows_place": ("hides_place", False),
        "may_be_quoted": ("not_quoted", False),
        "sooner": ("visible_from", sooner),
        "at_once": ("visible_from", today()),
    }
    return {level: value for name, (level, value) in becomes.items() if name in wished}


def as_it_would_be(contribution: Contribution, wished: set[str]) -> Contribution:
    """A copy that nobody keeps, with these wishes come true: to look at beforehand."""
    names = [column.name for column in Contribution.__table__.columns if column.name not in ("id", "version")]
    copied = {name: getattr(contribution, name) for name in names} | looser(wished)
    copy = Contribution(**copied, place=contribution.place, organisation=contribution.organisation)
    copy.challenge, copy.follows_up = contribution.challenge, contribution.follows_up
    copy.tags = [Tag(term=tag.term, provenance=tag.provenance) for tag in contribution.tags]
    return copy
