"""What a member fills in at the workbench; one file for each subject."""

from app.workbench.forms.checking import ALONE, DecideForm, PlaceForm
from app.workbench.forms.piles import KeysForm, NewBinForm, PileForm, keys_form, month_from

__all__ = ["ALONE", "DecideForm", "KeysForm", "NewBinForm", "PileForm", "PlaceForm", "keys_form", "month_from"]
