"""Dutch words as a search engine wants them: folded, without stop words, stemmed, compounds split.

The same analysis serves both databases, which differ in what they know of Dutch.
"""

import gzip
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process
from Stemmer import Stemmer

WORD = re.compile(r"[a-z0-9]+")
STOP = frozenset(
    """
    aan af al als bij dan dat de der des deze die dit doch doen door dus een eens en er ge geen haar had heb
    hebben heeft hem het hier hij hoe hun ik in is ja je kan kon me meer men met mij mijn na naar niet nog nu
    of om onder ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was wat we wel
    werd wezen wie wij wil worden zal ze zei zelf zich zij zijn zo zonder zou the and to for with this that
    """.split()
)
LONGEST_PHRASE = 6  # words of a name in a vocabulary
LONGEST = 60  # letters of a word; what is longer is no word, and would only cost time
SHORTEST_WHOLE, SHORTEST_PART = 8, 4  # letters of a compound, and of each of its parts
LINKS = ("", "s", "e", "en", "er", "n")  # what may stand between the parts
SHORT_TAILS = frozenset("bak bos bus dak dam hek hof net pad put wal weg".split())  # three letters, yet a part
# What the stemmer does not know: vowels that change in the plural, and plurals that lost an apostrophe.
IRREGULAR = dict(
    pair.split(":")
    for pair in """
    paden:pad wegen:weg daken:dak dagen:dag gaten:gat vaten:vat glazen:glas hoven:hof steden:stad leden:lid
    schepen:schip kinderen:kind bladeren:blad riolen:riool groene:groen musea:museum centra:centrum
    rotondes:rotonde autos:auto fotos:foto wadis:wadi ideeen:idee knieen:knie parkeren:parkeer weiden:weide
    opgaven:opgave boas:boa netten:net
    """.split()
)
stemmer = Stemmer("dutch", 0)


def fold(text: str) -> str:
    """Lower case, without accents: 'Fryslân' becomes 'fryslan', and ''s-Gravenhage' ''s-gravenhage'."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def words(text: str) -> Iterator[str]:
    """The words that carry meaning, folded."""
    found = (word[:LONGEST] for word in WORD.findall(fold(text)))
    return (word for word in found if word not in STOP and (len(word) > 1 or word.isdecimal()))


def terms(text: str) -> list[str]:
    """What a text is indexed by: the stem of every word, and of the parts of every compound."""
    return [term for word in words(text) for term in terms_of(word)]


@lru_cache(maxsize=50_000)
def terms_of(word: str) -> tuple[str, ...]:
    whole = stem(word)
    return tuple(dict.fromkeys((whole, *(stem(part) for part in parts(word)))))


def query_terms(text: str, also: Mapping[str, Collection[str]] | None = None) -> list[set[str]]:
    """For each word that is looked for, the terms of which one must be there.

    `also` gives other terms for a phrase (see `phrase`), such as the mark of what a vocabulary calls so. Each word
    of a phrase gets them, so that a text holds either such a term or all the words.
    """
    stems = [stem(word) for word in words(text)]
    found = {asked: {asked} for asked in stems}
    for first in range(len(stems) if also else 0):
        for last in range(first + 1, min(first + LONGEST_PHRASE, len(stems)) + 1):
            others = (also or {}).get(" ".join(stems[first:last]), ())
            for asked in stems[first:last]:
                found[asked].update(others)
    return list(found.values())


@lru_cache(maxsize=10_000)
def phrase(name: str) -> str:
    """A name as the stems of its words: 'Gedeelde auto's' is 'gedeeld auto'. Empty when too little is left of it.

    'Te veel regels' would be 'regel', and is then no name any more.
    """
    kept = [stem(word) for word in words(name)]
    written = [word for word in WORD.findall(fold(name)) if len(word) > 1]
    return " ".join(kept) if len(kept) > 1 or len(written) == 1 else ""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What all forms of a folded word share: 'wegen' and 'weg' are both 'weg'."""
    return str(stemmer.stemWord(base(word)))


def base(word: str) -> str:
    """An irregular form as the stemmer should have it, also at the end of a compound: 'fietspaden'."""
    if word.endswith("ieen"):
        return word[:-2]  # 'categorieën' has lost its accent by now
    for form, plain in IRREGULAR.items():
        if word == form or (word.endswith(form) and is_head(word[: -len(form)])):
            return word[: -len(form)] + plain
    return word


def is_head(before: str) -> bool:
    """Whether a compound may begin so; 'be' in 'bewegen' is none."""
    return any(len(head) > 2 and head in known_words() and head not in STOP for head in heads(before))


@cache
def known_words() -> dict[str, int]:
    """Frequent words with their rank: 0 is the most used one."""
    packed = Path(__file__).parent / "data" / "dutch-words.txt.gz"
    listed = gzip.decompress(packed.read_bytes()).decode().split()
    return {word: rank for rank, word in enumerate(listed)}


def parts(word: str) -> tuple[str, ...]:
    """The two parts of a compound: 'geluidsoverlast' gives 'geluid' and 'overlast'; () when it is none."""
    known = known_words()
    word = base(word)
    if len(word) < SHORTEST_WHOLE:
        return ()
    best: tuple[int, tuple[str, ...]] | None = None
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 2):
        tail = word[at:]
        rank = known.get(tail, known.get(singular(tail)))
        if rank is None or tail in STOP or (len(tail) < SHORTEST_PART and tail not in SHORT_TAILS):
            continue
        for head in heads(word[:at]):
            if head in known and head not in STOP and (best is None or rank + known[head] < best[0]):
                best = rank + known[head], (head, tail)
    return best[1] if best else ()


def heads(before: str) -> Iterator[str]:
    """What the first part may be, once the letters that bind it to the second are taken off."""
    for link in LINKS:
        if before.endswith(link) and len(before) - len(link) >= SHORTEST_PART - 1:
            yield before[: len(before) - len(link)] if link else before


def singular(word: str) -> str:
    """A plural or diminutive as it may stand in the list: 'bankjes' gives 'bank', 'netten' gives 'net'."""
    for ending in ("jes", "tjes", "en", "s", "je"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_PART - 1:
            bare = word[: -len(ending)]
            return bare[:-1] if ending == "en" and bare[-1] == bare[-2] else bare
    return word


def closest(word: str, vocabulary: Collection[str], least: float = 80) -> str | None:
    """The word of a vocabulary that somebody probably meant; None when nothing comes near (0 to 100)."""
    found = process.extractOne(fold(word), vocabulary, scorer=fuzz.ratio, score_cutoff=least)
    return str(found[0]) if found else None
