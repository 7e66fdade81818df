"""The door to the files of photos: for whoever may see the photo now, sandboxed, and for nobody else."""

import pytest
from flask.testing import FlaskClient

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, People, PhotoState, Status
from app.core import storage
from app.core.database import db
from tests.contributions.photos import add_photo
from tests.factories import make_contribution, make_user
from tests.photographs import SECRET

ADDRESS = "/bijdragen/{}/fotos/{}/{}"


def address(photo, size="groot"):
    return ADDRESS.format(photo.contribution.public_id, photo.public_id, size)


def status_of(client, photo):
    return {client.get(address(photo, size)).status_code for size in ("groot", "klein")}


def test_cve_2026_25739_and_v3_2_1_a_file_is_shown_and_never_run(client):
    photo = add_photo(make_contribution())
    for size in ("groot", "klein"):
        answer = client.get(address(photo, size))
        assert answer.status_code == 200 and answer.content_type == "image/jpeg"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"] == 'inline; filename="foto.jpg"'
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Last-Modified" not in answer.headers and "Set-Cookie" not in answer.headers
        assert SECRET.encode() not in answer.data


def test_head_range_and_etag_tell_nothing_new(app, client):
    photo = add_photo(make_contribution())
    whole = client.get(address(photo))
    head = client.head(address(photo))
    assert head.status_code == 200 and head.data == b"" and head.headers["ETag"] == whole.headers["ETag"]
    part = client.get(address(photo), headers={"Range": "bytes=0-9"})
    assert part.status_code == 200 and part.data == whole.data
    known = {"If-None-Match": whole.headers["ETag"]}
    assert client.get(address(photo), headers=known).status_code == 304
    photo.approved_at = None
    db.session.commit()
    for ask in (client.get, FlaskClient(app).head):  # no page comes with a HEAD, so there is none to inspect
        hidden = ask(address(photo), headers=known | {"Range": "bytes=0-9"})
        assert hidden.status_code == 404 and "ETag" not in hidden.headers


@pytest.mark.parametrize("changes", [
    {"approved": False}, {"people": People.COVER}, {"shows_place": True}, {"alt": ""}, {"use": None},
], ids=str)  # fmt: skip
def test_what_the_desk_did_not_find_fit_or_shows_the_place_is_not_there(client, changes):
    photo = add_photo(make_contribution(), **changes)
    assert status_of(client, photo) == {404}
    assert photo.public_id not in client.get(f"/bijdragen/{photo.contribution.public_id}").text
    assert photo.public_id not in client.get("/bijdragen").text


def test_what_was_covered_and_found_fit_is_there(client):
    photo = add_photo(make_contribution(), people=People.COVER, shows_place=True)
    photo.people_covered = photo.place_covered = True
    db.session.commit()
    assert status_of(client, photo) == {200}


def test_a_photo_of_the_place_is_shown_where_the_place_is(client, app):
    story = make_contribution(names_organisation=True)
    photo = add_photo(story, shows_place=True, credit="Mia Maker")
    page = client.get(f"/bijdragen/{story.public_id}").text
    assert status_of(client, photo) == {200} and "Foto: Mia Maker" in page
    with app.test_request_context():
        operations.make_stricter(story, False, False, False, hides_place=True)
        db.session.commit()
    assert status_of(client, photo) == {404}


@pytest.mark.parametrize("state", [PhotoState.WAITING, PhotoState.INFECTED, PhotoState.REFUSED])
def test_quarantine_is_for_nobody_not_even_its_contributor(client, code, state):
    photo = add_photo(make_contribution(code=code))
    photo.state = state
    db.session.commit()
    assert status_of(client, photo) == {404}
    assert client.get(f"/volg/{code}/fotos/{photo.public_id}/klein").status_code == 404


def test_a_photo_may_be_stricter_than_its_text(client, sign_in):
    photo = add_photo(make_contribution(), members_only=True)
    page = f"/bijdragen/{photo.contribution.public_id}"
    assert status_of(client, photo) == {404} and "<figure" not in client.get(page).text
    assert photo.public_id not in client.get("/").text
    sign_in(make_user(Role.MEMBER))
    assert status_of(client, photo) == {200} and "<figure" in client.get(page).text


def test_a_photo_is_never_looser_than_its_text(client, sign_in):
    photo = add_photo(make_contribution(audience=Audience.MEMBERS))
    assert status_of(client, photo) == {404}
    sign_in(make_user(Role.MEMBER))
    assert status_of(client, photo) == {200}


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.PUBLISHED])
def test_without_its_story_a_photo_is_not_there(client, status):
    story = make_contribution()
    photo = add_photo(story)
    story.status = status
    db.session.commit()
    assert status_of(client, photo) == {404}


def test_stricter_and_withdrawn_work_in_this_door_at_once(client, app):
    story = make_contribution()
    photo = add_photo(story)
    assert status_of(client, photo) == {200}
    with app.test_request_context():
        operations.make_stricter(story, members_only=True, without_name=False, remove_more=False)
        db.session.commit()
    assert status_of(client, photo) == {404}
    other = add_photo(make_contribution())
    with app.test_request_context():
        operations.withdraw(other.contribution)
        db.session.commit()
    assert status_of(client, other) == {410}
    assert client.get(ADDRESS.format(other.contribution.public_id, "x" * 26, "klein")).status_code == 410


def test_an_address_of_another_story_leads_nowhere(client):
    one, other = add_photo(make_contribution()), add_photo(make_contribution())
    crossed = ADDRESS.format(one.contribution.public_id, other.public_id, "groot")
    assert client.get(crossed).status_code == 404
    assert client.get(address(one).replace("groot", "origineel")).status_code == 404


def test_a_file_that_is_lost_is_not_found(client):
    photo = add_photo(make_contribution())
    for name in photo.files():
        storage.remove_now(name)
    assert status_of(client, photo) == {404}


def test_the_page_and_the_card_show_it_with_its_words(client):
    story = make_contribution(title="De bakken")
    add_photo(story, alt="Drie bakken in de looproute")
    page, cards = client.get(f"/bijdragen/{story.public_id}").text, client.get("/bijdragen").text
    assert 'alt="Drie bakken in de looproute"' in page and 'alt="Drie bakken in de looproute"' in cards
    assert "Foto: gemaakt door de inzender" in page and "geldt niet voor foto" in page
    assert "Alleen om hier te bekijken" in page
