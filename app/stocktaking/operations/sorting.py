"""Laying a contribution at questions, as one case or nowhere, and starring a sentence of it."""

from app.accounts.models import User
from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution
from app.contributions.permissions import may_view
from app.core import clock
from app.core.database import db
from app.core.errors import NotFound, Refusal
from app.core.security import fingerprint
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import Laid, Placement, Sorted, Star
from app.stocktaking.operations.quoting import place_of
from app.stocktaking.queries import Lies


def lay(contribution: Contribution, laid: Laid, questions: frozenset[int], by: User) -> Lies:
    """Lays a contribution here and nowhere else. The caller holds it, and has seen that nobody was first.

    At questions when there are any, else where `laid` says. Raises NotFound for what this person may not read, and
    Refusal when one of the questions is gone.
    """
    if not may_view(by, contribution):
        raise NotFound
    if queries.hold_to_lay(questions) != questions:
        raise Refusal(_("Somebody took this question away in the meantime. See which ones there are now."))
    row = queries.sorted_row(contribution)
    if row is None:
        row = Sorted(contribution_id=contribution.id, version=0)
        db.session.add(row)
    row.laid = Laid.QUESTIONS if questions else laid
    row.version, row.changed_at, row.by_id = row.version + 1, clock.now(), by.id
    stands_for, kept = queries.heirs(), set[int]()
    for placement in queries.placements_of(contribution):
        now = stands_for.get(placement.question_id, placement.question_id)
        if now in questions:
            kept.add(now)
        else:
            db.session.delete(placement)
    for question_id in questions - kept:
        db.session.add(Placement(question_id=question_id, contribution_id=contribution.id))
    db.session.flush()
    return Lies(row.laid, questions, row.version, by.id)


def star(contribution: Contribution, field: str, start: int, words: str, by: User) -> Star:
    """Keeps a sentence to quote later; one that is starred already stays so. Raises Refusal for other words."""
    place_of(words, contribution, by, field, start)
    for known, _words in queries.starred(disclosed(contribution, by), queries.stars_on([contribution.id])):
        if (known.field, known.start, known.end) == (field, start, start + len(words)):
            return known
    made = Star(
        contribution_id=contribution.id,
        field=field,
        start=start,
        end=start + len(words),
        words_hash=fingerprint(words),
        by_id=by.id,
    )
    db.session.add(made)
    db.session.flush()
    return made


def unstar(contribution: Contribution, star_id: int) -> None:
    """Takes a star away; nothing happens when it is gone already."""
    for known in queries.stars_on([contribution.id]):
        if known.id == star_id:
            db.session.delete(known)
    db.session.flush()


def check_seen(lies: Lies, seen: int) -> None:
    """Raises Refusal when somebody laid the contribution elsewhere since this person saw it."""
    if lies.version != seen:
        raise Refusal(_("Somebody else laid this card in the meantime. See where it lies now, then choose again."))
