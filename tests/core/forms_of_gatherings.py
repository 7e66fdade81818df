"""The forms of organisers, as tests/core/test_typed.py sends them."""

from app.accounts.models import Role
from tests.factories import make_user
from tests.gatherings.made import give, make_gathering
from tests.gatherings.written import PART, STOP, WHOLE

OF_ORGANISERS = ("plan a gathering", "change a gathering", "write a part", "write a stop", "cancel a gathering", "copy a gathering")


def forms_of_gatherings(typed):
    """For each form who sends it, where and with what."""
    gathering = make_gathering(slug="de-tour")
    host = make_user(Role.HOST, gathering.organisation)
    give(gathering, user=host)
    here = "/bijeenkomsten/de-tour"
    return {
        "plan a gathering": (host, "/bijeenkomsten/nieuw", WHOLE | {"access": typed}),
        "change a gathering": (host, f"{here}/bewerken", WHOLE | {"access": typed, "version": "1"}),
        "write a part": (host, f"{here}/programma/nieuw", PART | {"note": typed}),
        "write a stop": (host, f"{here}/haltes/nieuw", STOP | {"question": typed}),
        "cancel a gathering": (host, f"{here}/afzeggen", {"why": typed}),
        "copy a gathering": (host, f"{here}/kopieren", {"title": typed, "on": WHOLE["on"]}),
        "give a task": (host, f"{here}/taken", {"email": "a@b.example", "task": "helper"}),
    }
