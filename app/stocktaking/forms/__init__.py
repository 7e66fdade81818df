"""What comes in while taking stock; one file for each errand."""

from app.stocktaking.forms.advice import ADVICE_NAMES, advice_for
from app.stocktaking.forms.answers import AnswerForm, DecisionForm, DeclineForm, VersionForm
from app.stocktaking.forms.gaps import VERDICT_NAMES, GapForm
from app.stocktaking.forms.merging import MergeForm, SplitForm
from app.stocktaking.forms.questions import AskForm, ChangeForm, QuestionForm, RemoveForm, StatementForm
from app.stocktaking.forms.quoting import STANCES, QuoteForm, UseForm
from app.stocktaking.forms.recognition import RecogniseForm
from app.stocktaking.forms.saved_views import SaveViewForm
from app.stocktaking.forms.voices import DissentForm, MemoForm, WithdrawForm

__all__ = [
    "ADVICE_NAMES",
    "STANCES",
    "VERDICT_NAMES",
    "AnswerForm",
    "AskForm",
    "ChangeForm",
    "DecisionForm",
    "DeclineForm",
    "DissentForm",
    "GapForm",
    "MemoForm",
    "MergeForm",
    "QuestionForm",
    "QuoteForm",
    "RecogniseForm",
    "RemoveForm",
    "SaveViewForm",
    "SplitForm",
    "StatementForm",
    "UseForm",
    "VersionForm",
    "WithdrawForm",
    "advice_for",
]
