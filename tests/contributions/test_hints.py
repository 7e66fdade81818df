"""Privacy hints: what is found in a text, what is left alone, and that a long text costs little."""

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contributions.hints import ORDER, Hint, hints, without
from app.contributions.privacy import shown_hints
from tests.factories import make_municipality
from tests.growth import grows_in_proportion

DEAL = Path(__file__).resolve().parents[2] / "deals" / "openbare-ruimte"
with (DEAL / "municipalities.csv").open(newline="") as lines:
    NAMES = [row["name"] for row in csv.DictReader(lines)]

# What must be found is marked: [kind: the words]. Everything else must be left alone.
CASES = """
In de [street: Kerkstraat 12] stond het water hoog.
De [street: Kerkstraat] ging drie keer open.
[street: Kerkstraat 12] ging drie keer open.
Wij werkten aan de [street: Laan van Meerdervoort] en daarna aan de [street: Amsterdamseweg].
Aan het [street: Anne Frankplein] kwam een bank.
De put bij kerkstraat bleef open, maar die bij [street: dorpslaan 14a] niet.
WIJ GROEVEN IN DE [street: OOSTERSTRAAT] EN NIET IN DE WINKELSTRAAT.
Deze [street: Schoolstraat 4] kent iedereen, maar een schoolstraat is iets anders.
In de [street: Schoolstraat] ging het mis.
Schoolstraat of niet, de ouders kwamen met de auto.
Een smalle straat, een breed plein, een lange weg en een park.
Laadplein in plaats van losse palen. Winkelstraat zonder bomen.
In de winkelstraat 30 bomen, in de woonstraat 4 banken.
De bewoners van de [neighbourhood: Rivierenbuurt] en de wijk [neighbourhood: Palenstein] wilden groen.
Woonwijk uit de jaren zestig. Nieuwbouwwijk met veel wind.
In elke wijk en elke buurt is het anders.
De gemeente [municipality: Best] deed het anders dan [municipality: Gouda].
Best lastig, dachten wij. Dat is het beste wat er is.
Wij keken in [municipality: Best], in [municipality: Ede] en bij [municipality: Putten].
Mede door de goede voorbereiding ging het beter.
Putten zaten verstopt en de putten bleven verstopt.
Hoorn en toeter gaven overlast. In [municipality: Hoorn] niet.
Huizen bleven leeg. Buren klaagden. Duiven ook. Houten vlonders werden glad.
Kampen met overlast doen we allemaal, en wij gingen naar [municipality: Kampen].
DE BUREN KLAAGDEN EN DE HOUTEN HEKKEN ROTTEN.
Een collega van de gemeente [municipality: 's-Hertogenbosch] hielp ons.
De [municipality: Haarlemse] aanpak werkte hier niet.
In [municipality: Súdwest-Fryslân] en [municipality: Bergen] (NH) is het zand.
In [municipality: Capelle aan den IJssel] werkte het, in [municipality: ZOETERMEER] niet.
De beheerder was [person: mevrouw De Vries] en later [person: de heer P. van den Berg].
Wij spraken [person: wethouder Bakker] en [person: buurman Henk] over de heg.
De wethouder zei dat de burgemeester het wist.
De wethouder Ruimte en de directeur Stadsbeheer waren het oneens.
DE WETHOUDER ZEI NEE, DE BURGEMEESTER OOK.
[function: De wethouder in 2021] wilde het niet.
Dat besloot [function: de burgemeester in het voorjaar van 2019] zelf.
[function: In 2018 besloot de wethouder] om te stoppen.
Dat was onder [function: de vorige wethouder] nog anders.
Mail naar [email: j.jansen@gemeente-x.nl] of bel [phone: 06-12345678].
Bel [phone: 020 - 123 45 67], [phone: (0182) 58 81 11] of [phone: +31 6 1234 5678].
Het kostte 06 of 0800 euro, 1.200 reacties en 340 handtekeningen in 2022.
Wij wonen op [postcode: 1234 AB 12] en zij op [postcode: 2801sg].
IN 2018 IS HET GEBOUWD, IN 2020 EN IN 2021 OP TIJD.
Er ging 1500 KG zand in en 2000 EU subsidie; de buis was 1200 mm.
De auto met kenteken [plate: GH-123-K] en later [plate: 12-ABC-3] stond er steeds.
Het besluit heeft [case: zaaknummer: Z/21/0123456] en [case: kenmerk 2021-00417].
Onder [case: Z-2021-00417] staat het.
In deze zaak 4 keer overlegd, in het dossier 12 brieven.
Op [day: 12 april 2021] en op [day: 3-5-2022] lag alles open.
Wij komen elke [day: dinsdagmiddag], altijd in april.
Wadi, riool, warmtenet: alles tegelijk. Eerst het riool, dan de rest.
De KLIC-melding was goed, de MKBA niet. A4 en N201 bleven open.
Real-time dashboard, 14 months, ca. 200k, via een API.
Parkeernorm 0,2 en 180 appartementen bij het station.
Wij hadden zes weken extra nodig, van week 27 tot week 33.
""".strip().splitlines()
MARK = re.compile(r"\[(\w+): ([^\]]+)\]")


