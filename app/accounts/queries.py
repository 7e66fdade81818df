"""Finding people, organisations, sessions and links."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import joinedload

from app.accounts.models import (
    PRIVILEGED,
    AddressChange,
    Attempt,
    CodeApp,
    Erasure,
    Export,
    ExportState,
    Invitation,
    Membership,
    Organisation,
    Passkey,
    RecoveryCode,
    Role,
    SignInLink,
    User,
    UserSession,
    WorkAddress,
)
from app.core.clock import now
from app.core.database import db, number_of, one


def user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def people_with(*roles: Role) -> Sequence[User]:
    """Everybody who has one of these roles at any organisation."""
    wanted = Membership.role.in_(roles), Membership.ended_at.is_(None)
    chosen = select(Membership.user_id).where(*wanted)
    return db.session.scalars(select(User).where(User.id.in_(chosen)).order_by(User.id)).all()


def everybody() -> Sequence[User]:
    return db.session.scalars(select(User).order_by(User.family_name, User.given_name, User.id)).all()


def user_by_public_id(public_id: str) -> User:
    return one(select(User).where(User.public_id == public_id))


def municipalities() -> Sequence[Organisation]:
    """The municipalities of today, by name."""
    wanted = Organisation.cbs_code.is_not(None), Organisation.valid_to.is_(None)
    return db.session.scalars(select(Organisation).where(*wanted).order_by(Organisation.name)).all()


def municipality_centres() -> list[tuple[float, float]]:
    """The latitude and longitude of every municipality of today, in degrees."""
    wanted = (
        Organisation.cbs_code.is_not(None),
        Organisation.valid_to.is_(None),
        Organisation.latitude.is_not(None),
        Organisation.longitude.is_not(None),
    )
    rows = db.session.execute(select(Organisation.latitude, Organisation.longitude).where(*wanted))
    return [(row.latitude, row.longitude) for row in rows]


def organisations() -> Sequence[Organisation]:
    """All organisations of today, by name."""
    return db.session.scalars(
        select(Organisation).where(Organisation.valid_to.is_(None)).order_by(Organisation.name)
    ).all()


def organisations_like(words: str) -> list[Organisation]:
    """The organisations with all these words in a name or the province, also those that are gone."""
    wanted = plain(words).split()
    everything = db.session.scalars(select(Organisation).order_by(Organisation.name, Organisation.id))
    texts = ((o, plain(f"{o.name} {o.other_names} {o.province or ''}")) for o in everything)
    return [organisation for organisation, text in texts if all(word in text for word in wanted)]


def plain(text: str) -> str:
    """A text as somebody in a hurry types it: small letters, no accents."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def municipality_by_name(name: str) -> Organisation | None:
    """A municipality by its name or another name that it is known by; None when there is none."""
    wanted = " ".join(name.lower().split())
    by_name = select(Organisation).where(Organisation.cbs_code.is_not(None), func.lower(Organisation.name) == wanted)
    found = db.session.scalar(by_name.order_by(Organisation.valid_to.is_not(None), Organisation.id).limit(1))
    if found is not None:
        return found
    also = select(Organisation).where(Organisation.cbs_code.is_not(None), Organisation.other_names != "")
    known_as = (o for o in db.session.scalars(also) if wanted in o.other_names.lower().split("\n"))
    return next(known_as, None)


def organisation_by_name(name: str) -> Organisation | None:
    """Any organisation by its name, municipalities first."""
    found = municipality_by_name(name)
    wanted = func.lower(Organisation.name) == " ".join(name.lower().split())
    return found or db.session.scalar(select(Organisation).where(wanted).order_by(Organisation.id).limit(1))


def organisations_by_cbs_code() -> dict[str, Organisation]:
    found = db.session.scalars(select(Organisation).where(Organisation.cbs_code.is_not(None)))
    return {str(organisation.cbs_code): organisation for organisation in found}


def outside_the_register() -> Sequence[Organisation]:
    """The organisations that are no municipalities."""
    wanted = select(Organisation).where(Organisation.cbs_code.is_(None))
    return db.session.scalars(wanted.order_by(Organisation.id)).all()


def slugs_like(slug: str) -> set[str]:
    return set(db.session.scalars(select(Organisation.slug).where(Organisation.slug.startswith(slug))))


def live_session(token_hash: str, idle_since: datetime, begun_since: datetime) -> UserSession | None:
    """The session of this token, unless it was ended or lasted too long."""
    wanted = (
        UserSession.token_hash == token_hash,
        UserSession.ended_at.is_(None),
        UserSession.half_until.is_(None),
        UserSession.seen_at > idle_since,
        UserSession.began_at > begun_since,
    )
    return db.session.scalar(select(UserSession).where(*wanted))


