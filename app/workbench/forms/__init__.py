"""What a member fills in at the workbench; one file for each subject."""

from app.workbench.forms.checking import ALONE, DecideForm, PlaceForm
from app.workbench.forms.piles import KeysForm, NewBinForm, PileForm, PileNameForm, keys_form, month_from

__all__ = [
    "ALONE",
    "DecideForm",
    "KeysForm",
    "NewBinForm",
    "PileForm",
    "PileNameForm",
    "PlaceForm",
    "keys_form",
    "month_from",
]
