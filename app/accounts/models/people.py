"""People, the organisations they work for, and the role they have there."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, Union

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Base
from app.core.quiet import USUAL, Quiet


class Role(StrEnum):
    HOST = "host"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


PRIVILEGED = (Role.COORDINATOR, Role.EDITOR, Role.ADMINISTRATOR)  # who see or change much: with a second step only


class Organisation(Base):
    """A municipality, ministry, water board, grid operator, … with what the registers say of it."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))  # a term of the dimension organisation_kind
    name: Mapped[str] = mapped_column(String(120))
    other_names: Mapped[str] = mapped_column(String(250), default="")  # one a line, to find it by
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    cbs_code: Mapped[str | None] = mapped_column(String(10), unique=True)
    tooi_uri: Mapped[str | None] = mapped_column(String(200))
    inhabitants: Mapped[int | None]
    province: Mapped[str | None] = mapped_column(String(40))
    size: Mapped[str | None] = mapped_column(String(20))  # class of inhabitants, see places.py
    part: Mapped[str | None] = mapped_column(String(20))  # part of the country, see places.py
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    mail_domains: Mapped[str] = mapped_column(String(250), default="")  # one a line
    is_partner: Mapped[bool] = mapped_column(default=False)  # of the deal
    partner_by_hand: Mapped[bool] = mapped_column(default=False)  # an administrator said so; deal.toml is not asked
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))

    successor: Mapped[Union["Organisation", None]] = relationship(remote_side=[id])

    @property
    def is_municipality(self) -> bool:
        return self.cbs_code is not None

    def mails_from(self, domain: str) -> bool:
        """Whether this is a domain that only people of this organisation have an address at."""
        return domain in self.mail_domains.lower().split()

    __table_args__ = (Index(None, "kind", "name"),)


class User(Base):
    """A person with an account."""

    __tablename__ = "user"
    is_authenticated = True
    is_anonymous = False
    held_back = False  # this session passed no second step, and this site asks one of who has a privileged role

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # lower case
    given_name: Mapped[str] = mapped_column(String(100), default="")
    infix: Mapped[str] = mapped_column(String(30), default="")
    family_name: Mapped[str] = mapped_column(String(150), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="nl")
    quiet_from: Mapped[int] = mapped_column(default=USUAL.start)  # o'clock in Amsterdam; the same as until: never
    quiet_until: Mapped[int] = mapped_column(default=USUAL.until)
    quiet_weekend: Mapped[bool] = mapped_column(default=USUAL.at_weekends)
    mails_news: Mapped[bool] = mapped_column(default=True)  # about what they shared; in their inbox it stands anyway
    created_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", lazy="selectin", foreign_keys="Membership.user_id", order_by="Membership.id"
    )
    addresses: Mapped[list["WorkAddress"]] = relationship(
        back_populates="user", lazy="selectin", order_by="WorkAddress.id"
    )

    @property
    def is_active(self) -> bool:
        return self.closed_at is None

    @property
    def quiet(self) -> Quiet:
        """When they want no mail, but what they ask for just then."""
        return Quiet(self.quiet_from, self.quiet_until, self.quiet_weekend)

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.infix, self.family_name) if part)

    @property
    def proven_addresses(self) -> Sequence[str]:
        """Where this person reads the mail, in lower case: somebody else may have typed the others."""
        return [self.email, *(found.email.lower() for found in self.addresses if found.confirmed_at is not None)]

    def get_id(self) -> str:
        return str(self.id)

    def works_for(self, organisation_id: int | None, *roles: Role) -> bool:
        return organisation_id in self.workplaces(*roles)

    def workplaces(self, *roles: Role) -> set[int]:
        """The ids of the organisations where this person may act in one of these roles now."""
        usable = [role for role in roles if not (self.held_back and role in PRIVILEGED)]
        return {m.organisation_id for m in self.memberships if m.role in usable and m.ended_at is None}

    def has(self, *roles: Role) -> bool:
        """Whether this person may act in one of these roles anywhere."""
        return bool(self.workplaces(*roles))

    def organisations(self, role: Role) -> list[Organisation]:
        """The organisations where this person has this role now, by name."""
        found = {m.organisation for m in self.memberships if m.role is role and m.ended_at is None}
        return sorted(found, key=lambda organisation: organisation.name)

    @property
    def is_privileged(self) -> bool:
        """Whether this person was given a role that sees or changes much, usable now or not."""
        return any(m.role in PRIVILEGED and m.ended_at is None for m in self.memberships)

    def employers(self) -> set[int]:
        """The ids of all organisations that this person is known to belong to."""
        roles = {m.organisation_id for m in self.memberships if m.ended_at is None}
        return roles | {a.organisation_id for a in self.addresses if a.proves_employment}

    def names_of_employers(self) -> set[str]:
        """How those organisations are called."""
        roles = {m.organisation.name for m in self.memberships if m.ended_at is None}
        return roles | {a.organisation.name for a in self.addresses if a.proves_employment}


class Visitor:
    """Somebody who is not signed in: a person without any role."""

    is_authenticated = is_active = False
    is_anonymous = True
    is_privileged = held_back = False
    id = None
    name = email = ""
    proven_addresses: Sequence[str] = ()

    def get_id(self) -> None:
        return None

    def works_for(self, organisation_id: int | None, *roles: Role) -> bool:
        return False

    def workplaces(self, *roles: Role) -> set[int]:
        return set()

    def has(self, *roles: Role) -> bool:
        return False

    def employers(self) -> set[int]:
        return set()


Person: TypeAlias = User | Visitor


class Membership(Base):
    """A role of a person at an organisation, with who gave it and since when."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[Role]
    since: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    user: Mapped[User] = relationship(back_populates="memberships", foreign_keys=[user_id])
    organisation: Mapped[Organisation] = relationship(lazy="joined")
    given_by: Mapped[User | None] = relationship(foreign_keys=[given_by_id])

    __table_args__ = (UniqueConstraint("user_id", "organisation_id", "role"),)


class WorkAddress(Base):
    """An e-mail address of a person at an organisation, whether they read its mail, and who says that it proves
    that they work there: the organisation's own mail domain, or an administrator."""

    __tablename__ = "work_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    vouched_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(back_populates="addresses")
    organisation: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def proves_employment(self) -> bool:
        return self.confirmed_at is not None and self.vouched_at is not None

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2].lower()


class SignInLink(Base):
    """A link that was mailed to sign in with. Only its fingerprint is kept."""

    __tablename__ = "sign_in_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    next_path: Mapped[str] = mapped_column(String(500), default="")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class UserSession(Base):
    """One signed-in browser. Ending the row ends the session, wherever the cookie is.

    Until the second step was passed it is half a session, which opens nothing but that step.
    """

    __tablename__ = "user_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(100), default="")
    began_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    half_until: Mapped[datetime | None]
    factor_at: Mapped[datetime | None]  # when the second step was passed last

    user: Mapped[User] = relationship(lazy="joined")


class Attempt(Base):
    """One try at something that is throttled. The key is a fingerprint of who tried what."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index(None, "key", "at"),)


class Invitation(Base):
    """An invitation to take a role at an organisation."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[Role]
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    invited_by: Mapped[User | None] = relationship()
