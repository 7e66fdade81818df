"""Counting what sets share by what lies outside them gives what looking at each member gives, also while they change."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations_with_replacement

import pytest
from pyroaring import BitMap

from app.contributions.catalogue import Catalogue, Entry
from app.contributions.overlap import MANY, Pool
from app.stocktaking.matrix import Asked, Value, balance

KINDS = ("good", "learned", "experience", "question")
NUMBER = MANY + 10_000
ROWS, COLUMNS = [("term", n) for n in range(12)], [("term", n) for n in range(100, 130)]


def some(chance, ids, part):
    return BitMap([number for number in ids if chance.random() < part])


@pytest.mark.parametrize("step", [1, 3, 20], ids=["close together", "with gaps", "far apart"])
def test_two_sets_of_any_size(step):
    chance = random.Random(step)
    ids = range(7, 7 + NUMBER * step, step)
    pool = Pool.of(BitMap(ids))
    sets = [pool.countable(some(chance, ids, part)) for part in (0, 0.001, 0.01, 0.03, 0.06, 0.07, 0.3, 0.9, 1)]
    known = {id(one): pool.everything - one.bits if one.is_outside else one.bits for one in sets}
    for one, other in combinations_with_replacement(sets, 2):
        assert pool.shared(one, other) == len(known[id(one)] & known[id(other)])
    assert any(one.is_outside for one in sets) == (step < 20), "far apart, what lies outside is no quicker"


def test_a_small_pool_is_counted_as_it_is():
    pool = Pool.of(BitMap(range(1000)))
    assert not pool.countable(BitMap(range(30))).is_outside and Pool.of(BitMap()).countable(BitMap()).size == 0


def entry(chance, number):
    """With one of twelve terms, or hardly ever none, one or two of thirty, a kind and a part of the country."""
    terms = {chance.choice(ROWS), *chance.sample(COLUMNS, chance.choice((1, 2)))} if number % 50 else set()
    kind = chance.choice(KINDS)
    marks = [*terms, ("kind", kind), ("part", chance.choice(("west", "east")))]
    return Entry(number, date(2025, 1, 1), "de put", f"{number:026}", "De put", kind, marks)


@pytest.fixture(scope="module")
def entries():
    chance = random.Random(4)
    return {number: entry(chance, number) for number in range(1, NUMBER + 1)}


@pytest.fixture
def known(entries):
    catalogue = Catalogue()
    catalogue.load(entries.values())
    return catalogue


def looked_at(entries, wanted):
    """How many carry each mark, of those that carry these."""
    return Counter(mark for one in entries.values() if wanted <= set(one.marks) for mark in one.marks)


@pytest.mark.parametrize("wanted", [{("part", "west")}, {ROWS[0]}, {ROWS[0], COLUMNS[0]}, {("term", "nothing")}])
def test_facets_follow_every_change(known, entries, wanted):
    marks, entries = [*ROWS, *COLUMNS, *(("kind", kind) for kind in KINDS), ("term", "nothing")], dict(entries)

    def counted():
        hits = known.matching({str(mark): [mark] for mark in wanted})
        return {mark: number for mark, number in known.counts(marks, hits).items() if number}

    def expected():
        return {mark: number for mark, number in looked_at(entries, wanted).items() if mark in marks}

    assert counted() == expected()
    chance = random.Random(5)
    for number in chance.sample(sorted(entries), 300):
        known.forget(number)
        del entries[number]
    for number in (*chance.sample(sorted(entries), 300), *range(NUMBER + 1, NUMBER + 50)):
        entries[number] = entry(chance, number)
        known.put(entries[number])
    assert counted() == expected()
    assert known.counts(marks, known.matching({}) | BitMap([10**6])) == known.counts(marks, known.matching({}))


def value(mark):
    return Value(str(mark[1]), mark, "thema", str(mark[1]))


@pytest.mark.parametrize("wanted", [set(), {("part", "west")}, {("kind", "good")}, {COLUMNS[3]}])
def test_every_crossing_of_the_balance(known, entries, wanted):
    asked = Asked([value(m) for m in ROWS], [value(m) for m in COLUMNS], KINDS, [("kind", kind) for kind in KINDS], with_stones=True)
    chosen = {number: one for number, one in entries.items() if wanted <= set(one.marks)}
    for _time in range(2):  # once as it was loaded, once after a change
        pool = known.matching({str(mark): [mark] for mark in wanted})
        found = balance(known, pool, asked)
        lies = Counter((r, c, one.kind) for one in chosen.values() for r in one.marks for c in one.marks if r in ROWS and c in COLUMNS)
        for (r, c), cell in found.cells.items():
            told = {kind: lies[r, c, kind] for kind in KINDS}
            assert cell.total == sum(told.values()) and (cell.parts or dict.fromkeys(KINDS, 0)) == told
        changed = replace(chosen[min(chosen)], marks=[*sorted(wanted, key=str), ROWS[11], COLUMNS[29], ("kind", "good")], kind="good")
        known.put(changed)
        chosen[changed.id] = changed
