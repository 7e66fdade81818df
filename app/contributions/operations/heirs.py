"""Bringing contributions along when terms of the vocabulary were replaced by others."""

from app.contributions import queries
from app.contributions.models import Contribution, Tag
from app.contributions.operations.publication import relist
from app.core.database import db
from app.taxonomy.models import Dimension
from app.taxonomy.queries import heirs_by_code


def follow_heirs() -> int:
    """Tags the contributions with the heirs of replaced terms, each once, and lists them anew; how many there were.

    What is in line already is not touched, so it may be run at every start.
    """
    roles, kinds = heirs_by_code(Dimension.ROLE), heirs_by_code(Dimension.ORGANISATION_KIND)
    count = 0
    for contribution in queries.naming_replaced_terms(roles, kinds):
        retag_with_heirs(contribution)
        contribution.role = roles.get(contribution.role or "", contribution.role)
        kind = contribution.organisation_kind
        contribution.organisation_kind = kinds.get(kind or "", kind)
        db.session.flush()
        relist(contribution)
        count += 1
    return count


def follow_classes() -> int:
    """Lists anew what stands in the lists with a size that its municipality no longer has; how many there were."""
    found = queries.listed_with_another_size()
    for contribution in found:
        relist(contribution)
    return len(found)


def retag_with_heirs(contribution: Contribution) -> None:
    """Whoever put the old tag there, put the new one there; what carried both keeps one."""
    known = {tag.term_id for tag in contribution.tags}
    tags = []
    for tag in contribution.tags:
        heir = tag.term.replaced_by
        if heir is None:
            tags.append(tag)
        elif heir.id not in known:
            known.add(heir.id)
            tags.append(Tag(term=heir, provenance=tag.provenance))
    contribution.tags = tags
