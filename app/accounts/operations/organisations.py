"""The organisations that people can work for: from the register, and added by hand."""

from collections.abc import Iterable

from app.accounts import queries
from app.accounts.models import Organisation
from app.accounts.registers import RegisteredMunicipality
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.slugs import free_slug, slug_of
from app.core.wording import _


def load_municipalities(registered: Iterable[RegisteredMunicipality], partners: set[str]) -> None:
    """Brings the municipalities in line with the register. One that vanished gets an end date."""
    known = queries.organisations_by_cbs_code()
    for facts in registered:
        found = known.pop(facts.cbs_code, None)
        if found is None:
            found = Organisation(cbs_code=facts.cbs_code, slug=slug_of(f"gemeente {facts.name}"), kind="gemeente")
            db.session.add(found)
        found.name, found.province, found.tooi_uri = facts.name, facts.province, facts.tooi_uri
        found.inhabitants, found.size, found.part = facts.inhabitants, facts.size, facts.part
        found.latitude, found.longitude = facts.latitude, facts.longitude
        found.other_names, found.valid_to = facts.other_names, None
        found.is_partner = facts.name in partners
    for vanished in known.values():
        vanished.valid_to = vanished.valid_to or clock.today()
    db.session.flush()


def add_organisation(name: str, kind: str) -> Organisation:
    """Adds an organisation that people can work for. Raises Refusal when there is one with this name."""
    said = " ".join(name.split())
    if queries.organisation_by_name(said) is not None:
        raise Refusal(_("There is an organisation with this name already."))
    slug = free_slug(said, queries.slugs_like(slug_of(said)))
    organisation = Organisation(name=said, kind=kind, slug=slug)
    db.session.add(organisation)
    db.session.flush()
    return organisation
