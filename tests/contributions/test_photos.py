"""What becomes of photos: scanned later, judged, purged, frozen, left behind, taken away, forgotten; files and all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import jobs, operations
from app.contributions.models import Contribution, Maker, People, Photo, PhotoState, Status
from app.contributions.own_record import record_of
from app.contributions.queries import About, ids_about
from app.core import clock, storage
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.pages.erasing import erase
from tests.contributions.photos import ANSWERS, add_photo, mark, two_find_fit
from tests.core.test_scanner import EICAR, clamd  # noqa: F401  # a fixture
from tests.factories import make_contribution, make_user
from tests.photographs import jpeg
from tests.traces import everything_with

pytestmark = pytest.mark.usefixtures("in_a_page")


@pytest.fixture
def in_a_page(app):
    with app.test_request_context("/"):
        yield


@pytest.fixture
def later(monkeypatch):
    start = clock.now()
    return lambda **span: monkeypatch.setattr(clock, "now", lambda: start + timedelta(**span))


def stored():
    return set(storage.names("photos"))


def photos():
    return db.session.scalars(select(Photo).order_by(Photo.id)).all()


def described(**changes):
    return operations.PhotoAnswers(**ANSWERS | changes)


def test_s_18_and_v5_4_3_a_virus_is_refused_and_nothing_of_it_kept(clamd):  # noqa: F811
    with pytest.raises(Refusal, match="(?i)virus"):
        operations.received(EICAR)
    with pytest.raises(Refusal, match="(?i)virus"):
        operations.received(jpeg() + EICAR)
    assert operations.received(jpeg()).is_scanned and stored() == set()


def test_s_18_a_scanner_that_is_down_keeps_a_photo_from_every_eye_until_it_is_back(app, monkeypatch, request):
    monkeypatch.setitem(app.config, "CLAMAV", "127.0.0.1:9")
    photo = add_photo(make_contribution(), approved=False)
    assert photo.state is PhotoState.WAITING
    with pytest.raises(Refusal):
        operations.approve_photo(photo, make_user(Role.EDITOR), mark(photo))
    assert jobs.scan_photos() == 0 and photo.state is PhotoState.WAITING
    with pytest.raises(Refusal, match="photo|foto"):
        operations.received(EICAR)  # no photo either


def test_what_waited_is_scanned_by_the_job_and_a_find_is_deleted(app, clamd, monkeypatch):  # noqa: F811
    where = app.config["CLAMAV"]
    app.config["CLAMAV"] = "127.0.0.1:9"
    clean, bad = (add_photo(make_contribution(), approved=False) for _n in range(2))
    storage.remove_now(bad.small_file)
    storage.put_as(bad.small_file, EICAR)
    db.session.commit()
    app.config["CLAMAV"] = where
    assert jobs.scan_photos() == 2
    db.session.commit()
    assert clean.state is PhotoState.READY and clean.waits_for_the_desk
    assert bad.state is PhotoState.INFECTED and stored() == set(clean.files())


def test_any_change_is_looked_at_again_and_stricter_works_at_once():
    photo = add_photo(make_contribution())
    for changes in ({"alt": "Anders"}, {"people": People.PERMISSION}, {"maker": Maker.OTHER}, {"credit": "Mia"}):
        operations.describe_photo(photo, described(**changes))
        assert photo.approved_at is None
        two_find_fit(photo)
    operations.describe_photo(photo, described(members_only=True))
    assert photo.approved_at is None  # a name went with it: being stricter alone would have changed nothing
    two_find_fit(photo)
    operations.describe_photo(photo, described(members_only=False))
    assert photo.approved_at is None  # looser: other eyes
    two_find_fit(photo)
    operations.describe_photo(photo, described(members_only=True))
    assert photo.approved_at is not None


def test_what_must_be_covered_is_not_found_fit_before():
    editor = make_user(Role.EDITOR)
    people = add_photo(make_contribution(), approved=False, people=People.COVER)
    place = add_photo(make_contribution(), approved=False, shows_place=True)
    for photo in (people, place):
        with pytest.raises(Refusal):
            operations.approve_photo(photo, editor, mark(photo))
    named = add_photo(make_contribution(names_organisation=True), approved=False, shows_place=True)
    two_find_fit(named)
    people.people_covered = True
    two_find_fit(people)
    assert named.is_approved and people.is_approved


def test_a_yes_is_about_the_photo_that_was_seen():
    photo = add_photo(make_contribution(), approved=False)
    seen = mark(photo)
    operations.describe_photo(photo, described(alt="Iets heel anders"))
    with pytest.raises(Refusal):
        operations.approve_photo(photo, make_user(Role.EDITOR), seen)


def test_a_refused_photo_goes_at_once_and_its_contributor_reads_why():
    photo = add_photo(make_contribution(), approved=False)
    operations.refuse_photo(photo, make_user(Role.EDITOR), mark(photo), "Er staat iemand op.")
    db.session.commit()
    assert photo.state is PhotoState.REFUSED and photo.reason == "Er staat iemand op." and stored() == set()


def test_without_a_name_the_makers_and_what_was_refused_go_on_approval():
    story = make_contribution(status=Status.RECEIVED, unchanged_is_fine=True)
    add_photo(story, credit="Kanarie Jansen")
    refused = add_photo(story, approved=False, credit="Kanarie Jansen")
    operations.refuse_photo(refused, make_user(Role.EDITOR), mark(refused), "kanarie")
    operations.publish(story)
    db.session.commit()
    assert everything_with("kanarie") == [] and len(photos()) == 1 and len(stored()) == 2


def test_the_name_gone_or_more_to_remove_means_another_look():
    for changes in ({"without_name": True}, {"remove_more": True}):
        story = make_contribution(names_organisation=True)
        photo = add_photo(story)
        asked = {"members_only": False, "without_name": False, "remove_more": False} | changes
        operations.make_stricter(story, **asked)
        assert photo.approved_at is None
    story = make_contribution(audience="members")
    photo = add_photo(story)
    operations.loosen(story, everybody=True, with_name=False)
    assert photo.approved_at is None


def test_frozen_photos_stay_as_they_are_and_can_be_made_stricter():
    story = make_contribution()
    photo = add_photo(story)
    before = stored()
    operations.freeze([story.id], "WOO-1", clock.today(), by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    for attempt in (
        lambda: operations.remove_photo(photo), lambda: operations.describe_photo(photo, described(alt="Anders")),
        lambda: operations.add_photo(story, operations.received(jpeg())),
    ):
        with pytest.raises(Refusal, match="Woo"):
            attempt()
        db.session.rollback()
    operations.describe_photo(photo, described(members_only=True))
    operations.refuse_photo(photo, make_user(Role.EDITOR), mark(photo), "Toch niet.")
    db.session.commit()
    assert stored() == before and photo.state is PhotoState.REFUSED
    assert ids_about(About("bakken looproute")) == [story.id]
    operations.lift("WOO-1", by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    assert stored() == set()


def test_erasing_takes_the_files_or_only_who_it_was():
    user = make_user()
    gone, stays = (make_contribution(author_id=user.id) for _n in range(2))
    add_photo(gone)
    kept = add_photo(stays, credit="Kanarie")
    unfinished = operations.add_photo(stays, operations.received(jpeg()))
    db.session.commit()
    assert unfinished.position == 2
    erase(user, {stays.public_id})
    db.session.commit()
    assert stored() == set(kept.files()) and everything_with("kanarie") == []


def test_what_ended_is_deleted_with_its_files_on_the_day_that_was_named(later):
    story = make_contribution()
    add_photo(story)
    operations.withdraw(story)
    db.session.commit()
    later(days=deal().ended_days + 1)
    operations.forget_ended_stories()
    db.session.commit()
    assert db.session.scalars(select(Contribution)).all() == [] and photos() == []
    jobs.tidy_photos()
    assert stored() == set()


def test_what_nobody_described_is_forgotten_and_files_without_a_row_too(later):
    story = make_contribution()
    operations.add_photo(story, operations.received(jpeg()))
    kept = add_photo(story)
    storage.put("photos", b"van een proces dat stopte")
    db.session.commit()
    later(days=deal().draft_days - 1)
    assert jobs.tidy_photos() == 1  # the loose file
    later(days=deal().draft_days + 1)
    assert jobs.tidy_photos() == 1
    db.session.commit()
    assert photos() == [kept] and stored() == set(kept.files())


def test_the_own_record_tells_everything_of_a_photo():
    story = make_contribution()
    photo = add_photo(story, credit="Mia Maker")
    told = record_of(story)["photos"]
    assert told[0]["alt"] == ANSWERS["alt"] and told[0]["credit"] == "Mia Maker"
    assert told[0]["file"] == f"photos/{photo.public_id}.jpg"
