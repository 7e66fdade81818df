"""The small buttons on the screens: look again, leave a word out, add a voice, let the challenge go."""

from flask_login import current_user

from app.contributions import operations, queries
from app.contributions.forms import form_of
from app.contributions.models import Draft
from app.contributions.operations.draft_photo import leave_photo_out
from app.contributions.privacy import without_hint
from app.contributions.reading_mark import TEXTS
from app.core.errors import NotFound
from app.core.wording import language

STEP_OF = {name: "check" if name == "title" else "story" for name in TEXTS}


def do(draft: Draft, action: str) -> str:
    """Does what a small button says; the part of the page to come back to, or '' for the large button."""
    name, _colon, what = action.partition(":")
    if name == "omit":
        return omit(draft, what)
    if name in ("voice", "unvoice"):
        return voice(draft, what, wanted=name == "voice")
    if name == "photo_out":
        leave_photo_out(draft)
        return "inhoud"
    if name == "alone":
        operations.leave_challenge_out(draft)
        return "inhoud"
    return "zo" if name == "refresh" else ""


def omit(draft: Draft, what: str) -> str:
    """Puts something that tells less in the place of a hint; nothing when the text has changed since."""
    field, _colon, place = what.partition(":")
    step = STEP_OF.get(field, "story")
    form = form_of(step, draft)
    if field in STEP_OF and field in form:
        form.validate()
        text = without_hint(form[field].data or "", place, language())
        operations.keep(draft, step, operations.typed_in(draft, step) | {field: [text]})
    return "herkennen"


def voice(draft: Draft, public_id: str, wanted: bool) -> str:
    try:
        contribution = queries.contribution_by_public_id(public_id, current_user)
    except NotFound:
        return "lijkt"
    if wanted:
        operations.add_voice(draft, contribution)
    else:
        operations.take_voice_back(draft, contribution)
    return "lijkt"
