"""Signing in, one's own page, inviting somebody."""

import re
from typing import Any

from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from app.accounts import queries
from app.accounts.models import Organisation, Role
from app.accounts.operations import Proof
from app.core.choice import Choice
from app.core.deal import deal
from app.core.forms import AtMost, Form, Says, is_an_address, one_line, tidy
from app.core.quiet import Quiet
from app.core.wording import _, language, lazy

HOURS = [(str(hour), f"{hour}.00") for hour in range(24)]
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}  # each in its own words
DOMAIN = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
ROLE_NAMES = {
    Role.HOST: lazy("Host of challenges"),
    Role.MEMBER: lazy("Member"),
    Role.COORDINATOR: lazy("Coordinator"),
    Role.EDITOR: lazy("Editor"),
    Role.ADMINISTRATOR: lazy("Administrator"),
}


def looks_like_an_address(_form: Form, field: EmailField) -> None:
    field.data = one_line(field.data)
    if not is_an_address(field.data):
        raise ValidationError(_("Write the e-mail address with an @, like name@municipality.nl"))


def line(*says: Any) -> StringField:
    """A field of one line, without what a keyboard cannot type: a database may refuse it."""
    return StringField(*says, filters=[one_line])


class LinkForm(Form):
    email = EmailField(lazy("Your work e-mail address"), [looks_like_an_address])
    next = HiddenField()


class PasswordSignInForm(Form):
    address = EmailField(lazy("Your work e-mail address"), [looks_like_an_address])
    password = PasswordField(lazy("Password"), [Says(lazy("Type your password."))])
    next = HiddenField()


class CodeForm(Form):
    code = line(lazy("Code"), [Says(lazy("Type or paste the code that you got after sending.")), AtMost(60)])


class ProofForm(Form):
    """The second step: one of these is filled in, and each has a form of its own on the page."""

    code = line(lazy("Code of six digits"), [AtMost(60)])
    recovery = line(lazy("Recovery code"), [AtMost(60)])
    credential = HiddenField()

    def validate_code(self, field: StringField) -> None:
        if not (field.data or self.recovery.data or self.credential.data):
            raise ValidationError(_("Type or paste the code of six digits that your app shows."))

    def proof(self) -> Proof:
        return Proof(self.code.data or "", self.recovery.data or "", self.credential.data or "")

    def say_no(self) -> None:
        """What was shown is not right; the words stand at the field that was used."""
        if self.recovery.data:
            self.recovery.errors = [_("This recovery code is not right, or it was used before. Take another one.")]
        elif self.credential.data:
            self.code.errors = [_("Your passkey did not open this. Try once more, or take another way.")]
        else:
            self.code.errors = [
                _("This code is not right, was used before, or is over. Type the one that the app shows now.")
            ]


class SecretForm(Form):
    password = PasswordField(lazy("Your password"), [Says(lazy("Type your password."))])


class CodeOfAppForm(Form):
    code = line(lazy("Code of six digits"), [Says(lazy("Type the code of six digits that the app shows.")), AtMost(60)])


class NewPasskeyForm(Form):
    name = line(lazy("How do you call this passkey?"), [Says(lazy("Write a name, such as: my phone.")), AtMost(60)])
    credential = HiddenField()


class ResetForm(Form):
    address = EmailField(lazy("Whose second step was lost?"), [looks_like_an_address])


class NameForm(Form):
    given_name = line(lazy("First name"), [Says(lazy("Write your first name.")), AtMost(100)])
    infix = line(lazy("Infix"), [AtMost(30)])
    family_name = line(lazy("Last name"), [AtMost(150)])


class LanguageForm(Form):
    language = Choice(
        lazy("In which language do you want your mail?"),
        lazy("Choose one of the two languages."),
        choices=list(LANGUAGE_NAMES.items()),
    )


class QuietForm(Form):
    """In which hours somebody wants no mail but what they ask for just then."""

    still_from = SelectField(lazy("No mail from"), choices=HOURS)
    still_until = SelectField(lazy("until"), choices=HOURS)
    still_weekends = BooleanField(lazy("No mail at weekends"))

    def quiet(self) -> Quiet:
        return Quiet(int(self.still_from.data), int(self.still_until.data), bool(self.still_weekends.data))


def hours_of(quiet: Quiet) -> dict[str, object]:
    """What such a form shows before anything is changed."""
    return {
        "still_from": str(quiet.start),
        "still_until": str(quiet.until),
        "still_weekends": quiet.at_weekends,
    }


class NewPasswordForm(Form):
    password = PasswordField(lazy("New password"), [Says(lazy("Choose a password of at least 12 characters."))])


class WorkAddressForm(Form):
    organisation = line(
        lazy("Organisation"), [Says(lazy("Write the name of your organisation or municipality.")), AtMost(120)]
    )
    email = EmailField(lazy("Your e-mail address there"), [looks_like_an_address])


class NewAddressForm(Form):
    new_email = EmailField(lazy("Your new e-mail address"), [looks_like_an_address])


class InvitationForm(Form):
    email = EmailField(lazy("E-mail address"), [looks_like_an_address])
    organisation = line(lazy("Organisation"), [Says(lazy("Write the name of the organisation.")), AtMost(120)])
    role = SelectField(lazy("Role"), choices=[(role.value, name) for role, name in ROLE_NAMES.items()])


class OrganisationForm(Form):
    """Municipalities come from the register, never from this form."""

    name = line(lazy("Name"), [Says(lazy("Write the name of the organisation.")), AtMost(120)])
    kind = SelectField(lazy("What kind of organisation is it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(key, name) for key, name in self.names().items() if key != "gemeente"]

    def names(self) -> dict[str, str]:
        """The kinds of the deal's vocabulary, in the language of the page."""
        return {term["id"]: term[language()] for term in deal().vocabulary()["organisation_types"]}


def look_like_domains(_form: Form, field: TextAreaField) -> None:
    """Domains as a mail address ends with them, one a line; what people put around them is taken away."""
    words = [word.lower().lstrip("@") for word in re.split(r"[\s,;]+", tidy(field.data)) if word]
    wrong = next((word for word in words if not DOMAIN.fullmatch(word)), None)
    if wrong is not None:
        said = _("Write domains like municipality.nl, one a line. This is not one: %(word)s", word=wrong)
        raise ValidationError(said)
    field.data = "\n".join(dict.fromkeys(words))


class ChangeOrganisationForm(OrganisationForm):
    """What people decide about an organisation. A municipality has its name and kind from the register."""

    is_partner = BooleanField(lazy("Partner of the deal"))
    mail_domains = TextAreaField(lazy("Mail domains"), [look_like_domains, AtMost(250)])
    successor = line(lazy("In which municipality did it go on?"), [AtMost(120)])

    def fit(self, organisation: Organisation) -> None:
        """Leaves out what cannot be changed of this organisation."""
        if organisation.is_municipality:
            del self.name, self.kind
        if organisation.valid_to is None or not organisation.is_municipality:
            del self.successor

    def validate_successor(self, field: StringField) -> None:
        if field.data and queries.municipality_by_name(field.data) is None:
            raise ValidationError(_("We do not know this municipality. Check how its name is written."))
