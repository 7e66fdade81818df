"""The tables of the workbench."""

from app.workbench.models.check import Check, CheckCard, CheckKind, CheckNote
from app.workbench.models.pile import Bin, Deed, Pile, PileCard, Shortcuts

__all__ = ["Bin", "Check", "CheckCard", "CheckKind", "CheckNote", "Deed", "Pile", "PileCard", "Shortcuts"]
