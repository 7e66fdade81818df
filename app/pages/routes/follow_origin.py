"""Taking away, on one's own page, what others could read of where a story came from."""

from flask.typing import ResponseReturnValue

from app.contributions import operations
from app.core.guard import public
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine


@blueprint.post("/volg/<code>/herkomst-weg")
@public
def hide_origin(code: str) -> ResponseReturnValue:
    operations.hide_origin(mine(code))
    return back(code, "delen")
