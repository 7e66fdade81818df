"""The desk looks at photos: its readers only, one by one, before and after the story is visible."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.contributions.models import People, Photo, PhotoState, Reading, Status, ViewOfHidden
from app.core import storage
from app.core.database import db
from tests.contributions.photos import add_photo, mark
from tests.factories import make_contribution, make_user, save
from tests.review.desk import desk_of, read_by_both


@pytest.fixture(autouse=True)
def clean(app):
    yield
    for name in list(storage.names("photos")):
        storage.remove_now(name)


def the_photo():
    return db.session.scalars(select(Photo)).one()


def judge(browser, photo, verdict, seen=None, **typed):
    return browser.post(
        f"{desk_of(photo.contribution)}/fotos/{photo.public_id}/{verdict}", data={"mark": seen or mark(photo), **typed}
    )


def test_a_reader_sees_the_photo_and_what_was_said_of_it(story, editors, sign_in, client):
    photo = add_photo(story, approved=False, alt="De heer Jansen bij de bakken", credit="Mia Maker")
    read_by_both(story, editors, sign_in)
    _user, browser = editors[0]
    page = browser.get(desk_of(story)).text
    for words in ("De heer Jansen bij de bakken", "Mia Maker", "niemand is herkenbaar", "<mark>"):
        assert words in page
    file = browser.get(f"{desk_of(story)}/fotos/{photo.public_id}/klein")
    assert file.status_code == 200 and "sandbox" in file.headers["Content-Security-Policy"]
    looks = db.session.scalar(select(func.count(ViewOfHidden.id)))
    assert browser.get(f"{desk_of(story)}/fotos/{photo.public_id}/groot").status_code == 200
    assert db.session.scalar(select(func.count(ViewOfHidden.id))) == looks + 1  # a large one is a look of its own
    other = make_user(Role.EDITOR)
    sign_in(other)
    assert client.get(f"{desk_of(story)}/fotos/{photo.public_id}/klein").status_code == 404
    assert judge(client, photo, "goed").status_code == 404 and the_photo().approved_at is None


def test_finding_it_fit_brings_it_into_view(editors, sign_in, client):
    story = make_contribution()
    photo = add_photo(story, approved=False)
    user, browser = editors[0]
    save(Reading(contribution_id=story.id, reader_id=user.id))
    sign_in(user, browser)
    assert story.title in browser.get("/redactie").text
    assert client.get(f"/bijdragen/{story.public_id}/fotos/{photo.public_id}/klein").status_code == 404
    assert judge(browser, photo, "goed").status_code == 302
    assert client.get(f"/bijdragen/{story.public_id}/fotos/{photo.public_id}/klein").status_code == 200
    assert photo.public_id in client.get("/bijdragen").text
    assert "Foto's bij zichtbare verhalen" not in browser.get("/redactie").text.replace("&#39;", "'")


def test_a_refusal_needs_a_reason_and_its_contributor_reads_it(editors, sign_in, client, code):
    story = make_contribution(code=code, status=Status.RECEIVED)
    photo = add_photo(story, approved=False)
    read_by_both(story, editors, sign_in)
    _user, browser = editors[0]
    name = f"foto-{photo.public_id}-reason"
    assert judge(browser, photo, "af", **{name: ""}).status_code == 422
    assert judge(browser, photo, "af", seen="iets anders", **{name: "Er staat iemand op."}).status_code == 409
    assert judge(browser, photo, "af", **{name: "Er staat iemand op."}).status_code == 302
    assert the_photo().state is PhotoState.REFUSED
    assert "Er staat iemand op." in client.get(f"/volg/{code}/fotos").text


def test_what_must_be_covered_has_no_button_to_find_it_fit(story, editors, sign_in):
    photo = add_photo(story, approved=False, people=People.COVER)
    read_by_both(story, editors, sign_in)
    _user, browser = editors[0]
    page = browser.get(desk_of(story)).text
    assert "moet eerst iets worden afgedekt" in page and f"{photo.public_id}/goed" not in page
    assert judge(browser, photo, "goed").status_code == 409


def test_when_its_readers_have_gone_another_editor_takes_the_photos_up(editors, sign_in):
    story = make_contribution()
    photo = add_photo(story, approved=False)
    user, browser = editors[0]
    sign_in(user, browser)
    assert story.title in browser.get("/redactie").text
    assert browser.get(desk_of(story)).status_code == 200  # closed as yet
    assert f"{photo.public_id}" not in browser.get(desk_of(story)).text
    assert browser.post(f"{desk_of(story)}/lezen").status_code == 302
    assert photo.public_id in browser.get(desk_of(story)).text
    assert judge(browser, photo, "goed").status_code == 302
    assert judge(browser, photo, "goed").status_code in (302, 409)


def test_a_visible_story_without_photos_that_wait_is_not_opened_again(editors, sign_in):
    story = make_contribution()
    add_photo(story)
    user, browser = editors[0]
    sign_in(user, browser)
    assert browser.get(desk_of(story)).status_code == 404
    assert browser.post(f"{desk_of(story)}/lezen").status_code == 404
