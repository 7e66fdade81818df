"""Finding terms: a dimension as a list, as a tree, or one by its code."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from app.core.database import db, one
from app.core.dutch import phrase
from app.core.revisions import revision_now
from app.taxonomy.models import Dimension, Term


def all_terms() -> Sequence[Term]:
    """Every term, also groups and replaced ones, in the order of the vocabulary."""
    return db.session.scalars(select(Term).order_by(Term.position, Term.id)).all()


@dataclass(frozen=True)
class Word:
    """A term as windows read it: its names and its place in the vocabulary, without the long texts."""

    id: int
    dimension: Dimension
    code: str
    slug: str
    name_nl: str
    name_en: str
    synonyms: tuple[str, ...]
    parent_id: int | None
    replaced_by_id: int | None
    is_group: bool
    is_retired: bool = False
    never_was: bool = False  # added and undone
    split_into: tuple[str, ...] = ()

    @property
    def may_be_chosen(self) -> bool:
        return not self.is_group and self.replaced_by_id is None and not self.is_retired

    def name(self, language: str) -> str:
        return self.name_en if language == "en" and self.name_en else self.name_nl


VOCABULARY = "vocabulary"  # the name of the counter that a change of the terms raises
CHANGED = "changed vocabulary"  # as this transaction left it: it may still be rolled back
known_words: WeakKeyDictionary[Engine, tuple[tuple[str, int], tuple[Word, ...]]] = WeakKeyDictionary()


def vocabulary() -> tuple[Word, ...]:
    """The whole vocabulary in its order, kept in memory until it is loaded anew.

    Whether it was is asked once in a request. What this request changed itself, others hear after it was kept.
    """
    if CHANGED in db.session.info:
        own: tuple[Word, ...] | None = db.session.info[CHANGED]
        if own is None:
            own = db.session.info[CHANGED] = tuple(word_of(term) for term in all_terms())
        return own
    stamp = db.session.info.get(VOCABULARY)
    if stamp is None:
        stamp = db.session.info[VOCABULARY] = revision_now(VOCABULARY, db.session)
    known = known_words.get(db.engine)
    if known is None or known[0] != stamp:
        known = known_words[db.engine] = stamp, tuple(word_of(term) for term in all_terms())
    return known[1]


def word_of(term: Term) -> Word:
    return Word(
        id=term.id,
        dimension=term.dimension,
        code=term.code,
        slug=term.slug,
        name_nl=term.name_nl,
        name_en=term.name_en,
        synonyms=tuple(term.synonyms),
        parent_id=term.parent_id,
        replaced_by_id=term.replaced_by_id,
        is_group=term.is_group,
        is_retired=term.until is not None,
        never_was=term.never_was,
        split_into=tuple(term.split_into),
    )


def terms_of(dimension: Dimension) -> Sequence[Term]:
    """The terms that may be chosen in this dimension, in the order of the vocabulary."""
    wanted = Term.dimension == dimension, Term.replaced_by_id.is_(None), Term.is_group.is_(False), Term.until.is_(None)
    return db.session.scalars(select(Term).where(*wanted).order_by(Term.position, Term.id)).all()


def to_choose_from(dimension: Dimension, carried: Collection[int] = ()) -> list[Word]:
    """The same, from the vocabulary in memory; and retired terms that a text carries already."""
    words = (word for word in vocabulary() if word.dimension is dimension)
    return [word for word in words if word.may_be_chosen or word.id in carried]


def top_terms(dimension: Dimension) -> Sequence[Term]:
    """The terms of a dimension without their sub-terms: the rows or columns of a balance."""
    if dimension in (Dimension.BARRIER, Dimension.LEVER):
        return terms_of(dimension)
    return [term for term in terms_of(dimension) if term.parent_id is None]


def terms_by_code(dimension: Dimension, codes: Iterable[str]) -> list[Term]:
    """The terms with these codes, following merged ones to their heirs; unknown codes are left out."""
    sane = [code for code in codes if code.isprintable()]  # a database may refuse what is not
    wanted = Term.dimension == dimension, Term.code.in_(sane), Term.is_group.is_(False)
    found = db.session.scalars(select(Term).where(*wanted).order_by(Term.position, Term.id)).all()
    return list(dict.fromkeys(term.replaced_by or term for term in found))


def terms_by_id(ids: Iterable[int]) -> dict[int, Term]:
    found = db.session.scalars(select(Term).where(Term.id.in_(list(ids))))
    return {term.id: term for term in found}


def theme_by_slug(slug: str) -> Term:
    """The theme at this address, or the one that replaced it. Raises NotFound."""
    found = one(select(Term).where(Term.dimension == Dimension.THEME, Term.slug == slug))
    return found.replaced_by or found


def below(term: Term) -> list[Word]:
    """The terms right below this one that are in use."""
    words = (word for word in vocabulary() if word.parent_id == term.id)
    return [word for word in words if word.replaced_by_id is None and not word.is_retired]


def came_of(term: Term | Word) -> list[Word]:
    """The terms that a split term went up in, their heirs, and what those were split into; none for any other term."""
    return went_up_in(term, vocabulary()) if term.split_into else []


def went_up_in(term: Term | Word, terms: Iterable[Word]) -> list[Word]:
    """Every term that came in the place of this one, at once or later, and is not replaced itself."""
    by_id = {word.id: word for word in terms}
    by_code = {word.code: word for word in by_id.values() if word.dimension is term.dimension}
    found: dict[int, Word] = {}
    asked = [*next_ones(term, by_id, by_code)]
    while asked:
        word = asked.pop(0)
        if word.id not in found and word.id != term.id:
            found[word.id] = word
            asked += next_ones(word, by_id, by_code)
    return [word for word in found.values() if word.replaced_by_id is None]


def next_ones(term: Term | Word, by_id: Mapping[int, Word], by_code: Mapping[str, Word]) -> list[Word]:
    if term.replaced_by_id is not None:
        return [by_id[term.replaced_by_id]]
    return [by_code[code] for code in term.split_into if code in by_code]


def term_by_id(term_id: int) -> Term:
    """Raises NotFound."""
    return one(select(Term).where(Term.id == term_id))


def terms_in(dimension: Dimension, lock: bool = False) -> Sequence[Term]:
    """Every term of a dimension, in order; with `lock` as it is now, and nobody else changes one meanwhile."""
    found = select(Term).where(Term.dimension == dimension).order_by(Term.position, Term.id)
    if lock:
        found = found.with_for_update(of=Term).execution_options(populate_existing=True)
    return db.session.scalars(found).all()


def heirs() -> dict[int, int]:
    """The terms that were replaced, and by which: ids."""
    return {word.id: word.replaced_by_id for word in vocabulary() if word.replaced_by_id is not None}


def heirs_by_code(dimension: Dimension) -> dict[str, str]:
    """The terms of a dimension that were replaced, and by which: codes."""
    codes = {word.id: word.code for word in vocabulary()}
    replaced = (word for word in vocabulary() if word.dimension is dimension and word.replaced_by_id is not None)
    return {word.code: codes[word.replaced_by_id] for word in replaced if word.replaced_by_id is not None}


@dataclass(frozen=True)
class Names:
    """What the terms are known by, each name as a phrase of stems."""

    marks: dict[str, set[str]]  # for a name: the marks under which texts with its terms are indexed
    of_mark: dict[str, set[frozenset[str]]]  # for a mark: the names of its term, as the words that belong together


known_names: WeakKeyDictionary[Engine, tuple[tuple[Word, ...], Names]] = WeakKeyDictionary()


def names() -> Names:
    """The names of the whole vocabulary, kept in memory as long as it is."""
    terms = vocabulary()
    known = known_names.get(db.engine)
    if known is None or known[0] is not terms:
        known = known_names[db.engine] = terms, names_of(terms)
    return known[1]


def names_of(terms: Iterable[Word]) -> Names:
    """A theme stands for its sub-themes too, and a term that was merged for its heir."""
    marks: dict[str, set[str]] = {}
    of_mark: dict[str, set[frozenset[str]]] = {}
    below: dict[int | None, set[str]] = {}
    for term in terms:
        below.setdefault(term.parent_id, set()).add(mark_of(term.id))
    for term in terms:
        if term.is_group:
            continue
        stands_for = {mark_of(term.id), mark_of(term.replaced_by_id or term.id), *below.get(term.id, ())}
        for name in filter(None, map(phrase, (term.name_nl, term.name_en, *term.synonyms))):
            marks.setdefault(name, set()).update(stands_for)
            of_mark.setdefault(mark_of(term.id), set()).add(frozenset(name.split()))
    return Names(marks, of_mark)


def mark_of(term_id: int) -> str:
    """What a text that is tagged with this term is indexed by, beside its words."""
    return f"xterm{term_id}"


def kinds_of_organisation() -> dict[str, Word]:
    """The kinds by their code, those of before included: an organisation may still have one."""
    return {word.code: word for word in vocabulary() if word.dimension is Dimension.ORGANISATION_KIND}
