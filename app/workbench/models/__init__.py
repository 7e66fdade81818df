"""The tables of the workbench."""

from app.workbench.models.check import Check, CheckCard, CheckKind, CheckNote
from app.workbench.models.pile import Bin, Deed, Pile, PileCard, Shortcuts
from app.workbench.models.step import Did, GivenCard, PileStep

__all__ = [
    "Bin",
    "Check",
    "CheckCard",
    "CheckKind",
    "CheckNote",
    "Deed",
    "Did",
    "GivenCard",
    "Pile",
    "PileCard",
    "PileStep",
    "Shortcuts",
]
