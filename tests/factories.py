"""Things to test with. Each call makes one that is complete and unremarkable, and saves it."""

from datetime import timedelta
from itertools import count

from sqlalchemy import select

from app.accounts.models import Membership, Organisation, Role, User, WorkAddress
from app.challenges.models import Challenge, ChallengeHost, ChallengeStatus
from app.contributions import operations
from app.contributions.models import Audience, Contribution, Kind, Outcome, Provenance, Status, Tag
from app.contributions.reading_mark import mark_of
from app.core.clock import now, today
from app.core.database import db
from app.core.security import fingerprint, random_code, random_id
from app.stocktaking.models import Evidence, Question, Stance, Statement
from app.taxonomy.models import Dimension, Term

number = count(1)


def save(thing):
    db.session.add(thing)
    db.session.commit()
    return thing


def make_organisation(**changes):
    return save(organisation_with(changes))


def organisation_with(changes):
    n = next(number)
    usual = {"kind": "kennis", "name": f"Instituut {n}", "slug": f"instituut-{n}"}
    return Organisation(**usual | changes)


def make_municipality(**changes):
    n = next(number)
    usual = {
        "kind": "gemeente",
        "name": f"Voorbeeldstad {n}",
        "slug": f"gemeente-voorbeeldstad-{n}",
        "cbs_code": f"GX{n:04}",
        "inhabitants": 60_000,
        "province": "Utrecht",
        "size": "medium",
        "part": "west",
        "latitude": 52.1,
        "longitude": 5.1,
    }
    return save(Organisation(**usual | changes))


def make_user(role=None, organisation=None, works_at=None, **changes):
    """Somebody who takes mail at any hour: a test does not depend on when it runs."""
    n = next(number)
    usual = {"public_id": random_id(), "email": f"persoon{n}@voorbeeld.example", "given_name": f"Persoon{n}"}
    usual |= {"quiet_from": 0, "quiet_until": 0, "quiet_weekend": False}
    user = User(**usual | changes)
    db.session.add(user)
    if role:
        db.session.add(Membership(user=user, organisation=organisation or organisation_with({}), role=role))
    if works_at:
        db.session.add(WorkAddress(user=user, organisation=works_at, email=user.email, confirmed_at=now(), vouched_at=now()))
    db.session.commit()
    db.session.refresh(user)
    return user


def make_challenge(hosts=2, **changes):
    n = next(number)
    usual = {
        "public_id": random_id(),
        "slug": f"uitdaging-{n}",
        "title": f"Hoe houd je straat {n} koel?",
        "situation": "De straat is in de zomer te warm.",
        "process": "De wijkregisseur beslist.",
        "questions": "Wat werkt bij jullie?",
        "usable_answer": "Een afspraak die op papier staat.",
        "neighbourhood": "Centrum",
        "status": ChallengeStatus.PUBLISHED,
        "published_at": now(),
        "closes_on": today() + timedelta(days=30),
    } | changes
    usual["organisation"] = usual.get("organisation") or make_municipality()
    challenge = save(Challenge(**usual))
    for _host in range(hosts):
        host = make_user(Role.HOST, challenge.organisation)
        save(ChallengeHost(challenge_id=challenge.id, user_id=host.id))
    db.session.refresh(challenge)
    return challenge


def term(dimension, code=None):
    wanted = [Term.dimension == dimension, Term.is_group.is_(False)]
    if code:
        wanted.append(Term.code == code)
    return db.session.scalars(select(Term).where(*wanted).order_by(Term.position)).first()


def make_contribution(terms=(), code=None, readers=(), listed=True, **changes):
    """Named ones are confirmed, unless the test says otherwise. Published ones are listed."""
    usual = {
        "public_id": random_id(),
        "code_hash": fingerprint(code or random_code()),
        "status": Status.PUBLISHED,
        "kind": Kind.LEARNED,
        "outcome": Outcome.PARTLY,
        "title": f"De put lag verkeerd {next(number)}",
        "facts": "Wij legden de put op de hoogste plek van de straat, en dat merkten we bij de eerste bui.",
        "lesson": "Meet eerst de hoogte.",
        "audience": Audience.PUBLIC,
        "names_organisation": False,
        "year": 2021,
        "neighbourhood": "Oude Haven",
        "role": "projectleider",
        "organisation_kind": "gemeente",
        "published_at": now(),
        "submitted_at": now(),
        "clock_since": today(),
    } | changes
    if "place" not in changes and "place_id" not in changes:
        usual["place"] = make_municipality()
    if "organisation" not in changes:
        usual["organisation"] = usual["place"]
    if usual["names_organisation"] and "confirmed_at" not in changes:
        usual |= {"confirmed_at": now(), "confirmed_by": "desk"}
    if usual["status"] is not Status.PUBLISHED and "published_at" not in changes:
        usual["published_at"] = None
    contribution = Contribution(**usual)
    contribution.tags = [Tag(term=t, provenance=Provenance.CONTRIBUTOR) for t in terms]
    save(contribution)
    if listed and contribution.status is Status.PUBLISHED:
        operations.relist(contribution)
        db.session.commit()
    return contribution


def seen_text(contribution):
    """The mark of the text that waits for a yes: that of the newest proposal, or of the text as it stands."""
    waiting = [proposal for proposal in contribution.proposals if proposal.answered_at is None]
    return mark_of(waiting[-1] if waiting else contribution)


def make_question(contribution=None, **changes):
    n = next(number)
    usual = {"slug": f"vraagstuk-{n}", "sentence": f"Wie beslist over straat {n}?", "is_public": True}
    question = Question(**usual | changes)
    question.statements = [Statement(position=1, text="Niemand is eigenaar.")]
    if contribution is not None:
        quote = contribution.facts[:20]
        question.statements[0].evidence = [
            Evidence(contribution=contribution, stance=Stance.SUPPORTS, field="facts", start=0, end=20, quote=quote)
        ]
    return save(question)


__all__ = [
    "Dimension",
    "make_challenge",
    "make_contribution",
    "make_municipality",
    "make_organisation",
    "make_question",
    "make_user",
    "save",
    "seen_text",
    "term",
]
