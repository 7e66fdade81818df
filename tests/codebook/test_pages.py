"""The pages on which an administrator runs the vocabulary."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.codebook.models import Deed, State, TermChange
from app.codebook.operations import planning, take_effect_of_today
from app.contributions.models import Audience
from app.core.clock import today
from app.core.database import db
from app.taxonomy.models import Dimension, Term
from tests.codebook.made import change, codes, words
from tests.factories import make_challenge, make_contribution, make_question, make_user, term

OLD, HEIR = "ondergrond", "verdichting"


@pytest.fixture
def administrator(app, sign_in):
    user = make_user(Role.ADMINISTRATOR, given_name="Ada")
    sign_in(user)
    return user


def page_of(code, dimension=Dimension.THEME):
    return f"/beheer/begrippen/{term(dimension, code).id}"


def sent(found, action="doe", **fields):
    usual = {"reason": "Zo zeggen mensen het zelf.", "on": today().strftime("%d-%m-%Y"), "version": str(found.version), "action": action}
    return usual | fields


def test_the_list_shows_the_tree_its_use_and_what_is_gone(client, administrator):
    make_contribution(terms=[term(Dimension.THEME, "ondergrond/ordening")])
    change(Deed.MERGE, "deelmobiliteit", heir=HEIR)
    change(Deed.RENAME, OLD, on=today() + timedelta(days=9), **words("Onder de grond"))
    page = client.get("/beheer/begrippen").text
    assert "ondergrond/ordening" in page and "1 bijdrage" in page
    assert "Niet meer in gebruik" in page and "deelmobiliteit" in page
    assert "Gepland" in page and "Onder de grond" in page
    for dimension in Dimension:
        assert client.get(f"/beheer/begrippen?soort={dimension}").status_code == 200
    assert "vocabulary.json" in client.get("/beheer/begrippen?soort=role").text


def test_the_counts_tell_nothing_of_what_is_hidden(client, administrator):
    hidden = make_contribution(terms=[term(Dimension.THEME, OLD)], audience=Audience.MEMBERS)
    assert hidden.tags
    assert "0 bijdragen" in client.get(page_of(OLD)).text
    found = term(Dimension.THEME, OLD)
    look = client.post(f"{page_of(OLD)}/samenvoegen", data=sent(found, "kijk", heir=HEIR)).text
    assert "0 bijdragen, 0 uitdagingen, 0 vraagstukken" in look


def test_it_first_tells_what_changes_and_then_does_it(client, administrator):
    story = make_contribution(terms=[term(Dimension.THEME, OLD)])
    make_challenge(terms=[term(Dimension.THEME, OLD)])
    make_question(contribution=story)
    found = term(Dimension.THEME, OLD)
    look = client.post(f"{page_of(OLD)}/samenvoegen", data=sent(found, "kijk", heir=HEIR))
    assert look.status_code == 200 and "1 bijdrage, 1 uitdaging, 1 vraagstuk" in look.text
    db.session.expire_all()
    assert found.is_in_use and not db.session.scalars(select(TermChange)).all()
    done = client.post(f"{page_of(OLD)}/samenvoegen", data=sent(found, heir=HEIR))
    assert done.status_code == 302
    db.session.expire_all()
    assert found.replaced_by.code == HEIR
    history = client.get(page_of(OLD)).text
    assert "Ada" in history and "Zo zeggen mensen het zelf." in history and "Ging op in" in history


@pytest.mark.parametrize(
    ("word", "code", "fields"),
    [
        ("hernoemen", OLD, {"name_nl": "Onder de grond", "name_en": "Below", "synonyms": "kelder\nriool\n\nkelder"}),
        ("verplaatsen", "ondergrond/ordening", {"parent": HEIR}),
        ("samenvoegen", OLD, {"heir": HEIR}),
        ("splitsen", "deelmobiliteit", {"part_1": "Deelauto", "part_2": "Verdichting"}),
        ("afvoeren", "deelmobiliteit/hubs", {}),
    ],
)
def test_every_deed_can_be_done_planned_and_taken_back(client, administrator, word, code, fields):
    address, found = f"{page_of(code)}/{word}", term(Dimension.THEME, code)
    assert client.get(address).status_code == 200
    later = (today() + timedelta(days=5)).strftime("%d-%m-%Y")
    assert client.post(address, data=sent(found, **fields | {"on": later})).status_code == 302
    planned = db.session.scalars(select(TermChange)).one()
    assert planned.state is State.PLANNED and "Gepland" in client.get(page_of(code)).text
    assert client.post(f"/beheer/begrippen/wijzigingen/{planned.id}/terug").status_code == 302
    db.session.expire_all()
    before = db.session.scalars(select(Term.name_nl).where(Term.until.is_(None)).order_by(Term.id)).all()
    assert client.post(address, data=sent(found, **fields)).status_code == 302
    done = db.session.scalars(select(TermChange).order_by(TermChange.id.desc())).first()
    assert done.state is State.DONE
    assert client.post(f"/beheer/begrippen/wijzigingen/{done.id}/terug").status_code == 302
    db.session.expire_all()
    assert done.state is State.UNDONE and done.ended_by.given_name == "Ada"
    assert db.session.scalars(select(Term.name_nl).where(Term.until.is_(None)).order_by(Term.id)).all() == before
    assert client.post(f"/beheer/begrippen/wijzigingen/{done.id}/terug").status_code == 409


def test_a_new_term_gets_a_code_of_its_name_and_can_be_chosen(client, administrator):
    fields = {"name_nl": "Stille plekken", "name_en": "Quiet places", "parent": OLD, "reason": "Dat misten we.", "on": today().isoformat(), "action": "doe"}
    assert client.post("/beheer/begrippen/nieuw", data=fields).status_code == 302
    assert term(Dimension.THEME, "ondergrond/stille-plekken").since == today()
    again = client.post("/beheer/begrippen/nieuw", data=fields)
    assert again.status_code == 409 and "Dat misten we." in again.text
    assert client.post("/beheer/begrippen/nieuw?soort=role", data=fields).status_code == 404


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, administrator):
    found = term(Dimension.THEME, OLD)
    back = client.post(f"{page_of(OLD)}/hernoemen", data=sent(found, name_nl="", name_en="Kept words", reason="", on="gisteren"))
    assert back.status_code == 422 and "Kept words" in back.text
    assert "Schrijf een naam." in back.text
    past = client.post(f"{page_of(OLD)}/hernoemen", data=sent(found, name_nl="X", on="01-01-2020"))
    assert past.status_code == 422 and "vandaag of een latere dag" in past.text


def test_who_comes_second_reads_so_and_keeps_what_they_typed(client, administrator):
    found = term(Dimension.THEME, OLD)
    fields = sent(found, name_nl="Diepte van de straat")
    change(Deed.RENAME, OLD, **words("Onder de grond"))
    late = client.post(f"{page_of(OLD)}/hernoemen", data=fields)
    assert late.status_code == 409 and "Diepte van de straat" in late.text and "Iemand anders" in late.text
    db.session.expire_all()
    assert found.name_nl == "Onder de grond"
    once_more = client.post(f"{page_of(OLD)}/hernoemen", data=sent(found, name_nl="Diepte van de straat"))
    assert once_more.status_code == 302


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.EDITOR, Role.HOST, Role.COORDINATOR])
def test_nobody_else_runs_the_vocabulary(client, sign_in, app, role):
    if role:
        sign_in(make_user(role))
    made = change(Deed.RENAME, OLD, **words("Onder de grond"))
    for address in ("/beheer/begrippen", page_of(OLD), f"{page_of(OLD)}/hernoemen", "/beheer/begrippen/nieuw"):
        assert client.get(address).status_code == (403 if role else 302)
    assert client.post(f"/beheer/begrippen/wijzigingen/{made.id}/terug").status_code in (401, 403)
    db.session.expire_all()
    assert made.state is State.DONE


def test_what_very_many_texts_carry_is_left_to_the_job(client, administrator, monkeypatch):
    monkeypatch.setattr(planning, "AT_ONCE", 1)
    found = term(Dimension.THEME, OLD)
    stories = [make_contribution(terms=[found]) for _n in range(2)]
    db.session.commit()
    answer = client.post(f"{page_of(OLD)}/samenvoegen", data=sent(found, heir=HEIR), follow_redirects=True)
    assert "gaat binnen tien minuten in" in answer.text and "Gepland" in answer.text
    made = db.session.scalars(select(TermChange)).one()
    assert made.state is State.PLANNED and codes(stories[0]) == [OLD]
    assert take_effect_of_today() == 1
    db.session.commit()
    assert made.state is State.DONE and {tuple(codes(story)) for story in stories} == {(HEIR,)}


def test_no_term_is_chosen_beforehand_to_go_up_in(client, administrator):
    page = client.get(f"{page_of(OLD)}/samenvoegen").text
    assert '<option value="">' in page or '<option value="" selected>' in page or '<option selected value="">' in page
    answer = client.post(f"{page_of(OLD)}/samenvoegen", data=sent(term(Dimension.THEME, OLD), "kijk", heir=""))
    assert answer.status_code == 422 and "Kies het begrip dat blijft" in answer.text
