"""A second pair of eyes before a story is sent: a link, a yes or a no, and nothing that outlives the sending."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import g
from sqlalchemy import select

from app.contributions.models import AskedReader, Status, Step
from app.contributions.operations import forget_drafts
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.outbox import Email
from app.pages.own_data import everything_about
from tests.contributions.sharing import CHECK, FACTS, STORY, begin, flat, go_to_check, newest
from tests.factories import make_organisation, make_user
from tests.traces import everything_with

YES = {"agreed": "yes", "remark": "", "reader": "communicatie"}


@pytest.fixture
def reader(app):
    """The browser of whoever reads along."""
    return app.test_client()


def checked(client, **share):
    """A draft on its last screen, with the answers there kept."""
    base = go_to_check(client, **share)
    assert client.post(f"{base}/controle", data=CHECK | {"action": "along"}).location == f"{base}/meelezen"
    return base


def link_of(client, base, nth=-1):
    client.post(f"{base}/meelezen", data={})
    return links_on(client, base)[nth]


def links_on(client, base):
    return re.findall(r'value="http://localhost(/meelezen/verhaal/\w+)"', client.get(f"{base}/meelezen").text)


def seen_on(page):
    return re.search(r'name="seen" value="(\w+)"', page.text)[1]


def answered(browser, link, **changes):
    return browser.post(link, data=YES | {"seen": seen_on(browser.get(link))} | changes)


def test_a_link_shows_the_draft_as_it_would_be_sent_and_as_others_would_see_it(client, reader):
    bureau = make_organisation(name="Bureau Buiten")
    make_organisation(name="Nieuwsgierig BV")
    base = checked(client, organisation=bureau.name, neighbourhood="Oude Haven", kept_from="Nieuwsgierig BV")
    page = unescape(flat(reader.get(link_of(client, base))))
    card, whole = page.split("Dit gaat naar de redactie")
    assert CHECK["title"] in card and STORY["lesson"] in card and "Ede" not in card and bureau.name not in card
    for sent in (FACTS, STORY["lesson"], "Ede, Oude Haven", "2018", bureau.name, "Iedereen", "Anderen zien die niet"):
        assert sent in whole, sent
    assert "Nieuwsgierig" not in page


def test_a_yes_and_a_no_reach_the_writer_only_with_the_name_that_was_typed(client, reader):
    base = checked(client)
    link = link_of(client, base)
    assert answered(reader, link, agreed="no", remark="Noem de straat niet.").location == link
    page = flat(client.get(f"{base}/meelezen"))
    assert "Nee, zo niet" in page and "communicatie" in page and "Noem de straat niet." in page
    assert "Je zei nee op" in flat(reader.get(link)) and "Noem de straat niet." not in reader.get(link).text
    answered(reader, link)
    assert "Ja, dit kan zo" in flat(client.get(f"{base}/controle"))
    reader.post(link, data={"agreed": "yes", "seen": seen_on(reader.get(link))})  # the name may stay empty
    assert db.session.scalars(select(AskedReader)).one().reader == ""
    assert db.session.scalars(select(Email)).all() == []


def test_opening_the_link_changes_nothing(client, reader):
    link = link_of(client, checked(client))
    for _visit in range(2):
        assert reader.get(link).status_code == 200
    asked = db.session.scalars(select(AskedReader)).one()
    assert asked.agreed is None and asked.answered_at is None


def test_an_answer_that_says_nothing_comes_back_with_what_was_typed(client, reader):
    link = link_of(client, checked(client))
    answer = answered(reader, link, agreed="", remark="Ik twijfel nog over de titel.")
    assert answer.status_code == 422 and "Kies ja of nee." in answer.text and "Ik twijfel nog" in answer.text


def test_a_yes_is_about_the_text_that_was_read(client, reader):
    base = checked(client)
    link = link_of(client, base)
    answered(reader, link)
    assert "Dit gaat over een eerdere tekst" not in client.get(f"{base}/controle").text
    client.post(f"{base}/controle", data=CHECK | {"title": "Een andere titel"})  # sends it, with another title
    assert [step.what for step in newest().steps] == ["submitted"]


@pytest.mark.parametrize("change", [("verhaal", STORY | {"lesson": "Vraag het eerst aan de school."}), ("delen", {"audience": "members", "names_organisation": "no", "municipality": "Ede", "year": "2018"}), ("delen", {"audience": "public", "names_organisation": "no", "municipality": "Ede", "year": "2019"})])
def test_a_yes_to_an_earlier_text_says_so(client, reader, change):
    base = checked(client)
    link = link_of(client, base)
    answered(reader, link)
    assert "tells_of_yes" in client.get(f"{base}/controle").text
    word, typed = change
    client.post(f"{base}/{word}", data=typed)
    page = client.get(f"{base}/controle").text
    assert "Dit gaat over een eerdere tekst" in page and "tells_of_yes" not in page
    assert "Daarna is de tekst veranderd" in reader.get(link).text or "daarna veranderd" in reader.get(link).text


def test_an_answer_to_a_text_that_changed_meanwhile_is_refused_and_kept_on_the_page(client, reader):
    base = checked(client)
    link = link_of(client, base)
    before = seen_on(reader.get(link))
    client.post(f"{base}/verhaal", data=STORY | {"lesson": "Vraag het eerst aan de school."})
    answer = reader.post(link, data=YES | {"seen": before, "remark": "Mooi verhaal zo."})
    assert answer.status_code == 409 and "Mooi verhaal zo." in answer.text and "aan de school" in answer.text
    assert db.session.scalars(select(AskedReader)).one().agreed is None
    again = YES | {"seen": seen_on(answer), "remark": "Mooi verhaal zo."}
    assert reader.post(link, data=again).status_code == 303


def test_the_link_expires_on_the_day_that_is_shown(client, reader):
    base = checked(client)
    link = link_of(client, base)
    asked = db.session.scalars(select(AskedReader)).one()
    until = asked.expires_at
    assert until - asked.asked_at == timedelta(days=deal().read_along_days)
    for page in (client.get(f"{base}/meelezen"), reader.get(link)):
        assert f"{clock.local(until).day} " in page.text and "werkt tot" in flat(page)
    db.session.get_one(AskedReader, asked.id).expires_at = clock.now()
    db.session.commit()
    answer = reader.get(link)
    assert answer.status_code == 404 and FACTS not in answer.text and "Deze link opent niets" in answer.text
    assert reader.post(link, data=YES).status_code == 404
    assert "Hij werkte tot" in flat(client.get(f"{base}/meelezen"))


def test_the_writer_takes_a_link_back_with_what_was_said_on_it(client, reader):
    base = checked(client)
    kept, gone = link_of(client, base), link_of(client, base)
    answered(reader, gone, remark="Weg hiermee alsjeblieft.")
    taken = re.findall(r'value="(take_back:\w+)"', client.get(f"{base}/meelezen").text)[1]
    for _press in range(2):
        assert client.post(f"{base}/meelezen", data={"action": taken}).status_code == 303
    assert reader.get(gone).status_code == 404 and reader.get(kept).status_code == 200
    assert everything_with("weg hiermee") == []


def test_nobody_else_makes_or_takes_back_a_link(client, reader, sign_in):
    base = checked(client)
    link_of(client, base)
    sign_in(make_user(), reader)
    assert reader.get(f"{base}/meelezen").status_code == 404
    assert reader.post(f"{base}/meelezen", data={}).status_code == 404


def test_the_secret_is_stored_nowhere_and_leaves_with_no_request(client, reader):
    link = link_of(client, checked(client))
    assert everything_with(link.rsplit("/", 1)[1]) == []
    for answer in (reader.get(link), answered(reader, link), reader.get("/meelezen/verhaal/geraden"), reader.get("/meelezen/geraden")):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    assert 'name="robots" content="noindex"' in reader.get(link).text
    assert not re.search(r'(src|href)="https?://(?!localhost)', reader.get(link).text)


def test_a_form_without_a_referrer_passes_with_its_token_and_not_without(client, reader, guarded):
    base = checked_with_tokens(client)
    link = links_on(client, base)[0]
    g.pop("csrf_token")  # of the other browser, in the context that a test shares
    page = reader.get(link, base_url="https://localhost")
    token = re.search(r'name="csrf_token" type="hidden" value="([^"]+)"', page.text)[1]
    sent = YES | {"seen": seen_on(page), "remark": "Zo is het goed, stuur maar."}
    without = reader.post(link, data=sent, base_url="https://localhost")
    assert without.status_code == 400 and "Zo is het goed" in without.text
    assert reader.post(link, data=sent | {"csrf_token": token}, base_url="https://localhost").status_code == 303


def checked_with_tokens(client):
    """The draft is made without tokens, the link with one: only its page is looked at here."""
    config = client.application.config
    config["WTF_CSRF_ENABLED"] = False
    base = checked(client)
    link_of(client, base)
    config["WTF_CSRF_ENABLED"] = True
    return base


def test_guessing_is_slowed_down_and_keeps_nobody_out_who_has_the_link(client, reader):
    link = link_of(client, checked(client))
    for guess in range(30):
        assert reader.get(f"/meelezen/{'verhaal/' if guess % 2 else ''}geraden{guess}").status_code == 404
    assert reader.get("/meelezen/geraden").status_code == 429
    assert reader.get(link).status_code == 200


def test_a_second_press_makes_no_second_link_and_ten_are_the_most(client):
    base = checked(client)
    for _press in range(2):
        assert client.post(f"{base}/meelezen", data={"key": "dezelfde"}).status_code == 303
    assert len(links_on(client, base)) == 1
    for _link in range(9):
        client.post(f"{base}/meelezen", data={})
    answer = client.post(f"{base}/meelezen", data={})
    assert answer.status_code == 409 and "tien links" in answer.text


def test_there_is_no_link_to_a_story_that_is_not_written(client):
    base = begin(client)
    page = client.get(f"{base}/meelezen")
    assert "Vul eerst je verhaal in" in page.text and "Maak de link" not in page.text
    assert client.post(f"{base}/meelezen", data={}).status_code == 409


def test_after_sending_the_link_says_so_and_shows_nothing(client, reader):
    base = checked(client)
    link = link_of(client, base)
    answered(reader, link, remark="Prima zo, wat mij betreft.", reader="Jurist van het stadsdeel")
    before = seen_on(reader.get(link))
    assert client.post(f"{base}/controle", data=CHECK).location == f"{base}/verstuurd"
    page = reader.get(link)
    assert "Dit verhaal is verstuurd" in page.text
    assert not any(word in page.text for word in (FACTS, STORY["lesson"], CHECK["title"], "Ede", "Jurist"))
    late = reader.post(link, data=YES | {"seen": before, "remark": "Toch liever niet zo."})
    assert late.status_code == 409 and "Toch liever niet zo." in late.text and FACTS not in late.text
    assert everything_with("prima zo") == [] and everything_with("jurist van") == []
    assert client.get(f"{base}/meelezen").location == f"{base}/verstuurd"


@pytest.mark.parametrize(("tells", "agreed", "steps"), [("y", "yes", ["submitted", "read_along"]), ("", "yes", ["submitted"]), ("y", "no", ["submitted"])])
def test_the_desk_hears_of_a_yes_only_when_the_writer_wants_that(client, reader, tells, agreed, steps):
    base = checked(client)
    answered(reader, link_of(client, base), agreed=agreed)
    client.post(f"{base}/controle", data=CHECK | ({"tells_of_yes": "y"} if tells else {}))
    assert sorted(step.what for step in newest().steps) == sorted(steps)
    assert all(step.note == "" for step in db.session.scalars(select(Step)))


@pytest.mark.parametrize("agreed", ["no", None])
def test_a_no_or_silence_never_holds_up_the_sending(client, reader, agreed):
    base = checked(client)
    link = link_of(client, base)
    if agreed:
        answered(reader, link, agreed=agreed)
    assert client.post(f"{base}/controle", data=CHECK).location == f"{base}/verstuurd"
    assert newest().status is Status.RECEIVED


def test_a_draft_that_is_thrown_away_or_too_old_takes_its_links_along(client, reader, monkeypatch):
    base = checked(client)
    link = link_of(client, base)
    answered(reader, link, remark="Ik vind het een goed verhaal.")
    client.post(f"{base}/weg", data={})
    assert reader.get(link).status_code == 404 and everything_with("goed verhaal") == []
    link = link_of(client, checked(client))
    moment = clock.now() + timedelta(days=deal().draft_days + 1)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert forget_drafts() == 1
    db.session.commit()
    assert db.session.scalars(select(AskedReader)).all() == []


def test_in_another_browser_the_links_stand_without_their_secret(app, client, reader, sign_in):
    user = make_user()
    sign_in(user)
    base = checked(client)
    link_of(client, base)
    sign_in(user, reader)
    page = reader.get(f"{base}/meelezen").text
    assert "De link zelf zie je alleen in de browser" in page and "/meelezen/verhaal/" not in page.replace(base, "")


def test_what_is_read_along_does_not_depend_on_who_reads_it(app, client, reader, sign_in):
    """The name waits for proof of its writer, also when somebody of that organisation reads along."""
    bureau = make_organisation(name="Bureau Buiten")
    base = checked(client, organisation=bureau.name, names_organisation="yes")
    link = link_of(client, base)
    plain = reader.get(link).text.split("<main")[1].split("</main")[0]
    sign_in(make_user(works_at=bureau), reader)
    assert reader.get(link).text.split("<main")[1].split("</main")[0] == plain
    assert "Bureau Buiten" not in plain.split("Dit gaat naar de redactie")[0]


def test_the_own_data_holds_who_read_along(client, reader, sign_in):
    user = make_user()
    sign_in(user)
    answered(reader, link_of(client, checked(client)), remark="Laat de straat weg.")
    found = everything_about(user)["drafts"][0]["read_along"]
    assert [(line["reader"], line["agreed"], line["remark"]) for line in found] == [("communicatie", True, "Laat de straat weg.")]
