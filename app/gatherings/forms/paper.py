"""Typing a paper sheet over: which sheet it is, and a line for each note on it."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.contributions.models import Kind
from app.core.forms import AtMost, Form, number_in, one_line, tidy
from app.core.security import random_id
from app.core.wording import _, lazy
from app.gatherings.forms.walking import MOST_NAME, MOST_TEXT
from app.gatherings.models import FieldNote, Stop
from app.gatherings.operations import Line
from app.gatherings.sheets import stop_of_sheet
from app.gatherings.words import KINDS

ROWS, MORE, MOST_ROWS = 5, 5, 40  # as many as there are boxes on a sheet, and then more


class LineForm(Form):
    """One note as it stands on paper. Its kinds begin with their number, so that one key chooses one."""

    kind = SelectField(lazy("Kind"), validate_choice=False, default="")
    text = TextAreaField(lazy("What it says"), [AtMost(MOST_TEXT)], filters=[tidy])
    signed = StringField(lazy("Name on the paper"), [AtMost(MOST_NAME)], filters=[one_line])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        numbered = [(kind, f"{at} {name}") for at, (kind, name) in enumerate(KINDS, 1)]
        self.kind.choices = [("", _("Not ticked")), *numbered]

    @property
    def is_empty(self) -> bool:
        return not (self.text.data or self.signed.data or self.kind.data)

    def validate_text(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Write what stands on the paper, or empty this line."))

    def line(self) -> Line:
        kind = Kind(self.kind.data) if self.kind.data in set(Kind) else None
        return Line(self.text.data or "", kind, self.signed.data or "")


class LineOfSheet(LineForm):
    class Meta(Form.Meta):
        csrf = False  # the form around it has the token


class SheetForm(Form):
    """Which sheet a note stands on, and which group wrote it."""

    sheet = StringField(lazy("Code of the sheet"), filters=[one_line])
    group = StringField(lazy("Group"), filters=[one_line])
    key = HiddenField(filters=[one_line])  # of this form: sent twice, its notes are there once
    version = HiddenField(filters=[one_line])  # of the note that is mended
    may_be_elsewhere = False  # at a stop that is not on the walk any more

    def __init__(self, stops: Sequence[Stop], groups: int, *given: Any, **named: Any) -> None:
        self.stops, self.groups = stops, groups
        super().__init__(*given, **named)

    @property
    def stop(self) -> Stop | None:
        return stop_of_sheet(self.sheet.data or "", self.stops)

    @property
    def group_number(self) -> int | None:
        return number_in(self.group.data, digits=2) or None

    def validate_sheet(self, field: Field) -> None:
        if not field.data and not self.may_be_elsewhere:
            raise ValidationError(_("Write the code that stands on the sheet, or the number of the stop."))
        if field.data and self.stop is None:
            raise ValidationError(_("No sheet has this code. Look once more, or write the number of the stop."))

    def validate_group(self, field: Field) -> None:
        if field.data and not 1 <= number_in(field.data, digits=2) <= self.groups:
            raise ValidationError(_("Write a number from 1 to %(most)s, or leave it empty.", most=self.groups))


class TypedOver:
    """A whole sheet: as many lines as were asked for."""

    def __init__(
        self, stops: Sequence[Stop], groups: int, sent: MultiDict[str, str] | None = None, code: str = ""
    ) -> None:
        self.about = SheetForm(stops, groups, sent, data={"sheet": code, "key": random_id()})
        wanted = number_in(sent.get("rows") if sent else None, ROWS, digits=2)
        self.lines = [LineOfSheet(sent, prefix=f"n{n}-") for n in range(1, max(1, min(wanted, MOST_ROWS)) + 1)]

    def add_more(self) -> None:
        first = len(self.lines) + 1
        self.lines += [LineOfSheet(None, prefix=f"n{n}-") for n in range(first, min(first + MORE, MOST_ROWS + 1))]

    @property
    def may_grow(self) -> bool:
        return len(self.lines) < MOST_ROWS

    @property
    def written(self) -> list[LineForm]:
        return [line for line in self.lines if not line.is_empty]

    def validate(self) -> bool:
        """Looks at everything, so that all mistakes show at once."""
        right = [self.about.validate(), *(line.validate() for line in self.written)]
        if not self.written:
            self.lines[0].text.errors = [_("Type at least one note of this sheet.")]
            right.append(False)
        return all(right)

    @property
    def fields_of_lines(self) -> list[Field]:
        return [field for line in self.lines for field in line]

    @property
    def status(self) -> int:
        wrong = any(line.errors for line in self.lines)
        return 422 if wrong and self.about.status == 200 else self.about.status


class MendForm(SheetForm, LineForm):
    """One note that was typed over, to put it right."""

    @classmethod
    def of(cls, note: FieldNote, stops: Sequence[Stop], groups: int) -> "MendForm":
        found = cls(stops, max(groups, note.group_number or 0), data=filled_in(note))
        found.may_be_elsewhere = note.stop is None
        return found


def filled_in(note: FieldNote) -> dict[str, str]:
    """A note as somebody would type it."""
    return {
        "sheet": str(note.stop.number) if note.stop else "",
        "group": str(note.group_number or ""),
        "kind": note.kind.value if note.kind else "",
        "text": note.text,
        "signed": note.signed,
        "version": str(note.paper.version if note.paper else 0),
    }
