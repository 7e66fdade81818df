"""The migrations with rows in the tables: what hangs from them stays, and an older version can read what is left."""

import json
from datetime import timedelta

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text, update

from app import create_app
from app.accounts.models import Role
from app.appeals.models import Appeal, AppealKind, Part
from app.codebook.models import Deed as TermDeed
from app.codebook.models import Retag, TermChange
from app.contributions.models import Audience, Gist, Provenance, Tag
from app.core.clock import now, today
from app.core.database import db
from app.core.security import random_id
from app.following.models import Follower, Happening, Telling
from app.gatherings.models import Change, What
from app.reports.models import Codebook, Item, ItemKind, Stocktake, Words
from app.stocktaking.models import QuestionChange, Removal, RemovedQuote, Replaced, Stance, StoodUnder
from app.taxonomy.models import Term
from app.workbench.models import Bin, Deed, Pile, PileCard
from tests.factories import Dimension, make_contribution, make_question, make_user, save
from tests.gatherings.made import make_gathering
from tests.test_migrations import MIGRATIONS
from tests.test_migrations import fresh_database as fresh_database


@pytest.fixture
def migrated(fresh_database, tmp_path):
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        yield
        db.session.rollback()
        db.engine.dispose()


def go(way, revision="head"):
    db.session.rollback()  # so that nobody else holds the database
    way(directory=MIGRATIONS, revision=revision)


def told(statement):
    """Read without the models: a database of before knows not all of what they have now."""
    return [tuple(row) for row in db.session.execute(text(statement))]


def test_a_pile_keeps_its_cards_bins_and_deeds(migrated):
    story, question, user = make_contribution(), make_question(), make_user(Role.MEMBER)
    pile = save(Pile(slug="stapel", name="Stapel", wanted={}, made_by_id=user.id))
    save(PileCard(pile_id=pile.id, contribution_id=story.id, position=1))
    save(Bin(pile_id=pile.id, question_id=question.id, position=1))
    save(Deed(key="k", pile_id=pile.id, contribution_id=story.id, by_id=user.id, before={}, after={}))
    every = " UNION ALL ".join(f"SELECT pile_id FROM {table}" for table in ("pile_card", "pile_bin", "deed"))
    before = told(every)
    assert before == [(pile.id,)] * 3
    for revision in ("0075", "0074"):
        go(downgrade, revision)
        assert told(every) == before, revision
    for revision in ("0075", "head"):
        go(upgrade, revision)
        assert told(every) == before, revision
    assert told("SELECT version FROM pile") == [(1,)]


def test_what_looks_alike_is_computed_anew_with_other_weights(migrated):
    story = make_contribution()
    save(Gist(audience=Audience.PUBLIC, contribution_id=story.id, revision=1, compared=True, words=b""))
    for way, revision in ((downgrade, "0088"), (upgrade, "head")):
        db.session.execute(update(Gist).values(compared=True))
        db.session.commit()
        go(way, revision)
        assert db.session.scalars(select(Gist.compared)).all() == [False], revision


def test_foreign_keys_hold_again_after_a_migration(migrated):
    go(downgrade, "0085")
    go(upgrade)
    if db.engine.dialect.name == "sqlite":
        assert told("PRAGMA foreign_keys") == [(1,)]


def test_the_last_downs_know_what_hangs_from_what_they_delete(migrated):
    follower = save(Follower(public_id=random_id(), own_hash="own", stop_hash="stop"))
    happening = save(Happening(mark="m", what="call", told_from=today()))
    save(Telling(follower_id=follower.id, happening_id=happening.id))
    go(downgrade, "0064")
    assert told("SELECT happening_id FROM telling") == []


def test_what_the_version_before_cannot_read_is_in_words_that_it_can(migrated):
    story, gathering = make_contribution(), make_gathering()
    theme = save(Term(code="bomen", slug="bomen", position=1, dimension=Dimension.THEME, name_nl="Bomen", name_en="Trees"))
    save(Tag(contribution_id=story.id, term_id=theme.id, provenance=Provenance.CONFIRMED))
    given = {"deed": next(iter(TermDeed)), "dimension": Dimension.THEME, "reason": "Daarom.", "effective_on": today()}
    save(Retag(change_id=save(TermChange(**given)).id, contribution_id=story.id, provenance=Provenance.CONFIRMED))
    for what in (What.STOP, What.STOP_NAME):
        save(Change(gathering_id=gathering.id, what=what, part="Een halte"))
    frozen = save(Stocktake(slug="balans", name="Balans"))
    save(Codebook(fingerprint="f" * 64, content="[]"))
    for kind in (ItemKind.SOURCE, ItemKind.MEASURE, ItemKind.TEXT):
        item = save(Item(stocktake_id=frozen.id, audience=Audience.PUBLIC, kind=kind, digest=kind.value))
        save(Words(item_id=item.id, salt="s", content="{}"))
    go(downgrade, "0085")
    assert told("SELECT provenance FROM tag UNION ALL SELECT provenance FROM retag") == [("member",)] * 2
    assert told("SELECT what FROM gathering_change") == [("stop",)]
    assert told("SELECT kind, digest FROM stocktake_item ORDER BY id") == [("source", "source"), ("source", "measure"), ("source", "text")]
    assert told("SELECT digest FROM stocktake_item JOIN stocktake_words ON id = item_id") == [("source",)]
    go(upgrade)


