"""Who signed up hears what changed, and that it does not take place: each once."""

from datetime import time, timedelta

from app.accounts.models import Role
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.changed import in_words
from app.gatherings.models import Change, Stop, Task, What
from app.notifications.models import Notification
from tests.factories import Dimension, make_challenge, make_municipality, make_user, term
from tests.gatherings.made import give
from tests.gatherings.signing_up import asked, comes, gathering_with, job, mails, subjects


def later(monkeypatch, **span):
    moment = clock.now() + timedelta(**span)
    monkeypatch.setattr(clock, "now", lambda: moment)


def changed(gathering, **fields):
    operations.write(gathering, gathering.version, [], **fields)
    db.session.commit()


def test_what_changed_is_told_once_and_together(app, monkeypatch):
    gathering = gathering_with(None)
    ada = comes(gathering)
    asked(gathering, email="nog@niet.example")
    changed(gathering, starts=time(13))
    job("tell-changes")
    assert "Er is iets veranderd" not in subjects(ada.email), "somebody may still be changing things"
    changed(gathering, place="De school")
    later(monkeypatch, minutes=16)
    for _run in range(2):
        job("tell-changes")
    assert subjects(ada.email).count("Er is iets veranderd") == 1
    text = mails(ada.email)[-1].text
    assert "13.00 uur" in text and "De school" in text and "/aanmelding/" in text
    assert not [mail for mail in mails("nog@niet.example") if "veranderd" in mail.subject], "they did not confirm"
    changed(gathering, starts=time(14))
    later(monkeypatch, minutes=16)
    job("tell-changes")
    assert subjects(ada.email).count("Er is iets veranderd") == 2 and "De school" not in mails(ada.email)[-1].text


def test_that_it_does_not_take_place_is_told_at_once(app):
    gathering = gathering_with(None)
    ada = comes(gathering)
    changed(gathering, starts=time(13))
    operations.cancel(gathering, "Storm op komst.")
    db.session.commit()
    for _run in range(2):
        job("tell-changes")
    assert subjects(ada.email)[-1] == "Gaat niet door" and subjects(ada.email).count("Gaat niet door") == 1
    assert "Storm" not in mails(ada.email)[-1].text, "a mail holds links, not what somebody typed"
    assert db.session.query(Change).filter(Change.told_at.is_(None)).count() == 0


def test_nobody_hears_of_a_gathering_that_is_over(app, monkeypatch):
    gathering = gathering_with(None, on=today(), starts=time(23, 59))
    ada = comes(gathering)
    changed(gathering, place="De school")
    later(monkeypatch, days=1)
    job("tell-changes")
    assert "Er is iets veranderd" not in subjects(ada.email)


def test_another_way_to_come_along_another_stop_and_another_area_are_told(app, monkeypatch, client):
    gathering = gathering_with(None, slug="tour", walk="Noord", access="Geen trappen.", stops=[Stop(number=1, title="De put", place="Plein")])
    ada, stop = comes(gathering), gathering.stops[0]
    changed(gathering, walk="Zuid", access="Eén trap.")
    operations.write_stop(gathering, stop.public_id, None, None, number=1, title="De put", place="Kade")
    operations.write_stop(gathering, "n" * 26, None, None, number=2, title="De brug")
    operations.write_stop(gathering, "w" * 26, None, None, number=3, title="Toch niet")
    operations.remove_stop(gathering, gathering.stops[2])
    db.session.commit()
    later(monkeypatch, minutes=16)
    job("tell-changes")
    told = mails(ada.email)[-1].text
    for words in ("Waar we wandelen: Zuid. Dat was: Noord.", "wie mee kan en hoe", "halte ‘De put’ van de wandeling is veranderd", "de halte ‘De brug’"):
        assert words in told, words
    assert "Eén trap" not in told and "wie mee kan en hoe" in client.get("/bijeenkomsten/tour").text


def test_what_the_words_were_before_is_no_change(app):
    gathering = gathering_with(None, access="Geen trappen.")
    changed(gathering, access="Eén trap.")
    changed(gathering, access="Geen trappen.")
    assert gathering.changes == []


def test_a_stop_is_the_same_one_under_another_name_and_two_of_one_name_are_two(app):
    gathering = gathering_with(None, stops=[Stop(number=1, title="De put"), Stop(number=2, title="De brug")])
    put, brug = gathering.stops
    for title in ("De kuil", "De put"):
        operations.write_stop(gathering, put.public_id, None, None, number=1, title=title)
    assert gathering.changes == [], "it is called what people know"
    operations.write_stop(gathering, put.public_id, None, None, number=1, title="De kuil")
    operations.write_stop(gathering, put.public_id, None, None, number=1, title="De brug", place="Kade")
    operations.write_stop(gathering, brug.public_id, None, None, number=2, title="De brug", place="Plein")
    seen = [(change.what, change.part, change.before) for change in gathering.changes]
    assert seen[0] == (What.STOP_NAME, "De brug", "De put"), "by the name that people know"
    assert [(what, title) for what, title, _before in seen[1:]] == [(What.STOP, "De brug")] * 2


