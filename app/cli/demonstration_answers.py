"""The loop of the demonstration that closes: a challenge that went all the way, and one that is halfway.

Each deed is done by the operations of the product, at the moment in the past at which it happened: nothing here can be
what people could not do. The texts stand in `demo-answers.json` of the deal.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from app.accounts.models import Person, User, Visitor
from app.answering import operations as answering
from app.answering.models import Holds, Verdict
from app.answering.operations.beside import link
from app.answering.queries import answers_of
from app.answering.side_by_side import conditions_of, mark_of
from app.challenges import operations as challenges
from app.challenges.models import Challenge
from app.cli.checked import Checker
from app.cli.importing import Importer
from app.contributions import operations as contributions
from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution, Side
from app.contributions.operations.follow import mark_now
from app.contributions.queries import conversation_of
from app.core import clock, mail
from app.core.clock import AMSTERDAM, is_workday
from app.core.deal import deal
from app.core.security import random_id
from app.core.waiting_mail import forget_mail_about
from app.following import operations as following
from app.following.models import Pace
from app.notifications.operations import mark_read
from app.taxonomy.models import Dimension

# Days apart can be the same working day, around a weekend or Christmas: then these hours keep the deeds in order.
SENT, READ, DECIDED, TOLD, HEARD = time(9), time(11), time(14), time(16, 30), time(17, 30)
TO_READ = 4  # days from sending a story to its second reader
WITHIN = 5  # working days in which hosts react
FITS, LATER, NOT = Verdict.NOW, Verdict.LATER, Verdict.NO


def play(people: list[User]) -> None:
    """Plays both, up to today. What stands here already is news to nobody; where mail can leave, none of this does."""
    following.find()
    demonstration = Played(people)
    demonstration.finish_one()
    demonstration.begin_another()
    if mail.is_configured():
        forget_mail_about(*(user.email for user in people))


def workday_before(day: date) -> date:
    """This day, or the last working day before it."""
    return next(found for back in range(14) if is_workday(found := day - timedelta(days=back)))


def last_day_is_near() -> int:
    """So many days ago something came that has to be reacted to on the next working day."""
    today = clock.today()
    by = clock.workday_after(today, 1)
    found = (back for back in range(40) if is_workday(today - timedelta(days=back)))
    return next(back for back in found if clock.workday_after(today - timedelta(days=back), WITHIN) <= by)


@contextmanager
def ago(days: int, hour: time) -> Iterator[None]:
    """In here it is that many days before today, or on the last working day before that."""
    with clock.at(datetime.combine(workday_before(clock.today() - timedelta(days=days)), hour, tzinfo=AMSTERDAM)):
        yield


def the_jobs_run(days: int) -> None:
    """What the clock tells people in the afternoon of a day."""
    with ago(days, TOLD):
        answering.tell_hosts()
        answering.tell_reactions()
        following.find()
        following.spread()
        following.tell_some(0, clock.now(), {})
        following.tell_answerers()
        answering.ask_what_came()


class Played:
    def __init__(self, people: list[User]) -> None:
        self.sanne, self.bram, self.noor, self.joost, self.mila, self.teun = (
            next(user for user in people if user.given_name == name)
            for name in ("Sanne", "Bram", "Noor", "Joost", "Mila", "Teun")
        )
        self.people = people
        self.texts = json.loads((deal().folder / "demo-answers.json").read_text(encoding="utf-8"))
        self.importer = Importer(Checker())

    def finish_one(self) -> None:
        """Asked, answered by four and one from elsewhere, judged, closed, and half a year later what came of it."""
        with ago(272, SENT):
            asked = self.ask("schoolstraat", closes_in=50)
        with ago(268, SENT):
            following.follow(following.Thing.of(asked), self.joost, Pace.DAILY)
        good = self.share("klaphek", 263, asked)
        the_jobs_run(258)
        with ago(256, DECIDED):
            self.judge(asked, good, FITS, self.sanne)
        failed = self.share("hesjes", 250, asked)
        with ago(240, DECIDED):
            self.judge(asked, failed, FITS, self.bram)
        half = self.share("paaltje", 239, asked, by=self.noor)
        elsewhere = self.share("opvang", 238)
        with ago(232, DECIDED):
            self.judge(asked, half, LATER, self.sanne)
            link(asked, elsewhere, by=self.joost)
        the_jobs_run(232)
        not_here = self.share("camera", 231, asked)
        with ago(226, DECIDED):
            self.judge(asked, elsewhere, LATER, self.bram)
            self.judge(asked, not_here, NOT, self.bram, self.texts["said"]["camera_does_not_fit"])
            self.compare(asked)
        with ago(218, DECIDED):
            text = self.texts["challenges"]["schoolstraat"]
            challenges.close(asked, text["closing_note"], text["remains"])
        the_jobs_run(217)
        the_jobs_run(31)
        self.share("half-jaar-later", 29, by=self.sanne, follows_up=asked)
        the_jobs_run(23)
        with ago(22, HEARD):
            for user in self.people:
                mark_read(user)

    def begin_another(self) -> None:
        """One answer that was reacted to, three that wait; of the first of those the last day is near."""
        with ago(21, SENT):
            asked = self.ask("bomen", closes_in=21 + 18)
            following.follow(following.Thing.of(asked), self.joost, Pace.DAILY)
        good = self.share("waterzak", 20, asked, by=self.noor, phone=self.texts["said"]["phone"])
        with ago(14, DECIDED):
            self.judge(asked, good, FITS, self.sanne)
        the_jobs_run(14)
        self.ask_and_answer(asked, good)
        first = last_day_is_near()
        self.share("bestek", first + TO_READ, asked)
        the_jobs_run(first)
        self.share("sensor", 3 + TO_READ, asked)
        self.share("plantgat", 2 + TO_READ, asked)

    def ask_and_answer(self, asked: Challenge, story: Contribution) -> None:
        """The one question that a host has about an answer, and what its contributor says."""
        conversation = conversation_of(story, Side.HOST)
        if conversation is None:
            raise AssertionError("whoever leaves a number lets the hosts ask something")
        with ago(13, DECIDED):
            contributions.ask_as_host(conversation, self.texts["said"]["question"], self.sanne)
            answering.note_asked(asked, story, self.sanne)
        with ago(11, HEARD):
            mark_read(self.noor)
            contributions.saw(story, Side.HOST, 1)
            contributions.answer_host(story, self.texts["said"]["reply"])
        with ago(8, DECIDED):
            contributions.saw(story, Side.HOST, 2, viewer=Side.HOST)

    def ask(self, name: str, closes_in: int) -> Challenge:
        """Posts a challenge of the first host, for so many days, with a colleague who runs it too."""
        row, importer = self.texts["challenges"][name], self.importer
        made = challenges.begin(importer.check.host(row, "municipality"), self.sanne)
        fields = ("themes", Dimension.THEME), ("phases", Dimension.PHASE), ("scale", Dimension.SCALE)
        challenges.write(
            made,
            made.version,
            [term for field, dimension in fields for term in importer.check.tags(row, field, dimension)],
            self.sanne,
            title=row["title"],
            situation=row["situation_sketch"],
            process=importer.lines(row, "work_process"),
            tried=importer.lines(row, "already_tried"),
            fixed=importer.lines(row, "cannot_change"),
            questions=importer.lines(row, "questions_to_participants"),
            usable_answer=row["what_is_a_usable_answer"],
            neighbourhood=row["neighbourhood"],
            posted_by_role=row["posted_by_role"],
            closes_on=clock.today() + timedelta(days=closes_in),
        )
        made.is_demonstration = True
        challenges.add_host(made, self.bram)
        challenges.publish(made)
        return made

    def share(
        self,
        name: str,
        days: int,
        challenge: Challenge | None = None,
        by: Person | None = None,
        phone: str = "",
        follows_up: Challenge | None = None,
    ) -> Contribution:
        """A story that is sent so many days ago and in view TO_READ days later. Without `by` they have no account."""
        by, secret = by or Visitor(), random_id()
        answers = self.answers(name, phone)
        with ago(days, SENT):
            draft = contributions.begin(secret, by, challenge, follows_up)
            story = contributions.submit(draft, answers, by, secret)
            story.is_demonstration = True
        with ago(days - TO_READ, READ):
            for reader in (self.mila, self.teun):
                contributions.open_to_read(story, reader)
            if story.names_organisation:
                contributions.confirm(story, self.mila)
            for reader in (self.mila, self.teun):
                contributions.accept(story, reader, mark_now(story, None))
                mark_read(reader)
        return story

    def answers(self, name: str, phone: str) -> contributions.Answers:
        row = self.texts["stories"][name]
        row = row | {"year": clock.today().year - row["years_ago"]}
        placed = self.importer.placed(row)
        where = {field: placed[field] for field in ("place", "year", "organisation_kind", "role")}
        terms = [tag.term for tag in self.importer.tags(row)]
        told = self.importer.told(row) | where | {"organisation": where["place"], "terms": terms}
        return contributions.Answers(**told, unchanged_is_fine=True, host_calls_at=phone)

    def judge(self, asked: Challenge, story: Contribution, verdict: Verdict, by: User, reason: str = "") -> None:
        answering.judge(asked, story, verdict, reason, by, seen_turn=0)
        answering.thank(asked, story, by)

    def compare(self, asked: Challenge) -> None:
        """The hosts say of each condition that others wrote whether it holds where they work."""
        views = [disclosed(story, Visitor()) for story in answers_of(asked)]
        said = {mark_of(one): one.words for view in views for one in conditions_of(view) if one.is_said}
        holds = self.texts["said"]["holds"]
        answering.check(asked, {mark: Holds.YES if words in holds else Holds.NO for mark, words in said.items()})
