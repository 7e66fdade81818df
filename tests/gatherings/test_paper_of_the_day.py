"""The list of the door and the signs of the tables, on paper."""

from datetime import time

import pytest

from app.challenges.models import ChallengeStatus
from app.core.clock import now, today
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import Part, SeatState, Task
from app.taxonomy.models import Dimension
from tests.factories import make_challenge, make_municipality, make_user, term
from tests.gatherings.made import give, make_gathering, save_registration
from tests.gatherings.pdf import beside_the_paper, is_for_everybody, millimetres, read, words_of
from tests.gatherings.people import HELP, RUN_IT, every_kind_of_person


def comes(gathering, name, **changes):
    made = save_registration(gathering, name=name, created_at=now(), confirmed_at=now(), **changes)
    made.seats[0].state = SeatState.HELD
    return made


def place(gathering, rest):
    return f"/bijeenkomsten/{gathering.slug}/{rest}"


@pytest.fixture
def tour(app, client, sign_in):
    gathering = make_gathering(title="Zomertour", on=today())
    sign_in(give(gathering).user)
    return gathering


def test_the_list_holds_who_comes_and_a_box_for_each(client, tour):
    ada, bo = comes(tour, "Ada Lovelace", organisation_name="Gemeente Purmerend"), comes(tour, "Bo de Bouwer 💧")
    comes(tour, "Zei Af", cancelled_at=now())
    save_registration(tour, name="Niet Bevestigd", created_at=now())
    operations.tick_off(tour, ada, by=tour.holders[0].user)
    db.session.commit()
    answer = client.get(place(tour, "deur/lijst.pdf"))
    reader = read(answer)
    tags = is_for_everybody(reader, "Wie komt er: Zomertour")
    (page,) = map(words_of, reader.pages)
    assert "ja Ada Lovelace Gemeente Purmerend" in page and "Bo de Bouwer [droplet]" in page
    assert "Zei Af" not in page and "Niet Bevestigd" not in page and bo.email not in page
    assert "Vernietig" in page and tags.count("/TH") == 6 and tags.count("/Table") == 2
    assert answer.headers["Cache-Control"] == "no-store" and "deurlijst-" in answer.headers["Content-Disposition"]


def test_long_words_stay_on_the_list_and_on_the_signs(client, tour):
    tour.title = word = "w" * 100
    comes(tour, word, organisation_name=word)
    form = {"tables": "1", "names": "w" * 40, "about": "alles", "paper": "a5"}
    for answer in (client.get(place(tour, "deur/lijst.pdf")), client.post(place(tour, "tafelbordjes"), data=form)):
        assert beside_the_paper(answer) == []


def test_each_page_of_a_long_list_has_its_heads(client, tour):
    for number in range(70):
        comes(tour, f"Bezoeker {number:02}")
    db.session.commit()
    reader = read(client.get(place(tour, "deur/lijst.pdf")))
    pages = [words_of(page) for page in reader.pages]
    assert len(pages) > 1 and all("Naam Organisatie" in page for page in pages)
    assert sum(page.count("Bezoeker") for page in pages) == 70


def test_nobody_yet_is_said(client, tour):
    assert "Niemand is nog aangemeld." in words_of(read(client.get(place(tour, "deur/lijst.pdf"))).pages[0])


def test_the_list_is_for_who_helps_and_the_signs_for_who_organises(app, client, sign_in):
    gathering = make_gathering(cohosts=[make_municipality()])
    comes(gathering, "Kanarie")
    db.session.commit()
    for path, who in (("deur/lijst.pdf", HELP), ("tafelbordjes", RUN_IT)):
        for name, person in every_kind_of_person(gathering).items():
            if person.id is not None:
                sign_in(person)
                assert (client.get(place(gathering, path)).status_code == 200) is (name in who), (name, path)
        assert app.test_client().get(place(gathering, path)).status_code == 302
    sign_in(give(gathering, Task.NOTE_TAKER, make_user()).user)
    assert client.post(place(gathering, "tafelbordjes"), data={"tables": "2", "paper": "a5"}).status_code == 403


@pytest.mark.parametrize(("paper", "size"), [("a5", (210, 148)), ("a4", (297, 210))])
def test_each_table_has_a_sign_of_its_own(client, tour, paper, size):
    tour.challenges = [make_challenge(title="Hoe blijft het droog?", terms=[term(Dimension.THEME, "ondergrond")]), make_challenge(title="Wie maait hier?")]
    hidden = make_challenge(title="Dit is een concept?", status=ChallengeStatus.DRAFT)
    tour.challenges = [*tour.challenges, hidden]
    db.session.commit()
    form = {"tables": "3", "names": "De Ringslang\n\n  De  Ooievaar ", "about": "alles", "paper": paper}
    answer = client.post(place(tour, "tafelbordjes"), data=form)
    assert answer.headers["Cache-Control"] == "no-store"
    reader = read(answer)
    tags = is_for_everybody(reader, "Tafelbordjes: Zomertour")
    first, second, third = map(words_of, reader.pages)
    assert "Tafel 1" in first and "De Ringslang" in first and "Hoe blijft het droog?" in first
    assert "Tafel 2" in second and "De Ooievaar" in second and "Wie maait hier?" in second
    assert "Tafel 3" in third and "Hoe blijft het droog?" in third, "the challenges come in turn"
    assert tags.count("/H1") == 3 and {millimetres(page) for page in reader.pages} == {size}


