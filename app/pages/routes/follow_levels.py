"""How much others see of one's own contribution: less at once, more as a deliberate step on a page of its own."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.contributions import operations
from app.contributions.absent import is_purged
from app.contributions.disclosure import as_others_see
from app.contributions.forms.kept_out import KeptOutForm
from app.contributions.models import Contribution
from app.core.forms import day_from
from app.core.guard import public
from app.core.typed import shows_again
from app.pages import choosing
from app.pages.forms import LookAgainForm, LooserForm, StricterForm
from app.pages.routes import kept_out
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine, page


@blueprint.post("/volg/<code>/strenger")
@public
def make_stricter(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = StricterForm()
    form.waits_until = contribution.visible_from
    if not form.validate_on_submit():
        return page(code, contribution, stricter_form=form)
    choosing.make_stricter(contribution, **form.wishes())
    return back(code, "delen")


@blueprint.post("/volg/<code>/nog-eens")
@public
def look_again(code: str) -> ResponseReturnValue:
    """Names a day to be reminded, another one, or none; the button "leave it as it is" comes here without a day."""
    contribution = mine(code)
    form = LookAgainForm()
    if not form.validate_on_submit():
        return page(code, contribution, look_form=form)
    operations.look_again_on(contribution, day_from(form.day.data or ""))
    return back(code, "nog-eens")


@blueprint.get("/volg/<code>/ruimer")
@public
def looser(code: str) -> ResponseReturnValue:
    """What could be shown more, and what others see now. Only who holds the code, or is its author, comes here."""
    contribution = mine(code)
    if not operations.may_still_show(contribution):
        return redirect(url_for("pages.follow", code=code, _anchor="delen"))
    return looser_page(code, contribution, LooserForm(None))


def looser_page(
    code: str, contribution: Contribution, form: LooserForm, sent: KeptOutForm | None = None, status: int = 0
) -> tuple[str, int]:
    """`sent` is the list of who may not read along, as it came with the wishes."""
    could = operations.may_still_show(contribution)
    asked = sent or (kept_out.list_asked(contribution) if could & operations.READ_AGAIN else None)
    page = render_template(
        "pages/looser.html",
        code=code,
        c=contribution,
        form=form,
        could=could,
        is_read_again=bool(could & operations.READ_AGAIN),
        now=as_others_see(contribution),
        then=as_others_see(operations.as_it_would_be(contribution, form.wished())) if form.wished() & could else None,
        is_purged=is_purged(contribution),
        kept_out=asked,
    )
    return page, status or max(form.status, asked.status if asked else 0)


@blueprint.post("/volg/<code>/ruimer")
@public
@shows_again
def loosen(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form, sent = LooserForm(), kept_out.list_sent(contribution)
    form.waits_until = contribution.visible_from
    if request.form.get("action") == "look":  # a look beforehand changes nothing
        return looser_page(code, contribution, LooserForm(None, data=form.content()), sent, 200)
    is_fine = form.validate_on_submit()
    if not kept_out.is_understood(sent) or not is_fine:  # both, so that each says what it misses
        return looser_page(code, contribution, form, sent)
    kept_out.keep(contribution, sent)
    operations.loosen(contribution, **form.wishes())
    operations.let_go_of_list(contribution)  # when nothing of it is read again
    return back(code, "delen")
