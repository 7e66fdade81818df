"""People, the organisations they work for, the role they have there, and how they show who they are."""

from app.accounts.models.factors import CodeApp, Passkey, RecoveryCode
from app.accounts.models.one_answer import OneAnswer, Recognised
from app.accounts.models.own_data import AddressChange, Erasure, Export, ExportState
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
    "AddressChange",
    "Attempt",
    "CodeApp",
    "Erasure",
    "Export",
    "ExportState",
    "Invitation",
    "Membership",
    "OneAnswer",
    "Organisation",
    "Passkey",
    "Person",
    "Recognised",
    "RecoveryCode",
    "Role",
    "SignInLink",
    "User",
    "UserSession",
    "Visitor",
    "WorkAddress",
]
