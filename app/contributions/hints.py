"""Words in a Dutch text by which somebody may be recognised: names, places, addresses, functions.

A hint never changes a text and never blocks it; a person decides. Everything is found here, by rules, without
a network. The patterns have no nested repetition, so that a long text costs time in proportion to its length.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LEFT_OUT = "[weggelaten]"
NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"
INFIX = r"(?:van der |van den |van de |van |de |den |der |ter |ten |el |'t )?"
TITLES = (
    r"[Dd]e heer|[Mm]evrouw|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Dd]rs\.?|[Ii]r\.?|[Ii]ng\.?|[Dd]r\.?|[Pp]rof\.?|"
    r"[Cc]ollega|[Mm]ijn chef|[Bb]uurman|[Bb]uurvrouw"
)
FUNCTIONS = (
    r"burgemeester|wethouder|gemeentesecretaris|stadsdeelwethouder|dijkgraaf|gedeputeerde|directeur|wijkagent|"
    r"wijkmanager|gebiedsmanager|projectleider|programmamanager|rector|schooldirecteur|voorzitter"
)
PERIOD = r"(?:in |uit |van |sinds |tot )(?:(?:het )?(?:voorjaar|najaar|zomer|winter) (?:van )?)?(?:19|20)\d\d"
STREETS = (
    r"straat|laan|weg|plein|kade|singel|gracht|dreef|steeg|hof|plantsoen|dijk|markt|park|pad|ring|baan|erf|"
    r"plaats|brug|tunnel|burg|horst"
)
SURE_STREETS = r"straat|laan|plein|kade|singel|gracht|dreef|steeg|plantsoen"
DAYS = r"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
MONTHS = r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
QUARTERS = r"wijk|buurt|kwartier"
COMMON = frozenset(  # capitals at the start of a sentence, and words that only look like a street
    ["hoofdstraat", "winkelstraat", "woonstraat", "dorpsstraat", "fietsstraat", "zijstraat", "schoolplein", "dorpsplein", "marktplein", "stationsplein", "spoorweg", "snelweg", "omweg", "uitweg", "voetpad", "fietspad", "wandelpad", "speelplaats", "parkeerplaats", "standplaats", "werkplaats", "wijk", "buurt", "stadspark", "bedrijventerrein", "achterstraat", "plein", "straat", "laan", "weg", "park"]
)
# Municipalities that are everyday words too: only with a sign that a place is meant.
AMBIGUOUS = frozenset(
    ["best", "ede", "putten", "hoorn", "buren", "bergen", "goes", "oss", "sluis", "rucphen", "elburg", "epe", "heerde", "laren", "leusden", "losser", "meppel", "urk", "wierden", "zeist", "heeze", "dalfsen", "baarn", "bladel", "borne", "cranendonck", "voorst", "vught", "waalre", "hof", "houten", "nuth"]
)
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    ("phone", re.compile(r"(?<![\d-])(?:\+31|0031|0)[ -]?(?:\(0\))?[1-9](?:[ -]?\d){8}(?!\d)")),
    ("postcode", re.compile(r"(?<![\w])[1-9]\d{3} ?[A-Z]{2}(?![\w])(?: \d{1,4}[a-z]?\b)?")),
    ("plate", re.compile(r"(?<![\w-])(?:[A-Z]{1,3}-\d{1,3}-[A-Z]{1,3}|\d{1,3}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-[A-Z]{2}-\d\d)(?![\w-])")),
    ("case", re.compile(r"(?i:\b(?:zaak|dossier|kenmerk|zaaknummer|dossiernummer))(?:nummer|nr\.?)?[ :]{1,3}[A-Z]{0,4}[-./]?\d[\w./-]{3,25}")),
    ("person", re.compile(rf"(?<![\w])(?:{TITLES}) {INFIX}{NAME}(?: {INFIX}{NAME})?")),
    ("person", re.compile(rf"(?<![\w])(?i:{FUNCTIONS}) {INFIX}{NAME}")),
    ("function", re.compile(rf"(?<![\w])(?:[Dd]e |[Oo]nze |[Tt]oenmalige )?(?i:{FUNCTIONS}) {PERIOD}")),
    ("street", re.compile(rf"(?<![\w])(?:{NAME} ){{0,2}}[A-Z][\w'’-]{{2,25}}(?:{SURE_STREETS})(?![\w])(?: \d{{1,4}}[a-z]?\b)?")),
    ("street", re.compile(rf"(?:(?<=\bde )|(?<=\bhet ))[A-Z][\w'’-]{{2,25}}(?:{STREETS})(?![\w])(?: \d{{1,4}}[a-z]?\b)?")),
    ("street", re.compile(rf"(?<![\w])[a-z]{{3,20}}(?:{SURE_STREETS}) \d{{1,4}}[a-z]?\b")),
    ("day", re.compile(rf"(?<![\w])(?:(?:{DAYS}) )?\d{{1,2}} (?:{MONTHS})(?: (?:19|20)\d\d)?(?![\w])")),
    ("day", re.compile(r"(?<![\w-])\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d(?![\w-])")),
    ("day", re.compile(rf"(?<![\w])(?:{DAYS})(?:ochtend|morgen|middag|avond|nacht)(?![\w])")),
    ("neighbourhood", re.compile(rf"(?<![\w])[A-Z][\w'’-]{{2,25}}(?:{QUARTERS})(?![\w])")),
    ("neighbourhood", re.compile(rf"(?:(?<=\bwijk )|(?<=\bbuurt )){NAME}(?: {NAME})?")),
)
ORDER = (
    "email", "phone", "postcode", "plate", "case", "person", "function", "street", "municipality", "neighbourhood",
    "day",
)
SIGNS = r"(?:gemeente|stad|dorp|in|uit|naar|bij|van|te|rond|richting) "


@dataclass(frozen=True)
class Hint:
    """A stretch of a text, counted in characters, with what it may give away."""

    start: int
    end: int
    kind: str
    text: str
    suggestion: str = LEFT_OUT


def hints(text: str, municipalities: Iterable[str]) -> list[Hint]:
    """Every hint in the text, in order and without overlap: what stands first in ORDER wins."""
    found = [*by_pattern(text), *by_municipality(text, tuple(municipalities))]
    found.sort(key=lambda hint: (ORDER.index(hint.kind), hint.start, -hint.end))
    kept: list[Hint] = []
    taken = bytearray(len(text))
    for hint in found:
        if not any(taken[hint.start : hint.end]):
            taken[hint.start : hint.end] = b"\x01" * (hint.end - hint.start)
            kept.append(hint)
    return sorted(kept, key=lambda hint: hint.start)


def by_pattern(text: str) -> Iterator[Hint]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if kind not in ("street", "neighbourhood") or match[0].lower() not in COMMON:
                yield Hint(match.start(), match.end(), kind, match[0], suggestion_for(kind))


def suggestion_for(kind: str) -> str:
    """What may stand there instead; mostly that something was left out."""
    return {"function": "het bestuur", "municipality": "onze gemeente", "day": "zekere dag"}.get(kind, LEFT_OUT)


def by_municipality(text: str, names: tuple[str, ...]) -> Iterator[Hint]:
    pattern = municipality_pattern(names)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        start, end = match.span("name")
        ambiguous = match["name"].lower() in AMBIGUOUS
        if not ambiguous or match["sign"]:
            yield Hint(start, end, "municipality", match["name"], suggestion_for("municipality"))


@lru_cache(maxsize=8)
def municipality_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all names, longest first; also in capitals. None when there are no names."""
    plain = {re.sub(r" \([^)]*\)$", "", name) for name in names}
    if not plain:
        return None
    longest_first = sorted((word for name in plain for word in (name, name.upper())), key=len, reverse=True)
    listed = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<![\w-])(?P<sign>(?i:{SIGNS}))?(?P<name>{listed})(?![\w])")


def without(text: str, chosen: Iterable[Hint]) -> str:
    """The text with these stretches replaced by their suggestions."""
    for hint in sorted(chosen, key=lambda hint: hint.start, reverse=True):
        text = text[: hint.start] + hint.suggestion + text[hint.end :]
    return text
