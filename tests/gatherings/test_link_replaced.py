"""A link of the walk that was replaced says so: phones that still have it guess nothing and lose nothing."""

from app.core.database import db
from app.gatherings import operations
from app.gatherings.models import GatheringStatus, Walk
from tests.gatherings.walked import CODE, leave, make_walk, note_form


def renewed(walk):
    operations.renew_code(walk)
    db.session.commit()
    return walk.code


def test_every_page_of_the_old_link_says_that_it_was_replaced(client, app):
    walk = make_walk(title="De wandeling")
    new = renewed(walk)
    for address in (f"/lopen/{CODE}", f"/lopen/{CODE.upper()}/1", f"/lopen/{CODE}/tafels"):
        answer = client.get(address)
        assert answer.status_code == 410 and "Deze link van de wandeling is vervangen" in answer.text, address
        assert "De wandeling" in answer.text and new not in answer.text
    assert "This link of the walk was replaced" in client.get(f"/en/lopen/{CODE}").text
    sent = client.post(f"/lopen/{CODE}/sturen", data=note_form(walk.gathering.stops[0]), headers={"Accept": "application/json"})
    assert sent.status_code == 410 and sent.json["reason"] == "Deze link is vervangen. Vraag de nieuwe."
    assert client.get(f"/lopen/{new}").status_code == 200


def test_what_was_typed_without_scripts_stands_on_the_page(client):
    walk = make_walk()
    renewed(walk)
    answer = leave(client, text="De goot ligt te hoog.")
    assert answer.status_code == 410 and "De goot ligt te hoog." in answer.text


def test_phones_with_the_old_link_lock_nobody_out(client):
    new = renewed(make_walk())
    assert {client.get(f"/lopen/{CODE}/vers").status_code for _time in range(40)} == {410}
    assert client.get(f"/lopen/{new}").status_code == 200
    assert client.get("/lopen/bestaatniet").status_code == 404
    assert {client.get("/lopen/bestaatniet").status_code for _time in range(40)} == {404, 429}, "guessing still has to wait"


def test_earlier_links_are_known_too_and_only_as_fingerprints(client):
    walk = make_walk()
    codes = [CODE]
    for _time in range(12):
        codes.append(renewed(walk))
    assert client.get(f"/lopen/{codes[-2]}").status_code == client.get(f"/lopen/{codes[-10]}").status_code == 410
    assert client.get(f"/lopen/{codes[0]}").status_code == 404, "so many are not kept"
    kept = db.session.get(Walk, walk.gathering_id).earlier_hashes
    assert len(kept) <= 640 and not any(code in kept for code in codes)


def test_of_a_draft_nothing_is_told(client):
    walk = make_walk()
    renewed(walk)
    walk.gathering.status = GatheringStatus.DRAFT
    db.session.commit()
    assert client.get(f"/lopen/{CODE}").status_code == 404
