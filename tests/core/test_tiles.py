"""The background map: tiles of one source only, of this country only, kept on disk; and nothing of whoever looks goes there."""

import hashlib
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import cos, log, pi, radians, tan
from pathlib import Path

import pytest

from app.core import tiles
from config import ROOT, faults_of_the_map

PNG = b"\x89PNG\r\n\x1a\n" + b"tegel" * 20
HERE = "/kaart/tegels/8/131/84"  # of Utrecht
SHA = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}


class Source(BaseHTTPRequestHandler):
    """A tile server that says what it was asked, and answers as the test tells it."""

    asked, answer = [], (200, {}, PNG)

    def do_GET(self):
        type(self).asked.append((self.path, dict(self.headers)))
        status, headers, body = self.answer
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_what):
        pass


@pytest.fixture
def source(app, monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Source)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(Source, "asked", [])
    monkeypatch.setattr(Source, "answer", (200, {}, PNG))
    monkeypatch.setitem(app.config, "TILES_URL", f"http://127.0.0.1:{server.server_port}/wmts/{{z}}/{{x}}/{{y}}.png")
    monkeypatch.setitem(app.config, "TILES_ATTRIBUTION", "Kaartgegevens © <b>Kadaster</b>")
    yield Source
    server.shutdown()
    server.server_close()


def test_without_a_source_there_is_a_drawing_and_no_tile(client):
    assert client.get(HERE).status_code == 404
    page = client.get("/kaart").text
    assert "landkaart--groot" in page and "leaflet" not in page


def test_a_tile_comes_from_the_source_once_and_then_from_disk(client, source):
    answers = [client.get(HERE, headers={"Referer": "http://localhost/volg/geheim", "X-Forwarded-For": "192.0.2.1"}) for _n in range(2)]
    assert [answer.data for answer in answers] == [PNG, PNG] and answers[0].content_type == "image/png"
    assert [path for path, _headers in source.asked] == ["/wmts/8/131/84.png"]
    told = str(source.asked[0][1])
    assert "geheim" not in told and "192.0.2.1" not in told and "Cookie" not in told
    assert "public" in answers[0].headers["Cache-Control"] and not answers[0].headers.getlist("Set-Cookie")


@pytest.mark.parametrize("elsewhere", ["8/131/10", "8/0/84", "0/0/0", "5/16/10", "16/33000/21500", "8/9999/84", "999999999/1/1"])
def test_only_this_country_is_asked_for(client, source, elsewhere):
    assert client.get(f"/kaart/tegels/{elsewhere}").status_code == 404 and source.asked == []


@pytest.mark.parametrize("strange", ["8/131/84.png", "8/131/-84", "8/131/84/..", "8/131/%2e%2e", "a/b/c", "8/131/84@127.0.0.1"])
def test_an_address_holds_three_numbers_and_nothing_else(client, source, strange):
    assert client.get(f"/kaart/tegels/{strange}").status_code == 404 and source.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        (302, {"Location": "http://127.0.0.1:1/elders"}, b""), (500, {}, PNG), (404, {}, PNG), (200, {}, b"<script>alert(1)</script>"),
        (200, {"Content-Type": "image/png"}, b"GIF89a"), (200, {}, PNG + b"x" * tiles.LARGEST), (200, {}, b""),
    ],
)  # fmt: skip
def test_what_is_no_small_picture_is_not_handed_on(app, client, source, monkeypatch, answer):
    monkeypatch.setattr(source, "answer", answer)
    assert client.get(HERE).status_code == 503 and len(source.asked) == 1
    assert not list((Path(app.config["DATA_DIR"]) / "tiles").rglob("84"))


def test_an_older_tile_is_better_than_none(app, client, source, monkeypatch):
    client.get(HERE)
    place = Path(app.config["DATA_DIR"]) / "tiles" / "8" / "131" / "84"
    os.utime(place, (time.time() - tiles.FRESH - 9,) * 2)
    monkeypatch.setattr(source, "answer", (500, {}, b""))
    assert client.get(HERE).data == PNG and len(source.asked) == 2
    monkeypatch.setattr(source, "answer", (200, {}, PNG + b"nieuw"))
    assert client.get(HERE).data == PNG + b"nieuw" and client.get(HERE).data == PNG + b"nieuw" and len(source.asked) == 3


def test_the_oldest_tiles_make_room(app, client, source):
    for x in (130, 131, 132):
        client.get(f"/kaart/tegels/8/{x}/84")
        os.utime(tiles.folder() / "8" / str(x) / "84", (x, x))
    tiles.make_room(2 * len(PNG))
    assert sorted(path.parent.name for path, _state in tiles.every_tile()) == ["131", "132"]


def test_the_page_asks_only_this_site_and_shows_whose_map_it_is(client, source):
    page = client.get("/kaart").text
    assert 'data-tiles="/kaart/tegels/"' in page and "127.0.0.1" not in page
    assert "Kaartgegevens © &lt;b&gt;Kadaster" in page and "landkaart--groot" in page
    assert 'data-tiles="/en/kaart/tegels/"' in client.get("/en/kaart").text


@pytest.mark.parametrize(
    ("url", "attribution", "faults"),
    [
        ("", "", 0), ("https://tegels.example/{z}/{x}/{y}.png", "Kadaster", 0), ("http://x.example/{z}/{x}/{y}", "K", 1),
        ("https://x.example/{z}/{x}", "K", 1), ("file:///etc/{z}{x}{y}", "", 2),
    ],
)  # fmt: skip
def test_a_source_that_cannot_be_is_named_before_it_goes_live(url, attribution, faults):
    assert len(faults_of_the_map({"TILES_URL": url, "TILES_ATTRIBUTION": attribution})) == faults


def test_the_tile_of_a_place_is_that_of_the_formula():
    """As OpenStreetMap writes it for Bash: with a logarithm instead of asinh."""
    for latitude, longitude, z in ((52.09, 5.12, 8), (52.3731, 4.8926, 15), (50.85, 5.69, 12)):
        angle = radians(latitude)
        down = (1 - log(tan(angle) + 1 / cos(angle)) / pi) / 2 * 2**z
        assert tiles.tile_at(latitude, longitude, z) == (int((longitude + 180) / 360 * 2**z), int(down))


def test_what_others_wrote_is_as_they_published_it():
    folder = ROOT / "static" / "vendor" / "leaflet"
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in SHA} == SHA
    told = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    assert all(sha in told for sha in SHA.values()) and "BSD" in told and (folder / "LICENSE-leaflet.txt").exists()
