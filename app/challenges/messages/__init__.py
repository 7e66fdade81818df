"""What people hear of a challenge."""

from app.challenges.messages.hosts import added_as_host as added_as_host
from app.challenges.messages.hosts import handed_over as handed_over
from app.challenges.messages.waiting import note_is_missing as note_is_missing
from app.challenges.messages.waiting import round_is_over as round_is_over
from app.challenges.messages.waiting import to_hosts as to_hosts
