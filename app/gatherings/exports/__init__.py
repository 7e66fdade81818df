"""What goes out of a gathering as a file."""

from app.gatherings.exports.calendars import calendar as calendar
from app.gatherings.exports.people import people_as_csv as people_as_csv
from app.gatherings.exports.people import people_as_xlsx as people_as_xlsx
from app.gatherings.exports.people import wishes_as_xlsx as wishes_as_xlsx
from app.gatherings.exports.stop_sheets import stop_sheets as stop_sheets
