"""Themes on a card: where each comes from, what is proposed, and what a member does with that."""

from dataclasses import dataclass

from flask import request
from flask_login import current_user

from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution, Provenance, Tag
from app.contributions.models.words import OF_MEMBERS
from app.contributions.operations import add_theme, refuse_theme, take_theme_away
from app.contributions.operations.themes import reconsider_theme
from app.contributions.permissions import audience_of
from app.contributions.queries import proposed_themes, refused_themes
from app.contributions.suggestions import suggested_themes
from app.core.errors import NotFound, Refusal
from app.core.wording import _, language, lazy
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_by_code, terms_of

MOST = 5  # proposals on one card

PROVENANCE_NAMES = {
    Provenance.CONTRIBUTOR: lazy("by the contributor"),
    Provenance.SUGGESTION: lazy("proposed, and confirmed by the contributor"),
    Provenance.REVIEWER: lazy("by a reader"),
    Provenance.MEMBER: lazy("by a member"),
    Provenance.CONFIRMED: lazy("proposed, and confirmed by a member"),
    Provenance.IMPORT: lazy("taken over from elsewhere"),
}
DEEDS = {"past": add_theme, "past-niet": refuse_theme, "terug": reconsider_theme, "weg": take_theme_away}


@dataclass(frozen=True)
class ThemeOnCard:
    code: str
    name: str
    by: str
    may_go: bool


@dataclass(frozen=True)
class Themes:
    """The themes of a text, those that are proposed, that do not fit, and that can be chosen: codes and names."""

    on: list[ThemeOnCard]
    proposed: list[tuple[str, str]]
    refused: list[tuple[str, str]]
    others: list[tuple[str, str]]


def themes_of(contribution: Contribution) -> Themes:
    """As whoever looks may see them: proposals come from the words, or were learnt from texts of their audience."""
    view = disclosed(contribution, current_user)
    themes = {term.id: term for term in terms_of(Dimension.THEME)}
    taken = {tag.term_id for tag in contribution.tags}
    refused = {term for _text, term in refused_themes([contribution.id])} - taken
    named = suggested_themes(" ".join((view.title, view.lesson, view.facts)), themes.values())
    found = [*(term.id for term in named), *proposed_themes(contribution, audience_of(current_user))]
    offered = [i for i in dict.fromkeys(found) if i in themes and i not in taken | refused][:MOST]
    others = [term for term in themes.values() if term.parent_id is None and term.id not in {*taken, *offered}]
    return Themes(
        [on_card(tag) for tag in contribution.tags if tag.term.dimension is Dimension.THEME],
        [(themes[i].code, themes[i].name(language())) for i in offered],
        [(term.code, term.name(language())) for term in themes.values() if term.id in refused],
        [(term.code, term.name(language())) for term in others],
    )


def on_card(tag: Tag) -> ThemeOnCard:
    by_member = tag.provenance in OF_MEMBERS
    return ThemeOnCard(tag.term.code, tag.term.name(language()), str(PROVENANCE_NAMES[tag.provenance]), by_member)


def judge(contribution: Contribution) -> None:
    """Does what the form asks with a theme: it fits, it does not fit, or it goes. Raises NotFound for nonsense."""
    deed = DEEDS.get(request.form.get("doe", ""))
    found = terms_by_code(Dimension.THEME, [request.form.get("thema", "")])
    if deed is add_theme and request.form.get("thema") == "":
        raise Refusal(_("Choose a theme first."))
    if deed is None or not found:
        raise NotFound
    if deed is add_theme:
        proposed = {code for code, _name in themes_of(contribution).proposed}
        add_theme(contribution, found[0], current_user, was_proposed=found[0].code in proposed)
    else:
        deed(contribution, found[0], current_user)
