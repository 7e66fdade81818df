"""Typing a story over for somebody: with a yes, not theirs who typed it, and with a link that changes hands."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, text

from app.accounts.models import Role, User
from app.contributions import operations, queries
from app.contributions.models import CameBy, Contribution, Draft, OnBehalf, Status
from app.contributions.operations import on_behalf
from app.contributions.permissions.on_behalf import may_type_for_others
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from app.core.outbox import Email
from app.core.security import fingerprint, in_groups
from app.review.queries import queue
from tests.answering.test_came_of_it import closed
from tests.contributions.sharing import CHECK, FACTS, SHARE, STORY, WHERE, code_on, newest, number_of
from tests.factories import make_challenge, make_contribution, make_municipality, make_user, save

TOLD = {"told_by": "phone", "agreed": f"{today():%d-%m-%Y}", "sure": "y"}


@pytest.fixture
def town(app):
    return make_municipality(name="Ede")


@pytest.fixture
def editor(town, sign_in):
    somebody = make_user(Role.EDITOR, town)
    sign_in(somebody)
    return somebody


def typed_over(client, start="/namens", told=None, **share):
    """The whole way to the page on which the link is given; the story and its code."""
    base = client.post(start, data=TOLD | (told or {})).location.rsplit("/", 1)[0]
    for word, typed in (("soort", {"kind": "learned"}), ("verhaal", STORY), ("waar", WHERE), ("delen", SHARE | share), ("controle", CHECK)):
        answer = client.post(f"{base}/{word}", data=typed)
        assert answer.status_code == 303, answer.text
    page = client.get(answer.location, follow_redirects=True)
    assert page.request.path.startswith("/namens/")
    return newest(), code_on(page), page.request.path


@pytest.mark.parametrize(("role", "may"), [(Role.EDITOR, True), (Role.HOST, True), (Role.MEMBER, False), (Role.COORDINATOR, False), (Role.ADMINISTRATOR, False)])
def test_whom_people_call_may(town, client, sign_in, role, may):
    somebody = make_user(role, town)
    sign_in(somebody)
    assert may_type_for_others(somebody) is may
    assert client.get("/namens").status_code == (200 if may else 403)


@pytest.mark.parametrize(("wrong", "said"), [
    ({"sure": ""}, "Vraag het eerst"), ({"told_by": ""}, "Kies hoe je het hoorde"), ({"told_by": "post"}, "Kies hoe je het hoorde"),
    ({"agreed": "gisteren"}, "Schrijf de dag zo"), ({"agreed": f"{today() + timedelta(1):%d-%m-%Y}"}, "Kies vandaag"),
    ({"agreed": f"{today() - timedelta(400):%d-%m-%Y}"}, "Kies vandaag"),
])
def test_without_a_yes_nothing_begins(client, editor, wrong, said):
    page = client.post("/namens", data=TOLD | wrong)
    assert page.status_code == 422 and said in page.text and number_of(Draft) == 0
    chosen = re.search(r'<input checked[^>]* value="phone"', page.text) is not None
    assert chosen is ("told_by" not in wrong), "nothing typed is lost"


def test_the_story_is_not_of_who_typed_it(client, editor, town):
    story, _code, _path = typed_over(client, names_organisation="yes", organisation=town.name)
    assert story.author_id is None and story.confirmed_at is None, "their own employer proves nothing of whoever told it"
    assert not story.shows_organisation
    assert (story.on_behalf.by_id, story.on_behalf.came_by, story.on_behalf.agreed_on) == (editor.id, CameBy.PHONE, today())
    assert [(step.what, step.by_id) for step in story.steps] == [("submitted", None), ("typed_over", None)]
    assert FACTS not in client.get("/mijn/bijdragen").text and FACTS not in client.get("/mijn/gegevens").text


def test_who_typed_it_does_not_read_it_for_the_desk(client, editor, town, sign_in):
    story, _code, _path = typed_over(client, municipality="")
    other = make_user(Role.EDITOR, make_municipality(name="Gouda"))
    assert (queue(editor), [line.id for line in queue(other)]) == ([], [story.public_id])
    with pytest.raises(Refusal):
        operations.open_to_read(story, editor)
    assert client.get(f"/redactie/{story.public_id}").status_code == 404
    operations.open_to_read(story, other)
    db.session.commit()
    sign_in(other)
    read = client.get(f"/redactie/{story.public_id}").text
    assert FACTS in read and editor.name not in read
    for word in ("typed_over", "handed_over", "new_link", "vergetypt"):
        assert word not in read, "nobody at the desk sees that it was typed over"


def test_who_typed_it_proves_nothing_for_whoever_told_it(client, editor, town):
    story, code, _path = typed_over(client, names_organisation="yes", organisation=town.name)
    assert f"/volg/{code}/organisatie" not in client.get(f"/volg/{code}").text
    assert client.post(f"/volg/{code}/organisatie").status_code in (404, 409)
    with pytest.raises(Refusal):
        operations.confirm_organisation(story, editor)
    assert client.get(f"/volg/{code}/nieuwe-link").status_code == 409, "nor does it make the link its own"


def test_what_is_typed_for_another_stands_in_no_list_but_theirs_who_type_it(app, client, editor, sign_in):
    client.post(client.post("/namens", data=TOLD).location, data={"kind": "learned"})
    assert "Voor iemand anders" in client.get("/deel").text
    sign_in(make_user(Role.EDITOR), client)
    assert "Voor iemand anders" not in client.get("/deel").text
    client.post("/uitloggen")
    assert "Ga verder met wat je begon" not in client.get("/deel").text


def test_every_screen_says_that_it_is_for_somebody_else(client, editor):
    base = client.post("/namens", data=TOLD).location.rsplit("/", 1)[0]
    for word in ("soort", "verhaal", "waar", "delen", "controle"):
        assert "Je typt dit over voor iemand anders" in client.get(f"{base}/{word}").text
    own = client.post("/deel", data={"kind": "learned"}).location
    assert "Je typt dit over" not in client.get(own).text


def test_an_answer_to_a_challenge(client, town, sign_in):
    challenge = make_challenge(slug="de-uitdaging", organisation=town)
    sign_in(challenge.hosts[0].user)
    assert "/namens?uitdaging=de-uitdaging" in client.get("/uitdagingen/de-uitdaging").text
    assert challenge.title in client.get("/namens?uitdaging=de-uitdaging").text
    story, _code, _path = typed_over(client, "/namens?uitdaging=de-uitdaging")
    assert story.challenge_id == challenge.id
    other = closed(slug="gesloten", organisation=town)
    assert client.post(f"/namens?uitdaging={other.slug}", data=TOLD).status_code in (400, 409, 422)


def test_the_desk_chooses_which_challenge_is_answered(client, town, editor):
    challenge = make_challenge(title="Waar blijft de regen?", slug="de-regen", organisation=town)
    other, hidden = closed(slug="gesloten", title="Al gesloten?", organisation=town), make_challenge(title="Uit beeld?", held_at=now())
    page = client.get("/namens").text
    assert "Waar blijft de regen? (Ede)" in page and other.title not in page and hidden.title not in page
    for gone in (other, hidden):
        answer = client.post("/namens", data=TOLD | {"answers": gone.slug})
        assert answer.status_code == 422 and "neemt geen antwoorden meer aan" in answer.text and TOLD["agreed"] in answer.text
    answer = client.post("/namens", data=TOLD | {"sure": "", "answers": challenge.slug})
    assert answer.status_code == 422 and 'selected value="de-regen"' in answer.text
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0
    story, code, _path = typed_over(client, told={"answers": challenge.slug})
    assert story.challenge_id == challenge.id and story.on_behalf.agreed_on == today() and code
    alone, _code, _path = typed_over(client)
    assert alone.challenge_id is None


def test_the_link_is_printed_mailed_once_and_handed_over(app, client, editor):
    story, code, path = typed_over(client)
    slip = client.get(f"{path}/briefje")
    assert code_on(slip) == code and f"/volg/{code}" in slip.text and "<svg" in slip.text
    assert client.post(f"{path}/mail", data={"teller": "geen adres"}).status_code == 422
    for _press in range(2):
        assert client.post(f"{path}/mail", data={"teller": "ada@ede.example"}).location == path
    mails = db.session.scalars(select(Email).where(Email.key.startswith("your-link:"))).all()
    assert [(mail.address, f"/volg/{code}" in mail.text) for mail in mails] == [("ada@ede.example", True)]
    for forbidden in (story.title, FACTS[:30]):
        assert forbidden not in mails[0].text + mails[0].subject
    raw = db.session.execute(text("SELECT address, text FROM email WHERE key = :key"), {"key": mails[0].key}).one()
    assert not any(secret in kept for kept in raw for secret in (code, in_groups(code), "/volg/", "ede.example")), "nor a backup"
    for _press in range(2):
        assert client.post(f"{path}/gegeven").location == "/namens"
    assert number_of(Draft) == 0
    for gone in (path, f"{path}/briefje", path.replace("namens", "deel") + "/verstuurd"):
        assert client.get(gone).status_code == 404
    assert [step.what for step in db.session.get(Contribution, story.id).steps][-1] == "handed_over"
    own = app.test_client().get(f"/volg/{code}").text
    assert "Voor je overgetypt, door iemand" in own and "Door jou verstuurd" not in own, "its owner holds the link"


def test_who_typed_it_gives_no_consent_for_its_owner(client, editor):
    story, _code, path = typed_over(client)
    own = path.replace("/namens/", "/deel/")
    for way, said in (("bereiken", {"callback": "a@x.example"}), ("gastgemeente", {"may_ask": "y"}), ("gastgemeente/bellen", {"phone": "010 123 45 67"})):
        assert client.post(f"{own}/{way}", data=said).status_code == 404
    assert queries.callback_address_of(story) is None


def test_nobody_else_gets_to_the_link(app, client, editor, town, sign_in):
    _story, _code, path = typed_over(client)
    stranger = app.test_client()
    sign_in(make_user(Role.EDITOR, town), stranger)
    for way in (path, f"{path}/briefje"):
        assert stranger.get(way).status_code == 404
    for way in (f"{path}/mail", f"{path}/gegeven"):
        assert stranger.post(way, data={"teller": "x@ede.example"}).status_code in (303, 404)
    assert number_of(Draft) == 1 and db.session.scalar(select(func.count()).select_from(Email).where(Email.key.startswith("your-link:"))) == 0
    own = make_contribution(code="X" * 26)
    save(Draft(public_id="a" * 26, secret_hash="x", user_id=editor.id, sent_as_id=own.id))
    assert client.get(f"/namens/{'a' * 26}").status_code == 404, "what somebody shared themselves has no link to give"


def test_a_new_link_is_of_its_owner_alone(app, client, editor):
    story, code, path = typed_over(client)
    owner = app.test_client()
    assert "Iemand typte dit voor je over" in owner.get(f"/volg/{code}").text
    offered = owner.get(f"/volg/{code}/nieuwe-link").text
    nonce = offered.split('name="nonce" value="')[1].split('"')[0]
    refused = owner.post(f"/volg/{code}/nieuwe-link", data={"nonce": nonce})
    assert refused.status_code == 422 and nonce in refused.text, "the code that they wrote down still holds"
    assert owner.post(f"/volg/{code}/nieuwe-link", data={"nonce": "kort", "kept_it": "y"}).status_code == 422
    new = on_behalf.code_made_with(nonce)
    for _press in range(2):
        assert owner.post(f"/volg/{code}/nieuwe-link", data={"nonce": nonce, "kept_it": "y"}).location == f"/volg/{new}"
    assert "Iemand typte dit" not in owner.get(f"/volg/{new}").text, "nobody else has this one"
    assert owner.get(f"/volg/{new}").status_code == 200 and owner.get(f"/volg/{code}").status_code == 410
    assert client.get(path).status_code == 404 and number_of(Draft) == 0, "who typed it gets there no more"
    replaced = app.test_client().get(f"/volg/{code}")
    assert "Er is een nieuwe link" in replaced.text and story.title not in replaced.text and new not in replaced.text
    assert db.session.get(Contribution, story.id).code_hash == fingerprint(new)


def test_who_shared_it_themselves_needs_no_new_link(client):
    make_contribution(code="Y" * 26)
    assert client.get(f"/volg/{'Y' * 26}/nieuwe-link").status_code == 409
    page = client.get(f"/volg/{'Y' * 26}").text
    assert "Iemand typte dit" not in page and "nieuwe-link" not in page


def test_when_it_is_visible_without_a_name_nobody_knows_who_typed_it(app, client, editor):
    story, _code, _path = typed_over(client)
    assert story.status is Status.RECEIVED
    operations.publish(story)
    db.session.commit()
    typed = db.session.scalars(select(OnBehalf)).one()
    assert (typed.by_id, typed.agreed_on) == (None, today())


def test_after_a_restore_the_new_link_still_opens_it(app, client, editor):
    story, code, _path = typed_over(client)
    old_hash = story.code_hash
    on_behalf.change_link(story, "n" * 43)
    db.session.commit()
    story.code_hash = old_hash  # as the backup of before has it
    story.steps[:] = [step for step in story.steps if step.what != "new_link"]
    db.session.commit()
    assert operations.do_again() == 1
    db.session.commit()
    assert db.session.get(Contribution, story.id).code_hash == fingerprint(on_behalf.code_made_with("n" * 43))
    assert client.get(f"/volg/{code}").status_code == 410
    assert operations.do_again() == 0, "a second time changes nothing"


def test_a_draft_that_is_thrown_away_takes_the_yes_along(client, editor):
    base = client.post("/namens", data=TOLD).location.rsplit("/", 1)[0]
    client.post(f"{base}/weg", data={"list": "here"})
    assert (number_of(Draft), number_of(OnBehalf)) == (0, 0)


def test_when_who_typed_it_goes_the_story_stays(app, client, editor):
    story, code, _path = typed_over(client)
    db.session.execute(delete(User).where(User.id == editor.id))
    db.session.commit()
    assert db.session.scalars(select(OnBehalf)).one().by_id is None
    assert app.test_client().get(f"/volg/{code}").status_code == 200 and story.id
