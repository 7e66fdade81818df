"""What somebody wants to see, read from an address: one reading for the list, the balance and the map.

    ?q=put&soort=leerzaam&thema=ondergrond&ook=hefboom:mandaat&zonder=integraal-werken

Of each filter one of the chosen values is enough; what stands under `ook` must all hold; and what lies in no other
theme than those under `zonder` is left out. Nothing in an address can be wrong: what means nothing is passed over.
`stapel`, with `vak`, or `vraagstuk` asks for a part of the contributions that only a floor above knows; see
`know_subsets`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyroaring import BitMap

from app.accounts.models import Person
from app.contributions.catalogue import Catalogue
from app.contributions.filters import DIMENSIONS, Choice, choices, chosen, marks, name_of
from app.contributions.models import Audience
from app.core import fulltext
from app.core.dutch import query_terms
from app.taxonomy.queries import names, vocabulary

LONGEST = 200  # characters of a search that are read
MOST_AT_ONCE = 8  # values under `ook`
ALSO, WITHOUT = "ook", "zonder"
WITHIN, WITHIN_PART, WITHIN_QUESTION = "stapel", "vak", "vraagstuk"
Address = dict[str, Any]  # lists of words, as url_for takes them


@dataclass(frozen=True)
class Subset:
    """A part of the contributions: what it is called on screen, how an address asks for it, and which lie in it."""

    name: str
    address: Mapping[str, Sequence[str]]
    ids: BitMap


Addressed = Mapping[str, Sequence[str]]  # the words of an address by their names
# Given several addresses, and whoever asks: the part that each means, as far as that person may know.
Finder = Callable[[Sequence[Addressed], Person], Sequence[Subset | None]]
FINDERS: list[Finder] = []


def know_subsets(finder: Finder) -> None:
    """For a floor above that knows parts of the contributions, such as the piles of the workbench.

    Where an address asks for several parts, the finder that came first says which it is.
    """
    FINDERS.append(finder)


@dataclass(frozen=True)
class Selection:
    """What an address asks for."""

    words: str = ""
    picked: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    also: Sequence[Choice] = ()
    without: Sequence[Choice] = ()
    within: Subset | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.picked or self.also or self.without or self.within)

    def asks(self, choice: Choice) -> bool:
        return choice in self.picked.get(choice.name, ())

    def address(self, less: Choice | Subset | None = None, words: str | None = None) -> Address:
        """The parameters of an address that asks for the same, or for the same with one part or the words changed."""
        text = self.words if words is None else words
        found: Address = {"q": [text]} if text else {}
        found |= {name: [c.word for c in picked if c != less] for name, picked in self.picked.items()}
        found[ALSO] = [f"{c.name}:{c.word}" for c in self.also if c != less]
        found[WITHOUT] = [c.word for c in self.without if c != less]
        if self.within and less != self.within:
            found |= self.within.address
        return {name: values for name, values in found.items() if values}

    def narrowed(self, *to: Choice) -> Address:
        """The parameters of an address for those of it that carry each of these values as well."""
        found = self.address()
        for choice in to:
            if choice.name in found and found[choice.name] != [choice.word]:
                found.setdefault(ALSO, []).append(f"{choice.name}:{choice.word}")
            else:
                found[choice.name] = [choice.word]
        return found


def selected(address: Mapping[str, Sequence[str]], person: Person | None = None) -> Selection:
    """What an address asks for; in it every filter is read by the same names, on whichever page it stands.

    Without the `person` who asks, the parts that only some may know are passed over.
    """
    return selected_each([address], person)[0]


def selected_each(addresses: Sequence[Mapping[str, Sequence[str]]], person: Person | None = None) -> list[Selection]:
    """The same of several addresses at once, with no more to look up than for one."""
    within: Sequence[Subset | None] = [None] * len(addresses)
    if person is not None:
        within = subsets_at(addresses, person)
    return [read(address, subset) for address, subset in zip(addresses, within, strict=True)]


def read(address: Mapping[str, Sequence[str]], within: Subset | None) -> Selection:
    offered = choices(vocabulary())
    first, others = address.get("q", ("",)), address.get(WITHOUT, ())
    return Selection(
        words=" ".join("".join(first[:1]).split())[:LONGEST],
        picked=chosen(address, offered),
        also=tuple(asked_also(address.get(ALSO, ()), offered)),
        without=tuple(theme for theme in top_themes(offered) if theme.is_asked_by(others)),
        within=within,
    )


def subsets_at(addresses: Sequence[Addressed], person: Person) -> list[Subset | None]:
    found = [finder(addresses, person) for finder in FINDERS]
    return [next((each[at] for each in found if each[at] is not None), None) for at in range(len(addresses))]


def asked_also(words: Sequence[str], offered: Mapping[str, Sequence[Choice]]) -> Iterable[Choice]:
    for word in words[:MOST_AT_ONCE]:
        found = choice_at(word, offered)
        if found is not None:
            yield found


def choice_at(word: str, offered: Mapping[str, Sequence[Choice]]) -> Choice | None:
    """The choice that an address names as `filter:value`, like `hefboom:mandaat`; None when there is no such thing."""
    name, _colon, value = word.partition(":")
    found = [choice for choice in offered.get(name, ()) if choice.is_asked_by([value])]
    return next((choice for choice in found if choice.word == value), found[0] if found else None)


def about_which(words: Sequence[str]) -> list[Choice]:
    """The terms that a link asks a story about, as `hefboom:mandaat`; what means nothing is passed over."""
    offered = choices(vocabulary())
    return [choice for choice in asked_also(words, offered) if choice.name in DIMENSIONS]


def gap_named(words: Sequence[str]) -> str:
    """The gap of the balance that a link names, as it is kept: `thema:ondergrond fase:ontwerp`; else the empty text."""
    found = list(asked_also(words, choices(vocabulary())))
    is_gap = len(found) in (1, 2) and len({choice.name for choice in found}) == len(found)
    return " ".join(f"{choice.name}:{choice.word}" for choice in found) if is_gap else ""


def gap_in_words(kept: str) -> str:
    """A gap as it is kept, in the words of the page's language; what is not there any more is left out."""
    return ", ".join(name_of(choice) for choice in asked_also(kept.split(), choices(vocabulary()))) if kept else ""


