"""What comes in about a challenge."""

from app.challenges.forms.challenge import NOTE_WORDS as NOTE_WORDS
from app.challenges.forms.challenge import AgreementForm as AgreementForm
from app.challenges.forms.challenge import AgreementRequestForm as AgreementRequestForm
from app.challenges.forms.challenge import CloseForm as CloseForm
from app.challenges.forms.challenge import PublishForm as PublishForm
from app.challenges.forms.hosts import HandOverForm as HandOverForm
from app.challenges.forms.round import QUESTION as QUESTION
from app.challenges.forms.round import REPLY as REPLY
from app.challenges.forms.round import RepliesForm as RepliesForm
from app.challenges.forms.round import RoundForm as RoundForm
from app.challenges.forms.round import RoundQuestionForm as RoundQuestionForm
from app.challenges.forms.round import is_a_question as is_a_question
