"""What an administrator fills in to change the vocabulary."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.codebook.models import MOST_SYNONYMS, Deed
from app.contributions.privacy import shown_hints
from app.core.choice import OneOf
from app.core.clock import today
from app.core.forms import AtMost, Form, Says, day_from, number_in, one_line, tidy
from app.core.spreadsheet import csv_rows
from app.core.wording import _, language, lazy
from app.taxonomy.models import FLAT, GROUPED, Dimension, Term
from app.taxonomy.queries import Word

NAME, TEXT, PARTS = 120, 2000, 4
SHEET = 1_000_000  # characters
ON_TOP = "-"  # instead of a parent


class TodayOrLater:
    """A validator for today or a day within two years."""

    LONGEST = timedelta(days=730)

    def __call__(self, form: Form, field: Field) -> None:
        found = day_from(field.data or "")
        if found is None:
            raise ValidationError(_("Write the day like this: 24-11-2026"))
        if found < today():
            raise ValidationError(_("Choose today or a later day."))
        if found > today() + self.LONGEST:
            raise ValidationError(_("Choose a day within two years."))


class ReasonForm(Form):
    """What every decision about a term asks for."""

    reason = TextAreaField(
        lazy("Why?"), [Says(lazy("Say in a sentence why. It stands in the history.")), AtMost(1000)], filters=[tidy]
    )
    version = HiddenField()

    def seen_version(self) -> int:
        return number_in(self.version.data)


class ChangeForm(ReasonForm):
    """What every deed asks for."""

    on = StringField(lazy("From which day?"), [TodayOrLater()], filters=[one_line])

    def day(self) -> date:
        return day_from(self.on.data or "") or today()

    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        """What can be chosen, for a deed that asks for another term."""

    def fill(self, term: Term) -> None:
        """How the term stands now."""

    def wish(self) -> dict[str, Any]:
        return {}


class Words(Form):
    name_nl = StringField(lazy("Name in Dutch"), [Says(lazy("Write a name.")), AtMost(NAME)], filters=[one_line])
    name_en = StringField(lazy("Name in English"), [AtMost(NAME)], filters=[one_line])
    scope = TextAreaField(lazy("What falls under it"), [AtMost(TEXT)], filters=[tidy])
    not_this = TextAreaField(lazy("What does not fall under it"), [AtMost(TEXT)], filters=[tidy])
    synonyms = TextAreaField(lazy("Other words for it, one a line"), [AtMost(TEXT)], filters=[tidy])

    def validate_synonyms(self, field: Field) -> None:
        if len(self.synonym_list()) > MOST_SYNONYMS:
            raise ValidationError(_("There is room for %(most)d other words.", most=MOST_SYNONYMS))
        if any(len(word) > NAME for word in self.synonym_list()):
            raise ValidationError(_("Keep each word below %(most)d characters.", most=NAME))

    def synonym_list(self) -> list[str]:
        lines = (one_line(line) for line in (self.synonyms.data or "").split("\n"))
        return list(dict.fromkeys(line for line in lines if line))

    def fill(self, term: Term) -> None:
        for name in ("name_nl", "name_en", "scope", "not_this"):
            getattr(self, name).data = getattr(term, name)
        self.synonyms.data = "\n".join(term.synonyms)

    def wish(self) -> dict[str, Any]:
        words = {name: getattr(self, name).data for name in ("name_nl", "name_en", "scope", "not_this")}
        return words | {"synonyms": self.synonym_list()}


class WordsForm(Words, ChangeForm):
    pass


class Parent(SelectField):
    """Another term or heading to stand below."""

    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        above = [other for other in terms if other.parent_id is None and other.is_in_use and other is not term]
        top = [] if dimension in GROUPED and term is not None else [(ON_TOP, on_top(dimension))]
        below = [] if dimension in FLAT else [(other.code, other.name(language())) for other in above]
        self.choices = [*top, *below]

    def code(self) -> str:
        return "" if self.data == ON_TOP else str(self.data or "")


def on_top(dimension: Dimension) -> str:
    return _("A new group") if dimension in GROUPED else _("On top, below nothing")


def parent_field() -> Parent:
    return Parent(lazy("Where does it stand?"), [OneOf(lazy("Choose where it stands."))], validate_choice=False)


class NewTerm(Words):
    parent = parent_field()

    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        self.parent.offer(dimension, None, terms)

    def wish(self) -> dict[str, Any]:
        return super().wish() | {"parent": self.parent.code()}


class AddForm(NewTerm, ChangeForm):
    pass


class MoveForm(ChangeForm):
    parent = parent_field()

    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        self.parent.offer(dimension, term, terms)

    def fill(self, term: Term) -> None:
        self.parent.data = term.parent.code if term.parent else ON_TOP

    def wish(self) -> dict[str, Any]:
        return {"parent": self.parent.code()}


class MergeForm(ChangeForm):
    heir = SelectField(
        lazy("Which term stays?"),
        [Says(lazy("Choose the term that stays.")), OneOf(lazy("Choose the term that stays."))],
        validate_choice=False,
    )

    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        alike = (other for other in terms if term is not None and other.is_group == term.is_group)
        others = [other for other in alike if other.is_in_use and other is not term]
        offered = [(other.code, other.name(language())) for other in others]
        self.heir.choices = [("", _("Choose a term")), *offered]

    def wish(self) -> dict[str, Any]:
        return {"heir": self.heir.data}


class SplitForm(ChangeForm):
    """Names of the terms that come in its place; a name that is there already means that term."""

    part_1 = StringField(lazy("First term"), [AtMost(NAME)], filters=[one_line])
    part_2 = StringField(lazy("Second term"), [AtMost(NAME)], filters=[one_line])
    part_3 = StringField(lazy("Third term"), [AtMost(NAME)], filters=[one_line])
    part_4 = StringField(lazy("Fourth term"), [AtMost(NAME)], filters=[one_line])
    english_1 = StringField(lazy("First term in English"), [AtMost(NAME)], filters=[one_line])
    english_2 = StringField(lazy("Second term in English"), [AtMost(NAME)], filters=[one_line])
    english_3 = StringField(lazy("Third term in English"), [AtMost(NAME)], filters=[one_line])
    english_4 = StringField(lazy("Fourth term in English"), [AtMost(NAME)], filters=[one_line])

    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        self.known = {found.name_nl.casefold(): found.code for found in terms if found.may_be_chosen}
        self.names = [found.name_nl for found in terms if found.may_be_chosen and found is not term]

    def rows(self) -> list[tuple[Field, Field]]:
        return [(self[f"part_{n}"], self[f"english_{n}"]) for n in range(1, PARTS + 1)]

    def validate_part_2(self, field: Field) -> None:
        if sum(bool(name.data) for name, _english in self.rows()) < 2:
            raise ValidationError(_("Name at least two different terms that come in its place."))

    def wish(self) -> dict[str, Any]:
        return {"parts": [self.part(name.data, english.data) for name, english in self.rows() if name.data]}

    def part(self, name: str, english: str) -> dict[str, str]:
        code = self.known.get(name.casefold())
        return {"code": code} if code else {"name_nl": name, "name_en": english or ""}


class RetireForm(ChangeForm):
    pass


class ProposeForm(Form):
    """A term that somebody of the desk asks for, and whether a term that is there means the same."""

    words = StringField(
        lazy("Your proposal, as the administrator reads it"),
        [Says(lazy("Write the words.")), AtMost(NAME)],
        filters=[one_line],
    )
    means = SelectField(
        lazy("Does a term mean the same?"),
        [OneOf(lazy("Choose a term of the list, or that there is none."))],
        validate_choice=False,
    )

    def validate_words(self, field: Field) -> None:
        """An administrator may know of no person, place or organisation in a story."""
        found = shown_hints({"words": field.data or ""}, language())
        if found:
            raise ValidationError(
                _("“%(words)s” can name a person, place or organisation. Write it without.", words=found[0].words)
            )

    def offer(self, terms: Sequence[Word]) -> None:
        self.means.choices = [
            ("", _("No, a new term is needed")),
            *((term.code, term.name(language())) for term in terms),
        ]


class AcceptForm(NewTerm, ReasonForm):
    """A proposal that becomes a term, from today; no group, as no text could carry that."""

    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        super().offer(dimension, term, terms)
        offered = [choice for choice in self.parent.choices if choice[0] != ON_TOP or dimension not in GROUPED]
        self.parent.choices = [("", _("Not chosen")), *offered]

    def validate_parent(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Choose where it stands."))


class SynonymForm(ReasonForm):
    heir = SelectField(lazy("Which term means the same?"), [OneOf(lazy("Choose a term"))], validate_choice=False)

    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        self.heir.choices = [(other.code, other.name(language())) for other in terms if other.may_be_chosen]


class DeclineForm(ReasonForm):
    def offer(self, dimension: Dimension, term: Term | None, terms: Sequence[Term]) -> None:
        """Nothing to choose from."""


class SheetForm(Form):
    """A codebook, pasted: a text and no file, so there is nothing in it to run or to scan."""

    text = TextAreaField(lazy("The codebook"), [Says(lazy("Paste the codebook, with its first line.")), AtMost(SHEET)])
    reason = TextAreaField(
        lazy("Why?"), [Says(lazy("Say in a sentence why. It stands in the history.")), AtMost(1000)], filters=[tidy]
    )

    def validate_text(self, field: Field) -> None:
        try:
            csv_rows(field.data or "")
        except ValueError:
            raise ValidationError(_("We cannot read this as CSV. Export it again from your spreadsheet.")) from None

    def rows(self) -> list[list[str]]:
        return csv_rows(self.text.data or "")


FORMS: dict[Deed, type[ChangeForm]] = {
    Deed.ADD: AddForm,
    Deed.RENAME: WordsForm,
    Deed.MOVE: MoveForm,
    Deed.MERGE: MergeForm,
    Deed.SPLIT: SplitForm,
    Deed.RETIRE: RetireForm,
}
