"""Following with and without an account: confirming by mail, changing, and stopping with one press."""

import re

import pytest
from sqlalchemy import func, select, update

from app.accounts.operations.throttling import GUESSES
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.outbox import Email, has_bounced, note_bounce
from app.following import operations
from app.following.messages import own_token, stop_token
from app.following.models import Follow, Follower, Pace
from tests.factories import make_challenge, make_municipality, make_question, make_user
from tests.following.made import at, follows, make_follower

ADDRESS = "ik@voorbeeld.example"


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def link_in(mail, part):
    return re.search(rf"http://localhost(\S*{part}\S+)", mail.text)[1]


def ask(client, path, **changes):
    return client.post(path, data={"email": ADDRESS, "rhythm": "weekly"} | changes)


def test_without_an_account_nobody_follows_before_the_link_was_used(client):
    challenge = make_challenge()
    assert ask(client, f"/uitdagingen/{challenge.slug}/volgen").location.endswith("/volgen/verstuurd")
    mail = db.session.scalars(select(Email)).one()
    wanted = db.session.scalars(select(Follow)).one()
    assert wanted.confirmed_at is None and challenge.title not in mail.text + mail.subject
    link = link_in(mail, "/volgen/bevestigen/")
    for look in (client.get, client.head):  # mail scanners look with both
        assert look(link).status_code == 200 and wanted.confirmed_at is None, "looking changes nothing"
    answer = client.post(link)
    assert "/volgend/" in answer.location and wanted.confirmed_at is not None
    assert challenge.title in client.get(answer.location).text
    assert client.post(link).location == answer.location, "a second press changes nothing"


def test_no_page_tells_whether_an_address_follows(client):
    make_follower(ADDRESS)
    make_user(email="account@voorbeeld.example")
    answers = {
        (answer.status_code, answer.location)
        for address in (ADDRESS, "account@voorbeeld.example", "nieuw@voorbeeld.example")
        for _time in range(2)
        for answer in [ask(client, "/landsdelen/westen/volgen", email=address)]
    }
    assert len(answers) == 1
    assert len({mail.subject for mail in db.session.scalars(select(Email))}) == 1


def test_who_follows_it_already_hears_that_in_the_mail(client):
    follower = make_follower(ADDRESS)
    follows(follower, "west", Pace.DAILY)
    ask(client, "/landsdelen/westen/volgen")
    mail = db.session.scalars(select(Email)).one()
    assert "/volgend/" in mail.text and count(Follow) == 1
    assert db.session.scalars(select(Follow)).one().pace is Pace.DAILY, "somebody else may have typed the address"


def test_a_mailbox_does_not_fill_up(client):
    answers = []
    for part in ("westen", "oosten", "noorden", "zuiden"):
        answers.append(client.post(f"/landsdelen/{part}/volgen", data={"email": ADDRESS, "rhythm": "daily"}))
        db.session.execute(update(Email).values(sent_at=clock.now()))
        db.session.commit()
    assert [answer.status_code for answer in answers] == [303] * 3 + [429]
    assert "niets bewaard" in answers[-1].text and f'value="{ADDRESS}"' in answers[-1].text
    assert count(Email) == count(Follow) == 3
    assert "op: Oost" in db.session.scalars(select(Email.text).order_by(Email.id)).all()[1], "each says what it is about"


def test_the_mail_to_confirm_names_nothing_that_can_be_hidden_before_it_leaves(client):
    challenge = make_challenge(title="Wie snoeit de haag?")
    ask(client, f"/uitdagingen/{challenge.slug}/volgen")
    mail = db.session.scalars(select(Email)).one()
    assert "op: een uitdaging." in mail.text and "haag" not in mail.text + mail.subject


def test_a_mail_that_waits_makes_place_for_the_next_one(client):
    for path in ("/landsdelen/westen/volgen", "/landsdelen/westen/volgen", "/landsdelen/oosten/volgen"):
        ask(client, path)
    assert count(Email) == count(Follow) == 2


@pytest.mark.parametrize("hours", [47, 48])
def test_what_nobody_confirmed_works_for_48_hours_and_is_deleted(client, monkeypatch, hours):
    at(monkeypatch, 2026, 12, 1, 10, 0)
    ask(client, "/landsdelen/westen/volgen")
    link = link_in(db.session.scalars(select(Email)).one(), "/volgen/bevestigen/")
    at(monkeypatch, 2026, 12, 3, 9 if hours == 47 else 10, 0)
    assert client.get(link).status_code == (200 if hours == 47 else 404)
    operations.forget_unconfirmed()
    db.session.commit()
    assert count(Follow) == count(Follower) == (1 if hours == 47 else 0)


