"""What comes in about a gathering."""

from app.gatherings.forms.planning import CancelForm as CancelForm
from app.gatherings.forms.planning import CopyForm as CopyForm
from app.gatherings.forms.planning import GatheringForm as GatheringForm
from app.gatherings.forms.programme import PartForm as PartForm
from app.gatherings.forms.programme import StopForm as StopForm
from app.gatherings.forms.tasks import TaskForm as TaskForm
