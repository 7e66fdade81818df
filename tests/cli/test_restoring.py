"""An older backup brings nothing back: what was taken back, made stricter or refused since is so again, at every door."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.cli import archive
from app.contributions import operations
from app.contributions.models import Audience, Contribution, Photo, PhotoState, Status, Step
from app.contributions.operations.covering import cover_photo
from app.contributions.operations.photos import turn_down
from app.contributions.operations.remembering import FOLDER, decided
from app.contributions.reading_mark import mark_of
from app.core import clock, storage
from app.core.database import db
from app.core.files import folder_of
from app.core.outbox import Email
from app.core.pictures import Box
from app.core.trail import AuditRow, check_trail
from app.notifications.models import Notification
from tests.cli.test_commands import lose_everything
from tests.contributions.followed import NEW
from tests.contributions.photos import add_photo, mark
from tests.doors import doors
from tests.factories import make_contribution, make_municipality, make_organisation, make_question, make_user
from tests.test_every_door import REGISTERS

LATER = f"{clock.today() + timedelta(days=20):%d-%m-%Y}"
# What is done after the backup, by the name of the story; and which of its words are gone, for everybody or for visitors.
STRICTER = {
    "ledenkanarie": ({"members_only": "y"}, "for visitors"),
    "naamkanarie": ({"without_name": "y"}, "for everybody"),
    "meerkanarie": ({"remove_more": "y"}, "for everybody"),
    "dagkanarie": ({"visible_from": LATER}, "for everybody"),
}


@pytest.fixture(autouse=True)
def place(monkeypatch):
    monkeypatch.setattr(archive, "schema", lambda: "0001")  # these tests make their tables without migrations


def code_of(name):
    return f"{name.upper():X<26}"


def story(name, **changes):
    usual = {"names_organisation": True, "title": f"Over de {name}", "code": code_of(name), "unchanged_is_fine": True}
    return make_contribution(**usual | changes)


def named(name):
    db.session.expire_all()
    return db.session.scalars(select(Contribution).where(Contribution.title == f"Over de {name}")).one()


def back_from(run, file):
    lose_everything()
    said = run("restore", file)
    assert said.exit_code == 0, said.output
    db.session.expire_all()
    return said.output


def told_at(app, browser, words):
    """Which of these words stand behind some door, for whoever this browser is."""
    with app.test_request_context():
        every = [address for _endpoint, address in doors(app, but=("static", *REGISTERS))]
    answers = [(address, browser.get(address).get_data().decode(errors="replace")) for address in every]
    return {word for word in words for address, text in answers if word in text.replace(address, "")}


def make_stories():
    for name in STRICTER:
        story(name)
    for name in ("weggenomenkanarie", "wijzigkanarie", "meldkanarie", "afkanarie", "fotokanarie", "anderefotokanarie"):
        story(name)
    where = {"place": make_municipality(name="Kanarieplek"), "neighbourhood": "Kanariewijk"}
    story("plekkanarie", organisation=make_organisation(), **where)
    quoted = story("citaatkanarie", facts="Het kanariecitaat van toen staat hier, en meer ook niet.")
    make_question(quoted, slug="het-vraagstuk")
    add_photo(named("fotokanarie"), alt="Een fotobeeldkanarie.")
    add_photo(named("anderefotokanarie"), alt="Een bijschriftkanarie.")


def decide(app, client):
    """Everything that shows less, most of it as its contributor does it."""
    for name, (wishes, _whom) in STRICTER.items():
        assert client.post(f"/volg/{code_of(name)}/strenger", data=wishes).status_code == 303
    for name, wish in (("plekkanarie", "hides_place"), ("citaatkanarie", "not_quoted")):
        assert client.post(f"/volg/{code_of(name)}/strenger", data={wish: "y"}).status_code == 303
    assert client.post(f"/volg/{code_of('weggenomenkanarie')}/intrekken", data={"sure": "y"}).status_code == 303
    assert client.post(f"/volg/{code_of('wijzigkanarie')}/tekst", data=NEW).status_code == 303
    photo = named("anderefotokanarie").photos[0]
    with app.test_request_context("/"):
        editor = make_user(Role.EDITOR)
        operations.hold(named("meldkanarie"), by=editor)
        operations.take_down(named("afkanarie"), by=editor, why="Dit mag niet.")
        operations.remove_photo(named("fotokanarie").photos[0])
        turn_down(photo, editor, "Er staat iemand op.")
    db.session.commit()


HIDDEN = {
    "for everybody": {
        *(name for name, (_wishes, whom) in STRICTER.items() if whom == "for everybody"), "weggenomenkanarie",
        "wijzigkanarie", "meldkanarie", "afkanarie", "fotobeeldkanarie", "bijschriftkanarie", "Kanarieplek", "Kanariewijk",
    },
    "for visitors": {"ledenkanarie"},
}  # fmt: skip


@pytest.fixture
def drill(app, run, client, tmp_path):
    with app.test_request_context("/"):
        make_stories()
        make_user(Role.EDITOR)  # who is told of what contributors do
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    decide(app, client)
    return tmp_path / "before.zip"


def test_nothing_comes_back_at_any_door(app, run, client, sign_in, drill):
    said = back_from(run, drill)
    assert "12 stories that were taken back, refused or made stricter since are so again." in said
    hidden = HIDDEN["for everybody"] | HIDDEN["for visitors"]
    assert told_at(app, client, hidden) == set()
    assert "kanariecitaat" not in client.get("/vraagstukken/het-vraagstuk").text
    member = app.test_client()
    sign_in(make_user(Role.MEMBER), member)
    assert told_at(app, member, hidden) == {"ledenkanarie"}
    assert [client.get(f"/bijdragen/{named(name).public_id}").status_code for name in ("weggenomenkanarie", "ledenkanarie")] == [410, 404]


def test_without_the_log_it_would_all_be_there(app, run, client, drill):
    """The doors are those behind which it would stand, and the restore says that the log is missing."""
    for path in folder_of(FOLDER).glob("*.jsonl"):
        path.unlink()
    said = back_from(run, drill)
    assert "0 stories" in said and "decided" in said
    hidden = HIDDEN["for everybody"] | HIDDEN["for visitors"]
    assert told_at(app, client, hidden) == hidden
    assert "kanariecitaat" in client.get("/vraagstukken/het-vraagstuk").text


def test_it_is_done_quietly_once_and_the_trail_says_so(app, run, drill):
    mails = db.session.query(Email).count()
    back_from(run, drill)
    assert mails > 0 and db.session.query(Email).count() == db.session.query(Notification).count() == 0
    rows = db.session.scalars(select(AuditRow).where(AuditRow.what.startswith("after a restore"))).all()
    assert f"contribution {named('weggenomenkanarie').id}" in {row.about for row in rows} and check_trail().fault == ""
    gone = named("weggenomenkanarie")
    assert [step.what for step in gone.steps] == ["withdrawn", "done_again"]
    lines = decided()
    with app.test_request_context("/"):
        assert operations.do_again() == 0 and decided() == lines


def test_it_is_deleted_when_it_would_have_been(app, run, client, drill, monkeypatch):
    """The weeks until a story that was taken back is deleted count from then, not from the restore."""
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=25))
    back_from(run, drill)
    ended = {step.at.date() for step in db.session.scalars(select(Step).where(Step.what.in_(("withdrawn", "refused"))))}
    assert ended == {start.date()}
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=32))
    assert operations.forget_ended_stories() == 2


def test_who_changed_the_text_is_asked_before_the_old_one_shows(app, run, drill):
    back_from(run, drill)
    changed = named("wijzigkanarie")
    assert changed.status is Status.RECEIVED
    with app.test_request_context("/"):
        for _reader in range(2):
            editor = make_user(Role.EDITOR)
            operations.open_to_read(changed, by=editor)
            operations.accept(changed, by=editor, seen=mark_of(changed))
    assert changed.status is Status.WAITING_FOR_APPROVAL


def test_a_backup_of_afterwards_is_left_as_it_is(app, run, client, drill, tmp_path):
    with app.test_request_context("/"):
        operations.loosen(named("ledenkanarie"), everybody=True)
        for story in (named("ledenkanarie"), named("meldkanarie")):
            story.status = Status.READING
            operations.publish(story)
    db.session.commit()
    assert run("backup", tmp_path / "after.zip").exit_code == 0
    said = back_from(run, tmp_path / "after.zip")
    assert "0 stories" in said
    assert named("ledenkanarie").audience is Audience.PUBLIC and named("ledenkanarie").status is Status.PUBLISHED
    assert named("meldkanarie").status is Status.PUBLISHED


def test_a_wish_to_show_more_is_not_undone_and_never_shows_more_than_the_backup(app, run, client, tmp_path):
    with app.test_request_context("/"):
        first, second = story("eenkanarie"), story("tweekanarie", audience=Audience.MEMBERS)
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    with app.test_request_context("/"):
        operations.make_stricter(first, members_only=True, without_name=False, remove_more=False, not_quoted=True)
        db.session.commit()
        operations.loosen(first, everybody=True)
        operations.loosen(second, everybody=True)
        db.session.commit()
        operations.loosen(first, may_be_quoted=True)
        db.session.rollback()  # it did not happen, so nothing may remember it
    back_from(run, tmp_path / "before.zip")
    assert (named("eenkanarie").audience, named("eenkanarie").not_quoted) == (Audience.PUBLIC, True)
    assert named("tweekanarie").audience is Audience.MEMBERS


def test_photos_are_gone_with_their_files_or_judged_anew(app, run, client, tmp_path):
    with app.test_request_context("/"):
        told = story("verhaalkanarie")
        gone, stricter, other = (add_photo(told, alt=f"Foto {n}.") for n in range(3))
        half = add_photo(told, approved=False, alt="Foto 4.")  # one reader found it fit
        operations.approve_photo(half, make_user(Role.EDITOR), mark(half))
        ids, files_of_gone = [photo.public_id for photo in (gone, stricter, other, half)], set(gone.files())
    db.session.commit()
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    with app.test_request_context("/"):
        operations.remove_photo(gone)
        said = {name: getattr(stricter, name) for name in ("seen", "alt", "people", "shows_place", "maker", "use", "credit")}
        operations.describe_photo(stricter, operations.PhotoAnswers(**said, members_only=True))
        operations.describe_photo(other, operations.PhotoAnswers(**said | {"shows_place": True}))
        cover_photo(half, make_user(Role.EDITOR), mark(half), [Box(0, 0, 9, 9)], people=True, place=False)
    db.session.commit()
    back_from(run, tmp_path / "before.zip")
    photos = {photo.public_id: photo for photo in db.session.scalars(select(Photo))}
    assert set(photos) == set(ids[1:]) and not files_of_gone & set(storage.names("photos"))
    assert photos[ids[1]].members_only and photos[ids[1]].is_approved
    assert photos[ids[3]].found_fit == [], "the picture of before it was covered"
    assert photos[ids[2]].approved_at is None and photos[ids[2]].state is PhotoState.READY


def test_a_frozen_story_goes_out_of_view_and_stays_as_it_is(app, run, client, tmp_path):
    with app.test_request_context("/"):
        frozen = story("wookanarie")
        operations.freeze([frozen.id], "WOO-1", clock.today(), by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    assert client.post(f"/volg/{code_of('wookanarie')}/intrekken", data={"sure": "y"}).status_code == 303
    back_from(run, tmp_path / "before.zip")
    frozen = named("wookanarie")
    assert frozen.status is Status.WITHDRAWN and frozen.is_frozen and frozen.facts and frozen.place is not None
    assert operations.deleted_on(frozen) is None
    assert client.get(f"/bijdragen/{frozen.public_id}").status_code == 410
