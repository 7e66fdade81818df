"""What a member fills in to make a pile, to word a question while sorting, and to choose keys."""

from collections.abc import Mapping, Sequence
from datetime import date

from wtforms import BooleanField, Field, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from app.contributions.filters import Choice
from app.core.choice import values_of
from app.core.forms import AtMost, Form, Says, day_from, one_line
from app.core.wording import _, lazy
from app.stocktaking.sentences import is_one_question
from app.workbench.keys import BINS, OURS, clashes
from app.workbench.queries import Wanted
from app.workbench.queries.choosing import Level

SPACE = " "
LEVEL_NAMES = {
    Level.NAMED: lazy("With a name"),
    Level.UNNAMED: lazy("Without a name"),
    Level.MEMBERS: lazy("For members only"),
}
ACTION_NAMES = {
    "next": lazy("Next card"),
    "previous": lazy("Previous card"),
    "one_case": lazy("One case"),
    "nowhere": lazy("Fits nowhere"),
    "text": lazy("Full text"),
    "star": lazy("Keep a quote"),
    "undo": lazy("Put back"),
    "filter": lazy("Search in the pile"),
    "question": lazy("New question"),
    "find": lazy("Find a question by typing"),
    "compare": lazy("Side by side with one that looks like it"),
    "keys": lazy("All keys"),
    "together": lazy("Put together"),
    "apart": lazy("Not the same"),
    "later": lazy("Later"),
    "put_back": lazy("Put back the last thing I did"),
} | {action: lazy("Question %(number)s", number=number) for action, number in BINS.items()}


def month_from(typed: str) -> date | None:
    """The first day of a month as people write it: 09-2026, 2026-09, sep 2026, september 2026; None if it is none."""
    text = typed.strip()
    return day_from(f"1 {text}") or day_from(f"{text} 1")


def a_month_or_nothing(_form: Form, field: Field) -> None:
    if (field.data or "").strip() and month_from(field.data) is None:
        raise ValidationError(_("Write the month like this: 09-2026, or september 2026."))


class PileNameForm(Form):
    name = StringField(
        lazy("Name of the pile"),
        [Says(lazy("Give the pile a name, for example: Summer tour 2026.")), AtMost(100)],
        filters=[one_line],
    )
    version = HiddenField()


class PileForm(PileNameForm):
    soort = SelectMultipleField(lazy("Kind"), validate_choice=False)
    uitkomst = SelectMultipleField(lazy("Outcome"), validate_choice=False)
    thema = SelectMultipleField(lazy("Theme"), validate_choice=False)
    first = StringField(lazy("Published from"), [a_month_or_nothing, AtMost(40)])
    last = StringField(lazy("Published up to and including"), [a_month_or_nothing, AtMost(40)])
    gathering = SelectField(lazy("Gathering"), validate_choice=False)
    levels = SelectMultipleField(lazy("Level"), choices=list(LEVEL_NAMES.items()), validate_choice=False)

    def offer(self, offered: Mapping[str, Sequence[tuple[Choice, str]]], gatherings: Sequence[tuple[str, str]]) -> None:
        """Fills in what can be chosen: per filter its choices with their names, and the gatherings."""
        for name, found in offered.items():
            self[name].choices = [(choice.word, called) for choice, called in found]
        self.gathering.choices = [("", _("Not of one gathering")), *gatherings]

    def validate_last(self, field: Field) -> None:
        first, last = month_from(self.first.data or ""), month_from(field.data or "")
        if first and last and last < first:
            raise ValidationError(_("This month lies before the first one. Turn them around."))

    def wanted(self) -> Wanted:
        offered = {name: values_of(self[name]) for name in ("soort", "uitkomst", "thema")}
        picked = {name: [word for word in self[name].data or [] if word in known] for name, known in offered.items()}
        return Wanted(
            {name: words for name, words in picked.items() if words},
            month_from(self.first.data or ""),
            month_from(self.last.data or ""),
            self.gathering.data if self.gathering.data in values_of(self.gathering) else "",
            tuple(level for level in LEVEL_NAMES if level in (self.levels.data or [])),
        )


def one_question(_form: Form, field: Field) -> None:
    if not is_one_question(field.data or ""):
        raise ValidationError(_("Write one sentence with one question mark, at the end."))


class NewBinForm(Form):
    """A question that comes up while sorting: its sentence, and the card of now, which goes there."""

    sentence = StringField(
        lazy("New question"), [Says(lazy("Word the question first.")), one_question, AtMost(250)], filters=[one_line]
    )

    card = HiddenField()
    seen = HiddenField()
    key = HiddenField()


def keys_form(are_on: bool, keys: dict[str, str]) -> "KeysForm":
    return KeysForm(data={"are_on": are_on} | {action: shown(key) for action, key in keys.items()})


def shown(key: str) -> str:
    """A key as a form shows it: a space cannot be seen."""
    return _("space") if key == SPACE else key


class KeysForm(Form):
    are_on = BooleanField(lazy("Single keys work while I sort and compare"))

    def chosen_keys(self) -> dict[str, str]:
        """action -> key, as a browser names it."""
        return {action: self.key_of(action) for action in OURS}

    def key_of(self, action: str) -> str:
        typed = (self[action].data or "").strip()
        if action in BINS:
            return typed.lower()
        return SPACE if typed.lower() in ("", _("space").lower()) else typed

    def validate(self, extra_validators: object = None) -> bool:
        good = super().validate(extra_validators)
        clashing = clashes(self.chosen_keys()) if not self.errors else {}
        for action, other in clashing.items():
            self[action].errors = [_("“%(name)s” has this key as well. Choose another one.", name=ACTION_NAMES[other])]
        return good and not clashing


def one_key(form: KeysForm, field: Field) -> None:
    if len(form.key_of(field.name)) != 1:
        raise ValidationError(_("Type one letter, figure or sign, or the word “space”."))


def letter_or_figure(form: KeysForm, field: Field) -> None:
    """Of a sign the browser does not say which key it was, once Shift is held with it."""
    key = form.key_of(field.name)
    if len(key) != 1 or not (key.isalpha() or key in "0123456789"):
        raise ValidationError(_("Type one letter or figure."))


for _action in OURS:
    setattr(KeysForm, _action, StringField(ACTION_NAMES[_action], [letter_or_figure if _action in BINS else one_key]))
