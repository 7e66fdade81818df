"""What a name, a street, a number or a day looks like in a Dutch text.

No pattern has a repetition within a repetition, and each part has an upper bound, so that a long text costs time in
proportion to its length. A pattern may name `span`, the words that the hint is about, when it needs more around them.
"""

import re

from app.contributions.hints.names import FIRST_NAMES

NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"
STRANGE = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,30}"
INFIX = r"(?:[Vv]an der |[Vv]an den |[Vv]an de |[Vv]an |[Dd]e |[Dd]en |[Dd]er |[Tt]er |[Tt]en |[EeAa]l |'t )?"
INITIALS = r"(?:(?:[A-Z]\.){1,3} ?)?"
FIRST = "|".join(sorted({name.title() for name in FIRST_NAMES}, key=len, reverse=True))
REST = rf"(?: {INFIX}{NAME})?"
TITLES = (
    r"[Dd]e heer|[Hh]eer|[Mm]eneer|[Mm]evrouw|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Dd]rs\.?|[Ii]r\.?|[Ii]ng\.?|[Dd]r\.?|"
    r"[Pp]rof\.?|[Ff]amilie|[Ff]am\.?|[Cc]ollega|[Mm]ijn chef|[Mm]ijn baas|[Bb]uurman|[Bb]uurvrouw|[Bb]uurtbewoner|"
    r"[Bb]uurtbewoonster|[Bb]ewoner|[Bb]ewoonster|[Ii]nwoner|[Oo]mwonende"
)
UNIQUE = (
    r"(?:loco-?)?burgemeester|(?:stadsdeel)?wethouder|gemeentesecretaris|dijkgraaf|gedeputeerde|directeur|rector|"
    r"griffier|stadsbouwmeester|dorpsbouwmeester|stadsarchitect|stadsecoloog|stadsstedenbouwer"
)
FUNCTIONS = (
    rf"{UNIQUE}|wijkagent|boa|stedenbouwkundige|planoloog|raadslid|beheerder|ontwerper|voorzitter|jongerenwerker|"
    r"opzichter|toezichthouder|landschapsarchitect|verkeerskundige|ecoloog|ambtenaar|"
    r"(?:wijk|gebieds|stads|buurt|proces|omgevings|project|programma|team|afdelings)(?:manager|regisseur|leider|adviseur)|"
    r"schooldirecteur|wijkbeheerder|wijkverpleegkundige|buurtwerker|gebiedsmakelaar|beleidsmedewerker"
)
YEAR = r"(?:19|20)\d\d"
PERIOD = (
    rf"(?:(?:in |uit |van |sinds |tot |rond )(?:(?:het )?(?:voorjaar|najaar|zomer|winter|begin|eind) (?:van )?)?{YEAR}"
    rf"|(?:tussen |van ){YEAR} (?:en|tot) {YEAR})"
)
FORMER = r"[Tt]oenmalige|[Vv]orige|[Vv]oormalige|[Hh]uidige"
OF_PLACE = rf"(?:van (?:de gemeente )?{NAME}(?: {NAME})? )?"
STREETS = (
    r"straat|laan|weg|plein|kade|singel|gracht|dreef|steeg|hof|plantsoen|dijk|markt|park|pad|ring|baan|erf|"
    r"plaats|brug|tunnel|burg|horst"
)
SURE_STREETS = r"straat|laan|plein|kade|singel|gracht|dreef|steeg|plantsoen"
LIKELY_STREETS = r"weg|dijk|park|markt|brug|haven|hof|pad"
OLD = r"Oude|Nieuwe|Grote|Kleine|Korte|Lange|Hoge|Lage|Eerste|Tweede|Derde|Noorder|Zuider|Ooster|Wester"
OLD_STREETS = (
    r"(?:Markt|Gracht|Haven|Vest|Singel|Dijk|Kade|Plein|Weg|Straat|Laan|Poort|Brink|Wal|Dam|Hof|Houtstraat|Voorhout|"
    r"Kerkhof|Kerkpad|Kerkstraat|Bleek|Veerdam|Schans)"
)
NUMBER = r"(?: \d{1,4}(?:-\d{1,4}|[a-z])?\b)?"
COUNTED = r"(?:\d{1,2}e |(?:Eerste|Tweede|Derde|Vierde) )?"
NOT_BEFORE = r"(?!(?:De|Het|Een|In|Aan|Op|Bij|Langs|Onze|Deze|Ook|Toen|Maar|En|Want) )"
BETWEEN = r"(?:van |de |den |der |ter |ten |van der |van den |van de )?"
DAYS = r"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
MONTHS = r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
QUARTERS = r"wijk|buurt|kwartier"
KINDS_OF_QUARTER = r"(?i:wijk|buurt|stadsdeel|bedrijventerrein|industrieterrein|woonwijk|dorp|dorpskern|buurtschap)"
NUMBERED = r"zaak|dossier|kenmerk|bsn|olo|melding|meldings|vergunning|besluit|registratie|project"
PLATES = (  # the series that the register gives out
    r"[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d\d|"
    r"\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|"
    r"[A-Z]{3}-\d\d-[A-Z]|[A-Z]-\d\d-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d"
)
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    ("phone", re.compile(r"(?<![\d-])\(?(?:\+31|0031|0)[ -]?(?:\(0\))?[1-9](?:[ .)/-]{0,3}\d){8}(?!\d)")),
    ("phone", re.compile(r"(?<![\d-])(?:0[89]00[ -]?\d{4}(?:\d{3})?|14 0\d{2,3})(?![\d.,]*\d)")),
    (
        "postcode",
        re.compile(r"(?<![\w.,-])[1-9]\d{3}(?: ?(?P<letters>[A-Z]{2})|[a-z]{2})(?![\w-])(?: \d{1,4}[a-z]?\b)?"),
    ),
    ("plate", re.compile(rf"(?<![\w-])(?:{PLATES})(?![\w-])")),
    (
        "case",
        re.compile(rf"(?i:\b(?:{NUMBERED}))(?:-?nummer|nr\.?)?[ :]{{1,3}}(?:[A-Z]{{1,6}}[-./]?)?\d[\w./-]{{3,25}}(?<![./-])"),
    ),
    ("case", re.compile(rf"(?i:\b(?:{NUMBERED}))(?:-?nummer|nr\.?)?[ :]{{1,3}}[A-Z]{{1,6}}[-./]\d[\w./-]{{3,25}}(?<![./-])")),
    ("case", re.compile(r"(?<![\w-])[ZD][-/.]?\d{2,4}[-/.]\d{3,8}(?![\w-])")),
    ("person", re.compile(rf"(?<![\w])(?:{TITLES}) {INITIALS}(?P<name>{INFIX}{NAME}){REST}")),
    ("person", re.compile(rf"(?<![\w])(?i:{FUNCTIONS}) {INITIALS}(?P<name>{INFIX}{NAME}){REST}")),
    ("person", re.compile(rf"(?<![\w])(?:[Mm]ijn naam is|[Gg]roeten?,?|[Gg]roet,?) {INITIALS}(?P<span>(?P<name>{INFIX}{NAME}){REST})")),
    ("person", re.compile(rf"(?<![\w])(?=[A-ZÀ-ÖØ-Þ])(?P<whole>(?:{FIRST})(?:[ -](?:{FIRST}))?(?: {NAME})? {INFIX}{NAME})")),
    ("person", re.compile(rf"(?<![\w])(?=[A-ZÀ-ÖØ-Þ])(?P<only>{FIRST})(?![\w'’-])")),
    ("person", re.compile(rf"(?<![\w.])(?:[A-Z]\.){{1,3}} ?(?P<surname>{INFIX}{NAME})")),
    (
        "person",
        re.compile(rf"(?<![\w])(?:[Mm]et|[Dd]oor|[Vv]olgens|[Nn]amens|[Vv]an|[Aa]an) (?P<span>(?P<strange>{STRANGE} {INFIX}{STRANGE}))(?![\w’-])"),
    ),
    ("function", re.compile(rf"(?<![\w])(?:[Dd]e |[Oo]nze |[Tt]oenmalige )?(?i:{FUNCTIONS}) {OF_PLACE}{PERIOD}")),
    ("function", re.compile(rf"(?<![\w])[Ii]n (?:19|20)\d\d (?:\w{{1,20}} ){{0,2}}(?:de |onze )(?:{UNIQUE})(?![\w])")),
    ("function", re.compile(rf"(?<![\w])(?:[Dd]e |[Oo]nze )?(?:{FORMER}) (?:{FUNCTIONS})(?![\w])")),
    (
        "street",
        re.compile(rf"(?<![\w])(?:Laan|Plein|Weg|Straat|Kade|Park|Hof) van (?:de |den |het |der )?{NAME}{NUMBER}"),
    ),
    (
        "street",
        re.compile(
            rf"(?<![\w]){COUNTED}(?P<leads>(?:{NOT_BEFORE}{NAME} {BETWEEN}){{0,2}})(?P<word>[A-ZÀ-ÖØ-Þ][\w'’-]{{2,25}}(?:{SURE_STREETS}))(?![\w]){NUMBER}"
        ),
    ),
    (
        "street",
        re.compile(rf"(?:(?<=\b[Dd]e )|(?<=\b[Hh]et ))(?P<word>[A-Z][\w'’-]{{2,25}}(?:{STREETS}))(?![\w]){NUMBER}"),
    ),
    ("street", re.compile(rf"(?<![\w])(?P<likely>[A-Z][a-zé'’-]{{3,25}}(?:{LIKELY_STREETS}))(?![\w]){NUMBER}")),
    ("street", re.compile(rf"(?<![\w])(?P<old>(?:{OLD}) {OLD_STREETS})(?![\w]){NUMBER}")),
    ("street", re.compile(rf"(?<![\w])(?P<old>(?:Plein|Laan|Weg) {YEAR})(?![\w])")),
    ("street", re.compile(rf"(?:(?<=\b[Aa]an )|(?<=\b[Oo]p ))'t [A-Z][\w-]{{2,20}}{NUMBER}")),
    ("street", re.compile(rf"(?<![\w])(?P<word>[A-Z]{{3,20}}(?:{SURE_STREETS.upper()}))(?![\w]){NUMBER}")),
    ("street", re.compile(rf"(?<![\w])(?P<word>[a-z]{{3,20}}(?:{SURE_STREETS})) \d{{1,4}}[a-z]?\b")),
    ("day", re.compile(rf"(?<![\w])(?:(?:{DAYS}) )?\d{{1,2}} (?:{MONTHS})(?: (?:19|20)\d\d)?(?![\w])")),
    ("day", re.compile(r"(?<![\w-])\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d(?![\w-])")),
    ("day", re.compile(rf"(?<![\w])(?:{DAYS})(?:ochtend|morgen|middag|avond|nacht)(?![\w])")),
    (
        "neighbourhood",
        re.compile(rf"(?<![\w])(?P<word>[A-Z][\w'’]{{2,25}}(?:{QUARTERS}))(?:-(?:Noord|Oost|Zuid|West|Midden))?(?![\w])"),
    ),
    ("neighbourhood", re.compile(rf"(?<![\w]){KINDS_OF_QUARTER} (?P<span>(?:[Dd]e |[Hh]et |'t )?{NAME}(?: {NAME})?)")),
    ("neighbourhood", re.compile(rf"(?<![\w])(?:[Dd]e |[Hh]et )(?P<span>{NAME} (?:Buurt|Wijk|Kwartier))(?![\w])")),
    ("neighbourhood", re.compile(rf"(?<![\w])(?:[Ii]n|[Uu]it|[Tt]e) (?P<span>(?P<strange>{STRANGE}))(?![\w’-])")),
)
