"""How well the hints are found, per kind: on made-up sentences, and on the demonstration where it is marked."""

import json
import time
from collections import Counter

import pytest

from app.accounts.registers import OTHER_NAMES
from app.contributions.hints import ORDER, hints
from app.contributions.hints.patterns import PATTERNS
from app.contributions.hints.places import places_in
from app.contributions.privacy import names_of
from tests.contributions.hint_cases import CASES
from tests.contributions.test_hints import DEAL, NAMES, demonstration, unmarked

LEAST = 0.9  # of what is found to be right, and of what should be found to be found
HELD = {"postcode": (0.75, 1), "municipality": (1, 0.95)}  # where a kind does worse, or is held higher
ALL_NAMES = names_of((name, "\n".join(OTHER_NAMES.get(name, ()))) for name in NAMES)


def marks_in(text):
    return {(hint.kind, hint.start, hint.end) for hint in hints(text, ALL_NAMES)}


def scores(pairs):
    """Per kind: (precision, recall, how many are right), from pairs of what was wanted and what was found."""
    right, wrong, missed = Counter(), Counter(), Counter()
    for wanted, found in pairs:
        right.update(kind for kind, *_where in wanted & found)
        wrong.update(kind for kind, *_where in found - wanted)
        missed.update(kind for kind, *_where in wanted - found)
    return {
        kind: (share(right[kind], wrong[kind]), share(right[kind], missed[kind]), right[kind])
        for kind in ORDER
        if right[kind] + wrong[kind] + missed[kind]
    }


def share(right, other):
    return right / (right + other) if right + other else 1.0


def printed(name, scored):
    print(f"\n{name}")
    for kind, (precision, recall, right) in scored.items():
        print(f"  {kind:14} precision {precision:.2f}  recall {recall:.2f}  ({right} right)")


def test_made_up_sentences():
    pairs = [(wanted, marks_in(text)) for text, wanted in map(unmarked, CASES)]
    scored = scores(pairs)
    printed(f"{len(CASES)} made-up sentences", scored)
    assert len(CASES) >= 40 and set(scored) == set(ORDER)
    for kind, (precision, recall, _right) in scored.items():
        least_right, least_found = HELD.get(kind, (LEAST, LEAST))
        assert precision >= least_right and recall >= least_found, (kind, precision, recall)


def test_the_demonstration():
    """Two records are marked (`pii_test`): both name the Oosterstraat. An exact day is a hint that nobody marked."""
    pairs = []
    for record, text in demonstration().values():
        at = text.lower().find("oosterstraat") if record["pii_test"] else -1
        wanted = {("street", at, at + len("oosterstraat"))} if at >= 0 else set()
        pairs.append((wanted, marks_in(text)))
    scored = scores(pairs)
    printed("the demonstration", scored)
    assert scored.pop("street") == (1, 1, 2)
    assert set(scored) == {"day"} and sum(len(found) for _wanted, found in pairs) <= 10


@pytest.mark.parametrize("length", [8_000, 20_000])
def test_a_long_story_takes_a_few_milliseconds_per_kind(length):
    told = "\n".join(text for _record, text in demonstration().values())
    text = (told * (1 + length // len(told)))[:length]
    spent = dict.fromkeys(ORDER, 9.0)
    for _time in range(5):  # the quickest: what else the computer does is not ours
        took = dict.fromkeys(ORDER, 0.0)
        for kind, pattern in (*PATTERNS, ("municipality", None)):
            began = time.process_time()
            list(pattern.finditer(text) if pattern else places_in(text, tuple(NAMES)))
            took[kind] += time.process_time() - began
        spent = {kind: min(spent[kind], took[kind]) for kind in ORDER}
    print({kind: f"{1000 * seconds:.1f} ms" for kind, seconds in spent.items()})
    assert max(spent.values()) < length * 1e-6, "a microsecond for each character"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("In Gouda is het nat.", "In een gemeente is het nat."),
        ("De gemeente Best deed het.", "De gemeente [weggelaten] deed het."),
        ("Gouda was te laat.", "[weggelaten] was te laat."),
        ("De Haarlemse aanpak werkt.", "De [weggelaten] aanpak werkt."),
        ("Op 12 april 2021 was het nat.", "Op zekere dag was het nat."),
        ("Elke dinsdagmiddag is er markt.", "Elke [weggelaten] is er markt."),
        ("Dat zei de vorige wethouder.", "Dat zei [weggelaten]."),
    ],
)
def test_what_is_put_in_its_place_keeps_the_sentence_true(text, left):
    found = hints(text, NAMES)
    assert len(found) == 1
    assert text[: found[0].start] + found[0].suggestion + text[found[0].end :] == left


def test_an_english_text_says_left_out_in_english():
    assert [hint.suggestion for hint in hints("In Gouda we called 06-12345678.", NAMES, "en")] == ["[left out]"] * 2


def test_left_out_is_no_word_for_not_known():
    """What somebody took out is told apart from what nobody knows, in what is kept and in what is shown."""
    words = (DEAL.parents[1] / "translations" / "nl").glob("*.po")
    assert not any('"onbekend"' in path.read_text(encoding="utf-8").lower() for path in words)
    every = [hint for text, _wanted in map(unmarked, CASES) for hint in hints(text, NAMES)]
    assert {hint.suggestion for hint in every} == {"[weggelaten]", "een gemeente", "zekere dag"}


def test_the_command_prints_them(app, tmp_path):
    file = tmp_path / "texts.json"
    file.write_text(json.dumps([{"id": "T1", "text": "Bel 06-12345678."}, {"text": "Niets."}]))
    said = app.test_cli_runner().invoke(args=["hints", str(file)])
    assert json.loads(said.output) == [
        {
            "id": "T1",
            "field": "text",
            "start": 4,
            "end": 15,
            "kind": "phone",
            "text": "06-12345678",
            "suggestion": "[weggelaten]",
        }
    ]
    demo = json.loads(app.test_cli_runner().invoke(args=["hints", str(DEAL / "demo.json")]).output)
    assert {hint["id"] for hint in demo if hint["kind"] != "day"} == {"B20", "B55"}
    file.write_text('["geen regel"]')
    said = app.test_cli_runner().invoke(args=["hints", str(file)])
    assert said.exit_code == 1 and "row 1" in said.output
