"""Texts about the same case are found, also in other words; texts about the same subject are not taken for it."""

import json
from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from app.cli.preparing import load_deal
from app.contributions import meaning
from app.contributions.similarity import MEANING, WORDS, Texts, Told, nearest
from app.core.database import db

PAIRS = Path(__file__).with_name("pairs.json")
# Harder ones: who tells a case again is another kind of person and tags it otherwise; the other cases have its town,
# subject, year and tags. Its halves were fixed before anything was measured: odd numbers to choose, even ones held out.
MORE_PAIRS = Path(__file__).with_name("more_pairs.json")
MARKED, MARKED_MORE = (json.loads(path.read_text(encoding="utf-8"))["pairs"] for path in (PAIRS, MORE_PAIRS))
DOUBLES = ("words", "paraphrase")


@pytest.fixture
def imported(app):
    """The marked texts, as an operator imports them; gives what the command proposes."""
    return imported_from(app, PAIRS)


def imported_from(app, path):
    runner = app.test_cli_runner()
    load_deal()
    db.session.commit()
    assert runner.invoke(args=["import", "--publish", str(path)]).exit_code == 0

    def proposed(*options):
        answer = runner.invoke(args=["duplicates", "--format", "json", *options])
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    return proposed


def marked(sorts, half, among=MARKED):
    return {frozenset((p["a"], p["b"])) for p in among if p["sort"] in sorts and p["half"] == half}


def texts_of(half, among=MARKED):
    return {name for pair in among if pair["half"] == half for name in (pair["a"], pair["b"])}


def measured(proposed, half, among=MARKED):
    """Recall; precision over every pair of this half that was proposed; and over the marked pairs among them."""
    found = [frozenset((row["a"], row["b"])) for row in proposed]
    found = [pair for pair in found if pair <= texts_of(half, among)]
    right = marked(DOUBLES, half, among)
    wrong = marked(["different"], half, among)
    hits = sum(pair in right for pair in found)
    told = sum(pair in right | wrong for pair in found)
    print(f"{half}: recall {hits}/{len(right)}, precision {hits}/{len(found)}, over marked pairs {hits}/{told}")
    return hits / len(right), hits / len(found), hits / told


def test_the_marked_pairs_are_forty_and_forty_more(app):
    assert {half: [len(marked([sort], half)) for sort in (*DOUBLES, "different")] for half in ("choose", "held out")} == {
        "choose": [5, 5, 10],
        "held out": [5, 5, 10],
    }
    more = partial(marked, among=MARKED_MORE)
    for half in ("choose", "held out"):
        assert [len(more(DOUBLES, half)), len(more(["different"], half))] == [10, 10]
    every = [set(texts_of(half, among)) for half in ("choose", "held out") for among in (MARKED, MARKED_MORE)]
    assert not any(one & other for one, other in combinations(every, 2)), "no text lies in two halves"


def test_recall_and_precision(imported):
    """The weights were chosen on the first half; variants were compared on both. Other texts of the file are in the way."""
    proposed = imported()
    for half in ("choose", "held out"):
        recall, precision, over_marked = measured(proposed, half)
        assert recall >= 0.85 and precision >= 0.70 and over_marked >= 0.90, half
    scores = [row["score"] for row in proposed]
    assert scores == sorted(scores, reverse=True) and all(0.5 <= score <= 1 for score in scores)
    found = {frozenset((row["a"], row["b"])) for row in proposed}
    assert len(marked(["paraphrase"], "held out") & found) >= 4, "in wholly other words"
    assert not marked(["different"], "held out") & found, "the same subject, another case"


def test_of_the_harder_pairs_fewer_are_found(app):
    """No target is met here: this holds what is reached, so that no change makes it worse unseen."""
    proposed = imported_from(app, MORE_PAIRS)()
    for half, least in (("choose", 0.5), ("held out", 0.3)):
        recall, precision, over_marked = measured(proposed, half, MARKED_MORE)
        assert recall >= least and precision >= 0.3 and over_marked >= 0.7, half
    named = [name for row in proposed for name in (row["a"], row["b"])]
    assert len(proposed) <= 25 and max(map(named.count, named)) == 1, "each text once, with the nearest one"


def test_without_an_encoder_the_rest_decides(imported, monkeypatch):
    monkeypatch.setattr(meaning, "USE", None)
    recall, precision, _over_marked = measured(imported(), "held out")
    assert recall >= 0.7 and precision >= 0.6


def test_a_second_time_gives_the_same(imported):
    assert imported() == imported()


def test_the_demonstration_proposes_its_doubles_and_nothing_else(app):
    runner = app.test_cli_runner()
    load_deal()
    db.session.commit()
    assert runner.invoke(args=["demo", "load"]).exit_code == 0
    rows = json.loads(runner.invoke(args=["duplicates", "--format", "json"]).stdout)
    # B41, B20 and B55 of the file wait at the desk, because their words point at a street or a person
    assert {frozenset((row["a"], row["b"])) for row in rows} >= {frozenset(("B12", "B33")), frozenset(("B15", "B52"))}
    told = runner.invoke(args=["duplicates"]).stdout
    assert "Glasvezel" in told and "Nothing was put together." in told


def told(key, axis, **changes):
    """A text of which words and meaning point along one axis, with all details alike."""
    words, meaning_of = np.zeros(WORDS, np.float16), np.zeros(MEANING, np.float16)
    words[axis] = meaning_of[axis] = 1
    details = {"tags": frozenset({1, 2}), "part": "west", "size": "small", "exact_place": "Delft", "years": (2020, 2020)}
    return Told(key, words, meaning_of, **details | {"kind": "good", "outcome": "succeeded"} | changes)


def test_what_stands_beside_the_texts_needs_a_little_likeness_of_the_texts():
    """With no likeness at all it is not enough; as much as many texts have, or an unknown meaning, makes it so."""
    assert Texts([told(1, 0), told(2, 1)]).pairs() == []
    slightly = np.zeros(MEANING, np.float16)
    slightly[[0, 1]] = 0.3, 0.954
    assert [pair[:2] for pair in Texts([told(1, 0), replace(told(2, 1), meaning=slightly)]).pairs()] == [(1, 2)]
    assert [pair[:2] for pair in Texts([told(1, 0), replace(told(2, 1), meaning=None)]).pairs()] == [(1, 2)]
    assert [pair[:2] for pair in Texts([told(1, 0), told(2, 0)]).pairs()] == [(1, 2)]


def test_a_pair_is_proposed_when_each_is_the_nearest_to_the_other():
    assert nearest([(1, 2, 0.8), (1, 3, 0.7), (3, 4, 0.6)]) == [(1, 2, 0.8)]
    assert nearest([(1, 3, 0.7), (3, 4, 0.6)]) == [(1, 3, 0.7)], "the next one, when a pair was judged"
    assert nearest([(1, 2, 0.99), (1, 3, 0.98)]) == [(1, 2, 0.99), (1, 3, 0.98)], "hardly any difference: all"
