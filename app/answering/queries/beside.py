"""The answers to a challenge, what was put with it, and where it plays as well."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import joinedload

from app.accounts.models import Person, User, Visitor
from app.accounts.queries import About, OwnAnswer, figures_about, own_answers
from app.accounts.recognised import Figures
from app.answering.counted import answers_among
from app.answering.models import ChallengeRecognised, LinkedAnswer
from app.answering.permissions import can_be_linked
from app.challenges.models import Challenge
from app.challenges.permissions import visible_to
from app.challenges.queries import challenges_like
from app.contributions.cards import MOST_ANSWERS, cards_by_id
from app.contributions.disclosure import View
from app.contributions.look_alikes import look_alikes, rare_terms
from app.contributions.models import Audience, Contribution
from app.contributions.permissions import audience_of, may_view
from app.contributions.permissions import visible_to as story_visible_to
from app.contributions.queries import catalogue
from app.contributions.selection import holding_words, selected
from app.core.clock import today
from app.core.database import db, one
from app.core.errors import NotFound
from app.taxonomy.models import Dimension

MOST_FOUND = 10


@dataclass(frozen=True)
class Answered:
    """One answer in the list of a challenge, and whether it was told elsewhere and put there."""

    view: View
    is_linked: bool


@dataclass(frozen=True)
class Answers:
    """In the public order: what others lived through, which counts; what they ask, what the municipality tells, and
    what came of it, which do not."""

    of_others: list[Answered]
    questions: list[Answered]
    own: list[Answered]
    what_came: list[View]


def answers_to(challenge: Challenge, person: Person) -> Answers:
    """The answers that this person may see. What was withdrawn or made stricter is in no listing, so not in here."""
    linked = linked_to([challenge.id]).get(challenge.id, [])
    with catalogue(audience_of(person)) as known:
        found = answers_among(known, challenge, linked)
        answered = known.holding(("challenge", challenge.id))
        came = known.page(known.holding(("follows_up", challenge.id)), 0, MOST_ANSWERS)
        pages = [known.page(hits, 0, MOST_ANSWERS) for hits in (found.answers, found.questions, found.own)]
    shown = cards_by_id([key for page in (*pages, came) for key in page], person, (Dimension.THEME,))
    others, asked, own = ([Answered(shown[i], i not in answered) for i in page if i in shown] for page in pages)
    return Answers(others, asked, own, [shown[key] for key in came if key in shown])


def told_by_others(challenge: Challenge) -> list[View]:
    """The answers as everybody may read them, for whoever writes one."""
    return [answer.view for answer in answers_to(challenge, Visitor()).of_others]


def linked_to(challenge_ids: Collection[int], also_taken_away: bool = False) -> dict[int, list[int]]:
    """The ids of the stories that were put with these challenges, by the id of the challenge."""
    stays = [] if also_taken_away else [LinkedAnswer.taken_away_at.is_(None)]
    wanted = LinkedAnswer.challenge_id.in_(challenge_ids), *stays
    found: dict[int, list[int]] = {}
    for challenge_id, story in db.session.execute(
        select(LinkedAnswer.challenge_id, LinkedAnswer.contribution_id).where(*wanted)
    ).tuples():
        found.setdefault(challenge_id, []).append(story)
    return found


def challenge_to_answer(slug: str, person: Person, to_change: bool = True) -> Challenge:
    """The challenge at this address; two taps at once wait for each other. Raises NotFound."""
    found = select(Challenge).where(Challenge.slug == slug, visible_to(person))
    return one(found.with_for_update(of=Challenge) if to_change else found)


def link_between(challenge: Challenge, contribution: Contribution) -> LinkedAnswer | None:
    return db.session.get(LinkedAnswer, (challenge.id, contribution.id))


def link_of(challenge: Challenge, public_id: str) -> LinkedAnswer | None:
    """The same of a story that everybody reads, by its public id; in one statement."""
    wanted = Contribution.public_id == public_id, LinkedAnswer.challenge_id == challenge.id
    found = select(LinkedAnswer).join(LinkedAnswer.contribution).where(*wanted, story_visible_to(Visitor()))
    return db.session.scalar(found)


def was_put_with(challenge: Challenge, contribution: Contribution) -> LinkedAnswer:
    """That somebody put this story with this challenge, also when it was taken away since. Raises NotFound."""
    found = link_between(challenge, contribution)
    if found is None:
        raise NotFound
    return found


def standing() -> Iterator[tuple[Challenge, Contribution]]:
    """Every challenge with each story that stands with it, or tells what came of it; to look at after a restore."""
    shown = joinedload(LinkedAnswer.challenge), joinedload(LinkedAnswer.contribution)
    for row in db.session.scalars(select(LinkedAnswer).where(LinkedAnswer.taken_away_at.is_(None)).options(*shown)):
        yield row.challenge, row.contribution
    for story in db.session.scalars(select(Contribution).where(Contribution.follows_up.has())):
        if story.follows_up is not None:
            yield story.follows_up, story


@dataclass(frozen=True)
class Beside:
    """The challenges that a story stands with, the one that was chosen for it, and the open ones that look like it."""

    stands_with: Sequence[Challenge] = ()
    could_stand_with: Sequence[Challenge] = ()
    linked: Sequence[Challenge] = ()  # of the first, those that it was put with
    put_by_others: Sequence[Challenge] = ()  # of these, where somebody else than its contributor put it
    taken_by_others: Sequence[Challenge] = ()  # where hosts or the desk took it away
    chosen: Challenge | None = None
    has_choice: bool = False  # any open challenge can be chosen: everybody reads the story

    def __bool__(self) -> bool:
        return self.has_choice


def beside(contribution: Contribution, chosen: str = "") -> Beside:
    """For its contributor. Nothing of a story that not everybody reads: it stands nowhere now.

    `chosen` is the slug of the challenge from which somebody came with their code; '' when there is none.
    """
    if not may_view(Visitor(), contribution):
        return Beside()
    every, told = links_in_view(contribution), contribution.follows_up
    links = [link for link in every if link.taken_away_at is None]
    by_hosts = by_title(link.challenge for link in every if link.taken_by_other)
    what_came = [told] if told is not None and told.is_public(today()) else []
    linked = by_title(link.challenge for link in links)
    by_others = by_title(link.challenge for link in links if link.put_by_other)
    found = by_title([*linked, *what_came])
    stands_already = contribution.challenge_id is not None  # with the challenge that it answers
    alike = [] if stands_already else challenges_for(contribution, [*found, *by_hosts])
    wanted = challenge_chosen(chosen)
    if wanted is None or wanted in [*found, *by_hosts] or not can_be_linked(contribution, wanted):
        wanted = None
    others = [one for one in alike if one != wanted]
    return Beside(found, others, linked, by_others, by_hosts, wanted, has_choice=True)


def challenge_chosen(slug: str) -> Challenge | None:
    """The open challenge at this address that everybody may read; None when there is none."""
    if not slug:
        return None
    found = db.session.scalars(select(Challenge).where(Challenge.slug == slug, visible_to(Visitor()))).one_or_none()
    return found if found is not None and found.is_open(today()) else None


def links_in_view(contribution: Contribution) -> Sequence[LinkedAnswer]:
    """Where this story was put and stands, or was taken away by others; with the challenges that anybody may read."""
    shows = or_(LinkedAnswer.taken_away_at.is_(None), LinkedAnswer.taken_by_other)
    wanted = LinkedAnswer.contribution_id == contribution.id, shows, visible_to(Visitor())
    found = select(LinkedAnswer).join(LinkedAnswer.challenge).where(*wanted)
    return db.session.scalars(found.options(joinedload(LinkedAnswer.challenge))).unique().all()


def by_title(challenges: Iterable[Challenge]) -> list[Challenge]:
    return sorted(challenges, key=lambda challenge: (challenge.title, challenge.slug))


def is_news() -> ColumnElement[bool]:
    """Of what others did with a story: what its contributor did not hear yet, and that still is so."""
    was_put = and_(LinkedAnswer.put_by_other, LinkedAnswer.taken_away_at.is_(None))
    return and_(or_(was_put, LinkedAnswer.taken_by_other), LinkedAnswer.told_at.is_(None))


def done_by_others() -> Sequence[LinkedAnswer]:
    """Of which contributors did not hear yet that others put their story there, or took it away; the oldest on top.

    Nothing out of view: that waits until everybody may read both again.
    """
    wanted = select(LinkedAnswer).join(LinkedAnswer.challenge).join(LinkedAnswer.contribution)
    wanted = wanted.where(is_news(), visible_to(Visitor()), story_visible_to(Visitor()))
    order = LinkedAnswer.linked_at, LinkedAnswer.challenge_id, LinkedAnswer.contribution_id
    return db.session.scalars(wanted.options(joinedload(LinkedAnswer.contribution)).order_by(*order)).unique().all()


def pass_over_done(moment: datetime) -> None:
    """Whatever contributors did not hear of counts as told."""
    waits = or_(LinkedAnswer.put_by_other, LinkedAnswer.taken_by_other), LinkedAnswer.told_at.is_(None)
    db.session.execute(update(LinkedAnswer).where(*waits).values(told_at=moment))


def challenges_for(contribution: Contribution, beside: Sequence[Challenge]) -> list[Challenge]:
    """At most three open challenges that look like this story, and that it does not stand with yet."""
    words = rare_terms(f"{contribution.title} {contribution.facts} {contribution.lesson}")
    known = {challenge.id for challenge in beside}
    alike = challenges_like(words, Visitor(), most=len(known) + 6)
    return [one for one in alike if one.id not in known and can_be_linked(contribution, one)][:3]


def stories_for(challenge: Challenge, words: str) -> list[View]:
    """The stories that everybody reads and that may help: those with these words, or the most alike, three.

    Not what was taken away there: only its contributor puts that back, on their own page.
    """
    hits = holding_words(selected({"q": [words]}), Audience.PUBLIC) if words else None
    linked = linked_to([challenge.id], also_taken_away=True).get(challenge.id, [])
    with catalogue(Audience.PUBLIC) as known:
        already = answers_among(known, challenge, linked).everything
        there = {known.entries[i].public_id for i in already}
        page = known.page((hits & known.everything) - already, 0, MOST_FOUND) if hits is not None else []
    if words:
        return list(cards_by_id(page, Visitor(), (Dimension.THEME,)).values())
    text = f"{challenge.title} {challenge.situation} {challenge.questions}"
    return [view for view in look_alikes(text, Visitor(), most=MOST_FOUND) if view.id not in there][:3]


def about(challenge: Challenge) -> About[ChallengeRecognised]:
    return About(ChallengeRecognised, "challenge_id", challenge.id)


def recognition_of(challenge: Challenge) -> Figures:
    """How many say that it plays with them as well: once for each organisation, by kind, and the others together."""
    return figures_about(about(challenge))


def voices_of(challenge: Challenge, person: Person, mark: str) -> list[OwnAnswer]:
    """As what this person can answer: for each other organisation of theirs, else for themselves."""
    found = own_answers(about(challenge), person, mark)
    asking = challenge.organisation_id
    return [own for own in found if own.organisation is None or own.organisation.id != asking]


def recognised_by(user: User) -> Sequence[ChallengeRecognised]:
    """What this person said of challenges, for themselves or for an organisation."""
    wanted = ChallengeRecognised.user_id == user.id
    return db.session.scalars(select(ChallengeRecognised).where(wanted).order_by(ChallengeRecognised.id)).all()


def asks_elsewhere(challenge: Challenge) -> list[Challenge]:
    """At most three public challenges of other municipalities that look alike: "wie heeft dit ook".

    By their words and themes: a phase or a scale is shared by challenges about whatever else.
    """
    words = rare_terms(f"{challenge.title} {challenge.situation} {challenge.questions}")
    themes = {term.id for term in challenge.terms if term.dimension is Dimension.THEME}
    alike = challenges_like(words, Visitor(), most=12, but=challenge.id, themes=themes)
    return [one for one in alike if one.organisation_id != challenge.organisation_id][:3]


