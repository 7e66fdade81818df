"""Roles, invitations and addresses at an organisation."""

from collections.abc import Callable
from datetime import timedelta

from app.accounts import messages, queries
from app.accounts.models import Invitation, Membership, Organisation, Role, User, WorkAddress
from app.accounts.operations.organisations import add_organisation
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id, random_token
from app.core.trail import note
from app.core.wording import _, lazy

Ear = Callable[[Membership], None]
EARS: list[Ear] = []
INVITATION_LASTS = timedelta(days=14)
CONFIRMATION_LASTS = timedelta(days=2)
OPEN_TO_ALL = frozenset(
    """
    gmail.com googlemail.com outlook.com hotmail.com hotmail.nl live.nl live.com icloud.com me.com yahoo.com ziggo.nl
    kpnmail.nl planet.nl xs4all.nl home.nl hetnet.nl upcmail.nl casema.nl chello.nl proton.me protonmail.com gmx.com
    """.split()
)


def user_for(email: str, given_name: str = "", infix: str = "", family_name: str = "", language: str = "nl") -> User:
    """The account of this address; made when there was none, with mail in this language."""
    address = email.strip().lower()
    found = queries.user_by_email(address)
    if found is None:
        names = {"given_name": given_name, "infix": infix, "family_name": family_name}
        found = User(public_id=random_id(), email=address, language=language, **names)
        db.session.add(found)
        db.session.flush()
    return found


def create_administrator(email: str) -> User:
    """Gives somebody the role of administrator, at an organisation for the site itself."""
    if "@" not in email:
        raise Refusal(_("Write the e-mail address with an @, like name@municipality.nl"))
    user = user_for(email)
    site = queries.organisation_by_name(deal().name) or add_organisation(deal().name, "kennis")
    messages.role_changed(give_role(user, site, Role.ADMINISTRATOR, by=None))
    return user


def give_role(user: User, organisation: Organisation, role: Role, by: User | None) -> Membership:
    """Gives a role; a role that had ended begins again."""
    found = next((m for m in user.memberships if m.organisation_id == organisation.id and m.role is role), None)
    if found is None:
        found = Membership(user=user, organisation=organisation, role=role)
        db.session.add(found)
    found.since, found.ended_at, found.given_by = clock.now(), None, by
    db.session.flush()
    note("role given", told_of(found), by=by.id if by else None)
    return found


def told_of(membership: Membership) -> str:
    """A role in the audit trail: ids, never a name or an address."""
    return f"user {membership.user_id}, organisation {membership.organisation_id}, {membership.role.value}"


def end_role(membership: Membership, by: User) -> None:
    """Ends a role. Refused for the last administrator: nobody could give the role back."""
    if membership.role is Role.ADMINISTRATOR and len(queries.people_with(Role.ADMINISTRATOR)) == 1:
        raise Refusal(_("This is the only administrator. Invite another one first."))
    membership.ended_at = clock.now()
    db.session.flush()
    note("role ended", told_of(membership), by=by.id)
    messages.role_changed(membership)
    for ear in EARS:
        ear(membership)


def hear_of_ended_roles(ear: Ear) -> None:
    """For a floor above that counts on who has a role: it hears, in the same transaction, when one ends."""
    EARS.append(ear)


def invite(email: str, organisation: Organisation, role: Role, by: User) -> str:
    """Invites somebody to a role; the secret belongs in the link that is mailed."""
    token = random_token()
    invitation = Invitation(
        token_hash=fingerprint(token),
        email=email.strip().lower(),
        organisation=organisation,
        role=role,
        invited_by=by,
        expires_at=clock.now() + INVITATION_LASTS,
    )
    db.session.add(invitation)
    db.session.flush()
    note("invited", f"invitation {invitation.id}, organisation {organisation.id}, {role.value}", by=by.id)
    return token


def invite_host(email: str, organisation: Organisation, by: User) -> bool:
    """Mails a colleague an invitation to be a host of this organisation; False when one is still open: it stays."""
    address = email.strip().lower()
    still_open = (i for i in queries.open_invitations() if i.email == address and i.role is Role.HOST)
    if any(invitation.organisation_id == organisation.id for invitation in still_open):
        return False
    messages.invitation(address, organisation, lazy("Host of challenges"), invite(address, organisation, Role.HOST, by))
    return True


def withdraw_invitation(invitation: Invitation) -> None:
    invitation.withdrawn_at = clock.now()
    db.session.flush()


def accept(token: str, given_name: str, infix: str, family_name: str, language: str = "nl") -> User:
    """Accepts an invitation: an account with that role, and mail in the language in which a new one accepted it.

    Raises Refusal when it cannot be used any more.
    """
    invitation = queries.usable_invitation(fingerprint(token))
    if invitation is None:
        raise Refusal(_("This invitation was used or is too old. Ask for a new one."))
    user = user_for(invitation.email, given_name, infix, family_name, language)
    membership = give_role(user, invitation.organisation, invitation.role, by=invitation.invited_by)
    invitation.accepted_at = clock.now()
    messages.role_changed(membership)
    return user


def say_where_one_works(user: User, organisation: Organisation, email: str) -> str:
    """Notes an address at an organisation, to be confirmed; the secret belongs in the mail to it."""
    token = random_token()
    address = WorkAddress(
        user=user,
        organisation=organisation,
        email=email.strip().lower(),
        token_hash=fingerprint(token),
        expires_at=clock.now() + CONFIRMATION_LASTS,
    )
    db.session.add(address)
    db.session.flush()
    return token


def confirm_address(token: str, user: User) -> WorkAddress:
    """Confirms that this person read the mail to an address.

    Raises Refusal when the link cannot be used any more, and for anybody else: who reads that mail must
    not vouch for a stranger's account by pressing a button.
    """
    address = queries.usable_address(fingerprint(token))
    if address is None or address.user_id != user.id:
        raise Refusal(_("This link was used or is too old. Ask for a new one on your own page."))
    address.confirmed_at, address.token_hash = clock.now(), None
    if address.organisation.mails_from(address.domain):
        address.vouched_at = clock.now()
    else:
        messages.address_waits()
    db.session.flush()
    return address


def vouch(address: WorkAddress, for_the_domain: bool, by: User) -> None:
    """An administrator has checked that this person works there; from now on perhaps for all with that domain.

    Raises Refusal when the address was not confirmed, or when its domain is one where anybody can have an address.
    """
    if address.confirmed_at is None:
        raise Refusal(_("This address was not confirmed yet. Its owner opens the link in the mail first."))
    if for_the_domain and address.domain in OPEN_TO_ALL:
        raise Refusal(_("Anybody can mail from %(domain)s. Say yes for this person alone.", domain=address.domain))
    address.vouched_at = clock.now()
    if for_the_domain and not address.organisation.mails_from(address.domain):
        address.organisation.mail_domains = f"{address.organisation.mail_domains}\n{address.domain}".strip()
    db.session.flush()
    note("vouched for the domain" if for_the_domain else "vouched for the address", told_of_address(address), by=by.id)


def told_of_address(address: WorkAddress) -> str:
    return f"user {address.user_id}, organisation {address.organisation_id}"


def turn_down(address: WorkAddress, by: User) -> None:
    """Takes an address away: its owner does not work there, or not any more."""
    note("address turned down", told_of_address(address), by=by.id)
    db.session.delete(address)
    db.session.flush()
