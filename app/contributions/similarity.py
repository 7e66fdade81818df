"""How likely two texts tell the same case: from their words, their meaning, their tags, and where and when it was.

All that is compared is what one audience may read of both. The score of a pair depends on these two texts alone.

Words tell of a case only when very many are shared: texts about the same subject share quite some as well. Texts in
wholly other words are recognised by the rest together: a meaning that is not far off, the same tags, the same class
of place, the same years. Several cases share all that: details beside the texts bring nearly enough, and meanings
that are hardly alike the rest. So a pair is proposed only when each of its texts is the nearest to the other, and
two cases of one place and time with the same tags may still be proposed. The weights were chosen on the halves
called "choose" of the pairs in `pairs.json` and `more_pairs.json` in `tests/contributions`; `docs/operators.md` tells
what they reach.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import log

import numpy as np
from numpy.typing import NDArray

from app.core import dutch

Numbers = NDArray[np.float32]
Kept = NDArray[np.float16]
Pair = tuple[int, int, float]  # the lower id, the higher id, and a score from 0 to 1

WORDS, MEANING = 1024, 512  # numbers that stand for the words of a text, and for what it means
GRAMS = (3, 4, 5)  # letters: "stoeptegels" and "tegel" share some
TOPICAL = 0.4  # cosine of the words that texts about one subject reach without being about one case
USUAL_MEANING, USUAL_TAGS = 0.35, 0.2  # where one of the two has none: a meaning as of doubles in other words
# Evidence that counts up, in units of log-odds: what a difference takes off is not what a likeness brings.
OF_MEANING, OF_WORDS, OF_TAGS = 4.0, 7.0, 4.0
SAME_PLACE, SAME_CLASS, OTHER_PLACE = 1.8, 1.2, -3.5  # one case does not lie in two places
YEARS_APART = (0.8, -0.3, -1.0, -1.6)  # none, one, two, more
SAME_KIND, OTHER_KIND = 0.2, -0.3
SAME_OUTCOME, OTHER_OUTCOME = 0.6, -1.0
MOST_OF_DETAILS = 5.0  # what stands beside the texts, all together: nearly enough
ENOUGH, STEEPNESS = 5.25, 1.2  # this much evidence is a score of one half: from there a pair is proposed
CERTAIN = 9.0  # evidence; see `nearest`
MOST = 10  # pairs kept of one text
ROWS, COLUMNS = 128, 4096  # compared at a time, so that memory does not grow with their product
LONGEST = 20_000  # letters of a text; what comes after tells no other case


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of one text."""

    id: int
    words: Kept
    meaning: Kept | None  # None where nothing could compute it
    tags: frozenset[int]
    part: str | None
    size: str | None
    exact_place: str  # empty where only the class is shown
    years: tuple[int, int] | None  # the first and the last that it can have been
    kind: str
    outcome: str  # empty when it does not apply


def words_of(text: str) -> Kept:
    """The words of a text as numbers of which the cosine tells how alike two are; rare words weigh more.

    Each word is cut into runs of three to five letters, and each run adds to one of the numbers (feature hashing:
    Weinberger et al. 2009, "Feature hashing for large scale multitask learning").
    """
    found = np.zeros(WORDS, np.float32)
    for word in dutch.words(text[:LONGEST]):
        places, signs = runs(word)
        np.add.at(found, places, signs)
    found = np.sign(found) * np.sqrt(np.abs(found))  # the tenth time a word stands there tells little more
    return unit(found).astype(np.float16)


@lru_cache(maxsize=20_000)
def runs(word: str) -> tuple[NDArray[np.intp], Numbers]:
    """Where the runs of a word are added, and how much, with the sign that lets collisions even out."""
    bounded = f" {word} "
    hashes = [zlib.crc32(bounded[i : i + n].encode()) for n in GRAMS for i in range(len(bounded) - n + 1)]
    places = np.array([value % WORDS for value in hashes], np.intp)
    return places, np.array([rarity(word) * (1 if value >> 31 else -1) for value in hashes], np.float32)


