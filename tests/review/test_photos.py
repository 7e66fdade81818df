"""The desk looks at photos: its readers only, one by one, before and after the story is visible."""

from sqlalchemy import func, select

from app.accounts.models import Role, WorkAddress
from app.contributions import operations
from app.contributions.models import FoundFit, People, Photo, PhotoState, Reading, Status, ViewOfHidden
from app.contributions.operations import PhotoAnswers
from app.core.clock import now
from app.core.database import db
from tests.contributions.photos import ANSWERS, add_photo, mark
from tests.factories import make_contribution, make_user, save
from tests.review.desk import desk_of, fresh, read_by_both


def the_photo():
    return db.session.scalars(select(Photo)).one()


def judge(browser, photo, verdict, seen=None, **typed):
    return browser.post(
        f"{desk_of(photo.contribution)}/fotos/{photo.public_id}/{verdict}", data={"mark": seen or mark(photo), **typed}
    )


def test_a_reader_sees_the_photo_and_what_was_said_of_it(story, editors, sign_in, client):
    photo = add_photo(story, approved=False, alt="De heer Jansen bij de bakken", credit="Mia Maker")
    read_by_both(story, editors, sign_in)
    _user, browser = editors[0]
    page = browser.get(desk_of(story)).text
    for words in ("De heer Jansen bij de bakken", "Mia Maker", "niemand is herkenbaar", "<mark>"):
        assert words in page
    file = browser.get(f"{desk_of(story)}/fotos/{photo.public_id}/klein")
    assert file.status_code == 200 and "sandbox" in file.headers["Content-Security-Policy"]
    looks = db.session.scalar(select(func.count(ViewOfHidden.id)))
    assert browser.get(f"{desk_of(story)}/fotos/{photo.public_id}/groot").status_code == 200
    assert db.session.scalar(select(func.count(ViewOfHidden.id))) == looks + 1  # a large one is a look of its own
    other = make_user(Role.EDITOR)
    sign_in(other)
    assert client.get(f"{desk_of(story)}/fotos/{photo.public_id}/klein").status_code == 404
    assert judge(client, photo, "goed").status_code == 404 and the_photo().approved_at is None


def readers_of(story, editors, sign_in):
    """The two who read it before it became visible."""
    for user, browser in editors:
        save(Reading(contribution_id=story.id, reader_id=user.id))
        sign_in(user, browser)
    return [browser for _user, browser in editors]


def is_seen(client, photo):
    file = client.get(f"/bijdragen/{photo.contribution.public_id}/fotos/{photo.public_id}/klein").status_code == 200
    assert file is (photo.public_id in client.get("/bijdragen").text)
    return file


def test_two_readers_find_it_fit_before_it_comes_into_view(editors, sign_in, client, code):
    story = make_contribution(code=code)
    photo = add_photo(story, approved=False)
    first, second = readers_of(story, editors, sign_in)
    for browser in (first, second):
        assert "Foto's bij zichtbare verhalen" in browser.get("/redactie").text.replace("&#39;", "'")
    assert "0 van 2 lezers" in first.get(desk_of(story)).text
    assert judge(first, photo, "goed").status_code == 302 and not is_seen(client, photo)
    page = first.get(desk_of(story)).text
    assert "Jij vindt deze foto goed." in page and "Een tweede lezer moet er nog naar kijken" in page
    assert f"{photo.public_id}/goed" not in page
    assert "één redacteur vindt hem goed, en een ander kijkt er nog naar" in client.get(f"/volg/{code}/fotos").text
    assert judge(first, photo, "goed").status_code == 302 and not is_seen(client, photo), "one person twice is one"
    assert "Foto's bij zichtbare verhalen" not in first.get("/redactie").text.replace("&#39;", "'")
    assert "1 van 2 lezers" in second.get(desk_of(story)).text
    assert judge(second, photo, "goed").status_code == 302 and is_seen(client, photo)
    assert "Foto's bij zichtbare verhalen" not in second.get("/redactie").text.replace("&#39;", "'")
    assert "de redactie vindt hem goed" in client.get(f"/volg/{code}/fotos").text
    assert found_fit() == [] and told_of(story) == ["photo_approved", "photo_approved"]


def found_fit():
    return db.session.scalars(select(FoundFit.reader_id)).all()


def told_of(story):
    return [step.what for step in fresh(story).steps if step.by_role == "editor"]


def test_what_changes_meanwhile_is_looked_at_by_both(app, editors, sign_in, client):
    story = make_contribution()
    photo = add_photo(story, approved=False)
    first, second = readers_of(story, editors, sign_in)
    judge(first, photo, "goed")
    assert len(found_fit()) == 1
    with app.test_request_context("/"):
        operations.describe_photo(the_photo(), PhotoAnswers(**ANSWERS | {"alt": "Iets anders."}))
        db.session.commit()
    assert found_fit() == [] and judge(second, photo, "goed").status_code == 302 and not is_seen(client, photo)
    assert judge(first, photo, "goed").status_code == 302 and is_seen(client, photo)


