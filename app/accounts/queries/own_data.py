"""What somebody may ask of us: a file with their data, another address, to be removed."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, select

from app.accounts.models import (
    AddressChange,
    Erasure,
    Export,
    ExportState,
    Invitation,
    Membership,
    User,
)
from app.core import clock
from app.core.database import db


def export_of(user: User) -> Export | None:
    """The file with one's own data that somebody asked for, as long as it has not expired."""
    return db.session.scalar(select(Export).where(Export.user_id == user.id, Export.expires_at > clock.now()))


def exports_to_make() -> Sequence[Export]:
    """What was asked for and is not made yet; no other worker makes the same."""
    wanted = select(Export).where(Export.state == ExportState.ASKED).order_by(Export.id)
    return db.session.scalars(wanted.with_for_update(skip_locked=True, of=Export)).all()


def exports() -> Sequence[Export]:
    return db.session.scalars(select(Export).order_by(Export.id)).all()


def address_change(token_hash: str, user: User) -> AddressChange | None:
    """What this person's link, in the mail to the old or the new address, is about; None when it is too old."""
    mine = AddressChange.user_id == user.id, AddressChange.expires_at > clock.now()
    either = or_(AddressChange.old_token_hash == token_hash, AddressChange.new_token_hash == token_hash)
    return db.session.scalar(select(AddressChange).where(*mine, either).with_for_update())


def address_change_of(user: User) -> AddressChange | None:
    wanted = AddressChange.user_id == user.id, AddressChange.expires_at > clock.now()
    return db.session.scalar(select(AddressChange).where(*wanted))


def forget_address_change(user: User) -> None:
    db.session.execute(delete(AddressChange).where(AddressChange.user_id == user.id))


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


def roles_given_by(user: User) -> Sequence[Membership]:
    return db.session.scalars(select(Membership).where(Membership.given_by_id == user.id).order_by(Membership.id)).all()


def invitations_by(user: User) -> Sequence[Invitation]:
    theirs = Invitation.invited_by_id == user.id
    return db.session.scalars(select(Invitation).where(theirs).order_by(Invitation.id)).all()
