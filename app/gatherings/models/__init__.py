"""The tables of a gathering: its programme, its walk, who runs it, and who comes."""

from app.gatherings.models.arrival import Arrival as Arrival
from app.gatherings.models.brought import BroughtDraft as BroughtDraft
from app.gatherings.models.change import Change as Change
from app.gatherings.models.change import What as What
from app.gatherings.models.gathering import Gathering as Gathering
from app.gatherings.models.gathering import GatheringStatus as GatheringStatus
from app.gatherings.models.gathering import gathering_challenge as gathering_challenge
from app.gatherings.models.gathering import gathering_cohost as gathering_cohost
from app.gatherings.models.paper import PaperNote as PaperNote
from app.gatherings.models.programme import Part as Part
from app.gatherings.models.programme import Stop as Stop
from app.gatherings.models.registration import PlacesTaken as PlacesTaken
from app.gatherings.models.registration import Registration as Registration
from app.gatherings.models.registration import Seat as Seat
from app.gatherings.models.registration import SeatState as SeatState
from app.gatherings.models.reminding import Catering as Catering
from app.gatherings.models.reminding import Reminder as Reminder
from app.gatherings.models.running import Task as Task
from app.gatherings.models.running import TaskHolder as TaskHolder
from app.gatherings.models.walking import FieldNote as FieldNote
from app.gatherings.models.walking import NotePhoto as NotePhoto
from app.gatherings.models.walking import StopSummary as StopSummary
from app.gatherings.models.walking import Walk as Walk
from app.gatherings.models.walking import Walker as Walker
from app.gatherings.models.wishes import Wishes as Wishes