def half_session(token_hash: str) -> UserSession | None:
    """The session of this token that waits for the second step, unless it waited too long."""
    wanted = UserSession.token_hash == token_hash, UserSession.ended_at.is_(None), UserSession.half_until > now()
    return db.session.scalar(select(UserSession).where(*wanted))


def sessions_of(user: User) -> Sequence[UserSession]:
    """Where somebody is signed in: whole sessions only."""
    wanted = UserSession.user_id == user.id, UserSession.ended_at.is_(None), UserSession.half_until.is_(None)
    return db.session.scalars(select(UserSession).where(*wanted).order_by(UserSession.seen_at.desc())).all()


def every_session_of(user: User) -> Sequence[UserSession]:
    """The whole sessions of somebody, and those that wait for the second step."""
    wanted = UserSession.user_id == user.id, UserSession.ended_at.is_(None)
    return db.session.scalars(select(UserSession).where(*wanted)).all()


def passkeys_of(user: User) -> Sequence[Passkey]:
    return db.session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.id)).all()


def passkey_by_credential(credential: str) -> Passkey | None:
    return db.session.scalar(select(Passkey).where(Passkey.credential == credential))


def code_app_of(user: User, confirmed: bool = True) -> CodeApp | None:
    """The app with codes of somebody; one that was only begun when it need not be confirmed."""
    wanted = CodeApp.user_id == user.id, CodeApp.confirmed_at.is_not(None) if confirmed else CodeApp.user_id == user.id
    return db.session.scalar(select(CodeApp).where(*wanted))


def take_step(app: CodeApp, step: int) -> bool:
    """Uses up a step of the app and all before it; False when it was used before, also a moment ago elsewhere."""
    later = CodeApp.user_id == app.user_id, CodeApp.last_step < step
    return number_of(db.session.execute(update(CodeApp).where(*later).values(last_step=step))) == 1


def recovery_codes_left(user: User) -> int:
    wanted = RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*wanted)) or 0


def take_recovery_code(user: User, code_hash: str) -> bool:
    """Uses up a recovery code; False when there is no such code, or it was used before."""
    wanted = RecoveryCode.user_id == user.id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None)
    return number_of(db.session.execute(update(RecoveryCode).where(*wanted).values(used_at=now()))) == 1


def delete_recovery_codes(user: User) -> None:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def delete_factors(user: User) -> None:
    for table in (Passkey, CodeApp, RecoveryCode):
        db.session.execute(delete(table).where(table.user_id == user.id))


def privileged_without_factor() -> Sequence[User]:
    """Who has a role that sees or changes much, and no second step yet; made-up people aside."""
    able = select(Passkey.user_id).union(select(CodeApp.user_id).where(CodeApp.confirmed_at.is_not(None)))
    trusted = select(Membership.user_id).where(Membership.role.in_(PRIVILEGED), Membership.ended_at.is_(None))
    wanted = User.id.in_(trusted), User.id.not_in(able), User.closed_at.is_(None), User.is_demonstration.is_(False)
    return db.session.scalars(select(User).where(*wanted).order_by(User.id)).all()


def usable_link(token_hash: str) -> SignInLink | None:
    wanted = SignInLink.token_hash == token_hash, SignInLink.used_at.is_(None), SignInLink.expires_at > now()
    return db.session.scalar(select(SignInLink).where(*wanted).options(joinedload(SignInLink.user)))


def usable_invitation(token_hash: str) -> Invitation | None:
    wanted = (
        Invitation.token_hash == token_hash,
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > now(),
    )
    return db.session.scalar(select(Invitation).where(*wanted))


def open_invitations() -> Sequence[Invitation]:
    wanted = Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > now()
    return db.session.scalars(select(Invitation).where(*wanted).order_by(Invitation.id)).all()


def addresses_to_vouch_for() -> Sequence[WorkAddress]:
    """The confirmed addresses of which nobody has said yet whether their owner works there."""
    wanted = WorkAddress.confirmed_at.is_not(None), WorkAddress.vouched_at.is_(None)
    return db.session.scalars(select(WorkAddress).where(*wanted).order_by(WorkAddress.id)).all()


def address_by_id(address_id: int) -> WorkAddress:
    return one(select(WorkAddress).where(WorkAddress.id == address_id))


def usable_address(token_hash: str) -> WorkAddress | None:
    wanted = WorkAddress.token_hash == token_hash, WorkAddress.expires_at > now()
    return db.session.scalar(select(WorkAddress).where(*wanted))


def attempts_since(key: str, since: datetime) -> int:
    wanted = Attempt.key == key, Attempt.at > since
    return db.session.scalar(select(func.count()).select_from(Attempt).where(*wanted)) or 0


def demonstration_users() -> Sequence[User]:
    return db.session.scalars(select(User).where(User.is_demonstration.is_(True)).order_by(User.id)).all()


