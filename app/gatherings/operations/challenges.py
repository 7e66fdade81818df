"""Tying a challenge to the gathering at which it is talked about."""

from app.challenges.models import Challenge
from app.core.database import db
from app.gatherings import queries


def link(slug: str, challenge: Challenge) -> None:
    """Makes this the one coming gathering that the challenge belongs to; an empty slug makes it none."""
    for gathering in queries.coming_gatherings():
        if gathering.slug == slug and challenge not in gathering.challenges:
            gathering.challenges.append(challenge)
        elif gathering.slug != slug and challenge in gathering.challenges:
            gathering.challenges.remove(challenge)
    db.session.flush()
