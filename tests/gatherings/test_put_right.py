"""An organisation that was typed wrong is put right, by whom it is of and by the organiser; so many of each still hold."""

from datetime import time

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.core.database import db
from app.gatherings import queries
from app.gatherings.models import Registration
from tests.at_once import at_once, posts
from tests.factories import make_organisation
from tests.gatherings.made import give
from tests.gatherings.signing_up import comes, everybody, gathering_with, link_in, mails, page_of, state, states, typed

FORM, ADD = "/bijeenkomsten/tour/aanmelden", "/bijeenkomsten/tour/aanmeldingen/toevoegen"
FULL = "komen er al zoveel mensen als er mogen"


@pytest.fixture
def tour(app):
    return gathering_with(9, slug="tour", most_per_organisation=1)


def change(client, made, organisation, **changes):
    (lunch,) = made.gathering.parts
    sent = {"name": made.name, "parts": [lunch.public_id], "organisation": organisation} | changes
    return client.post(f"{page_of(made)}/wijzigen", data=sent)


def put_right(client, made, organisation):
    return client.post(f"/bijeenkomsten/tour/aanmeldingen/{made.public_id}/organisatie", data={"organisation": organisation})


def offices(gathering):
    wanted = select(Registration).where(Registration.gathering_id == gathering.id).order_by(Registration.id)
    return [one.shown_organisation for one in db.session.scalars(wanted.execution_options(populate_existing=True))]


def test_who_signed_up_writes_another_organisation(client, tour):
    made, known = comes(tour, organisation_name="Bureau Sraat"), make_organisation(name="Gemeente Voorbeeldwijk")
    page = client.get(f"{page_of(made)}/wijzigen").text
    assert 'value="Bureau Sraat"' in page and '<option value="Gemeente Voorbeeldwijk">' in page
    assert change(client, made, "gemeente voorbeeldwijk").status_code == 303
    assert offices(tour) == ["Gemeente Voorbeeldwijk"] and everybody(tour)[0].organisation_id == known.id
    assert change(client, made, "Bureau Straat").status_code == 303
    assert offices(tour) == ["Bureau Straat"] and state(made) == "held"


def test_no_more_of_one_organisation_come_by_changing_it(client, tour):
    comes(tour, organisation_name="Bureau Straat")
    made = comes(tour, organisation_name="Bureau Plein")
    for path, words in (("", FULL), ("/en", "As many people of Bureau Straat come as may")):
        answer = client.post(f"{path}{page_of(made)}/wijzigen", data={"name": "Bas Brug", "parts": [tour.parts[0].public_id], "organisation": "Bureau Straat", "diet": "Geen ui"})
        assert answer.status_code == 409 and words in answer.text
        assert all(typed_words in answer.text for typed_words in ("Bas Brug", 'value="Bureau Straat"', "Geen ui"))
    assert offices(tour) == ["Bureau Straat", "Bureau Plein"] and everybody(tour)[1].name == made.name
    assert change(client, made, "").status_code == 422, "and leaving it empty is no way around it"
    assert change(client, made, "Bureau Plein", name="Bas Brug").status_code == 303


def test_what_a_change_frees_goes_to_who_waits_for_it(client, tour):
    wrong, waits = comes(tour, organisation_name="Bureau Straat"), comes(tour, organisation_name="Bureau Straat")
    assert (state(wrong), state(waits)) == ("held", "waiting")
    assert change(client, wrong, "Bureau Plein").status_code == 303
    assert (state(wrong), state(waits)) == ("held", "offered")


def test_who_waits_for_a_wrong_organisation_gets_the_place_once_it_is_right(client, sign_in, tour):
    comes(tour, organisation_name="Bureau Straat")
    waits = comes(tour, organisation_name="Bureau Straat")
    sign_in(give(tour).user)
    assert put_right(client, waits, "Bureau Plein").status_code == 303
    assert state(waits) == "offered" and offices(tour)[1] == "Bureau Plein"


def test_whoever_named_none_before_there_was_a_maximum_changes_the_rest(client, tour):
    made = comes(tour)
    assert change(client, made, "", diet="Geen ui").status_code == 303
    assert queries.wishes_of(made).diet == "Geen ui"


def test_the_organiser_puts_it_right_and_nobody_else(client, sign_in, tour):
    made = comes(tour, organisation_name="Bureau Sraat", name="Ada Brug")
    path = f"/bijeenkomsten/tour/aanmeldingen/{made.public_id}/organisatie"
    sign_in(give(tour).user)
    assert path in client.get("/bijeenkomsten/tour/aanmeldingen").text
    assert "Ada Brug" in client.get(path).text
    empty = put_right(client, made, "  ")
    assert empty.status_code == 422 and "van elke organisatie kan er 1 persoon komen" in empty.text
    assert put_right(client, made, "Bureau Straat").status_code == 303
    assert offices(tour) == ["Bureau Straat"] and "Bureau Straat" in client.get(page_of(made)).text
    comes(tour, organisation_name="Bureau Plein")
    full = put_right(client, made, "bureau plein")
    assert full.status_code == 409 and FULL in full.text and 'value="bureau plein"' in full.text
    other = comes(gathering_with(3, slug="ander"))
    assert put_right(client, other, "Bureau Straat").status_code == 404, "somebody of another gathering"
    client.post("/uitloggen")
    assert put_right(client, made, "Bureau Brug").status_code != 303 and offices(tour)[0] == "Bureau Straat"


