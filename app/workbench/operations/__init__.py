"""What members do at the workbench; one file for each subject."""

from app.workbench.operations.checking import decide, draw, lay_blind
from app.workbench.operations.naming import rename, throw_away
from app.workbench.operations.parting import let_go
from app.workbench.operations.piles import divide, fix, offer, switch_themes_off, take_in, withdraw_bin
from app.workbench.operations.shortcuts import choose_keys
from app.workbench.operations.sorting import KEPT, forget_old_deeds, lay, lay_at_new_question
from app.workbench.operations.undoing import put_back, undo

__all__ = [
    "KEPT",
    "choose_keys",
    "decide",
    "divide",
    "draw",
    "fix",
    "forget_old_deeds",
    "lay",
    "let_go",
    "lay_at_new_question",
    "lay_blind",
    "offer",
    "put_back",
    "rename",
    "switch_themes_off",
    "take_in",
    "throw_away",
    "undo",
    "withdraw_bin",
]
