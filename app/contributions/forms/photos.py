"""What is asked about each photo. An answer that is missing is asked again; what was answered is kept in any case."""

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.contributions.forms.fields import tidied
from app.contributions.models import Maker, People, Seen, Use
from app.contributions.operations import PhotoAnswers
from app.contributions.shown_photos import PhotoView
from app.core.choice import Choice, values_of
from app.core.errors import NotFound
from app.core.forms import AtMost, Form, one_line, tidy
from app.core.wording import _, lazy

ALT, CREDIT = 300, 120
YES_NO = (("no", lazy("No")), ("yes", lazy("Yes")))


class PhotoForm(Form):
    class Meta(Form.Meta):
        csrf = False  # the page is one form; the request carries one token

    seen = Choice(
        lazy("For who does not see the photo"),
        lazy("Tap what we tell somebody who does not see the photo."),
        (
            (Seen.TEXT.value, lazy("I write what can be seen")),
            (Seen.DECORATIVE.value, lazy("Decoration only")),
            (Seen.CANNOT.value, lazy("I cannot describe it")),
        ),
    )
    alt = TextAreaField(lazy("What can be seen?"), [tidied, AtMost(ALT)])
    people = Choice(
        lazy("Can somebody be recognised: a face, a number plate, a name?"),
        lazy("Tap whether somebody can be recognised."),
        (
            (People.NOBODY.value, lazy("No, nobody")),
            (People.PERMISSION.value, lazy("Yes, and they agree")),
            (People.COVER.value, lazy("Yes, the editors must cover that")),
        ),
    )
    shows_place = Choice(
        lazy("Does the photo show where it is?"), lazy("Tap whether the photo shows the place."), YES_NO
    )
    maker = Choice(
        lazy("Who made it?"),
        lazy("Tap who made the photo."),
        ((Maker.SELF.value, lazy("I did")), (Maker.OTHER.value, lazy("Somebody else, who agrees"))),
    )
    use = Choice(
        lazy("What may others do with it?"),
        lazy("Tap what others may do with the photo."),
        (
            (Use.LOOK.value, lazy("Only look at it here")),
            (Use.SHARE.value, lazy("Use it too, with the maker named (CC BY 4.0)")),
        ),
    )
    credit = StringField(lazy("Name of the maker"), [tidied, AtMost(CREDIT)], filters=[one_line])
    members_only = BooleanField(lazy("Only members may see this photo"))

    def validate_alt(self, field: TextAreaField) -> None:
        if self.seen.data == Seen.TEXT.value and not field.data:
            raise ValidationError(_("Write in one sentence what can be seen."))

    def answers(self) -> PhotoAnswers:
        """What was answered so far; what is too long or no choice counts as not answered."""
        told = {name: self[name].data if self[name].data in values_of(self[name]) else None for name in CHOICES}
        alt, credit = tidy(self.alt.data), one_line(self.credit.data)
        return PhotoAnswers(
            seen=Seen(told["seen"]) if told["seen"] else None,
            alt=alt if len(alt) <= ALT else "",
            people=People(told["people"]) if told["people"] else None,
            shows_place=None if told["shows_place"] is None else told["shows_place"] == "yes",
            maker=Maker(told["maker"]) if told["maker"] else None,
            use=Use(told["use"]) if told["use"] else None,
            credit=credit if len(credit) <= CREDIT else "",
            members_only=bool(self.members_only.data),
        )


CHOICES = ("seen", "people", "shows_place", "maker", "use")


def prefix_of(photo_id: str) -> str:
    return f"foto-{photo_id}-"


def form_of_photo(photo: PhotoView) -> PhotoForm:
    """The form with what was answered before."""
    told = photo.at_work
    if told is None:
        raise NotFound
    given: dict[str, Any] = {
        "seen": str(told.seen or ""),
        "people": str(told.people or ""),
        "maker": str(photo.maker or ""),
        "use": str(photo.use or ""),
        "shows_place": {None: "", True: "yes", False: "no"}[told.shows_place],
    }
    given |= {"alt": told.alt, "credit": told.credit, "members_only": told.members_only}
    return PhotoForm(None, prefix=prefix_of(photo.id), data=given)


def sent_form_of_photo(photo: PhotoView) -> PhotoForm:
    """The form as it was sent."""
    return PhotoForm(prefix=prefix_of(photo.id))
