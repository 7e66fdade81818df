"""Finding out whether a text says word for word what stands in another."""

import re
from collections.abc import Iterable, Iterator

RUN = 8  # words in a row: fewer may well be chance
WORD = re.compile(r"\w+")


def words_taken_over(text: str, sources: Iterable[str]) -> str:
    """The first words of a text that stand in one of the sources in the same order; '' when there are none.

    Capitals, full stops and line ends make no difference.
    """
    found = list(WORD.finditer(text))
    runs = {run: at for at, run in reversed(list(enumerate(in_runs(word[0] for word in found))))}
    if not runs:
        return ""
    for source in sources:
        at = min((runs[run] for run in in_runs(WORD.findall(source)) if run in runs), default=None)
        if at is not None:
            return text[found[at].start() : found[at + RUN - 1].end()]
    return ""


def in_runs(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    folded = [word.casefold() for word in words]
    return (tuple(folded[at : at + RUN]) for at in range(len(folded) - RUN + 1))
