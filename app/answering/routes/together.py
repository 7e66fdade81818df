"""How all challenges together are answered and reacted to, and what waits, for the lists of them on a lower floor."""

from collections.abc import Sequence

from app.answering import queries
from app.answering.responsiveness import Together, of_all
from app.answering.routes.blueprint import blueprint
from app.answering.waiting import Waiting, waiting_of
from app.challenges.models import Challenge, ChallengeStatus
from app.core.clock import today


@blueprint.app_template_global()
def answers_that_wait(challenges: Sequence[Challenge]) -> dict[int, Waiting]:
    """By the id of the challenge, of those that take reactions now; for the list of a host on a lower floor."""
    asking = [challenge.id for challenge in challenges if challenge.status is ChallengeStatus.PUBLISHED]
    found = {key: waiting_of(answers, today()) for key, answers in queries.unreacted(asking).items()}
    return {key: waiting for key, waiting in found.items() if waiting is not None}


@blueprint.app_template_global()
def all_challenges_together() -> Together | None:
    return of_all(queries.courses(), today())
