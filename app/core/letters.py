"""The letters that our typesetter can show."""

import re
import unicodedata

# What the letters that typst brings along can show; PDF/A refuses a letter that is not in the file.
SHOWN = re.compile(
    "[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0484\u0487-\u04ff"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u20ac\u2122\u2190-\u2193\u2264\u2265\u2212]"
)


def printable(text: str) -> str:
    """The text, with the name of a letter where the letter itself cannot be shown."""
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(letter if SHOWN.fullmatch(letter) else named(letter) for letter in composed)


def named(letter: str) -> str:
    if unicodedata.category(letter) in ("Cf", "Cc", "Mn"):
        return ""  # directions, joiners and the like show nothing themselves
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"
