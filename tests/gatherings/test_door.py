"""At the door: who is there, who walks in, and two helpers at two doors at once."""

import re
from datetime import datetime, time, timedelta
from threading import Barrier, Thread

import pytest

from app.core import clock
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.messages import token_of
from app.gatherings.models import Arrival, SeatState, Task
from tests.factories import make_user
from tests.gatherings.made import give, make_gathering
from tests.gatherings.signing_up import comes, gathering_with


@pytest.fixture
def helper(app, sign_in):
    """A helper who is signed in, at a gathering of today."""
    gathering = gathering_with(None, slug="tour", on=today(), starts=time(23, 59))
    held = give(gathering, Task.HELPER, make_user())
    sign_in(held.user)
    return held


def test_a_helper_finds_somebody_and_ticks_them_off(client, helper):
    ada = comes(helper.gathering, name="Ada Brug", organisation_name="Waterschap")
    comes(helper.gathering, name="Bas Put")
    page = client.get("/bijeenkomsten/tour/deur")
    assert "0 van de 2" in page.text and "Bas Put" in page.text
    found = client.get("/bijeenkomsten/tour/deur?q=water").text
    assert "Ada Brug" in found and "Bas Put" not in found
    assert client.get(f"/bijeenkomsten/tour/deur/{ada.public_id}").status_code == 200, "what the code on a phone opens"
    for _helper in range(2):
        assert client.post(f"/bijeenkomsten/tour/deur/{ada.public_id}").status_code == 303
    assert "1 van de 2" in client.get("/bijeenkomsten/tour/deur").text
    arrival = queries.arrivals_at(helper.gathering)[0]
    assert client.post(f"/bijeenkomsten/tour/deur/{arrival.public_id}/terug").status_code == 303
    assert queries.number_who_came(helper.gathering) == 0


def test_who_waits_for_a_place_is_not_expected_and_stands_there_so(client, helper):
    comes(helper.gathering, name="Ada Brug")
    waits = comes(helper.gathering, name="Bas Put")
    for seat in waits.seats:
        seat.state = SeatState.WAITING
    db.session.commit()
    page = " ".join(client.get("/bijeenkomsten/tour/deur").text.split())
    assert "0 van de 1" in page and page.count("heeft nog geen plek") == 1
    assert client.get("/bijeenkomsten/tour/deur/lijst").text.count("heeft nog geen plek") == 1
    assert "Heeft nog geen plek" in client.get(f"/bijeenkomsten/tour/deur/{waits.public_id}").text, "who scans the code"


def test_who_walks_in_is_noted_once(client, helper):
    typed = {"name": "Cas Stoep", "organisation": "Netbeheerder", "key": "k"}
    for _press in range(2):
        assert client.post("/bijeenkomsten/tour/deur/inloop", data=typed).status_code == 303
    assert "Cas Stoep" in client.get("/bijeenkomsten/tour/deur").text
    assert queries.number_who_came(helper.gathering) == 1
    refused = client.post("/bijeenkomsten/tour/deur/inloop", data={"name": "", "organisation": "Netbeheerder"})
    assert refused.status_code == 422 and "Netbeheerder" in refused.text


def test_after_each_person_the_page_is_ready_for_the_next_name(client, helper):
    ada = comes(helper.gathering, name="Ada Brug")
    for address, typed in ((ada.public_id, {}), ("inloop", {"name": "Cas Stoep", "key": "k"})):
        assert client.post(f"/bijeenkomsten/tour/deur/{address}", data=typed).location.endswith("/deur#q")
    arrival = queries.arrivals_at(helper.gathering)[0]
    assert client.post(f"/bijeenkomsten/tour/deur/{arrival.public_id}/terug").location.endswith("/deur#q")


def test_a_name_that_was_searched_in_vain_goes_along_to_who_walks_in(client, helper):
    comes(helper.gathering, name="Ada Brug")
    page = client.get("/bijeenkomsten/tour/deur?q=Cas+Stoep").text
    assert page.index('href="#inloper"') < page.index("Niemand met deze naam") < page.index('id="inloper"')
    form = page.partition('id="inloper"')[2]
    assert 'value="Cas Stoep"' in form
    assert 'value="ada"' not in client.get("/bijeenkomsten/tour/deur?q=ada").text.partition('id="inloper"')[2], "that one is found"


def test_nobody_is_ticked_off_on_another_day(client, helper):
    ada = comes(helper.gathering)
    helper.gathering.on = today() + timedelta(5)
    db.session.commit()
    assert client.post(f"/bijeenkomsten/tour/deur/{ada.public_id}").status_code == 409
    late = client.post("/bijeenkomsten/tour/deur/inloop", data={"name": "Cas Stoep"})
    assert late.status_code == 409 and queries.number_who_came(helper.gathering) == 0


def test_somebody_of_another_gathering_is_not_found(client, helper):
    other = comes(gathering_with(None, on=today(), starts=time(23, 59)))
    assert client.get(f"/bijeenkomsten/tour/deur/{other.public_id}").status_code == 404
    assert client.post(f"/bijeenkomsten/tour/deur/{other.public_id}").status_code == 404


