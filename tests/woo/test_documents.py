"""Blacking out is exact: what is out is in no piece, whatever overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from app.woo.documents import Passage, merged, pieces, places_of

TEXT = "De wethouder zei iets over de straat, en de buurman hoorde het."


def test_a_passage_reads_as_its_ground():
    assert "".join(map(str, pieces(TEXT, [Passage(3, 12, ("5.1.2.e",))]))).startswith("De [5.1.2.e] zei")
    assert "".join(map(str, pieces(TEXT, []))) == TEXT
    assert "".join(map(str, pieces(TEXT, [Passage(0, len(TEXT), ("5.2.1",))]))) == "[5.2.1]"


def test_passages_that_touch_become_one_with_both_grounds():
    assert merged([Passage(5, 9, ("b",)), Passage(0, 5, ("a",)), Passage(7, 8, ("a",))]) == [Passage(0, 9, ("a", "b"))]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6))
def test_no_letter_that_is_out_is_in_a_piece(text, spans):
    passages = [Passage(a, min(a + n, len(text)), ("x",)) for a, n in spans if a < len(text)]
    out = {i for p in passages for i in range(p.start, p.end)}
    kept = "".join(letter for i, letter in enumerate(text) if i not in out)
    assert "".join(piece.text for piece in pieces(text, passages)) == kept


def test_words_are_found_whatever_their_capitals():
    assert places_of("DE", "de straat, De put") == [(0, 2), (11, 13)]
    assert places_of("", "iets") == []
    assert places_of("straße", "De Straße en İ straße") != []