def test_what_was_worded_otherwise_leaves_nothing_empty_to_put_back(migrated):
    question, story = make_question(), make_contribution()
    taken, worded = (save(QuestionChange(question_id=question.id, what=what)) for what in ("statement_gone", "worded"))
    other = save(Removal(change_id=worded.id, position=0, replaced=Replaced(was={"sentence": "Eerst"}, mark="m")))
    whole = save(Removal(change_id=taken.id, position=1, within_id=other.id))
    save(RemovedQuote(removal_id=whole.id, contribution_id=story.id, stance=Stance.SUPPORTS, field="facts", start=0, end=3, words_hash="h", added_at=now()))
    number = whole.id
    go(downgrade, "0085")
    assert told("SELECT id, within_id FROM removal") == [(number, None)]
    assert told("SELECT removal_id FROM removed_quote") == [(number,)]
    assert told("SELECT what FROM question_change ORDER BY id") == [("statement_gone",), ("worded",)]
    go(upgrade)


def test_a_request_about_a_reason_is_none_about_the_story(migrated):
    story = make_contribution()
    for part in (Part.TEXT, Part.REASON):
        given = {"public_id": random_id(), "token_hash": part.value, "due_on": today()}
        save(Appeal(kind=AppealKind.ABOUT_ME, part=part, contribution_id=story.id, **given))
    number = story.id
    go(downgrade, "0084")
    assert told("SELECT part, contribution_id FROM appeal ORDER BY id") == [("text", number), ("text", None)]
    go(upgrade)


def test_a_new_database_has_what_an_older_one_has(migrated):
    """A default in the database would be there only where the column came with it."""
    columns = {column["name"]: column for column in inspect(db.engine).get_columns("challenge")}
    assert columns["remaining_question"]["default"] is None


def frozen_question(stocktake, audience, question, story):
    """A copy of a question, of a quote under it, and of a contribution that lay there."""
    told = {name: getattr(question, name) for name in ("slug", "sentence", "explanation")}
    whole = told | {"statements": [one.text for one in question.statements], "dissents": [], "answers": [], "decisions": []}
    lying = {"title": story.title, "questions": [question.slug, "elders"]}
    for kind, content, whose in (
        (ItemKind.QUESTION, whole, {"question_id": question.id}),
        (ItemKind.QUOTE, {"question": question.slug}, {"question_id": question.id, "contribution_id": story.id}),
        (ItemKind.CONTRIBUTION, lying, {"contribution_id": story.id}),
    ):
        item = save(Item(stocktake_id=stocktake.id, audience=audience, kind=kind, digest="d"))
        save(Words(item_id=item.id, salt="s", content=json.dumps(content), **whose))


def test_what_a_complaint_changed_before_goes_from_stocktakes_to_be_safe(migrated):
    """Nobody knows any more which words went: of what was let back, whatever is said otherwise since."""
    story, day = make_contribution(title="Blijft"), now() - timedelta(days=9)
    frozen = save(Stocktake(slug="balans", name="Balans", made_at=day))
    slugs = ("unchanged", "before", "without", "waits", "kept-out", "went", "renamed", "moved")
    questions = {slug: make_question(slug=slug, sentence=f"Wie zegt {slug}?") for slug in slugs}
    home = make_question(slug="home", sentence="Waar staat het nu?")
    home.statements[0].text = "Dit stond daar al."
    for audience in Audience:
        for question in questions.values():
            frozen_question(frozen, audience, question, story)
    for slug in ("unchanged", "went", "renamed", "before"):
        at = day - timedelta(days=1) if slug == "before" else now()
        save(QuestionChange(question_id=questions[slug].id, what="let_back", at=at))
    save(QuestionChange(question_id=home.id, what="let_back"))
    questions["waits"].held_at = questions["kept-out"].held_at = questions["kept-out"].kept_out_at = now()
    for slug in ("before", "without", "waits", "kept-out", "went"):
        questions[slug].statements[0].text = "Anders verwoord."
    questions["renamed"].sentence, questions["renamed"].slug = "Wie zegt er iets?", "wie-zegt-er-iets"
    save(StoodUnder(statement_id=questions["moved"].statements[0].id, question_id=questions["moved"].id))
    questions["moved"].statements[0].text, questions["moved"].statements[0].question = "Daar ook anders.", home
    db.session.commit()
    went = {questions[slug].id for slug in ("kept-out", "went", "renamed", "moved")}
    stays = {question.id for question in questions.values()} - went
    go(downgrade, "0102")
    go(upgrade)
    kept = told("SELECT question_id, kind FROM stocktake_words JOIN stocktake_item ON id = item_id WHERE question_id IS NOT NULL")
    assert sorted(kept) == sorted((key, kind) for key in stays for kind in ("question", "quote") for _audience in Audience)
    lying = [(salt, json.loads(content)["questions"][0]) for salt, content in told("SELECT salt, content FROM stocktake_words WHERE question_id IS NULL")]
    assert sorted(lying) == sorted((("", "") if slug == "renamed" else ("s", slug)) for slug in slugs for _audience in Audience)
