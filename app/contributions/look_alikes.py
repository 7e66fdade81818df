"""Which contributions look like what somebody is telling: they share its rarest words, in one audience's index."""

from collections import Counter
from math import log

from app.accounts.models import Person
from app.contributions.cards import cards
from app.contributions.disclosure import View
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core import dutch, fulltext

MOST = 3
LOOKED_FOR = 10  # words; each costs a look into the index
SHARED = 3  # of them at least
COMMON = 0.25  # a word that stands in a larger part of the texts tells nothing


def look_alikes(text: str, person: Person, most: int = MOST) -> list[View]:
    """At most three contributions that this person may see and that seem to be about the same.

    Everything that is counted is counted in the index of this person's audience.
    """
    audience = audience_of(person)
    with catalogue(audience) as known:
        total = len(known.everything)
        points: Counter[int] = Counter()
        shared: Counter[int] = Counter()
        for term in rare_terms(text) if total else ():
            hits = fulltext.matches(audience.value, [{term}]) & known.everything
            if len(hits) <= max(COMMON * total, 1):
                points.update(dict.fromkeys(hits, log((total + 1) / max(len(hits), 1))))
                shared.update(hits)
        best = [i for i in points if shared[i] >= SHARED]
        best.sort(key=lambda i: (-points[i], known.entries[i].key))
    return cards(best[:most], person)


def rare_terms(text: str) -> list[str]:
    """The terms of a text that stand in few other texts in general Dutch, the rarest first."""
    ranks = dutch.known_words()
    words = dict.fromkeys(word for word in dutch.words(text) if len(word) > SHARED)
    rarest = sorted(words, key=lambda word: -ranks.get(word, len(ranks)))
    return list(dict.fromkeys(dutch.stem(word) for word in rarest))[:LOOKED_FOR]
