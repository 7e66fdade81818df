"""What is known of the themes of texts: confirmed by people, proposed by a computer, or found not to fit."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import delete, insert, select

from app.accounts.models import User
from app.contributions.models import Audience, Contribution, Gist, Listing, ThemeProposal, ThemeRefused
from app.contributions.queries.likeness import BATCH, numbers
from app.contributions.similarity import MEANING
from app.contributions.theme_model import Labels, Numbers
from app.core.database import db
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import top_terms


@dataclass(frozen=True)
class Learnt:
    """Texts of an audience in numbers, with the themes that people confirmed: rows are texts, columns are themes.

    The revision of its listing tells as what each text was read.
    """

    ids: Sequence[int]
    revisions: Sequence[int]
    texts: Numbers
    labels: Labels
    themes: Sequence[Term]

    @property
    def confirmed(self) -> Labels:
        """Which texts have at least one theme: the others tell nothing about what fits."""
        return np.asarray(self.labels.any(axis=1), bool)


def texts_with_themes(audience: Audience) -> Learnt:
    """Every text of an audience of which the meaning was computed, in the order of the ids."""
    both = (Listing.audience == Gist.audience) & (Listing.contribution_id == Gist.contribution_id)
    wanted = Gist.audience == audience, Gist.meaning.is_not(None), Listing.gone.is_(False)
    told = Gist.contribution_id, Listing.revision, Gist.meaning, Listing.term_ids
    found = select(*told).join(Listing, both).where(*wanted)
    themes = top_terms(Dimension.THEME)
    column = {word.id: at for at, word in enumerate(themes)}
    ids: list[int] = []
    revisions: list[int] = []
    rows: list[Numbers] = []
    labels: list[list[int]] = []
    for key, revision, meaning, terms in db.session.execute(found.order_by(Gist.contribution_id)):
        ids.append(key)
        revisions.append(revision)
        rows.append(numbers(meaning or b"", MEANING).astype(np.float32))
        labels.append([column[term] for term in terms if term in column])
    marked = np.zeros((len(ids), len(themes)), bool)
    for at, columns in enumerate(labels):
        marked[at, columns] = True
    return Learnt(ids, revisions, np.array(rows, np.float32).reshape(len(ids), MEANING), marked, themes)


def refused_themes(ids: Collection[int]) -> set[tuple[int, int]]:
    """The pairs of a text and a theme that a member found not to fit."""
    wanted = select(ThemeRefused.contribution_id, ThemeRefused.term_id)
    return set(db.session.execute(wanted.where(ThemeRefused.contribution_id.in_(ids))).tuples())


def every_refused_theme() -> set[tuple[int, int]]:
    return set(db.session.execute(select(ThemeRefused.contribution_id, ThemeRefused.term_id)).tuples())


def keep_proposals(audience: Audience, rows: Iterable[tuple[int, int, float]]) -> int:
    """Puts these proposals in the place of all of before: a text, a theme and a score; how many."""
    db.session.execute(delete(ThemeProposal).where(ThemeProposal.audience == audience))
    made = [{"audience": audience, "contribution_id": c, "term_id": t, "score": s} for c, t, s in rows]
    for start in range(0, len(made), BATCH):
        db.session.execute(insert(ThemeProposal), made[start : start + BATCH])
    return len(made)


def forget_proposals(audience: Audience, contribution: Contribution) -> None:
    wanted = ThemeProposal.audience == audience, ThemeProposal.contribution_id == contribution.id
    db.session.execute(delete(ThemeProposal).where(*wanted))


def proposed_themes(contribution: Contribution, audience: Audience) -> list[int]:
    """The themes that are proposed for this text and that nobody judged, the likeliest first."""
    wanted = ThemeProposal.audience == audience, ThemeProposal.contribution_id == contribution.id
    found = db.session.scalars(select(ThemeProposal.term_id).where(*wanted).order_by(ThemeProposal.score.desc()))
    judged = {tag.term_id for tag in contribution.tags}
    judged |= {term for _text, term in refused_themes([contribution.id])}
    return [term for term in found if term not in judged]


def themes_refused_by(user: User) -> Sequence[datetime]:
    return db.session.scalars(select(ThemeRefused.at).where(ThemeRefused.by_id == user.id)).all()
