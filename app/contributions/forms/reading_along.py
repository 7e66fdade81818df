"""What whoever reads a draft along answers, and from which draft they read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wtforms import HiddenField, StringField

from app.accounts.models import Visitor
from app.contributions import operations
from app.contributions.disclosure import View, as_it_is_sent, as_others_see
from app.contributions.forms.answers import answers_of, forms_of
from app.contributions.models import AskedReader, Draft
from app.contributions.origins import Origin, origin_of_draft
from app.core.clock import now
from app.core.forms import AtMost, one_line
from app.core.reading_along import MOST_IN_NAME
from app.core.wording import lazy
from app.core.yes_or_no import YesOrNo, YesOrNoForm


class ReadAlongForm(YesOrNoForm):
    agreed = YesOrNo(lazy("Can this be sent?"), lazy("Yes, this can be sent"), lazy("No, not like this"))
    reader = StringField(lazy("Who are you?"), [AtMost(MOST_IN_NAME)], filters=[one_line])
    seen = HiddenField()


@dataclass(frozen=True)
class Sent:
    """A draft as it would be sent at this moment."""

    whole: View  # what the desk would read
    shown: View  # what others would see of it once it is visible
    role: str  # in words
    wants_name: bool
    visible_from: date | None
    origin: Origin | None  # what it came out of, when others may know that
    mark: str


def as_sent(draft: Draft, language: str) -> Sent:
    """The draft as its writer would send it, whoever is looking at it."""
    forms = forms_of(draft)
    answers = replace(answers_of(draft, forms), language=language)
    contribution = operations.composed(answers, draft.challenge, draft.user or Visitor())
    return Sent(
        whole=as_it_is_sent(contribution),
        shown=as_others_see(contribution),
        role=dict(forms["share"].role.choices).get(answers.role, "") if answers.role else "",
        wants_name=answers.names_organisation,
        visible_from=answers.visible_from,
        origin=origin_of_draft(draft) if answers.shows_origin else None,
        mark=answers.mark,
    )


@dataclass(frozen=True)
class Asked:
    """A link as the writer of the draft sees it."""

    asked: AskedReader
    token: str  # '' in another browser than the one that made it
    is_old: bool  # what was answered is about an earlier text
    is_over: bool  # the link opens nothing any more


def asked_along(links: Sequence[AskedReader], secret: str, mark: str) -> list[Asked]:
    def seen_by_writer(asked: AskedReader) -> Asked:
        is_old = asked.agreed is not None and asked.seen != mark
        return Asked(asked, operations.token_of(asked, secret), is_old, is_over=asked.expires_at <= now())

    return [seen_by_writer(asked) for asked in links]
