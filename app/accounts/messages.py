"""What people receive about their account: links, invitations, confirmations; each in their own language."""

from flask import render_template, url_for

from app.accounts import queries
from app.accounts.models import PRIVILEGED, Membership, Organisation, Role, User
from app.core.deal import deal
from app.core.inboxes import leave_a_copy
from app.core.mail_days import Haste
from app.core.outbox import post
from app.core.security import fingerprint
from app.core.site import address_of
from app.core.wording import _, in_language, lazy, spoken_path

UNKNOWN = "nl"  # the language of whoever has no account yet


def tell(user: User, subject: str, text: str, path: str, haste: Haste | None = None) -> None:
    """By mail and in their inbox. A link that signs in or confirms an address is a secret: it is mailed only."""
    with in_language(user.language):
        post(user.email, subject, text, haste=haste)
        leave_a_copy(user.id, subject, text, path)


def tell_of_somebody(administrator: User, subject: str, text: str, path: str) -> None:
    """The mail names whom it is about; their inbox does not, as that would keep the name of who left since."""
    with in_language(administrator.language):
        post(administrator.email, subject, text, haste=Haste.SAFETY)
        kept = _("Do you not expect this? Look at once who may do what. Who it is about stands in the mail.")
        leave_a_copy(administrator.id, subject, kept, path)


def sign_in_link(user: User, token: str) -> None:
    with in_language(user.language):
        url = address_of(spoken_path(url_for("accounts.link", token=token)))
        text = render_template("accounts/email/sign_in_link.txt", url=url)
        post(user.email, _("Your link to sign in"), text, key=f"link-{fingerprint(token)}", haste=Haste.ASKED)


def invitation(email: str, organisation: Organisation, role_name: object, token: str) -> None:
    """The name of the role is put in words here: in the language of whoever is invited."""
    known = queries.user_by_email(email.strip().lower())
    with in_language(known.language if known else UNKNOWN):
        url = address_of(spoken_path(url_for("accounts.invitation", token=token)))
        given = {"url": url, "organisation": organisation, "role": str(role_name)}
        text = render_template("accounts/email/invitation.txt", **given)
        subject = _("You are invited to %(site)s", site=deal().name)
        post(email, subject, text, key=f"invitation-{fingerprint(token)}", haste=Haste.ASKED)


def confirm_address(user: User, email: str, organisation: Organisation, token: str) -> None:
    with in_language(user.language):
        url = address_of(spoken_path(url_for("accounts.confirm", token=token)))
        text = render_template("accounts/email/confirm_address.txt", url=url, organisation=organisation)
        key = f"address-{fingerprint(token)}"
        post(email, _("Confirm your e-mail address"), text, key=key, haste=Haste.ASKED)


def confirm_change(user: User, receiver: str, token: str, address: str) -> None:
    """To the old and to the new address: what changes, and a page with a button."""
    with in_language(user.language):
        url = address_of(spoken_path(url_for("accounts.confirm_change", token=token)))
        text = render_template("accounts/email/confirm_change.txt", url=url, address=address)
        key = f"change-{fingerprint(token)}"
        post(receiver, _("Another e-mail address for your account"), text, key=key, haste=Haste.SAFETY)


def address_waits() -> None:
    """Administrators hear that somebody says where they work; not who: that stands on the page."""
    for administrator in queries.people_with(Role.ADMINISTRATOR):
        with in_language(administrator.language):
            path = spoken_path("/beheer")
            text = render_template("accounts/email/address_waits.txt", url=address_of(path))
            tell(administrator, _("Somebody says where they work: please check"), text, path)


def password_changed(user: User) -> None:
    with in_language(user.language):
        url = address_of(spoken_path("/inloggen"))
        text = render_template("accounts/email/password_changed.txt", url=url)
        tell(user, _("Your password was changed"), text, spoken_path("/mijn"), Haste.SAFETY)


def role_changed(membership: Membership) -> None:
    """Every administrator hears of somebody who got or lost a role that sees or changes much."""
    if membership.role not in PRIVILEGED:
        return
    for administrator in queries.people_with(Role.ADMINISTRATOR):
        with in_language(administrator.language):
            path = spoken_path("/beheer")
            text = render_template("accounts/email/role_changed.txt", membership=membership, url=address_of(path))
            tell_of_somebody(administrator, _("A role was given or ended"), text, path)


def factors_changed(user: User, what: object) -> None:
    """Whoever changes the second step of somebody else does not stay unseen. `what` is said in their language."""
    with in_language(user.language):
        path = spoken_path("/mijn/tweede-stap")
        text = render_template("accounts/email/factors_changed.txt", what=str(what), url=address_of(path))
        tell(user, _("Your second step at signing in"), text, path, Haste.SAFETY)


def factors_reset(user: User) -> None:
    """The person and every administrator hear that somebody's second step was taken away."""
    factors_changed(user, lazy("An administrator took away your second step, because you lost it. Set up a new one."))
    for administrator in queries.people_with(Role.ADMINISTRATOR):
        with in_language(administrator.language):
            path = spoken_path("/beheer")
            text = render_template("accounts/email/factors_reset.txt", who=user.email, url=address_of(path))
            tell_of_somebody(administrator, _("The second step of somebody was reset"), text, path)
