"""The second step at signing in: what somebody has at hand to show that it is them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.database import Base
from app.core.sealing import Sealed


class Passkey(Base):
    """A key in a phone, a computer or a stick (WebAuthn). Only its public half is kept here."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    credential: Mapped[str] = mapped_column(String(1400), unique=True)  # base64url of at most 1023 bytes
    public_key: Mapped[str] = mapped_column(String(1400))  # base64url of a COSE key
    sign_count: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]


class CodeApp(Base):
    """An app that shows a code of six digits (TOTP). Its secret is sealed; it counts once a first code was right."""

    __tablename__ = "code_app"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    secret: Mapped[str] = mapped_column(Sealed(250))
    made_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)  # of 30 seconds: no code of it or of one before it counts again


class RecoveryCode(Base):
    """A code on paper, good once, for who lost the rest. Only its fingerprint is kept."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    used_at: Mapped[datetime | None]
