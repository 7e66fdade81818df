"""What people start at a gathering."""

from app.gatherings.routes import brought as brought
from app.gatherings.routes import calendars as calendars
from app.gatherings.routes import door as door
from app.gatherings.routes import pieces as pieces
from app.gatherings.routes import planning as planning
from app.gatherings.routes import programme as programme
from app.gatherings.routes import registration as registration
from app.gatherings.routes import registrations as registrations
from app.gatherings.routes import signing_up as signing_up
from app.gatherings.routes import tasks as tasks
from app.gatherings.routes import walk_code as walk_code
from app.gatherings.routes import walk_notes as walk_notes
from app.gatherings.routes import walk_offline as walk_offline
from app.gatherings.routes import walking as walking
from app.gatherings.routes.blueprint import blueprint as blueprint
