"""A story without a name that goes back to the desk: its contributor says anew who may not read it."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, Contribution, Side, Status
from app.core import clock
from app.core.database import db
from tests.contributions.followed import NEW, fresh, say_yes
from tests.contributions.talking import answer_to, conversation, host_of
from tests.factories import make_contribution, make_organisation, make_user, seen_text
from tests.review.desk import desk_of

MORE = {"everybody": "y", "sure": "y"}
WAYS = {"tekst": NEW, "ruimer": MORE}
NAME = "Bureau Nieuwsgierig"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def bureau(app):
    return make_organisation(name=NAME)


@pytest.fixture
def visible(app, code, bureau):
    """Read by two and visible for members: of whom it was kept nobody knows any more."""
    with app.test_request_context("/"):
        story = make_contribution(
            status=Status.RECEIVED, code=code, kept_from=[bureau], listed=False, audience=Audience.MEMBERS, place=None
        )
        for _reader in range(2):
            operations.open_to_read(story, by=make_user(Role.EDITOR))
        operations.publish(story)
        db.session.commit()
    assert fresh(story).kept_from == []
    return story


def names():
    db.session.expire_all()
    return [organisation.name for organisation in db.session.scalars(select(Contribution)).one().kept_from]


def send(client, code, way, **typed):
    return client.post(f"/volg/{code}/{way}", data=WAYS[way] | typed)


@pytest.mark.parametrize("way", WAYS)
def test_who_is_named_anew_can_not_open_it_and_somebody_else_can(client, sign_in, visible, bureau, code, way):
    page = client.get(f"/volg/{code}/{way}").text
    assert 'name="kept_from"' in page and "weer zonder naam zichtbaar" in page
    visible.readings[0].reader.memberships[0].ended_at = clock.now()  # this reader is not of the desk any more
    db.session.commit()
    assert send(client, code, way, kept_from="bureau nieuwsgierig").status_code == 303
    assert names() == [NAME] and fresh(visible).status is Status.READING
    assert NAME in client.get(f"/volg/{code}/tekst").text, "it can be changed as long as it is read"
    near, other = make_user(Role.EDITOR, bureau), make_user(Role.EDITOR)
    sign_in(near)
    assert fresh(visible).title not in client.get("/redactie").text
    assert client.post(f"{desk_of(visible)}/lezen").status_code == 404
    sign_in(other)
    assert client.post(f"{desk_of(visible)}/lezen").status_code == 302
    assert NEW["title"] in client.get(desk_of(visible)).text or way == "ruimer"


def again(client, code):
    """Two read it once more, and its contributor says yes."""
    story = db.session.scalars(select(Contribution)).one()
    for reading in story.readings:
        operations.accept(story, by=reading.reader, seen=seen_text(story))
    db.session.commit()
    if fresh(story).status is Status.WAITING_FOR_APPROVAL:
        assert say_yes(client, code).status_code == 303
    assert fresh(story).status is Status.PUBLISHED


@pytest.mark.parametrize("way", WAYS)
def test_the_list_is_kept_until_it_is_visible_again(app, client, visible, code, way):
    send(client, code, way, kept_from=NAME)
    with app.test_request_context("/"):
        operations.let_go_of_lists()
        db.session.commit()
        assert names() == [NAME]
        again(client, code)
    assert names() == []


@pytest.mark.parametrize("way", WAYS)
def test_a_name_that_nobody_knows_comes_back_with_all_that_was_typed(client, visible, code, way):
    answer = send(client, code, way, kept_from=f"{NAME}\nDe buurman")
    assert answer.status_code == 422 and "De buurman" in re.search(r"<li><a href=\"#kept_from\">(.*?)</a>", answer.text)[1]
    assert f"{NAME}\nDe buurman</textarea>" in answer.text
    assert NEW["facts"] in answer.text or 'name="everybody" type="checkbox" value="y"' in answer.text.replace(" checked", "")
    assert names() == [] and fresh(visible).status is Status.PUBLISHED


@pytest.mark.parametrize(("way", "wrong"), [("tekst", {"title": ""}), ("ruimer", {"sure": ""})])
def test_what_is_wrong_elsewhere_loses_no_list_and_both_are_said(client, visible, code, way, wrong):
    answer = send(client, code, way, kept_from="De buurman", **wrong)
    assert answer.status_code == 422 and "De buurman</textarea>" in answer.text and "2 dingen" in answer.text
    assert names() == []


@pytest.mark.parametrize("way", WAYS)
def test_a_look_and_an_old_token_lose_no_list(client, guarded, visible, code, way):
    page = client.get(f"/volg/{code}/{way}").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    looked = send(client, code, way, kept_from="De buurman", action="look", csrf_token=token)
    assert looked.status_code == 200 and "De buurman</textarea>" in looked.text
    old = client.post(f"/volg/{code}/{way}", data=WAYS[way] | {"kept_from": "De buurman", "csrf_token": "oud"}, headers=HERE)
    assert old.status_code == 400 and "De buurman</textarea>" in old.text and "nog één keer" in old.text
    assert names() == []


def test_who_read_it_and_is_named_now_reads_it_no_longer(client, visible, code):
    name = visible.readings[0].reader.memberships[0].organisation.name
    send(client, code, "tekst", kept_from=name)
    assert len(fresh(visible).readings) == 1
    other = fresh(visible).readings[0].reader.memberships[0].organisation.name
    same = fresh(visible)
    text = {"title": same.title, "facts": same.facts, "lesson": same.lesson, "opinion": same.opinion}
    assert client.post(f"/volg/{code}/tekst", data=text | {"kept_from": f"{name}\n{other}"}).status_code == 303
    assert fresh(visible).readings == [] and fresh(visible).status is Status.RECEIVED, "the desk gives it to others"


def test_where_nothing_is_read_again_no_list_is_kept(client, visible, code):
    same = {"title": visible.title, "facts": visible.facts, "lesson": visible.lesson, "opinion": visible.opinion}
    assert client.post(f"/volg/{code}/tekst", data=same | {"kept_from": NAME}).status_code == 303
    assert names() == [] and fresh(visible).status is Status.PUBLISHED


def test_a_host_of_such_an_organisation_stays_out_after_the_list_is_gone(app, client, code):
    with app.test_request_context("/"):
        story = answer_to(code=code, readers=2)
        name = host_of(story).memberships[0].organisation.name
        send(client, code, "tekst", kept_from=name)
        assert names() == [name] and conversation(story, Side.HOST) is not None
        again(client, code)
    assert names() == [] and conversation(story, Side.HOST) is None


@pytest.mark.parametrize("way", WAYS)
def test_with_a_name_or_before_it_is_visible_nothing_is_asked_anew(client, code, way):
    story = make_contribution(code=code, audience=Audience.MEMBERS, names_organisation=True)
    assert 'name="kept_from"' not in client.get(f"/volg/{code}/{way}").text
    story.names_organisation, story.status, story.published_at = False, Status.RECEIVED, None
    db.session.commit()
    assert 'name="kept_from"' not in client.get(f"/volg/{code}/{way}").text
    send(client, code, way, kept_from="De buurman")
    assert names() == []


POINTER = "Zeg nog eens wie wegblijft"


def test_back_at_the_desk_the_page_of_the_story_points_to_the_list(client, visible, bureau, code):
    """However it came back: nobody knows any more who may not read along, until it is said once more."""
    assert POINTER not in client.get(f"/volg/{code}").text, "as long as it is in view nobody new reads it"
    visible.status = Status.READING
    db.session.commit()
    page = client.get(f"/volg/{code}").text
    assert POINTER in page and f'href="/volg/{code}/tekst#kept_from"' in page
    assert 'id="kept_from"' in client.get(f"/volg/{code}/tekst").text
    send(client, code, "tekst", kept_from=NAME)
    assert names() == [NAME] and POINTER not in client.get(f"/volg/{code}").text


def test_who_never_was_visible_is_not_pointed_there(client, code):
    make_contribution(status=Status.READING, code=code)
    assert POINTER not in client.get(f"/volg/{code}").text
