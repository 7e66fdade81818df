"""A photo of a large camera on the walk: drawn anew on the phone, so that it fits, leaves quickly and tells nothing else."""

import base64
import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from app.core.pictures import FULL, MOST_BYTES
from tests.journeys.conftest import PHONE, Site, measure, windows
from tests.journeys.walked import CODE, asked, come_along, connect, cut, kept, make_walk, note, sent, stays, to_stop
from tests.photographs import LEFT, RIGHT, SECRET, drawing, exif, jpeg, png

UPRIGHT = 6  # held on its side: what lies left in the file belongs above
WATCHED = """
sessionStorage.setItem("sent", "[]");
const fetchIt = globalThis.fetch;
globalThis.fetch = async (address, how) => {
  if (how?.body instanceof FormData) {
    const bytes = new Uint8Array(await new Response(how.body).arrayBuffer());
    const photo = how.body.get("photo");
    const content = photo ? new Uint8Array(await photo.arrayBuffer()) : [];
    const letters = Array.from(content, (byte) => String.fromCharCode(byte)).join("");
    sessionStorage.setItem("sent", JSON.stringify([bytes.length, photo?.type, btoa(letters)]));
  }
  return fetchIt(address, how);
};
"""


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("photo"), fill=make_walk) as site:
        yield site


@pytest.fixture
def phones(walk, browser):
    yield from windows(walk, browser)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Twelve million pixels with grain, as a camera makes them: more bytes than the site takes."""
    grain = Image.effect_noise((4032, 3024), 90).convert("RGB")
    content = io.BytesIO()
    picture = Image.blend(drawing(4032, 3024), grain, 0.4)
    picture.save(content, "JPEG", quality=97, exif=exif(UPRIGHT), comment=SECRET)
    photo = tmp_path_factory.mktemp("camera") / "IMG_0042.jpg"
    photo.write_bytes(content.getvalue())
    assert photo.stat().st_size > MOST_BYTES
    return photo


def on_the_way(phone):
    """What left this phone last: how many bytes, and the photo in it."""
    size, kind, content = measure(phone.page, "JSON.parse(sessionStorage.getItem('sent'))")
    return size, kind, base64.b64decode(content)


def near(found, wanted, most=45):
    return all(abs(one - other) < most for one, other in zip(found, wanted, strict=True))


def grained(colour):
    return tuple(round(0.6 * part + 0.4 * 128) for part in colour)


def test_a_large_photo_leaves_small_upright_and_with_nothing_else_in_it(walk, phones, large):
    phone = phones(viewport=PHONE)
    phone.page.add_init_script(WATCHED)
    phone.go(f"/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    to_stop(phone, 1)
    cut(phone)
    phone.page.locator("#photo").set_input_files(large)
    note(phone, "Met een grote foto")
    kept(phone)
    expect(phone.page.locator("#photo-m")).to_be_hidden()
    connect(phone)
    sent(phone, "Met een grote foto")
    size, kind, content = on_the_way(phone)
    print(f"{large.stat().st_size} bytes chosen, {size} sent")
    assert size < large.stat().st_size / 4 and kind == "image/jpeg"
    assert SECRET.encode() not in content and b"Exif" not in content and b"GPS" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (FULL * 3 // 4, FULL) and not picture.getexif()
        top, bottom = (picture.convert("RGB").resize((1, 2)).getpixel((0, y)) for y in (0, 1))
        assert near(top, grained(LEFT)) and near(bottom, grained(RIGHT)), (top, bottom)
    sizes = "SELECT width, height FROM field_note JOIN field_note_photo ON note_id = id WHERE text = 'Met een grote foto'"
    assert asked(walk, sizes) == [(FULL * 3 // 4, FULL)]
    expect(phone.page.locator("[data-own-notes] img").first).to_be_visible()


def test_a_small_photo_keeps_its_size_and_loses_what_the_camera_wrote(walk, phones, tmp_path):
    phone = phones(viewport=PHONE)
    phone.page.add_init_script(WATCHED)
    to_stop(phone, 2)
    for name, content in (("een.jpg", jpeg(600, 400)), ("twee.png", png(300, 200))):
        (tmp_path / name).write_bytes(content)
        phone.page.locator("#photo").set_input_files(tmp_path / name)
        note(phone, f"Kleine foto {name}")
        sent(phone, f"Kleine foto {name}")
        _size, kind, left = on_the_way(phone)
        assert kind == "image/jpeg" and SECRET.encode() not in left and b"Exif" not in left
        with Image.open(io.BytesIO(left)) as picture, Image.open(io.BytesIO(content)) as before:
            assert picture.size == before.size


CANNOT = {
    "no way to open it": "delete globalThis.createImageBitmap;",
    "noise for what was drawn": "const read = CanvasRenderingContext2D.prototype.getImageData; CanvasRenderingContext2D.prototype.getImageData = function (...at) { const found = read.apply(this, at); found.data[0] ^= 255; return found; };",
    "nothing comes out": "HTMLCanvasElement.prototype.toBlob = (done) => done(null);",
}


@pytest.mark.parametrize("why", CANNOT)
def test_where_a_browser_cannot_the_photo_leaves_as_it_was(walk, phones, tmp_path, why):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(jpeg(600, 400, UPRIGHT))
    phone = phones(viewport=PHONE)
    phone.page.add_init_script(WATCHED + CANNOT[why])
    to_stop(phone, 3)
    phone.page.locator("#photo").set_input_files(photo)
    note(phone, f"Zoals hij was: {why}")
    sent(phone, f"Zoals hij was: {why}")
    assert on_the_way(phone)[1:] == ("image/jpeg", photo.read_bytes())
    sizes = f"SELECT width, height FROM field_note JOIN field_note_photo ON note_id = id WHERE text = 'Zoals hij was: {why}'"
    assert asked(walk, sizes) == [(400, 600)]  # the site turns it, and leaves out the rest


COUNTED = "const open = globalThis.createImageBitmap; globalThis.createImageBitmap = (...of) => { sessionStorage.setItem('drawn', 1 + Number(sessionStorage.getItem('drawn'))); return open(...of); };"


def test_a_photo_that_comes_back_in_the_form_is_not_drawn_again(walk, phones, large):
    phone = come_along(phones, walk, 4, viewport=PHONE)
    phone.page.add_init_script(COUNTED)
    to_stop(phone, 4)
    phone.page.locator("#photo").set_input_files(large)
    phone.page.locator("#text").press_sequentially("Met foto terug")
    stays(phone, "IMG_0042.jpg")
    stays(phone, "Met foto terug")  # to the last letter
    for _twice in range(2):
        to_stop(phone, 4)
        expect(phone.page.locator("#text")).to_have_value("Met foto terug")
        assert measure(phone.page, "document.querySelector('#photo').files[0].size") < large.stat().st_size / 4
    phone.tap(".dock .button--primary")
    sent(phone, "Met foto terug")
    assert measure(phone.page, "sessionStorage.getItem('drawn')") == "1"