def test_a_stop_under_another_name_is_told_by_both(app, monkeypatch, client):
    """People have the route on paper, in a mail or in mind: a new name alone they do not know again."""
    gathering = gathering_with(None, slug="tour", stops=[Stop(number=1, title="De put", place="Plein")])
    ada, put = comes(gathering), gathering.stops[0]
    operations.write_stop(gathering, put.public_id, None, None, number=1, title="De kuil", place="Plein")
    db.session.commit()
    told = "De halte ‘De put’ van de wandeling heet nu ‘De kuil’."
    page = client.get("/bijeenkomsten/tour").text
    assert told in page and "is veranderd, of de weg erheen" not in page, "it lies where it lay"
    later(monkeypatch, minutes=16)
    job("tell-changes")
    assert told in mails(ada.email)[-1].text
    operations.write_stop(gathering, put.public_id, None, None, number=1, title="De geul", place="Plein")
    operations.remove_stop(gathering, put)
    (gone,) = [one for one in gathering.changes if one.told_at is None]
    assert in_words(gone).text == "De halte ‘De kuil’ hoort niet meer bij de wandeling.", "as people know it"
    assert "The stop “De put” of the walk is called “De kuil” now." in client.get("/en/bijeenkomsten/tour").text


def moved(gathering, part, **fields):
    operations.write_part(gathering, part.public_id, [], **fields)
    db.session.commit()


def test_two_parts_of_one_title_are_two_and_one_under_another_name_is_the_same(app):
    gathering = gathering_with(None, None, None)
    first, second, third = gathering.parts
    moved(gathering, second, title="Lunch")
    moved(gathering, third, title="Lunch")
    db.session.query(Change).delete()
    db.session.commit()
    moved(gathering, first, starts=time(10))
    moved(gathering, second, starts=time(11), title="Tafels")
    moved(gathering, second, starts=time(15))
    operations.remove_part(gathering, third)
    told = [in_words(change).text for change in gathering.changes]
    assert told == [
        "‘Lunch’ is nu: 10.00 uur. Dat was: 12.00 uur.",
        "‘Tafels’ is nu: 15.00 uur. Dat was: 13.00 uur.",
        "‘Lunch’ in het programma heet nu ‘Tafels’.",
        "‘Lunch’, 14.00 uur, staat niet meer in het programma.",
    ]


def test_what_is_taken_away_is_told_as_people_know_it(app):
    gathering = gathering_with(None, None)
    lunch, walk = gathering.parts
    moved(gathering, lunch, title="Soep", starts=time(11))
    operations.remove_part(gathering, lunch)
    new = operations.write_part(gathering, "n" * 26, [], title="Borrel", starts=time(17))
    moved(gathering, new, title="Drankje", starts=time(18))
    seen = [(change.what, change.part, change.before, change.after) for change in gathering.changes]
    assert seen == [(What.PART_GONE, "Lunch", "12:00", ""), (What.PART_ADDED, "Drankje", "", "18:00")]
    operations.remove_part(gathering, new)
    assert [change.part for change in gathering.changes] == ["Lunch"], "nobody knew of it"
    assert walk in gathering.parts


def test_the_page_says_what_parts_and_stops_are_about_as_far_as_its_reader_may_know(app, client):
    theme, hidden = term(Dimension.THEME, "ondergrond"), make_challenge(title="Nog niet bekend?", status="draft")
    gathering = gathering_with(None, slug="tour", stops=[Stop(number=1, title="De put", theme=theme)])
    gathering.parts[0].challenges = [make_challenge(title="Hoe koelen wij?"), hidden]
    db.session.commit()
    page = client.get("/bijeenkomsten/tour").text
    assert "Hoe koelen wij?" in page and "Nog niet bekend?" not in page
    assert f'href="/themas/{theme.slug}"' in page and "+0" in page.split("startDate")[1][:60], "a moment says its time zone"


def inbox_of(user):
    """What they find there of what changed."""
    words = ("veranderd", "changed", "niet door", "not take place")
    found = db.session.query(Notification).filter(Notification.user_id == user.id).all()
    return [one for one in found if any(word in one.subject for word in words)]


def test_whoever_has_a_task_and_named_cohosts_hear_it_once_and_a_guest_not_twice(app, monkeypatch):
    cohost, asked_only = make_municipality(name="Buurstad"), make_municipality(name="Verstad")
    gathering = gathering_with(None)
    gathering.cohosts = [cohost, asked_only]
    db.session.flush()
    queries.note_agreed(gathering.id, cohost.id, agreed=True)
    theirs, stranger = make_user(Role.HOST, cohost), make_user(Role.HOST, asked_only)
    helper = give(gathering, Task.HELPER, make_user(language="en")).user
    give(gathering, Task.NOTE_TAKER, helper)
    organiser = give(gathering).user
    give(gathering, Task.HELPER, organiser, email="nog@niet.example", user_id=None)
    comes(gathering, email=organiser.email)
    changed(gathering, starts=time(13))
    later(monkeypatch, minutes=16)
    for _run in range(2):
        job("tell-changes")
    heard = {user.email: [one.text for one in inbox_of(user)] for user in (theirs, helper, organiser)}
    assert all(len(texts) == 1 for texts in heard.values()), heard
    assert "It begins at" in heard[helper.email][0] and "13.00 uur" in heard[theirs.email][0]
    for address in (theirs.email, helper.email, organiser.email, "nog@niet.example"):
        assert len([mail for mail in mails(address) if "veranderd" in mail.subject or "changed" in mail.subject]) == 1, address
    operations.cancel(gathering, "kanariestorm")
    db.session.commit()
    for _run in range(2):
        job("tell-changes")
    for address in (theirs.email, helper.email, organiser.email, "nog@niet.example"):
        off = [mail for mail in mails(address) if "Gaat niet door" in mail.subject or "Does not take place" in mail.subject]
        assert len(off) == 1 and "kanarie" not in off[0].text, address
    assert [len(inbox_of(user)) for user in (theirs, helper)] == [2, 2]
    (guest,) = inbox_of(organiser)
    assert "gaat niet door" in guest.text, "the mail of the change had not left yet, so it never does, and lies nowhere"
    assert not inbox_of(stranger) and not [mail for mail in mails(stranger.email) if "door" in mail.subject]
