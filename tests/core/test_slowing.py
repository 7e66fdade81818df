"""Whoever asks very much from one place has to wait; others do not, and nobody is remembered."""

from datetime import UTC, datetime

import pytest

from app.core import slowing


@pytest.fixture
def few(app, monkeypatch):
    slowing.init_app(app)
    monkeypatch.setattr(slowing, "now", lambda: datetime(2026, 6, 1, 12, tzinfo=UTC))  # a minute has just begun
    for setting in slowing.MOST.values():
        monkeypatch.setitem(app.config, setting, 3)
    yield
    slowing.init_app(app)


@pytest.mark.parametrize(
    "path", ["/bijdragen", "/zoeken?q=put", "/balans", "/balans.csv", "/open-data/begrippen.json", "/sitemap.xml", "/en/bijdragen"]
)
def test_v2_4_1_who_searches_or_downloads_very_often_has_to_wait(client, few, path):
    assert [client.get(path).status_code for _time in range(3)] == [200] * 3
    answer = client.get(path)
    assert answer.status_code == 429 and 1 <= int(answer.headers["Retry-After"]) <= 60
    assert client.get(path, environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 200, "others are not slowed down"
    assert client.get("/deel").status_code == 200


def test_a_search_does_not_use_up_a_download(client, few):
    for _time in range(4):
        client.get("/bijdragen")
    assert client.get("/balans.csv").status_code == 200


def test_only_a_fingerprint_of_the_place_stands_in_memory(app, client, few):
    client.get("/bijdragen", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    kept = app.extensions["slowing"].asked
    assert kept and "203.0.113.9" not in str(kept)


def test_the_next_minute_begins_anew(app):
    counted = slowing.Counted()
    assert [counted.once_more("a", "search", second) for second in (0, 1, 59.9)] == [1, 2, 3]
    assert counted.once_more("a", "search", 60) == 1 and len(counted.asked) == 1