@pytest.mark.parametrize("page", ["deur", "deur/lijst"])
def test_only_who_helps_comes_in(client, sign_in, helper, page):
    assert client.get(f"/bijeenkomsten/tour/{page}").status_code == 200
    for other in (make_user(), give(helper.gathering, Task.NOTE_TAKER, make_user()).user):
        sign_in(other)
        assert client.get(f"/bijeenkomsten/tour/{page}").status_code == 403


def test_two_helpers_at_two_doors_tick_the_same_person_off_once(app, helper):
    ada, gathering = comes(helper.gathering), helper.gathering
    other = give(gathering, Task.HELPER, make_user()).user
    users, number, place = (helper.user_id, other.id), ada.id, gathering.id
    ready, faults = Barrier(2), []

    def at_a_door(user_id):
        ready.wait()
        with app.test_request_context("/", method="POST"):
            try:
                found = db.session.get(type(gathering), place)
                person, by = db.session.get(type(ada), number), db.session.get(type(other), user_id)
                operations.tick_off(found, person, by)
                db.session.commit()
            except Exception as fault:  # noqa: BLE001  what a thread raises is shown below
                faults.append(fault)
            finally:
                db.session.remove()

    db.session.commit()
    doors = [Thread(target=at_a_door, args=(user_id,)) for user_id in users]
    for one in doors:
        one.start()
    for one in doors:
        one.join()
    assert faults == []
    assert db.session.query(Arrival).count() == 1


def test_after_a_month_who_came_is_forgotten_and_how_many_stays(app):
    recent, old = (make_gathering(on=today() - timedelta(days)) for days in (29, 30))
    for gathering in (recent, old):
        db.session.add_all([Arrival(gathering_id=gathering.id, name=name) for name in ("Ada", "Bas")])
    db.session.commit()
    assert operations.forget_arrivals() == 2
    assert {arrival.gathering_id for arrival in db.session.query(Arrival)} == {recent.id}
    assert queries.number_who_came(old) == queries.number_who_came(recent) == 2


def test_the_code_on_the_own_page_finds_somebody_at_the_door(client, helper, monkeypatch):
    noon = datetime.combine(today(), time(12), AMSTERDAM)
    monkeypatch.setattr(clock, "now", lambda: noon)
    ada = comes(helper.gathering, name="Ada Brug")
    comes(helper.gathering, name="Bas Put")
    own = client.application.test_client().get(f"/aanmelding/{token_of(ada.public_id)}").text
    code = re.search(r'<p class="code">([a-z0-9]+)<', own)[1]
    found = client.get(f"/bijeenkomsten/tour/deur?q={code[:2].upper()}%20{code[2:]}").text
    assert "Ada Brug" in found and "Bas Put" not in found


def test_an_evening_of_which_nobody_said_when_it_ends_goes_on_for_hours(app):
    evening, noon = (gathering_with(None, on=today(), starts=time(hour)) for hour in (19, 12))
    for gathering, last in ((evening, 21), (noon, 17)):
        over = [gathering.runs(datetime.combine(today(), time(hour), AMSTERDAM)) for hour in (last, last + 1)]
        assert over == [True, False]


def test_the_code_stays_until_the_end_and_the_page_looks_again_on_the_day(app, client, monkeypatch):
    day = today()
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(8), AMSTERDAM))
    gathering = gathering_with(None, slug="tour", on=day, starts=time(12, 30), ends=time(17))
    ada = comes(gathering)
    own = f"/aanmelding/{token_of(ada.public_id)}"
    for hour, is_there in ((9, True), (16, True), (18, False)):
        moment = datetime.combine(day, time(hour), AMSTERDAM)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        page = client.get(own).text
        assert ('class="code"' in page and 'data-behaviour="came_in"' in page and "Kijk opnieuw" in page) is is_there
        assert not is_there or page.index('class="code"') < page.index('id="plekken"'), "it need not be looked for"
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(13), AMSTERDAM))
    operations.tick_off(gathering, ada, make_user())
    db.session.commit()
    page = client.get(own).text
    assert "data-came-in" in page and 'class="code"' not in page and page.index('id="maak"') < page.index('id="plekken"')


def test_the_door_of_a_cancelled_gathering_says_that_it_is_off(client, helper):
    ada = comes(helper.gathering, name="Ada Brug")
    operations.cancel(helper.gathering, "Storm.")
    db.session.commit()
    for address in ("deur", f"deur/{ada.public_id}"):
        page = client.get(f"/bijeenkomsten/tour/{address}").text
        assert "Deze bijeenkomst gaat niet door." in page and "Je kunt mensen afvinken" not in page
    refused = client.post(f"/bijeenkomsten/tour/deur/{ada.public_id}")
    assert refused.status_code == 409 and "Deze bijeenkomst gaat niet door." in refused.text
