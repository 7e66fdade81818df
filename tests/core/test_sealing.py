"""What is sealed is readable in the code and nowhere else: not in the file, a dump, a backup or a log."""

import logging
import zipfile

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import String, select, text, type_coerce

from app import create_app
from app.accounts.models import CodeApp
from app.contributions import operations
from app.contributions.models import CallbackAddress, Draft, NewsAddress, Status
from app.contributions.operations import drafts
from app.contributions.queries import forget_address
from app.core import mail
from app.core.database import db
from app.core.outbox import Email, deliver_mail
from app.core.sealing import seal, unseal
from app.core.waiting_mail import forget_mail_about, mail_to
from app.core.wording import lazy
from tests.factories import make_contribution, make_user, save
from tests.test_migrations import MIGRATIONS, fresh_database  # noqa: F401

pytestmark = pytest.mark.usefixtures("no_quiet_hours")

CALLBACK, NEWS = "kanarie.bel@ede.example", "kanarie.nieuws@ede.example"


@pytest.fixture
def story(app):
    found = make_contribution(status=Status.RECEIVED)
    with app.test_request_context():
        operations.allow_callback(found, CALLBACK)
        operations.ask_for_news(found, NEWS)
        operations.confirm_news(db.session.get(NewsAddress, found.id))
        operations.call_back(found, lazy("There is a question"))
        db.session.commit()
        yield found


def stored():
    """Every address as it stands in the database."""
    columns = (CallbackAddress.email, NewsAddress.email, Email.address)
    return [value for column in columns for value in db.session.scalars(select(type_coerce(column, String)))]


def test_the_code_reads_what_the_database_does_not_show(story):
    assert db.session.get(CallbackAddress, story.id).email == CALLBACK
    assert sorted(db.session.scalars(select(Email.address))) == [CALLBACK, NEWS]
    assert len(stored()) == 4 and not [value for value in stored() if "@" in value]
    assert len(set(stored())) == 4, "nobody sees that two are the same"


def test_no_table_holds_an_address(story):
    for table in db.metadata.sorted_tables:
        rows = db.session.execute(text(f'select * from "{table.name}"')).all()
        assert "kanarie." not in repr(rows), table.name


SAID = "no {to}", "<{upper}> is unknown", "User {name} unknown", "{name}@[192.0.2.1] not here"


@pytest.mark.parametrize("said", SAID)
def test_a_refusal_of_the_mail_server_is_kept_and_logged_without_the_address(story, app, monkeypatch, caplog, said):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")

    def refuse(to, *_rest, **_named):
        told = said.format(to=to, upper=to.title(), name=to.partition("@")[0])
        raise mail.Failed(f"SMTPRecipientsRefused: {{'{to}': (550, b'{told}')}}")

    monkeypatch.setattr(mail, "send", refuse)
    deliver_mail()
    faults = list(db.session.scalars(select(Email.fault)))
    assert all("550" in fault and "kanarie" not in fault.lower() for fault in faults)
    assert "kanarie." not in caplog.text.lower()


def test_somebody_who_leaves_takes_the_sealed_addresses_along(story):
    assert [email.address for email in mail_to(CALLBACK)] == [CALLBACK]
    forget_mail_about(CALLBACK)
    assert mail_to(CALLBACK) == [] and len(mail_to(NEWS)) == 1
    forget_address(NEWS.upper())
    assert db.session.get(NewsAddress, story.id) is None and db.session.get(CallbackAddress, story.id)
    forget_address(CALLBACK)
    assert db.session.get(CallbackAddress, story.id) is None


@pytest.fixture
def site(tmp_path):
    """A site of its own on the embedded database, to look at its file and to change its key."""

    def made(**settings):
        address = f"sqlite:///{tmp_path}/a.db"
        return create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=address, **settings)

    return made


def test_neither_file_nor_backup_holds_an_address_also_after_the_migration(site, tmp_path):
    app = site()
    with app.app_context():
        upgrade(directory=MIGRATIONS, revision="head")
        found = make_contribution(status=Status.RECEIVED)
        with app.test_request_context():
            operations.allow_callback(found, CALLBACK)
            operations.ask_for_news(found, NEWS)
            db.session.commit()
        downgrade(directory=MIGRATIONS, revision="0012")
        rows = db.session.execute(text("select email from callback_address")).scalars().all()
        assert rows == [CALLBACK], "the way back opens them"
        db.session.rollback()
        assert b"kanarie.bel" in everything_in(tmp_path)
        upgrade(directory=MIGRATIONS)
        assert app.test_cli_runner().invoke(args=["backup", str(tmp_path / "all.zip")]).exit_code == 0
        with zipfile.ZipFile(tmp_path / "all.zip") as archive:
            assert b"kanarie." not in b"".join(archive.read(name) for name in archive.namelist())
        db.session.remove()
        db.engine.dispose()
        assert b"kanarie." not in everything_in(tmp_path)
        assert db.session.scalars(select(CallbackAddress.email)).one() == CALLBACK
        db.engine.dispose()