def top_themes(offered: Mapping[str, Sequence[Choice]]) -> list[Choice]:
    return [choice for choice in offered["thema"] if choice.term is not None and choice.term.parent_id is None]


def holding_words(asked: Selection, audience: Audience, only_title: bool = False) -> BitMap | None:
    """The contributions that hold the words; None when none are asked for.

    Ask this first: the index of words is slower than the catalogue, which others wait for.
    """
    if not asked.words:
        return None
    return fulltext.matches(audience.value, query_terms(asked.words, names().marks), only_title)


def holding_words_each(asked: Sequence[Selection], audience: Audience) -> list[BitMap | None]:
    """The same of several addresses, in one statement."""
    with_words = [place for place, each in enumerate(asked) if each.words]
    wanted = [query_terms(asked[place].words, names().marks) for place in with_words]
    found = dict(zip(with_words, fulltext.matches_each(audience.value, wanted), strict=True))
    return [found.get(place) for place in range(len(asked))]


def pool(known: Catalogue, asked: Selection, among: BitMap | None) -> BitMap:
    """The contributions among these that pass everything but the filters, so that those can be counted."""
    found = known.everything if among is None else known.everything & among
    for choice in asked.also:
        found = found & known.holding(choice.mark)
    if asked.within is not None:
        found = found & asked.within.ids
    return found - only_in(asked.without, known) if asked.without else found


def only_in(themes: Sequence[Choice], known: Catalogue) -> BitMap:
    """The contributions that lie in these themes and in no other."""
    inside = BitMap.union(*(known.holding(theme.mark) for theme in themes))
    others = [choice.mark for choice in top_themes(choices(vocabulary())) if choice not in themes]
    return inside - BitMap.union(*map(known.holding, others)) if others else inside


def hits(known: Catalogue, asked: Selection, among: BitMap | None) -> BitMap:
    """The contributions among these that an address asks for."""
    return known.matching(marks(asked.picked)) & pool(known, asked, among)
