"""The caterer hears numbers on the named day, and what changes after it once a day; never a name or a word."""

from datetime import time, timedelta

import pytest

from app.core import clock
from app.core.clock import midnight, today
from app.core.database import db
from app.core.wording import day_and_date
from app.gatherings import operations, queries
from app.gatherings.models import Wishes
from app.notifications.models import Notification
from tests.factories import save
from tests.gatherings.made import give, make_gathering
from tests.gatherings.signing_up import comes, do, job, mails, page_of, parts_of, state

CATERER = "keuken@voorbeeld.example"


@pytest.fixture
def kitchen(app, monkeypatch):
    """A gathering in ten days with lunch for some; the clock stands at a hour of a day from now."""
    lunch, walk = parts_of(None, None)
    lunch.serves_food = True
    gathering = make_gathering(slug="tour", parts=[lunch, walk], on=today() + timedelta(days=10))
    gathering.caterer_email, gathering.catering_on = CATERER, today() + timedelta(days=3)
    give(gathering)
    db.session.commit()

    def at(days, hour=10):
        moment = midnight(start + timedelta(days=days)) + timedelta(hours=hour)
        monkeypatch.setattr(clock, "now", lambda: moment)
        job("tell-caterers")
        return mails(CATERER)

    start, usual = today(), clock.now
    gathering.start, gathering.at, gathering.back = start, at, lambda: monkeypatch.setattr(clock, "now", usual)
    return gathering


def eats(gathering, foods="", diet="", part=0, **changes):
    made = comes(gathering, gathering.parts[part], **changes)
    save(Wishes(registration_id=made.id, foods=foods, diet=diet, access="kanariestoel"))
    return made


def test_numbers_on_the_day_and_a_change_once_a_day(kitchen):
    eats(kitchen, "no_nuts\nvegetarian", name="Kanarie de Vries")
    eats(kitchen, "vegetarian\nno_nuts")
    eats(kitchen, "no_pork", diet="kanariezaad")
    eats(kitchen, "vegan", part=1)  # comes to the walk only
    comes(kitchen, kitchen.parts[0])
    assert not kitchen.at(2) and not kitchen.at(3, hour=8)
    (mail,) = kitchen.at(3)
    assert "Mensen die eten: 4" in mail.text and "2 x Geen vlees of vis, Geen noten" in mail.text
    assert "1 x Geen varkensvlees" in mail.text and "1 persoon vroeg iets anders" in mail.text
    assert "anarie" not in mail.text + mail.subject and "Niets van dieren" not in mail.text
    assert len(kitchen.at(3, hour=12)) == len(kitchen.at(4)) == 1, "nothing changed"
    gone = eats(kitchen, "no_gluten")
    assert len(kitchen.at(4, hour=15)) == 2
    do(operations.sign_off, gone)
    eats(kitchen, "no_dairy")
    assert len(kitchen.at(4, hour=20)) == 2, "once a day"
    third = kitchen.at(5)
    assert len(third) == 3 and "Veranderd" in third[-1].subject and "Geen melk" in third[-1].text
    told = db.session.query(Notification).all()
    assert len(told) == 2 and "anarie" not in "".join(message.text for message in told)


def test_nothing_is_told_after_it_began(kitchen):
    eats(kitchen, "vegan")
    assert not kitchen.at(10, hour=13)


def test_without_a_caterer_nobody_is_mailed(kitchen):
    kitchen.caterer_email = ""
    db.session.commit()
    eats(kitchen, "vegan")
    assert not kitchen.at(3) and queries.catering_of(kitchen).told["people"] == 1


def test_where_no_part_says_that_there_is_food_everybody_eats(app):
    gathering = make_gathering(parts=parts_of(None, 0))
    comes(gathering, gathering.parts[0])
    assert operations.numbers_for_caterer(gathering)["people"] == 1


def test_who_waits_does_not_eat(kitchen):
    kitchen.parts[0].capacity = 1
    db.session.commit()
    eats(kitchen, "vegan")
    waits = eats(kitchen, "no_pork")
    assert state(waits) == "waiting" and operations.numbers_for_caterer(kitchen)["plates"] == {"vegan": 1}


def test_the_organiser_sees_that_it_changed(client, sign_in, kitchen):
    eats(kitchen, "vegan")
    kitchen.at(3)
    eats(kitchen, "no_pork")
    kitchen.back()  # a session of three days from now would have ended
    sign_in(kitchen.holders[0].user)
    page = client.get("/bijeenkomsten/tour/aanmeldingen").text
    assert "anders dan de cateraar" in page and "Geen varkensvlees" in page and "kanariestoel" in page


def test_cancelling_takes_the_wishes_out_at_once(client, kitchen):
    made = eats(kitchen, "vegan")
    client.post(f"{page_of(made)}/afmelden")
    assert not queries.wishes_at(kitchen) and operations.numbers_for_caterer(kitchen)["people"] == 0


def test_who_is_added_after_the_day_counts_as_a_change(client, sign_in, kitchen):
    eats(kitchen, "vegan")
    assert len(kitchen.at(3)) == 1
    kitchen.back()
    sign_in(kitchen.holders[0].user)
    form = {"name": "Aafje", "email": "aafje@voorbeeld.example", "parts": [kitchen.parts[0].public_id], "foods": ["no_pork"]}
    assert client.post("/bijeenkomsten/tour/aanmeldingen/toevoegen", data=form).status_code == 303
    assert "anders dan de cateraar" in client.get("/bijeenkomsten/tour/aanmeldingen").text
    first, second = kitchen.at(4)
    assert "Veranderd" in second.subject and "Geen varkensvlees" in second.text and "Geen varkensvlees" not in first.text


