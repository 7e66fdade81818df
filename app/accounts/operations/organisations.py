"""The organisations that people can work for: from the register, and added by hand."""

from collections.abc import Iterable, Sequence

from app.accounts import queries
from app.accounts.models import Organisation, User
from app.accounts.registers import RegisteredMunicipality
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.slugs import free_slug, slug_of
from app.core.trail import note
from app.core.wording import _


def load_municipalities(registered: Sequence[RegisteredMunicipality], partners: set[str]) -> None:
    """Brings the municipalities in line with the register. One that vanished gets an end date.

    The successor of a vanished one and its first day are left as they are when the register does not tell.
    """
    known = queries.organisations_by_cbs_code()
    vanished = dict(known)
    taken = queries.slugs_like("gemeente-")
    for facts in registered:
        vanished.pop(facts.cbs_code, None)
        found = known.get(facts.cbs_code)
        if found is None:
            slug = free_slug(f"gemeente {facts.name}", taken)  # a new one may have the name of one that vanished
            found = known[facts.cbs_code] = Organisation(cbs_code=facts.cbs_code, slug=slug, kind="gemeente")
            taken.add(slug)
            db.session.add(found)
        found.name, found.province, found.tooi_uri = facts.name, facts.province, facts.tooi_uri
        found.inhabitants, found.size, found.part = facts.inhabitants, facts.size, facts.part
        found.latitude, found.longitude = facts.latitude, facts.longitude
        found.other_names, found.valid_to = facts.other_names, facts.valid_to
        found.valid_from = facts.valid_from or found.valid_from
        if not found.partner_by_hand:
            found.is_partner = facts.name in partners
    for gone in vanished.values():
        gone.valid_to = gone.valid_to or clock.today()
    for facts in registered:
        if facts.successor:
            known[facts.cbs_code].successor = known.get(facts.successor)
    db.session.flush()


def load_partners(partners: Iterable[tuple[str, str]]) -> None:
    """Makes these organisations, a name and a kind each, partners of the deal, and those that are no longer named not.

    What an administrator changed (the name, the kind, being a partner) stays as it is.
    """
    known = queries.outside_the_register()
    named = set()
    for name, kind in partners:
        slug = slug_of(name)
        found = next((o for o in known if o.slug == slug or o.name.casefold() == name.casefold()), None)
        named.add((found or add_organisation(name, kind)).id)
    for organisation in queries.outside_the_register():
        if not organisation.partner_by_hand:
            organisation.is_partner = organisation.id in named
    db.session.flush()


def add_organisation(name: str, kind: str, by: User | None = None) -> Organisation:
    """Adds an organisation that people can work for. Raises Refusal when there is one with this name."""
    said = " ".join(name.split())
    if queries.organisation_by_name(said) is not None:
        raise Refusal(_("There is an organisation with this name already."))
    slug = free_slug(said, queries.slugs_like(slug_of(said)))
    organisation = Organisation(name=said, kind=kind, slug=slug)
    db.session.add(organisation)
    db.session.flush()
    note("organisation added", f"organisation {organisation.id}", by=by.id if by else None)
    return organisation


def change_organisation(
    organisation: Organisation,
    is_partner: bool,
    mail_domains: str,
    by: User,
    name: str | None = None,
    kind: str | None = None,
) -> None:
    """Changes what people decide about an organisation; its name and kind only when no register says them.

    Raises Refusal when another organisation has this name.
    """
    if name is not None and kind is not None and not organisation.is_municipality:
        said = " ".join(name.split())
        namesake = queries.organisation_by_name(said)
        if namesake is not None and namesake is not organisation:
            raise Refusal(_("There is an organisation with this name already."))
        organisation.name, organisation.kind = said, kind
    if is_partner is not organisation.is_partner:
        organisation.is_partner, organisation.partner_by_hand = is_partner, True
    organisation.mail_domains = mail_domains
    db.session.flush()
    note("organisation changed", f"organisation {organisation.id}", by=by.id)


def name_successor(organisation: Organisation, successor: Organisation | None, by: User) -> None:
    """Says in which municipality of today a vanished one went on. Raises Refusal for anything else."""
    if organisation.valid_to is None or not organisation.is_municipality:
        raise Refusal(_("Only a municipality that is gone has a successor."))
    if successor is not None and (successor.valid_to is not None or not successor.is_municipality):
        raise Refusal(_("Choose a municipality of today."))
    organisation.successor = successor
    db.session.flush()
    told = f"organisation {organisation.id}, {successor.id if successor else 'none'}"
    note("successor named", told, by=by.id)
