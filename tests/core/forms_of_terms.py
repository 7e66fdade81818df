"""The forms of an administrator who changes the vocabulary, as tests/core/test_typed.py sends them."""

from app.accounts.models import Role
from app.core.clock import today
from app.taxonomy.models import Dimension
from tests.factories import make_user, term

ABOUT_TERMS = ("add a term", "change a term", "take in a codebook")


def forms_of_terms(typed):
    administrator, found = make_user(Role.ADMINISTRATOR), term(Dimension.THEME, "ondergrond")
    words = {"name_nl": "Onder onze voeten", "reason": typed, "on": f"{today():%d-%m-%Y}", "action": "doe"}
    return {
        "add a term": (administrator, "/beheer/begrippen/nieuw", words | {"parent": "-"}),
        "take in a codebook": (administrator, "/beheer/begrippen/inlezen", {"text": f"{typed};x", "reason": "Om.", "action": "doe"}),
        "change a term": (administrator, f"/beheer/begrippen/{found.id}/hernoemen", words | {"version": "999"}),
    }
