"""The tables of the workbench."""

from app.workbench.models.pile import Bin, Deed, Pile, PileCard, Shortcuts

__all__ = ["Bin", "Deed", "Pile", "PileCard", "Shortcuts"]
