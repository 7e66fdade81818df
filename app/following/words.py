"""What happened, what one can do about it and why one hears of it, in the language that is spoken now."""

from collections.abc import Iterable, Sequence

from app.contributions.filters import name_of as name_of_choice
from app.core.deal import deal
from app.core.wording import _, language, lazy, long_date
from app.following.models import Follow, What
from app.following.shown import Shown
from app.following.targets import sides_named
from app.taxonomy.models import Term

HEADLINES = {
    What.CHALLENGE_PUBLISHED: lazy("A new challenge"),
    What.ROUND_ANSWERED: lazy("A municipality answered what was asked about its challenge"),
    What.CHALLENGE_CLOSES: lazy("A challenge closes within a week"),
    What.CHALLENGE_CLOSED: lazy("A challenge was closed"),
    What.CHALLENGE_PAST: lazy("The date of a challenge has passed"),
    What.STORY_VISIBLE: lazy("A new contribution"),
    What.STORY_LINKED: lazy("A story from elsewhere was put with a challenge"),
    What.QUESTION_PUBLISHED: lazy("A new question"),
    What.QUESTION_OWNER: lazy("An organisation goes after a question"),
    What.QUESTION_ANSWERED: lazy("There is an answer to a question"),
    What.QUESTION_DECIDED: lazy("A decision was taken about a question"),
    What.QUESTION_USES: lazy("Experiences were laid under a question"),
    What.QUESTION_REMAINS: lazy("A challenge that was closed left a question for the members"),
    What.CALL: lazy("Somebody asks: did you live through this?"),
}
DEEDS = {
    What.CHALLENGE_PUBLISHED: lazy("Do you know something about it? Give your answer"),
    What.ROUND_ANSWERED: lazy("Read what they say. You can give an answer"),
    What.CHALLENGE_CLOSES: lazy("You can still give an answer"),
    What.CHALLENGE_CLOSED: lazy("Read what the municipality takes along, what not, and why"),
    What.CHALLENGE_PAST: lazy("You need not do anything. The municipality still has to say what it takes along"),
    What.STORY_VISIBLE: lazy("Read it. Did you live through something like it? Share that"),
    What.STORY_LINKED: lazy("Read it. Did you live through something like it? Share that"),
    What.QUESTION_PUBLISHED: lazy("Say whether it plays where you work"),
    What.QUESTION_OWNER: lazy("You need not do anything. You hear when there is an answer"),
    What.QUESTION_ANSWERED: lazy("Read it, and use what you can"),
    What.QUESTION_DECIDED: lazy("Read what was decided, and why"),
    What.QUESTION_USES: lazy("Read them. Did you live through something like it? Share that"),
    What.QUESTION_REMAINS: lazy("Read it, and word it as a question if you like. You need not"),
    What.CALL: lazy("Tell it in five minutes, without your name if you want. Else do nothing"),
}
WITH_A_DAY = (What.CHALLENGE_PUBLISHED, What.ROUND_ANSWERED, What.CHALLENGE_CLOSES, What.CALL)


def name_of(follow: Follow) -> str:
    """What somebody follows, as it is called."""
    if follow.challenge is not None:
        return follow.challenge.title
    if follow.question is not None:
        return follow.question.sentence
    if follow.term is not None:
        return follow.term.name(language())
    return part_name(follow.country_part or "")


def written_in(follow: Follow) -> str:
    """The language of what name_of gives: a page in another one marks it."""
    about = follow.challenge or follow.question
    if about is not None:
        return about.language
    return term_written_in(follow.term) if follow.term is not None else language()


def term_written_in(term: Term) -> str:
    """A term that has no English words yet is told in Dutch."""
    return language() if term.name_en else "nl"


def named_in_mail(follow: Follow) -> str:
    """The same for a mail that may leave hours later: what can be hidden meanwhile is not named."""
    if follow.challenge_id is not None:
        return _("a challenge")
    return _("a question") if follow.question_id is not None else name_of(follow)


def title_of(sides: Sequence[str]) -> str:
    """An empty place in the words of the language that is spoken now."""
    return ", ".join(name_of_choice(choice) for choice in sides_named(sides))


def title(shown: Shown) -> str:
    return title_of(shown.sides) if shown.sides else shown.title


def part_name(code: str) -> str:
    """A part of the country in the words of the deal; the empty text for an unknown one."""
    return next((str(part[language()]) for part in deal().coarse_place["parts"] if part["id"] == code), "")


def part_called(word: str) -> str:
    """The code of the part of the country that an address names; the empty text for an unknown one."""
    return next((str(part["id"]) for part in deal().coarse_place["parts"] if part["word"] == word), "")


def headline(shown: Shown) -> str:
    if shown.what is What.STORY_LINKED:
        return _("A story from elsewhere was put with “%(challenge)s”", challenge=shown.answers)
    if shown.what is What.STORY_VISIBLE and shown.answers and shown.is_question:
        return _("Somebody asks something with “%(challenge)s”", challenge=shown.answers)
    if shown.what is What.STORY_VISIBLE and shown.answers:
        return _("A new answer to “%(challenge)s”", challenge=shown.answers)
    if shown.what is What.STORY_VISIBLE and shown.follows_up:
        return _("What came of “%(challenge)s”", challenge=shown.follows_up)
    return str(HEADLINES[shown.what])


def deed(shown: Shown) -> str:
    """What somebody can do, and until when."""
    if shown.is_question:
        return _("Read it. Do you know an answer? Share what you lived through.")
    if shown.until is not None and shown.what in WITH_A_DAY:
        return _("%(deed)s. Until %(day)s.", deed=str(DEEDS[shown.what]), day=long_date(shown.until))
    return f"{DEEDS[shown.what]}."


def why(follows: Iterable[Follow]) -> str:
    """Why they hear it; a name that ends with a question mark ends the sentence by itself."""
    names = ", ".join(sorted(name_of(one) for one in follows))
    if names.endswith(("?", "!", ".")):
        return _("You hear this because you follow: %(names)s", names=names)
    return _("You hear this because you follow: %(names)s.", names=names)
