"""What becomes of a contributor's own words: a term that fits, or nothing. Then they are deleted."""

from app.accounts.models import User
from app.contributions import queries
from app.contributions.models import Contribution, OwnWords, Provenance, Tag
from app.contributions.operations.freezing import not_frozen
from app.contributions.operations.heirs import chosen_by_the_desk
from app.core import clock
from app.core.clock import midnight, months_after
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _
from app.taxonomy.models import Dimension, Term


def map_words(contribution: Contribution, dimension: Dimension, term: Term, by: User) -> None:
    """Somebody of the desk found the term that these words mean: the story gets that, and the words go."""
    found = words_to_decide(contribution, dimension)
    if term.dimension is not dimension or not term.may_be_chosen:
        raise Refusal(_("One of the terms is not in use any more. Choose again."))
    contribution.own_words.remove(found)
    if term.id not in {tag.term_id for tag in contribution.tags}:
        contribution.tags.append(Tag(term=term, provenance=Provenance.REVIEWER))
    chosen_by_the_desk(contribution, by)


def put_words_aside(contribution: Contribution, dimension: Dimension) -> None:
    """No term fits and none is needed: the words go."""
    contribution.own_words.remove(words_to_decide(contribution, dimension))
    db.session.flush()


def words_to_decide(contribution: Contribution, dimension: Dimension) -> OwnWords:
    not_frozen(contribution)
    found = next((own for own in contribution.own_words if own.dimension is dimension), None)
    if found is None:
        raise Refusal(_("The other reader decided about these words already."))
    return found


def forget_own_words(contribution: Contribution) -> None:
    """They go with a story that is taken back, refused or left behind, unless a request under the Woo keeps it."""
    if not contribution.is_frozen:
        contribution.own_words.clear()
        db.session.flush()


def forget_old_own_words() -> int:
    """Deletes the words about which nobody decided in `log_months`: who read the story is not known any more."""
    before = midnight(months_after(clock.today(), -deal().log_months))
    return destroyed("own_words", queries.delete_own_words_before(before), "log_months")
