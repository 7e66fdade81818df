"""What goes out of a gathering as a file."""

from app.gatherings.exports.calendars import calendar as calendar
from app.gatherings.exports.door_list import door_list as door_list
from app.gatherings.exports.people import people_as_csv as people_as_csv
from app.gatherings.exports.people import people_as_xlsx as people_as_xlsx
from app.gatherings.exports.people import wishes_as_xlsx as wishes_as_xlsx
from app.gatherings.exports.stop_sheets import stop_sheets as stop_sheets
from app.gatherings.exports.table_signs import table_signs as table_signs
