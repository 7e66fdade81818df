"""How all challenges together are answered and reacted to, and what waits, for the lists of them on a lower floor."""

from collections import Counter
from collections.abc import Sequence

from app.answering import queries
from app.answering.responsiveness import Together, of_all
from app.answering.routes.blueprint import blueprint
from app.answering.waiting import Waiting, late_of, waiting_of
from app.answering.words import VERDICT_NAMES
from app.challenges.models import Challenge, ChallengeStatus
from app.core.clock import today


@blueprint.app_template_global()
def answers_that_wait(challenges: Sequence[Challenge]) -> dict[int, Waiting]:
    """By the id of the challenge, of closed ones what came after that; for the list of a host on a lower floor."""
    asking = [challenge for challenge in challenges if not challenge.is_draft]
    unreacted = queries.unreacted([challenge.id for challenge in asking])
    found = {challenge.id: waits_at(challenge, unreacted.get(challenge.id, ())) for challenge in asking}
    return {key: waiting for key, waiting in found.items() if waiting is not None}


def waits_at(challenge: Challenge, unreacted: Sequence[queries.Arrived]) -> Waiting | None:
    if challenge.status is ChallengeStatus.PUBLISHED:
        return waiting_of(unreacted, today())
    return late_of(unreacted, challenge.closed_at) if challenge.closed_at else None


@blueprint.app_template_global()
def all_challenges_together() -> Together | None:
    return of_all(queries.courses(), today())


@blueprint.app_template_global()
def answers_judged(challenge: Challenge) -> tuple[dict[str, int], int]:
    """How many answers got which judgement, in its words, and how many none; for the host who closes it."""
    marks = queries.marks_on(challenge)
    answers = [marks.get(story.id) for story in queries.answers_of(challenge)]
    found = Counter(mark.verdict for mark in answers if mark is not None and mark.verdict is not None)
    said = {str(name): found[verdict] for verdict, name in VERDICT_NAMES.items() if found[verdict]}
    return said, len(answers) - found.total()
