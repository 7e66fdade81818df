"""Judging the gaps of the balance, and taking a judgement back."""

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.gaps import Spot, key_of
from app.stocktaking.models import Gap, GapJudgement, Verdict
from app.stocktaking.operations.quoting import in_own_words


def judge(place: Spot, verdict: Verdict, note: str, by: User, seen: int) -> GapJudgement:
    """Says what a gap is. `seen` is the version that this member saw; 0 when nobody had judged it.

    Raises Refusal when something lies there, when somebody else judged it meanwhile, or for words not to be quoted.
    """
    in_own_words(by, note)
    if queries.number_at(place, by):
        raise Refusal(_("Somebody has told about this by now, so it is no gap any more. Look at the balance again."))
    found = queries.found_at(place)
    not_changed_since(found, seen)
    judgement = GapJudgement(verdict=verdict, note=note, by_id=by.id)
    gap = next((row for row in found.rows if row.key == key_of(place)), None)
    if gap is None:  # a judgement under the words of a term that went up in this one stays with those words
        begin_with(judgement, place)
    else:
        gap.judgements.append(judgement)
        gap.changed_at = clock.now()
    db.session.flush()
    return judgement


def begin_with(judgement: GapJudgement, place: Spot) -> None:
    """Keeps the first judgement of a gap. Raises Refusal when somebody else was first."""
    first_name, first_word, second_name, second_word = key_of(place)
    gap = Gap(first_name=first_name, first_word=first_word, second_name=second_name, second_word=second_word)
    gap.judgements.append(judgement)
    try:
        with db.session.begin_nested():
            db.session.add(gap)
    except IntegrityError as fault:  # two members judged it first, at the same moment
        raise overtaken() from fault


def take_judgement_back(place: Spot, seen: int) -> None:
    """Takes the last judgement back, so that the one before it holds again.

    Raises Refusal when there is none, or when somebody else judged meanwhile.
    """
    found = queries.found_at(place)
    not_changed_since(found, seen)
    last = found.holds
    if last is None:
        raise Refusal(_("There is no judgement to take back."))
    gap = next(row for row in found.rows if last in row.judgements)
    gap.judgements.remove(last)
    gap.changed_at = clock.now()
    db.session.flush()


def not_changed_since(found: queries.Found, seen: int) -> None:
    if seen != found.version:
        raise overtaken()


def overtaken() -> Refusal:
    return Refusal(
        _("Somebody else judged this gap in the meantime. Look at what they found first, then save yours.")
    )
