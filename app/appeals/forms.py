"""What somebody writes who asks something about themselves, and what the desk decides."""

from wtforms import EmailField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app.appeals.models import AppealKind, Decision, Part, Wish
from app.core.choice import Choice, ChoicesField
from app.core.forms import AtMost, Form, Says, an_address_or_nothing, one_line, tidy
from app.core.wording import _, lazy
from app.reports.chosen import Chosen

LONGEST = 3000
PARTS = [(Part.TEXT.value, lazy("The text")), (Part.PHOTO.value, lazy("A photo"))]
# Offered with every story, also when no municipality said anything of it: who may not see that learns nothing.
OF_A_STORY = [*PARTS, (Part.REASON.value, lazy("Why a municipality says that it does not fit"))]
WISHES = [
    (Wish.NAME_OUT.value, lazy("Take my name or what points to me out")),
    (Wish.TAKE_AWAY.value, lazy("Take it away as a whole")),
    (Wish.CORRECT.value, lazy("Correct it: it is not right")),
]
RIGHTS = [
    (AppealKind.ACCESS.value, lazy("I want to see what you keep about me")),
    (AppealKind.CORRECTION.value, lazy("Something about me is not right")),
    (AppealKind.ERASURE.value, lazy("Delete what you keep about me")),
    (AppealKind.OBJECTION.value, lazy("I do not want you to use what is about me")),
]
KIND_NAMES = {
    AppealKind.ABOUT_ME: lazy("Somebody says: this is about me"),
    AppealKind.OBJECTION: lazy("Objection"),
    AppealKind.ACCESS: lazy("Access"),
    AppealKind.CORRECTION: lazy("Correction"),
    AppealKind.ERASURE: lazy("Erasure"),
    AppealKind.MENTION: lazy("May name somebody who removed their account"),
}
DECISION_NAMES = {
    Decision.LET_BACK: lazy("It stays as it is, visible to others"),
    Decision.OTHER_TEXT: lazy("Another text: two readers propose one to the contributor"),
    Decision.STAYS_OUT: lazy("It stays out of view"),
    Decision.ANSWERED: lazy("Answered"),
}


class AboutMeForm(Form):
    """A report on one text. Only the words are needed."""

    part = Choice(lazy("What is it about?"), lazy("Choose what it is about."), choices=PARTS, default=Part.TEXT.value)
    wish = Choice(lazy("What would you like?"), lazy("Choose what you would like."), choices=WISHES)
    text = TextAreaField(
        lazy("What in it is about you?"),
        [Says(lazy("Tell which words or which photo it is about.")), AtMost(LONGEST)],
        filters=[tidy],
    )
    who = StringField(lazy("Who are you in this story?"), [AtMost(200)], filters=[one_line])
    email = EmailField(lazy("Your e-mail address"), [an_address_or_nothing])


class RightsForm(Form):
    """One of the rights of the AVG, for anybody."""

    kind = Choice(lazy("What would you like?"), lazy("Choose what you would like."), choices=RIGHTS)
    text = TextAreaField(
        lazy("What is it about?"),
        [Says(lazy("Tell what it is about, so that we can find it.")), AtMost(LONGEST)],
        filters=[tidy],
    )
    who = StringField(lazy("Who are you?"), [AtMost(200)], filters=[one_line])
    email = EmailField(lazy("Your e-mail address"), [an_address_or_nothing])


class ObjectionForm(Form):
    """The objection of whoever shared it."""

    why = TextAreaField(lazy("Why do you object?"), [AtMost(LONGEST)], filters=[tidy])


class ReasonForm(Form):
    """Of which challenge, and what stood there when the judge looked."""

    challenge = HiddenField(validators=[Length(max=26)])  # the public id
    seen = HiddenField()


class HideForm(Form):
    reason = TextAreaField(
        lazy("Why is it out of view?"),
        [Says(lazy("Write why. Whoever wrote the text reads this.")), AtMost(2000)],
        filters=[tidy],
    )


class DecisionForm(Form):
    """Two texts, because two people read them, and neither may learn who the other is."""

    decision = Choice(lazy("What do you decide?"), lazy("Choose what you decide."))
    reason = TextAreaField(lazy("For whoever wrote the text"), [AtMost(2000)], filters=[tidy])
    answer = TextAreaField(lazy("For whoever asked"), [AtMost(LONGEST)], filters=[tidy])
    frozen = ChoicesField(lazy("In frozen stocktakes"), validate_choice=False)  # the marks of what goes
    proposed = ChoicesField(validate_choice=False)  # the marks of what was ticked before anybody chose

    # Who there is to tell, set by whoever shows it.
    needs_reason = False
    needs_answer = False

    @property
    def chosen(self) -> Chosen:
        return Chosen(ticked=frozenset(self.frozen.data or ()), proposed=frozenset(self.proposed.data or ()))

    def validate_reason(self, field: TextAreaField) -> None:
        if self.needs_reason and not field.data and self.decision.data != Decision.LET_BACK.value:
            raise ValidationError(_("Write why. Whoever wrote the text reads this."))

    def validate_answer(self, field: TextAreaField) -> None:
        if self.needs_answer and not field.data:
            raise ValidationError(_("Write what you decided and why. Whoever asked reads this."))
