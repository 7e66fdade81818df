"""What can happen to a gathering."""

from app.gatherings.operations.challenges import link as link
from app.gatherings.operations.tasks import forget_tasks as forget_tasks
from app.gatherings.operations.tasks import let_go as let_go
