"""A title for a text that has none yet, from the contributor's own words."""

import re

MOST = 80  # characters
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def proposed_title(lesson: str, facts: str) -> str:
    """The lesson as a title of at most 80 characters; without a lesson the first sentence of the facts."""
    source = " ".join((lesson or facts).split())
    first = SENTENCE.split(source)[0].rstrip(".;:, ")
    if len(first) <= MOST:
        return first
    cut = first[: MOST - 1]
    whole_words = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return f"{whole_words.rstrip('.;:, ')}…"


def words_in(text: str) -> int:
    """How many words a text holds: runs of letters and digits, with what ties them together."""
    return len(re.findall(r"\w[\w'’-]*", text))
