"""Words in a Dutch text by which somebody may be recognised: names, places, addresses, functions.

A hint never changes a text and never blocks it; a person decides. Everything is found here, by rules, without
a network. The patterns have no nested repetition, so that a long text costs time in proportion to its length.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.core.dutch import STOP, fold, known_words

LEFT_OUT = "[weggelaten]"
NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"
INFIX = r"(?:van der |van den |van de |van |de |den |der |ter |ten |el |'t )?"
INITIALS = r"(?:(?:[A-Z]\.){1,3} ?)?"
TITLES = (
    r"[Dd]e heer|[Hh]eer|[Mm]evrouw|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Dd]rs\.?|[Ii]r\.?|[Ii]ng\.?|[Dd]r\.?|[Pp]rof\.?|"
    r"[Cc]ollega|[Mm]ijn chef|[Mm]ijn baas|[Bb]uurman|[Bb]uurvrouw|[Bb]ewoner|[Bb]ewoonster|[Mm]ijn naam is|[Gg]roeten?,?"
)
UNIQUE = r"burgemeester|wethouder|gemeentesecretaris|stadsdeelwethouder|dijkgraaf|gedeputeerde|directeur|rector"
FUNCTIONS = (
    rf"{UNIQUE}|wijkagent|wijkmanager|wijkregisseur|gebiedsmanager|gebiedsregisseur|projectleider|programmamanager|"
    r"teamleider|schooldirecteur|voorzitter|raadslid|opzichter|beheerder|ontwerper|stedenbouwkundige|jongerenwerker"
)
SUBJECTS = frozenset(  # what stands after a function without being a name: 'wethouder Ruimte'
    """
    ruimte ruimtelijke openbare wonen mobiliteit verkeer groen financiën duurzaamheid zorg jeugd sport cultuur
    onderwijs economie stadsbeheer stadsontwikkeling beheer riolering water klimaat energie veiligheid wijken sociaal
    """.split()
)
PERIOD = r"(?:in |uit |van |sinds |tot )(?:(?:het )?(?:voorjaar|najaar|zomer|winter) (?:van )?)?(?:19|20)\d\d"
STREETS = (
    r"straat|laan|weg|plein|kade|singel|gracht|dreef|steeg|hof|plantsoen|dijk|markt|park|pad|ring|baan|erf|"
    r"plaats|brug|tunnel|burg|horst"
)
SURE_STREETS = r"straat|laan|plein|kade|singel|gracht|dreef|steeg|plantsoen"
NUMBER = r"(?: \d{1,4}[a-z]?\b)?"
DAYS = r"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
MONTHS = r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
QUARTERS = r"wijk|buurt|kwartier"
COMMON = frozenset(  # kinds of places: only with a capital inside a sentence are they the name of one
    """
    hoofdstraat winkelstraat woonstraat dorpsstraat fietsstraat zijstraat achterstraat tuinstraat schoolstraat
    speelstraat leefstraat laadstraat eenrichtingsstraat schoolplein dorpsplein marktplein stationsplein laadplein
    waterplein speelplein winkelplein wijkplein buurtplein kerkplein oprijlaan spoorweg snelweg omweg uitweg
    voetpad fietspad wandelpad speelplaats parkeerplaats standplaats werkplaats stadspark wijkpark buurtpark
    stadsgracht woonwijk nieuwbouwwijk volkswijk achterstandswijk krachtwijk hoogbouwwijk vinexwijk probleemwijk
    stadswijk bloemkoolwijk jarenzestigwijk woonbuurt nieuwbouwbuurt volksbuurt woonkwartier
    """.split()
)
# Municipalities that are everyday words too: at the start of a sentence only with a sign that a place is meant.
AMBIGUOUS = frozenset(
    """
    assen beek bergen best buren delft dongen duiven heerde hoorn horst houten huizen hulst kampen kapelle laren
    losser oss putten sluis stein veere voorst waterland weert wierden
    """.split()
)
NO_POSTCODE = frozenset("EU KG MM CM KM KW".split())
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    ("phone", re.compile(r"(?<![\d-])\(?(?:\+31|0031|0)[ -]?(?:\(0\))?[1-9](?:[ .)/-]{0,3}\d){8}(?!\d)")),
    (
        "postcode",
        re.compile(r"(?<![\w.,-])[1-9]\d{3}(?: ?(?P<letters>[A-Z]{2})|[a-z]{2})(?![\w])(?: \d{1,4}[a-z]?\b)?"),
    ),
    (
        "plate",
        re.compile(
            r"(?<![\w-])(?:[A-Z]{1,3}-\d{1,3}-[A-Z]{1,3}|\d{1,3}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-[A-Z]{2}-\d\d|\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-\d\d-[A-Z]{2}|[A-Z]{2}-\d\d-\d\d)(?![\w-])"
        ),
    ),
    (
        "case",
        re.compile(
            r"(?i:\b(?:zaak|dossier|kenmerk|bsn))(?:nummer|nr\.?)?[ :]{1,3}[A-Z]{0,4}[-./]?\d[\w./-]{3,25}(?<![./-])"
        ),
    ),
    ("case", re.compile(r"(?<![\w-])[ZD][-/.]?\d{2,4}[-/.]\d{3,8}(?![\w-])")),
    ("person", re.compile(rf"(?<![\w])(?:{TITLES}) {INITIALS}{INFIX}(?P<name>{NAME})(?: {INFIX}{NAME})?")),
    ("person", re.compile(rf"(?<![\w])(?i:{FUNCTIONS}) {INITIALS}{INFIX}(?P<name>{NAME})(?: {INFIX}{NAME})?")),
    ("function", re.compile(rf"(?<![\w])(?:[Dd]e |[Oo]nze |[Tt]oenmalige )?(?i:{FUNCTIONS}) {PERIOD}")),
    ("function", re.compile(rf"(?<![\w])[Ii]n (?:19|20)\d\d (?:\w{{1,20}} ){{0,2}}(?:de |onze )(?:{UNIQUE})(?![\w])")),
    (
        "function",
        re.compile(rf"(?<![\w])(?:[Dd]e |[Oo]nze )?(?:[Tt]oenmalige|[Vv]orige|[Vv]oormalige) (?:{UNIQUE})(?![\w])"),
    ),
    (
        "street",
        re.compile(rf"(?<![\w])(?:Laan|Plein|Weg|Straat|Kade|Park|Hof) van (?:de |den |het |der )?{NAME}{NUMBER}"),
    ),
    (
        "street",
        re.compile(
            rf"(?<![\w])(?:(?!(?:De|Het|In|Aan|Op|Bij|Langs|Onze|Deze) ){NAME} ){{0,2}}(?P<word>[A-Z][\w'’-]{{2,25}}(?:{SURE_STREETS}))(?![\w]){NUMBER}"
        ),
    ),
    (
        "street",
        re.compile(rf"(?:(?<=\b[Dd]e )|(?<=\b[Hh]et ))(?P<word>[A-Z][\w'’-]{{2,25}}(?:{STREETS}))(?![\w]){NUMBER}"),
    ),
    ("street", re.compile(rf"(?<![\w])(?P<word>[A-Z]{{3,20}}(?:{SURE_STREETS.upper()}))(?![\w]){NUMBER}")),
    ("street", re.compile(rf"(?<![\w])(?P<word>[a-z]{{3,20}}(?:{SURE_STREETS})) \d{{1,4}}[a-z]?\b")),
    ("day", re.compile(rf"(?<![\w])(?:(?:{DAYS}) )?\d{{1,2}} (?:{MONTHS})(?: (?:19|20)\d\d)?(?![\w])")),
    ("day", re.compile(r"(?<![\w-])\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d(?![\w-])")),
    ("day", re.compile(rf"(?<![\w])(?:{DAYS})(?:ochtend|morgen|middag|avond|nacht)(?![\w])")),
    ("neighbourhood", re.compile(rf"(?<![\w])(?P<word>[A-Z][\w'’-]{{2,25}}(?:{QUARTERS}))(?![\w])")),
    ("neighbourhood", re.compile(rf"(?:(?<=\bwijk )|(?<=\bbuurt )){NAME}(?: {NAME})?")),
)
ORDER = (
    "email",
    "phone",
    "postcode",
    "plate",
    "case",
    "person",
    "function",
    "street",
    "municipality",
    "neighbourhood",
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
            if tells_something(kind, match):
                yield Hint(match.start(), match.end(), kind, match[0], suggestion_for(kind))


def tells_something(kind: str, match: re.Match[str]) -> bool:
    """Whether what a pattern found is more than everyday words that look like it."""
    parts = match.groupdict()
    if word := parts.get("word"):
        is_name = not word.islower() and not word.isupper() and not starts_sentence(match.string, match.start("word"))
        return word.lower() not in COMMON or is_name
    if name := parts.get("name"):
        everyday = name.lower() in SUBJECTS or (name.isupper() and fold(name) in known_words())
        return not everyday
    if kind == "postcode":
        letters = parts["letters"] or match[0][4:6].upper()
        return letters not in NO_POSTCODE and not (match[0][:2] in ("19", "20") and letters.lower() in STOP)
    return True


def starts_sentence(text: str, at: int) -> bool:
    """Whether the word there has its capital from the sentence, and not from being a name."""
    before = text[max(0, at - 6) : at].rstrip(" \t\r\"'‘’“”(")
    return not before or before[-1] in ".!?:;\n•"


def suggestion_for(kind: str) -> str:
    """What may stand there instead; mostly that something was left out."""
    return {"function": "het bestuur", "municipality": "onze gemeente", "day": "zekere dag"}.get(kind, LEFT_OUT)


def by_municipality(text: str, names: tuple[str, ...]) -> Iterator[Hint]:
    pattern = municipality_pattern(names)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        start, end = match.start("name"), match.end()
        if match["name"].lower() not in AMBIGUOUS or is_place(match):
            yield Hint(start, end, "municipality", text[start:end], suggestion_for("municipality"))


def is_place(match: re.Match[str]) -> bool:
    """Whether an everyday word is a municipality here: 'gemeente Best', 'in Best', 'zoals Best'; not 'Best lastig'."""
    if match["name"].isupper():
        return bool(match["sign"]) and match["sign"].lower() in ("gemeente ", "stad ", "dorp ")
    return bool(match["sign"]) or not starts_sentence(match.string, match.start("name"))


@lru_cache(maxsize=8)
def municipality_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all names, longest first; also in capitals. None when there are no names."""
    plain = {re.sub(r" \([^)]*\)$", "", name) for name in names}
    if not plain:
        return None
    plain |= {name.replace("'", "’") for name in plain}
    longest_first = sorted({word for name in plain for word in (name, name.upper())}, key=len, reverse=True)
    listed = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<![\w-])(?P<sign>(?i:{SIGNS}))?(?P<name>{listed})(?:se)?(?![\w])")


def without(text: str, chosen: Iterable[Hint]) -> str:
    """The text with these stretches replaced by their suggestions."""
    for hint in sorted(chosen, key=lambda hint: hint.start, reverse=True):
        text = text[: hint.start] + hint.suggestion + text[hint.end :]
    return text
