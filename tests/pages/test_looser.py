"""Showing more of one's own contribution: a deliberate step on a page of its own, and never what was deleted."""

from datetime import timedelta

import pytest

from app.contributions import operations
from app.contributions.models import Audience, Kind, Status
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from tests.contributions.followed import fresh, is_listed, read_by_two
from tests.factories import make_contribution, make_municipality, make_user

LATER, SOONER = today() + timedelta(days=40), today() + timedelta(days=10)


def written(day):
    return f"{day:%d-%m-%Y}"


def loosen(client, code, **wishes):
    return client.post(f"/volg/{code}/ruimer", data=wishes | {"sure": "y"})


def test_the_page_offers_what_can_be_shown_more_and_nothing_else(client, code):
    make_contribution(code=code, audience=Audience.MEMBERS)
    page = client.get(f"/volg/{code}/ruimer").text
    assert 'name="everybody"' in page and 'name="sure"' in page
    assert not [name for name in ("shows_place", "may_be_quoted", "at_once", "sooner") if f'name="{name}"' in page]
    assert f"/volg/{code}/ruimer" in client.get(f"/volg/{code}").text


def test_where_all_is_shown_there_is_no_such_page(client, code):
    make_contribution(code=code, names_organisation=True)
    assert client.get(f"/volg/{code}/ruimer").status_code == 302
    assert f"/volg/{code}/ruimer" not in client.get(f"/volg/{code}").text


def test_a_look_beforehand_shows_the_card_and_changes_nothing(client, code):
    story = make_contribution(
        code=code, status=Status.RECEIVED, hides_place=True, audience=Audience.MEMBERS, kind=Kind.GOOD,
        place=make_municipality(size="medium", part="west"),
    )
    wishes = {"everybody": "y", "shows_place": "y", "sure": "y", "action": "look"}
    page = client.post(f"/volg/{code}/ruimer", data=wishes).text
    now_, then = page.split('id="dan"')
    assert "Alleen voor leden" in now_ and "Middelgrote gemeente" not in now_.split("</article>")[0]
    assert "Middelgrote gemeente in het westen" in then and "Alleen voor leden" not in then
    assert (fresh(story).audience, fresh(story).hides_place, story.version) == (Audience.MEMBERS, True, story.version)


def test_it_is_a_deliberate_step(client, code):
    story = make_contribution(code=code, not_quoted=True)
    answer = client.post(f"/volg/{code}/ruimer", data={"may_be_quoted": "y"})
    assert answer.status_code == 422 and "als je het zeker weet" in answer.text and fresh(story).not_quoted
    assert client.post(f"/volg/{code}/ruimer", data={"sure": "y"}).status_code == 422


def test_being_quoted_again_works_at_once(client, code):
    story = make_contribution(code=code, not_quoted=True)
    assert loosen(client, code, may_be_quoted="y").status_code == 303
    assert not fresh(story).not_quoted and is_listed(story)


@pytest.mark.parametrize("wish", ["everybody", "with_name", "shows_place"])
def test_more_eyes_and_more_to_see_are_read_again_first(client, code, wish):
    story = make_contribution(code=code, audience=Audience.MEMBERS, hides_place=True, unchanged_is_fine=True)
    assert loosen(client, code, **{wish: "y"}).status_code == 303
    assert not is_listed(story, Audience.MEMBERS) and fresh(story).status is Status.RECEIVED
    read_by_two(fresh(story))
    assert is_listed(story) is (wish == "everybody") and is_listed(story, Audience.MEMBERS)


@pytest.mark.parametrize("wish", [{"at_once": "y"}, {"sooner": written(SOONER)}])
def test_an_earlier_day_is_the_contributors(client, code, wish):
    story = make_contribution(code=code, visible_from=LATER)
    assert not is_listed(story) and client.get(f"/bijdragen/{story.public_id}").status_code == 404
    assert loosen(client, code, **wish).status_code == 303
    assert fresh(story).visible_from == (SOONER if "sooner" in wish else today())
    assert is_listed(story) is ("at_once" in wish)


@pytest.mark.parametrize("day", [LATER, today(), today() - timedelta(days=3), "overmorgen"])
def test_a_day_that_is_not_earlier_is_asked_again(client, code, day):
    story = make_contribution(code=code, visible_from=LATER)
    typed = day if isinstance(day, str) else written(day)
    answer = loosen(client, code, sooner=typed)
    assert answer.status_code == 422 and f'value="{typed}"' in answer.text
    assert fresh(story).visible_from == LATER


def test_a_later_day_works_at_once_and_takes_out_of_view(client, code):
    story = make_contribution(code=code, title="Nu even niet")
    assert is_listed(story)
    assert client.post(f"/volg/{code}/strenger", data={"visible_from": written(SOONER)}).status_code == 303
    assert not is_listed(story) and client.get(f"/bijdragen/{story.public_id}").status_code == 404
    page = client.get(f"/volg/{code}").text
    assert "Niet zichtbaar vóór" in page and f"{SOONER.day} " in page
    for earlier in (SOONER, today(), SOONER - timedelta(days=2)):
        answer = client.post(f"/volg/{code}/strenger", data={"visible_from": written(earlier)})
        assert answer.status_code == 422 and "latere dag dan nu" in answer.text and written(earlier) in answer.text
    assert client.post(f"/volg/{code}/strenger", data={"visible_from": written(LATER)}).status_code == 303
    assert fresh(story).visible_from == LATER


def test_what_was_deleted_cannot_come_back(app, client, code):
    story = make_contribution(code=code, status=Status.RECEIVED, hides_place=True, unchanged_is_fine=True, not_quoted=True)
    read_by_two(story)
    assert fresh(story).place is None and fresh(story).coarse_part is None
    page = client.get(f"/volg/{code}/ruimer").text
    assert 'name="with_name"' not in page and 'name="shows_place"' not in page and "komt niet terug" not in page
    assert "Die komen niet terug" in page
    for wish in ("with_name", "shows_place"):
        answer = loosen(client, code, **{wish: "y"})
        assert answer.status_code == 409 and "Dat hebben we gewist. Wat gewist is, komt niet terug." in answer.text
    assert fresh(story).hides_place and not fresh(story).names_organisation


def test_the_operation_takes_no_day_that_is_not_earlier(app):
    story = make_contribution(visible_from=LATER)
    with app.test_request_context():
        for wrong in (LATER, today()):
            with pytest.raises(Refusal):
                operations.loosen(story, sooner=wrong)
        for wrong in (LATER, SOONER):
            with pytest.raises(Refusal):
                operations.make_stricter(story, members_only=False, without_name=False, remove_more=False, visible_from=wrong)
    db.session.rollback()


def test_an_account_alone_opens_only_its_own(client, sign_in):
    author, other = make_user(), make_user()
    story = make_contribution(author=author, not_quoted=True, published_at=now())
    sign_in(other)
    assert client.get(f"/volg/{story.public_id}/ruimer").status_code == 404
    assert loosen(client, story.public_id, may_be_quoted="y").status_code == 404
    sign_in(author)
    assert loosen(client, story.public_id, may_be_quoted="y").status_code == 303 and not fresh(story).not_quoted
