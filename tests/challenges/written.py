"""A challenge as its host types it, and how it lies in the database."""

from datetime import timedelta

from sqlalchemy import func, select

from app.challenges.models import Challenge, ChallengeStatus
from app.core.clock import today
from app.core.database import db
from tests.factories import (
    make_challenge,
)

LATER = f"{today() + timedelta(days=30):%d-%m-%Y}"
WHOLE = {
    "version": "1",
    "key": "a-key",
    "title": "Wie beslist er als het geld op is?",
    "situation": "In onze wijk ligt alles open, en het geld is op.",
    "approach": "De wijkregisseur vraagt.\nDe directeur besluit.",
    "tried": "Een stuurgroep.",
    "fixed": "De flats blijven staan.",
    "questions": "Wie besliste bij jullie?\nWat kostte het?",
    "usable_answer": "Een afspraak die op papier staat.",
    "neighbourhood": "Meerzicht",
    "closes_on": LATER,
    "gathering": "",
    "second_host": "",
}


def the_one():
    return db.session.scalars(select(Challenge)).one()


def how_many(model=Challenge):
    return db.session.scalar(select(func.count()).select_from(model))


def own_draft(host, **changes):
    """A draft with a text, run by this host and another."""
    changes = {"status": ChallengeStatus.DRAFT, "slug": "concept-x", "published_at": None} | changes
    challenge = make_challenge(organisation=host.memberships[0].organisation, hosts=1, **changes)
    challenge.hosts[0].user_id = host.id
    db.session.commit()
    return challenge
