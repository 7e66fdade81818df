"""What people receive about a gathering."""

from app.gatherings.messages.registration import added as added
from app.gatherings.messages.registration import cancelled as cancelled
from app.gatherings.messages.registration import confirmed as confirmed
from app.gatherings.messages.registration import dismissed as dismissed
from app.gatherings.messages.registration import known_already as known_already
from app.gatherings.messages.registration import placed as placed
from app.gatherings.messages.registration import please_confirm as please_confirm
from app.gatherings.messages.registration import seat_lapsed as seat_lapsed
from app.gatherings.messages.registration import seat_offered as seat_offered
from app.gatherings.messages.registration import to_one as to_one
from app.gatherings.messages.registration import token_of as token_of
from app.gatherings.messages.registration import written as written
from app.gatherings.messages.tasks import has_a_task as has_a_task
from app.gatherings.messages.telling import catering_changed as catering_changed
from app.gatherings.messages.telling import reminder as reminder
from app.gatherings.messages.telling import to_caterer as to_caterer
