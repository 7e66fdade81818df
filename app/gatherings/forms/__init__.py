"""What comes in about a gathering."""

from app.gatherings.forms.door import WalkInForm as WalkInForm
from app.gatherings.forms.organising import AddForm as AddForm
from app.gatherings.forms.organising import DismissForm as DismissForm
from app.gatherings.forms.organising import MessageForm as MessageForm
from app.gatherings.forms.planning import CancelForm as CancelForm
from app.gatherings.forms.planning import CopyForm as CopyForm
from app.gatherings.forms.planning import GatheringForm as GatheringForm
from app.gatherings.forms.programme import PartForm as PartForm
from app.gatherings.forms.programme import StopForm as StopForm
from app.gatherings.forms.registering import ChangeForm as ChangeForm
from app.gatherings.forms.registering import PartyForm as PartyForm
from app.gatherings.forms.registering import part_names as part_names
from app.gatherings.forms.tasks import TaskForm as TaskForm
