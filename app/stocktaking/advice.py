"""What could be sharper in the wording of a Dutch question: does it say who, when and what, and is it one question?

Advice only: rules of thumb over its words, which miss things. Whoever words the question decides.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from app.core import dutch


class Advice(StrEnum):
    """In the order in which it is read."""

    YES_OR_NO = "yes_or_no"
    TWO_QUESTIONS = "two_questions"
    SOLUTION = "solution"
    NO_SUBJECT = "no_subject"
    NO_ACTOR = "no_actor"
    NO_MOMENT = "no_moment"


LONGEST = 500  # characters that are looked at: a question has room for half of that
ASKING = frozenset(
    """wie wat welk welke hoe hoeveel hoelang hoever waar waarom wanneer waaraan waarbij waardoor waarin waarmee waarop
    waarover waartegen waartoe waaruit waarvan waarvoor""".split()
)
# "Met wie" asks for somebody; "bereik wie" does not.
BEFORE_WHO = frozenset("aan bij door en met namens of onder over tegen tussen van voor".split())
ACTORS = frozenset(
    """aannemer afdeling ambtenaar architect bedrijf beheerder bestuur bestuurder bewoner bouwer bouwbedrijf buurt
    college corporatie dienst eigenaar gebruiker gemeente gemeenteraad huurder iedereen initiatiefnemer inwoner jongere
    kind lid ministerie netbeheerder niemand nutsbedrijf omwonende ondernemer ontwerper ontwikkelaar opdrachtgever
    organisatie ouder overheid partij politie projectleider provincie raad rijk school toezichthouder trekker vereniging
    verhuurder waterschap wethouder wijkteam winkelier woningcorporatie""".split()
)
MOMENTS = frozenset(
    """wanneer moment voordat nadat zodra tijdens eerst vooraf achteraf vroeg vroegtijdig tijdig begin start fase jaar
    maand week termijn periode oplevering planning later straks morgen nu toekomst einde terwijl totdat sinds als
    tijd na vanaf""".split()
)
BEFORE_A_PHASE = frozenset("bij binnen in na rond tijdens tot vanaf voor vlak".split())
ARTICLES = frozenset("de het een elk elke ieder iedere".split())
# Words that ask for nothing in particular: with these alone nobody knows what the question is about.
VAGUE = frozenset(
    """aan aanpakken anders beter betere beslist besluit dingen doe doen doet echt gaan gaat goed goede iets ik je jij
    kan komen komt krijg krijgen kunnen maak maakt maken men moet moeten mogen mag omgaan omgaat organiseren organiseer
    pak pakken pakt regel regelen regelt samen slim slimmer speelt steeds verbeter verbeteren verbetert werkt willen
    wordt worden zaken zorg zorgen zorgt zou zouden zullen""".split()
)
FINITE = (  # a question that begins with one of these is answered by yes or no
    "is zijn was waren ben kan kun kunnen moet moeten mag mogen wil willen zal zou zouden heeft hebben heb had wordt "
    "worden werd gaat gaan doet doen helpt helpen werkt werken klopt bestaat bestaan hoort horen lukt loont durft"
).split()
SECOND = re.compile(  # "… en hoe …?", "… of moet de …?"
    r"\b(?:en|of)\s+(?:(?:aan|bij|door|met|op|over|tegen|van|voor|in)\s+)?"
    rf"(?:{'|'.join(sorted(ASKING))}|(?:{'|'.join(FINITE)})\s+(?:de|het|een|er|je|we|wij|ze|zij|dat|dit|die))\b"
)
ASIDE = re.compile(r",\s*en\s[^,]*,")  # "op welk moment, en met welke regel, maak je …" stays one question
SOLUTION = re.compile(
    r"\b(?:door middel van|met behulp van|met hulp van|via een|niet gewoon|niet beter)\b"
    r"|\bdoor\b[^,?]*\bte\s+\w+en\b"
    r"|\bmet een\s+(?:\w+\s)?\w*(?:app|campagne|convenant|fonds|loket|platform|proef|protocol|register|subsidie|tool"
    r"|werkgroep)\b"
    r"|\b(?:aan te stellen|aanschaffen|aanstellen|inhuren|invoeren|in te voeren|oprichten|op te richten|uitrollen"
    r"|verbieden|verplichten|verplicht stellen)\b"
)


def advice_on(sentence: str, actors: Collection[str] = (), phases: Collection[str] = ()) -> list[Advice]:
    """What could be sharper in this question, in a fixed order; [] when nothing was found.

    `actors` and `phases` are the words of the deal for who is involved and for the phases of the work.
    """
    plain = " ".join(dutch.fold(sentence[:LONGEST]).split())
    words = re.findall(r"[a-z0-9'-]+", plain)
    if not words:
        return []
    who, when = named(words, ACTORS | set(actors)), moments_in(words, phases)
    told = when if asks_who(words) else who | when
    found = {
        Advice.YES_OR_NO: words[0] in FINITE or not ASKING.intersection(words),
        Advice.TWO_QUESTIONS: SECOND.search(ASIDE.sub(" ", plain)) is not None,
        Advice.SOLUTION: SOLUTION.search(plain) is not None,
        Advice.NO_SUBJECT: len(subjects(words, told)) < 2,  # what it is about, and what is asked of it
        Advice.NO_ACTOR: not (who or asks_who(words)),
        Advice.NO_MOMENT: not when,
    }
    return [advice for advice, holds in found.items() if holds]


def asks_who(words: Sequence[str]) -> bool:
    return any(word == "wie" and (at == 0 or words[at - 1] in BEFORE_WHO) for at, word in enumerate(words))


def named(words: Iterable[str], known: Collection[str]) -> set[str]:
    """The words that are one of these, in any form, or a compound that ends in one: 'rioolbeheerders'."""
    stems = {dutch.stem(word) for word in known}
    return {word for word in words if dutch.stem(word) in stems or dutch.terms_of(word)[-1] in stems}


def moments_in(words: Sequence[str], phases: Collection[str]) -> set[str]:
    """The words that tell when. A phase counts after 'bij', 'in' or 'na': else it is what the question is about."""
    found = named(words, MOMENTS) | {word for word in words if re.fullmatch(r"(?:19|20)\d\d", word)}
    for at, word in enumerate(words):
        before = [w for w in words[max(0, at - 2) : at] if w not in ARTICLES]
        if before and before[-1] in BEFORE_A_PHASE and named([word], phases):
            found.add(word)
    return found


def subjects(words: Iterable[str], told: Collection[str]) -> set[str]:
    """The words that say what the question is about: neither who nor when, and none that fits every question."""
    return {word for word in words if word not in dutch.STOP | ASKING | VAGUE and word not in told}
