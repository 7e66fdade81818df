"""Dutch words: which forms find each other, and which do not."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import dutch

SAME = """
    bankje/bankjes bankje/bank boom/bomen plein/pleintjes straat/straten straat/straatje put/putten stoep/stoepen
    weg/wegen snelweg/snelwegen pad/paden fietspad/fietspaden dag/dagen dak/daken stad/steden gat/gaten lid/leden
    riool/riolen riolering/rioleringen café/cafe café/cafés Fryslân/fryslan Súdwest-Fryslân/sudwest-fryslan
    net/netten reünie/reunie idee/ideeën categorie/categorieën coöperatie/cooperatie foto/foto's auto/autos wadi/wadi's boa/boa's
    groen/groene opgave/opgaven kind/kinderen centrum/centra parkeren/geparkeerd bewoner/bewoners gemeente/gemeenten
    herinrichting/herinrichten bestrating/bestraten verlichting/verlichten 's-Gravenhage/'S-GRAVENHAGE
    ’s-Hertogenbosch/'s-hertogenbosch GROENSTROOK/groenstroken
""".split()
DIFFERENT = "bank/band boom/boor straat/staat wijk/wijn plein/plan haven/haver park/parkeren weg/wegens dak/das".split()
INSIDE = """
    overlast/geluidsoverlast overlast/wateroverlast geluid/geluidsoverlast beheer/groenbeheer water/regenwater
    pad/fietspaden fiets/fietspad net/warmtenetten speel/speeltuinen plek/jongerenplek verlichting/straatverlichting
    druk/parkeerdruk container/afvalcontainers avond/bewonersavonden contract/onderhoudscontract boom/boomwortels
    veiligheid/verkeersveiligheid weg/spoorwegen
""".split()
NOT_INSIDE = "amsterdam/ster bewegen/weg overwegen/weg onderweg/weg vandaag/dag overlast/last beheer/heer".split()
TEXT = (
    "In deze buurt stond bij elke flinke bui water tot aan de voordeur. Het riool was aan vervanging toe. De "
    "groenbeheerder en de rioolbeheerder zaten vanaf de eerste schets aan tafel, en zij mochten ook nee zeggen. "
) * 4


def pair(words):
    return words.split("/")


@pytest.mark.parametrize("words", SAME)
def test_forms_of_a_word_find_each_other(words):
    one, other = pair(words)
    for asked, written in ((one, other), (other, one)):
        assert all(alternatives & set(dutch.terms(written)) for alternatives in dutch.query_terms(asked))
    assert dutch.query_terms(one)


@pytest.mark.parametrize("words", DIFFERENT)
def test_words_that_look_alike_stay_apart(words):
    one, other = pair(words)
    assert not set(dutch.terms(one)) & set(dutch.terms(other))


@pytest.mark.parametrize("words", INSIDE)
def test_a_compound_is_found_by_its_parts(words):
    part, whole = pair(words)
    assert dutch.query_terms(part)[0] & set(dutch.terms(whole))


@pytest.mark.parametrize("words", NOT_INSIDE)
def test_a_word_is_not_found_by_letters_that_happen_to_be_in_it(words):
    part, whole = pair(words)
    assert not dutch.query_terms(part)[0] & set(dutch.terms(whole))


def test_another_word_may_be_given_for_one_that_is_asked_in_any_form():
    also = {dutch.stem("riool"): {"xterm5"}}
    assert dutch.query_terms("riolen bankjes", also) == [{"riool", "xterm5"}, {"bank"}]


def test_a_phrase_of_several_words_may_be_given_another_word_too():
    also = {dutch.phrase("Stille straat"): {"xterm5"}, "straat": {"xterm6"}}
    wanted = dutch.query_terms("de stille straten en fietsen", also)
    assert wanted == [{"stil", "xterm5"}, {"straat", "xterm5", "xterm6"}, {"fiets"}]
    assert dutch.query_terms("straat stil", also) == [{"straat", "xterm6"}, {"stil"}]


@pytest.mark.parametrize(
    ("name", "phrase"),
    [("Deelauto's", "deelauto"), ("Sociale veiligheid", "social veil"), ("Te veel regels", ""), ("", ""), ("van het gas", "")],
)
def test_a_name_is_a_phrase_when_enough_of_it_is_left(name, phrase):
    assert dutch.phrase(name) == phrase


def test_what_everybody_writes_is_not_looked_for():
    assert dutch.terms("De, het en een: 't is van ons!") == [] and dutch.query_terms("") == []


def test_a_typing_error_gives_the_word_that_was_meant():
    known = ["riolering", "zwerfafval", "wateroverlast"]
    assert dutch.closest("rioolering", known) == "riolering" and dutch.closest("Watreoverlast", known) == "wateroverlast"
    assert dutch.closest("xylofoon", known) is None and dutch.closest("riool", []) is None


@given(st.text(max_size=200))
def test_every_text_has_terms_that_an_index_can_hold(text):
    assert all(term.isascii() and term.isalnum() and term == term.lower() for term in dutch.terms(text))


@given(st.text(alphabet="abdeghijklnoprstuvwé-' ", max_size=60))
def test_a_text_is_found_by_each_of_its_own_words(text):
    indexed = set(dutch.terms(text))
    assert all(alternatives & indexed for alternatives in dutch.query_terms(text))


def test_the_list_of_words_has_its_licence_beside_it():
    folder = Path(dutch.__file__).parent / "data"
    assert "CC BY-SA 4.0" in (folder / "README.md").read_text()
    assert len(dutch.known_words()) == 28_500 and (folder / "dutch-words.txt.gz").stat().st_size < 200_000


def test_150_words_are_analysed_in_less_than_three_milliseconds():
    count = len(TEXT.split())
    dutch.terms(TEXT)  # reads the list once
    took = []
    for _ in range(5):
        dutch.terms_of.cache_clear()
        dutch.stem.cache_clear()
        began = time.process_time()
        dutch.terms(TEXT)
        took.append((time.process_time() - began) * 1000 * 150 / count)
    print(f"{min(took):.2f} ms for 150 words that were never seen before")
    assert min(took) < 3


def test_a_very_long_word_costs_no_time():
    began = time.process_time()
    dutch.terms("ab" * 50_000)
    assert time.process_time() - began < 1
