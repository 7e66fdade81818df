"""Changing terms as an administrator does, for tests."""

from app.accounts.models import Role
from app.challenges.models import Challenge
from app.codebook.models import TermChange
from app.codebook.operations import plan
from app.core.clock import today
from app.core.database import db
from app.taxonomy.models import Dimension
from tests.factories import make_user, term


def words(name, **more):
    return {"name_nl": name, "name_en": "", "scope": "", "not_this": "", "synonyms": []} | more


def change(deed, code, on=None, dimension=Dimension.THEME, by=None, **wish) -> TermChange:
    """One deed with the term of this code; today when no day is named."""
    by = by or make_user(Role.ADMINISTRATOR)
    found = term(dimension, code) if code else None
    made = plan(
        deed, dimension, found, wish, reason="Dat is duidelijker.", on=on or today(), by=by,
        seen_version=found.version if found else 0,
    )
    db.session.commit()
    return made


def codes(thing):
    terms = thing.terms if isinstance(thing, Challenge) else [tag.term for tag in thing.tags]
    return sorted(found.code for found in terms)
