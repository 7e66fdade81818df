"""Reading frozen stocktakes: which there are, and what an audience may still read of one."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Person, User
from app.codebook.queries import not_to_be_told, to_be_told, words_taken_back
from app.contributions.models import Audience, Listing
from app.contributions.permissions import audience_of
from app.core.database import db, one
from app.reports.frozen import Frozen, FrozenContribution, FrozenQuestion, FrozenText
from app.reports.models import Codebook, Edition, Item, ItemKind, Stocktake, Words
from app.reports.opening import Opened, Row, opened, text_from
from app.reports.permissions import visible_to
from app.reports.terms import FrozenTerm, terms_from
from app.stocktaking.models import Question, QuestionChange
from app.stocktaking.queries.moved import homes_of_words, texts_beside
from app.taxonomy.queries import Word, all_terms
from app.workbench.models import Pile


def stocktake_by_slug(slug: str, person: Person) -> Stocktake:
    """The stocktake at this address. Raises NotFound when this person may not read it."""
    return one(select(Stocktake).where(Stocktake.slug == slug, visible_to(person)))


def stocktakes(person: Person) -> Sequence[Stocktake]:
    """Those that this person may read, the newest day first."""
    found = select(Stocktake).where(visible_to(person)).options(selectinload(Stocktake.editions))
    return db.session.scalars(found.order_by(Stocktake.made_at.desc(), Stocktake.id.desc())).all()


def made_from(pile: Pile, person: Person) -> Sequence[Stocktake]:
    wanted = select(Stocktake).where(Stocktake.pile_id == pile.id, visible_to(person))
    return db.session.scalars(wanted.order_by(Stocktake.made_at.desc(), Stocktake.id.desc())).all()


def taken_stocktake_slugs() -> set[str]:
    return set(db.session.scalars(select(Stocktake.slug)))


def frozen(
    stocktake: Stocktake, person: Person, only_public: bool = False, whole: bool = False, with_texts: bool = True
) -> Frozen:
    """The edition of this person's audience, or that of everybody, as far as it may still be read today.

    With `whole` also the codebook, and the whole texts unless they are left out: for a file, as these are very many.
    """
    audience = Audience.PUBLIC if only_public else audience_of(person)
    edition = db.session.get_one(Edition, (stocktake.id, audience))
    read = without(opened(readable_rows(stocktake, audience, whole and with_texts)), not_to_be_told())
    held = texts_held(stocktake, audience)
    return Frozen(
        slug=stocktake.slug,
        name=stocktake.name,
        made_at=stocktake.made_at,
        is_published=stocktake.published_at is not None,
        for_members=audience is Audience.MEMBERS,
        n=edition.n,
        root=edition.root,
        vocabulary=edition.vocabulary,
        contributions=read.contributions,
        questions=read.questions,
        measure=read.measure,
        keeps_texts=bool(held),
        with_text=frozenset(source for source in held if source is not None),
        texts=read.texts if whole and with_texts else None,
        codebook=codebook_of(edition.vocabulary) if whole else (),
    )


def without(read: Opened, undone: Iterable[Word]) -> Opened:
    """Without terms that were undone since, neither with a text nor as what is missing: see `still_told`."""
    gone = {(word.dimension.value, word.code) for word in undone}
    if not gone:
        return read
    tagged = (replace(c, tags=tuple(tag for tag in c.tags if tag.mark not in gone)) for c in read.contributions)
    return replace(read, contributions=tuple(tagged), measure=read.measure.without(gone) if read.measure else None)


def codebook_of(fingerprint: str) -> tuple[FrozenTerm, ...]:
    """The terms by which a stocktake was frozen, as far as they may still be told; none of before they were kept."""
    content = codebook_text_of(fingerprint)
    return tuple(still_told(terms_from(content))) if content else ()


def still_told(frozen: Iterable[FrozenTerm]) -> Iterator[FrozenTerm]:
    """Without the terms and other words that were undone since: those may be of a contributor who did not mean them."""
    taken_back = words_taken_back()
    told = {(term.dimension, term.code): term for term in to_be_told(all_terms())}
    terms = list(frozen)
    untold = {term.key for term in terms} - told.keys()
    for term in terms:
        now = told.get(term.key)
        if now is not None:
            gone = taken_back.get(now.id, set()) - set(now.synonyms)
            words = replace(term, synonyms=tuple(word for word in term.synonyms if word not in gone)) if gone else term
            yield words.without({code for dimension, code in untold if dimension is term.dimension})


def codebook_text_of(fingerprint: str) -> str | None:
    return db.session.scalar(select(Codebook.content).where(Codebook.fingerprint == fingerprint))


def keeps_codebook(fingerprint: str) -> bool:
    return db.session.scalar(select(Codebook.fingerprint).where(Codebook.fingerprint == fingerprint)) is not None


def numbers_of_questions(stocktake: Stocktake) -> dict[Audience, int]:
    """How many questions the editions hold as they were sealed, whoever may read them today."""
    wanted = Item.stocktake_id == stocktake.id, Item.kind == ItemKind.QUESTION
    counted = db.session.execute(select(Item.audience, func.count()).where(*wanted).group_by(Item.audience)).tuples()
    return dict.fromkeys(Audience, 0) | dict(counted.all())


def texts_held(stocktake: Stocktake, audience: Audience) -> Sequence[int | None]:
    """Of which contributions the whole text may still be read; None for each that is gone since."""
    found = select(Listing.contribution_id).select_from(Item).outerjoin(Words, Words.item_id == Item.id)
    wanted = Item.stocktake_id == stocktake.id, Item.audience == audience, Item.kind == ItemKind.TEXT
    return db.session.scalars(found.outerjoin(Listing, is_listed()).where(*wanted)).all()


def text_of(frozen: Frozen, stocktake: Stocktake, contribution: FrozenContribution) -> FrozenText | None:
    """The whole text of a contribution in this edition; None when it was not kept, or is gone since."""
    if contribution.source not in frozen.with_text:
        return None
    audience = Audience.MEMBERS if frozen.for_members else Audience.PUBLIC
    wanted = Item.stocktake_id == stocktake.id, Item.audience == audience, Item.kind == ItemKind.TEXT
    found = select(Words.content).join(Words.item).where(*wanted, Words.contribution_id == contribution.source)
    content = db.session.scalar(found)
    return text_from(json.loads(content)) if content else None


def is_listed() -> ColumnElement[bool]:
    """The second lock: nothing stands here that is not listed today, whatever words were left."""
    same = Listing.contribution_id == Words.contribution_id, Listing.audience == Item.audience
    return and_(*same, Listing.gone.is_(False))


def readable_rows(stocktake: Stocktake, audience: Audience, whole: bool) -> list[Row]:
    """What was not withdrawn; with the whole texts, or without."""
    wanted = (
        select(Item.kind, Words.content, Words.contribution_id, Words.question_id, Listing.members_only)
        .add_columns(Question.is_public, Question.held_at)
        .join(Words, Words.item_id == Item.id)
        .outerjoin(Listing, is_listed())
        .outerjoin(Question, Question.id == Words.question_id)
        .where(Item.stocktake_id == stocktake.id, Item.audience == audience)
        .where(or_(Words.contribution_id.is_(None), Listing.contribution_id.is_not(None)))
    )
    if not whole:
        wanted = wanted.where(Item.kind != ItemKind.TEXT)
    if audience is Audience.PUBLIC:  # also one that went up in another question since: it is read in its own words
        seen = Question.is_public.is_(True), Question.held_at.is_(None)
        wanted = wanted.where(or_(Words.question_id.is_(None), and_(*seen)))
    rows = [row_of(found) for found in db.session.execute(wanted)]
    held, reworded = judged_since(rows, stocktake.made_at)
    if audience is Audience.PUBLIC:
        reworded |= held
    left = [row for row in rows if row[3] not in reworded or row[0] is ItemKind.CONTRIBUTION]
    return [(*row[:4], row[4] and not (row[0] is ItemKind.QUESTION and row[3] in held)) for row in left]


def row_of(found: Any) -> Row:
    """With whether everybody may read it today: what was made stricter since must be marked as such."""
    kind, content, contribution_id, question_id, members_only, is_public, held_at = found
    is_open = not members_only if contribution_id is not None else bool(is_public) and held_at is None
    return kind, content, contribution_id, question_id, is_open


def judged_since(rows: Sequence[Row], made_at: datetime) -> tuple[set[int], set[int]]:
    """The questions of which words are out of view now; and those that were judged after this day, or while they were
    frozen, and no longer say what they said: their old words stay away.

    Wherever their words stand by now: members make one question of two, and two of one.
    """
    ids = {key for kind, _content, _source, key, _open in rows if kind is ItemKind.QUESTION and key is not None}
    after = QuestionChange.what.in_(("held", "let_back")), QuestionChange.at > made_at
    wanted = select(Question.id).where(or_(Question.held_at.is_not(None), Question.changes.any(and_(*after))))
    judged = set(db.session.scalars(wanted)) if ids else set()
    homes = homes_of_words(ids, made_at) if judged else {}
    touched = {key: found for key, found in homes.items() if found & judged}
    if not touched:
        return set(), set()
    then = opened(row for row in rows if row[0] is ItemKind.QUESTION and row[3] in touched).questions
    found = select(Question).where(Question.id.in_({home for found in touched.values() for home in found}))
    now = {one.id: one for one in db.session.scalars(found.options(joinedload(Question.statements))).unique()}
    held = {key for key, found in touched.items() if any(now[home].held_at is not None for home in found)}
    beside = texts_beside(now.keys())
    said = {
        one.source: says_the_same(one, now[one.source], [now[home] for home in touched[one.source]])
        and one.texts_beside <= {text for home in touched[one.source] for text in beside[home]}
        for one in then
    }
    return held, {key for key, is_the_same in said.items() if not is_the_same}


def says_the_same(then: FrozenQuestion, now: Question, homes: Sequence[Question]) -> bool:
    """Whether a question says what it said, and it or others state what it stated."""
    same = (then.sentence, then.explanation) == (now.sentence, now.explanation)
    return same and set(then.statements) <= {statement.text for home in homes for statement in home.statements}


def sealed_rows(edition: Edition) -> Iterator[tuple[str, str | None, str | None]]:
    """The digest, salt and content of every item; without the last two when it was withdrawn."""
    wanted = select(Item.digest, Words.salt, Words.content).outerjoin(Words, Words.item_id == Item.id)
    wanted = wanted.where(Item.stocktake_id == edition.stocktake_id, Item.audience == edition.audience)
    for row in db.session.execute(wanted.execution_options(yield_per=1000)):
        yield row.digest, row.salt, row.content


def every_edition() -> Sequence[Edition]:
    found = select(Edition).options(selectinload(Edition.stocktake)).order_by(Edition.stocktake_id, Edition.audience)
    return db.session.scalars(found).all()


def stocktakes_made_by(user: User) -> Sequence[Stocktake]:
    return db.session.scalars(select(Stocktake).where(Stocktake.made_by_id == user.id).order_by(Stocktake.id)).all()
