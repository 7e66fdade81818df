"""Going on with a story that was closed because no answer came."""

from flask.typing import ResponseReturnValue

from app.contributions import operations
from app.core.guard import public
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine


@blueprint.post("/volg/<code>/verder")
@public
def take_up(code: str) -> ResponseReturnValue:
    operations.take_up(mine(code))
    return back(code)