def test_two_of_one_organisation_count_for_one_and_the_contributor_for_none(editors, sign_in, client):
    author = make_user(Role.EDITOR)
    story = make_contribution(author=author)
    photo = add_photo(story, approved=False)
    (one, first), (two, second) = editors
    readers_of(story, editors, sign_in)
    judge(first, photo, "goed")
    bureau = one.memberships[0].organisation
    save(WorkAddress(user=two, organisation=bureau, email=two.email, confirmed_at=now(), vouched_at=now()))
    answer = judge(second, photo, "goed")
    assert answer.status_code == 409 and "Iemand van jouw organisatie" in answer.text and not is_seen(client, photo)
    save(Reading(contribution_id=story.id, reader_id=author.id))
    sign_in(author)
    assert judge(client, photo, "goed").status_code == 409 and the_photo().approved_at is None


def test_a_reader_who_cannot_look_gives_the_photos_to_somebody_else(editors, sign_in, client):
    story = make_contribution()
    photo = add_photo(story, approved=False)
    first, second = readers_of(story, editors, sign_in)
    judge(first, photo, "goed")
    judge(second, photo, "goed", seen="te laat")
    assert "Geef het aan iemand anders" in second.get(desk_of(story)).text
    assert second.post(f"{desk_of(story)}/overdragen").status_code == 302
    assert first.post(f"{desk_of(story)}/overdragen").status_code == 302
    assert found_fit() == [] and fresh(story).status is Status.PUBLISHED
    for browser in (app_browser(client) for _reader in range(2)):
        sign_in(make_user(Role.EDITOR), browser)
        assert story.title in browser.get("/redactie").text
        assert browser.post(f"{desk_of(story)}/lezen").status_code == 302
        judge(browser, photo, "goed")
    assert is_seen(client, photo)


def app_browser(client):
    return client.application.test_client()


def test_a_yes_of_who_left_the_desk_does_not_count(editors, sign_in, client):
    story = make_contribution()
    photo = add_photo(story, approved=False)
    first, second = readers_of(story, editors, sign_in)
    judge(first, photo, "goed")
    editors[0][0].memberships[0].ended_at = now()
    db.session.commit()
    assert "0 van 2 lezers" in second.get(desk_of(story)).text
    assert judge(second, photo, "goed").status_code == 302 and not is_seen(client, photo)
    sign_in(make_user(Role.EDITOR))
    assert client.post(f"{desk_of(story)}/lezen").status_code == 302
    assert judge(client, photo, "goed").status_code == 302 and is_seen(client, photo)


def test_a_refusal_needs_a_reason_and_its_contributor_reads_it(editors, sign_in, client, code):
    story = make_contribution(code=code, status=Status.RECEIVED)
    photo = add_photo(story, approved=False)
    read_by_both(story, editors, sign_in)
    _user, browser = editors[0]
    name = f"foto-{photo.public_id}-reason"
    assert judge(browser, photo, "af", **{name: ""}).status_code == 422
    assert judge(browser, photo, "af", seen="iets anders", **{name: "Er staat iemand op."}).status_code == 409
    assert judge(browser, photo, "af", **{name: "Er staat iemand op."}).status_code == 302
    assert the_photo().state is PhotoState.REFUSED
    assert "Er staat iemand op." in client.get(f"/volg/{code}/fotos").text


def test_what_must_be_covered_has_no_button_to_find_it_fit(story, editors, sign_in):
    photo = add_photo(story, approved=False, people=People.COVER)
    read_by_both(story, editors, sign_in)
    _user, browser = editors[0]
    page = browser.get(desk_of(story)).text
    assert "moet eerst iets worden afgedekt" in page and f"{photo.public_id}/goed" not in page
    assert judge(browser, photo, "goed").status_code == 409


def test_when_its_readers_have_gone_another_editor_takes_the_photos_up(editors, sign_in):
    story = make_contribution()
    photo = add_photo(story, approved=False)
    user, browser = editors[0]
    sign_in(user, browser)
    assert story.title in browser.get("/redactie").text
    assert browser.get(desk_of(story)).status_code == 200  # closed as yet
    assert f"{photo.public_id}" not in browser.get(desk_of(story)).text
    assert browser.post(f"{desk_of(story)}/lezen").status_code == 302
    assert photo.public_id in browser.get(desk_of(story)).text
    assert judge(browser, photo, "goed").status_code == 302
    assert judge(browser, photo, "goed").status_code in (302, 409)


def test_a_visible_story_without_photos_that_wait_is_not_opened_again(editors, sign_in):
    story = make_contribution()
    add_photo(story)
    user, browser = editors[0]
    sign_in(user, browser)
    assert browser.get(desk_of(story)).status_code == 404
    assert browser.post(f"{desk_of(story)}/lezen").status_code == 404