def demonstration_user_with(role: str) -> User | None:
    """The first made-up person with this role."""
    able = (u for u in demonstration_users() for m in u.memberships if m.role == role and not m.ended_at)
    return next(able, None)


def delete_what_expired(links_before: datetime, sessions_before: datetime) -> None:
    """Removes what nobody can use any more."""
    db.session.execute(delete(Attempt).where(Attempt.at < links_before))
    db.session.execute(delete(SignInLink).where(SignInLink.expires_at < links_before))
    db.session.execute(delete(AddressChange).where(AddressChange.expires_at < links_before))
    gone = or_(UserSession.ended_at < sessions_before, UserSession.seen_at < sessions_before)
    db.session.execute(delete(UserSession).where(gone))
    db.session.execute(delete(Invitation).where(Invitation.expires_at < sessions_before))
    db.session.execute(delete(CodeApp).where(CodeApp.confirmed_at.is_(None), CodeApp.made_at < links_before))
    never = WorkAddress.confirmed_at.is_(None), WorkAddress.expires_at < links_before
    db.session.execute(delete(WorkAddress).where(*never))


def organisation_by_id(organisation_id: int) -> Organisation:
    return one(select(Organisation).where(Organisation.id == organisation_id))


def export_of(user: User) -> Export | None:
    """The file with one's own data that somebody asked for, as long as it has not expired."""
    return db.session.scalar(select(Export).where(Export.user_id == user.id, Export.expires_at > now()))


def exports_to_make() -> Sequence[Export]:
    """What was asked for and is not made yet; no other worker makes the same."""
    wanted = select(Export).where(Export.state == ExportState.ASKED).order_by(Export.id)
    return db.session.scalars(wanted.with_for_update(skip_locked=True, of=Export)).all()


def exports() -> Sequence[Export]:
    return db.session.scalars(select(Export).order_by(Export.id)).all()


def invitations_for(email: str) -> Sequence[Invitation]:
    return db.session.scalars(select(Invitation).where(Invitation.email == email).order_by(Invitation.id)).all()


def all_sessions_of(user: User) -> Sequence[UserSession]:
    """Also those that ended."""
    return db.session.scalars(
        select(UserSession).where(UserSession.user_id == user.id).order_by(UserSession.began_at)
    ).all()


def address_change(token_hash: str, user: User) -> AddressChange | None:
    """What this person's link, in the mail to the old or the new address, is about; None when it is too old."""
    mine = AddressChange.user_id == user.id, AddressChange.expires_at > now()
    either = or_(AddressChange.old_token_hash == token_hash, AddressChange.new_token_hash == token_hash)
    return db.session.scalar(select(AddressChange).where(*mine, either).with_for_update())


def address_change_of(user: User) -> AddressChange | None:
    wanted = AddressChange.user_id == user.id, AddressChange.expires_at > now()
    return db.session.scalar(select(AddressChange).where(*wanted))


def forget_address_change(user: User) -> None:
    db.session.execute(delete(AddressChange).where(AddressChange.user_id == user.id))


def forget_links_of(user: User) -> None:
    db.session.execute(delete(SignInLink).where(SignInLink.user_id == user.id))


def erasures() -> Sequence[Erasure]:
    return db.session.scalars(select(Erasure).order_by(Erasure.at)).all()


def everybody_by_public_id() -> Sequence[tuple[str, int]]:
    return [(row.public_id, row.id) for row in db.session.execute(select(User.public_id, User.id))]


def delete_user(user: User) -> None:
    """Removes somebody with all that is theirs alone; what they did for others points at nobody from now on."""
    db.session.execute(delete(Invitation).where(Invitation.email == user.email))
    db.session.flush()
    key = user.id
    db.session.expunge(user)
    db.session.execute(delete(User).where(User.id == key))
@dataclass(frozen=True)
class Right:
    """A role that somebody has now, and when a session of theirs began and was seen last, as far as that is kept."""

    membership: Membership
    signed_in: datetime | None
    seen: datetime | None


def rights() -> list[Right]:
    """Every role of today, by person."""
    whole = UserSession.half_until.is_(None)
    last = select(UserSession.user_id, func.max(UserSession.began_at), func.max(UserSession.seen_at))
    rows = db.session.execute(last.where(whole).group_by(UserSession.user_id))
    known = {who: (began, seen) for who, began, seen in rows}
    people = joinedload(Membership.user), joinedload(Membership.given_by)
    now_held = select(Membership).join(Membership.user).where(Membership.ended_at.is_(None)).options(*people)
    found = db.session.scalars(now_held.order_by(User.family_name, User.given_name, User.id, Membership.id))
    return [Right(role, *known.get(role.user_id, (None, None))) for role in found.unique()]
