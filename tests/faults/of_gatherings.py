"""The buttons of hosts about a gathering: whether their organisation is named, and taking up what nobody organises."""

from app.accounts.models import Role
from app.gatherings import operations
from app.gatherings.models import GatheringStatus
from tests.factories import make_municipality, make_user
from tests.faults.pressing import button
from tests.gatherings.made import make_gathering

GATHERING = "/bijeenkomsten/<slug>"


def asked(is_named):
    """A gathering, and a host of an organisation that is asked to be named at it."""
    gathering = make_gathering(cohosts=[make_municipality()])
    host = make_user(Role.HOST, gathering.cohosts[0])
    if is_named:
        operations.agree_to_be_named(gathering, gathering.cohosts[0].id, host)
    return gathering, host


@button("name my organisation", f"{GATHERING}/gastheer")
def agree():
    gathering, host = asked(is_named=False)
    return f"/bijeenkomsten/{gathering.slug}/gastheer", {"organisation": gathering.cohosts[0].id}, host


@button("name my organisation no more", f"{GATHERING}/gastheer/terug")
def take_back():
    gathering, host = asked(is_named=True)
    return f"/bijeenkomsten/{gathering.slug}/gastheer/terug", {"organisation": gathering.cohosts[0].id}, host


@button("take a draft up", f"{GATHERING}/overnemen")
def take_up_draft():
    gathering = make_gathering(status=GatheringStatus.DRAFT)
    return f"/bijeenkomsten/{gathering.slug}/overnemen", {}, make_user(Role.HOST, gathering.organisation)


@button("take a gathering up", f"{GATHERING}/overnemen")
def take_up():
    gathering = make_gathering()
    return f"/bijeenkomsten/{gathering.slug}/overnemen", {}, make_user(Role.HOST, gathering.organisation)
