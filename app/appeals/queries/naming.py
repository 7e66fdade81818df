"""Where somebody is named in what others wrote."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.answering.models import AnswerMark
from app.appeals.queries.finding import Thing
from app.challenges.models import Agreement, Challenge
from app.contributions.models import Contribution, OutcomeSaid, Proposal, Remark, Side, Status
from app.core.database import db
from app.stocktaking.models import Answer, Decision, DeclinedOwner, Dissent, Memo, Question, QuestionChange, Statement

Found = tuple[str, tuple[int, int]]  # a field, and from where to where in it
Column = InstrumentedAttribute[Any]
ENDED = (Status.WITHDRAWN, Status.REFUSED)  # gone within weeks
NEVER = "(?!)"
SHORTEST = 3  # letters of a family name that is looked for: "Ee" stands in too many words
CHALLENGE = (
    *(Challenge.title, Challenge.situation, Challenge.process, Challenge.tried, Challenge.fixed, Challenge.questions),
    *(Challenge.usable_answer, Challenge.posted_by_role, Challenge.closing_note),
)
# Each kind of thing: its own key, the key in the table of the words, and the columns with words.
CONTRIBUTION = (
    *(Contribution.title, Contribution.facts, Contribution.lesson, Contribution.opinion),
    *(Contribution.condition, Contribution.went_wrong),
)
PROPOSAL = (
    *(Proposal.title, Proposal.facts, Proposal.lesson, Proposal.opinion),
    *(Proposal.condition, Proposal.went_wrong),
)
PLACES: tuple[tuple[type[Contribution] | type[Challenge] | type[Question], Column, tuple[Column, ...]], ...] = (
    (Contribution, Contribution.id, CONTRIBUTION),
    (Contribution, Proposal.contribution_id, PROPOSAL),
    (Contribution, Remark.contribution_id, (Remark.text,)),
    (Contribution, OutcomeSaid.contribution_id, (OutcomeSaid.words,)),
    (Contribution, AnswerMark.contribution_id, (AnswerMark.reason,)),
    (Challenge, Challenge.id, CHALLENGE),
    (Challenge, Agreement.challenge_id, (Agreement.reader, Agreement.remark)),
    (Question, Question.id, (Question.sentence, Question.explanation)),
    (Question, Statement.question_id, (Statement.text,)),
    (Question, QuestionChange.question_id, (QuestionChange.note,)),
    (Question, Memo.question_id, (Memo.text,)),
    (Question, Dissent.question_id, (Dissent.text,)),
    (Question, Answer.question_id, (Answer.steps,)),
    (Question, Decision.question_id, (Decision.body, Decision.reason)),
    (Question, DeclinedOwner.question_id, (DeclinedOwner.reason,)),
)


@dataclass
class Naming:
    """A thing with somebody's name in it: in which fields of its own, and from where to where.

    What was written beside it, such as an answer to the desk, only counts.
    """

    thing: Thing
    places: list[Found] = field(default_factory=list)
    is_only_in_reasons: bool = True  # that municipalities give why a story does not fit


def naming(family_name: str, addresses: Collection[str]) -> list[Naming]:
    """The contributions, challenges and questions that hold this family name as a word, or one of these addresses."""
    words = words_to_find(family_name, addresses)
    if not words:
        return []
    patterns = patterns_of(family_name, addresses)
    found: dict[tuple[str, int], Naming] = {}
    for kind, key, columns in PLACES:
        for row in holding(words, key, columns):
            spans = [(c, span) for c, text in zip(columns, row[1:], strict=True) for span in spans_of(text, *patterns)]
            if spans:
                thing: Any = db.session.get_one(kind, row[0])
                one = found.setdefault((kind.__name__, row[0]), Naming(thing))
                one.places += [(str(column.key), span) for column, span in spans if column.class_ is kind]
                one.is_only_in_reasons &= key.class_ is AnswerMark
    return [one for one in found.values() if not has_ended(one.thing)]


def words_to_find(family_name: str, addresses: Collection[str]) -> list[str]:
    return [word for word in (family_name.strip(), *addresses) if len(word) >= SHORTEST]


def patterns_of(family_name: str, addresses: Collection[str]) -> list[re.Pattern[str]]:
    """For `spans_of`: the family name as a word, unless it is too short, and the addresses."""
    name = family_name.strip()
    by_name = rf"(?<!\w){re.escape(name)}(?!\w)" if len(name) >= SHORTEST else NEVER
    return [re.compile(by_name), re.compile("|".join(map(re.escape, addresses)) or NEVER, re.IGNORECASE)]


def spans_of(text: str, *patterns: re.Pattern[str]) -> list[tuple[int, int]]:
    return [match.span() for pattern in patterns for match in pattern.finditer(text)]


def has_ended(thing: Thing) -> bool:
    return isinstance(thing, Contribution) and thing.status in ENDED


def holding(words: Iterable[str], key: Column, columns: tuple[Column, ...]) -> Iterator[tuple[Any, ...]]:
    """The keys and texts of the rows in which one of these words stands, small letters or not."""
    wanted = [or_(*(cast(c, String).icontains(word, autoescape=True) for word in words for c in columns))]
    if key.class_ is Remark:  # what a host and a contributor say is not for the desk, and goes on its day
        wanted.append(Remark.side == Side.DESK)
    for row in db.session.execute(select(key, *columns).where(*wanted)):
        yield tuple(row)
