"""Text that a spreadsheet must not take for a formula."""

import re

BREAKS = re.compile(r"[\t\r\n]")  # these end a cell, for some readers
# Spaces and marks that nobody sees: a spreadsheet may pass over them, and run what comes behind.
UNSEEN = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
# At the start, or behind what ends a cell for a reader that separates in another way than we do.
FORMULA = re.compile(r"(?:^|[\"';,])[=+\-@|%\x00＝＋－＠]")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could run it, or a part of it."""
    seen = UNSEEN.sub("", BREAKS.sub(";", text))
    return f"'{text}" if text.startswith(("\t", "\r", "\n", "\x00")) or FORMULA.search(seen) else text
