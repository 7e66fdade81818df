"""What the windows show together: the home page, a theme, the addresses for search engines."""

from dataclasses import dataclass

from app.accounts.models import Person, Visitor
from app.answering.counted import answers_among
from app.answering.queries.beside import linked_to
from app.challenges.models import Challenge
from app.challenges.queries import challenges, challenges_like, open_challenges, public_slugs
from app.contributions.cards import cards, first_of
from app.contributions.disclosure import View
from app.contributions.filters import KINDS
from app.contributions.look_alikes import look_alikes, rare_terms
from app.contributions.models import Kind
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.gatherings.models import Gathering
from app.gatherings.queries import coming_gatherings, published_gathering_slugs
from app.stocktaking.queries import public_question_slugs
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import Word, below, came_of, vocabulary

FRONT = 3
PAGES = (
    *("/", "/uitdagingen", "/bijdragen", "/kaart", "/vraagstukken", "/balans", "/balansen", "/bijeenkomsten"),
    *("/open-data", "/over"),
    *("/jouw-verhaal", "/hulp", "/privacy", "/toegankelijkheid"),
)


@dataclass(frozen=True)
class Open:
    """A challenge on the front page, with the kinds of the answers it has for this reader."""

    challenge: Challenge
    kinds: list[Kind]


@dataclass(frozen=True)
class Front:
    kinds: list[tuple[Kind, int]]
    total: int
    newest: list[View]
    challenges: list[Open]
    gatherings: list[Gathering]
    gap: tuple[Word, Word] | None


def front(person: Person) -> Front:
    """Everything that the home page says, counted over what this person may see."""
    open_ones = open_challenges(person)[:FRONT]
    linked = linked_to([challenge.id for challenge in open_ones])
    known_terms = [word for word in vocabulary() if word.may_be_chosen]
    themes = [word for word in known_terms if word.dimension is Dimension.THEME and word.parent_id is None]
    phases = [word for word in known_terms if word.dimension is Dimension.PHASE]
    with catalogue(audience_of(person)) as known:
        everything = known.everything
        kinds = [(kind, len(known.holding(("kind", kind.value)))) for kind in KINDS.values()]
        newest = known.page(everything, 0, FRONT)
        answers = {}
        for challenge in open_ones:
            hits = answers_among(known, challenge, linked.get(challenge.id, ())).answers
            counts = known.counts([("kind", kind.value) for kind in KINDS.values()], hits)
            answers[challenge.id] = [kind for kind in KINDS.values() for _n in range(counts["kind", kind.value])]
        sets = {term.id: known.holding(("term", term.id)) for term in (*themes, *phases)}
        gap = next(
            (
                (t, p)
                for t in sorted(themes, key=lambda t: len(sets[t.id]))  # equal ones stay in the order of the vocabulary
                for p in phases
                if not sets[t.id].intersection_cardinality(sets[p.id])
            ),
            None,
        )
    return Front(
        kinds=kinds,
        total=len(everything),
        newest=cards(newest, person),
        challenges=[Open(challenge, answers[challenge.id]) for challenge in open_ones],
        gatherings=list(coming_gatherings())[:2],
        gap=gap,
    )


@dataclass(frozen=True)
class Resembling:
    """What looks like the text of somebody who writes a challenge."""

    stories: list[View]
    challenges: list[Challenge]

    def __bool__(self) -> bool:
        return bool(self.stories or self.challenges)


def resembling(text: str, person: Person, but: Challenge | None = None) -> Resembling:
    """The experiences and challenges that this person may see and that seem to be about the same."""
    alike = challenges_like(rare_terms(text), person, but=but.id if but else None)
    return Resembling(look_alikes(text, person), alike)


@dataclass(frozen=True)
class Theme:
    """What the page of a theme shows: its place among the themes, and what this reader may see about it."""

    above: Term | None
    below: list[Word]
    came_of: list[Word]  # the themes that came in its place, when it was split
    views: list[View]
    total: int
    challenges: list[Challenge]


def about_theme(term: Term, person: Person, size: int) -> Theme:
    """The first contributions and challenges on a theme that this person may see, and its neighbours."""
    views, total = first_of({"thema": [("term", term.id)]}, person, size)
    return Theme(term.parent, below(term), came_of(term), views, total, list(challenges(person, term)[:size]))


def public_addresses() -> list[str]:
    """The path of every page that anybody may read, for search engines; the same in each language."""
    visitor = Visitor()
    with catalogue(audience_of(visitor)) as known:
        listed = known.page(known.everything, 0, len(known.everything))
        stories = [f"/bijdragen/{known.entries[i].public_id}" for i in listed]
    themes = [f"/themas/{word.slug}" for word in vocabulary() if is_a_theme(word)]
    challenges = [f"/uitdagingen/{slug}" for slug in public_slugs()]
    questions = [f"/vraagstukken/{slug}" for slug in public_question_slugs()]
    gatherings = [f"/bijeenkomsten/{slug}" for slug in published_gathering_slugs()]
    return [*PAGES, *themes, *challenges, *questions, *gatherings, *stories]


def is_a_theme(word: Word) -> bool:
    return word.dimension is Dimension.THEME and word.may_be_chosen
