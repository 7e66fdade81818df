"""Tables and the plenary: cards written together, questions from phones, and what the room recognises."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.challenges.models import ChallengeHost
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from app.gatherings import operations, queries
from app.gatherings.models import Clarifying, Plays, Task, Walker
from tests.factories import make_challenge, make_user, save
from tests.gatherings.made import give
from tests.gatherings.walked import CODE, make_walk

HERE = f"/lopen/{CODE}/tafels"
CARD = {"recognised": "Hitte op het plein.", "helped": "Een boom met water.", "question": "Wie betaalt de bomen?", "version": "1"}


@pytest.fixture
def walk(app):
    """A walk of today with three tables, about one challenge."""
    found = make_walk(challenges=[make_challenge(title="Hoe koelen wij?", slug="koel")])
    operations.set_tables(found.gathering, 3)
    db.session.commit()
    return found


@pytest.fixture
def phones(app):
    """Phones of people in the room, each with its own cookies."""
    return [app.test_client() for _person in range(6)]


def cards(walk):
    db.session.expire_all()
    return queries.cards_at(walk.gathering)


def test_a_table_writes_its_card_and_another_phone_does_not_overwrite_it(walk, client):
    assert "Tafel 2" in client.get(HERE).text
    assert client.post(f"{HERE}/2", data=CARD).status_code == 303
    late = client.post(f"{HERE}/2", data=CARD | {"question": "Wie snoeit ze?"})
    assert late.status_code == 409 and "Wie snoeit ze?" in late.text and "Wie betaalt de bomen?" in late.text
    assert cards(walk)[1].question == "Wie betaalt de bomen?"
    again = client.post(f"{HERE}/2", data=CARD | {"question": "Wie snoeit ze?", "version": "2"})
    assert again.status_code == 303 and cards(walk)[1].question == "Wie snoeit ze?"
    assert client.get(f"{HERE}/9").status_code == 404


def test_each_phone_counts_once_for_a_question_and_few_are_not_counted(walk, phones):
    operations.write_card(cards(walk)[0], 1, "", "", "Wie betaalt?")
    db.session.commit()
    for number, phone in enumerate(phones):
        for answer in ("no", "yes"):
            assert phone.post(f"{HERE}/1/herken", data={"answer": answer, "question": "Wie betaalt?"}).status_code == 303
        assert (operations.counted(cards(walk)[0]) == {}) is (number < 4), number
    phones[0].post(f"{HERE}/1/herken", data={"answer": "no", "question": "Wie betaalt?"})
    assert operations.counted(cards(walk)[0]) == {Plays.YES: 5}, "who said no was one, so that is not told"
    phones[0].post(f"{HERE}/1/herken", data={"answer": "yes", "question": "Wie betaalt?"})
    operations.write_card(cards(walk)[0], 2, "Hitte.", "", "Wie betaalt?")
    assert operations.counted(cards(walk)[0]) == {Plays.YES: 6}, "the question is the same"
    assert "Jij zei: Bij ons ook" in phones[0].get(HERE).text
    assert phones[0].post(f"{HERE}/1/herken", data={}).status_code == 422
    assert phones[0].post(f"{HERE}/2/herken", data={"answer": "yes"}).status_code == 409, "it has no question"


def test_a_card_without_the_version_that_was_shown_overwrites_nothing(walk, client):
    operations.write_card(cards(walk)[0], 1, "Hitte.", "", "Wie betaalt?")
    db.session.commit()
    answer = client.post(f"{HERE}/1", data={"helped": "Een boom."})
    assert answer.status_code == 409 and "Een boom." in answer.text and cards(walk)[0].recognised == "Hitte."


def test_who_tapped_did_so_at_the_question_that_stood_there(walk, phones):
    operations.write_card(cards(walk)[0], 1, "", "", "Wie betaalt?")
    db.session.commit()
    for phone in phones:
        phone.post(f"{HERE}/1/herken", data={"answer": "yes", "question": "Wie betaalt?"})
    operations.write_card(cards(walk)[0], 2, "", "", "Moeten alle bomen weg?")
    db.session.commit()
    assert operations.counted(cards(walk)[0]) == {} and "Jij zei" not in phones[0].get(HERE).text
    late = phones[0].post(f"{HERE}/1/herken", data={"answer": "yes", "question": "Wie betaalt?"})
    assert late.status_code == 409 and "Moeten alle bomen weg?" in late.text and cards(walk)[0].taps == []


def test_a_number_that_no_table_has_is_not_found(walk, client, sign_in):
    for number in ("0", "41", "99999999999", "9" * 30):
        assert client.get(f"{HERE}/{number}").status_code == 404
        assert client.post(f"{HERE}/{number}/herken", data={"answer": "yes"}).status_code == 404
    sign_in(give(walk.gathering).user)
    assert client.post(f"/bijeenkomsten/{walk.gathering.slug}/tafels/99999999999/tonen").status_code == 404


def test_when_phones_are_forgotten_the_numbers_stay(walk, phones):
    operations.write_card(cards(walk)[0], 1, "", "", "Wie betaalt?")
    db.session.commit()
    for phone in phones:
        phone.post(f"{HERE}/1/herken", data={"answer": "unsure", "question": "Wie betaalt?"})
    for walker in db.session.query(Walker):
        db.session.delete(walker)
    db.session.commit()
    assert operations.counted(cards(walk)[0])[Plays.UNSURE] == 6


def test_a_phone_asks_three_questions_about_a_challenge_and_sees_its_own(walk, phones):
    one, other = phones[:2]
    page = f"/lopen/{CODE}/vragen"
    for text in ("Wie is eigenaar?", "Wie is eigenaar?", "Wat kost het?", "Sinds wanneer?"):
        assert one.post(f"{page}/koel", data={"text": text}).status_code == 303
    fourth = one.post(f"{page}/koel", data={"text": "Nog een?"})
    assert fourth.status_code == 409 and "Nog een?" in fourth.text
    assert one.post(f"{page}/koel", data={"text": ""}).status_code == 422
    assert one.post(f"{page}/iets-anders", data={"text": "Wat?"}).status_code == 404
    assert "Wat kost het?" in one.get(page).text and "Wat kost het?" not in other.get(page).text
    back = re.search(r"/vragen/(\w{26})/terug", one.get(page).text)[1]
    assert other.post(f"{page}/{back}/terug").status_code == 404
    assert one.post(f"{page}/{back}/terug").status_code == 303
    assert db.session.query(Clarifying).count() == 2


def test_the_three_are_of_each_phone_about_each_challenge(walk, phones):
    """Not three in all, with which one phone would silence the room; and not three of a phone for the whole day."""
    walk.gathering.challenges = [*walk.gathering.challenges, make_challenge(title="Wie maait hier?", slug="maaien")]
    db.session.commit()
    for phone in phones[:2]:
        for slug in ("koel", "maaien"):
            asked = [phone.post(f"/lopen/{CODE}/vragen/{slug}", data={"text": f"Vraag {n}?"}).status_code for n in range(4)]
            assert asked == [303, 303, 303, 409]
    assert db.session.query(Clarifying).count() == 12


def test_note_takers_read_answer_and_give_to_the_members(walk, client, sign_in):
    operations.write_card(cards(walk)[0], 1, "Hitte.", "Bomen.", "Wie betaalt?")
    client.post(f"/lopen/{CODE}/vragen/koel", data={"text": "Wie is eigenaar?"})
    page = f"/bijeenkomsten/{walk.gathering.slug}/tafels"
    taker = give(walk.gathering, Task.NOTE_TAKER, make_user()).user
    sign_in(taker)
    text = client.get(page).text
    assert "Wie betaalt?" in text and "Wie is eigenaar?" in text and "minder dan vijf" in text
    question = db.session.query(Clarifying).one()
    here = f"/bijeenkomsten/{walk.gathering.slug}/vragen/{question.public_id}"
    client.post(here, data={"answer": "De provincie.", "version": "1"})
    assert "De provincie." in client.get(page).text
    late = client.post(here, data={"answer": "Het waterschap.", "version": "1"})
    assert late.status_code == 409 and "De provincie." in late.text and "Het waterschap." in late.text
    assert client.post(f"{page}/1/geven", data={"version": "1"}).status_code == 409, "the table wrote since"
    assert client.post(f"{page}/1/geven", data={"version": "2"}).status_code == 303 and cards(walk)[0].given_at
    assert client.post(f"{page}/2/geven", data={"version": "1"}).status_code == 409, "it has no question"
    assert client.post(f"{page}/1/houden").status_code == 303 and not cards(walk)[0].given_at
    assert client.post(page, data={"number": "5"}).status_code == 403, "only an organiser sets the tables"
    for other in (make_user(Role.MEMBER), give(walk.gathering, Task.HELPER, make_user()).user):
        sign_in(other)
        assert client.get(page).status_code == 403


def test_tables_are_set_and_no_words_go(walk, client, sign_in):
    sign_in(give(walk.gathering).user)
    page = f"/bijeenkomsten/{walk.gathering.slug}/tafels"
    assert client.post(page, data={"number": "4", "tafel-1": "koel"}).status_code == 303
    assert [card.number for card in cards(walk)] == [1, 2, 3, 4] and cards(walk)[0].challenge.slug == "koel"
    operations.write_card(cards(walk)[3], 1, "Iets.", "", "")
    db.session.commit()
    assert client.post(page, data={"number": "2"}).status_code == 409 and len(cards(walk)) == 4
    assert client.post(page, data={"number": "veel"}).status_code == 409
    with pytest.raises(Refusal):
        operations.set_tables(walk.gathering, 41)


def test_after_a_week_the_cards_are_read_only(app, client):
    walk = make_walk(on=today().replace(day=1).replace(year=today().year - 1))
    operations.set_tables(walk.gathering, 1)
    operations.write_card(queries.cards_at(walk.gathering)[0], 1, "", "", "Wie betaalt?")
    db.session.commit()
    assert client.post(f"{HERE}/1", data=CARD | {"version": "2"}).status_code == 409
    assert client.post(f"{HERE}/1/herken", data={"answer": "yes", "question": "Wie betaalt?"}).status_code == 409
    assert "<textarea" not in client.get(f"{HERE}/1").text


@pytest.mark.parametrize("hidden", [{"held_at": now()}, {"visible_from": today() + timedelta(days=9)}])
def test_a_challenge_out_of_view_is_named_to_nobody_but_its_hosts(app, walk, sign_in, hidden):
    """Neither beside what was asked about it, nor at a stop, to whoever organises the gathering and runs no challenge."""
    about = walk.gathering.challenges[0]
    walk.gathering.stops[0].challenge = about
    save(Clarifying(gathering_id=walk.gathering_id, challenge_id=about.id, text="Wat is hier warm?"))
    organiser, browser = make_user(Role.HOST, walk.gathering.organisation), app.test_client()
    give(walk.gathering, Task.ORGANISER, organiser)
    sign_in(organiser, browser)
    pages = [f"/bijeenkomsten/{walk.gathering.slug}/{name}" for name in ("tafels", "plannen")]
    assert all(about.title in browser.get(page).text for page in pages)
    for name, value in hidden.items():
        setattr(about, name, value)
    db.session.commit()
    found = [browser.get(page).text for page in pages]
    assert not any(about.title in text for text in found) and "Wat is hier warm?" in found[0]
    assert found[1].count("Nog niet bij een uitdaging") == 1, "the other stop"
    save(ChallengeHost(challenge_id=about.id, user_id=organiser.id))
    about.organisation = walk.gathering.organisation
    db.session.commit()
    assert all(about.title in browser.get(page).text for page in pages)