def test_once_it_began_nothing_is_changed(client, sign_in, tour):
    made, host = comes(tour, organisation_name="Bureau Sraat"), give(tour).user
    sign_in(host)
    tour.on, tour.starts = today(), time(0)
    db.session.commit()
    assert put_right(client, made, "Bureau Straat").status_code == 409 and offices(tour) == ["Bureau Sraat"]


@pytest.mark.parametrize("by_organiser", [False, True], ids=["themselves", "organiser"])
def test_two_who_change_to_one_organisation_at_one_moment(app, sign_in, monkeypatch, tour, by_organiser):
    made = [comes(tour, organisation_name=f"Bureau {n}") for n in range(4)]
    lunch, host = tour.parts[0].public_id, give(tour).user
    monkeypatch.setattr(app, "test_client_class", None)
    browsers = [app.test_client() for _one in made]
    if by_organiser:
        for browser in browsers:
            sign_in(host, browser)
    there = {False: (f"{page_of(one)}/wijzigen" for one in made), True: (f"/bijeenkomsten/tour/aanmeldingen/{one.public_id}/organisatie" for one in made)}
    sent = {"name": "Ada", "parts": [lunch], "organisation": "Bureau Straat"}
    answers = at_once(app, *(posts(browser, path, sent) for browser, path in zip(browsers, there[by_organiser], strict=True)))
    assert sorted(answers) == [303, 409, 409, 409]
    assert offices(tour).count("Bureau Straat") == 1 and states(tour) == ["held"] * 4


def test_whoever_comes_along_has_an_organisation_and_wishes_of_their_own(client, tour):
    tour.most_per_organisation = None
    db.session.commit()
    form = typed(tour, name="Ans", organisation="Bureau Straat", anderen="0")
    page = client.post(FORM, data=form | {"nog": "1"}).text
    assert 'name="ander-1-organisation" type="text" value="Bureau Straat"' in page, "filled in, and asked"
    his = {"ander-1-name": "Bo", "ander-1-email": "bo@voorbeeld.example", "ander-1-parts": form["parts"], "ander-1-organisation": "Bureau Plein", "ander-1-foods": ["no_pork"], "ander-1-access": "Een stoel"}
    assert client.post(FORM, data=form | his | {"anderen": "1"}).status_code == 303
    client.post(link_in(mails(form["email"])[0]))
    ans, bo = everybody(tour)
    assert [one.shown_organisation for one in (ans, bo)] == ["Bureau Straat", "Bureau Plein"]
    assert (queries.wishes_of(ans), queries.wishes_of(bo).foods, queries.wishes_of(bo).access) == (None, "no_pork", "Een stoel")
    assert "Een stoel" in client.get(page_of(bo)).text and "Een stoel" not in client.get(page_of(ans)).text


def test_a_block_with_a_wish_and_no_name_is_not_passed_over(client, tour):
    form = typed(tour, organisation="Bureau Straat", anderen="1") | {"ander-1-organisation": "Bureau Straat"}
    missing = client.post(FORM, data=form | {"ander-1-diet": "Geen koriander"})
    assert missing.status_code == 422 and "Geen koriander" in missing.text and not everybody(tour)
    assert client.post(FORM, data=form).status_code == 303 and len(everybody(tour)) == 1, "one that only has what was filled in is nobody"


def test_where_so_many_of_each_come_it_is_asked_of_everybody(client, tour):
    form = typed(tour, organisation="Bureau Straat", anderen="1") | {"ander-1-name": "Bo", "ander-1-email": "bo@voorbeeld.example", "ander-1-parts": [tour.parts[0].public_id], "ander-1-organisation": ""}
    answer = client.post(FORM, data=form)
    assert answer.status_code == 422 and 'id="ander-1-organisation-f"' in answer.text and not everybody(tour)


def test_an_organiser_writes_what_somebody_needs_whom_they_add(client, sign_in, tour):
    sign_in(give(tour).user)
    form = typed(tour, name="Aafje Zand", organisation="Bureau Straat", foods=["vegan"], diet="Geen ui", access="Een stoel")
    wrong = client.post(ADD, data=form | {"name": ""})
    assert wrong.status_code == 422 and all(words in wrong.text for words in ("Geen ui", "Een stoel"))
    assert client.post(ADD, data=form).status_code == 303
    (made,) = everybody(tour)
    kept = queries.wishes_of(made)
    assert (kept.foods, kept.diet, kept.access) == ("vegan", "Geen ui", "Een stoel")
    assert not any("stoel" in mail.text or "ui" in mail.subject for mail in mails())
    assert "Een stoel" in client.get("/bijeenkomsten/tour/aanmeldingen").text
