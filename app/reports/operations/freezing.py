"""Freezing a pile: a sealed copy for each audience, of what that audience could find itself.

Somebody asks for it, and a job does it: first it reads everything as it is at one moment, in which nobody waits for it;
then it writes the copies down, in a moment in which nobody withdraws anything.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.accounts.models import Person, User, Visitor
from app.contributions.models import Audience
from app.contributions.queries import LISTINGS, listed
from app.core import clock
from app.core.database import alone_at, db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.revisions import hold
from app.core.slugs import free_slug
from app.core.wording import _
from app.reports import queries
from app.reports.measuring import measure_record
from app.reports.models import Edition, Freezing, ItemKind, ReportState, Stocktake
from app.reports.permissions import may_freeze
from app.reports.records import (
    Numbers,
    codebook_of_now,
    contribution_record,
    question_record,
    quote_records,
    source_records,
    text_record,
)
from app.reports.seal import canonical, codebook_mark, digest_of, new_salt, root_of
from app.stocktaking.models import Question
from app.stocktaking.queries import AnswerSeen, answers_to, hold_to_lay, known_spots, not_quoted_among, seen_by
from app.stocktaking.queries.moved import WHERE_WORDS_STAND
from app.workbench.models import Pile
from app.workbench.queries import tally

Tell = Callable[[float], None]
MOST_TRIES = 5  # times that a job begins and is stopped in the middle
A_QUESTION = 10  # contributions that take about as long to read as a question with all that stands under it


@dataclass(frozen=True)
class Record:
    kind: ItemKind
    content: dict[str, Any]
    contribution_id: int | None = None
    question_id: int | None = None


@dataclass(frozen=True)
class Copy:
    """What one audience found, with a salt for each part; nothing of it is kept yet."""

    audience: Audience
    n: int
    vocabulary: str
    items: Sequence[dict[str, Any]]
    words: dict[str, dict[str, Any]]  # of each item, by its digest


@dataclass(frozen=True)
class Copies:
    of: tuple[Copy, ...]
    codebook: str
    asked_at: datetime
    seen: object  # what may not have changed when they are written down

    @property
    def are_empty(self) -> bool:
        return not any(copy.n for copy in self.of)


def ask_to_freeze(pile: Pile, name: str, by: User) -> Freezing:
    """Writes down that the pile is to be frozen as it lies now. Asked twice is asked once; after a failure it begins
    anew. Raises Refusal when nothing lies there, when the pile is being frozen already under another name, or when a
    stocktake of it has this name: nobody could tell the two apart."""
    asked = queries.freezing_of(pile.id)
    if asked is not None and asked.is_waited_for:
        if asked.name != name:
            told = _("This pile is being frozen already, as “%(name)s”. Wait until it is there.", name=asked.name)
            raise Refusal(told)
        return asked
    if name.casefold() in {found.name.casefold() for found in queries.made_from(pile, by)}:
        raise Refusal(_("A stocktake of this pile has this name already. Give this one another, with the month."))
    n = len(tally(pile, by).lies)
    if not n:
        raise Refusal(nothing_lies_there())
    if asked is not None:
        db.session.delete(asked)
        db.session.flush()
    asked = Freezing(pile_id=pile.id, name=name, n=n, asked_by_id=by.id, asked_at=clock.now())
    db.session.add(asked)
    db.session.flush()
    return asked


def nothing_lies_there() -> str:
    return _("Nothing lies in this pile any more. Choose another pile, or add what came in since.")


def begin_freezing(asked: Freezing) -> None:
    asked.state, asked.percent = ReportState.MAKING, None


def may_go_on(asked: Freezing, begins: bool = True) -> bool:
    """Not for who is no member any more, and it does not begin for ever."""
    return (asked.tries < MOST_TRIES or not begins) and may_freeze(asked.asked_by)


def begin_anew(asked: Freezing) -> None:
    """What was read is not so any more. That is no try that failed: on a busy day it may happen often."""
    asked.tries = max(asked.tries - 1, 0)
    db.session.flush()


def give_up_freezing(asked: Freezing) -> None:
    """Whoever asked may ask again."""
    asked.state = ReportState.FAILED


def forget_failed() -> int:
    """Deletes what could not be frozen and nobody asked for again; how many."""
    gone = queries.failed_before(clock.now() - timedelta(days=deal().report_days))
    for asked in gone:
        db.session.delete(asked)
    return destroyed("freezing", len(gone), "report_days")


def copies_of(asked: Freezing, tell: Tell) -> Copies:
    """Reads what members and what everybody could find of the pile, and tells how far it is. It writes nothing."""
    pile, by = asked.pile, asked.asked_by
    questions = queries.questions_in(pile, Audience.MEMBERS, asked.asked_at)
    found = queries.questions_in(pile, Audience.PUBLIC, asked.asked_at)
    shown = [question for question in found if question.is_in_view]
    readers = ((Audience.MEMBERS, questions, by), (Audience.PUBLIC, shown, Visitor()))
    far = HowFar(tell, 2 * asked.n + A_QUESTION * (len(questions) + len(shown)))
    codebook = codebook_of_now()
    mark = codebook_mark(codebook)
    of = tuple(
        copy_of(audience, mark, far.following(records(pile, audience, about, reader, asked.asked_at)))
        for audience, about, reader in readers
    )
    return Copies(of, codebook, asked.asked_at, queries.what_lies_there(pile, asked.asked_at, stories_in(of)))


def stories_in(copies: Sequence[Copy]) -> set[int]:
    """The contributions of which something stands in these copies."""
    return {words["contribution_id"] for copy in copies for words in copy.words.values()} - {None}


@dataclass
class HowFar:
    tell: Tell
    total: int
    done: int = 0

    def following(self, found: Iterator[Record]) -> Iterator[Record]:
        for record in found:
            self.done += {ItemKind.CONTRIBUTION: 1, ItemKind.QUESTION: A_QUESTION}.get(record.kind, 0)
            self.tell(min(self.done / self.total, 0.99))
            yield record


def records(
    pile: Pile, audience: Audience, questions: Sequence[Question], reader: Person, until: datetime
) -> Iterator[Record]:
    """Everything that this audience finds: contributions and their measure, questions, quotes, what answers rest on."""
    slugs = {question.id: question.slug for question in questions}
    numbers = Numbers()
    for lying in queries.lying_in(pile, audience, until, reader):
        key = lying.listing.contribution_id
        yield Record(ItemKind.CONTRIBUTION, contribution_record(lying, slugs, numbers), contribution_id=key)
        if lying.whole is not None:
            yield Record(ItemKind.TEXT, text_record(lying.whole), contribution_id=key)
    yield Record(ItemKind.MEASURE, measure_record(pile, known_spots()))
    for question in questions:
        answers = answers_to(question, reader)
        yield Record(ItemKind.QUESTION, question_record(question, answers), question_id=question.id)
        yield from evidence_of_answers(question, answers, audience)
        sources = {e.id: e.contribution_id for statement in question.statements for e in statement.evidence}
        listings = listed(sorted(set(sources.values())), audience)
        for evidence_id, content in quote_records(question, seen_by(question, reader), sources, listings):
            yield Record(ItemKind.QUOTE, content, sources[evidence_id], question.id)


def evidence_of_answers(
    question: Question, answers: Sequence[AnswerSeen], audience: Audience
) -> Iterator[Record]:
    used = queries.sources_of_answers(answers)
    ids = sorted({contribution_id for found in used.values() for contribution_id in found})
    listings, silent = listed(ids, audience), not_quoted_among(ids)
    for contribution_id, content in source_records(question, answers, used, listings, silent):
        yield Record(ItemKind.SOURCE, content, contribution_id, question.id)


def copy_of(audience: Audience, vocabulary: str, found: Iterator[Record]) -> Copy:
    items, words, n = [], {}, 0
    for record in found:
        salt, content = new_salt(), canonical(record.content)
        digest = digest_of(salt, content)
        items.append({"audience": audience, "kind": record.kind, "digest": digest})
        about = {"contribution_id": record.contribution_id, "question_id": record.question_id}
        words[digest] = {"salt": salt, "content": content, **about}
        n += record.kind is ItemKind.CONTRIBUTION
    return Copy(audience, n, vocabulary, items, words)


def keep(asked: Freezing, copies: Copies) -> Stocktake | None:
    """Writes the copies down and takes the wish away; None when somebody withdrew or changed something since they were
    read: then they are read anew. Nobody withdraws anything meanwhile, so that no copy holds what its audience lost.
    """
    alone_at(WHERE_WORDS_STAND)  # before anything else is held, as the desk does that decides about a question
    pile = asked.pile
    about = {words["question_id"] for copy in copies.of for words in copy.words.values()} - {None}
    stories = stories_in(copies.of)
    if hold_to_lay(about) != about:
        return None
    queries.hold_stories(stories)
    hold(LISTINGS)  # after the stories, as whoever withdraws one does
    if queries.what_lies_there(pile, copies.asked_at, stories) != copies.seen:
        return None
    slug = free_slug(asked.name, queries.taken_stocktake_slugs())
    stocktake = Stocktake(slug=slug, name=asked.name, made_by_id=asked.asked_by_id, pile_id=pile.id)
    stocktake.made_at = asked.asked_at.replace(microsecond=0)  # as it is sealed, and as a database keeps it
    db.session.add(stocktake)
    db.session.flush()
    queries.keep_codebook(codebook_mark(copies.codebook), copies.codebook)
    for copy in copies.of:
        seal(stocktake, copy)
    db.session.delete(asked)
    db.session.flush()
    return stocktake


def seal(stocktake: Stocktake, copy: Copy) -> None:
    edition = Edition(audience=copy.audience, n=copy.n, vocabulary=copy.vocabulary, root="")
    stocktake.editions.append(edition)
    edition.root = root_of(head_of(stocktake, edition), copy.words)
    db.session.flush()
    queries.keep_items([{"stocktake_id": stocktake.id, **item} for item in copy.items], copy.words)


def head_of(stocktake: Stocktake, edition: Edition) -> dict[str, Any]:
    """What the seal holds beside the items."""
    return {
        "name": stocktake.name,
        "address": stocktake.slug,
        "made_at": stocktake.made_at.isoformat(),
        "audience": edition.audience.value,
        "n": edition.n,
        "vocabulary": edition.vocabulary,
    }


def publish(stocktake: Stocktake) -> None:
    """Shows everybody what was public in it; what only members may read stays with the members."""
    stocktake.published_at = stocktake.published_at or clock.now()
    db.session.flush()


def take_back(stocktake: Stocktake) -> None:
    """Shows it to the members only again."""
    stocktake.published_at = None
    db.session.flush()
