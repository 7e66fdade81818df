"""Whoever comes finds the walk: on their own page and in the mail of the day before, and the organiser hears that it has no link."""

from datetime import UTC, datetime, time, timedelta

import pytest

from app.core import clock
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import GatheringStatus, Stop
from tests.gatherings.made import give
from tests.gatherings.signing_up import asked, comes, confirm, do, gathering_with, job, mails, page_of

PLAN, PAGE = "/bijeenkomsten/tour/plannen", "/bijeenkomsten/tour"
LACKS = "nog geen link voor de telefoons"


@pytest.fixture
def tour(app):
    """In three weeks, for one person, with a stop and the link of the walk."""
    stops = [Stop(number=1, title="Het plein")]
    gathering = gathering_with(1, slug="tour", stops=stops, starts=time(12, 30))
    operations.make_walk(gathering)
    db.session.commit()
    return gathering


@pytest.fixture
def before(tour, monkeypatch):
    """Puts the clock at so many days before the tour, at an hour on the wall."""

    def put(days, hour=10):
        moment = datetime.combine(tour.on - timedelta(days=days), time(hour), tzinfo=AMSTERDAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return put


def link(tour):
    return f"/lopen/{queries.walk_of(tour).code}"


def test_the_own_page_of_who_has_a_place_opens_it_from_the_day_before(client, tour, before):
    made = comes(tour)
    page = client.get(page_of(made)).text
    assert "De link van de wandeling staat hier vanaf" in page and link(tour) not in page
    before(days=1, hour=0)
    assert f'href="{link(tour)}"' in client.get(page_of(made)).text
    before(days=-7)
    assert f'href="{link(tour)}"' in client.get(page_of(made)).text
    before(days=-8)
    assert link(tour) not in client.get(page_of(made)).text


def test_who_waits_or_does_not_come_has_no_link(client, tour, before):
    holder, waits, unsure = comes(tour), comes(tour), asked(tour)
    before(days=1)
    for made in (waits, unsure):
        assert link(tour) not in client.get(page_of(made)).text
    do(operations.sign_off, holder)
    assert link(tour) not in client.get(page_of(holder)).text
    tour.status = GatheringStatus.CANCELLED
    db.session.commit()
    assert link(tour) not in client.get(page_of(waits)).text


def test_who_was_let_in_without_a_place_walks_too(client, tour, before, sign_in):
    _holder, waits = comes(tour), comes(tour)
    before(days=0)
    operations.tick_off(tour, waits, give(tour).user)
    db.session.commit()
    assert f'href="{link(tour)}"' in client.get(page_of(waits)).text


def test_everybody_reads_where_it_is_and_nobody_reads_it_there(client, tour, before):
    assert "De link van de wandeling" not in client.get(PAGE).text
    before(days=1)
    page = client.get(PAGE).text
    assert "De link van de wandeling staat op de pagina van je aanmelding" in page and link(tour) not in page
    before(days=-1)
    assert "De link van de wandeling" not in client.get(PAGE).text, "nobody comes to it any more"


def test_the_mail_of_the_day_before_has_it_and_that_of_a_week_before_not(tour, before):
    comes(tour, created_at=clock.now())
    for days, there in ((7, False), (1, True)):
        before(days, hour=9)
        job("remind-who-comes")
        assert (link(tour) in mails()[-1].text) is there, days


@pytest.mark.parametrize(("days", "there"), [(2, False), (1, True), (0, True)])
def test_who_confirms_on_the_last_day_reads_it_in_that_mail(tour, before, days, there):
    before(days, hour=10)
    made, waits = comes(tour), comes(tour)
    before(days, hour=11)
    job("remind-who-comes")
    (mail,), (other,) = mails(made.email), mails(waits.email)
    assert mail.key.endswith("-confirmed")
    assert (link(tour) in mail.text) is there and link(tour) not in other.text, "who waits does not walk yet"


def test_who_is_added_on_the_last_day_reads_it_too(client, sign_in, tour):
    tour.on = today() + timedelta(days=1)
    db.session.commit()
    sign_in(give(tour).user)
    form = {"name": "Aap", "email": "aap@voorbeeld.example", "parts": [tour.parts[0].public_id]}
    assert client.post(f"{PAGE}/aanmeldingen/toevoegen", data=form).status_code == 303
    assert link(tour) in mails("aap@voorbeeld.example")[0].text


def test_somebody_brought_along_reads_it_in_english_at_the_english_address(tour, before):
    before(days=1)
    confirm(asked(tour, language="en", email="ape@voorbeeld.example"))
    assert f"/en{link(tour)}" in mails("ape@voorbeeld.example")[0].text


def test_the_organiser_hears_that_a_walk_has_no_link(client, sign_in, tour):
    sign_in(give(tour).user)
    assert LACKS not in client.get(PLAN).text
    db.session.delete(queries.walk_of(tour))
    db.session.commit()
    page = client.get(PLAN).text
    assert LACKS in page and f'href="{PAGE}/wandeling">Maak de link' in page
    client.post(f"{PAGE}/wandeling/link")
    assert LACKS not in client.get(PLAN).text


@pytest.mark.parametrize("change", [{"stops": []}, {"status": GatheringStatus.CANCELLED}, {"on": today() - timedelta(days=1)}], ids=["no stop", "cancelled", "over"])
def test_nobody_is_warned_when_nobody_walks(client, sign_in, tour, change):
    sign_in(give(tour).user)
    db.session.delete(queries.walk_of(tour))
    for name, value in change.items():
        setattr(tour, name, value)
    db.session.commit()
    assert LACKS not in client.get(PLAN).text
