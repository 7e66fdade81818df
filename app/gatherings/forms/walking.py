"""A note of the walk as it is sent, the groups of a walk, and the summary of a stop."""

import re
from datetime import UTC, datetime

from wtforms import Field, FileField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.contributions.models import Kind
from app.core.forms import AtMost, Form, Says, number_in, one_line, tidy
from app.core.security import random_id
from app.core.wording import _, lazy
from app.gatherings.operations import Written
from app.gatherings.words import KINDS

MOST_TEXT, MOST_ALT, MOST_NAME, MOST_SUMMARY = 2000, 300, 80, 4000  # letters
KEY = re.compile(r"[0-9a-z-]{20,36}")


class NoteForm(Form):
    key = HiddenField(filters=[one_line])  # made where the form was made: sent twice, the note is there once
    stop = HiddenField(filters=[one_line])
    written_at = HiddenField(filters=[one_line])  # milliseconds, by the clock of the phone
    kind = RadioField(lazy("What is it?"), choices=list(KINDS), validate_choice=False)
    text = TextAreaField(lazy("What do you see here?"), [AtMost(MOST_TEXT)], filters=[tidy])
    photo = FileField(lazy("Photo"))
    alt = StringField(lazy("What can be seen on the photo?"), [AtMost(MOST_ALT)], filters=[one_line])
    signed = StringField(lazy("Put my name under it"), [AtMost(MOST_NAME)], filters=[one_line])

    @property
    def has_photo(self) -> bool:
        return bool(getattr(self.photo.data, "filename", ""))

    def validate_text(self, field: Field) -> None:
        if not field.data and not self.has_photo:
            raise ValidationError(_("Write one sentence, or add a photo."))

    def written(self) -> Written:
        """The note, as far as it can be read: what no page of ours sends is left out of it."""
        key = self.key.data or ""
        return Written(
            key=key if KEY.fullmatch(key) else random_id(),
            stop=self.stop.data or "",
            kind=Kind(self.kind.data) if self.kind.data in set(Kind) else None,
            text=self.text.data or "",
            signed=self.signed.data or "",
            alt=self.alt.data or "",
            written_at=moment_from(self.written_at.data),
        )


def moment_from(sent: str | None) -> datetime | None:
    """The moment that the clock of a phone told, in milliseconds; None when it told none."""
    milliseconds = number_in(sent, digits=13)
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds else None


class GroupsForm(Form):
    groups = StringField(lazy("Number of groups"), filters=[one_line])

    def validate_groups(self, field: Field) -> None:
        if number_in(field.data, otherwise=-1, digits=2) < 0:
            raise ValidationError(_("Write a number, such as 4. Write 0 when everybody walks together."))


class SummaryForm(Form):
    version = HiddenField(filters=[one_line])
    text = TextAreaField(
        lazy("What did the street teach you here?"),
        [Says(lazy("Write what was seen here.")), AtMost(MOST_SUMMARY)],
        filters=[tidy],
    )


class BringForm(Form):
    phone_code = StringField(
        lazy("Code from the other phone"),
        [Says(lazy("Type the code that the other phone shows.")), AtMost(60)],
        filters=[one_line],
    )
