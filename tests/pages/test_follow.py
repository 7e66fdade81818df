"""The page behind the code: how it stands, and what the contributor can do with it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import (
    Audience,
    CallbackAddress,
    Contribution,
    Listing,
    NewsAddress,
    Proposal,
    Remark,
    Status,
)
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.core.security import in_groups, random_code
from tests.factories import make_contribution, make_organisation, make_question, make_user, save, seen_text

NEW = {"title": "Een nieuwe titel", "facts": "Wij vroegen het eerst aan de jongeren zelf en toen ging het goed.",
       "lesson": "Vraag het eerst.", "opinion": ""}


@pytest.fixture
def code(app):
    return random_code()


def fresh(contribution):
    return db.session.get(Contribution, contribution.id)


def read_by_two(contribution):
    """Two readers accept; the contribution waits for its contributor, unless it may appear as it is."""
    for _reader in range(2):
        editor = make_user(Role.EDITOR)
        operations.open_to_read(contribution, by=editor)
        operations.accept(contribution, by=editor, seen=seen_text(contribution))
    db.session.commit()


def say_yes(client, code):
    """Reads the page and presses the button on it."""
    seen = re.search(r'name="seen" value="(\w+)"', client.get(f"/volg/{code}").text)
    return client.post(f"/volg/{code}/akkoord", data={"seen": seen[1] if seen else ""})


def waiting(code, **changes):
    story = make_contribution(code=code, status=Status.RECEIVED, **changes)
    read_by_two(story)
    return story


def is_listed(contribution, audience=Audience.PUBLIC):
    listing = db.session.get(Listing, (audience, contribution.id))
    return listing is not None and not listing.gone


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


def propose(code, **changes):
    story = make_contribution(code=code, status=Status.RECEIVED, facts="De put lag hoog in de straat.", **changes)
    editor = make_user(Role.EDITOR)
    operations.open_to_read(story, by=editor)
    better = {"title": story.title, "facts": "De put lag laag in de straat.", "lesson": story.lesson, "opinion": ""}
    operations.propose(story, by=editor, **better)
    read_by_one_more(story, editor)
    return story


def read_by_one_more(story, first):
    other = make_user(Role.EDITOR)
    operations.open_to_read(story, by=other)
    operations.accept(story, by=first, seen=seen_text(story))
    operations.accept(story, by=other, seen=seen_text(story))
    db.session.commit()


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


@pytest.mark.parametrize(
    ("asked", "public", "members"),
    [("members_only", False, True), ("without_name", False, False), ("remove_more", False, False)],
)
def test_stricter_works_at_once(client, code, asked, public, members):
    story = make_contribution(code=code, names_organisation=True)
    assert client.post(f"/volg/{code}/strenger", data={asked: "y"}).status_code == 303
    assert (is_listed(story), is_listed(story, Audience.MEMBERS)) == (public, members)
    assert fresh(story).shows_organisation is (asked != "without_name")
    assert client.get(f"/bijdragen/{story.public_id}").status_code == (200 if public else 404)


def test_asking_for_nothing_stricter_says_what_to_do(client, code):
    make_contribution(code=code)
    answer = client.post(f"/volg/{code}/strenger", data={})
    assert answer.status_code == 422 and "Tik aan wat strenger moet" in answer.text


def test_withdrawing_needs_a_yes_and_leaves_a_neutral_page(client, code):
    story = make_contribution(code=code)
    save(CallbackAddress(contribution_id=story.id, email="a@b.example", delete_on=today()))
    assert client.post(f"/volg/{code}/intrekken", data={}).status_code == 422
    assert is_listed(story)
    client.post(f"/volg/{code}/intrekken", data={"sure": "y"})
    answer = client.get(f"/bijdragen/{story.public_id}")
    assert answer.status_code == 410 and story.title not in answer.text
    assert not is_listed(story) and db.session.scalars(select(CallbackAddress)).all() == []
    assert "Niemand ziet je verhaal nog" in client.get(f"/volg/{code}").text
    assert client.post(f"/volg/{code}/tekst", data=NEW).status_code == 409


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
    assert [remark.from_contributor for remark in db.session.scalars(select(Remark).order_by(Remark.id))] == [False, True]
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


def test_more_is_shown_only_after_two_have_read_it_again(client, code):
    story = make_contribution(code=code, audience=Audience.MEMBERS, unchanged_is_fine=True)
    assert client.post(f"/volg/{code}/ruimer", data={}).status_code == 422
    assert client.post(f"/volg/{code}/ruimer", data={"everybody": "y"}).status_code == 303
    assert fresh(story).status is Status.RECEIVED
    assert not is_listed(story) and not is_listed(story, Audience.MEMBERS)
    read_by_two(fresh(story))
    assert fresh(story).status is Status.PUBLISHED and is_listed(story)


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


@pytest.mark.parametrize("stricter", [{"remove_more": "y"}, {"without_name": "y"}])
def test_a_text_that_tells_too_much_is_read_again_before_it_is_shown(client, code, stricter):
    named = make_contribution(code=code, names_organisation=True, unchanged_is_fine=True)
    assert is_listed(named)
    assert client.post(f"/volg/{code}/strenger", data=stricter).status_code == 303
    assert not is_listed(named) and client.get(f"/bijdragen/{named.public_id}").status_code == 404
    assert fresh(named).status is Status.RECEIVED
    read_by_two(fresh(named))
    assert is_listed(named)


def test_for_members_only_needs_no_reading(client, code):
    story = make_contribution(code=code)
    client.post(f"/volg/{code}/strenger", data={"members_only": "y"})
    assert not is_listed(story) and is_listed(story, Audience.MEMBERS)


@pytest.mark.parametrize(
    ("changes", "visitor", "member"),
    [
        ({}, 410, 410),
        ({"audience": Audience.MEMBERS}, 404, 410),
        ({"visible_from": today() + timedelta(days=9)}, 404, 404),
        ({"status": Status.READING}, 404, 404),
    ],
)
def test_only_who_could_read_a_text_learns_that_it_was_taken_back(client, sign_in, code, changes, visitor, member):
    story = make_contribution(code=code, **changes)
    assert client.post(f"/volg/{code}/intrekken", data={"sure": "y"}).status_code == 303
    assert client.get(f"/bijdragen/{story.public_id}").status_code == visitor
    sign_in(make_user(Role.MEMBER))
    assert client.get(f"/bijdragen/{story.public_id}").status_code == member


def test_no_mail_leaves_for_an_address_that_was_deleted(client, code):
    story = make_contribution(code=code, status=Status.READING)
    client.post(f"/volg/{code}/bereiken", data={"callback": "bel@ede.example", "news": "nieuws@ede.example"})
    with client.application.test_request_context():
        operations.call_back(fresh(story), "Er is iets")
        db.session.commit()
    assert set(db.session.scalars(select(Email.address))) == {"bel@ede.example", "nieuws@ede.example"}
    client.post(f"/volg/{code}/intrekken", data={"sure": "y"})
    assert not {"bel@ede.example", "nieuws@ede.example"} & set(db.session.scalars(select(Email.address)))
