"""What came of a gathering: shared by its organisers, or by the clock within 48 hours."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.accounts.models import Role
from app.core import clock
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import GatheringStatus, Task
from app.pages.own_data import everything_about
from tests.factories import make_user
from tests.gatherings.made import give
from tests.gatherings.signing_up import asked, comes, gathering_with, job, mails, page_of, subjects
from tests.gatherings.walked import make_note, make_walk


@pytest.mark.parametrize("day", [datetime(2027, 3, 27, tzinfo=AMSTERDAM), datetime(2027, 10, 30, tzinfo=AMSTERDAM)])  # a night before the clock changes
def test_everybody_has_the_harvest_within_two_days(app, monkeypatch, day):
    monkeypatch.setattr(clock, "now", lambda: day.replace(hour=8))
    gathering = gathering_with(None, on=day.date(), ends=time(17), slug="tour")
    ada = comes(gathering)
    end = day.replace(hour=17).timestamp()
    told = None
    for minutes in range(0, 49 * 60, 10):
        monkeypatch.setattr(clock, "now", lambda at=end + minutes * 60: datetime.fromtimestamp(at, UTC))
        job("share-harvests")
        if "Wat ervan kwam" in subjects(ada.email) and told is None:
            told = minutes
    assert told == 46 * 60, "in minutes after the end, whatever the clock on the wall did"
    assert subjects(ada.email).count("Wat ervan kwam") == 1
    assert "/bijeenkomsten/tour/oogst" in mails(ada.email)[-1].text


def test_organisers_share_the_harvest_and_others_see_it_then(client, sign_in, monkeypatch):
    gathering = gathering_with(None, slug="tour", ends=time(17))
    host, ada, visitor = give(gathering).user, comes(gathering), client.application.test_client()
    sign_in(host)
    early = client.post("/bijeenkomsten/tour/oogst")
    assert early.status_code == 409 and visitor.get("/bijeenkomsten/tour/oogst").status_code == 404
    gathering.on = today() - timedelta(1)
    db.session.commit()
    assert client.get("/bijeenkomsten/tour/oogst").status_code == 200
    assert "/bijeenkomsten/tour/oogst" not in visitor.get(page_of(ada)).text
    for _press in range(2):
        assert client.post("/bijeenkomsten/tour/oogst").status_code == 303
    assert visitor.get("/bijeenkomsten/tour/oogst").status_code == 200
    assert 'href="/bijeenkomsten/tour/oogst">Wat ervan kwam</a>' in visitor.get(page_of(ada)).text
    assert subjects(ada.email).count("Wat ervan kwam") == 1
    job("share-harvests")
    assert subjects(ada.email).count("Wat ervan kwam") == 1


def test_a_card_is_in_the_harvest_when_a_note_taker_showed_these_words(client, sign_in):
    gathering = gathering_with(None, slug="tour", on=today() - timedelta(1))
    operations.set_tables(gathering, 2)
    card, empty = queries.cards_at(gathering)
    operations.write_card(card, 1, "Hitte.", "Een boom.", "Wie betaalt?")
    operations.share_harvest(gathering)
    db.session.commit()
    page, deeds, visitor = "/bijeenkomsten/tour/oogst", "/bijeenkomsten/tour/tafels", client.application.test_client()
    sign_in(give(gathering, Task.NOTE_TAKER).user)
    told = visitor.get(page).text
    assert "Wie betaalt?" not in told and "1 tafel schreef een kaart" in told
    for _press in range(2):
        assert client.post(f"{deeds}/1/tonen", data={"version": "2"}).status_code == 303
    assert "Wie betaalt?" in visitor.get(page).text
    operations.write_card(card, card.version, "Hitte, zegt Jan.", "Een boom.", "Wie betaalt?")
    db.session.commit()
    assert "Jan" not in visitor.get(page).text, "nobody looked at these words yet"
    assert client.post(f"{deeds}/1/tonen", data={"version": "2"}).status_code == 409, "these words were not looked at"
    assert "Jan" not in visitor.get(page).text
    assert client.post(f"{deeds}/2/tonen", data={"version": "1"}).status_code == 409 and empty.is_empty
    client.post(f"{deeds}/1/tonen", data={"version": "3"})
    client.post(f"{deeds}/1/verbergen")
    assert "Wie betaalt?" not in visitor.get(page).text
    assert visitor.post(f"{deeds}/1/tonen").status_code in (302, 401, 403) and card.shown_at is None


def test_what_is_public_may_be_found_by_search_engines(client, app):
    gathering = gathering_with(None, slug="tour", on=today() - timedelta(1))
    operations.share_harvest(gathering)
    db.session.commit()
    for page in ("/bijeenkomsten/tour", "/bijeenkomsten/tour/oogst"):
        assert "noindex" not in client.get(page).text, page


def test_a_cancelled_gathering_has_no_harvest(app, monkeypatch):
    gathering = gathering_with(None, on=today() - timedelta(3), status=GatheringStatus.CANCELLED)
    assert operations.share_harvests() == 0 and gathering.harvested_at is None


def test_the_page_tells_how_much_was_noted_also_when_that_is_deleted(app, client, monkeypatch):
    walk = make_walk(on=today())
    gathering = walk.gathering
    for text in ("Put hoog", "Kale kade"):
        make_note(walk, text=text)
    operations.set_tables(gathering, 3)
    shown, kept, _empty = queries.cards_at(gathering)
    for card in (shown, kept):
        operations.write_card(card, 1, "Hitte.", "Een boom.", "Wie betaalt?")
    shown.shown_at = gathering.harvested_at = clock.now()
    db.session.commit()
    page = f"/bijeenkomsten/{gathering.slug}/oogst"
    counts = ("2 notities", "2 tafels schreven een kaart")
    assert all(words in client.get(page).text for words in counts)
    for days in (90, 91):
        moment = datetime.combine(gathering.on + timedelta(days), time(12), AMSTERDAM)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        job("forget-walk-notes")
        assert len(queries.cards_at(gathering)) == 1 and not queries.notes_at(gathering)
        assert all(words in client.get(page).text for words in counts)


def test_who_walked_in_gets_the_link_once_and_the_address_goes(app, client, sign_in, monkeypatch):
    gathering = gathering_with(None, slug="tour", on=today(), ends=time(17))
    sign_in(give(gathering, Task.HELPER).user)
    morning = datetime.combine(today(), time(12), AMSTERDAM)
    monkeypatch.setattr(clock, "now", lambda: morning)
    typed = {"name": "Cas Stoep", "mail_to_harvest": "Cas@Elders.example"}
    assert client.post("/bijeenkomsten/tour/deur/inloop", data=typed | {"mail_to_harvest": "cas", "key": "a"}).status_code == 422
    for _press in range(2):
        assert client.post("/bijeenkomsten/tour/deur/inloop", data=typed | {"key": "a"}).status_code == 303
    assert client.post("/bijeenkomsten/tour/deur/inloop", data={"name": "Zonder adres", "key": "b"}).status_code == 303
    cas = make_user(email="cas@elders.example")
    assert [found["name"] for found in everything_about(cas)["registrations"]] == ["Cas Stoep"]
    monkeypatch.setattr(clock, "now", lambda: morning + timedelta(hours=51))
    for _run in range(2):
        job("share-harvests")
    (mail,) = mails("cas@elders.example")
    assert mail.haste == "today", "promised within 48 hours, so not after the weekend"
    assert "/bijeenkomsten/tour/oogst" in mail.text and {one.harvest_to for one in queries.arrivals_at(gathering)} == {""}


def announced(email):
    return [mail for mail in mails(email) if mail.subject.startswith("De oogst gaat vanzelf open")]


def run_by_two(on, **changes):
    """A gathering with stops, whoever organises it and whoever takes notes there."""
    gathering = make_walk(on=on, **changes).gathering
    return gathering, give(gathering).user, give(gathering, Task.NOTE_TAKER, make_user()).user


def test_who_runs_it_hears_the_next_morning_that_it_opens_by_itself(app, at):
    day = date(2027, 6, 10)
    at(day, 8)
    gathering, host, writer = run_by_two(day)
    gathering.ends = time(17)
    give(gathering, Task.NOTE_TAKER, host)
    operations.write_summary(gathering.stops[0], None, "De put ligt te hoog.", writer, 0)
    db.session.commit()
    for on, hour in ((day, 18), (day + timedelta(1), 8)):
        at(on, hour)
        job("share-harvests")
        assert not announced(host.email) and not announced(writer.email)
    for hour in (9, 10, 16):
        at(day + timedelta(1), hour)
        job("share-harvests")
    for person, why in ((host, "organiseert"), (writer, "notities maakt")):
        (mail,) = announced(person.email)
        assert "zaterdag 12 juni 2027 om 15.00 uur" in mail.text and why in mail.text and mail.haste == "today"
        assert "Bij 1 halte schreef nog niemand" in mail.text
    at(day + timedelta(2), 15)
    job("share-harvests")
    assert gathering.harvested_at and len(announced(host.email)) == 1


def test_a_note_taker_who_wrote_everything_hears_nothing_and_what_is_open_is_not_announced(app, at):
    day = date(2027, 6, 10)
    at(day, 8)
    gathering, host, writer = run_by_two(day)
    for stop in gathering.stops:
        operations.write_summary(stop, None, "De put ligt te hoog.", writer, 0)
    operations.set_tables(gathering, 2)  # nobody wrote a card
    opened, other, _writer = run_by_two(day, code="eerder-geopend")
    db.session.commit()
    at(day, 20)
    operations.share_harvest(opened)
    db.session.commit()
    at(day + timedelta(1), 9)
    job("share-harvests")
    assert [len(announced(person.email)) for person in (host, writer, other)] == [1, 0, 0]


def test_cards_that_are_not_shown_are_missing_as_well(app, at):
    day = date(2027, 6, 10)
    at(day, 8)
    gathering, host, writer = run_by_two(day, stops=[])
    operations.set_tables(gathering, 3)
    shown, kept, _empty = queries.cards_at(gathering)
    for card in (shown, kept):
        operations.write_card(card, 1, "Hitte.", "Een boom.", "Wie betaalt?")
    shown.shown_at = clock.now()
    db.session.commit()
    at(day + timedelta(1), 9)
    job("share-harvests")
    for person in (host, writer):
        (mail,) = announced(person.email)
        assert "1 kaart van een tafel staat er niet in." in mail.text and "samenvatting" not in mail.text


def test_a_gathering_that_moves_is_announced_anew(app, at):
    day = date(2027, 6, 10)
    at(day, 8)
    gathering, host, _writer = run_by_two(day)
    db.session.commit()
    at(day + timedelta(1), 9)
    job("share-harvests")
    gathering.on = day + timedelta(7)
    db.session.commit()
    at(day + timedelta(8), 9)
    job("share-harvests")
    assert len(announced(host.email)) == 2


SUMMARY, TABLES, COUNT = "/haltes/{}/samenvatting", "/tafels#kaarten", "2 kaarten van tafels staan er niet in."


def links_to_write(page, gathering):
    """The stops of which this page leads to the form of a summary."""
    return [stop.number for stop in gathering.stops if SUMMARY.format(stop.number) in page]


@pytest.mark.parametrize("is_shared", [False, True])
def test_who_takes_notes_is_led_from_the_harvest_to_what_is_missing(app, client, sign_in, is_shared):
    gathering, host, writer = run_by_two(today() - timedelta(1), stops=3)
    operations.write_summary(gathering.stops[0], None, "De put ligt te hoog.", writer, 0)
    operations.set_tables(gathering, 4)
    cards = queries.cards_at(gathering)
    for card in cards[:3]:
        operations.write_card(card, 1, "Hitte.", "Een boom.", "Wie betaalt?")
    cards[0].shown_at = clock.now()
    if is_shared:
        operations.share_harvest(gathering)
    helper = give(gathering, Task.HELPER, make_user()).user
    guest = make_user(email=asked(gathering, confirmed_at=clock.now()).email)
    db.session.commit()
    address = f"/bijeenkomsten/{gathering.slug}/oogst"
    for person in (None, guest, helper, make_user(Role.MEMBER)):
        other = app.test_client()
        if person:
            sign_in(person, other)
        answer = other.get(address)
        assert answer.status_code == (200 if is_shared else 404)
        for words in ("/samenvatting", "/tafels", "er niet in", "Schrijf een samenvatting"):
            assert words not in answer.text, (person, words)
    for person in (host, writer):
        other = app.test_client()
        sign_in(person, other)
        page = other.get(address).text
        assert links_to_write(page, gathering) == [2, 3] and page.count("Schrijf een samenvatting") == 2
        assert COUNT in page and f'href="/bijeenkomsten/{gathering.slug}{TABLES}"' in page
        assert "Write a summary" in other.get(f"/en{address}").text
        for there in (SUMMARY.format(2), "/tafels"):
            assert other.get(f"/bijeenkomsten/{gathering.slug}{there}").status_code == 200


def test_a_harvest_in_which_nothing_is_missing_leads_to_no_form(app, client, sign_in):
    gathering, _host, writer = run_by_two(today() - timedelta(1), stops=1)
    operations.write_summary(gathering.stops[0], None, "De put ligt te hoog.", writer, 0)
    operations.set_tables(gathering, 1)  # nobody wrote on it
    db.session.commit()
    sign_in(writer)
    page = client.get(f"/bijeenkomsten/{gathering.slug}/oogst").text
    assert "De put ligt te hoog." in page
    assert "/samenvatting" not in page and "er niet in" not in page and "Wat de tafels" not in page


def test_cards_that_nobody_showed_are_told_also_when_none_is_shown(app, client, sign_in):
    gathering, _host, writer = run_by_two(today() - timedelta(1), stops=[])
    operations.set_tables(gathering, 1)
    operations.write_card(queries.cards_at(gathering)[0], 1, "Hitte.", "", "")
    db.session.commit()
    sign_in(writer)
    page = client.get(f"/bijeenkomsten/{gathering.slug}/oogst").text
    assert "1 kaart van een tafel staat er niet in." in page and "Hitte." not in page
