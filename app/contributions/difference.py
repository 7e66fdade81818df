"""What differs between two versions of a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

PIECES = re.compile(r"\s+|\w+|[^\w\s]")
MOST_PIECES = 20_000  # beyond it a comparison word by word takes too long to wait for


@dataclass(frozen=True)
class Segment:
    """A run of text: 'same' in both versions, 'gone' from the old one, or 'new' in the new one."""

    what: str
    text: str


def difference(old: str, new: str) -> list[Segment]:
    """The new text with what was taken out and put in, in reading order.

    The 'same' and 'gone' segments together are the old text; the 'same' and 'new' ones the new text.
    """
    if old == new:
        return [Segment("same", new)] if new else []
    before, after = PIECES.findall(old), PIECES.findall(new)
    if len(before) + len(after) > MOST_PIECES:
        return [segment for segment in (Segment("gone", old), Segment("new", new)) if segment.text]
    found: list[Segment] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Segment("same", "".join(after[j1:j2])))
            continue
        found += [Segment("gone", "".join(before[i1:i2]))] if i2 > i1 else []
        found += [Segment("new", "".join(after[j1:j2]))] if j2 > j1 else []
    return found
