"""What contributors hear of how their answer was received: in the mail of the day, and never a word of it."""

from datetime import datetime

from app.accounts.models import Visitor
from app.answering import queries
from app.answering.models import AnswerMark
from app.contributions.models import Contribution, Status
from app.contributions.operations.daily_news import StoryNews, has_somebody_to_tell, tell_of_the_day
from app.contributions.permissions import may_view
from app.core import clock
from app.core.clock import local
from app.core.database import db
from app.core.wording import lazy

FROM_HOUR = 16  # o'clock: a host who changes their mind in the afternoon has done so by then
READ = lazy("The municipality read your answer, and says what it does with it")
THANKED = lazy("The municipality thanks you for your answer")
READ_THERE = lazy("A municipality read your story with its challenge, and says what it does with it")
THANKED_THERE = lazy("A municipality thanks you for your story, which stands with its challenge")


def tell_reactions() -> int:
    """The mail of the day, from FROM_HOUR; how many stories were told of. What is not told waits for tomorrow."""
    if local(clock.now()).hour < FROM_HOUR:
        return 0
    found: dict[int, tuple[Contribution, list[AnswerMark]]] = {}
    for mark in queries.have_to_be_told():
        story = mark.contribution
        if story.status is Status.HELD or not may_view(Visitor(), story):
            continue
        if has_somebody_to_tell(story):
            found.setdefault(story.id, (story, []))[1].append(mark)
        else:
            mark.told_at = clock.now()  # it stands on their own page, and nobody is mailed later for what is old then
    told = tell_of_the_day([StoryNews(story, lines_of(marks)) for story, marks in found.values()])
    for key in told:
        for mark in found[key][1]:
            mark.told_at = clock.now()
    db.session.flush()
    return len(told)


def lines_of(marks: list[AnswerMark]) -> list[object]:
    """Each kind of news once. Whoever told a story elsewhere may not know that it stands with a challenge, and whoever
    asked something gave no answer.
    """
    read = {mark.is_on_answer for mark in marks if mark.verdict is not None and is_new(mark, mark.at)}
    thanked = {mark.is_on_answer for mark in marks if mark.thanked_at is not None and is_new(mark, mark.thanked_at)}
    kinds = ((READ, True, read), (THANKED, True, thanked), (READ_THERE, False, read), (THANKED_THERE, False, thanked))
    return [line for line, is_answer, found in kinds if is_answer in found]


def is_new(mark: AnswerMark, at: datetime) -> bool:
    return mark.told_at is None or at > mark.told_at