def rarity(word: str) -> float:
    """From 0 for the most common word of Dutch to 1 for one that no list knows."""
    ranks = dutch.known_words()
    return log(2 + ranks.get(word, len(ranks))) / log(2 + len(ranks))


def unit(vector: Numbers) -> Numbers:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def years_in(period: str) -> tuple[int, int] | None:
    """The first and the last year of "2019" or of a period such as "2018–2019"."""
    found = [int(year) for year in re.findall(r"\d{4}", period)]
    return (found[0], found[-1]) if found else None


class Texts:
    """The texts of one audience side by side, so that many pairs are compared at once."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.ids = [one.id for one in told]
        self.words = rows_of([one.words for one in told], WORDS)
        self.meaning = rows_of([np.zeros(0, np.float16) if o.meaning is None else o.meaning for o in told], MEANING)
        self.has_meaning = np.array([one.meaning is not None for one in told], bool)
        self.tags = marks_of([one.tags for one in told])
        self.part, self.size, self.place, self.kind, self.outcome = (
            numbered([getattr(one, name) for one in told])
            for name in ("part", "size", "exact_place", "kind", "outcome")
        )
        self.has_years = np.array([one.years is not None for one in told], bool)
        self.first = np.array([one.years[0] if one.years else 0 for one in told], np.int32)
        self.last = np.array([one.years[1] if one.years else 0 for one in told], np.int32)

    def pairs(self, changed: Collection[int] | None = None) -> list[Pair]:
        """The pairs with enough evidence, of which one is among these ids; of all when none are named."""
        wanted = [i for i, key in enumerate(self.ids) if changed is None or key in changed]
        found: dict[tuple[int, int], float] = {}
        for start in range(0, len(wanted), ROWS):
            for i, j, evidence in self._best(np.array(wanted[start : start + ROWS], np.intp)):
                one, other = sorted((self.ids[i], self.ids[j]))
                found[one, other] = score(evidence)
        return [(one, other, value) for (one, other), value in found.items()]

    def _best(self, rows: NDArray[np.intp]) -> Iterator[tuple[int, int, float]]:
        """For each of these rows the other texts with enough evidence, the best ten."""
        hits: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for start in range(0, len(self.ids), COLUMNS):
            columns = np.arange(start, min(start + COLUMNS, len(self.ids)))
            evidence = self.evidence(rows, columns)
            for at, to in np.argwhere(evidence >= ENOUGH):
                i, j = int(rows[at]), int(columns[to])
                if i != j:
                    hits[i].append((float(evidence[at, to]), j))
        for i, others in hits.items():
            for value, j in nlargest(MOST, others):
                yield i, j, value

    def evidence(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Numbers:
        """What speaks for one case, of each of these rows with each of these columns; see `ENOUGH`."""
        meaning = np.maximum(product(self.meaning, rows, columns), 0)
        known = np.logical_and.outer(self.has_meaning[rows], self.has_meaning[columns])
        found = OF_MEANING * np.where(known, meaning, USUAL_MEANING)
        found += OF_WORDS * np.maximum(product(self.words, rows, columns) - TOPICAL, 0)
        return (found + np.minimum(self._details(rows, columns), MOST_OF_DETAILS)).astype(np.float32)

    def _details(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Numbers:
        """What speaks for one case beside the texts: tags, place, years, kind and outcome."""
        found = OF_TAGS * self._tags(rows, columns)
        found += self._place(rows, columns) + self._years(rows, columns)
        found += compared(self.kind, rows, columns, SAME_KIND, OTHER_KIND)
        return found + compared(self.outcome, rows, columns, SAME_OUTCOME, OTHER_OUTCOME)

    def _tags(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Numbers:
        """Shared tags as a part of all tags of both (Jaccard)."""
        shared = product(self.tags, rows, columns)
        own, theirs = self.tags[rows].sum(axis=1, dtype=np.float32), self.tags[columns].sum(axis=1, dtype=np.float32)
        of_both = np.add.outer(own, theirs) - shared
        known = np.logical_and.outer(own > 0, theirs > 0)
        return np.where(known, shared / np.maximum(of_both, 1), USUAL_TAGS).astype(np.float32)

    def _place(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Numbers:
        """The place itself where both show it; else the class of municipalities, as far as both are known."""
        sizes = compared(self.size, rows, columns, 0, OTHER_PLACE)
        classes = compared(self.part, rows, columns, SAME_CLASS, OTHER_PLACE)
        found = np.where((classes > 0) & (sizes < 0), OTHER_PLACE, classes)
        exact = compared(self.place, rows, columns, SAME_PLACE, OTHER_PLACE)
        return np.where(exact != 0, exact, found).astype(np.float32)

    def _years(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Numbers:
        """How many years lie at least between the two."""
        after = np.subtract.outer(self.first[rows], self.last[columns])
        before = np.subtract.outer(self.last[rows], self.first[columns])
        between = np.clip(np.maximum(after, -before), 0, len(YEARS_APART) - 1)
        known = np.logical_and.outer(self.has_years[rows], self.has_years[columns])
        return np.where(known, np.array(YEARS_APART, np.float32)[between], 0).astype(np.float32)


def rows_of(vectors: Sequence[Kept], length: int) -> Kept:
    """The vectors under each other; one that is not there is nought."""
    found = np.zeros((len(vectors), length), np.float16)
    for row, vector in zip(found, vectors, strict=True):
        if len(vector) == length:
            row[:] = vector
    return found


def marks_of(sets: Sequence[Collection[int]]) -> Kept:
    """A one for each tag that a text carries."""
    at = {tag: number for number, tag in enumerate(sorted(set().union(*sets)))}
    found = np.zeros((len(sets), len(at)), np.float16)
    for row, tags in zip(found, sets, strict=True):
        row[[at[tag] for tag in tags]] = 1
    return found


def numbered(values: Sequence[str | None]) -> NDArray[np.int32]:
    """Each value as a number; what is empty is -1."""
    at: dict[str, int] = {}
    return np.array([at.setdefault(value, len(at)) if value else -1 for value in values], np.int32)


def product(vectors: Kept, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Numbers:
    found: Numbers = vectors[rows].astype(np.float32) @ vectors[columns].astype(np.float32).T
    return found


def compared(
    values: NDArray[np.int32], rows: NDArray[np.intp], columns: NDArray[np.intp], same: float, other: float
) -> Numbers:
    """What it brings that two values are the same, or another; nought where one of them is not known."""
    known = np.logical_and.outer(values[rows] >= 0, values[columns] >= 0)
    equal = np.equal.outer(values[rows], values[columns])
    return np.where(known, np.where(equal, same, other), 0).astype(np.float32)


def score(evidence: float) -> float:
    return float(1 / (1 + np.exp((ENOUGH - evidence) / STEEPNESS)))


def evidence_of(value: float) -> float:
    """The evidence behind a score."""
    odds = min(max(value, 1e-9), 1 - 1e-9)
    return ENOUGH + STEEPNESS * log(odds / (1 - odds))


def nearest(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs to propose, the surest first: those whose two texts are the nearest to each other, or hardly differ.

    Of texts about one subject in one town each looks a little like each; the one that stands out is worth a look.
    Of three that tell one case the third comes once the first two lie together.
    """
    best: dict[int, float] = defaultdict(float)
    for one, other, value in pairs:
        for key in (one, other):
            best[key] = max(best[key], evidence_of(value))
    at: Callable[[Pair], float] = lambda pair: evidence_of(pair[2])  # noqa: E731
    found = [p for p in pairs if at(p) >= CERTAIN or at(p) >= max(best[p[0]], best[p[1]])]
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))
