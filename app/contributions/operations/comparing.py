"""Comparing the texts of each audience, from what is disclosed to it, to propose those about the same case."""

from dataclasses import dataclass

from app.contributions import queries
from app.contributions.disclosure import view_of
from app.contributions.meaning import meanings_of
from app.contributions.models import Audience, Contribution
from app.contributions.operations.publication import VIEWERS
from app.contributions.permissions import fields_of
from app.contributions.queries.likeness import gist_revisions, hold_compared, hold_unchanged
from app.contributions.similarity import Kept, Pair, Texts, nearest, words_of
from app.core.database import db, only_reading

AT_ONCE = 40  # texts; a second of computing


@dataclass(frozen=True)
class Gists:
    """What was computed of some texts of an audience: each revision that was read, and the numbers of who had none."""

    revisions: dict[int, int]
    made: dict[int, tuple[Kept, Kept | None]]


def make_gists(audience: Audience) -> int:
    """Computes the gist of some texts that came or changed for this audience; how many were looked at.

    Others write meanwhile; only what they did not change is kept, for a moment in which they wait. What the audience
    may not read any more has no gist since then: see `relist`. Whoever calls this keeps it, before it asks for more.
    """
    with only_reading():
        found = gists_due(audience)
    keep_gists(audience, found)
    return len(found.revisions)


def gists_due(audience: Audience) -> Gists:
    due = dict(queries.to_compare(audience, AT_ONCE))
    known = queries.with_gist_among(audience, due)
    found = [c for c in queries.contributions_with(due.keys() - known) if queries.may_be_shown_today(c)]
    texts = [what_is_told(contribution, audience) for contribution in found]
    made = {c.id: (words_of(t), m) for c, t, m in zip(found, texts, meanings_of(texts), strict=True)}
    return Gists({key: due[key] for key in (*known, *made)}, made)


def keep_gists(audience: Audience, found: Gists) -> None:
    """One of a text that was changed or withdrawn since it was read is not kept: the next time it is made anew."""
    same = hold_unchanged(audience, found.revisions)
    queries.follow_revisions(audience, {key: found.revisions[key] for key in same - found.made.keys()})
    for key in sorted(same & found.made.keys()):
        queries.keep_gist(audience, key, found.revisions[key], *found.made[key])
    db.session.flush()


def what_is_told(contribution: Contribution, audience: Audience) -> str:
    """What this audience may read of the case itself; not the opinion: two people may differ about one case."""
    view = view_of(contribution, fields_of(VIEWERS[audience], "published", contribution))
    return "\n".join(text for text in (view.title, view.facts, view.lesson) if text)


def compare(audience: Audience) -> int:
    """Looks which texts of this audience those look like that came or changed; how many these are.

    As with the gists: others write while it computes, and what they changed is looked at again the next time.
    Whoever calls this keeps it.
    """
    with only_reading():
        changed = queries.not_compared(audience)
        revisions = gist_revisions(audience) if changed else {}
        pairs = Texts(queries.texts_told(audience)).pairs(changed) if changed else []
    if changed:
        touched = changed.union(*(pair[:2] for pair in pairs))
        same = hold_compared(audience, {key: revisions[key] for key in touched})
        queries.forget_likeness(audience, changed & same)
        queries.keep_likeness(audience, [pair for pair in pairs if same.issuperset(pair[:2])])
        queries.note_compared(audience, changed & same)
    return len(changed)


def look_alike(audience: Audience) -> list[Pair]:
    """The pairs of this audience that are worth a look, the surest first, as far as they were computed."""
    return nearest(queries.likeness_of(audience))
