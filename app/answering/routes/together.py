"""How all challenges together are answered and reacted to, for the list of them on a lower floor."""

from app.answering import queries
from app.answering.responsiveness import Together, of_all
from app.answering.routes.blueprint import blueprint
from app.core.clock import today


@blueprint.app_template_global()
def all_challenges_together() -> Together | None:
    return of_all(queries.courses(), today())
