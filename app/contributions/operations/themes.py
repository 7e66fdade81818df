"""Proposing themes for texts, and what members do with a proposal. Barriers and levers are never guessed."""

from collections.abc import Iterator

from app.accounts.models import User
from app.contributions import queries
from app.contributions.models import Audience, Contribution, Provenance, Status, Step, Tag, ThemeRefused
from app.contributions.models.words import OF_MEMBERS
from app.contributions.operations.freezing import not_frozen
from app.contributions.operations.publication import relist
from app.contributions.permissions import may_view
from app.contributions.queries import Learnt
from app.contributions.queries.likeness import hold_unchanged
from app.contributions.theme_model import FEWEST_OF_A_THEME, best_border, chosen_way, proposed, unseen_scores
from app.core.database import db, only_reading
from app.core.errors import NotFound, Refusal
from app.core.wording import _
from app.taxonomy.models import Dimension, Term

MOST_THEMES = 8  # on one text; more would say nothing about it
FEWEST_THEMES = 2  # that something is known of: with one, nothing can be told apart


def propose_themes(audience: Audience) -> int:
    """Learns from what people confirmed, and proposes themes for all texts of this audience; how many.

    Others write while it learns; a text that they changed meanwhile is proposed nothing until the next time. Whoever
    calls this keeps it, before it asks for more.
    """
    with only_reading():
        known = queries.texts_with_themes(audience)
        rows = list(proposals(known))
    read = dict(zip(known.ids, known.revisions, strict=True))
    same = hold_unchanged(audience, {row[0]: read[row[0]] for row in rows})
    return queries.keep_proposals(audience, [row for row in rows if row[0] in same])


def proposals(known: Learnt) -> Iterator[tuple[int, int, float]]:
    """The proposals for these texts: a text, a theme that it does not have yet, and a score."""
    texts, labels = known.texts[known.confirmed], known.labels[known.confirmed]
    if (labels.sum(axis=0) >= FEWEST_OF_A_THEME).sum() < FEWEST_THEMES:
        return
    learn = chosen_way(texts, labels)
    border = best_border(unseen_scores(learn, texts, labels), labels)
    scores = learn(texts, labels)(known.texts)
    refused = queries.every_refused_theme()
    for row, column in zip(*proposed(scores, border).nonzero(), strict=True):
        pair = known.ids[row], known.themes[column].id
        if not known.labels[row, column] and pair not in refused:
            yield (*pair, float(scores[row, column]))


def add_theme(contribution: Contribution, term: Term, by: User, was_proposed: bool = False) -> None:
    """A member puts a theme on a text; `was_proposed`: the machine had named it, and the member confirms it.

    Raises Refusal when it has very many, NotFound for no theme.
    """
    check(contribution, term, by)
    if not term.may_be_chosen:
        raise NotFound
    forget_refusal(contribution, term)
    if term.id in {tag.term_id for tag in contribution.tags}:
        return
    if sum(tag.term.dimension is Dimension.THEME for tag in contribution.tags) >= MOST_THEMES:
        raise Refusal(_("This text has many themes already. Take one away first."))
    provenance = Provenance.CONFIRMED if was_proposed else Provenance.MEMBER
    contribution.tags.append(Tag(term=term, provenance=provenance))
    noted(contribution, by)


def take_theme_away(contribution: Contribution, term: Term, by: User) -> None:
    """Takes away a theme that a member put there; what its contributor or a reader chose stays."""
    check(contribution, term, by)
    mine = [tag for tag in contribution.tags if tag.term_id == term.id and tag.provenance in OF_MEMBERS]
    if not mine:
        raise Refusal(_("Only a theme that a member put there can be taken away here."))
    contribution.tags.remove(mine[0])
    noted(contribution, by)


def refuse_theme(contribution: Contribution, term: Term, by: User) -> None:
    """A proposed theme does not fit: it is not proposed for this text again."""
    check(contribution, term, by)
    if (contribution.id, term.id) not in queries.refused_themes([contribution.id]):
        db.session.add(ThemeRefused(contribution_id=contribution.id, term_id=term.id, by_id=by.id))
        db.session.flush()


def reconsider_theme(contribution: Contribution, term: Term, by: User) -> None:
    """That a theme does not fit was no good thought: it may be proposed for this text again."""
    check(contribution, term, by)
    forget_refusal(contribution, term)


def forget_refusal(contribution: Contribution, term: Term) -> None:
    known = db.session.get(ThemeRefused, (contribution.id, term.id))
    if known is not None:
        db.session.delete(known)
        db.session.flush()


def check(contribution: Contribution, term: Term, by: User) -> None:
    if term.dimension is not Dimension.THEME or term.is_group or not may_view(by, contribution):
        raise NotFound
    if contribution.status is not Status.PUBLISHED:
        raise NotFound
    not_frozen(contribution)


def noted(contribution: Contribution, by: User) -> None:
    contribution.steps.append(Step(what="retagged", by_role="member", by_id=by.id))
    db.session.flush()
    relist(contribution)
