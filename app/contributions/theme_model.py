"""Which themes a text is about, learnt from texts of which people confirmed the themes; and how well that goes.

All from the texts of one audience. First by centroids: a text is near the middle of what a theme holds (Rocchio's
rule). Once enough was confirmed, by a linear model when that does better on texts it did not see: ridge regression of
one theme against the rest, in closed form (Hoerl and Kennedy, 1970). Both give a number per theme; a theme is proposed
above a border that was chosen on texts the model had not seen.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Labels = NDArray[np.bool_]
Scores = Callable[[Numbers], Numbers]  # texts x numbers -> texts x themes
Learning = Callable[[Numbers, Labels], Scores]

FEWEST_OF_A_THEME = 3  # confirmed texts: below it nothing is learnt about a theme
ENOUGH_FOR_LINES = 200  # confirmed texts in all: from here a linear model is tried
RIDGE = 1.0
MOST = 3  # themes proposed for a text
PARTS = 5  # of which each is kept out once, to see how well the rest tells it


@dataclass(frozen=True)
class Quality:
    """How much of what was proposed people had confirmed (precision), and how much of that was proposed (recall)."""

    texts: int
    proposed: int
    confirmed: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.confirmed if self.confirmed else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def by_centroids(texts: Numbers, labels: Labels) -> Scores:
    """Learns the middle of each theme; the score is the cosine with it, and -1 for a theme with too few texts."""
    known = labels.sum(axis=0) >= FEWEST_OF_A_THEME
    middles = unit(labels.T.astype(np.float32) @ unit(texts))

    def scores(new: Numbers) -> Numbers:
        found: Numbers = unit(new) @ middles.T
        found[:, ~known] = -1.0
        return found

    return scores


def by_lines(texts: Numbers, labels: Labels) -> Scores:
    """Learns a line for each theme against the rest; about 1 for a text of it, and about -1 for another."""
    known = labels.sum(axis=0) >= FEWEST_OF_A_THEME
    rows = with_one(unit(texts))
    wanted = np.where(labels, 1.0, -1.0).astype(np.float32)
    weights = np.linalg.solve(rows.T @ rows + RIDGE * np.eye(rows.shape[1], dtype=np.float32), rows.T @ wanted)

    def scores(new: Numbers) -> Numbers:
        found: Numbers = (with_one(unit(new)) @ weights).astype(np.float32)
        found[:, ~known] = -1.0
        return found

    return scores


def unit(rows: Numbers) -> Numbers:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Numbers = (rows / np.where(lengths == 0, 1.0, lengths)).astype(np.float32)
    return found


def with_one(rows: Numbers) -> Numbers:
    return np.hstack([rows, np.ones((len(rows), 1), np.float32)])


def proposed(scores: Numbers, border: float) -> Labels:
    """At most three themes of each text, those with the highest scores above the border."""
    found = scores >= border
    if scores.shape[1] > MOST:
        third = np.partition(scores, -MOST, axis=1)[:, -MOST][:, None]
        found &= scores >= third
    return found


def unseen_scores(learn: Learning, texts: Numbers, labels: Labels) -> Numbers:
    """The scores of every text by a model that did not see it. Which part a text is in depends on its place alone."""
    found = np.full(labels.shape, -1.0, np.float32)
    part = np.arange(len(texts)) % PARTS
    for kept_out in range(min(PARTS, len(texts))):
        rest = part != kept_out
        if rest.any():
            found[~rest] = learn(texts[rest], labels[rest])(texts[~rest])
    return found


def best_border(scores: Numbers, labels: Labels) -> float:
    """The border with the highest F1 over these scores; no text is proposed anything when there is none."""
    tried = np.unique(np.quantile(scores, np.linspace(0.5, 0.999, 60)))
    return float(max(tried, key=lambda border: quality(proposed(scores, float(border)), labels).f1, default=np.inf))


def quality(found: Labels, labels: Labels) -> Quality:
    return Quality(len(labels), int(found.sum()), int(labels.sum()), int((found & labels).sum()))


def cross_validated(learn: Learning, texts: Numbers, labels: Labels) -> Quality:
    """How well a way of learning does on texts that neither the model nor its border was chosen with."""
    return quality(unseen_proposals(learn, texts, labels), labels)


def unseen_proposals(learn: Learning, texts: Numbers, labels: Labels) -> Labels:
    """What is proposed for each text by a model and a border that were chosen without it."""
    found = np.zeros(labels.shape, bool)
    part = np.arange(len(texts)) % PARTS
    for kept_out in range(min(PARTS, len(texts))):
        rest = part != kept_out
        if rest.any():
            border = best_border(unseen_scores(learn, texts[rest], labels[rest]), labels[rest])
            found[~rest] = proposed(learn(texts[rest], labels[rest])(texts[~rest]), border)
    return found


def chosen_way(texts: Numbers, labels: Labels) -> Learning:
    """The way to learn from these texts: the linear model once there are enough, and only where it does better."""
    if len(texts) < ENOUGH_FOR_LINES:
        return by_centroids
    lines, centroids = (cross_validated(learn, texts, labels).f1 for learn in (by_lines, by_centroids))
    return by_lines if lines > centroids else by_centroids
