"""Photos that come once a story without a name is visible: its contributor says anew who may not look, and whoever reads
it from then on hears only what is said from then on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Contribution, Photo, Reading, Side, Status
from app.core.database import db
from app.schedule import run
from tests.contributions.photos import mark, typed_for, upload
from tests.contributions.talking import answer_to, conversation, host_of
from tests.factories import make_contribution, make_organisation, make_user
from tests.photographs import jpeg
from tests.review.desk import desk_of, fresh

BEFORE, SINCE = "Dat was toen de wethouder wisselde.", "Op de foto staat de oude bank."
PHOTO = ("a.jpg", jpeg())


@pytest.fixture
def bureau(app):
    return make_organisation(name="Bureau Nieuwsgierig")


@pytest.fixture
def visible(app, code, bureau):
    """A story without a name that two read and that became visible: of whom it was kept nobody knows any more."""
    with app.test_request_context("/"):
        story = make_contribution(status=Status.RECEIVED, code=code, kept_from=[bureau], listed=False)
        readers = [make_user(Role.EDITOR) for _reader in range(2)]
        for reader in readers:
            operations.open_to_read(story, by=reader)
        operations.publish(story)
        for reading in story.readings:
            reading.began_at = story.published_at - timedelta(days=1)
        operations.answer_desk(story, BEFORE)
        db.session.commit()
    assert fresh(story).kept_from == []
    return story


def leave(story, reader):
    """This reader is not of the desk any more."""
    reader.memberships[0].ended_at = story.published_at
    db.session.commit()


def names_of_list():
    db.session.expire_all()
    return [organisation.name for organisation in db.session.scalars(select(Contribution)).one().kept_from]


def add_described_photo(client, code, **typed):
    assert upload(client, code, PHOTO, **typed).status_code == 303
    photo = db.session.scalars(select(Photo)).one()
    assert upload(client, code, action="", **typed_for(photo), **typed).status_code == 303
    return photo


def test_who_is_named_anew_can_not_open_it_and_somebody_else_can(client, sign_in, visible, bureau, code):
    page = client.get(f"/volg/{code}/fotos").text
    assert 'name="kept_from"' in page and "wissen dit zodra de foto" in page
    leave(visible, visible.readings[0].reader)
    photo = add_described_photo(client, code, kept_from="bureau nieuwsgierig")
    assert names_of_list() == ["Bureau Nieuwsgierig"] and "Bureau Nieuwsgierig" in client.get(f"/volg/{code}/fotos").text
    near, other = make_user(Role.EDITOR, bureau), make_user(Role.EDITOR)
    sign_in(near)
    assert visible.title not in client.get("/redactie").text
    assert client.get(desk_of(visible)).status_code == client.post(f"{desk_of(visible)}/lezen").status_code == 404
    sign_in(other)
    assert visible.title in client.get("/redactie").text
    assert client.post(f"{desk_of(visible)}/lezen").status_code == 302
    assert photo.public_id in client.get(desk_of(visible)).text


def test_who_comes_late_hears_only_what_is_said_since(client, sign_in, visible, code):
    first, second = (reading.reader for reading in visible.readings)
    leave(visible, first)
    add_described_photo(client, code, kept_from="")
    late = make_user(Role.EDITOR)
    sign_in(late)
    assert client.post(f"{desk_of(visible)}/lezen").status_code == 302
    assert BEFORE not in client.get(desk_of(visible)).text and "1 nieuw bericht" not in client.get("/redactie").text
    client.post(f"/volg/{code}/antwoord", data={"text": SINCE})
    page = client.get(desk_of(visible)).text
    assert SINCE in page and BEFORE not in page and "1 nieuw bericht" in client.get("/redactie").text
    assert client.post(f"{desk_of(visible)}/gelezen", data={"shown": 1}).status_code == 302
    assert "1 nieuw bericht" not in client.get("/redactie").text
    sign_in(second)
    page = client.get(desk_of(visible)).text
    assert BEFORE in page and SINCE in page


def test_who_comes_late_does_not_look_at_what_others_were_asked_to(app, client, sign_in, code):
    with app.test_request_context("/"):
        story = answer_to(code=code)
        operations.ask_as_host(conversation(story), "Wie betaalde dat?", by=host_of(story))
        operations.report(story)
    story.readings[0].began_at = story.published_at - timedelta(days=1)
    late = make_user(Role.EDITOR)
    db.session.add(Reading(contribution_id=story.id, reader_id=late.id))
    db.session.commit()
    statuses = []
    for reader in (story.readings[0].reader, late):
        sign_in(reader)
        statuses.append((client.get(f"{desk_of(story)}/gesprek").status_code, "vraagt je te kijken" in client.get("/redactie").text))
    assert statuses == [(200, True), (404, False)]


def test_who_read_it_and_is_named_now_reads_it_no_longer(app, client, sign_in, visible, code):
    first, second = (reading.reader for reading in visible.readings)
    name = first.memberships[0].organisation.name
    add_described_photo(client, code, kept_from=name)
    sign_in(first)
    assert client.get(desk_of(visible)).status_code == 404
    sign_in(second)
    assert BEFORE in client.get(desk_of(visible)).text


def test_a_name_that_nobody_knows_comes_back_and_the_others_count(client, visible, code):
    answer = upload(client, code, PHOTO, action="", kept_from="Bureau Nieuwsgierig\nDe buurman")
    assert answer.status_code == 422 and "De buurman" in answer.text and "Bureau Nieuwsgierig" in answer.text
    assert names_of_list() == ["Bureau Nieuwsgierig"]


def test_the_list_goes_when_no_photo_waits_any_more(app, client, sign_in, visible, code):
    photo = add_described_photo(client, code, kept_from="Bureau Nieuwsgierig")
    with app.test_request_context("/"):
        for reading in fresh(visible).readings:
            operations.approve_photo(photo, reading.reader, mark(photo))
        db.session.commit()
    assert names_of_list() == []
    upload(client, code, PHOTO, action="keep", kept_from="Bureau Nieuwsgierig")
    other = next(found.public_id for found in fresh(visible).photos if found.approved_at is None)
    run("tidy-photos")
    assert names_of_list() == ["Bureau Nieuwsgierig"]
    assert upload(client, code, action=f"remove:{other}", kept_from="Bureau Nieuwsgierig").status_code == 303
    assert names_of_list() == []


def test_the_clock_deletes_a_list_that_was_left_behind(client, visible, code):
    upload(client, code, action="keep", kept_from="Bureau Nieuwsgierig")
    assert names_of_list() == ["Bureau Nieuwsgierig"]
    run("tidy-photos")
    assert names_of_list() == []


def test_a_host_of_such_an_organisation_stays_out_after_the_list_is_gone(app, client, code):
    with app.test_request_context("/"):
        story = answer_to(code=code)
    name = host_of(story).memberships[0].organisation.name
    upload(client, code, PHOTO, kept_from=name)
    photo = db.session.scalars(select(Photo)).one()
    upload(client, code, action=f"remove:{photo.public_id}")
    assert names_of_list() == [] and conversation(story, Side.HOST) is None


def test_with_a_name_nothing_is_asked_anew(client, code):
    make_contribution(code=code, names_organisation=True)
    assert 'name="kept_from"' not in client.get(f"/volg/{code}/fotos").text
