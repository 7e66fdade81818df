"""Bringing contributions along when terms of the vocabulary were replaced by others."""

from collections.abc import Callable, Collection, Sequence

from app.accounts.models import User
from app.contributions import queries
from app.contributions.models import Contribution, Provenance, Status, Step, Tag
from app.contributions.operations.publication import relist
from app.core.database import db
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import heirs_by_code

Heard = Callable[[Contribution, Tag, Sequence[Term]], None]  # a tag that went, and the terms that were not there yet


def follow_heirs(heard: Heard | None = None) -> int:
    """Tags the contributions with the heirs of replaced terms, each once, and lists them anew; how many there were.

    What is in line already is not touched, so it may be run at every start. `heard` is told of every tag that goes.
    """
    roles, kinds = heirs_by_code(Dimension.ROLE), heirs_by_code(Dimension.ORGANISATION_KIND)
    count = 0
    for contribution in queries.naming_replaced_terms(roles, kinds):
        retag_with_heirs(contribution, heard)
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


def retag_with_heirs(contribution: Contribution, heard: Heard | None = None) -> None:
    """Whoever put the old tag there, put the new one there; what carried both keeps one."""
    for tag in list(contribution.tags):
        heir = tag.term.replaced_by
        if heir is not None:
            new = exchange(contribution, tag, [heir])
            if heard is not None:
                heard(contribution, tag, new)


def exchange(contribution: Contribution, tag: Tag, terms: Sequence[Term]) -> list[Term]:
    """Takes a tag away and puts these terms there, by whoever put the old one there; those that were not there yet."""
    known = {other.term_id for other in contribution.tags}
    new = [term for term in terms if term.id not in known]
    contribution.tags.remove(tag)
    contribution.tags += [Tag(term=term, provenance=tag.provenance) for term in new]
    return new


def choose_instead(contribution: Contribution, tag: Tag, terms: Sequence[Term], by: User) -> list[Term]:
    """Somebody of the desk chose these terms in the place of a tag, or none of them; those that were not there yet."""
    known = {other.term_id for other in contribution.tags}
    new = [term for term in terms if term.id not in known]
    contribution.tags.remove(tag)
    contribution.tags += [Tag(term=term, provenance=Provenance.REVIEWER) for term in new]
    chosen_by_the_desk(contribution, by)
    return new


def chosen_by_the_desk(contribution: Contribution, by: User) -> None:
    contribution.steps.append(Step(what="retagged", by_role="editor", by_id=by.id))
    db.session.flush()
    if contribution.status is Status.PUBLISHED:
        relist(contribution)


def put_tag_back(contribution: Contribution, term: Term, provenance: Provenance, came: Collection[int]) -> None:
    """Takes away the tags that came in the place of an earlier one, as far as they are still there; that one is back.

    When somebody took those away since, they knew better: then nothing comes back.
    """
    there = [tag for tag in contribution.tags if tag.term_id in came]
    if came and not there:
        return
    contribution.tags = [tag for tag in contribution.tags if tag not in there]
    if term.id not in {tag.term_id for tag in contribution.tags}:
        contribution.tags.append(Tag(term=term, provenance=provenance))


def list_anew(term_ids: Collection[int]) -> None:
    """Brings the lists and the index of words in line with these terms, of which the name or the place was changed."""
    for contribution in queries.listed_with(term_ids):
        relist(contribution)
