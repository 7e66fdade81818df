"""The four screens and the check page: what is typed is kept first and looked at second."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.challenges.models import Challenge
from app.challenges.queries import challenge_by_slug
from app.contributions import operations
from app.contributions.filters import Choice
from app.contributions.forms import PATHS, KindForm, first_unfinished, form_of, forms_of
from app.contributions.models import Draft
from app.contributions.routes import errands, pages, sending
from app.contributions.routes.blueprint import blueprint
from app.contributions.routes.browser import keep_typed, my_draft, my_draft_to_change, secret_to_keep
from app.contributions.selection import about_which
from app.core.clock import today
from app.core.database import keep_now
from app.core.errors import Refusal
from app.core.guard import public, too_many
from app.core.wording import _

AFTER = {"soort": "verhaal", "verhaal": "waar", "waar": "delen", "delen": "controle"}
BEFORE = {after: word for word, after in AFTER.items()}
STEP = "<any(soort, verhaal, waar, delen, controle):word>"
STORIES = 200  # begun from one place in a quarter of an hour: a full hall behind one address, and not a machine


def challenge_asked_for() -> Challenge | None:
    """The challenge that the story answers, as it stands in the address. Raises Refusal when it has closed."""
    slug = request.args.get("uitdaging", "")
    if not slug:
        return None
    found = challenge_by_slug(slug, current_user)
    if not found.is_open(today()):
        raise Refusal(_("This challenge takes no more answers. You can still share your story by itself."))
    return found


def asked_about() -> list[Choice]:
    """What a link asks a story about, `?over=thema:ondergrond`: ticked beforehand on the screen of the themes."""
    return about_which(request.args.getlist("over"))


@blueprint.get("/deel")
@public
def start() -> ResponseReturnValue:
    return pages.start(KindForm(None, meta={"csrf": False}), challenge_asked_for(), asked_about())


@blueprint.post("/deel")
@public
def begin() -> ResponseReturnValue:
    challenge = challenge_asked_for()
    form = KindForm(meta={"csrf": False})
    if not form.validate():
        return pages.start(form, challenge, asked_about())
    if not may_try_again("stories begun from", request.remote_addr or "", STORIES):
        raise too_many()
    draft = operations.begin(secret_to_keep(), current_user, challenge)
    keep_typed(draft, "kind")
    operations.tick_beforehand(draft, asked_about())
    return redirect(address_of(draft, "verhaal"), code=303)


@blueprint.get(f"/deel/<public_id>/{STEP}")
@public
def step(public_id: str, word: str) -> ResponseReturnValue:
    draft = my_draft(public_id)
    if draft.sent_as_id is not None:
        return redirect(url_for("contributions.done", public_id=public_id))
    return pages.step(draft, PATHS[word], form_of(PATHS[word], draft))


@blueprint.post(f"/deel/<public_id>/{STEP}")
@public
def send_step(public_id: str, word: str) -> ResponseReturnValue:
    """Keeps what was typed, whatever follows; then does what the button says."""
    keep_typed(my_draft_to_change(public_id), PATHS[word])
    keep_now()
    draft = my_draft_to_change(public_id)
    if draft.sent_as_id is not None:
        return redirect(url_for("contributions.done", public_id=public_id), code=303)
    return errand(draft, word) or forward(draft, word)


@blueprint.post("/deel/<public_id>/weg")
@public
def discard(public_id: str) -> ResponseReturnValue:
    """Throws a draft away, and comes back to the list that it stood in."""
    draft = my_draft_to_change(public_id)
    if draft.sent_as_id is not None:
        return redirect(url_for("contributions.done", public_id=public_id), code=303)
    operations.discard(draft)
    flash(_("Thrown away. Nothing of it is left."))
    own_page = request.form.get("list") == "own"
    return redirect(url_for("pages.own_contributions" if own_page else "contributions.start"), code=303)


def errand(draft: Draft, word: str) -> ResponseReturnValue | None:
    """Does what a small button says, and comes back to the screen; None when it was the large button."""
    action = request.form.get("action", "")
    if action == "back" and word in BEFORE:
        return redirect(address_of(draft, BEFORE[word]), code=303)
    if action == "along":
        return redirect(url_for("contributions.let_read", public_id=draft.public_id), code=303)
    part = errands.do(draft, action)
    return redirect(f"{address_of(draft, word)}#{part}", code=303) if part else None


def forward(draft: Draft, word: str) -> ResponseReturnValue:
    """On to the next screen; from the last one to the desk, when no screen needs another look."""
    forms = forms_of(draft)
    name = PATHS[word]
    if not forms[name].validate():
        return pages.step(draft, name, forms[name])
    if word in AFTER:
        return redirect(address_of(draft, AFTER[word]), code=303)
    unfinished = first_unfinished(draft, forms)
    if unfinished is not None:
        return pages.step(draft, unfinished, forms[unfinished], status=422)
    return sending.send(draft, forms)


def address_of(draft: Draft, word: str) -> str:
    return url_for("contributions.step", public_id=draft.public_id, word=word)
