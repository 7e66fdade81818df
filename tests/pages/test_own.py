"""The list of what somebody shared while signed in: theirs, and nobody else's."""

from app.contributions.models import Status
from tests.factories import make_contribution, make_user


def test_everybody_sees_the_own_list_only(client, sign_in):
    me, other = make_user(), make_user()
    mine = make_contribution(author=me, status=Status.RECEIVED, title="Mijn verhaal")
    make_contribution(author=other, title="Van een ander")
    make_contribution(title="Van niemand")
    assert client.get("/mijn/bijdragen").status_code == 302
    sign_in(me)
    page = client.get("/mijn/bijdragen").text
    assert "Mijn verhaal" in page and "Van een ander" not in page and "Van niemand" not in page
    assert client.get(f"/volg/{mine.public_id}").status_code == 200
    sign_in(other)
    assert "Mijn verhaal" not in client.get("/mijn/bijdragen").text
    assert client.get(f"/volg/{mine.public_id}").status_code == 404
