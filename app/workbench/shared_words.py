"""Which words of a text stand in another one as well, so that two texts side by side show what they share."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from app.core import dutch

PIECES = re.compile(r"\w+|\W+")
# A search passes these over, yet one of them is all that tells "het werkt wel" from "het werkt niet", or before
# from after. The English ones (not, no, without, before) are no stop words, and count already.
TELLING = frozenset("al geen ja meer na niet nog reeds tegen tot veel voor wel zonder".split())


@dataclass(frozen=True)
class Piece:
    text: str
    shared: bool | None  # None: only words and signs that every text holds

    def is_marked(self, differences: bool) -> bool:
        """Whether it stands out: as what both texts say, or as one of the differences."""
        return self.shared is not None and self.shared is not differences


def stems(text: str) -> frozenset[str]:
    """The words of a text without their endings, and without the words that every text holds and that tell nothing."""
    telling = TELLING.intersection(dutch.WORD.findall(dutch.fold(text)))
    return telling.union(map(dutch.stem, dutch.words(text)))


def pieces(text: str, shared: Collection[str]) -> list[Piece]:
    """The text in runs that are shared or not. Together they are the text itself.

    What every text holds, such as "de" and a comma, goes with the words around it when these are of one sort.
    """
    runs: list[tuple[str, bool | None]] = []
    between = ""
    for piece in PIECES.findall(text):
        found = stems(piece)
        if not found:
            between += piece
            continue
        is_shared = bool(found & frozenset(shared))
        if runs and runs[-1][1] is is_shared:
            runs[-1] = f"{runs[-1][0]}{between}{piece}", is_shared
        else:
            runs += [(between, None)] if between else []
            runs.append((piece, is_shared))
        between = ""
    runs += [(between, None)] if between else []
    return [Piece(words, is_shared) for words, is_shared in runs]
