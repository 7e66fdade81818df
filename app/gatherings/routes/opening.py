"""Opening the walk that a code belongs to."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Gone

from app.accounts.operations import opened_by_code
from app.core.errors import NotFound, wants_facts
from app.core.pictures import MOST_BYTES
from app.core.uploads import MEGABYTE
from app.core.wording import _
from app.gatherings import operations, queries
from app.gatherings.models import Walk
from app.gatherings.routes.blueprint import blueprint

MOST_TOGETHER = MOST_BYTES + MEGABYTE  # of a note with its photo


class Replaced(Gone):
    """The code opened this walk until it got another one. A phone that still has it asks often, and guesses nothing."""

    def __init__(self, walk: Walk) -> None:
        super().__init__()
        self.walk = walk


def walk_opened(code: str, to_change: bool = False) -> Walk:
    """The walk with this code. Whoever keeps guessing has to wait."""
    found = code.lower()

    def find() -> Walk:
        try:
            return queries.walk_by_code(found, to_change)
        except NotFound:
            if walk := operations.replaced_with(found):
                raise Replaced(walk) from None
            raise

    return opened_by_code("walk", request.remote_addr or "", find)


@blueprint.errorhandler(Replaced)
def replaced(found: Replaced) -> ResponseReturnValue:
    if wants_facts():
        return jsonify(reason=_("This link was replaced. Ask for the new one.")), 410
    return render_template("gatherings/link_replaced.html", gathering=found.walk.gathering), 410
