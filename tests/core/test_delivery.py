"""Static files: compressed for who asks, kept by the browser, and small enough for a first visit."""

import gzip
import re

import pytest

KILOBYTE = 1000


def fetch(client, address, **headers):
    return client.get(address, headers={"Accept-Encoding": "gzip, br"} | headers)


def test_a_style_sheet_is_sent_compressed(client):
    plain = client.get("/static/css/straatwijs.css")
    small = fetch(client, "/static/css/straatwijs.css")
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 3
    assert int(small.headers["Content-Length"]) == len(small.data)
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in small.headers["Vary"]


def test_who_refuses_compression_gets_none(client):
    answer = client.get("/static/css/tokens.css", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in answer.headers


def test_letters_are_sent_as_they_are(client):
    answer = fetch(client, "/static/fonts/overpass.woff2")
    assert "Content-Encoding" not in answer.headers
    assert answer.data[:4] == b"wOF2"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/static/css/tokens.css?0123456789", "public, max-age=31536000, immutable"),
        ("/static/fonts/overpass.woff2", "public, max-age=604800"),
    ],
)
def test_a_file_is_kept_for_good_when_its_address_names_its_content(client, address, kept):
    assert fetch(client, address).headers["Cache-Control"] == kept


def test_what_is_missing_is_not_kept(client):
    assert "immutable" not in fetch(client, "/static/css/none.css?1").headers.get("Cache-Control", "")


def test_a_page_is_not_compressed(client):
    assert "Content-Encoding" not in fetch(client, "/").headers


def test_a_first_visit_takes_at_most_100_kilobytes(client):
    page = fetch(client, "/")
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text))
    letters = {f"/static/fonts/{name}.woff2" for name in ("overpass", "atkinson-hyperlegible-next")}
    sent = {address: len(fetch(client, address).data) for address in linked | letters}
    assert len(linked) >= 5
    assert len(page.data) + sum(sent.values()) <= 100 * KILOBYTE, sent
