"""What hosts receive whose organisation is asked to be named as a host of a gathering."""

from flask import render_template

from app.accounts.models import Organisation, User
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, spoken_path
from app.gatherings.messages.registration import haste_near
from app.gatherings.models import Gathering
from app.notifications.operations import tell


def kind_of_asking(gathering: Gathering, organisation: Organisation, user: User | None = None) -> str:
    """How the keys of the mails begin that ask this, of everybody or of this host, so that they can be taken back."""
    return f"notification-cohost-{gathering.id}-{organisation.id}-" + (f"{user.id}-" if user else "")


def asked_as_host(user: User, gathering: Gathering, organisation: Organisation) -> None:
    """Without the name of the gathering: a draft is on no page that everybody reads."""
    with in_language(user.language):
        path = spoken_path(path_of("gatherings.mine"))
        day = gathering.on if gathering.is_public else None
        given = {"organisation": organisation, "day": day, "url": address_of(path)}
        text = render_template("gatherings/email/asked_as_host.txt", **given)
        kind = kind_of_asking(gathering, organisation, user)
        tell([user], _("Is your organisation a host too?"), text, path=path, kind=kind, haste=haste_near(gathering))