OTHER = "soep@voorbeeld.example"


def changed(gathering, **fields):
    operations.write(gathering, gathering.version, [], **fields)
    db.session.commit()


def told(kitchen):
    """The caterer was told that two people eat."""
    eats(kitchen, "vegan", name="Kanarie de Vries")
    eats(kitchen, diet="kanariezaad")
    assert len(kitchen.at(3)) == 1


def test_whoever_was_told_hears_once_that_it_is_cancelled(kitchen):
    told(kitchen)
    operations.cancel(kitchen, "kanariestorm")
    db.session.commit()
    for hour in (7, 8, 11, 35):
        first, off = kitchen.at(4, hour=hour)
    assert "geen eten meer nodig" in off.subject and "Het gaat niet door." in off.text
    assert "anarie" not in off.text + off.subject and "Mensen die eten" not in off.text


def test_nobody_hears_that_it_is_cancelled_who_heard_of_no_food(kitchen):
    eats(kitchen, "vegan")
    assert not kitchen.at(2)
    operations.cancel(kitchen, "Storm.")
    db.session.commit()
    assert not kitchen.at(3)


@pytest.mark.parametrize(
    ("how", "said"),
    [({"place": "De school"}, "De school"), ({"on": timedelta(days=12)}, "")],
)
def test_another_day_hour_or_place_is_told_at_once_and_once(kitchen, how, said):
    told(kitchen)
    fields = {name: value if name != "on" else kitchen.start + value for name, value in how.items()}
    changed(kitchen, **fields)
    assert len(kitchen.at(3, hour=11)) == len(kitchen.at(3, hour=12)) == len(kitchen.at(4)) == 2
    moved = mails(CATERER)[-1]
    assert moved.subject.startswith("Veranderd: wanneer of waar") and "Mensen die eten: 2" in moved.text
    assert (said or day_and_date(kitchen.on)) in moved.text and "anarie" not in moved.text
    assert not db.session.query(Notification).all(), "the organisers did this themselves, and the numbers are the same"


def test_a_day_moved_with_that_of_the_caterer_is_told_and_numbers_wait_for_that_day(kitchen):
    told(kitchen)
    changed(kitchen, on=kitchen.start + timedelta(days=30), catering_on=kitchen.start + timedelta(days=20))
    assert len(kitchen.at(3, hour=11)) == 2
    eats(kitchen, "no_pork")
    assert len(kitchen.at(5)) == 2 and len(kitchen.at(20)) == 3
    assert "Mensen die eten: 3" in mails(CATERER)[-1].text


def test_another_caterer_gets_the_numbers_and_the_one_of_before_hears_that_it_need_not_cook(kitchen):
    told(kitchen)
    was = day_and_date(kitchen.on)
    changed(kitchen, caterer_email=OTHER, on=kitchen.on + timedelta(days=1))
    for hour in (11, 12):
        first, off = kitchen.at(3, hour=hour)
    assert "geen eten meer nodig" in off.subject and was in off.text and "niet meer voor het eten" in off.text
    (new,) = mails(OTHER)
    assert new.subject.startswith("Hoeveel mensen eten") and "Mensen die eten: 2" in new.text
    changed(kitchen, caterer_email="")
    assert len(kitchen.at(4)) == 2 and len(mails(OTHER)) == 2
    operations.cancel(kitchen, "Storm.")
    db.session.commit()
    assert len(kitchen.at(5)) == 2 and len(mails(OTHER)) == 2, "they know already that nobody needs them"


def test_a_meal_that_is_taken_out_is_told_once_and_nobody_eats_any_more(kitchen):
    told(kitchen)
    operations.remove_part(kitchen, kitchen.parts[0], told=2)
    db.session.commit()
    assert operations.numbers_for_caterer(kitchen)["people"] == 0
    for day in (4, 5):
        first, off = kitchen.at(day)
    assert "Er staat geen maaltijd meer in het programma." in off.text and "Mensen die eten" not in off.text
    kitchen.parts[0].serves_food = True
    eats(kitchen, "no_pork")
    db.session.commit()
    assert "Mensen die eten: 1" in kitchen.at(6)[-1].text, "there is food again"


def test_when_and_where_the_part_with_food_is_counts(kitchen):
    told(kitchen)
    assert "12.00 uur" in mails(CATERER)[-1].text, "the lunch, and not what the gathering begins with"
    changed(kitchen, starts=time(11, 15))
    assert len(kitchen.at(3, hour=11)) == 1, "they still eat at the same hour"
    lunch = kitchen.parts[0]
    for number, (fields, said) in enumerate((({"starts": time(12, 30)}, "12.30 uur"), ({"place": "De kantine"}, "De kantine")), 2):
        operations.write_part(kitchen, lunch.public_id, [], **fields)
        db.session.commit()
        assert len(kitchen.at(3, hour=10 + number)) == number and said in mails(CATERER)[-1].text


def test_where_no_part_has_food_saying_that_one_has_is_no_move(kitchen):
    kitchen.parts[0].serves_food = False
    kitchen.parts[0].starts = kitchen.starts
    told(kitchen)
    kitchen.parts[0].serves_food = True
    db.session.commit()
    assert len(kitchen.at(3, hour=11)) == 1


def test_what_was_told_before_this_was_kept_counts_as_known(kitchen):
    told(kitchen)
    queries.catering_of(kitchen).meal = None
    db.session.commit()
    assert len(kitchen.at(4)) == 1
    changed(kitchen, place="De school")
    assert len(kitchen.at(4, hour=12)) == 2
