"""What people see when something is wrong, also when it is the database."""

import pytest

from app import create_app
from tests.pages import inspect_page


@pytest.fixture(scope="module")
def broken_app(tmp_path_factory):
    """A site that cannot reach its database."""
    folder = tmp_path_factory.mktemp("broken")
    return create_app(
        DATA_DIR=folder,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/no/such/folder/site.db",
        SITE_URL="http://localhost",
        SESSION_COOKIE_SECURE=False,
        SESSION_COOKIE_NAME="straatwijs",
    )


@pytest.mark.parametrize(
    ("address", "words"), [("/", "Er ging iets mis aan onze kant"), ("/en/", "Something went wrong on our side")]
)
def test_without_a_database_there_is_still_a_page(broken_app, address, words, caplog):
    client = broken_app.test_client()
    with client.session_transaction() as session:
        session["sid"] = "somebody"
    answer = client.get(address)
    assert answer.status_code == 500
    assert words in answer.text
    inspect_page(answer.text, address)
    reference = answer.text.split("nummer " if address == "/" else "number ")[1][:8]
    assert f"failed {reference}" in caplog.text


def test_what_is_not_there_says_where_to_go(client):
    answer = client.get("/bestaat-niet")
    assert answer.status_code == 404
    assert "Hier ligt geen steen" in answer.text
    assert 'href="/bijdragen"' in answer.text


def test_a_wrong_way_of_asking_is_answered_with_a_page(client):
    answer = client.delete("/hulp")
    assert answer.status_code == 405
    assert "Dit konden we niet lezen" in answer.text
    assert "GET" in answer.headers["Allow"]


def test_another_host_name_than_ours_is_refused_in_plain_words(app, monkeypatch):
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["straatwijs.example"])
    answer = app.test_client().get("/", headers={"Host": "kwaad.example"})
    assert answer.status_code == 400 and answer.mimetype == "text/plain"
    assert app.test_client().get("/healthz", headers={"Host": "straatwijs.example"}).status_code == 200
