"""The conditions of an answer, as far as everybody may read them: what was written, and what is told besides."""

from app.answering.transfer import Condition, conditions_in
from app.contributions.disclosure import View
from app.core.deal import deal
from app.core.security import fingerprint
from app.core.wording import _, language


def conditions_of(view: View) -> list[Condition]:
    """What its contributor wrote, then phase, scale and size of the municipality, as they are shown to everybody.

    The sentences of somebody who is not to be quoted stand with the story alone: they are no condition beside others.
    """
    told = [
        *(Condition(f"phase {term.code}", _("Phase: %(name)s", name=term.name), is_said=False) for term in view.phases),
        *(Condition(f"scale {term.code}", _("Scale: %(name)s", name=term.name), is_said=False) for term in view.scales),
    ]
    if view.size and (words := size_in_words(view.size)):
        told.append(Condition(f"size {view.size}", words, is_said=False))
    return told if view.not_quoted else [*conditions_in(view.condition), *told]


def size_in_words(size: str) -> str:
    """The size class without the part of the country: "Kleine gemeente"."""
    found = next((known for known in deal().coarse_place["sizes"] if known["id"] == size), None)
    return str(found[language()] % {"where": ""}).strip() if found else ""


def mark_of(condition: Condition) -> str:
    """What is kept of a condition: whether it is the same one, and no word of it."""
    kind = "said" if condition.is_said else "told"
    return fingerprint(f"condition:{kind}:{condition.key}")
