"""Planning a gathering, from nothing to published, changed, copied and cancelled."""

import re
from datetime import time, timedelta

import pytest

from app.accounts.models import Role
from app.accounts.queries import user_by_email
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.core.waiting_mail import mail_to
from app.gatherings import operations, queries
from app.gatherings.models import Change, Gathering, GatheringStatus, Part, Task, TaskHolder, What
from app.gatherings.piece_mark import mark_of
from tests.factories import make_challenge, make_municipality, make_user
from tests.gatherings.made import give, mails_to, make_gathering
from tests.gatherings.written import DAY, PART, STOP, WHOLE, the_one


def test_from_nothing_to_published(client, host):
    about = make_challenge(organisation=host.memberships[0].organisation, title="Hoe koelen wij?")
    elsewhere = make_challenge(title="Van een ander?")
    assert "Hoe koelen wij?" in client.get("/bijeenkomsten/nieuw").text
    answer = client.post("/bijeenkomsten/nieuw", data=WHOLE | {"challenges": [about.slug, elsewhere.slug]})
    gathering = the_one()
    assert answer.status_code == 302 and gathering.challenges == [about]
    assert (gathering.on, gathering.starts, gathering.ends) == (DAY, time(12, 30), time(17))
    assert (gathering.capacity, gathering.most_per_organisation, gathering.partners) == (40, 3, ["Het CCV", "BZK"])
    assert [part.title for part in gathering.parts][0] == "Inloop met lunch" and len(gathering.parts) == 5
    assert [holder.user_id for holder in gathering.holders] == [host.id]
    visitor = client.application.test_client()
    assert visitor.get(f"/bijeenkomsten/{gathering.slug}").status_code == 404, "a draft is nobody's business"

    plan = client.get(answer.location)
    assert "twee organisatoren" in plan.text
    assert client.post(f"/bijeenkomsten/{gathering.slug}/publiceren").status_code == 409
    give(gathering)
    answer = client.post(f"/bijeenkomsten/{gathering.slug}/publiceren")
    assert answer.location == "/bijeenkomsten/zomertour-voorbeeld/plannen"
    page = visitor.get("/bijeenkomsten/zomertour-voorbeeld").text
    for words in ("Er is een ringleiding.", "12.30 uur", "Hoe koelen wij?", "tour@voorbeeld.example", "schema.org/Event"):
        assert words in page, words
    assert "lunch@voorbeeld.example" not in page, "the caterer is told numbers, and nobody is told of the caterer"


