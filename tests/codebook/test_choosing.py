"""The queue of a split term: every text that can be read waits until somebody of the desk chose for it."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.codebook.models import Deed, Retag
from app.codebook.operations import take_back
from app.contributions.models import Audience, Provenance, Reading, Status
from app.contributions.operations import freeze, publish
from app.core.clock import today
from app.core.database import db
from app.taxonomy.models import Dimension, Term
from tests.codebook.made import change, codes
from tests.factories import make_contribution, make_user, save, term

OLD, KEPT = "deelmobiliteit/hubs", "ondergrond"


@pytest.fixture
def split(app):
    """A sub-theme that became two, one of them new."""
    return change(Deed.SPLIT, OLD, parts=[{"name_nl": "Wijkhub", "name_en": "Hub"}, {"code": "deelmobiliteit/deelvervoer"}])


@pytest.fixture
def editor(app, sign_in):
    user = make_user(Role.EDITOR)
    sign_in(user)
    return user


def new_code():
    return db.session.scalars(select(Term.code).where(Term.name_nl == "Wijkhub")).one()


def story(**more):
    return make_contribution(terms=[term(Dimension.THEME, OLD), term(Dimension.THEME, KEPT)], **more)


def shown(client, split, query=""):
    """The text that the page asks about, by its id; None when nothing waits."""
    page = client.get(f"/redactie/begrippen/{split.id}{query}").text
    found = re.search(rf'action="/redactie/begrippen/{split.id}/(\w+)"', page)
    return found[1] if found else None


def test_one_by_one_until_every_text_was_decided(client, split, editor):
    stories = {found.public_id: found for found in (story(), story(), story())}
    assert "0 van 3 gekozen" in client.get("/redactie/begrippen").text
    new, answers = new_code(), []
    for kies, ticked in (("begrippen", [new]), ("begrippen", [new, "deelmobiliteit/deelvervoer"]), ("geen", [])):
        public_id = shown(client, split)
        answers.append(public_id)
        assert client.post(f"/redactie/begrippen/{split.id}/{public_id}", data={"kies": kies, "term": ticked}).status_code == 302
    db.session.expire_all()
    assert shown(client, split) is None and "Compleet" in client.get(f"/redactie/begrippen/{split.id}").text
    assert "3 van 3 gekozen" in client.get("/redactie/begrippen").text
    assert [codes(stories[key]) for key in answers] == [sorted([new, KEPT]), sorted([new, KEPT, "deelmobiliteit/deelvervoer"]), [KEPT]]
    of_new = next(tag for tag in stories[answers[0]].tags if tag.term.code == new)
    assert of_new.provenance is Provenance.REVIEWER
    assert stories[answers[0]].title in client.get(f"/bijdragen?thema={term(Dimension.THEME, OLD).slug}").text


def test_later_puts_off_and_comes_round_again(client, split, editor):
    both = sorted(found.public_id for found in (story(), story()))
    first = shown(client, split)
    assert first == both[0]
    later = client.post(f"/redactie/begrippen/{split.id}/{first}", data={"kies": "later"})
    assert later.status_code == 302 and shown(client, split, f"?na={first}") == both[1]
    assert shown(client, split, f"?na={both[1]}") == both[0]
    assert not db.session.scalars(select(Retag)).all()


def test_nothing_ticked_is_no_answer(client, split, editor):
    found = story()
    answer = client.post(f"/redactie/begrippen/{split.id}/{found.public_id}", data={"kies": "begrippen", "term": "verdichting"})
    assert answer.status_code == 422 and "Kruis minstens één begrip aan" in answer.text and found.title in answer.text
    assert OLD in codes(found)


def test_a_choice_can_be_put_back(client, split, editor):
    found = story()
    address = f"/redactie/begrippen/{split.id}/{found.public_id}"
    client.post(address, data={"kies": "begrippen", "term": new_code()})
    assert client.post(f"{address}/terug").status_code == 302
    db.session.expire_all()
    assert codes(found) == sorted([OLD, KEPT]) and shown(client, split) == found.public_id
    assert {tag.provenance for tag in found.tags} == {Provenance.CONTRIBUTOR}
    assert client.post(f"{address}/terug").status_code == 409


def test_two_people_at_once_do_not_overwrite_each_other(client, app, split, editor, sign_in):
    found, other = story(), story()
    address = f"/redactie/begrippen/{split.id}/{found.public_id}"
    assert client.post(address, data={"kies": "begrippen", "term": new_code()}).status_code == 302
    second = app.test_client()
    sign_in(make_user(Role.EDITOR), second)
    late = second.post(address, data={"kies": "geen"})
    assert late.status_code == 409 and "Iemand anders koos" in late.text and other.public_id in late.text
    db.session.expire_all()
    assert new_code() in codes(found)


def test_only_what_may_be_read_is_asked_and_counted(client, split, editor):
    shown_one, waiting = story(audience=Audience.MEMBERS), story(status=Status.READING, title="Nog niet gelezen")
    page = client.get(f"/redactie/begrippen/{split.id}").text
    assert "0 van 1 gekozen" in page and shown_one.title in page and "Nog niet gelezen" not in page
    assert client.post(f"/redactie/begrippen/{split.id}/{waiting.public_id}", data={"kies": "geen"}).status_code == 404
    assert OLD in codes(waiting)
    publish(waiting)
    db.session.commit()
    assert "0 van 2 gekozen" in client.get(f"/redactie/begrippen/{split.id}").text, "it joins when it is visible"


def test_a_text_that_is_frozen_waits(client, split, editor):
    found = story()
    freeze([found.id], "W1", today(), make_user(Role.ADMINISTRATOR))
    db.session.commit()
    answer = client.post(f"/redactie/begrippen/{split.id}/{found.public_id}", data={"kies": "geen"})
    assert answer.status_code == 409 and "bevroren" in answer.text and OLD in codes(found)


def test_an_undone_split_gives_every_text_its_term_back(client, split, editor):
    one, other = story(), story()
    for found, kies in ((one, "begrippen"), (other, "geen")):
        client.post(f"/redactie/begrippen/{split.id}/{found.public_id}", data={"kies": kies, "term": new_code()})
    db.session.expire_all()
    take_back(split, make_user(Role.ADMINISTRATOR))
    db.session.commit()
    assert codes(one) == codes(other) == sorted([OLD, KEPT])
    assert client.get(f"/redactie/begrippen/{split.id}").status_code == 404


def test_what_came_of_it_and_was_merged_or_split_again_is_offered_as_it_is_now(client, split, editor):
    story()
    change(Deed.SPLIT, new_code(), parts=[{"name_nl": "Grote hub", "name_en": ""}, {"name_nl": "Kleine hub", "name_en": ""}])
    change(Deed.MERGE, "deelmobiliteit/deelvervoer", heir="verdichting")
    page = client.get(f"/redactie/begrippen/{split.id}").text
    assert "Grote hub" in page and "Kleine hub" in page and 'value="verdichting"' in page
    assert f'value="{new_code()}"' not in page and 'value="deelmobiliteit/deelvervoer"' not in page


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.HOST, Role.ADMINISTRATOR])
def test_only_the_desk_chooses(client, app, split, sign_in, role):
    found = story()
    if role:
        sign_in(make_user(role))
    for address in ("/redactie/begrippen", f"/redactie/begrippen/{split.id}"):
        assert client.get(address).status_code == (403 if role else 302)
    assert client.post(f"/redactie/begrippen/{split.id}/{found.public_id}", data={"kies": "geen"}).status_code in (401, 403)
    assert OLD in codes(found)


def test_a_reader_who_saves_the_tags_of_a_text_keeps_a_term_that_is_retired(client, split, editor):
    found = story(status=Status.READING)
    save(Reading(contribution_id=found.id, reader_id=editor.id))
    page = client.get(f"/redactie/{found.public_id}").text
    assert f'value="{OLD}"' in page and f'value="{new_code()}"' in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    texts = {"title": found.title, "facts": found.facts, "lesson": found.lesson, "opinion": "", "version": version}
    assert client.post(f"/redactie/{found.public_id}/tekst", data=texts | {"term": [OLD, new_code()]}).status_code == 302
    db.session.expire_all()
    assert codes(found) == sorted([OLD, new_code()])
