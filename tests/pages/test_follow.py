"""The page behind the code: how it stands, and what the contributor can do with it."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import (
    CallbackAddress,
    NewsAddress,
    Proposal,
    Remark,
    Status,
)
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.core.security import in_groups, random_code
from tests.contributions.followed import NEW, fresh, is_listed, propose, say_yes, waiting
from tests.factories import make_contribution, make_organisation, make_question, make_user, seen_text


def test_the_code_opens_the_page_in_every_way_of_writing(client, code):
    story = make_contribution(code=code, status=Status.RECEIVED)
    spaced = in_groups(code).replace("-", " ")
    for typed in (code, in_groups(code), code.lower(), f" {spaced} ", f"http://x.example/volg/{code}"):
        answer = client.post("/volg", data={"code": typed})
        assert answer.location == f"/volg/{code}", typed
    assert story.title in client.get(f"/volg/{code}").text


@pytest.mark.parametrize("typed", ["", "   ", "AAAA", "x" * 400, "<script>", "' OR 1=1", "😀" * 26])
def test_a_code_that_is_none_is_asked_again(client, typed):
    answer = client.post("/volg", data={"code": typed})
    assert answer.status_code == 422 and "alert--fout" in answer.text


def test_guessing_is_slowed_down(client, code):
    for _guess in range(30):
        assert client.get(f"/volg/{random_code()}").status_code == 404
    make_contribution(code=code)
    assert client.get(f"/volg/{code}").status_code == 429
    assert client.post("/volg", data={"code": code}).status_code == 429


def test_whoever_knows_the_public_address_only_cannot_follow(client, code):
    story = make_contribution(code=code)
    assert client.get(f"/volg/{story.public_id}").status_code == 404


def test_approving_the_own_text_makes_it_visible_at_once(client, code):
    story = waiting(code)
    assert "Akkoord: maak het zichtbaar" in client.get(f"/volg/{code}").text
    assert not is_listed(story)
    assert say_yes(client, code).status_code == 303
    assert fresh(story).status is Status.PUBLISHED and is_listed(story)
    assert "Akkoord: maak het zichtbaar" not in client.get(f"/volg/{code}").text


def test_approving_twice_is_refused_with_words(client, code):
    waiting(code)
    say_yes(client, code)
    answer = say_yes(client, code)
    assert answer.status_code == 409 and "niets om goed te keuren" in answer.text


def test_a_proposal_stands_beside_the_own_text_with_the_difference(client, code):
    propose(code)
    page = client.get(f"/volg/{code}").text
    assert "De put lag <del>hoog</del><ins>laag</ins> in de straat." in page


def test_approving_a_proposal_takes_it_over_and_forgets_the_earlier_text(client, code):
    story = propose(code)
    say_yes(client, code)
    assert fresh(story).facts == "De put lag laag in de straat." and fresh(story).status is Status.PUBLISHED
    assert db.session.scalars(select(Proposal)).all() == []


def test_refusing_a_proposal_keeps_the_own_text_and_goes_back_to_the_desk(client, code):
    story = propose(code)
    client.post(f"/volg/{code}/niet-akkoord", data={"why": "Hij lag echt hoog."})
    assert fresh(story).facts == "De put lag hoog in de straat." and fresh(story).status is Status.READING
    assert fresh(story).clock_since == today()
    assert all(reading.accepted_at is None for reading in fresh(story).readings)
    assert "Hij lag echt hoog." in client.get(f"/volg/{code}").text


def test_a_changed_text_is_read_again_before_anybody_sees_it(client, code):
    story = make_contribution(code=code)
    assert is_listed(story)
    client.post(f"/volg/{code}/tekst", data=NEW)
    assert fresh(story).title == NEW["title"] and fresh(story).status is Status.RECEIVED
    assert not is_listed(story)
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 404


def test_a_text_that_needs_another_look_comes_back_as_it_was_typed(client, code):
    story = make_contribution(code=code)
    answer = client.post(f"/volg/{code}/tekst", data=NEW | {"title": "t" * 130, "lesson": "Een nieuwe les"})
    assert answer.status_code == 422 and "Een nieuwe les" in answer.text and "t" * 130 in answer.text
    assert fresh(story).title == story.title and is_listed(story)


def test_a_text_that_took_too_long_comes_back_too(client, code, app):
    make_contribution(code=code)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post(f"/volg/{code}/tekst", data=NEW)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400 and NEW["facts"] in answer.text and "Druk nog één keer op de knop" in answer.text


def test_what_the_desk_asks_is_answered_here(client, code):
    story = make_contribution(code=code, status=Status.RECEIVED)
    editor = make_user(Role.EDITOR)
    operations.open_to_read(story, by=editor)
    operations.ask(story, by=editor, text="In welke wijk was dit?")
    db.session.commit()
    assert fresh(story).clock_since is None
    assert "In welke wijk was dit?" in client.get(f"/volg/{code}").text
    client.post(f"/volg/{code}/antwoord", data={"text": "In de <b>oude</b> haven"})
    assert fresh(story).clock_since == today()
    assert [remark.from_contributor for remark in db.session.scalars(select(Remark).order_by(Remark.id))] == [
        False,
        True,
    ]
    page = client.get(f"/volg/{code}").text
    assert "In de &lt;b&gt;oude&lt;/b&gt; haven" in page


def test_who_looked_is_shown_by_role_and_never_by_name(client, code):
    story = make_contribution(code=code, status=Status.RECEIVED)
    editor = make_user(Role.EDITOR, given_name="Wilhelmina")
    operations.open_to_read(story, by=editor)
    operations.log_view(story, by=editor)
    db.session.commit()
    page = client.get(f"/volg/{code}").text
    assert "Gelezen door de redactie" in page and "Wilhelmina" not in page and editor.email not in page


def test_where_it_is_used_is_shown(client, code):
    story = make_contribution(code=code)
    question = make_question(story)
    hidden = make_question(story, is_public=False)
    page = client.get(f"/volg/{code}").text
    assert question.sentence in page and hidden.sentence not in page


def test_a_name_waits_for_proof_and_a_confirmed_address_gives_it(client, code, sign_in):
    place = make_organisation()
    user = make_user(works_at=place)
    unproven = {"names_organisation": True, "confirmed_at": None, "confirmed_by": ""}
    story = make_contribution(code=code, organisation=place, author_id=user.id, **unproven)
    assert "zodra we weten dat je er werkt" in client.get(f"/volg/{code}").text
    assert client.post(f"/volg/{code}/organisatie").status_code == 409
    assert not fresh(story).shows_organisation
    sign_in(user)
    client.post(f"/volg/{code}/organisatie")
    assert fresh(story).shows_organisation and fresh(story).confirmed_by == "address"


def test_news_is_confirmed_and_stopped_by_a_link_with_a_button(client, code):
    story = make_contribution(code=code)
    client.post(f"/volg/{code}/bereiken", data={"callback": "", "news": "Nieuws@Ede.example"})
    mail = db.session.scalars(select(Email)).one()
    assert mail.address == "nieuws@ede.example" and story.title not in mail.text and code not in mail.text
    path = mail.text.split("http://localhost")[1].split()[0]
    with client.application.test_request_context():
        operations.bring_news(fresh(story), "Er is nieuws")
    assert len(db.session.scalars(select(Email)).all()) == 1
    assert client.get(path).status_code == 200
    assert db.session.scalars(select(NewsAddress)).one().confirmed_at is None
    client.post(path, data={"action": "confirm"})
    assert db.session.scalars(select(NewsAddress)).one().confirmed_at is not None
    with client.application.test_request_context():
        operations.bring_news(fresh(story), "Er is nieuws")
        db.session.commit()
    assert path in db.session.scalars(select(Email.text).order_by(Email.id.desc())).first()
    assert "wis" in client.post(path, data={"action": "stop"}).text
    assert db.session.scalars(select(NewsAddress)).all() == []
    assert client.get(path).status_code == 404


def test_the_address_for_the_call_back_goes_when_the_text_is_done(client, code):
    story = waiting(code)
    client.post(f"/volg/{code}/bereiken", data={"callback": "bel@ede.example", "news": ""})
    assert db.session.get(CallbackAddress, story.id).email == "bel@ede.example"
    say_yes(client, code)
    assert db.session.get(CallbackAddress, story.id) is None


def test_a_yes_to_an_older_text_is_refused(client, code):
    story = waiting(code)
    old = seen_text(story)
    propose_again(story)
    assert client.post(f"/volg/{code}/akkoord", data={"seen": old}).status_code == 409
    assert fresh(story).status is Status.WAITING_FOR_APPROVAL and not is_listed(story)


def propose_again(story):
    """The desk put another text before the contributor, after the page was opened."""
    editor = story.readings[0].reader_id
    story.proposals.append(Proposal(by_id=editor, title="Anders", facts="Heel anders", sent_at=story.submitted_at))
    db.session.commit()
