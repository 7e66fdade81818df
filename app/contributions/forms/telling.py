"""The first three screens: what it is, what happened, and what it was about."""

from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from app.contributions.costs import COSTS
from app.contributions.forms.costs import CostForm
from app.contributions.forms.fields import Chips, Pick, tidied
from app.contributions.titles import words_in
from app.core.choice import Choice
from app.core.forms import AtMost, Form, one_line
from app.core.wording import _, language, lazy
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import all_terms

ASKED, FEWEST = 25, 5  # words
MOST_THEMES = 4
OWN_WORDS = 120  # characters

KINDS = (
    ("good", lazy("This went well")),
    ("learned", lazy("This went less well")),
    ("experience", lazy("This struck me")),
    ("question", lazy("I have a question")),
)


def enough_words(_form: Form, field: TextAreaField) -> None:
    if words_in(field.data or "") < FEWEST:
        raise ValidationError(_("Tell what happened, in a few sentences. Who did what, and how did it end?"))


class KindForm(Form):
    kind = Choice(lazy("What do you want to share?"), lazy("Tap what you want to share."), KINDS)


class StoryForm(Form):
    facts = TextAreaField(lazy("What happened?"), [tidied, enough_words, AtMost(8000)])
    lesson = TextAreaField(lazy("What would you do differently next time?"), [tidied, AtMost(300)])
    opinion = TextAreaField(lazy("What do you think of it yourself?"), [tidied, AtMost(2000)])


class AnsweringForm(StoryForm, CostForm):
    """What happened, as an answer to a challenge: what its host has to know to use it."""

    on_the_page = ("facts", "condition", "went_wrong", *COSTS, "lesson", "opinion")

    facts = TextAreaField(lazy("What did you do?"), [tidied, enough_words, AtMost(8000)])
    condition = TextAreaField(lazy("Under which condition does it work?"), [tidied, AtMost(2000)])
    went_wrong = TextAreaField(lazy("What went wrong?"), [tidied, AtMost(2000)])


class WhereForm(Form):
    themes = Chips(lazy("Theme"), most=MOST_THEMES)
    barriers = Chips(lazy("What stood in the way?"))
    levers = Chips(lazy("What helped?"))
    phase = Pick(lazy("In which phase was the work?"))
    scale = Pick(lazy("How large was it?"))
    own_theme = StringField(lazy("Another theme, namely"), [AtMost(OWN_WORDS)], filters=[one_line])
    own_barrier = StringField(lazy("Something else stood in the way, namely"), [AtMost(OWN_WORDS)], filters=[one_line])
    own_lever = StringField(lazy("Something else helped, namely"), [AtMost(OWN_WORDS)], filters=[one_line])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.terms = [term for term in all_terms() if term.is_in_use]
        for field, dimension in (
            (self.themes, Dimension.THEME),
            (self.barriers, Dimension.BARRIER),
            (self.levers, Dimension.LEVER),
        ):
            field.choices = self.offered(dimension)
        self.phase.offer(_("I do not know"), self.offered(Dimension.PHASE))
        self.scale.offer(_("I do not know"), self.offered(Dimension.SCALE))

    def offered(self, dimension: Dimension) -> list[tuple[str, str]]:
        return [(term.code, term.name(language())) for term in self.of(dimension) if not term.is_group]

    def of(self, dimension: Dimension) -> list[Term]:
        return [term for term in self.terms if term.dimension is dimension]

    def groups(self, dimension: Dimension) -> list[tuple[Term, list[Term]]]:
        """Each group of a dimension with what can be tapped in it."""
        found = self.of(dimension)
        return [(top, [t for t in found if t.parent_id == top.id]) for top in found if top.parent_id is None]

    def own_words(self) -> dict[Dimension, str]:
        """What was missed among the terms, as far as it fits."""
        typed = {
            Dimension.THEME: self.own_theme,
            Dimension.BARRIER: self.own_barrier,
            Dimension.LEVER: self.own_lever,
        }
        return {dimension: field.data for dimension, field in typed.items() if field.data and not field.errors}

    def chosen_terms(self) -> list[Term]:
        """What was tapped and picked, as terms; what is not in the vocabulary is left out."""
        picked = {
            Dimension.THEME: self.themes.data or [],
            Dimension.BARRIER: self.barriers.data or [],
            Dimension.LEVER: self.levers.data or [],
            Dimension.PHASE: [self.phase.data],
            Dimension.SCALE: [self.scale.data],
        }
        return [
            term
            for term in self.terms
            if not term.is_group and term.dimension in picked and term.code in picked[term.dimension]
        ]
