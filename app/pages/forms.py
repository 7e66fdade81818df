"""What a contributor writes on the page of the own contribution, and a challenge as its host writes it."""

import re
from datetime import date
from typing import Any, Self

from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from app.contributions.costs import COSTS
from app.contributions.forms import CostForm
from app.contributions.limits import CONDITION, FACTS, LESSON, OPINION, TITLE, WENT_WRONG
from app.contributions.models import Contribution
from app.contributions.reading_mark import OF_AN_ANSWER, TEXTS
from app.contributions.titles import words_in
from app.core.choice import ChoicesField
from app.core.clock import today
from app.core.forms import (
    AtMost,
    AtMostWords,
    Form,
    LaterDay,
    Says,
    an_address_or_nothing,
    day_from,
    is_an_address,
    one_line,
    tidy,
)
from app.core.wording import _, lazy

FEWEST = 5  # words
SITUATION_WORDS = 120
LATEST_EMBARGO = 5  # years ahead


def tidied(_form: Form, field: StringField) -> None:
    field.data = tidy(field.data)


class CodeForm(Form):
    code = StringField(lazy("Code"), [Says(lazy("Type or paste the code that you got after sending.")), AtMost(300)])


class TextForm(CostForm):
    on_the_page = ("title", "facts", "lesson", "condition", "went_wrong", *COSTS, "opinion")

    title = StringField(lazy("Title"), [tidied, Says(lazy("Give your story a title.")), AtMost(TITLE)])
    facts = TextAreaField(lazy("What happened?"), [tidied, AtMost(FACTS)])
    lesson = TextAreaField(lazy("What would you do differently next time?"), [tidied, AtMost(LESSON)])
    condition = TextAreaField(lazy("Under which condition does it work?"), [tidied, AtMost(CONDITION)])
    went_wrong = TextAreaField(lazy("What went wrong?"), [tidied, AtMost(WENT_WRONG)])
    opinion = TextAreaField(lazy("What do you think of it yourself?"), [tidied, AtMost(OPINION)])

    def fit_for(self, contribution: Contribution) -> Self:
        """Without the fields of an answer, when it is none; what happened is then asked in other words."""
        if not contribution.tells_as_answer:
            return self.without(*OF_AN_ANSWER, *COSTS)
        self.facts.label.text = _("What did you do?")
        return self

    def texts(self) -> dict[str, str]:
        """What stands in the form, in the order of reading."""
        return {name: tidy(self[name].data) for name in TEXTS if name in self}

    def costs_as_typed(self) -> dict[str, Any]:
        return {name: self[name].data for name in COSTS if name in self}

    def costs_meant(self) -> dict[str, Any] | None:
        """What was said of what it cost; None where that is not asked."""
        return self.costs() if "cost_hours" in self else None

    def validate_facts(self, field: TextAreaField) -> None:
        if words_in(field.data or "") < FEWEST:
            raise ValidationError(_("Tell what happened, in a few sentences. Who did what, and how did it end?"))


class AnswerForm(Form):
    text = TextAreaField(lazy("Your message"), [tidied, Says(lazy("Write your message here.")), AtMost(2000)])


class QuestionForm(Form):
    text = TextAreaField(lazy("Your question"), [tidied, Says(lazy("Write what you want to know.")), AtMost(1000)])


class DisagreeForm(Form):
    why = TextAreaField(lazy("What should be different?"), [tidied, AtMost(2000)])


class StricterForm(Form):
    members_only = BooleanField(lazy("Only members may read it"))
    without_name = BooleanField(lazy("Without the name of my organisation"))
    hides_place = BooleanField(lazy("Show others no place at all, not even a rough one"))
    not_quoted = BooleanField(lazy("Use it, but do not quote it"))
    remove_more = BooleanField(lazy("Editors, remove more that may point to me"))
    visible_from = StringField(lazy("Not visible before"), [AtMost(40)], filters=[one_line])

    waits_until: date | None = None  # what it waits for now, set by whoever shows the form

    def validate_remove_more(self, field: BooleanField) -> None:
        asked = (self.members_only, self.without_name, self.hides_place, self.not_quoted, self.visible_from)
        if not (field.data or any(other.data for other in asked)):
            raise ValidationError(_("Tap what should become stricter."))

    def validate_visible_from(self, field: StringField) -> None:
        if not field.data:
            return
        day = day_from(field.data)
        if day is None:
            raise ValidationError(_("Write the day like this: 24-11-2027."))
        if day <= max(today(), self.waits_until or today()) or day.year > today().year + LATEST_EMBARGO:
            raise ValidationError(
                _(
                    "Choose a later day than now, within %(years)d years. An earlier day is showing more.",
                    years=LATEST_EMBARGO,
                )
            )

    def wishes(self) -> dict[str, Any]:
        return self.content() | {"visible_from": day_from(self.visible_from.data or "")}


