"""How many tables there are, how they are called, and what they talk about."""

from collections.abc import Mapping, Sequence
from itertools import cycle, islice

from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.challenges.models import Challenge
from app.core.choice import Choice
from app.core.forms import Form, number_in, one_line, tidy
from app.core.wording import _, lazy
from app.gatherings.models import Gathering

MOST_SIGNS, MOST_NAME = 40, 80
ALL, NOTHING, OWN = "alles", "", "eigen"
PAPERS = [("a5", lazy("A5, for a small table")), ("a4", lazy("A4, to be seen from far away"))]


class SignsForm(Form):
    tables = StringField(lazy("How many tables?"), filters=[one_line])
    names = TextAreaField(lazy("Names of the tables"), filters=[tidy])
    about = SelectField(lazy("What do they talk about?"), validate_choice=False, filters=[tidy])
    paper = Choice(lazy("How large?"), lazy("Choose a size."), PAPERS)

    def offer(
        self,
        gathering: Gathering,
        challenges: Sequence[Challenge],
        of_parts: Mapping[int, Sequence[Challenge]],
        of_tables: Mapping[int, Challenge],
    ) -> None:
        """What tables can talk about: that of their card, the challenges of the gathering, or those of one part."""
        self.of_tables = of_tables
        self.subjects = {NOTHING: list[Challenge]()}
        self.about.choices = [(NOTHING, _("Nothing on the sign"))]
        if of_tables:
            self.about.choices.append((OWN, _("The challenge of each table, as its card says")))
        if challenges:
            self.subjects[ALL] = list(challenges)
            self.about.choices.append((ALL, _("The challenges of the gathering, in turn")))
        for part in gathering.parts:
            if part.id in of_parts:
                self.subjects[part.public_id] = list(of_parts[part.id])
                self.about.choices.append((part.public_id, _("The challenges of: %(part)s", part=part.title)))

    def validate_tables(self, field: Field) -> None:
        if not 1 <= number_in(field.data, digits=2) <= MOST_SIGNS:
            raise ValidationError(_("Write a number from 1 to %(most)s.", most=MOST_SIGNS))

    def validate_names(self, field: Field) -> None:
        tables = number_in(self.tables.data, digits=2)
        if self.lines and tables and len(self.lines) > tables:
            raise ValidationError(
                _(
                    "There are %(names)s names for %(tables)s tables. Take some out.",
                    names=len(self.lines),
                    tables=tables,
                )
            )
        if any(len(line) > MOST_NAME for line in self.lines):
            raise ValidationError(_("Keep each name below %(most)s letters: it is read from far away.", most=MOST_NAME))

    @property
    def lines(self) -> list[str]:
        return [line for line in map(one_line, (self.names.data or "").split("\n")) if line]

    def each(self) -> list[tuple[int, str, Challenge | None]]:
        """The number, the name and the challenge of each table; with fewer challenges than tables they come again."""
        tables, about = number_in(self.tables.data, digits=2), self.subjects.get(self.about.data or NOTHING, [])
        names = [*self.lines, *[""] * (tables - len(self.lines))]
        challenges: list[Challenge | None] = [*islice(cycle(about), tables)] if about else [None] * tables
        if self.about.data == OWN:
            challenges = [self.of_tables.get(number) for number in range(1, tables + 1)]
        return list(zip(range(1, tables + 1), names, challenges, strict=True))
