"""Which contributions somebody wants to see, as it stands in an address: `?soort=leerzaam&thema=ondergrond`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.contributions.catalogue import Mark
from app.contributions.models import Kind, Outcome
from app.core.deal import deal
from app.core.wording import language
from app.taxonomy.models import Dimension
from app.taxonomy.queries import Word, went_up_in

KINDS = {"goed": Kind.GOOD, "leerzaam": Kind.LEARNED, "ervaring": Kind.EXPERIENCE, "vraag": Kind.QUESTION}
OUTCOMES = {
    "gelukt": Outcome.SUCCEEDED,
    "deels": Outcome.PARTLY,
    "loopt": Outcome.RUNNING,
    "gestopt": Outcome.STOPPED,
    "nvt": Outcome.NOT_APPLICABLE,
}
DIMENSIONS = {
    "thema": Dimension.THEME,
    "fase": Dimension.PHASE,
    "belemmering": Dimension.BARRIER,
    "hefboom": Dimension.LEVER,
    "schaal": Dimension.SCALE,
}
NAMES = ("soort", "uitkomst", *DIMENSIONS, "landsdeel", "organisatie")


@dataclass(frozen=True)
class Choice:
    """One choice of a filter: its word in the address, the mark it stands for, and the term if it is one.

    `earlier` holds the words of terms that this one replaced, or that went up in this one and others: they stand in
    addresses that people kept.
    """

    name: str
    word: str
    mark: Mark
    term: Word | None = None
    earlier: tuple[str, ...] = ()

    @property
    def is_undone(self) -> bool:
        """A term that was added and undone is offered nowhere: its words may be of a contributor."""
        return self.term is not None and self.term.never_was

    def is_asked_by(self, words: Collection[str]) -> bool:
        return self.word in words or any(word in words for word in self.earlier)


def choices(terms: Sequence[Word]) -> dict[str, list[Choice]]:
    """Every choice of every filter, in the order of the vocabulary."""
    by_dimension = {dimension: name for name, dimension in DIMENSIONS.items()}
    found: dict[str, list[Choice]] = {name: [] for name in NAMES}
    found["soort"] = [Choice("soort", word, ("kind", kind.value)) for word, kind in KINDS.items()]
    found["uitkomst"] = [Choice("uitkomst", word, ("outcome", o.value)) for word, o in OUTCOMES.items()]
    found["landsdeel"] = [
        Choice("landsdeel", part["word"], ("part", part["id"])) for part in deal().coarse_place["parts"]
    ]
    earlier = earlier_words(terms)
    for term in terms:
        if term.is_group or term.replaced_by_id is not None:
            continue
        name, former = by_dimension.get(term.dimension), earlier.get(term.id, ())
        if name:
            found[name].append(Choice(name, term.slug, ("term", term.id), term, former))
        elif term.dimension is Dimension.ORGANISATION_KIND:  # a column of the listing, for those shown by name only
            mark = ("organisation_kind", term.code)
            found["organisatie"].append(Choice("organisatie", term.slug, mark, term, former))
    return found


def earlier_words(terms: Sequence[Word]) -> dict[int, tuple[str, ...]]:
    """For a term, by its id, the words of those that it took the place of, alone or with others."""
    found: dict[int, tuple[str, ...]] = {}
    for term in (term for term in terms if term.replaced_by_id is not None or term.split_into):
        for heir in went_up_in(term, terms):
            found[heir.id] = (*found.get(heir.id, ()), term.slug)
    return found


def name_of(choice: Choice) -> str:
    """A choice in the words of the page's language."""
    if choice.term is not None:
        return choice.term.name(language())
    facet, value = choice.mark
    if facet == "kind":
        return Kind(str(value)).label
    if facet == "outcome":
        return Outcome(str(value)).label
    return next(str(part[language()]) for part in deal().coarse_place["parts"] if part["id"] == value)


def chosen(asked: Mapping[str, Sequence[str]], all_choices: Mapping[str, Sequence[Choice]]) -> dict[str, list[Choice]]:
    """The choices that an address asks for; words that mean nothing are passed over."""
    found = {}
    for name, offered in all_choices.items():
        wanted = set(asked.get(name, ()))
        picked = [choice for choice in offered if choice.is_asked_by(wanted)]
        if picked:
            found[name] = picked
    return found


def marks(picked: Mapping[str, Sequence[Choice]], leave_out: str = "") -> dict[str, list[Mark]]:
    """The marks to look for, per filter; without one filter, to count what else it offers."""
    return {name: [choice.mark for choice in found] for name, found in picked.items() if name != leave_out}


def address(picked: Mapping[str, Sequence[Choice]]) -> dict[str, list[str]]:
    """The choices as parameters of an address."""
    return {name: [choice.word for choice in found] for name, found in picked.items()}
