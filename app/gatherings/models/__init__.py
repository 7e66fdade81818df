"""The tables of a gathering: its programme, its walk, and who runs it."""

from app.gatherings.models.change import Change as Change
from app.gatherings.models.change import What as What
from app.gatherings.models.gathering import Gathering as Gathering
from app.gatherings.models.gathering import GatheringStatus as GatheringStatus
from app.gatherings.models.gathering import gathering_challenge as gathering_challenge
from app.gatherings.models.gathering import gathering_cohost as gathering_cohost
from app.gatherings.models.programme import Part as Part
from app.gatherings.models.programme import Stop as Stop
from app.gatherings.models.running import Task as Task
from app.gatherings.models.running import TaskHolder as TaskHolder
