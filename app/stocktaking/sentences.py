"""Cutting a text into sentences, to choose a quote from."""

import re

END = re.compile(r"(?<=[.!?])[\"'’”)]*\s+|\n+")


def sentences(text: str) -> list[str]:
    """The sentences as they stand in the text, to the letter, so that each is an exact range of it."""
    found = []
    at = 0
    for end in END.finditer(text):
        found.append(text[at : end.start()])
        at = end.end()
    found.append(text[at:])
    return [sentence for sentence in found if sentence.strip()]
