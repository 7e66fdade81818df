"""What contributors hear of the questions that use their text: once for each change, in one mail a day.

A change waits as a row without words. When the mail of the day goes out, it is looked at anew: nobody hears of a
question that cannot be read any more, nor of a text that was taken back meanwhile.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from enum import Enum

from app.accounts.models import Visitor
from app.contributions.models import Contribution, Status
from app.contributions.operations.daily_news import StoryNews, has_somebody_to_tell, tell_of_the_day
from app.contributions.operations.outcomes import note_asked
from app.contributions.operations.still_true import may_say_how_it_is
from app.contributions.permissions import BEFORE_PUBLICATION, may_view
from app.core import clock
from app.core.clock import local, midnight
from app.core.database import db
from app.core.deal import deal
from app.core.wording import lazy
from app.stocktaking import queries
from app.stocktaking.models import Evidence, News, Question, QuestionNews, QuestionStatus, WaitingNews
from app.stocktaking.operations.earlier import BACK_WITHIN
from app.stocktaking.queries.news import WHERE_IT_LIES, heard_by
from app.stocktaking.words import NEWS_NAMES

FROM_HOUR = 16  # o'clock: late enough for what was done that day, early enough to be read

STILL_TRUE = lazy("Is your story still true? You say so on your own page, in a minute")


class Fate(Enum):
    """What becomes of a change that waits: it is told, waits longer, or there is nothing to tell any more."""

    TELL = "tell"
    WAIT = "wait"
    DROP = "drop"


class Heard:
    """Who hears of which change, kept so that a question with hundreds of texts is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, News], set[int]] = {}

    def ids(self, question: Question, what: News) -> set[int]:
        if (question.id, what) not in self._known:
            self._known[question.id, what] = {story.id for story in heard_by(question, what)}
        return self._known[question.id, what]


def bring(question: Question, stories: Iterable[Contribution], what: News) -> None:
    """Lets whoever shared these hear of a change, when they can be told. The same change that still waits is one."""
    waiting = queries.waiting_for(question, what)
    for story in {story.id: story for story in stories}.values():
        is_known = story.id in waiting or (what is News.USED and queries.was_told_of(question, story))
        if not is_known and has_somebody_to_tell(story):
            db.session.add(WaitingNews(question_id=question.id, contribution_id=story.id, what=what))
    db.session.flush()


def call_off(question: Question, ids: Collection[int], what: News) -> None:
    """Whoever shared these and did not hear of a change yet, does not hear of it: it was undone."""
    for row in queries.rows_waiting_for(question, what):
        if row.contribution_id in ids:
            db.session.delete(row)
    db.session.flush()


def bring_quoted(question: Question, quoted: Iterable[Evidence]) -> None:
    """Lets contributors hear that they are quoted where everybody reads it, once for each question.

    Who is quoted in a way that the public question does not show, is not told: there is nothing to see.
    """
    if question.is_public:
        shown = [e.contribution for e in quoted if e.contribution.not_quoted or not queries.is_stale(e)]
        bring(question, [story for story in shown if may_view(Visitor(), story)], News.USED)


def bring_sources(question: Question, stories: Iterable[Contribution]) -> None:
    """The same for what an answer rests on."""
    if question.is_public:
        bring(question, [story for story in stories if may_view(Visitor(), story)], News.USED)


def bring_to_all(question: Question, what: News) -> None:
    """Lets everybody hear whose text is used in this question, where the public can see that it is; of an answer or a
    decision also those whose text lies there."""
    if question.is_public:
        bring(question, heard_by(question, what), what)


def tell_news() -> int:
    """The mail of the day, from FROM_HOUR; how many stories were told of. What is not told waits for tomorrow."""
    if local(clock.now()).hour < FROM_HOUR:
        return 0
    found: dict[int, tuple[Contribution, list[tuple[WaitingNews, Question]]]] = {}
    heard = Heard()
    for row, question, story in queries.news_that_waits():
        fate = fate_of(row, question, story, story.id in heard.ids(question, row.what))
        if fate is Fate.DROP:
            db.session.delete(row)
        elif fate is Fate.TELL:
            found.setdefault(story.id, (story, []))[1].append((row, question))
    asked = to_ask()
    for key, story in asked.items():
        found.setdefault(key, (story, []))
    told = tell_of_the_day(
        [
            StoryNews(story, [*lines_of(row.what for row, _question in rows), *([STILL_TRUE] if key in asked else [])])
            for key, (story, rows) in found.items()
        ]
    )
    for key in told:
        if key in asked:
            note_asked(asked[key])
        story, rows = found[key]
        for row, question in rows:
            if row.what not in WHERE_IT_LIES or story.id in heard.ids(question, News.USED):
                note_told(question, story)  # and not where it lies only: a quote is still news there
            db.session.delete(row)
    db.session.flush()
    return len(told)


def to_ask() -> dict[int, Contribution]:
    """The stories about which their contributors are asked today whether they still hold."""
    reminder = midnight(clock.today() - timedelta(days=deal().still_true_days))
    found = queries.stories_to_ask(deal().still_true_months, reminder)
    return {story.id: story for story in found if may_say_how_it_is(story) and has_somebody_to_tell(story)}


def lines_of(changes: Iterable[News]) -> list[object]:
    """Each kind of change once, in the order in which things go."""
    happened = set(changes)
    return [name for what, name in NEWS_NAMES.items() if what in happened]


def note_told(question: Question, story: Contribution) -> None:
    db.session.merge(QuestionNews(question_id=question.id, contribution_id=story.id, told_at=clock.now()))
    db.session.flush()


def fate_of(row: WaitingNews, question: Question, story: Contribution, is_heard: bool) -> Fate:
    if question.stays_out:
        return Fate.DROP  # nobody can ever read there what it is about
    if question.held_at is not None or story.status in (Status.HELD, *BEFORE_PUBLICATION):
        return Fate.WAIT
    if not may_view(Visitor(), story) or not has_somebody_to_tell(story):
        return Fate.DROP
    if row.what is News.CLOSED and question.status is not QuestionStatus.PARKED:
        # Who puts that back lets it be parked without news: whoever did not hear of it still waits here.
        return Fate.WAIT if row.at > clock.now() - BACK_WITHIN else Fate.DROP
    is_read = question.is_public and question.merge is None
    if row.what is News.TAKEN_BACK:
        holds = not question.is_public and question.merge is None
    elif row.what is News.SPLIT:
        holds = is_read
    else:
        holds = is_read and is_heard
    return Fate.TELL if holds else Fate.DROP
