"""What an administrator does with a term. A code never gets another meaning, so a term is never thrown away.

Each deed refuses what cannot be, before it changes anything.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.core.database import db
from app.core.errors import Refusal
from app.core.slugs import slug_of
from app.core.wording import _
from app.taxonomy import queries
from app.taxonomy.models import FLAT, GROUPED, Dimension, Term

CODE = 90  # characters; the column has room for a number behind it
WORDS = ("name_nl", "name_en", "scope", "not_this", "synonyms")


def rename(term: Term, words: Mapping[str, Any]) -> None:
    """Other words for the same thing. Its code stays."""
    in_use(term)
    name_is_free(term.dimension, words["name_nl"], but=term)
    for name in WORDS:
        if name in words:
            setattr(term, name, words[name])
    touched(term)


def move(term: Term, parent: Term | None) -> None:
    """Below another term or heading, or on top."""
    in_use(term)
    may_stand_below(term.dimension, parent, term)
    if parent is None and term.dimension in GROUPED:
        raise Refusal(_("Choose the group that it goes to."))
    if parent is not None and living_below(term):
        raise Refusal(_("Other terms stand below this one. Move those first: there are two levels, not three."))
    term.parent = parent
    term.position = last_position(term.dimension, parent)
    touched(term)


def merge(term: Term, heir: Term, on: date) -> None:
    """The heir takes its place; what stands below it goes along."""
    in_use(term)
    if heir is term or heir.dimension is not term.dimension:
        raise Refusal(_("Choose another term of the same kind."))
    in_use(heir)
    if heir.is_group != term.is_group:
        raise Refusal(_("A group can only go up in another group."))
    if heir.parent_id == term.id:
        raise Refusal(_("That term stands below this one. Move it first."))
    children = living_below(term)
    if children and heir.parent_id is not None:
        raise Refusal(_("Other terms stand below this one. Move those first: there are two levels, not three."))
    for child in children:
        child.parent = heir
        touched(child)
    for earlier in queries.terms_in(term.dimension):
        if earlier.replaced_by_id == term.id:  # every replaced term names its last heir
            earlier.replaced_by = heir
            touched(earlier)
    term.replaced_by, term.until = heir, on
    heir.version += 1
    touched(term)


def split(term: Term, parts: Sequence[Mapping[str, Any]], on: date) -> list[Term]:
    """Two terms or more come in its place; those are there already, by their code, or they are made.

    What stands below it goes to the first of them, from where it can be moved.
    """
    in_use(term)
    if term.is_group:
        raise Refusal(_("A group cannot be split. Add a group, and move its terms there."))
    found = {other.code: other for other in queries.terms_in(term.dimension)}
    for part in parts:
        if "code" in part and (part["code"] not in found or not found[part["code"]].may_be_chosen):
            raise Refusal(_("One of the terms is not in use any more. Choose again."))
    if len({part.get("code") or part["name_nl"].casefold() for part in parts}) < 2:
        raise Refusal(_("Name at least two different terms that come in its place."))
    if any(part.get("code") == term.code for part in parts):
        raise Refusal(_("A term cannot go up in itself. Give the narrower term another name."))
    made = [found[p["code"]] if "code" in p else add(term.dimension, p, term.parent, on) for p in parts]
    children = living_below(term)
    if children and made[0].parent_id is not None:
        raise Refusal(_("Other terms stand below this one. Move those first: there are two levels, not three."))
    for child in children:
        child.parent = made[0]
        touched(child)
    term.split_into, term.until = [part.code for part in made], on
    touched(term)
    return made


def retire(term: Term, on: date) -> None:
    """Nobody can choose it any more; what carries it keeps it."""
    in_use(term)
    if living_below(term):
        raise Refusal(_("Other terms stand below this one. Move or retire those first."))
    term.until = on
    touched(term)


def add(dimension: Dimension, words: Mapping[str, Any], parent: Term | None, on: date) -> Term:
    """A new term, or a heading where every term stands below one. Its code comes of its first name, and stays."""
    may_stand_below(dimension, parent)
    name_is_free(dimension, words["name_nl"])
    code = words.get("code") or free_code(dimension, words["name_nl"], parent)
    term = Term(dimension=dimension, code=code, slug=code.replace("/", "-"), since=on, synonyms=[], related=[])
    for name in WORDS:
        if name in words:
            setattr(term, name, words[name])
    term.parent = parent
    term.is_group = dimension in GROUPED and parent is None
    term.position = last_position(dimension, parent)
    term.split_into, term.by_hand, term.version = [], True, 1
    db.session.add(term)
    db.session.flush()
    return term


def touched(term: Term) -> None:
    """From now on the file of the deal does not change it any more: what was done here would go at the next start."""
    term.by_hand = True
    term.version += 1
    db.session.flush()


def in_use(term: Term) -> None:
    if not term.is_in_use:
        raise Refusal(_("“%(name)s” is not in use any more. Look at its page first.", name=term.name_nl))


def living_below(term: Term) -> list[Term]:
    return [other for other in queries.terms_in(term.dimension) if other.parent_id == term.id and other.is_in_use]


def may_stand_below(dimension: Dimension, parent: Term | None, term: Term | None = None) -> None:
    if parent is None:
        return
    in_use(parent)
    if parent is term or parent.dimension is not dimension or dimension in FLAT or parent.parent_id is not None:
        raise Refusal(_("A term cannot stand there. Choose a term or a group that stands on top itself."))


def name_is_free(dimension: Dimension, name: str, but: Term | None = None) -> None:
    """Two terms of one name would be told apart by nobody; one that is gone may lend its name to another."""
    others = (term for term in queries.terms_in(dimension) if term is not but and term.is_in_use)
    if any(term.name_nl.casefold() == name.casefold() for term in others):
        raise Refusal(_("There is a term “%(name)s” already. Choose another name, or merge the two.", name=name))


def free_code(dimension: Dimension, name: str, parent: Term | None) -> str:
    """A code that no term has, or ever had."""
    taken = {found for term in queries.terms_in(dimension) for found in (term.code, term.slug)}
    above = f"{parent.code}/" if parent is not None and dimension is Dimension.THEME else ""
    base = f"{above}{slug_of(name)}"[:CODE]
    code, number = base, 2
    while code in taken or code.replace("/", "-") in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def last_position(dimension: Dimension, parent: Term | None) -> int:
    """Behind the terms that stand there already; equal ones follow in the order in which they came."""
    terms = queries.terms_in(dimension)
    above = parent.id if parent is not None else None
    there = [term.position for term in terms if term.parent_id == above or (above is None) or term.id == above]
    return max(there, default=0)
