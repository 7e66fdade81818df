"""A rough place never points at too few municipalities, and says why it is rougher."""

import json
from collections import Counter
from pathlib import Path

import pytest

from app.accounts.places import WhyNoSize, part_of, size_of, too_few, why_no_size, without_size
from app.accounts.registers import municipalities

DEAL = Path(__file__).resolve().parents[2] / "deals" / "openbare-ruimte"
COARSE = json.loads((DEAL / "vocabulary.json").read_text(encoding="utf-8"))["coarse_place"]


def of(**counts):
    """One class for each municipality: `of(small_north=7)`."""
    return [tuple(name.split("_")) for name, count in counts.items() for _one in range(count)]


def test_no_rough_place_of_the_register_points_at_fewer_than_five():
    found = municipalities(DEAL / "municipalities.csv", COARSE)
    shown = Counter((place.size, place.part) for place in found)
    assert sum(shown.values()) == 342 and min(shown.values()) >= COARSE["fewest"] == 5
    assert shown[(None, "north")] == 11 and (None, "west") not in shown


def test_a_class_of_too_few_takes_the_next_smallest_with_it():
    everybody = of(small_north=29, medium_north=8, large_north=3, large_west=15)
    assert too_few(everybody, COARSE) == {("large", "north")}
    assert without_size(everybody, COARSE) == {("large", "north"), ("medium", "north")}
    assert without_size(of(medium_north=3, large_north=4, small_north=9), COARSE) == {
        ("medium", "north"),
        ("large", "north"),
    }, "seven together are enough"
    assert without_size(of(small_north=1, medium_north=2), COARSE) == {("small", "north"), ("medium", "north")}
    assert without_size(of(large_west=5), COARSE) == set()


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (("large", "north"), WhyNoSize(3, for_others=False)),
        (("medium", "north"), WhyNoSize(3, for_others=True)),
        (("small", "north"), None),
    ],
)
def test_the_reason_counts_municipalities(own, why):
    rows = municipalities(DEAL / "municipalities.csv", COARSE)
    everybody = [(size_of(row.inhabitants, COARSE), part_of(row.province, COARSE) or "") for row in rows]
    assert why_no_size(own, everybody, COARSE) == why
