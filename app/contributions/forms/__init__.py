"""What comes in when somebody shares an experience; one file for each part of the story."""

from app.contributions.forms.answers import (
    FORMS,
    answers_of,
    first_unfinished,
    first_words,
    form_class,
    form_of,
    forms_of,
    kind_of,
    suggestions_for,
)
from app.contributions.forms.contact import ContactForm, HostForm, PhoneForm
from app.contributions.forms.costs import CostForm, costs_to_change
from app.contributions.forms.reading_along import ReadAlongForm, as_sent, asked_along
from app.contributions.forms.telling import KindForm
from app.contributions.forms.unsent import PATHS, Unsent, kept_until, unsent

__all__ = [
    "FORMS",
    "HostForm",
    "PATHS",
    "ContactForm",
    "CostForm",
    "KindForm",
    "PhoneForm",
    "ReadAlongForm",
    "Unsent",
    "answers_of",
    "as_sent",
    "asked_along",
    "costs_to_change",
    "first_unfinished",
    "first_words",
    "form_class",
    "form_of",
    "forms_of",
    "kept_until",
    "kind_of",
    "suggestions_for",
    "unsent",
]