class LooserForm(Form):
    """Showing more: what, and that its contributor is sure."""

    everybody = BooleanField(lazy("Everybody may read it"))
    with_name = BooleanField(lazy("With the name of my organisation"))
    shows_place = BooleanField(lazy("Show a place again"))
    may_be_quoted = BooleanField(lazy("It may be quoted word for word"))
    at_once = BooleanField(lazy("Do not wait any longer"))
    sooner = StringField(lazy("Visible from an earlier day"), [AtMost(40)], filters=[one_line])
    sure = BooleanField(lazy("Yes, show this"), [Says(lazy("Tap 'Yes, show this' if you are sure."))])

    waits_until: date | None = None  # what it waits for now, set by whoever shows the form

    def validate_with_name(self, field: BooleanField) -> None:
        others = (self.everybody, self.shows_place, self.may_be_quoted, self.at_once, self.sooner)
        if not (field.data or any(other.data for other in others)):
            raise ValidationError(_("Tap what others may see."))

    def validate_sooner(self, field: StringField) -> None:
        if not field.data:
            return
        day = day_from(field.data)
        if day is None:
            raise ValidationError(_("Write the day like this: 24-11-2027."))
        if not today() < day < (self.waits_until or date.max):
            raise ValidationError(_("Choose a day before the one it waits for now, and after today."))

    def wishes(self) -> dict[str, Any]:
        """What is wished, by the names that the operation takes."""
        found = {name: bool(value) for name, value in self.content().items() if name not in ("sure", "sooner")}
        return found | {"sooner": day_from(self.sooner.data or "")}

    def wished(self) -> set[str]:
        """The same as names, for a look beforehand."""
        return {name for name, value in self.wishes().items() if value}


class LookAgainForm(Form):
    """The day to be reminded; empty means: no more."""

    day = StringField(lazy("Look at this again on"), [AtMost(40)], filters=[one_line])

    def validate_day(self, field: StringField) -> None:
        if not field.data:
            return
        found = day_from(field.data)
        if found is None:
            raise ValidationError(_("Write the day like this: 24-11-2027."))
        if found <= today() or found.year > today().year + LATEST_EMBARGO:
            raise ValidationError(
                _("Choose a day that is still to come, within %(years)d years.", years=LATEST_EMBARGO)
            )


class WithdrawForm(Form):
    sure = BooleanField(
        lazy("Yes, take my story back"),
        [Says(lazy("Tap 'Yes, take my story back' if you are sure."))],
    )


class ReachForm(Form):
    """Two addresses, because they are two consents. Empty means: do not keep one."""

    callback = EmailField(lazy("The editors may ask me something"), [an_address_or_nothing])
    news = EmailField(lazy("Tell me when there is news about my contribution"), [an_address_or_nothing])


def asks_something(_form: Form, field: Field) -> None:
    if not (field.data or "").rstrip().endswith("?"):
        raise ValidationError(_("Write your challenge as a question, with a question mark at the end."))


def one_or_two_lines(_form: Form, field: Field) -> None:
    if len([line for line in (field.data or "").splitlines() if line.strip()]) > 2:
        raise ValidationError(_("Ask one or two questions, each on a line of its own."))


class ChallengeForm(Form):
    """Twelve fields, as few as a usable answer needs; and the municipality, for who is a host of several."""

    title = StringField(
        lazy("What is your question?"),
        [Says(lazy("Write your challenge as a question.")), asks_something, AtMost(150)],
        filters=[one_line],
    )
    situation = TextAreaField(
        lazy("The situation"),
        [Says(lazy("Tell what is the matter, for whom, and since when.")), AtMostWords(SITUATION_WORDS), AtMost(4000)],
        filters=[tidy],
    )
    approach = TextAreaField(lazy("How you work"), [AtMost(2000)], filters=[tidy])
    tried = TextAreaField(lazy("What you already tried"), [AtMost(2000)], filters=[tidy])
    fixed = TextAreaField(lazy("What cannot change"), [AtMost(2000)], filters=[tidy])
    questions = TextAreaField(
        lazy("What do you want to know from others?"),
        [Says(lazy("Ask at least one question.")), one_or_two_lines, AtMost(600)],
        filters=[tidy],
    )
    usable_answer = TextAreaField(
        lazy("A usable answer contains…"),
        [Says(lazy("Tell what you could use, for example who decided and what it cost.")), AtMost(1000)],
        filters=[tidy],
    )
    neighbourhood = StringField(lazy("Neighbourhood"), [AtMost(120)], filters=[one_line])
    terms = ChoicesField(lazy("Themes"), validate_choice=False)
    closes_on = StringField(lazy("Until when can people answer?"), [LaterDay()], filters=[one_line])
    gathering = SelectField(lazy("Gathering"), validate_choice=False, filters=[tidy])
    organisation = SelectField(lazy("For which municipality?"), validate_choice=False, filters=[tidy])
    second_host = StringField(lazy("Second host"), [AtMost(254)], filters=[one_line])
    drops_gap = BooleanField(lazy("Do not ask about this gap, or not any more"))  # where it was begun from one
    version = HiddenField()
    key = HiddenField()

    # What the form is checked against, set by whoever shows it.
    kept_day: date | None = None  # a closing day that has passed may stay as it is
    slugs: frozenset[str] = frozenset()  # of the gatherings to choose from
    own_address = ""

    def validate_gathering(self, field: Field) -> None:
        if field.data and field.data not in self.slugs:
            raise ValidationError(_("Choose a gathering from the list."))

    def validate_second_host(self, field: Field) -> None:
        if field.data and not is_an_address(field.data):
            raise ValidationError(_("Write the e-mail address with an @, like name@municipality.nl"))
        if field.data and field.data.lower() == self.own_address:
            raise ValidationError(_("That is your own address. Write the address of a colleague."))

    def typed(self) -> dict[str, Any]:
        """What was typed, to be kept unchecked; with the version that it began from."""
        return {name: value for name, value in self.content().items() if name != "key"}

    def seen_version(self) -> int:
        """The version of the challenge that the form began from; 0 when somebody changed that number."""
        number = self.version.data or ""
        return int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 0

    def day(self) -> date | None:
        return day_from(self.closes_on.data or "")
