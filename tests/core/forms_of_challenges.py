"""The forms around a challenge, as tests/core/test_typed.py sends them."""

from datetime import timedelta

from app.challenges.models import RoundQuestion
from app.core.clock import today
from app.core.security import random_id
from tests.factories import make_challenge, save

OF_ASKERS = ("ask before answering",)
OF_HOSTS = ("answer the round",)


def forms_of_challenges(typed):
    """For each form who sends it, where and with what."""
    challenge = make_challenge(slug="met-een-ronde", ask_until=today() + timedelta(days=5))
    asked = save(RoundQuestion(challenge_id=challenge.id, public_id=random_id(), text="Wie beheert dit?"))
    host, here = challenge.hosts[0].user, "/uitdagingen/met-een-ronde"
    return {
        "ask before answering": (None, f"{here}/navragen", {"asked": typed}),
        "answer the round": (host, f"{here}/vragen", {f"gezien-{asked.public_id}": "x", f"antwoord-{asked.public_id}": typed}),
        "set the round": (host, f"{here}/vragen/dag", {"questions_until": typed}),
    }