def test_with_an_account_it_is_followed_at_once_and_once(client, sign_in):
    sign_in(make_user())
    question = make_question()
    for rhythm in ("daily", "at_once"):
        answer = client.post(f"/vraagstukken/{question.slug}/volgen", data={"rhythm": rhythm})
        assert answer.location == "/mijn/volgend"
    assert db.session.scalars(select(Follow)).one().pace is Pace.AT_ONCE and count(Email) == 0
    assert question.sentence in client.get("/mijn/volgend").text


@pytest.mark.parametrize("changes", [{"email": "geen adres"}, {"email": "a@b.nl, c@d.nl"}, {"rhythm": "nooit"}])
def test_a_refused_form_comes_back_as_it_was(client, changes):
    answer = ask(client, "/landsdelen/westen/volgen", **changes)
    assert answer.status_code == 422 and changes.get("email", ADDRESS) in answer.text and count(Follower) == 0


def test_only_what_everybody_can_read_is_followed(client, sign_in):
    sign_in(make_user("member"))
    hidden, held = make_question(is_public=False), make_challenge(held_at=clock.now())
    for path in (f"/vraagstukken/{hidden.slug}/volgen", f"/uitdagingen/{held.slug}/volgen", "/landsdelen/maan/volgen", "/themas/bestaat-niet/volgen"):
        assert client.get(path).status_code == 404, path


def test_settings_and_stopping_behind_the_link(client):
    follower = make_follower(ADDRESS)
    first, second = follows(follower, "west"), follows(follower, "east")
    page = f"/volgend/{own_token(follower.public_id)}"
    data = {f"ritme-{first.public_id}": "weekly", f"ritme-{second.public_id}": "nooit", "all_of_it": "", "still_from": "22", "still_until": "7"}
    assert client.post(f"{page}/instellen", data=data).status_code == 303
    assert (first.pace, second.pace, follower.quiet_from, follower.quiet_until, follower.quiet_weekend) == (Pace.WEEKLY, Pace.AT_ONCE, 22, 7, False)
    assert client.post(f"{page}/instellen", data=data | {"all_of_it": "daily"}).status_code == 303
    assert (first.pace, second.pace) == (Pace.DAILY, Pace.DAILY)
    assert client.post(f"{page}/instellen", data=data | {"still_from": "25"}).status_code == 422
    assert client.post(f"{page}/stoppen", data={"stop": first.public_id}).location == page and count(Follow) == 1
    assert client.post(f"{page}/stoppen", data={"stop": "alles"}).location.endswith("/gestopt") and count(Follower) == 0
    assert client.post(f"{page}/stoppen", data={"stop": "alles"}).location.endswith("/gestopt"), "a second press"


def test_an_account_stops_all_of_it(client, sign_in):
    user = make_user()
    follower = make_follower(user=user)
    follows(follower, "west"), follows(follower, "east")
    sign_in(user)
    for _press in range(2):
        assert client.post("/mijn/volgend/stoppen", data={"stop": "alles"}).location == "/mijn/volgend"
    assert count(Follower) == 0


def test_a_mail_program_stops_it_with_one_press_and_without_a_session(app):
    """RFC 8058: no cookie, no token, no page before it. Opening the address changes nothing."""
    follower = make_follower(ADDRESS)
    follows(follower, "west")
    outside = app.test_client()
    path = f"/volgen/stoppen/{stop_token(follower.public_id)}"
    app.config["WTF_CSRF_ENABLED"], before = True, app.config["WTF_CSRF_ENABLED"]
    try:
        for look in (outside.get, outside.head):
            assert look(path).status_code == 200 and count(Follower) == 1
        assert outside.post(path, data={"iets": "anders"}).status_code == 400 and count(Follower) == 1
        assert outside.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 204 and count(Follower) == 0
        for _press in range(GUESSES + 5):  # by one mail program, for many readers
            assert outside.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 204, "nothing is left to stop"
        again = make_follower("nog@voorbeeld.example")
        assert outside.post(f"/volgen/stoppen/{stop_token(again.public_id)}", data={"List-Unsubscribe": "One-Click"}).status_code == 204
        assert count(Follower) == 0
    finally:
        app.config["WTF_CSRF_ENABLED"] = before
    assert outside.get(path.replace("stoppen/", "bevestigen/")).status_code == 404, "the secret does that and no more"


