"""What several forms about a question choose from."""

from typing import Any

from app.core.forms import number_in
from app.stocktaking import queries


def known_routes() -> set[str]:
    return {term.code for term in queries.terms_for_questions()["route"]}


def version_in(form: Any) -> int:
    """The version that somebody saw, 0 when the form says none."""
    return number_in(form.version.data)
