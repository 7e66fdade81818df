"""Reading frozen stocktakes: which there are, and what an audience may still read of one."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Person, User
from app.codebook.queries import not_to_be_told
from app.contributions.models import Audience, Listing
from app.contributions.permissions import audience_of
from app.core.database import db, one
from app.reports.frozen import Frozen, FrozenContribution, FrozenText
from app.reports.models import Edition, Item, ItemKind, Stocktake, Words
from app.reports.opening import Opened, Row, opened, text_from
from app.reports.permissions import visible_to
from app.reports.queries.codebook import codebooks_of
from app.stocktaking.models import Question
from app.stocktaking.queries.moved import homes_of_words
from app.taxonomy.queries import Word
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
    return read_editions(stocktake, [audience], whole, with_texts)[audience]


def read_editions(
    stocktake: Stocktake, audiences: Collection[Audience], whole: bool = False, with_texts: bool = True
) -> dict[Audience, Frozen]:
    """The editions of these audiences as far as they may still be read today; as many selects for two as for one."""
    rows = readable_rows(stocktake, audiences, whole and with_texts)
    held, gone = texts_held(stocktake, audiences), not_to_be_told()
    went = questions_gone(stocktake) if Audience.MEMBERS in audiences else 0
    editions = editions_of(stocktake, audiences)
    told = codebooks_of({edition.vocabulary for edition in editions}) if whole else {}
    found = {}
    for edition in editions:
        here = held[edition.audience]
        for_members = edition.audience is Audience.MEMBERS
        read = without(opened(rows[edition.audience], for_members), gone)
        found[edition.audience] = Frozen(
            slug=stocktake.slug,
            name=stocktake.name,
            made_at=stocktake.made_at,
            is_published=stocktake.published_at is not None,
            for_members=for_members,
            n=edition.n,
            root=edition.root,
            vocabulary=edition.vocabulary,
            contributions=read.contributions,
            questions=read.questions,
            measure=read.measure,
            keeps_texts=bool(here),
            with_text=frozenset(source for source in here if source is not None),
            texts=read.texts if whole and with_texts else None,
            codebook=told.get(edition.vocabulary, ()),
            questions_gone=went if for_members else 0,
        )
    return found


def editions_of(stocktake: Stocktake, audiences: Collection[Audience]) -> Sequence[Edition]:
    wanted = Edition.stocktake_id == stocktake.id, Edition.audience.in_(audiences)
    return db.session.scalars(select(Edition).where(*wanted)).all()


def without(read: Opened, undone: Iterable[Word]) -> Opened:
    """Without terms that were undone since, neither with a text nor as what is missing: see `still_told`."""
    gone = {(word.dimension.value, word.code) for word in undone}
    if not gone:
        return read
    tagged = (replace(c, tags=tuple(tag for tag in c.tags if tag.mark not in gone)) for c in read.contributions)
    return replace(read, contributions=tuple(tagged), measure=read.measure.without(gone) if read.measure else None)


def numbers_of_questions(stocktake: Stocktake) -> dict[Audience, int]:
    """How many questions the editions hold as they were sealed, whoever may read them today."""
    wanted = Item.stocktake_id == stocktake.id, Item.kind == ItemKind.QUESTION
    counted = db.session.execute(select(Item.audience, func.count()).where(*wanted).group_by(Item.audience)).tuples()
    return dict.fromkeys(Audience, 0) | dict(counted.all())


def questions_gone(stocktake: Stocktake) -> int:
    """How many questions went since it was frozen, as members are told. Nobody else: what they miss may come back, and
    so would tell them what they may not see meanwhile."""
    wanted = Item.stocktake_id == stocktake.id, Item.audience == Audience.MEMBERS, Item.kind == ItemKind.QUESTION
    gone = select(func.count()).select_from(Item).outerjoin(Words, Words.item_id == Item.id)
    return db.session.scalar(gone.where(*wanted, Words.item_id.is_(None))) or 0


def texts_held(stocktake: Stocktake, audiences: Collection[Audience]) -> dict[Audience, list[int | None]]:
    """Of which contributions the whole text may still be read, by audience; None for each that is gone since."""
    rows = select(Item.audience, Listing.contribution_id).select_from(Item)
    rows = rows.outerjoin(Words, Words.item_id == Item.id).outerjoin(Listing, is_listed())
    wanted = Item.stocktake_id == stocktake.id, Item.audience.in_(audiences), Item.kind == ItemKind.TEXT
    held: dict[Audience, list[int | None]] = {audience: [] for audience in audiences}
    for audience, source in db.session.execute(rows.where(*wanted)).tuples():
        held[audience].append(source)
    return held


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


def readable_rows(
    stocktake: Stocktake, audiences: Collection[Audience], whole: bool
) -> dict[Audience, list[Row]]:
    """What was not withdrawn, by audience; with the whole texts, or without."""
    seen = Question.is_public.is_(True), Question.held_at.is_(None)
    wanted = (
        select(Item.kind, Words.content, Words.contribution_id, Words.question_id, Listing.members_only)
        .add_columns(Question.is_public, Question.held_at, Item.audience)
        .join(Words, Words.item_id == Item.id)
        .outerjoin(Listing, is_listed())
        .outerjoin(Question, Question.id == Words.question_id)
        .where(Item.stocktake_id == stocktake.id, Item.audience.in_(audiences))
        .where(or_(Words.contribution_id.is_(None), Listing.contribution_id.is_not(None)))
        # Of everybody's also one that went up in another question since: it is read in its own words.
        .where(or_(Item.audience != Audience.PUBLIC, Words.question_id.is_(None), and_(*seen)))
    )
    if not whole:
        wanted = wanted.where(Item.kind != ItemKind.TEXT)
    rows: dict[Audience, list[Row]] = {audience: [] for audience in audiences}
    for *found, audience in db.session.execute(wanted):
        rows[audience].append(row_of(found))
    held = held_now([row for read in rows.values() for row in read], stocktake.made_at)
    return {audience: as_held(read, held, audience) for audience, read in rows.items()}


def as_held(rows: Sequence[Row], held: Set[int], audience: Audience) -> list[Row]:
    """While questions are judged, or stay out of view, without them for everybody; members read that others do not."""
    gone = held if audience is Audience.PUBLIC else frozenset[int]()
    left = [row for row in rows if row[3] not in gone or row[0] is ItemKind.CONTRIBUTION]
    return [(*row[:4], row[4] and not (row[0] is ItemKind.QUESTION and row[3] in held)) for row in left]


def row_of(found: Any) -> Row:
    """With whether everybody may read it today: what was made stricter since must be marked as such."""
    kind, content, contribution_id, question_id, members_only, is_public, held_at = found
    is_open = not members_only if contribution_id is not None else bool(is_public) and held_at is None
    return kind, content, contribution_id, question_id, is_open


def held_now(rows: Iterable[Row], made_at: datetime) -> set[int]:
    """The questions of which words are out of view, wherever these stand by now: members make one question of two, and
    two of one. What went by a decision of the desk is not among the rows any more."""
    ids = {key for kind, _content, _source, key, _open in rows if kind is ItemKind.QUESTION and key is not None}
    held = set(db.session.scalars(select(Question.id).where(Question.held_at.is_not(None)))) if ids else set()
    homes = homes_of_words(ids, made_at) if held else {}
    return {key for key, found in homes.items() if found & held}


def sealed_rows(edition: Edition) -> Iterator[tuple[str, str | None, str | None]]:
    """The digest, salt and content of every item; without the last two when it was withdrawn, and without a salt when
    that is destroyed."""
    wanted = select(Item.digest, Words.salt, Words.content).outerjoin(Words, Words.item_id == Item.id)
    wanted = wanted.where(Item.stocktake_id == edition.stocktake_id, Item.audience == edition.audience)
    for row in db.session.execute(wanted.execution_options(yield_per=1000)):
        yield row.digest, row.salt or None, row.content


def every_edition() -> Sequence[Edition]:
    found = select(Edition).options(selectinload(Edition.stocktake)).order_by(Edition.stocktake_id, Edition.audience)
    return db.session.scalars(found).all()


def stocktakes_made_by(user: User) -> Sequence[Stocktake]:
    return db.session.scalars(select(Stocktake).where(Stocktake.made_by_id == user.id).order_by(Stocktake.id)).all()
