"""What an administrator fills in when somebody asks for contributions under the Woo."""

import re
from datetime import date

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.clock import today
from app.core.forms import AtMost, Form, Says, day_from, one_line, tidy
from app.core.wording import _, lazy

AN_ID = re.compile(r"[0-9a-z]{26}")


def a_day_or_nothing(_form: Form, field: StringField) -> None:
    if field.data and day_from(field.data) is None:
        raise ValidationError(_("Write the day like this: 24-11-2026"))


class FreezeForm(Form):
    """Which contributions: by their addresses, or by what they are about. And for which request."""

    public_ids = TextAreaField(lazy("Addresses of contributions"), [AtMost(20_000)], filters=[tidy])
    words = StringField(lazy("With these words"), [AtMost(200)], filters=[one_line])
    first = StringField(lazy("Sent from"), [a_day_or_nothing], filters=[one_line])
    last = StringField(lazy("Sent until"), [a_day_or_nothing], filters=[one_line])
    organisation = StringField(lazy("Organisation or place"), [AtMost(120)], filters=[one_line])
    reference = StringField(
        lazy("Reference of the request"),
        [Says(lazy("Write the reference of the request, as in your own register.")), AtMost(80)],
        filters=[one_line],
    )
    since = StringField(lazy("Day of the request"), [a_day_or_nothing], filters=[one_line])

    def validate_since(self, field: StringField) -> None:
        found = day_from(field.data or "")
        if found is None or found > today():
            raise ValidationError(_("Write the day on which the request came in, like this: 24-11-2026"))

    def validate_public_ids(self, field: StringField) -> None:
        if not any((field.data, self.words.data, self.first.data, self.last.data, self.organisation.data)):
            raise ValidationError(_("Paste addresses, or say what the request is about."))
        lines = (field.data or "").split()
        unread = next((line for line in lines if not AN_ID.fullmatch(id_in(line))), None)
        if unread is not None:
            raise ValidationError(_("This is no address of a contribution: %(line)s", line=unread[:60]))

    def ids(self) -> list[str]:
        return [id_in(line) for line in (self.public_ids.data or "").split()]

    def since_day(self) -> date:
        return day_from(self.since.data or "") or today()

    def day(self, name: str) -> date | None:
        return day_from(self[name].data or "")


def id_in(line: str) -> str:
    """The public id in what was pasted, which may be the whole address."""
    return line.strip().rstrip("/").rsplit("/", 1)[-1].lower()
