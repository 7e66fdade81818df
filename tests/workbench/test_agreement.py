"""The coefficients give the numbers that their authors printed."""

from itertools import product

import pytest

from app.workbench.agreement import alpha, in_words, kappa, masi
from app.workbench.checked import Choice, as_a_whole, at_question, per_theme

# Cohen 1968, table 1: two clinicians, 200 patients, three diagnoses; and the weights of disagreement.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
WEIGHTS = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]

# Krippendorff 2011: A, two observers, two values; B, two observers, five values; C, four observers, values missing.
BINARY = ("0100000010", "1110010000")
FIVE = ("aabbdcccedda", "babbbccceddd")
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "1233244125 1.".replace(" ", ""))


def cohen():
    return [pair for pair in product(range(3), repeat=2) for _time in range(COHEN[pair[0]][pair[1]])]


def units(observers):
    return [[value for value in column if value != "."] for column in zip(*observers, strict=True)]


def test_the_kappa_of_cohen():
    assert round(kappa(cohen()), 3) == 0.492


def test_the_weighted_kappa_of_cohen():
    assert round(kappa(cohen(), lambda a, b: WEIGHTS[a][b]), 3) == 0.348


@pytest.mark.parametrize(("observers", "printed"), [(BINARY, 0.095), (FIVE, 0.692), (FOUR, 0.743)])
def test_the_alpha_of_krippendorff(observers, printed):
    assert round(alpha(units(observers)), 3) == printed


def test_a_unit_with_one_value_changes_nothing():
    assert alpha([*units(FOUR), ["1"], []]) == alpha(units(FOUR))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("ab", "ab", 0), ("ab", "abcd", 1 - 1 / 2 * 2 / 3), ("ab", "bc", 1 - 1 / 3 * 1 / 3), ("ab", "cd", 1)],
)
def test_the_distance_of_sets(one, other, apart):
    assert masi(frozenset(one), frozenset(other)) == pytest.approx(apart)
    assert masi(frozenset(other), frozenset(one)) == pytest.approx(apart)


@pytest.mark.parametrize("found", [kappa([]), kappa([("a", "a")] * 5), alpha([]), alpha([["a", "a"]] * 5)])
def test_there_is_no_number_where_chance_would_agree_as_well(found, app):
    with app.test_request_context():
        assert found is None and "niet te zeggen" in in_words(found)


@pytest.mark.parametrize(
    ("number", "words"),
    [(-0.1, "slecht"), (0, "gering"), (0.2, "gering"), (0.21, "matig"), (0.5, "redelijk"), (0.7, "goed"), (0.81, "bijna volledig"), (1, "bijna volledig")],
)
def test_words_beside_the_number(app, number, words):
    with app.test_request_context():
        assert in_words(number) == words


def choice(coder, places, offered="12"):
    return Choice(coder, frozenset(places), frozenset(offered))


def test_two_people_get_a_kappa_and_more_an_alpha():
    cards = [[choice("a", one), choice("b", other)] for one, other in ("11", "12", "22", "11")]
    two = as_a_whole(cards)
    assert (two.number, two.same, two.people, two.is_of_two, two.is_few) == (4, 3, 2, True, True)
    assert two.coefficient == kappa([tuple(map(frozenset, pair)) for pair in ("11", "12", "22", "11")])
    more = as_a_whole([*cards, [choice("b", "1"), choice("c", "1")], [choice("a", "2")]])
    assert (more.number, more.people, more.is_of_two) == (5, 3, False)
    assert more.coefficient == alpha([list(map(frozenset, pair)) for pair in ("11", "12", "22", "11", "11")], masi)


def test_a_question_counts_only_where_it_could_be_chosen():
    cards = [[choice("a", "1"), choice("b", "12")], [choice("a", "2"), choice("b", "2")], [choice("a", "1", "1"), choice("b", "1", "1")]]
    found = at_question(cards, "2")
    assert (found.number, found.same) == (2, 1) and found.coefficient == 0
    assert at_question(cards, "1").number == 3


def test_per_theme_the_most_cards_first():
    cards = {n: [choice("a", "1"), choice("b", "1")] for n in (1, 2, 3)} | {4: [choice("a", "1")]}
    found = per_theme(cards, {1: ["groen"], 2: ["groen", "water"], 4: ["lucht"]})
    assert [(theme, agreement.number) for theme, agreement in found] == [("groen", 2), ("water", 1)]
