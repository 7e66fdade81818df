"""A form whose token is too old: what was typed is kept first, and the screen asks to press once more."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.core.errors import answered, expired
from app.pages.routes import challenge_writing, follow_text, mail, news
from app.pages.routes.blueprint import blueprint

OTHER_SITE = ("cross-site", "same-site")
WRITING = ("pages.new_challenge", "pages.edit_challenge")


@blueprint.errorhandler(CSRFError)
def keep_and_ask_again(error: CSRFError) -> ResponseReturnValue:
    """Safe, because other sites cannot send the session along, and because keeping is all that happens."""
    if request.endpoint == "pages.stop_news_at_once":
        return news.without_session(error)
    if request.endpoint == "pages.stop_mail":
        return mail.without_session(error)
    if request.headers.get("Sec-Fetch-Site") in OTHER_SITE:
        return expired(error)
    if request.endpoint not in WRITING:
        return follow_text.keep_text(error)
    return answered(lambda: challenge_writing.keep_and_show((request.view_args or {}).get("slug")))
