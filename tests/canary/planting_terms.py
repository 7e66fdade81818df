"""What an administrator did with terms, and why; and the terms that the desk asks for."""

from sqlalchemy import select

from app.codebook.models import Retag, TermChange, TermProposal
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


def proposed_terms(site, story):
    """A term that a reader proposed for the own words with a visible story, declined; and another one, which waits."""
    address = f"/redactie/begrippen/voorstellen/{story.public_id}/barrier"
    site.post("first", address, (302,), words=f"Bang voor {canary(92, 'declined')}", means="")
    made = db.session.scalars(select(TermProposal)).one()
    site.post("keeper", f"/beheer/begrippen/voorstellen/{made.id}/afwijzen", (302,), reason=f"Om {canary(92, 'reason')}.", version="1")
    site.post("first", address, (302,), words=f"Bang voor {canary(92, 'asked')}", means="")
