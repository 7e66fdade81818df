"""The forms around a challenge, as tests/core/test_typed.py sends them."""

from datetime import timedelta

from app.accounts.models import Role
from app.answering.side_by_side import mark_of
from app.answering.transfer import conditions_in
from app.challenges.models import RoundQuestion
from app.core.clock import today
from app.core.security import random_id
from tests.factories import make_challenge, make_contribution, make_user, save

OF_ASKERS = ("ask before answering", "follow a challenge", "follow a question", "follow a theme", "follow a part of the country")
OF_HOSTS = ("answer the round", "judge an answer")
CHOICES = {"compare conditions": 'id="g-[0-9a-f]+-no"', "hand over": 'value="de-collega"'}  # forms without words


def forms_of_challenges(typed):
    """For each form who sends it, where and with what."""
    challenge = make_challenge(slug="met-een-ronde", ask_until=today() + timedelta(days=5))
    asked = save(RoundQuestion(challenge_id=challenge.id, public_id=random_id(), text="Wie beheert dit?"))
    host, here = challenge.hosts[0].user, "/uitdagingen/met-een-ronde"
    answer = make_contribution(challenge=challenge, condition="De grond is klei.")
    clay = mark_of(conditions_in(answer.condition)[0])
    make_user(Role.HOST, challenge.organisation, public_id="de-collega")
    judged = {f"antwoord-{answer.public_id}-fits": "no", f"antwoord-{answer.public_id}-why": typed}
    return {
        "ask before answering": (None, f"{here}/navragen", {"asked": typed}),
        "answer the round": (host, f"{here}/vragen", {f"gezien-{asked.public_id}": "x", f"antwoord-{asked.public_id}": typed}),
        "set the round": (host, f"{here}/vragen/dag", {"questions_from": typed, "questions_until": typed}),
        "judge an answer": (host, f"{here}/antwoorden/{answer.public_id}", judged),
        "compare conditions": (host, f"{here}/voorwaarden", {f"geldt-{clay}": "no"}),
        "hand over": (host, f"{here}/overdragen", {"colleague": "de-collega"}),
        **forms_of_followers(here, typed),
    }


def forms_of_followers(challenge, typed):
    """Everything that can be followed, by somebody without an account."""
    pages = {"challenge": challenge, "question": "/vraagstukken/het-vraagstuk", "theme": "/themas/ondergrond", "part of the country": "/landsdelen/westen"}
    return {f"follow a {thing}": (None, f"{page}/volgen", {"email": typed}) for thing, page in pages.items()}