def everything_in(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.name.startswith("a.db"))


@pytest.mark.usefixtures("fresh_database")
def test_the_migration_goes_both_ways_on_either_database(fresh_database, tmp_path):  # noqa: F811
    app = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        operations.allow_callback(make_contribution(status=Status.RECEIVED), CALLBACK)
        db.session.commit()
        for down in (True, False):
            (downgrade if down else upgrade)(directory=MIGRATIONS, revision="0012" if down else "head")
            value = db.session.execute(text("select email from callback_address")).scalar()
            assert (value == CALLBACK) is down
            db.session.rollback()
        downgrade(directory=MIGRATIONS, revision="base")
        db.engine.dispose()


@pytest.mark.usefixtures("fresh_database")
def test_a_code_app_of_before_goes_on_working(fresh_database, tmp_path):  # noqa: F811
    app = create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=fresh_database)
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        save(CodeApp(user_id=make_user().id, public_id="a" * 26, secret="KANARIE2"))
        tokens = []
        for revision in ("0014", "head"):
            (downgrade if revision == "0014" else upgrade)(directory=MIGRATIONS, revision=revision)
            tokens.append(db.session.execute(text("select secret from code_app")).scalar())
            db.session.rollback()
        assert len(set(tokens)) == 2 and "KANARIE2" not in tokens and unseal(tokens[0]) == ""
        assert db.session.scalars(select(CodeApp.secret)).one() == "KANARIE2"
        db.session.rollback()
        downgrade(directory=MIGRATIONS, revision="base")
        db.engine.dispose()


@pytest.fixture
def use_keys(app, monkeypatch):
    def use(now="", before=""):
        monkeypatch.setitem(app.config, "ADDRESS_KEY", now)
        monkeypatch.setitem(app.config, "OLD_ADDRESS_KEY", before)
        db.session.expire_all()

    return use


def test_the_key_can_be_changed(story, app, use_keys):
    before = stored()
    use_keys("n" * 40)
    assert db.session.get(CallbackAddress, story.id).email == CALLBACK, "what follows from SECRET_KEY always opens"
    run = app.test_cli_runner()
    assert "4 addresses" in run.invoke(args=["rotate-address-key"]).output
    assert not set(before) & set(stored())
    use_keys("m" * 40, before="n" * 40)
    assert "4 addresses" in run.invoke(args=["rotate-address-key"]).output
    use_keys("m" * 40)
    assert db.session.get(CallbackAddress, story.id).email == CALLBACK


def test_what_is_sealed_in_a_draft_gets_the_new_key_too(app, use_keys):
    with app.test_request_context("/"):
        draft = save(Draft(public_id="d" * 26, secret_hash="s", typed={}))
        drafts.keep(draft, "share", {"call_number": ["06 12345678"], "role": ["beheerder"]})
        db.session.commit()
    use_keys("n" * 40)
    run = app.test_cli_runner()
    assert "1 addresses" in run.invoke(args=["rotate-address-key"]).output
    use_keys("m" * 40, before="n" * 40)
    assert "1 addresses" in run.invoke(args=["rotate-address-key"]).output
    use_keys("m" * 40)
    assert drafts.typed_in(db.session.get(Draft, draft.id), "share") == {"call_number": ["06 12345678"], "role": ["beheerder"]}


def test_without_the_key_the_site_goes_on_and_nothing_is_lost(story, app, use_keys):
    use_keys("n" * 40)
    assert app.test_cli_runner().invoke(args=["rotate-address-key"]).exit_code == 0
    before = stored()
    use_keys()
    operations.bring_news(story, lazy("There is news"))
    assert db.session.get(CallbackAddress, story.id).email == "" and len(stored()) == 4
    said = app.test_cli_runner().invoke(args=["rotate-address-key"])
    assert said.exit_code == 1 and "4 addresses and secrets could not be opened" in said.output
    assert stored() == before


def test_an_address_without_mail_is_still_sealed(app):
    assert unseal(seal(NEWS)) == NEWS and seal(NEWS) != seal(NEWS)
