"""Counting what a pile covers, over what its reader may find."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import select

from app.accounts.models import Organisation, Person
from app.contributions.catalogue import Mark
from app.contributions.filters import OUTCOMES, Choice, choices
from app.contributions.models import Contribution, Kind, Outcome
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.contributions.selection import top_themes
from app.core.database import db
from app.core.wording import language
from app.stocktaking.queries import magnets, name_of
from app.taxonomy.models import Dimension
from app.taxonomy.queries import to_choose_from, vocabulary
from app.workbench.coverage import Bias, Group, bias_of, groups_of
from app.workbench.models import Pile

Named = tuple[str, Mark]


@dataclass(frozen=True)
class Senders:
    """Of how many cases of a pile who sent them, as far as that is shown with the contribution itself."""

    partners: int
    others: int
    unnamed: int


@dataclass(frozen=True)
class Covered:
    total: int
    cases: int  # texts about one case count once, here and in everything below
    groups: list[Group]
    bias: list[Bias]
    senders: Senders
    told: dict[int, int]  # by contribution which case it tells
    magnets: list[Choice]  # themes that hold so much that they hide the others


def covered(pile: Pile, found: Iterable[int], person: Person) -> Covered:
    """What these contributions of the pile cover; themes that were switched off are left out."""
    asked = frozenset(found)
    ids = BitMap(asked)
    offered = choices(vocabulary())
    on = (choice for choice in top_themes(offered) if choice.mark[1] not in pile.switched_off)
    themes = [named(choice) for choice in on if not choice.is_undone]
    axes: dict[str, list[Named]] = {
        "kind": [(kind.label, ("kind", kind.value)) for kind in Kind],
        "outcome": [(Outcome(o).label, ("outcome", o.value)) for o in OUTCOMES.values()],
        "theme": themes,
        "phase": [named(choice) for choice in offered["fase"] if not choice.is_undone],
        "organisation_kind": [
            (word.name(language()), ("organisation_kind", word.code))
            for word in to_choose_from(Dimension.ORGANISATION_KIND)
        ],
    }
    with catalogue(audience_of(person)) as known:
        ids &= known.everything
        shown = BitMap(i for i in ids if any(name == "organisation_kind" for name, _value in known.entries[i].marks))
        groups, bias = groups_of(known, ids, axes, {"organisation_kind": shown}), bias_of(known, ids, themes)
        partners = from_partners(shown)
        sent = Senders(*map(known.number, (partners, shown - partners, ids - shown)))
        told, cases = known.told(asked), known.number(ids)
        hiding = [magnet.choice for magnet in magnets(known, ids, offered)]
    return Covered(len(ids), cases, groups, bias, sent, told, hiding)


def left_out(pile: Pile) -> list[str]:
    """The themes that were switched off for this pile, as addresses name them."""
    return [choice.word for choice in top_themes(choices(vocabulary())) if choice.mark[1] in pile.switched_off]


def named(choice: Choice) -> Named:
    return name_of(choice), choice.mark


def from_partners(shown: BitMap) -> BitMap:
    """Of those that show their organisation the ones that come from a partner of the deal."""
    if not shown:
        return BitMap()
    wanted = Contribution.id.in_(shown), Organisation.is_partner.is_(True)
    return BitMap(db.session.scalars(select(Contribution.id).join(Contribution.organisation).where(*wanted)).all())
