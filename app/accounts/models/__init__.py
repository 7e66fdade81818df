"""People, the organisations they work for, the role they have there, and how they show who they are."""

from app.accounts.models.factors import CodeApp, Passkey, RecoveryCode
from app.accounts.models.people import (
    PRIVILEGED,
    Attempt,
    Invitation,
    Membership,
    Organisation,
    Person,
    Role,
    SignInLink,
    User,
    UserSession,
    Visitor,
    WorkAddress,
)

__all__ = [
    "PRIVILEGED",
    "Attempt",
    "CodeApp",
    "Invitation",
    "Membership",
    "Organisation",
    "Passkey",
    "Person",
    "RecoveryCode",
    "Role",
    "SignInLink",
    "User",
    "UserSession",
    "Visitor",
    "WorkAddress",
]
