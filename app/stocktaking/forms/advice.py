"""What could be sharper in a question, in the words of the page."""

from app.core.wording import lazy
from app.stocktaking import queries
from app.stocktaking.advice import Advice, advice_on
from app.taxonomy.models import Dimension

ADVICE_NAMES = {
    Advice.YES_OR_NO: lazy("This can be answered by yes or no. Rather ask how, who, when or why."),
    Advice.TWO_QUESTIONS: lazy("Are these two questions? Then make two of them: each gets its own answer."),
    Advice.SOLUTION: lazy("A solution is in it already. Ask what has to work out, not for the means."),
    Advice.NO_SUBJECT: lazy("What is it about? Name the thing or the place: the drain, the tree, the pavement."),
    Advice.NO_ACTOR: lazy("It does not say who. Who has to do or decide this: the municipality, residents?"),
    Advice.NO_MOMENT: lazy("It does not say when. At which moment: in the design, after completion?"),
}


def advice_for(sentence: str | None) -> list[str]:
    """The advice on this wording in words; it never stands in the way of saving."""
    actors = queries.words_for(Dimension.ROLE, Dimension.ORGANISATION_KIND)
    return [ADVICE_NAMES[found] for found in advice_on(sentence or "", actors, queries.words_for(Dimension.PHASE))]
