"""What contributors hear of how their answer was received, and of what others did with their story at a challenge.

In the mail of the day, and never a word of it: nor does a mail name the challenge, or who did it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from app.accounts.models import Visitor
from app.answering import queries
from app.answering.models import AnswerMark, LinkedAnswer
from app.answering.queries.beside import done_by_others, pass_over_done
from app.contributions.models import Contribution, Status
from app.contributions.operations.daily_news import StoryNews, has_somebody_to_tell, tell_of_the_day
from app.contributions.permissions import may_view
from app.core import clock
from app.core.clock import local
from app.core.database import db
from app.core.wording import lazy

FROM_HOUR = 16  # o'clock: a host who changes their mind in the afternoon has done so by then
PUT_THERE = lazy(
    "Somebody put your story with a challenge. On your own page you read with which, and you can take it away there"
)
TAKEN_THERE = lazy(
    "The municipality or the desk took your story away from a challenge. On your own page you read from which"
)
READ = lazy("The municipality read your answer, and says what it does with it")
THANKED = lazy("The municipality thanks you for your answer")
READ_THERE = lazy("A municipality read your story with its challenge, and says what it does with it")
THANKED_THERE = lazy("A municipality thanks you for your story, which stands with its challenge")


@dataclass
class Unheard:
    """What the contributor of a story did not hear of yet."""

    story: Contribution
    links: list[LinkedAnswer] = field(default_factory=list)
    marks: list[AnswerMark] = field(default_factory=list)

    @property
    def lines(self) -> list[object]:
        were_taken = {link.taken_by_other for link in self.links}
        done = [line for line, was_taken in ((PUT_THERE, False), (TAKEN_THERE, True)) if was_taken in were_taken]
        return [*done, *lines_of(self.marks)]

    def count_as_told(self) -> None:
        waited: list[LinkedAnswer | AnswerMark] = [*self.links, *self.marks]
        for one in waited:
            one.told_at = clock.now()


def tell_reactions() -> int:
    """The mail of the day, from FROM_HOUR; how many stories were told of. What is not told waits for tomorrow."""
    if local(clock.now()).hour < FROM_HOUR:
        return 0
    found: dict[int, Unheard] = {}
    for link in done_by_others():
        found.setdefault(link.contribution_id, Unheard(link.contribution)).links.append(link)
    for mark in queries.have_to_be_told():
        found.setdefault(mark.contribution_id, Unheard(mark.contribution)).marks.append(mark)
    to_tell = []
    for one in found.values():
        if one.story.status is Status.HELD or not may_view(Visitor(), one.story):
            continue
        if has_somebody_to_tell(one.story):
            to_tell.append(StoryNews(one.story, one.lines))
        else:
            one.count_as_told()  # it stands on their own page, and nobody is mailed later for what is old then
    told = tell_of_the_day(to_tell)
    for key in told:
        found[key].count_as_told()
    db.session.flush()
    return len(told)


def pass_over() -> None:
    """After an older backup was put back: what waits in it may have left, and is told to nobody once more."""
    pass_over_done(clock.now())


def lines_of(marks: list[AnswerMark]) -> list[object]:
    """Each kind of reaction once. Whoever told a story elsewhere may not know that it stands with a challenge, and
    whoever asked something gave no answer.
    """
    read = {mark.is_on_answer for mark in marks if mark.verdict is not None and is_new(mark, mark.at)}
    thanked = {mark.is_on_answer for mark in marks if mark.thanked_at is not None and is_new(mark, mark.thanked_at)}
    kinds = ((READ, True, read), (THANKED, True, thanked), (READ_THERE, False, read), (THANKED_THERE, False, thanked))
    return [line for line, is_answer, found in kinds if is_answer in found]


def is_new(mark: AnswerMark, at: datetime) -> bool:
    return mark.told_at is None or at > mark.told_at
