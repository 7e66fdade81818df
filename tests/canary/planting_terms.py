"""What an administrator did with terms, and why."""

from sqlalchemy import select

from app.codebook.models import Retag, TermChange
from app.contributions.models import Provenance
from app.core.clock import today
from app.core.database import db
from app.taxonomy.models import Dimension
from tests.canary.planting import canary
from tests.factories import term


def changed_terms(site, story):
    """Other words for a term, taken back, and a text for which somebody chose."""
    found = term(Dimension.THEME, "deelmobiliteit")
    words = {"name_nl": "Samen rijden", "on": f"{today():%d-%m-%Y}", "version": str(found.version), "action": "doe"}
    site.post("keeper", f"/beheer/begrippen/{found.id}/hernoemen", (302,), reason=f"Om {canary(92, 'reason')}.", **words)
    made = db.session.scalars(select(TermChange)).one()
    site.post("keeper", f"/beheer/begrippen/wijzigingen/{made.id}/terug", (302,))
    kept = Retag(change_id=made.id, contribution_id=story.row().id, provenance=Provenance.REVIEWER)
    kept.by_id = site.person("first").id
    db.session.add(kept)
    db.session.commit()
