"""Finding out whether texts say word for word what stands in others."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

RUN = 8  # words in a row: fewer may well be chance
WORD = re.compile(r"\w+")

Words = tuple[str, ...]


def words_taken_over(texts: Iterable[str], sources: Iterable[str]) -> str:
    """The first words of these texts that stand in one of the sources in the same order; '' when there are none.

    Capitals, full stops and line ends make no difference.
    """
    runs: dict[Words, str] = {}
    for text in texts:
        found = list(WORD.finditer(text))
        for at, run in enumerate(in_runs([word[0].casefold() for word in found])):
            runs.setdefault(run, text[found[at].start() : found[at + RUN - 1].end()])
    if not runs:
        return ""
    known = {word for run in runs for word in run}
    for source in sources:
        taken = {run for run in runs_of([word.casefold() for word in WORD.findall(source)], known) if run in runs}
        if taken:
            return next(words for run, words in runs.items() if run in taken)
    return ""


def in_runs(words: Sequence[str]) -> Iterator[Words]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def runs_of(words: Sequence[str], known: Collection[str]) -> Iterator[Words]:
    """The runs of only known words. Each holds one of every RUN-th word: most of a long text is passed over by that."""
    for at in range(RUN - 1, len(words), RUN):
        if words[at] in known:
            begin, end = at, at + 1
            while at - begin < RUN - 1 and words[begin - 1] in known:
                begin -= 1
            while end - at < RUN and end < len(words) and words[end] in known:
                end += 1
            yield from in_runs(words[begin:end])
