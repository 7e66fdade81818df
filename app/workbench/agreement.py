"""How far people agree who laid the same cards without seeing each other's hand.

Each coefficient is 1 for full agreement and 0 for what chance alone would give; below 0 people agree less than that.
There is none (None) when nothing was compared, or when all chose the same, so that chance would agree as well.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import TypeVar

from app.core.wording import _

T = TypeVar("T")
Distance = Callable[[T, T], float]


def nominal(one: object, other: object) -> float:
    """0 for the same, 1 for anything else."""
    return float(one != other)


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """How far two sets of questions lie apart: 1 - J x M.

    J is the share that they have in common (Jaccard); M is 1 for equal sets, 2/3 when one holds the other, 1/3 when
    they overlap, and 0 when they share nothing. Passonneau, R. (2006). Measuring Agreement on Set-Valued Items (MASI)
    for Semantic and Pragmatic Annotation. LREC 2006.
    """
    if one == other:
        return 0.0
    common = one & other
    if not common:
        return 1.0
    share = len(common) / len(one | other)
    return 1 - share * (2 / 3 if common in (one, other) else 1 / 3)


def kappa(pairs: Sequence[tuple[T, T]], distance: Distance[T] = nominal) -> float | None:
    """Of two people, each with their own habits: kappa = 1 - sum(w * observed) / sum(w * expected).

    `w` is the distance of two values. With the nominal one this is (p_o - p_c) / (1 - p_c) of Cohen, J. (1960).
    A Coefficient of Agreement for Nominal Scales. Educational and Psychological Measurement 20(1), 37-46. With another:
    Cohen, J. (1968). Weighted kappa. Psychological Bulletin 70(4), 213-220.
    """
    ours, theirs = Counter(one for one, _other in pairs), Counter(other for _one, other in pairs)
    number = len(pairs)
    expected = sum(ours[a] * theirs[b] * distance(a, b) for a, b in product(ours, theirs))
    if not expected:
        return None
    return 1 - sum(distance(one, other) for one, other in pairs) * number / expected


def alpha(units: Iterable[Sequence[T]], distance: Distance[T] = nominal) -> float | None:
    """Of any number of people, of whom not everybody has to see each unit: alpha = 1 - D_o / D_e.

    `units` holds the values that each thing got; one with a single value says nothing. D_o is the mean distance
    within units, in which a unit of m values counts 1 / (m - 1) for each ordered pair; D_e the mean distance of any
    two values. Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania.
    """
    paired = [values for values in units if len(values) > 1]
    counts = Counter(value for values in paired for value in values)
    number = sum(counts.values())
    expected = sum(counts[a] * counts[b] * distance(a, b) for a, b in product(counts, counts))
    if not expected:
        return None
    observed = sum(sum(distance(a, b) for a, b in product(values, values)) / (len(values) - 1) for values in paired)
    return 1 - observed * (number - 1) / expected


def in_words(coefficient: float | None) -> str:
    """The coefficient in words. They are a convention, and the same for kappa and alpha here.

    Landis, J. R. and Koch, G. G. (1977). The Measurement of Observer Agreement for Categorical Data. Biometrics
    33(1), 159-174, table on page 165.
    """
    if coefficient is None:
        return _("cannot be said: everybody chose the same, or nothing was compared")
    rounded = round(coefficient, 2)
    for above, words in (
        (0.8, _("almost perfect")),
        (0.6, _("substantial")),
        (0.4, _("moderate")),
        (0.2, _("fair")),
    ):
        if rounded > above:
            return words
    return _("slight") if rounded >= 0 else _("poor")
