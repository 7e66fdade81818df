"""The demonstration: its people, one per role, its dates around today, and two worked questions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import delete, select, update

from app.accounts.models import Membership, Organisation, Role, User, WorkAddress
from app.accounts.operations import demonstration_links
from app.accounts.queries import municipality_by_name
from app.challenges.models import Challenge, ChallengeHost
from app.cli import demonstration_answers, demonstration_gatherings
from app.contributions.models import Contribution, Draft
from app.contributions.operations import leave_challenge_out
from app.contributions.queries import LISTINGS
from app.contributions.queries import number_frozen as kept_for_requests
from app.core import clock, fulltext
from app.core.database import db
from app.core.deal import deal
from app.core.revisions import begin_anew
from app.core.security import random_id
from app.core.slugs import slug_of
from app.core.waiting_mail import forget_mail_about
from app.gatherings.models import Gathering, Task, TaskHolder
from app.stocktaking.models import Evidence, Question, QuestionStatus, Stance, Statement

AHEAD = timedelta(weeks=3)  # the first gathering lies so far ahead
AT_THE_DESK = ("B46", "B51", "B56", "B59", "B60")  # these wait to be read
DESK, SECOND_DESK = "Redactie (voorbeeld)", "Kennisbureau (voorbeeld)"
PEOPLE = (
    (Role.HOST, "Zoetermeer", "Sanne", "de", "Wit"),
    (Role.HOST, "Zoetermeer", "Bram", "", "Okafor"),
    (Role.HOST, "Purmerend", "Yara", "van", "Dam"),
    (Role.MEMBER, "Utrecht", "Noor", "el", "Amrani"),
    (Role.COORDINATOR, "Groningen", "Joost", "", "Hofstra"),
    (Role.EDITOR, DESK, "Mila", "", "Jansen"),
    (Role.EDITOR, SECOND_DESK, "Teun", "van der", "Meer"),  # two readers are never of one organisation
    (Role.ADMINISTRATOR, DESK, "Ravi", "", "Sewdien"),
    (Role.HOST, "Purmerend", "Daan", "", "Visser"),
)
QUESTIONS: tuple[dict[str, Any], ...] = (
    {
        "slug": "wanneer-maak-je-opgaven-los",
        "sentence": "Op welk moment, en met welke regel, maak je twee opgaven weer los van elkaar?",
        "explanation": "Gemeenten koppelen riool, warmte en groen om een straat maar één keer open te maken. "
        "Als één van de drie vertraagt, staat alles stil. Wie besluit dan, en waarop?",
        "kind": "hoe-aanpakken",
        "route": "leden-onderling",
        "status": QuestionStatus.ASSIGNED,
        "owner": "Groningen",
        "statements": (
            (
                "Koppelen werkt alleen met een afgesproken moment om weer los te laten.",
                (("B10", Stance.SUPPORTS), ("B02", Stance.NUANCES)),
            ),
            ("Eén programma voor alle werken scheelt dubbel openbreken.", (("B04", Stance.SUPPORTS),)),
        ),
    },
    {
        "slug": "wie-betaalt-het-onderhoud-van-extra-groen",
        "sentence": "Wie betaalt het onderhoud van elke extra meter groen?",
        "explanation": "Bij elk project komt er groen bij. Het geld voor beheer groeit vaak niet mee.",
        "kind": "wie-betaalt",
        "route": None,
        "status": QuestionStatus.NEW,
        "owner": None,
        "statements": (
            (
                "Wie beheert, moet vooraf meetekenen.",
                (("B01", Stance.SUPPORTS), ("B05", Stance.NUANCES)),
            ),
        ),
    },
)


def is_loaded() -> bool:
    return db.session.scalar(select(User.id).where(User.is_demonstration.is_(True)).limit(1)) is not None


def divided(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The records that wait at the desk, and those that are published."""
    desk = [row for row in rows if row["id"] in AT_THE_DESK or row.get("pii_test")]
    return desk, [row for row in rows if row not in desk]


