"""The address for news about one's own contribution: confirming it, and wanting no more."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.contributions import operations
from app.contributions.queries import news_address_by
from app.core.errors import answered, expired
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


@blueprint.get("/volg/nieuws/<token>/stop")
@public
def stop_page(token: str) -> ResponseReturnValue:
    """Whoever opens the address that is meant for mail programs gets the page with the buttons."""
    return redirect(url_for("pages.news", token=token))


@blueprint.post("/volg/nieuws/<token>/stop")
@public
def stop_news_at_once(token: str) -> ResponseReturnValue:
    """The button of a mail program (RFC 8058)."""
    if request.form.get("List-Unsubscribe") != "One-Click":
        return redirect(url_for("pages.news", token=token), code=303)
    address = news_address_by(fingerprint(token))
    operations.stop_news(address, address.contribution)
    return "", 204, {"Content-Type": "text/plain; charset=utf-8"}


def without_session(error: CSRFError) -> ResponseReturnValue:
    """A mail program has no session, so no token: for that one button the secret in the address is the proof."""
    if request.form.get("List-Unsubscribe") != "One-Click":
        return expired(error)
    return answered(lambda: stop_news_at_once(str((request.view_args or {})["token"])))