def test_an_address_that_came_back_starts_again_with_a_button(client):
    follower = make_follower(ADDRESS)
    follows(follower, "west")
    note_bounce(ADDRESS)
    page = f"/volgend/{own_token(follower.public_id)}"
    assert "kwam terug" in client.get(page).text
    client.post(f"{page}/instellen", data={"all_of_it": "", "still_from": "20", "still_until": "8", "action": "werkt"})
    assert not has_bounced(ADDRESS)


@pytest.mark.parametrize("follows_something", [True, False])
def test_an_account_reads_that_mail_came_back_and_starts_again_with_one_press(client, sign_in, follows_something):
    user = make_user(email=ADDRESS)
    if follows_something:
        follows(make_follower(user=user, quiet_from=22, quiet_until=7), "west")
    sign_in(user)
    assert "kwam terug" not in client.get("/mijn").text + client.get("/mijn/volgend").text
    note_bounce(ADDRESS)
    db.session.commit()
    assert "kwam terug" in client.get("/mijn").text and "kwam terug" in client.get("/mijn/volgend").text
    assert client.post("/mijn/volgend/instellen", data={"action": "werkt"}).status_code == 303
    assert not has_bounced(ADDRESS) and "kwam terug" not in client.get("/mijn").text
    hours = [(one.quiet_from, one.quiet_until) for one in db.session.scalars(select(Follower))]
    assert hours == ([(22, 7)] if follows_something else []), "that press saves nothing else"


def test_what_was_followed_at_an_address_comes_along_to_its_account(client, sign_in):
    follows(make_follower(ADDRESS), "west")
    user = make_user(email=ADDRESS)
    sign_in(user)
    answer = client.post("/landsdelen/oosten/volgen", data={"rhythm": "daily"})
    assert answer.status_code == 303, answer.text
    follower = db.session.scalars(select(Follower)).one()
    assert follower.user_id == user.id and len(follower.follows) == 2 and follower.sealed_address == ""


def test_a_challenge_shows_the_button_as_long_as_everybody_reads_it(client):
    challenge = make_challenge(organisation=make_municipality())
    assert f"/uitdagingen/{challenge.slug}/volgen" in client.get(f"/uitdagingen/{challenge.slug}").text


@pytest.mark.parametrize("wish", ["alles", "one"])
def test_who_stopped_is_not_asked_to_confirm_any_more(client, wish):
    """The mail that waits would have a dead link in it, and the address."""
    stays = make_challenge()
    for challenge in (make_challenge(), stays):
        ask(client, f"/uitdagingen/{challenge.slug}/volgen")
    follower, wishes = db.session.scalars(select(Follower)).one(), db.session.scalars(select(Follow)).all()
    gone = next(found for found in wishes if found.challenge_id != stays.id)
    stop = "alles" if wish == "alles" else gone.public_id
    assert client.post(f"/volgend/{own_token(follower.public_id)}/stoppen", data={"stop": stop}).status_code == 303
    left = db.session.scalars(select(Email.key)).all()
    assert len(left) == (0 if wish == "alles" else 1) and not any(gone.public_id in key for key in left)


def parts_offered(page):
    return re.findall(r'href="/landsdelen/([a-z]+)/volgen"', page)


def test_a_part_of_the_country_is_followed_without_filtering_first(client):
    words = [part["word"] for part in deal().coarse_place["parts"]]
    assert parts_offered(client.get("/volg").text) == words and len(words) > 1
    assert client.get(f"/landsdelen/{words[0]}/volgen").status_code == 200


def test_on_the_own_page_a_part_that_is_followed_already_is_not_offered_again(client, sign_in):
    first, *others = [part["word"] for part in deal().coarse_place["parts"]]
    sign_in(make_user())
    assert parts_offered(client.get("/mijn/volgend").text) == [first, *others], "also before anything is followed"
    client.post(f"/landsdelen/{first}/volgen", data={"rhythm": "daily"})
    assert parts_offered(client.get("/mijn/volgend").text) == others


def test_nobody_learns_that_somebody_at_the_same_place_typed_an_address(app):
    """Each browser has its own three times: a shorter number would tell of a colleague."""
    colleague, nosy = app.test_client(), app.test_client()
    for browser, own in ((colleague, "een"), (nosy, "twee")):
        with browser.session_transaction() as kept:
            kept["csrf_token"] = own
    sent = {"email": ADDRESS, "rhythm": "daily"}
    for part in ("westen", "oosten"):
        assert colleague.post(f"/landsdelen/{part}/volgen", data=sent).status_code == 303
    answers = [nosy.post("/landsdelen/noorden/volgen", data=sent).status_code for _again in range(4)]
    assert answers == [303] * 3 + [429]
