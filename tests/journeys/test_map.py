"""The map with a background: moved and zoomed by keyboard, with nothing asked of anybody else; without tiles the drawing."""

import io
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from tests.journeys.conftest import DESK, PHONE, Site, windows
from tests.journeys.test_keyboard import focus


def picture():
    out = io.BytesIO()
    Image.new("RGB", (256, 256), "#d8e2dc").save(out, "PNG")
    return out.getvalue()


class Tiles(BaseHTTPRequestHandler):
    """A source of tiles; it stops giving any when it is told to."""

    content, asked, is_down = picture(), [], False

    def do_GET(self):
        self.asked.append((self.path, self.headers.get("Referer"), self.headers.get("Cookie")))
        self.send_response(503 if self.is_down else 200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(b"" if self.is_down else self.content)

    def log_message(self, *_what):
        pass


@pytest.fixture(scope="module")
def tiles():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    server.shutdown()


@pytest.fixture(scope="module")
def mapped(tmp_path_factory, tiles):
    site = Site(tmp_path_factory.mktemp("mapped"))
    site.environment |= {"TILES_URL": tiles, "TILES_ATTRIBUTION": "Kaart: <Voorbeeld> & zoon"}
    with site:
        yield site


@pytest.fixture
def visit(mapped, browser):
    yield from windows(mapped, browser)


def test_a_map_that_is_moved_by_keyboard(visit):
    Tiles.is_down = False
    reader = visit(DESK).go("/kaart")
    sheet = reader.page.locator(".kaartblad")
    loaded = sheet.locator("img.leaflet-tile-loaded").first
    level = int(re.search(r"/(\d+)/\d+/\d+", loaded.get_attribute("src"))[1])
    assert reader.page.locator("svg.landkaart").is_hidden()
    assert "Kaart: <Voorbeeld> & zoon" in sheet.inner_text()
    reader.look()
    focus(reader, ".leaflet-control-zoom-in")
    reader.press("Enter")
    sheet.locator(f"img.leaflet-tile-loaded[src*='/tegels/{level + 1}/']").first.wait_for()
    assert any(path.startswith(f"/{level + 1}/") for path, _referer, _cookie in Tiles.asked)
    assert all((referer, cookie) == (None, None) for _path, referer, cookie in Tiles.asked), "nothing of who looks"
    reader.page.reload()
    focus(reader.started(), ".kaartblad .leaflet-marker-icon")
    reader.press("Enter")
    link = reader.page.locator(".leaflet-popup a[href*='plek']")
    link.wait_for()
    reader.until("getComputedStyle(document.querySelector('.leaflet-popup')).opacity === '1'")
    reader.look()
    town = link.inner_text()
    link.press("Enter")
    reader.page.locator("main", has_text=town).wait_for()


def test_on_a_phone_and_in_the_dark(visit):
    Tiles.is_down = False
    reader = visit(PHONE, scheme="dark").go("/kaart")
    reader.page.locator("img.leaflet-tile-loaded").first.wait_for()
    reader.look()


def test_without_tiles_the_drawing_stays(visit, mapped):
    for kept in (mapped.folder / "tiles").rglob("*"):
        if kept.is_file():
            kept.unlink()
    Tiles.is_down = True
    reader, tiles = visit(PHONE), []
    reader.page.on("request", lambda asked: tiles.append(asked) if "/tegels/" in asked.url else None)
    reader.go("/kaart").started().page.locator(".kaartblad").wait_for(state="detached")
    assert reader.page.locator("svg.landkaart").is_visible()
    for tile in tiles:
        tile.response()  # waits for it, so that none is told of later
    reader.faults = [fault for fault in reader.faults if "/tegels/" not in fault]  # that these are missing is the point
    reader.look()


def test_without_a_script_the_drawing_stays(visit):
    reader = visit(PHONE, javascript=False).go("/kaart")
    assert reader.page.locator("svg.landkaart").is_visible()
    reader.look()
