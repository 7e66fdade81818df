"""The text that a request is about, as whoever judges it reads it: with the names in it marked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.accounts.models import Person
from app.answering.queries import standing_marks_on
from app.appeals.models import Appeal
from app.appeals.queries import first_received
from app.challenges.models import Challenge
from app.contributions.disclosure import to_judge
from app.contributions.hints import hints
from app.contributions.models import Contribution
from app.core.errors import NotFound
from app.core.security import fingerprint
from app.core.wording import lazy
from app.reports.chosen import Chosen, mark_of
from app.reports.queries import Wording, wordings_gone
from app.stocktaking.models import Question
from app.stocktaking.queries.gone import texts_merged_away, what_went, where_words_stood
from app.stocktaking.queries.moved import keys_judged_along_with, where_its_words_stand
from app.stocktaking.queries.moved_from import statements_from

Span = tuple[int, int]
NAMES = {
    "title": lazy("Title"),
    "lesson": lazy("The lesson"),
    "facts": lazy("What happened"),
    "opinion": lazy("What the contributor thinks of it"),
    "condition": lazy("Under which condition it works"),
    "went_wrong": lazy("What went wrong"),
    "situation": lazy("The situation"),
    "process": lazy("How you work"),
    "tried": lazy("What you already tried"),
    "fixed": lazy("What cannot change"),
    "questions": lazy("What do you want to know from others?"),
    "usable_answer": lazy("A usable answer contains…"),
    "posted_by_role": lazy("Posted by"),
    "closing_note": lazy("What the municipality takes along, and what not"),
    "sentence": lazy("The question"),
    "explanation": lazy("Explanation"),
    "statements": lazy("What we see"),
}
OF_CONTRIBUTION = ("title", "lesson", "facts", "condition", "went_wrong", "opinion")
OF_CHALLENGE = (
    *("title", "situation", "process", "tried", "fixed", "questions", "usable_answer"),
    *("posted_by_role", "closing_note"),
)


@dataclass(frozen=True)
class Judged:
    """One field of the text, in pieces: marked or not."""

    label: str
    pieces: list[tuple[str, bool]]


def judged(appeal: Appeal, municipalities: Sequence[str], questions: Sequence[Question] = ()) -> list[Judged]:
    """The fields in the order of reading; none when the text is gone, or not (yet) visible to others.

    Of a question also those of the others where its words stand: all of these are `questions`, see `questions_of`.
    """
    found = []
    for field, text in texts_of(appeal, questions):
        marked = hinted(text, municipalities) + spans_in(appeal.places, field, text)
        found.append(Judged(str(NAMES[field]), pieces_of(text, marked)))
    return found


@dataclass(frozen=True)
class JudgedReason:
    """Why one municipality says that the story does not fit, in pieces: marked or not."""

    challenge: Challenge
    turn: int  # of the mark: see AnswerMark.turn
    pieces: list[tuple[str, bool]]


def judged_reasons(appeal: Appeal, municipalities: Sequence[str]) -> list[JudgedReason]:
    """What municipalities say of the story, by the title of the challenge; nothing unless it can be about that."""
    if appeal.contribution is None or not appeal.shows_reasons:
        return []
    return [
        JudgedReason(mark.challenge, mark.turn, pieces_of(mark.reason, hinted(mark.reason, municipalities)))
        for mark in standing_marks_on(appeal.contribution)
        if mark.reason
    ]


def hinted(text: str, municipalities: Sequence[str]) -> list[Span]:
    return [(hint.start, hint.end) for hint in hints(text, municipalities)]


def texts_of(appeal: Appeal, questions: Sequence[Question]) -> list[tuple[str, str]]:
    thing = appeal.thing
    if isinstance(thing, Contribution) and not appeal.is_about_a_reason:
        texts = of_contribution(thing)
    elif isinstance(thing, Challenge):
        texts = {field: getattr(thing, field) for field in OF_CHALLENGE}
    elif isinstance(thing, Question):
        came = statements_from(thing, appeal.received_at) if questions else set()
        told = [of_question(question, thing, came) for question in questions]
        return [(field, text) for texts in told for field, text in texts.items() if text]
    else:
        texts = {}
    return [(field, text) for field, text in texts.items() if text]


def questions_of(appeal: Appeal) -> Sequence[Question]:
    """The question that it is about, and the others where its words stand since somebody asked; else none."""
    thing = appeal.thing
    return where_its_words_stand(thing, appeal.received_at) if isinstance(thing, Question) else []


@dataclass(frozen=True)
class Ticked:
    """A text of frozen stocktakes that stands there no more, by its mark; whether it is ticked: see Chosen."""

    wording: Wording
    mark: str
    is_ticked: bool


def frozen_wordings(appeal: Appeal, person: Person, chosen: Chosen) -> list[Ticked]:
    """What the desk lets go or stay in frozen stocktakes, as far as this person may read these; until it decided."""
    thing = appeal.thing
    if not isinstance(thing, Question) or appeal.decided_at is not None:
        return []
    ids = keys_judged_along_with(thing, appeal.received_at)
    stood, merged_away = where_words_stood(ids), texts_merged_away(thing, appeal.received_at)
    gone = what_went(ids, stood, first_received(stood) or appeal.received_at, merged_away)
    found = wordings_gone(thing, gone, person)
    return [Ticked(one, mark_of(one.text), chosen.takes(one.text, one.is_proposed)) for one in found]


def of_question(question: Question, asked: Question, came: Collection[int]) -> dict[str, str]:
    """Of another one than what was `asked` about that only members read: what `came` there from it, by its key, and
    nothing that they wrote there for themselves."""
    if question is not asked and not question.is_public:
        return {"statements": "\n".join(said.text for said in question.statements if said.id in came)}
    seen = "\n".join(statement.text for statement in question.statements)
    return {"sentence": question.sentence, "explanation": question.explanation, "statements": seen}


def of_contribution(contribution: Contribution) -> dict[str, str]:
    try:
        view = to_judge(contribution)
    except NotFound:
        return {}
    return {field: getattr(view, field) for field in OF_CONTRIBUTION}


def place(field: str, text: str, span: Span) -> str:
    """Where in a text something stands, without what stands there; with the seal of the text as it is now."""
    return f"{field}:{seal(text)}:{span[0]}-{span[1]}"


def seal(text: str) -> str:
    return fingerprint(f"judged:{text}")[:12]


def spans_in(places: str, field: str, text: str) -> list[Span]:
    """The places in this field, as long as the text is still the one that was searched."""
    begins = f"{field}:{seal(text)}:"
    told = (found.removeprefix(begins).split("-") for found in places.split() if found.startswith(begins))
    return [(int(start), int(end)) for start, end in told]


def pieces_of(text: str, marked: Iterable[Span]) -> list[tuple[str, bool]]:
    """The text cut at the marks; marks that touch are one."""
    pieces, at = [], 0
    for start, end in sorted(marked):
        if end > at:
            pieces += [(text[at : max(start, at)], False), (text[max(start, at) : end], True)]
            at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]
