"""What people hear of a request: that there is something to do, never what stands in a document."""

from collections.abc import Iterable

from flask import render_template

from app.accounts.models import User
from app.core.mail_days import Haste
from app.core.site import address_of
from app.core.wording import in_language, lazy, spoken_path
from app.notifications.operations import tell
from app.woo.models import WooFile, WooRequest


def asked_to_handle(request: WooRequest, users: Iterable[User]) -> None:
    tell_handlers(request, users, lazy("You are asked to handle a request under the Woo"))


def contributor_answered(request: WooRequest) -> None:
    users = [handler.user for handler in request.handlers]
    tell_handlers(request, users, lazy("A contributor says what they think of a request under the Woo"))


def file_is_ready(file: WooFile) -> None:
    tell_handlers(file.request, [file.user], lazy("The file for a request under the Woo"), Haste.ASKED)


def tell_handlers(request: WooRequest, users: Iterable[User], subject: object, haste: Haste | None = None) -> None:
    for user in users:
        with in_language(user.language):
            path = spoken_path(f"/redactie/woo/{request.public_id}")  # a job has no request to make addresses with
            given = {"subject": str(subject), "url": address_of(path)}
            text = render_template("woo/email/to_handler.txt", **given)
            tell([user], str(subject), text, path=path, haste=haste)