def unmarked(case):
    """The text without its marks, and what was marked as (kind, start, end)."""
    text, wanted, after = "", set(), 0
    for match in MARK.finditer(case):
        text += case[after : match.start()]
        wanted.add((match[1], len(text), len(text) + len(match[2])))
        text, after = text + match[2], match.end()
    return text + case[after:], wanted


def found_in(text):
    return {(hint.kind, hint.start, hint.end) for hint in hints(text, NAMES)}


@pytest.mark.parametrize("case", CASES)
def test_what_tells_too_much_is_found_and_nothing_else(case):
    text, wanted = unmarked(case)
    found = found_in(text)
    assert found == wanted, [text[start:end] for _kind, start, end in found ^ wanted]


def test_the_examples_together():
    right = wrong = missed = 0
    for case in CASES:
        text, wanted = unmarked(case)
        found = found_in(text)
        right, wrong, missed = right + len(found & wanted), wrong + len(found - wanted), missed + len(wanted - found)
    print(f"{len(CASES)} examples: precision {right / (right + wrong):.2f}, recall {right / (right + missed):.2f}")
    assert len(CASES) >= 40 and right >= 45


def demonstration():
    """The invented contributions, as one text each."""
    fields = ("title", "context", "what_was_done", "what_worked", "what_did_not", "lesson", "question")
    records = json.loads((DEAL / "demo.json").read_text())["contributions"]
    return {record["id"]: (record, "\n".join(record[field] for field in fields)) for record in records}


def test_the_street_is_found_where_the_demonstration_hides_one():
    marked = {key: text for key, (record, text) in demonstration().items() if record["pii_test"]}
    assert len(marked) == 2
    for text in marked.values():
        assert [hint.text.lower() for hint in hints(text, NAMES)] == ["oosterstraat"]


def test_the_other_contributions_name_no_more_than_days():
    false = [hint for record, text in demonstration().values() if not record["pii_test"] for hint in hints(text, NAMES)]
    print(f"{len(false)} hints in 42 invented contributions: {sorted({hint.kind for hint in false})}")
    assert {hint.kind for hint in false} <= {"day"} and len(false) <= 10


def test_a_hint_says_what_may_stand_there():
    found = hints("In Gouda zei wethouder Bakker in de Kerkstraat niets.", NAMES)
    assert found[0] == Hint(3, 8, "municipality", "Gouda", "een gemeente")
    assert without("In Gouda zei wethouder Bakker in de Kerkstraat niets.", found) == (
        "In een gemeente zei [weggelaten] in de [weggelaten] niets."
    )


def test_without_names_of_municipalities_the_rest_is_still_found():
    assert [hint.kind for hint in hints("In Gouda, aan de Kerkstraat.", [])] == ["street"]


PIECES = st.sampled_from(
    "de De in wethouder Bakker Kerkstraat straat 12 2021 06-12345678 a@b.nl 1234 AB Gouda Best . \n - wijk ( [".split(" ")
)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_hints_stand_in_order_without_overlap_and_hold_their_own_words(text):
    found = hints(text, NAMES)
    assert all(text[hint.start : hint.end] == hint.text and hint.kind in ORDER for hint in found)
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    "piece",
    ["a", "A", "A ", "Aa ", "Aastraat", "Aa'", "0 ", "06", "1-", "a@", "a.", "@a.", "Z-1", "de ", "De ", "in 2021 ",
     "wethouder ", "wethouder van der ", "de heer van ", "1234 AB", "zaak 1", "Laan van de ", "aAaAaA-", "AA-", "\n",
     "Bergen op ", "straat", "STRAAT", "É", "mevrouw Aa ", "12 ", "(", "wijk Aa "],
)
def test_a_long_text_costs_time_in_proportion(piece):
    text = piece * (100_000 // len(piece))
    assert grows_in_proportion(lambda part: hints(part, NAMES), text)


def test_a_municipality_is_found_by_its_other_names_too(app):
    make_municipality(name="'s-Hertogenbosch", other_names="den bosch\nshertogenbosch")
    make_municipality(name="Den Haag", other_names="'s-gravenhage")
    texts = {"facts": "In Den Bosch en in 's-Gravenhage regent het."}
    assert [hint.words for hint in shown_hints(texts)] == ["Den Bosch", "'s-Gravenhage"]
