"""What a member fills in to freeze a pile, and to have a file made of a stocktake."""

from wtforms import BooleanField, Field, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from app.core.forms import AtMost, Form, Says, one_line
from app.core.wording import _, lazy
from app.reports.frozen import Frozen
from app.reports.models import Form as FileForm

FORM_NAMES = {
    FileForm.DOCX: lazy("Word, to read and edit"),
    FileForm.PDF: lazy("PDF, to print"),
    FileForm.XLSX: lazy("Excel, with a sheet that explains the columns"),
    FileForm.ODS: lazy("ODS, for other spreadsheets"),
    FileForm.CSV: lazy("CSV, in a zip with one file for each table"),
    FileForm.JSON: lazy("JSON, for computers"),
}


class FreezeForm(Form):
    name = StringField(
        lazy("Name of the stocktake"),
        [Says(lazy("Give the stocktake a name, for example: Summer tour 2026.")), AtMost(100)],
        filters=[one_line],
    )


class ReportForm(Form):
    about = SelectField(lazy("What it is about"), validate_choice=False)
    form = RadioField(
        lazy("Kind of file"),
        choices=[(form.value, name) for form, name in FORM_NAMES.items()],
        default=FileForm.DOCX.value,
        validate_choice=False,
    )
    for_members = BooleanField(lazy("Also what is for members only, marked as such"))

    def offer(self, frozen: Frozen) -> None:
        self.about.choices = [("", _("The whole stocktake")), *((q.slug, q.sentence) for q in frozen.questions)]

    def validate_form(self, field: Field) -> None:
        if field.data not in set(FileForm):
            raise ValidationError(_("Choose one of these kinds of file."))

    def validate_about(self, field: Field) -> None:
        if field.data not in {value for value, _name in self.about.choices}:
            raise ValidationError(_("Choose the whole stocktake, or one of its questions."))
