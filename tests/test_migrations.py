"""The migrations: up and down, on a database of the kind that the other tests run on, with what it held."""

from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, make_url, select
from sqlalchemy import inspect as inspect_database

from app import create_app
from app.accounts.models import Visitor
from app.answering.models import LinkedAnswer
from app.answering.permissions import UNDO
from app.appeals.models import AppealKind, Decision
from app.appeals.operations.receiving import Asked, new
from app.challenges.models import Challenge, ChallengeHost
from app.contributions.models import Audience, Freeze, Listing
from app.contributions.operations import withdraw_from_lists
from app.core.clock import now, today
from app.core.database import db
from app.following.models import OF_A_DAY, Happening, What
from app.following.operations import find
from app.stocktaking.models import Question, QuestionChange
from app.woo.models import WooRequest
from tests.conftest import OTHER_DATABASE
from tests.databases import drop, made_anew
from tests.factories import make_challenge, make_contribution, make_question

MIGRATIONS = str(Path(__file__).parents[1] / "migrations")


@pytest.fixture
def fresh_database(tmp_path):
    """The address of an empty database, of the kind that the other tests run on."""
    if not OTHER_DATABASE:
        yield f"sqlite:///{tmp_path}/fresh.db"
        return
    name = f"fresh_{make_url(OTHER_DATABASE).database}"
    yield made_anew(OTHER_DATABASE, name)
    drop(OTHER_DATABASE, name)


