"""What people receive about their account: links, invitations, confirmations."""

from flask import render_template, url_for

from app.accounts import queries
from app.accounts.models import Membership, Organisation, Role, User
from app.core.outbox import post
from app.core.security import fingerprint
from app.core.site import address_of
from app.core.wording import _

PRIVILEGED = (Role.COORDINATOR, Role.EDITOR, Role.ADMINISTRATOR)


def sign_in_link(user: User, token: str) -> None:
    url = address_of(url_for("accounts.link", token=token))
    text = render_template("accounts/email/sign_in_link.txt", url=url)
    post(user.email, _("Your link to sign in"), text, key=f"link-{fingerprint(token)}")


def invitation(email: str, organisation: Organisation, role_name: str, token: str) -> None:
    url = address_of(url_for("accounts.invitation", token=token))
    text = render_template("accounts/email/invitation.txt", url=url, organisation=organisation, role=role_name)
    post(email, _("You are invited to Straatwijs"), text, key=f"invitation-{fingerprint(token)}")


def confirm_address(email: str, organisation: Organisation, token: str) -> None:
    url = address_of(url_for("accounts.confirm", token=token))
    text = render_template("accounts/email/confirm_address.txt", url=url, organisation=organisation)
    post(email, _("Confirm your e-mail address"), text, key=f"address-{fingerprint(token)}")


def address_waits() -> None:
    """Administrators hear that somebody says where they work; not who: that stands on the page."""
    text = render_template("accounts/email/address_waits.txt", url=address_of("/beheer"))
    for administrator in queries.people_with(Role.ADMINISTRATOR):
        post(administrator.email, _("Somebody says where they work: please check"), text)


def password_changed(user: User) -> None:
    post(user.email, _("Your password was changed"), render_template("accounts/email/password_changed.txt"))


def role_changed(membership: Membership) -> None:
    """Every administrator hears of somebody who got or lost a role that sees or changes much."""
    if membership.role not in PRIVILEGED:
        return
    text = render_template("accounts/email/role_changed.txt", membership=membership, url=address_of("/beheer"))
    for administrator in queries.people_with(Role.ADMINISTRATOR):
        post(administrator.email, _("A role was given or ended"), text)
