"""The forms of an administrator who changes the vocabulary and of a reader who proposes a term for it, as tests/core/test_typed.py sends them."""

from app.accounts.models import Role
from app.core.clock import today
from app.taxonomy.models import Dimension
from tests.codebook.proposed import BARRIER, proposed, with_own_words
from tests.factories import make_user, term

ABOUT_TERMS = ("add a term", "change a term", "take in a codebook", "propose a term", "decide about a term")


def forms_of_terms(typed):
    administrator, found = make_user(Role.ADMINISTRATOR), term(Dimension.THEME, "ondergrond")
    reader = make_user(Role.EDITOR)
    story, asked = with_own_words(reader), proposed(reader, with_own_words(reader))
    proposals = "begrippen/voorstellen"
    words = {"name_nl": "Onder onze voeten", "reason": typed, "on": f"{today():%d-%m-%Y}", "action": "doe"}
    return {
        "add a term": (administrator, "/beheer/begrippen/nieuw", words | {"parent": "-"}),
        "take in a codebook": (administrator, "/beheer/begrippen/inlezen", {"text": f"{typed};x", "reason": "Om.", "action": "doe"}),
        "change a term": (administrator, f"/beheer/begrippen/{found.id}/hernoemen", words | {"version": "999"}),
        "propose a term": (reader, f"/redactie/{proposals}/{story.public_id}/{BARRIER.value}", {"words": typed, "means": ""}),
        "decide about a term": (administrator, f"/beheer/{proposals}/{asked.id}/afwijzen", {"reason": typed, "version": str(asked.version)}),
    }
