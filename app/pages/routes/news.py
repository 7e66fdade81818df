"""The address for news about one's own contribution: confirming it, and wanting no more."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.contributions import operations
from app.contributions.queries import news_address_by
from app.core.guard import public
from app.core.security import fingerprint
from app.pages.routes.blueprint import blueprint


@blueprint.get("/volg/nieuws/<token>")
@public
def news(token: str) -> ResponseReturnValue:
    """Only a page with buttons: mail scanners open links, people press buttons."""
    return render_template("pages/follow_news.html", token=token, address=news_address_by(fingerprint(token)))


@blueprint.post("/volg/nieuws/<token>")
@public
def answer_news(token: str) -> ResponseReturnValue:
    address = news_address_by(fingerprint(token))
    if request.form.get("action") == "stop":
        operations.stop_news(address, address.contribution)
        return render_template("pages/follow_news.html", token=token, address=None)
    operations.confirm_news(address)
    return redirect(url_for("pages.news", token=token), code=303)
