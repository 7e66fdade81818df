"""Whom an organiser gives a task."""

from wtforms import StringField

from app.core.choice import Choice
from app.core.forms import Form, Says, an_address_or_nothing, one_line
from app.core.wording import lazy
from app.gatherings.models import Task

NAMES = {
    Task.ORGANISER: lazy("Organiser"),
    Task.HELPER: lazy("Helper at the door"),
    Task.NOTE_TAKER: lazy("Note taker"),
}


INSTEAD = "instead"  # a colleague organises it in the place of whoever says so


class TaskForm(Form):
    email = StringField(
        lazy("E-mail address"),
        [Says(lazy("Write the e-mail address with an @, like name@municipality.nl")), an_address_or_nothing],
        filters=[one_line],
    )
    task = Choice(
        lazy("Which task?"),
        lazy("Choose a task."),
        [*((task.value, name) for task, name in NAMES.items()), (INSTEAD, lazy("Organiser in your place"))],
    )
