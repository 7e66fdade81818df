"""Every select of gatherings."""

from app.gatherings.queries.finding import cancelled_gatherings as cancelled_gatherings
from app.gatherings.queries.finding import challenges_at as challenges_at
from app.gatherings.queries.finding import coming_gatherings as coming_gatherings
from app.gatherings.queries.finding import gathering_by_external_ref as gathering_by_external_ref
from app.gatherings.queries.finding import gathering_by_slug as gathering_by_slug
from app.gatherings.queries.finding import gatherings_about as gatherings_about
from app.gatherings.queries.finding import past_gatherings as past_gatherings
from app.gatherings.queries.finding import published_gathering_slugs as published_gathering_slugs
from app.gatherings.queries.finding import published_gatherings as published_gatherings
from app.gatherings.queries.finding import taken_gathering_slugs as taken_gathering_slugs
from app.gatherings.queries.tasks import delete_tasks as delete_tasks
from app.gatherings.queries.tasks import forget_invited as forget_invited
from app.gatherings.queries.tasks import run_by as run_by
from app.gatherings.queries.tasks import tasks_of as tasks_of
