"""What a reader covers is gone from every version of a photo, and the photo is judged anew."""

import io
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw

from app.accounts.models import Role
from app.contributions.models import Freeze, People, ViewOfHidden
from app.contributions.tiles import COLUMNS, PARTS, boxes_of, part_box, rows_in
from app.core import storage
from app.core.clock import today
from app.core.database import db
from app.core.pictures import Size
from tests.contributions.photos import add_photo, mark
from tests.factories import make_user, save
from tests.review.desk import desk_of, read_by_both

RED = (220, 10, 10)


@pytest.fixture
def photo(story, editors, sign_in):
    """A grey street of 1,200 by 900, with a red face in the second tile of the third row."""
    picture = Image.new("RGB", (1200, 900), (128, 128, 128))
    ImageDraw.Draw(picture).rectangle((110, 210, 190, 290), fill=RED)
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=95)
    made = add_photo(story, approved=False, content=content.getvalue(), people=People.COVER)
    read_by_both(story, editors, sign_in)
    return made


def door(photo, part=0, word="afdekken"):
    return f"{desk_of(photo.contribution)}/fotos/{photo.public_id}/{word}/{part}"


def cover(browser, photo, *tiles, part=0, seen=None, **typed):
    return browser.post(door(photo, part), data={"tile": list(tiles), "mark": seen or mark(photo), **typed})


def pictures(photo):
    return [Image.open(io.BytesIO(storage.get(name))) for name in photo.files()]


def reddest(picture):
    return max(red - (green + blue) / 2 for _count, (red, green, blue) in picture.getcolors(picture.width * picture.height))


def test_what_is_covered_is_gone_from_both_versions_and_the_original_is_deleted(photo, editors):
    """And two readers look at what is left: who covered it, and the other one."""
    _user, browser = editors[0]
    before = photo.files()
    assert all(reddest(picture) > 150 for picture in pictures(photo)), "the face is there"
    assert cover(browser, photo, str(2 * COLUMNS + 1), people="y").status_code == 302
    db.session.refresh(photo)
    assert photo.people_covered and not photo.place_covered and photo.approved_at is None
    assert all(reddest(picture) < 30 for picture in pictures(photo))
    assert not set(before) & set(photo.files()) and sorted(storage.names("photos")) == sorted(photo.files())
    assert "afgedekt door een lezer" in browser.get(desk_of(photo.contribution)).text
    for (_reader, judge), is_enough in zip(editors, (False, True), strict=True):
        fit = judge.post(f"{desk_of(photo.contribution)}/fotos/{photo.public_id}/goed", data={"mark": mark(photo)})
        assert fit.status_code == 302
        db.session.refresh(photo)
        assert photo.is_approved is is_enough


def test_a_part_can_be_covered_closer_by(photo, editors):
    """The part at the top left is 400 by 300, so its tiles are 33 pixels wide."""
    _user, browser = editors[0]
    shown = browser.get(door(photo, 1, "deel"))
    assert Image.open(io.BytesIO(shown.data)).size == (400, 300)
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert "Linksboven" in browser.get(door(photo, 1)).text
    tiles = [str(row * COLUMNS + column) for row in range(6, 9) for column in range(3, 6)]
    answer = cover(browser, photo, *tiles, part=1, people="y")
    assert answer.status_code == 302 and answer.location.endswith("/afdekken/1")
    db.session.refresh(photo)
    full = pictures(photo)[0]
    assert reddest(full) < 30 and full.getpixel((95, 250))[0] > 100, "what lies beside it stays"


def test_nothing_chosen_and_nothing_that_is_no_tile(photo, editors):
    _user, browser = editors[0]
    before = photo.files()
    answer = cover(browser, photo, people="y")
    assert answer.status_code == 422 and "minstens één vak" in answer.text and 'name="people" type="checkbox" value="y"' in answer.text
    assert 'href="#tile"' in answer.text and 'id="tile"' in answer.text
    assert cover(browser, photo, "9999").status_code == 422 and cover(browser, photo, "-1").status_code == 422
    assert browser.get(door(photo, PARTS + 1)).status_code == 404
    db.session.refresh(photo)
    assert photo.files() == before and not photo.people_covered


def test_what_was_chosen_is_kept_when_the_form_comes_back(photo, editors):
    _user, browser = editors[0]
    page = cover(browser, photo, "5", "geen").text
    assert 'value="5" id="tile-5" aria-label="rij 1, vak 6" checked' in page


def test_two_readers_do_not_cover_each_others_photo_unseen(photo, editors):
    (_one, first), (_two, second) = editors
    seen = mark(photo)
    assert cover(first, photo, "0", seen=seen).status_code == 302
    files = photo.files()
    assert cover(second, photo, "1", seen=seen).status_code == 409
    db.session.refresh(photo)
    assert photo.files() == files


def test_nobody_else_covers_or_looks(photo, sign_in, client):
    for role in (None, Role.MEMBER, Role.HOST, Role.ADMINISTRATOR, Role.EDITOR):
        if role:
            sign_in(make_user(role))
        for answer in (client.get(door(photo)), client.get(door(photo, 1, "deel")), cover(client, photo, "0")):
            assert answer.status_code in ((403, 404) if role else (302, 401))
    db.session.refresh(photo)
    assert not photo.people_covered


def test_a_look_is_told_to_the_contributor(photo, editors):
    user, browser = editors[0]
    before = db.session.query(ViewOfHidden).filter_by(user_id=user.id).count()
    assert browser.get(door(photo)).status_code == 200
    assert db.session.query(ViewOfHidden).filter_by(user_id=user.id).count() == before + 1


def test_a_frozen_photo_stays_as_it_is(photo, editors):
    user, browser = editors[0]
    save(Freeze(contribution_id=photo.contribution_id, reference="Woo 12", since=today(), by_id=user.id))
    before = photo.files()
    assert cover(browser, photo, "0").status_code == 409
    db.session.refresh(photo)
    assert photo.files() == before


@pytest.mark.parametrize("size", [Size(1200, 900), Size(641, 1999), Size(13, 7), Size(2000, 90)])
def test_parts_and_tiles_leave_no_pixel_open(size):
    for number in range(PARTS + 1):
        part = part_box(number, size)
        boxes = boxes_of(range(rows_in(part) * COLUMNS), part)
        assert sum((b.right - b.left) * (b.bottom - b.top) for b in boxes) == (part.right - part.left) * (part.bottom - part.top)
    parts = [part_box(number, size) for number in range(1, PARTS + 1)]
    assert sum((p.right - p.left) * (p.bottom - p.top) for p in parts) == size.width * size.height
    assert all(one.right == two.left or two.left == 0 for one, two in pairwise(parts))