def test_the_migrations_make_the_models(fresh_database, tmp_path):
    """A database made by the migrations differs in nothing from the models, and they can be taken back."""
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    engine = create_engine(fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
            assert compare_metadata(context, db.metadata) == []
        downgrade(directory=MIGRATIONS, revision="base")
        db.engine.dispose()
    assert set(inspect_database(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()


def ours(_object, name, kind, _reflected, _compare):
    return not (kind == "table" and name.startswith("fulltext_"))


def test_listings_of_before_the_cards_get_their_cards(fresh_database, tmp_path):
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        for audience in Audience:
            make_contribution(audience=audience, names_organisation=True)
            make_contribution(audience=audience, names_organisation=True, neighbourhood="")
            make_contribution(audience=audience, names_organisation=True, confirmed_at=None)
            make_contribution(audience=audience, lesson="", year=None)
            make_contribution(audience=audience, place=None)
            withdraw_from_lists(make_contribution(audience=audience))
        db.session.commit()
        before = listed()
        assert {row.years for row in before} == {"", "2021", "2020\N{EN DASH}2021"}
        assert any("Oude Haven" in row.exact_place for row in before)
        downgrade(directory=MIGRATIONS, revision="0001")
        upgrade(directory=MIGRATIONS)
        assert listed() == before
        downgrade(directory=MIGRATIONS, revision="base")
        db.engine.dispose()


def listed():
    order = Listing.audience, Listing.contribution_id
    rows = db.session.execute(select(*Listing.__table__.columns).order_by(*order)).all()
    db.session.rollback()
    return rows


def test_what_was_frozen_before_gets_its_request(fresh_database, tmp_path):
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        for days in (3, 5):
            db.session.add(Freeze(contribution=make_contribution(), reference="WOO-1", since=today() - timedelta(days=days)))
        db.session.commit()
        downgrade(directory=MIGRATIONS, revision="0020")
        upgrade(directory=MIGRATIONS)
        (found,) = db.session.scalars(select(WooRequest))
        assert (found.reference, found.received_on, found.is_open) == ("WOO-1", today() - timedelta(days=5), True)
        db.session.rollback()
        db.engine.dispose()


def test_a_challenge_keeps_its_hosts_on_the_way_down_and_up(fresh_database, tmp_path):
    """SQLite makes a table anew for some changes: what hangs from its rows would go with the old one."""
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        challenge = make_challenge(hosts=2)
        db.session.commit()
        number, hosts = challenge.id, sorted(host.user_id for host in challenge.hosts)
        assert len(hosts) == 2
        db.session.rollback()  # so that nobody else holds the database
        for revision in ("0062", "0061", "0060"):
            downgrade(directory=MIGRATIONS, revision=revision)
            assert hosts_of(number) == hosts, revision
        for revision in ("0061", "0062", "head"):
            upgrade(directory=MIGRATIONS, revision=revision)
            assert hosts_of(number) == hosts, revision
        assert db.session.get(Challenge, number).remaining_question == ""
        db.session.rollback()
        db.engine.dispose()


def hosts_of(number):
    """Read by their columns: a database of before knows not all of what the models have now."""
    hosts = select(ChallengeHost.__table__.c.user_id).where(ChallengeHost.__table__.c.challenge_id == number)
    found = sorted(db.session.scalars(hosts))
    db.session.rollback()
    return found


def test_what_the_desk_decided_before_is_known_of_its_questions(fresh_database, tmp_path):
    """Of a request that was deleted since its answer as well; not of a question about which one waits still."""
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        at = {name: now() - timedelta(days=days) for name, days in (("waits", 1), ("decided", 2), ("deleted", 3))}
        questions = {name: make_question(slug=name, held_at=moment) for name, moment in at.items()}
        along = make_question(slug="along", held_at=at["decided"])
        make_question(slug="in-view")
        for name in ("waits", "decided"):
            appeal = new(AppealKind.ABOUT_ME, Asked("Dat ben ik."), Visitor())
            appeal.question, appeal.held_at = questions[name], at[name]
            if name == "decided":
                appeal.decision, appeal.decided_at = Decision.STAYS_OUT, at["waits"]
            db.session.add(appeal)
        db.session.commit()
        assert along.kept_out_at is None
        db.session.rollback()
        downgrade(directory=MIGRATIONS, revision="0095")
        upgrade(directory=MIGRATIONS)
        found = dict(db.session.execute(select(Question.slug, Question.kept_out_at)).tuples().all())
        assert found == {
            "waits": None, "in-view": None, "decided": at["waits"], "along": at["waits"], "deleted": at["deleted"],
        }  # fmt: skip
        db.session.rollback()
        db.engine.dispose()


def test_a_story_that_stood_with_a_challenge_before_is_no_news(fresh_database, tmp_path):
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        challenge, story = make_challenge(), make_contribution()
        db.session.add(LinkedAnswer(challenge_id=challenge.id, contribution_id=story.id, linked_at=now() - UNDO))
        db.session.commit()
        find()
        assert find() == 0, "each is found once"
        db.session.commit()
        downgrade(directory=MIGRATIONS, revision="0097")
        linked = select(Happening).where(Happening.what == What.STORY_LINKED)
        assert db.session.scalars(linked).all() == []
        db.session.rollback()
        upgrade(directory=MIGRATIONS)
        (happening,) = db.session.scalars(linked)
        assert happening.spread_at is not None and find() == 0
        assert (happening.challenge_id, happening.contribution_id) == (challenge.id, story.id)
        db.session.rollback()
        db.engine.dispose()


def test_what_the_desk_settled_before_is_known_of_the_history(fresh_database, tmp_path):
    """What went between a complaint and its decision; not what went before it, after it, or while it waits."""
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        days = [now() - timedelta(days=number) for number in range(5)]
        for name in ("decided", "waits", "nothing"):
            question = make_question(slug=name)
            question.changes.extend(QuestionChange(what="reworded", at=at) for at in days)
            if name != "nothing":
                appeal = new(AppealKind.ABOUT_ME, Asked("Dat ben ik."), Visitor())
                appeal.question, appeal.received_at = question, days[3]
                appeal.decided_at = days[1] if name == "decided" else None
                db.session.add(appeal)
        db.session.commit()
        downgrade(directory=MIGRATIONS, revision="0104")
        upgrade(directory=MIGRATIONS)
        settled = select(QuestionChange).where(QuestionChange.is_settled).order_by(QuestionChange.at.desc())
        found = db.session.scalars(settled).all()
        assert [change.at for change in found] == days[1:4]
        assert {change.question_id for change in found} == {db.session.scalar(select(Question.id).where(Question.slug == "decided"))}
        db.session.rollback()
        db.engine.dispose()


def test_that_a_challenge_closes_is_known_of_the_day_that_it_has_and_told_nobody_twice(fresh_database, tmp_path):
    fresh = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with fresh.app_context():
        upgrade(directory=MIGRATIONS)
        closes = make_challenge(closes_on=today() + timedelta(days=3))
        past = make_challenge(closes_on=today() - timedelta(days=3))
        find()
        found = {f"challenge_closes:{closes.id}", f"challenge_past:{past.id}"}
        marks = select(Happening.mark).where(Happening.what.in_(OF_A_DAY))
        dated = {f"{mark}:{challenge.closes_on}" for mark, challenge in zip(sorted(found), (closes, past), strict=True)}
        assert set(db.session.scalars(marks)) == dated
        closes.closes_on += timedelta(days=1)
        db.session.commit()
        assert find() == 1, "another day is found anew"
        closes.closes_on -= timedelta(days=1)
        db.session.commit()
        moved = {f"challenge_closes:{closes.id}:{closes.closes_on + timedelta(days=1)}"}
        db.session.rollback()
        downgrade(directory=MIGRATIONS, revision="0106")
        assert set(db.session.scalars(marks)) == found | moved
        db.session.rollback()
        upgrade(directory=MIGRATIONS)
        assert set(db.session.scalars(marks)) == dated | moved and find() == 0
        db.session.rollback()
        db.engine.dispose()
