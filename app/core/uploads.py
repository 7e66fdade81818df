"""How much a request may bring: little everywhere, and more at the addresses that take files."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

V = TypeVar("V", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024


def takes_files(most: int) -> Callable[[V], V]:
    """For a view that takes files: how many bytes all of them may have together, with the rest of the form."""

    def mark(view: V) -> V:
        view.takes_bytes = most  # type: ignore[attr-defined]
        return view

    return mark


def make_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the form: the check of its token does."""
    view = current_app.view_functions.get(endpoint or "")
    request.max_content_length = getattr(view, "takes_bytes", current_app.config["MAX_CONTENT_LENGTH"])


def most_megabytes() -> int:
    """What this address takes, for the page that says that it was too much."""
    return (request.max_content_length or current_app.config["MAX_CONTENT_LENGTH"]) // MEGABYTE


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(make_room)
    app.add_template_global(most_megabytes)