def test_a_form_that_is_sent_twice_makes_one(client, host):
    for _press in range(2):
        client.post("/bijeenkomsten/nieuw", data=WHOLE | {"key": "a"})
    slug = the_one().slug
    for _press in range(2):
        client.post(f"/bijeenkomsten/{slug}/programma/nieuw", data=PART | {"key": "b"})
        client.post(f"/bijeenkomsten/{slug}/haltes/nieuw", data=STOP | {"key": "c"})
    assert [part.title for part in the_one().parts].count("Lunch") == 1 and len(the_one().stops) == 1
    later = {"title": "Nog eens", "on": f"{DAY + timedelta(7):%d-%m-%Y}", "key": "d"}
    for _press in range(2):
        client.post(f"/bijeenkomsten/{slug}/kopieren", data=later)
    assert db.session.query(Gathering).count() == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"title": ""}, "naam"),
        ({"on": "gisteren"}, "24-11-2026"),
        ({"on": f"{today():%d-%m-%Y}"}, "na vandaag"),
        ({"starts": "25.00"}, "12.30"),
        ({"ends": "12.00"}, "na het begin"),
        ({"capacity": "heel veel"}, "2000"),
        ({"capacity": "0"}, "2000"),
        ({"closes_on": f"{DAY + timedelta(1):%d-%m-%Y}"}, "niet na de bijeenkomst"),
        ({"contact_email": "geen adres"}, "@"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_lost(client, host, typed, told):
    answer = client.post("/bijeenkomsten/nieuw", data=WHOLE | typed)
    assert answer.status_code == 422 and told in answer.text and "Wijkhuis aan de Markt" in answer.text
    assert db.session.query(Gathering).count() == 0


def test_the_form_of_a_draft_shows_what_was_saved(client, host):
    client.post("/bijeenkomsten/nieuw", data=WHOLE)
    page = client.get(f"/bijeenkomsten/{the_one().slug}/bewerken").text
    for value in ("Zomertour Voorbeeld", WHOLE["on"], "12.30", "17.00", "Het CCV", WHOLE["catering_on"]):
        assert value in page, value


def test_other_hosts_are_named_as_the_site_knows_them(client, host):
    town = make_municipality(name="Buurstad")
    answer = client.post("/bijeenkomsten/nieuw", data=WHOLE | {"cohosts": "Buurstad\nNergenshuizen"})
    assert answer.status_code == 422 and "Nergenshuizen" in answer.text
    saved = client.post("/bijeenkomsten/nieuw", data=WHOLE | {"cohosts": "Buurstad\nbuurstad"}, follow_redirects=True).text
    assert "lezen de naam, dag, tijd en plek al" in saved and "Niemand ziet" not in saved
    assert the_one().cohosts == [town]
    assert "Buurstad" in client.get(f"/bijeenkomsten/{the_one().slug}/bewerken").text


def test_two_who_save_at_once_do_not_overwrite(client, planned):
    first = client.post("/bijeenkomsten/tour/bewerken", data=WHOLE | {"version": "1", "place": "De school"})
    assert first.status_code == 302
    second = client.post("/bijeenkomsten/tour/bewerken", data=WHOLE | {"version": "1", "place": "De kerk"})
    assert second.status_code == 409 and "De kerk" in second.text and the_one().place == "De school"


def test_two_who_change_one_part_or_stop_do_not_overwrite_it(client, planned):
    pieces = {
        "programma": (operations.write_part(planned, "a" * 26, [], title="Lunch", starts=time(12, 30)), PART | {"starts": "13.00"}),
        "haltes": (operations.write_stop(planned, "b" * 26, None, None, number=1, title="Hofje"), STOP),
    }
    db.session.commit()
    for where, (piece, form) in pieces.items():
        address, mark = f"/bijeenkomsten/tour/{where}/{piece.public_id}", {"version": mark_of(piece)}
        assert client.post(address, data=form | mark | {"title": "Van de ander"}).status_code == 302
        late = client.post(address, data=form | mark | {"title": "Van mij"})
        assert late.status_code == 409 and "Van mij" in late.text and "Van de ander" in late.text
        db.session.expire_all()
        assert piece.title == "Van de ander"
        shown = re.search(r'name="version"[^>]*value="([0-9a-f]+)"', late.text)[1]
        assert client.post(address, data=form | {"title": "Van mij", "version": shown}).status_code == 302
        db.session.expire_all()
        assert piece.title == "Van mij", "who saw theirs can choose"


def test_what_changes_for_those_who_come_is_noted_and_shown(client, planned):
    part = operations.write_part(planned, "a" * 26, [], title="Lunch", starts=time(12, 30))
    db.session.query(Change).delete()
    db.session.commit()
    when = {"on": f"{planned.on:%d-%m-%Y}", "version": "1", "walk": "", "access": "", "closes_on": "", "catering_on": ""}
    client.post("/bijeenkomsten/tour/bewerken", data=WHOLE | when | {"starts": "13.00", "place": "De school", "ends": ""})
    client.post(f"/bijeenkomsten/tour/programma/{part.public_id}", data=PART | {"starts": "13.00", "version": mark_of(part)})
    client.post("/bijeenkomsten/tour/programma/nieuw", data=PART | {"title": "Borrel", "starts": "17.00", "ends": ""})
    noted = {(one.what, one.before, one.after) for one in db.session.query(Change)}
    assert noted == {
        (What.TITLE, "Zomertour Voorbeeldwijk", "Zomertour Voorbeeld"), (What.BEGINS, "12:30", "13:00"), (What.PLACE, "Wijkhuis", "De school"),
        (What.PART, "12:30", "13:00 13:15"), (What.PART_ADDED, "", "17:00"),
    }  # fmt: skip
    page = client.get("/bijeenkomsten/tour").text
    assert "13.00 uur" in page and "12.30 uur" in page and "Borrel" in page and the_one().sequence == 4


def test_what_changes_back_before_anybody_was_told_is_nothing(client, planned):
    for number, hour in enumerate(("13.00", "12.30"), start=1):
        when = {"on": f"{planned.on:%d-%m-%Y}", "version": str(number), "title": planned.title, "place": "Wijkhuis", "ends": "", "walk": "", "access": "", "closes_on": "", "catering_on": ""}
        assert client.post("/bijeenkomsten/tour/bewerken", data=WHOLE | when | {"starts": hour}).status_code == 302
    assert db.session.query(Change).count() == 0


def test_nothing_is_noted_of_a_draft(app):
    gathering = make_gathering(status=GatheringStatus.DRAFT)
    operations.write_part(gathering, "a" * 26, [], title="Lunch", starts=time(12, 30))
    operations.write(gathering, 1, [], starts=time(13))
    assert db.session.query(Change).count() == 0


def test_the_programme_stands_in_the_order_of_its_times(client, planned):
    for hour in ("15.00", "9", "12.30"):
        client.post("/bijeenkomsten/tour/programma/nieuw", data={"title": f"Om {hour}", "starts": hour})
    assert [part.title for part in the_one().parts] == ["Om 9", "Om 12.30", "Om 15.00"]
    part = the_one().parts[0]
    assert client.post(f"/bijeenkomsten/tour/programma/{part.public_id}/weg").status_code == 302
    assert [part.title for part in the_one().parts] == ["Om 12.30", "Om 15.00"]


def test_a_part_counts_places_only_when_people_choose_it(client, planned):
    without = {name: value for name, value in PART.items() if name != "is_chosen"}
    answer = client.post("/bijeenkomsten/tour/programma/nieuw", data=without)
    assert answer.status_code == 422 and "Soep." in answer.text


def test_a_stop_is_tied_to_a_challenge_a_theme_and_a_spot(client, planned):
    about = make_challenge(organisation=planned.organisation)
    theme = "verdichting"
    spot = {"latitude": "52,5067", "longitude": "4.9514", "challenge": about.slug, "theme": theme}
    assert client.post("/bijeenkomsten/tour/haltes/nieuw", data=STOP | spot).status_code == 302
    stop = the_one().stops[0]
    assert (stop.latitude, stop.longitude, stop.challenge, stop.theme.code) == (52.5067, 4.9514, about, theme)
    again = client.post("/bijeenkomsten/tour/haltes/nieuw", data=STOP)
    assert again.status_code == 409 and "Hofje vol auto" in again.text, "there is a stop 1 already"
    for typed in ({"latitude": "52.5", "longitude": ""}, {"latitude": "12", "longitude": "4.9"}, {"number": "nul"}):
        assert client.post(f"/bijeenkomsten/tour/haltes/{stop.public_id}", data=STOP | typed).status_code == 422
    assert client.post(f"/bijeenkomsten/tour/haltes/{stop.public_id}/weg").status_code == 302 and not the_one().stops


def test_a_copy_takes_the_programme_and_nothing_of_the_day(client, planned):
    operations.write_part(planned, "a" * 26, [], title="Lunch", starts=time(12, 30), capacity=20, is_chosen=True)
    operations.write_stop(planned, "b" * 26, None, None, number=1, title="Hofje")
    planned.cancelled_why, planned.sequence = "x", 4
    new = operations.copy(planned, "Volgend jaar", planned.on + timedelta(300), make_user(), "k")
    assert new.status is GatheringStatus.DRAFT and new.cancelled_why == "" and new.sequence == 0
    assert [(part.title, part.capacity) for part in new.parts] == [("Lunch", 20)]
    assert [stop.title for stop in new.stops] == ["Hofje"] and len(new.holders) == 3
    assert {part.public_id for part in new.parts}.isdisjoint(part.public_id for part in planned.parts)


def test_a_cancelled_one_keeps_its_page_and_says_why(client, planned):
    assert client.post("/bijeenkomsten/tour/afzeggen", data={"why": ""}).status_code == 422
    assert client.post("/bijeenkomsten/tour/afzeggen", data={"why": "Storm op komst."}).status_code == 302
    page = client.application.test_client().get("/bijeenkomsten/tour").text
    assert "gaat niet door" in page and "Storm op komst." in page and "EventCancelled" in page
    for path, sent in (("afzeggen", {"why": "Weer."}), ("bewerken", WHOLE | {"version": "2"}), ("programma/nieuw", PART)):
        assert client.post(f"/bijeenkomsten/tour/{path}", data=sent).status_code == 409, path
    assert "Zomertour Voorbeeldwijk" in client.get("/bijeenkomsten").text


def test_only_a_draft_is_thrown_away(client, planned):
    assert client.post("/bijeenkomsten/tour/weggooien").status_code == 409
    planned.status = GatheringStatus.DRAFT
    db.session.commit()
    assert client.post("/bijeenkomsten/tour/weggooien").status_code == 302
    assert db.session.query(Gathering).count() == db.session.query(Part).count() == 0


def test_the_names_of_our_own_pages_are_no_slug(app):
    gathering = make_gathering(title="Kalender", status=GatheringStatus.DRAFT, contact_email="a@b.example", access="Ja.")
    operations.write_part(gathering, "a" * 26, [], title="Lunch", starts=time(12, 30))
    for _number in range(2):
        give(gathering)
    operations.publish(gathering)
    assert gathering.slug == "kalender-2"


def test_a_task_is_given_told_and_taken_back(client, planned):
    answer = client.post("/bijeenkomsten/tour/taken", data={"email": "Helper@Elders.example", "task": "helper"})
    assert answer.status_code == 302
    helper = user_by_email("helper@elders.example")
    held = db.session.query(TaskHolder).filter_by(email="helper@elders.example").one()
    assert helper is not None and held.user_id == helper.id and held.task is Task.HELPER
    assert not helper.memberships, "who helps gets no role elsewhere"
    assert "deur" in mails_to("helper@elders.example")[0]
    client.post("/bijeenkomsten/tour/taken", data={"email": "helper@elders.example", "task": "helper"})
    assert len(mails_to("helper@elders.example")) == 1
    assert client.post(f"/bijeenkomsten/tour/taken/{held.id}/terug").status_code == 302
    assert not queries.tasks_of(helper)
    for typed in ({"email": "x", "task": "helper"}, {"email": "a@b.example", "task": "baas"}):
        assert client.post("/bijeenkomsten/tour/taken", data=typed).status_code == 422


def test_who_organises_is_invited_as_a_host_and_the_last_one_stays(client, planned, host):
    client.post("/bijeenkomsten/tour/taken", data={"email": "nieuw@elders.example", "task": "organiser"})
    assert user_by_email("nieuw@elders.example") is None and "uitgenodigd" in client.get("/bijeenkomsten/tour/taken").text.lower()
    for holder in [one for one in planned.holders if one.user_id != host.id]:
        operations.end(planned, holder)
    with pytest.raises(Refusal):
        operations.end(planned, planned.holders[0])


def test_who_is_left_alone_hears_it_and_the_pages_say_so(client, planned, host):
    colleague = next(holder for holder in planned.holders if holder.user_id != host.id)
    pages = [f"/bijeenkomsten/tour/{page}" for page in ("plannen", "taken")]
    assert all("geen twee organisatoren" not in client.get(page).text for page in pages)
    assert client.post(f"/bijeenkomsten/tour/taken/{colleague.id}/terug").status_code == 302
    assert ["enige organisator van" in text for text in mails_to(host.email)] == [True]
    assert all("geen twee organisatoren" in client.get(page).text for page in pages)


@pytest.mark.parametrize(("days", "haste"), [(3, "today"), (4, "")])
def test_a_task_at_a_gathering_that_is_near_is_told_at_once(client, planned, host, days, haste):
    planned.on = today() + timedelta(days=days)
    colleague = next(holder for holder in planned.holders if holder.user_id != host.id)
    db.session.commit()
    client.post("/bijeenkomsten/tour/taken", data={"email": "helper@elders.example", "task": "helper"})
    client.post(f"/bijeenkomsten/tour/taken/{colleague.id}/terug")
    assert [mail.haste for address in ("helper@elders.example", host.email) for mail in mail_to(address)] == [haste] * 2


def test_it_is_handed_over_in_one_deed(client, planned, host):
    typed = {"task": "instead", "email": "Nog@Niemand.example"}
    assert client.post("/bijeenkomsten/tour/taken", data=typed).status_code == 409, "who has no account cannot go on with it"
    held = next(holder for holder in planned.holders if holder.user_id != host.id)
    assert client.post("/bijeenkomsten/tour/taken", data=typed | {"email": held.email}).status_code == 409
    heir = make_user(Role.HOST, planned.organisation)
    assert client.post("/bijeenkomsten/tour/taken", data=typed | {"email": heir.email}).status_code == 302
    db.session.expire_all()
    assert {holder.user_id for holder in planned.holders} == {held.user_id, heir.id}
    assert len(mails_to(heir.email)) == 1 and not mails_to(held.email), "there are two, as before"
    with pytest.raises(Refusal):
        operations.hand_over(planned, make_user(Role.HOST, planned.organisation).email, host, "nl")


@pytest.mark.parametrize("page", ["plannen", "bewerken", "taken", "afzeggen", "kopieren", "programma/nieuw", "haltes/nieuw"])
def test_only_its_organisers_come_in(client, planned, sign_in, page):
    assert client.get(f"/bijeenkomsten/tour/{page}").status_code == 200
    for other in (make_user(Role.HOST, planned.organisation), give(planned, Task.HELPER, make_user()).user):
        sign_in(other)
        assert client.get(f"/bijeenkomsten/tour/{page}").status_code == 403


@pytest.mark.parametrize(("starts", "programme"), [
    (time(12, 30), ["12:30", "13:15", "14:15", "15:30", "16:30"]), (time(9), ["09:00", "09:45", "10:45", "12:00", "13:00"]),
    (time(21), ["21:00", "21:45", "22:45"]),
])  # fmt: skip
def test_the_usual_programme_begins_when_the_gathering_does(host, starts, programme):
    """Nobody signs up for a lunch before it begins; nothing begins after midnight, which is another day."""
    made = operations.begin(host.memberships[0].organisation, host, [], "k", title="Schouw", on=today(), starts=starts)
    assert [f"{part.starts:%H:%M}" for part in made.parts] == programme
