"""Comparing the texts of each audience, from what is disclosed to it, to propose those about the same case."""

from app.contributions import queries
from app.contributions.disclosure import view_of
from app.contributions.meaning import meanings_of
from app.contributions.models import Audience, Contribution
from app.contributions.operations.publication import VIEWERS
from app.contributions.permissions import fields_of
from app.contributions.similarity import Pair, Texts, nearest, words_of
from app.core.database import db

AT_ONCE = 40  # texts; a second of computing, during which nobody else can write to an embedded database


def compare_texts() -> int:
    """Makes the gist of texts that came or changed, and looks which others they look like; how many. Run often."""
    return sum(compare(audience) for audience in VIEWERS if make_gists(audience) or queries.not_compared(audience))


def make_gists(audience: Audience) -> int:
    """Computes the gist of some texts that came or changed for this audience; how many were looked at.

    What the audience may not read any more has no gist since then: see `relist`.
    """
    due = dict(queries.to_compare(audience, AT_ONCE))
    known = queries.with_gist_among(audience, due)
    queries.follow_revisions(audience, {key: due[key] for key in known})
    found = [c for c in queries.contributions_with(due.keys() - known) if queries.may_be_shown_today(c)]
    texts = [what_is_told(contribution, audience) for contribution in found]
    for contribution, text, meaning in zip(found, texts, meanings_of(texts), strict=True):
        queries.keep_gist(audience, contribution.id, due[contribution.id], words_of(text), meaning)
    db.session.flush()
    return len(known) + len(found)


def what_is_told(contribution: Contribution, audience: Audience) -> str:
    """What this audience may read of the case itself; not the opinion: two people may differ about one case."""
    view = view_of(contribution, fields_of(VIEWERS[audience], "published", contribution))
    return "\n".join(text for text in (view.title, view.facts, view.lesson) if text)


def compare(audience: Audience) -> int:
    """Looks which texts of this audience those look like that came or changed; how many these are."""
    changed = queries.not_compared(audience)
    if changed:
        queries.forget_likeness(audience, changed)
        queries.keep_likeness(audience, Texts(queries.texts_told(audience)).pairs(changed))
        queries.note_compared(audience)
    return len(changed)


def look_alike(audience: Audience) -> list[Pair]:
    """The pairs of this audience that are worth a look, the surest first, as far as they were computed."""
    return nearest(queries.likeness_of(audience))