def shift_of(gatherings: list[dict[str, Any]]) -> timedelta:
    """How far the programme moves: whole weeks, so that a Thursday stays a Thursday."""
    first = min(datetime.fromisoformat(row["date"]).date() for row in gatherings)
    return timedelta(days=-(-(clock.today() + AHEAD - first).days // 7) * 7)


def shift_of_stories(rows: list[dict[str, Any]]) -> timedelta:
    """How far the stories move, so that the last one came in yesterday."""
    last = max(datetime.fromisoformat(row["submitted_at"]).date() for row in rows)
    return clock.today() - timedelta(days=1) - last


def add_people_and_questions() -> None:
    desks = {
        name: Organisation(kind="kennis", name=name, slug=slug_of(name), is_demonstration=True)
        for name in (DESK, SECOND_DESK)
    }
    db.session.add_all(desks.values())
    at = {place: desks.get(place) or municipality_by_name(place) or desks[DESK] for _role, place, *_names in PEOPLE}
    people = [person(role, at[place], *names) for role, place, *names in PEOPLE]
    db.session.add_all(people)
    db.session.flush()
    for challenge in db.session.scalars(select(Challenge).where(Challenge.is_demonstration.is_(True))):
        hosts = [user for user in people if user.works_for(challenge.organisation_id, Role.HOST)]
        challenge.hosts = [ChallengeHost(user=user) for user in hosts]
    for gathering in db.session.scalars(select(Gathering).where(Gathering.is_demonstration.is_(True))):
        hosts = [user for user in people if user.works_for(gathering.organisation_id, Role.HOST)]
        gathering.holders = [TaskHolder(task=Task.ORGANISER, email=user.email, user=user) for user in hosts]
        gathering.contact_email = deal().help_email
    db.session.flush()
    demonstration_gatherings.let_them_go_on(people)
    for facts in QUESTIONS:
        db.session.add(question(facts, people[3]))
    db.session.flush()
    demonstration_answers.play(people)


def person(role: Role, organisation: Organisation, given: str, infix: str, family: str) -> User:
    email = f"{given}.{family}@{organisation.slug}.example".lower().replace(" ", "")
    user = User(
        public_id=random_id(), email=email, given_name=given, infix=infix, family_name=family, is_demonstration=True
    )
    user.memberships = [Membership(organisation=organisation, role=role)]
    proof = {"confirmed_at": clock.now(), "vouched_at": clock.now()}
    user.addresses = [WorkAddress(organisation=organisation, email=email, **proof)]
    return user


def question(facts: dict[str, Any], author: User) -> Question:
    made = Question(
        slug=facts["slug"],
        sentence=facts["sentence"],
        explanation=facts["explanation"],
        kind=facts["kind"],
        route=facts["route"],
        status=facts["status"],
        owner=municipality_by_name(facts["owner"]) if facts["owner"] else None,
        is_public=True,
        created_by_id=author.id,
        is_demonstration=True,
    )
    made.statements = [
        Statement(position=position, text=text, evidence=list(evidence(refs, author)))
        for position, (text, refs) in enumerate(facts["statements"], start=1)
    ]
    return made


def evidence(refs: tuple[tuple[str, Stance], ...], author: User) -> Iterator[Evidence]:
    """The first sentence of each lesson (or of the facts) as the quote."""
    for ref, stance in refs:
        source = db.session.scalar(select(Contribution).where(Contribution.external_ref == ref))
        if source is None:
            continue
        field = "lesson" if source.lesson else "facts"
        text: str = getattr(source, field)
        end = text.find(". ") + 1 or len(text)
        yield Evidence(
            contribution=source, stance=stance, field=field, start=0, end=end, quote=text[:end], added_by_id=author.id
        )


def sign_in_links() -> list[tuple[str, str]]:
    """A role and a path to sign in with, for each role; empty outside the demonstration."""
    return demonstration_links()


def number_frozen() -> int:
    """How many made-up stories are kept for a Woo request."""
    return kept_for_requests(Contribution.is_demonstration.is_(True))


def remove() -> int:
    """Removes every record of the demonstration, whatever hangs on it included; how many."""
    count = 0
    challenges = select(Challenge.id).where(Challenge.is_demonstration.is_(True))
    real = Contribution.challenge_id.in_(challenges), Contribution.is_demonstration.is_(False)
    db.session.execute(update(Contribution).where(*real).values(challenge_id=None))
    told = select(Contribution.id).where(Contribution.is_demonstration.is_(True))
    db.session.execute(delete(Draft).where(Draft.sent_as_id.in_(told)))
    for draft in db.session.scalars(select(Draft).where(Draft.challenge_id.in_(challenges))).all():
        leave_challenge_out(draft)  # with the number at which its hosts might have called
    forget_mail_about(*db.session.scalars(select(User.email).where(User.is_demonstration.is_(True))))
    db.session.flush()
    for model in (Question, Gathering, Contribution, Challenge, User, Organisation):
        ids = db.session.scalars(select(model.id).where(model.is_demonstration.is_(True))).all()
        count += len(ids)
        if model is Contribution:
            for audience, key in product(fulltext.AUDIENCES, ids):
                fulltext.remove(audience, key)
        db.session.execute(delete(model).where(model.id.in_(ids)))
    begin_anew(LISTINGS)
    return count
