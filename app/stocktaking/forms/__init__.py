"""What comes in while taking stock; one file for each errand."""

from app.stocktaking.forms.advice import ADVICE_NAMES, advice_for
from app.stocktaking.forms.gaps import VERDICT_NAMES, GapForm
from app.stocktaking.forms.questions import (
    STATUS_NAMES,
    AskForm,
    ChangeForm,
    QuestionForm,
    RemoveForm,
    StatementForm,
)
from app.stocktaking.forms.quoting import STANCE_NAMES, STANCES, QuoteForm, UseForm
from app.stocktaking.forms.saved_views import SaveViewForm

__all__ = [
    "ADVICE_NAMES",
    "STANCES",
    "STANCE_NAMES",
    "STATUS_NAMES",
    "VERDICT_NAMES",
    "AskForm",
    "ChangeForm",
    "GapForm",
    "QuestionForm",
    "QuoteForm",
    "RemoveForm",
    "SaveViewForm",
    "StatementForm",
    "UseForm",
    "advice_for",
]
