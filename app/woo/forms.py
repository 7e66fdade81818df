"""What comes in: a request and what it is about, what stays out of a document and why, and what contributors say."""

import re
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.choice import Choice
from app.core.clock import today
from app.core.forms import AtMost, Form, Says, day_from, one_line, tidy
from app.core.wording import _, language, lazy
from app.taxonomy.models import Dimension
from app.taxonomy.queries import below, terms_by_code, to_choose_from
from app.woo.grounds import GROUNDS
from app.woo.models import Judgement

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
    theme = SelectField(lazy("Theme"), choices=[], default="")
    subject = StringField(lazy("What the request is about, in your own words"), [AtMost(300)], filters=[one_line])
    reference = StringField(
        lazy("Reference of the request"),
        [Says(lazy("Write the reference of the request, as in your own register.")), AtMost(80)],
        filters=[one_line],
    )
    since = StringField(lazy("Day of the request"), [a_day_or_nothing], filters=[one_line])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        themes = [(word.code, word.name(language())) for word in to_choose_from(Dimension.THEME)]
        self.theme.choices = [("", _("Every theme")), *themes]

    def validate_since(self, field: StringField) -> None:
        found = day_from(field.data or "")
        if found is None or found > today():
            raise ValidationError(_("Write the day on which the request came in, like this: 24-11-2026"))

    def validate_public_ids(self, field: StringField) -> None:
        about = (self.words.data, self.first.data, self.last.data, self.organisation.data, self.theme.data)
        if not any((field.data, *about)):
            raise ValidationError(_("Paste addresses, or say what the request is about."))
        lines = (field.data or "").split()
        unread = next((line for line in lines if not AN_ID.fullmatch(id_in(line))), None)
        if unread is not None:
            raise ValidationError(_("This is no address of a contribution: %(line)s", line=unread[:60]))

    def ids(self) -> list[str]:
        return [id_in(line) for line in (self.public_ids.data or "").split()]

    def term_ids(self) -> frozenset[int]:
        """The theme, and those below it."""
        chosen = terms_by_code(Dimension.THEME, [self.theme.data or ""])
        return frozenset(key for term in chosen for key in (term.id, *(word.id for word in below(term))))

    def since_day(self) -> date:
        return day_from(self.since.data or "") or today()

    def day(self, name: str) -> date | None:
        return day_from(self[name].data or "")


def id_in(line: str) -> str:
    """The public id in what was pasted, which may be the whole address."""
    return line.strip().rstrip("/").rsplit("/", 1)[-1].lower()


class GroundField(SelectField):
    """A ground by its code, with what it protects."""

    def __init__(self, label: Any, **named: Any) -> None:
        super().__init__(label, choices=self.grounds, default="", **named)

    @staticmethod
    def grounds() -> list[tuple[str, str]]:
        return [("", _("Choose a ground")), *((ground.code, ground.label) for ground in GROUNDS)]


class BlackoutForm(Form):
    """What stays out, besides the sentences and hints that were ticked."""

    words = StringField(lazy("Exact words"), [AtMost(300)], filters=[tidy])
    everywhere = BooleanField(lazy("Also in the other documents of this request"))
    ground = GroundField(lazy("Ground"))

    def validate_ground(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(_("Choose the ground on which it stays out."))


class JudgementForm(Form):
    judgement = Choice(
        lazy("What becomes of this document?"),
        lazy("Choose what becomes of this document."),
        choices=[
            (Judgement.PUBLIC.value, lazy("Public, without what is blacked out")),
            (Judgement.WITHHELD.value, lazy("Not public, all of it")),
            (Judgement.KNOWN.value, lazy("Public already: everybody can read it on the site")),
            (Judgement.OUTSIDE.value, lazy("Not part of the request")),
        ],
    )
    ground = GroundField(lazy("Ground"))

    def validate_ground(self, field: SelectField) -> None:
        if self.judgement.data == Judgement.WITHHELD.value and not field.data:
            raise ValidationError(_("Choose the ground on which it stays out."))


class AgreeForm(Form):
    seen = HiddenField()


class OpinionForm(Form):
    """What a contributor thinks of handing out their story."""

    text = TextAreaField(
        lazy("What do you think of it?"),
        [Says(lazy("Write what you think of it, or leave this page.")), AtMost(4000)],
        filters=[tidy],
    )
