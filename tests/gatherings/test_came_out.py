"""What others may know of where a story came from: as its contributor chose, with the story, and no longer than that."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.contributions import operations as contributions
from app.contributions.models import Audience, Freeze, Status
from app.core.clock import now, today
from app.core.database import db
from app.gatherings.models import BegunHere, CameOut, GatheringStatus, Task, TurnedNote
from app.gatherings.permissions import may_see_origin, origins_for
from app.gatherings.queries import came_out_of, origin_told_to
from tests.contributions.sharing import CHECK, SHARE
from tests.databases import WALK
from tests.factories import make_contribution, make_municipality, make_user, save
from tests.gatherings.made import came, give, make_gathering
from tests.gatherings.shared_from import NAMED, box_on, go_to_check, links, share_from_note
from tests.gatherings.signing_up import job
from tests.gatherings.walked import CODE, all_notes, make_walk

pytestmark = WALK


@pytest.fixture
def walk(app):
    return make_walk()


def visible(story, confirmed=True):
    """Two readers found it fit; and somebody confirmed that its contributor works there."""
    if confirmed and story.names_organisation:
        story.confirmed_at, story.confirmed_by = now(), "desk"
    contributions.publish(story)
    db.session.commit()


def pages(client, story, walk):
    """What the page of the story and that of the gathering say to this browser."""
    return client.get(f"/bijdragen/{story.public_id}").text, client.get(f"/bijeenkomsten/{walk.gathering.slug}").text


def test_with_a_name_the_box_is_ticked_and_both_pages_say_so(client, walk):
    story, _code = share_from_note(client, walk, **NAMED)
    assert [(link.contribution_id, link.stop.number) for link in links()] == [(story.id, 1)]
    assert "Wat eruit kwam" not in pages(client, story, walk)[1], "nobody read it yet"
    visible(story)
    own, all_of_it = pages(client, story, walk)
    assert "Kwam uit" in own and "Zomertour Voorbeeldwijk</a>, Halte 1" in own
    assert "Wat eruit kwam" in all_of_it and story.title in all_of_it and "1 bijdrage waarvan" in all_of_it


@pytest.mark.parametrize("share", [{}, NAMED | {"hides_place": "y"}, NAMED | {"no_place": "y"}, {"hides_place": "y"}])
def test_with_less_beside_it_the_box_is_off_and_says_why(client, walk, share):
    base = go_to_check(client, walk, **share)
    page = client.get(f"{base}/controle").text
    assert "shows_origin" not in box_on(page) and "minder mensen" in page
    client.post(f"{base}/controle", data=CHECK | box_on(page))
    assert not links()


def test_unticked_nothing_is_left_that_leads_from_the_gathering_to_the_story(client, walk):
    share_from_note(client, walk, shows=False, **NAMED)
    turned = db.session.scalars(select(TurnedNote)).one()
    assert not links() and not db.session.scalars(select(BegunHere)).all() and turned.draft_id is None
    page = client.get(f"/lopen/{CODE}").text
    assert "Je maakte een bijdrage van deze notitie" in page and "Maak hier een bijdrage van<" not in page
    assert client.post(f"/lopen/{CODE}/notities/{all_notes(walk)[0].public_id}/bijdrage").status_code == 409


def test_ticked_without_a_name_it_is_shown_without_a_name(client, walk):
    story, _code = share_from_note(client, walk, shows=True)
    visible(story)
    assert story.place is None, "the municipality is deleted as ever"
    assert "Kwam uit" in pages(client, story, walk)[0] and story.title in pages(client, story, walk)[1]


def test_an_answer_for_another_way_of_sharing_does_not_count(client, walk):
    base = go_to_check(client, walk, **NAMED)
    old = box_on(client.get(f"{base}/controle").text)
    assert "shows_origin" in old
    client.post(f"{base}/delen", data=SHARE)  # without a name after all, in another tab
    answer = client.post(f"{base}/controle", data=CHECK | old)
    assert answer.status_code == 422 and "Kijk nog een keer" in answer.text and "shows_origin" not in box_on(answer.text)
    assert client.post(f"{base}/controle", data=CHECK | {"origin_for": box_on(answer.text)["origin_for"]}).status_code == 303
    assert not links()


def test_unticked_for_another_way_of_sharing_is_no_yes(client, walk):
    base = go_to_check(client, walk)
    old = box_on(client.get(f"{base}/controle").text)
    client.post(f"{base}/delen", data=SHARE | NAMED)
    assert client.post(f"{base}/controle", data=CHECK | old).status_code == 303 and not links()


def test_the_preview_says_what_the_box_says(client, walk):
    base = go_to_check(client, walk, **NAMED)
    box = box_on(client.get(f"{base}/controle").text)
    on = client.post(f"{base}/voorbeeld/check", data=CHECK | box).json["html"]
    off = client.post(f"{base}/voorbeeld/check", data=CHECK | {"origin_for": box["origin_for"]}).json["html"]
    assert "kwam uit Zomertour Voorbeeldwijk" in on and "kwam uit" not in off


def test_how_many_municipalities_fit_is_not_said_beside_a_gathering_that_tells_one(client, walk):
    for _more in range(30):
        make_municipality()
    story, code = share_from_note(client, walk, shows=True, municipality="Ede")
    assert "Deze plek past bij" not in client.get(f"/volg/{code}").text
    client.post(f"/volg/{code}/herkomst-weg")
    assert "Deze plek past bij" in client.get(f"/volg/{code}").text and story


def test_a_story_that_began_elsewhere_has_no_box_and_no_link(client):
    from_nowhere = client.post("/deel", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    assert "origin_for" not in client.get(f"{from_nowhere}/controle").text
    client.post(f"{from_nowhere}/controle", data=CHECK | {"shows_origin": "y", "origin_for": "neither"})
    assert not links()


def test_it_is_not_said_before_the_name_is_confirmed(client, walk):
    story, code = share_from_note(client, walk, **NAMED)
    visible(story, confirmed=False)
    own, all_of_it = pages(client, story, walk)
    assert "Kwam uit" not in own and "Wat eruit kwam" not in all_of_it
    assert "Anderen lezen het samen met de naam" in client.get(f"/volg/{code}").text
    visible(story)
    assert "Kwam uit" in pages(client, story, walk)[0]


@pytest.mark.parametrize("wish", [{"without_name": "y"}, {"hides_place": "y"}])
def test_made_stricter_it_is_gone_at_once_and_stays_gone(client, walk, wish):
    story, code = share_from_note(client, walk, **NAMED)
    visible(story)
    assert client.post(f"/volg/{code}/strenger", data=wish).status_code == 303
    assert not links() and "Wat eruit kwam" not in pages(client, story, walk)[1]
    visible(story)
    assert "Kwam uit" not in pages(client, story, walk)[0]


def test_made_stricter_before_anybody_read_it_is_gone_as_well(client, walk):
    story, code = share_from_note(client, walk, **NAMED)
    client.post(f"/volg/{code}/strenger", data={"without_name": "y"})
    assert story.status is Status.RECEIVED and not links()


def test_for_members_it_is_shown_to_members(client, sign_in, walk):
    story, code = share_from_note(client, walk, **NAMED)
    visible(story)
    client.post(f"/volg/{code}/strenger", data={"members_only": "y"})
    assert links() and "Wat eruit kwam" not in pages(client, story, walk)[1]
    sign_in(make_user(Role.MEMBER))
    assert "Kwam uit" in pages(client, story, walk)[0] and story.title in pages(client, story, walk)[1]


def test_its_contributor_takes_it_away_on_the_own_page(client, walk):
    story, code = share_from_note(client, walk, **NAMED)
    visible(story)
    assert "Kwam uit" in client.get(f"/volg/{code}").text
    for _press in range(2):
        assert client.post(f"/volg/{code}/herkomst-weg").status_code == 303
    own_page = client.get(f"/volg/{code}").text
    assert not links() and "Je haalde weg waar het uit kwam" in own_page and "herkomst" not in own_page
    assert "Kwam uit" not in pages(client, story, walk)[0] and story.title not in pages(client, story, walk)[1]
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 200, "the story itself stays"


def test_taken_back_nothing_of_it_is_left_at_the_gathering(client, walk):
    story, code = share_from_note(client, walk, **NAMED)
    visible(story)
    client.post(f"/volg/{code}/intrekken", data={"sure": "y"})
    assert not links() and "Wat eruit kwam" not in client.get(f"/bijeenkomsten/{walk.gathering.slug}").text


def test_frozen_for_a_woo_request_the_row_waits_and_nobody_sees_it(client, walk):
    story, code = share_from_note(client, walk, **NAMED)
    visible(story)
    kept = save(Freeze(contribution_id=story.id, reference="W-1", since=today()))
    client.post(f"/volg/{code}/herkomst-weg")
    assert [link.is_over for link in links()] == [True] and "Kwam uit" not in pages(client, story, walk)[0]
    job("forget-registrations")
    assert links()
    db.session.delete(db.session.merge(kept))
    db.session.commit()
    job("forget-registrations")
    assert not links()


@pytest.mark.parametrize("status", [*Status])
@pytest.mark.parametrize("audience", Audience)
def test_the_rule_and_its_sql_agree(app, status, audience):
    levels = [
        {"names_organisation": named, "hides_place": hidden, **more}
        for named, more in ((True, {}), (True, {"confirmed_at": None}), (False, {}))
        for hidden in (True, False)
    ]
    made = [
        came(make_contribution(status=status, audience=audience, **level), name_left_out=name, place_left_out=place, **over)
        for level in levels
        for name, place, over in ((True, True, {}), (False, False, {}), (True, False, {}), (True, True, {"is_over": True}))
    ]
    made.append(came(make_contribution(status=status, audience=audience), make_gathering(status=GatheringStatus.DRAFT)))
    made.append(came(make_contribution(status=status, audience=audience, visible_from=today() + timedelta(9))))
    for person in (Visitor(), make_user(), *(make_user(role) for role in Role)):
        listed = set(db.session.scalars(select(CameOut.contribution_id).where(origins_for(person))))
        assert listed == {link.contribution_id for link in made if may_see_origin(person, link)}
        for link in made:
            one = link.contribution_id in came_out_of(link.gathering, person)
            assert one is (origin_told_to(person, link.contribution) is not None) is may_see_origin(person, link)


def test_the_number_is_that_of_the_list_and_the_newest_month_is_on_top(client, sign_in, walk):
    stories = [make_contribution(published_at=now() - timedelta(days=40 * n), title=f"Verhaal {n}") for n in range(3)]
    stories.append(make_contribution(audience=Audience.MEMBERS, title="Alleen leden"))
    for story in reversed(stories):
        came(story, walk.gathering, walk.gathering.stops[0])
    page = client.get(f"/bijeenkomsten/{walk.gathering.slug}").text
    assert "3 bijdragen waarvan" in page and "Alleen leden" not in page
    assert page.index("Verhaal 0") < page.index("Verhaal 1") < page.index("Verhaal 2")
    sign_in(make_user(Role.MEMBER))
    assert "4 bijdragen waarvan" in client.get(f"/bijeenkomsten/{walk.gathering.slug}").text


def test_the_harvest_lists_the_same(client, sign_in, walk):
    came(make_contribution(title="Voor iedereen"), walk.gathering)
    came(make_contribution(audience=Audience.MEMBERS, title="Alleen leden"), walk.gathering)
    came(make_contribution(status=Status.READING, title="Nog bij de redactie"), walk.gathering)
    walk.gathering.harvested_at = now()
    db.session.commit()
    page = f"/bijeenkomsten/{walk.gathering.slug}/oogst"
    assert "1 bijdrage waarvan" in client.get(page).text and "Alleen leden" not in client.get(page).text
    sign_in(give(walk.gathering, Task.NOTE_TAKER, make_user(Role.MEMBER)).user)
    assert "2 bijdragen waarvan" in client.get(page).text and "Nog bij" not in client.get(page).text


def test_many_of_them_take_no_more_statements_than_one(client, walk):
    taken = []
    for _more in range(6):
        came(make_contribution(), walk.gathering)
        client.get(f"/bijeenkomsten/{walk.gathering.slug}")
        taken.append(client.statements)
    assert taken[-1] <= taken[0]


def test_the_story_stays_when_the_stop_goes(client, walk):
    story = make_contribution()
    came(story, walk.gathering, walk.gathering.stops[0])
    db.session.delete(walk.gathering.stops[0])
    db.session.commit()
    own = client.get(f"/bijdragen/{story.public_id}").text
    assert "Zomertour Voorbeeldwijk</a></dd>" in own
