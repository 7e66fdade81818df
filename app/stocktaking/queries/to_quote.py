"""What was laid at a question while sorting and waits to be quoted: starred sentences, and stories without a quote."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Person
from app.contributions.cards import cards
from app.contributions.disclosure import View, disclosed
from app.contributions.models import Contribution
from app.contributions.permissions import may_view
from app.contributions.permissions import visible_to as readable_by
from app.contributions.queries import with_what_is_shown
from app.core.database import db
from app.core.errors import NotFound
from app.stocktaking.models import Evidence, Question, Star
from app.stocktaking.queries.evidence import stands_under
from app.stocktaking.queries.sorting import ids_at, starred, stars_at, stars_on


@dataclass(frozen=True)
class Starred:
    """A sentence that somebody kept, as it stands in the text now."""

    id: int
    words: str
    source: View


@dataclass(frozen=True)
class ToQuote:
    """The starred sentences that stand under no statement of the question yet, and the stories without a quote."""

    stars: list[Starred]
    bare: list[View]


def to_quote(question: Question, person: Person) -> ToQuote:
    """Over what this person may read; of somebody who is not to be quoted, no star shines."""
    lying = stars_at(question.id)
    used = [evidence for statement in question.statements for evidence in statement.evidence]
    offered: list[Starred] = []
    for contribution in with_stars([i for i, stars in lying.items() if stars], used, person):
        view = disclosed(contribution, person)
        for star, words in starred(view, lying[contribution.id]):
            if not stands_under(used, contribution.id, words):
                offered.append(Starred(star.id, words, view))
    quoted = {evidence.contribution_id for evidence in used}
    bare = cards([i for i in lying if i not in quoted], person)
    return ToQuote(offered, sorted(bare, key=lambda view: (view.title, view.id)))  # never in the order of arrival


def kept_on(ids: Collection[int], person: Person) -> Counter[int]:
    """How many sentences are kept of each of these contributions, as far as this person may read them."""
    on: dict[int, list[Star]] = defaultdict(list)
    for star in stars_on(ids):
        on[star.contribution_id].append(star)
    found = read_anew(list(on), person)
    return Counter({one.id: len(starred(disclosed(one, person), on[one.id])) for one in found})


def with_stars(ids: Sequence[int], used: Sequence[Evidence], person: Person) -> list[Contribution]:
    """These contributions as far as they may be read, by title. What is quoted already was read with its quote."""
    read = {evidence.contribution_id: evidence.contribution for evidence in used}
    found = [read[i] for i in ids if i in read and may_view(person, read[i])]
    found += read_anew([i for i in ids if i not in read], person)
    return sorted(found, key=lambda contribution: (contribution.title, contribution.public_id))


def read_anew(ids: Sequence[int], person: Person) -> Sequence[Contribution]:
    if not ids:
        return ()
    wanted = select(Contribution).where(Contribution.id.in_(ids), readable_by(person))
    return db.session.scalars(wanted.options(*with_what_is_shown(in_few=True))).unique().all()


def star_called(star_id: int) -> tuple[Star, str]:
    """A star, and the public id of the contribution that it is on. Raises NotFound."""
    wanted = select(Star, Contribution.public_id).join(Contribution, Contribution.id == Star.contribution_id)
    found = db.session.execute(wanted.where(Star.id == star_id)).tuples().one_or_none()
    if found is None:
        raise NotFound
    return found


def lies_at(star: Star, question: Question) -> bool:
    return star.contribution_id in ids_at(question.id)