def test_the_tables_of_the_gathering_are_filled_in_with_the_way_to_their_cards(client, tour):
    seen, hidden = make_challenge(title="Hoe blijft het droog?"), make_challenge(title="Dit is een concept?", status=ChallengeStatus.DRAFT)
    tour.challenges = [seen, hidden]
    operations.set_tables(tour, 3)
    first, second, _third = queries.cards_at(tour)
    first.challenge, second.challenge = seen, hidden
    db.session.commit()
    form = {"tables": "4", "about": "eigen", "paper": "a5"}
    signs = [words_of(sign) for sign in read(client.post(place(tour, "tafelbordjes"), data=form)).pages]
    assert not any("/lopen/" in sign for sign in signs), "the walk has no link yet"
    operations.make_walk(tour)
    db.session.commit()
    page = client.get(place(tour, "tafelbordjes")).text
    assert 'value="3"' in page and "opent op een telefoon de kaart" in page and "zoals op haar kaart staat" in page
    reader = read(client.post(place(tour, "tafelbordjes"), data=form))
    signs = [words_of(sign) for sign in reader.pages]
    code = queries.walk_of(tour).code
    assert [f"/lopen/{code}/tafels/{number}" in sign.replace(" ", "") for number, sign in enumerate(signs, 1)] == [True, True, True, False]
    assert "Hoe blijft het droog?" in signs[0] and not any("concept" in sign for sign in signs)
    assert list(is_for_everybody(reader, "Tafelbordjes: Zomertour")).count("/Figure") == 3


def test_the_challenges_of_one_part_can_be_chosen(client, tour):
    tour.challenges = [make_challenge(title="Niet aan tafel?")]
    tour.parts = [Part(position=0, starts=time(14), title="Tafels", challenges=[make_challenge(title="Aan tafel?")]), Part(position=1, starts=time(16), title="Oogst")]
    db.session.commit()
    page = client.get(place(tour, "tafelbordjes")).text
    assert "De uitdagingen van: Tafels" in page and "Oogst" not in page
    form = {"tables": "2", "paper": "a5"}
    signs = read(client.post(place(tour, "tafelbordjes"), data=form | {"about": tour.parts[0].public_id}))
    assert all("Aan tafel?" in words_of(sign) and "Niet aan" not in words_of(sign) for sign in signs.pages)
    for about in ("", "geraden"):
        signs = read(client.post(place(tour, "tafelbordjes"), data=form | {"about": about}))
        assert all("tafel?" not in words_of(sign) for sign in signs.pages)


@pytest.mark.parametrize("tables", [0, 40])
def test_the_longest_words_stay_on_one_sign(client, tour, tables):
    operations.set_tables(tour, tables)
    operations.make_walk(tour)
    tour.challenges = [make_challenge(title=("Hoe houden we de straat droog en groen " * 4)[:150])]
    db.session.commit()
    form = {"tables": "40", "names": "\n".join(["Een lange naam van een tafel " * 2 + "W" * 20] * 40), "about": "alles", "paper": "a5"}
    assert len(read(client.post(place(tour, "tafelbordjes"), data=form)).pages) == 40


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"tables": ""}, "Schrijf een getal van 1 tot en met 40"),
        ({"tables": "41"}, "Schrijf een getal van 1 tot en met 40"),
        ({"names": "Een\nTwee\nDrie"}, "3 namen voor 2 tafels"),
        ({"names": "W" * 81}, "onder 80 tekens"),
        ({"paper": "a0"}, "Kies een grootte"),
    ],
)
def test_what_cannot_be_printed_comes_back_with_what_to_mend(client, tour, wrong, said):
    answer = client.post(place(tour, "tafelbordjes"), data={"tables": "2", "names": "De Ooievaar", "paper": "a5"} | wrong)
    assert answer.status_code == 422 and said in answer.text and wrong.get("names", "De Ooievaar") in answer.text


def test_the_papers_are_found(client, tour):
    assert place(tour, "deur/lijst.pdf") in client.get(place(tour, "deur")).text
    assert place(tour, "deur/lijst.pdf") in client.get(place(tour, "deur/lijst")).text
    assert place(tour, "tafelbordjes") in client.get(place(tour, "plannen")).text
