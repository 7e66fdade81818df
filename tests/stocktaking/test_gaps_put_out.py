"""That the question of a gap was put out shows with the gap, by itself, as far as everybody can read it."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Membership, Role
from app.challenges.models import Challenge, ChallengeStatus
from app.codebook.models import Deed
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.wording import long_date
from app.gatherings.models import Gathering, GatheringStatus, Stop
from app.gatherings.piece_mark import mark_of
from tests.codebook.made import change
from tests.factories import Dimension, make_municipality, make_organisation, make_user, term
from tests.gatherings.made import give, make_gathering
from tests.stocktaking.test_gaps import HERE, in_the_table, judge


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Mira", family_name="Lid")
    sign_in(user)
    return user


def asked(client, where=HERE):
    """What the page of a gap says of where it was asked, without links."""
    page = client.get(where).text.partition('id="gevraagd"')[2].partition("</section>")[0]
    return [" ".join(re.sub("<[^>]+>", " ", item).split()) for item in re.findall("<li>(.*?)</li>", page)]


def test_a_call_to_who_follows_it_says_once_that_it_was_asked(app, client, member):
    day = long_date(today())
    assert asked(client) == []
    for _press in range(2):
        assert client.post(f"{HERE}/oproep").status_code == 303
    assert asked(client) == [f"gevraagd op {day} Aan mensen die het volgen"]
    assert in_the_table(app.test_client()) == f"gevraagd op {day}"
    page = client.get("/werkbank/gaten").text
    assert "Gaten waar naar gevraagd is" in page and page.count(f'href="{HERE}"'.replace(":", "%3A")) + page.count(f'href="{HERE}"') == 1
    assert "Mira" not in app.test_client().get("/balans").text


def test_what_members_found_stays_beside_it(app, client, member):
    judge(client, "real", "")
    client.post(f"{HERE}/oproep")
    day = long_date(today())
    assert in_the_table(app.test_client()) == f"een echt gat, en gevraagd op {day}"
    judge(client, "asked", "Aan de netbeheerders.", "1")
    assert in_the_table(app.test_client()) == f"gevraagd op {day}"


def test_what_was_asked_of_a_whole_row_holds_for_its_crossings_and_goes_to_the_heir_of_a_term(app, client, member):
    client.post("/werkbank/gaten/thema:ondergrond/oproep")
    assert in_the_table(app.test_client()).startswith("gevraagd op ")
    change(Deed.MERGE, "ondergrond", heir="verdichting")
    assert asked(client, "/werkbank/gaten/thema:verdichting") == asked(client, "/werkbank/gaten/thema:ondergrond") != []
    heir = term(Dimension.THEME, "verdichting").name_nl
    assert in_the_table(app.test_client(), row=heir).startswith("gevraagd op ")
    db.session.rollback()


OVER = "over=thema:ondergrond&over=fase:ontwerp"


@pytest.fixture
def host(app, sign_in):
    """A host of a gathering who is a member as well: both begin from the page of the gap."""
    here = make_municipality()
    user = make_user(Role.HOST, here)
    user.memberships.append(Membership(role=Role.MEMBER, organisation_id=here.id))
    give(make_gathering(organisation=here, status=GatheringStatus.DRAFT, on=today() + timedelta(9)), user=user)
    db.session.commit()
    sign_in(user)
    return user


def test_a_challenge_that_was_begun_from_a_gap_says_so_once_everybody_can_read_it(app, client, host):
    page = client.get(f"/uitdagingen/nieuw?{OVER}").text
    assert "Dit vraagt naar een gat in de balans: Ondergrond, Ontwerp." in page
    action = html.unescape(re.search(r'<form class="stack stack--l" method="post" action="([^"]+)"', page)[1])
    for _press in range(2):
        assert client.post(action, data={"title": "Wat ligt er onder de straat?", "key": "k", "later": "1"}).status_code == 302
    made = db.session.scalars(select(Challenge)).one()
    assert asked(client) == [] and "gat in de balans: Ondergrond" in client.get(f"/uitdagingen/{made.slug}/bewerken").text
    made.title = "Wat ligt er onder de straat?"
    made.status, made.published_at, made.visible_from = ChallengeStatus.PUBLISHED, clock.now(), today() + timedelta(1)
    db.session.commit()
    assert asked(client) == [] and in_the_table(app.test_client()) == "nog niet gevraagd", "nobody can read it today"
    made.visible_from = None
    db.session.commit()
    day = long_date(today())
    assert asked(client) == [f"gevraagd op {day} Als uitdaging: Wat ligt er onder de straat?"]
    assert in_the_table(app.test_client()) == f"gevraagd op {day}" and "Wat ligt er" not in app.test_client().get("/balans").text
    made.held_at = clock.now()
    db.session.commit()
    assert asked(client) == [] and in_the_table(app.test_client()) == "nog niet gevraagd"


def test_what_a_link_to_a_new_challenge_names_must_be_a_gap(client, host):
    for number, over in enumerate(("thema:ondergrond&over=thema:verdichting", "thema:onzin", "", "fase:ontwerp&over=soort:goed&over=thema:ondergrond")):
        client.post(f"/uitdagingen/nieuw?over={over}", data={"title": "Wat?", "key": f"k{number}", "later": "1"})
    assert {made.gap_sides for made in db.session.scalars(select(Challenge))} == {""}
    client.post("/uitdagingen/nieuw?over=landsdeel:westen", data={"title": "Wat?", "key": "k", "later": "1"})
    assert "landsdeel:westen" in {made.gap_sides for made in db.session.scalars(select(Challenge))}


def test_a_stop_that_asks_about_a_gap_says_so_with_its_gathering(app, client, host):
    walk = db.session.scalars(select(Gathering)).one()
    new = f"/bijeenkomsten/{walk.slug}/haltes/nieuw"
    page = client.get(f"{new}?{OVER}").text
    assert "Deze halte vraagt naar een gat in de balans: Ondergrond, Ontwerp." in page
    over = re.search(r'name="over"[^>]* value="([^"]+)"', page)[1]
    for _press in range(2):
        assert client.post(new, data={"number": "1", "title": "De put", "key": "k", "over": over}).status_code == 302
    stop = db.session.scalars(select(Stop)).one()
    assert asked(client) == [], "the gathering is not public yet"
    walk.status = GatheringStatus.PUBLISHED
    db.session.commit()
    assert asked(client) == [f"wordt gevraagd op {long_date(walk.on)} Op een bijeenkomst: {walk.title}"]
    assert in_the_table(app.test_client()) == f"wordt gevraagd op {long_date(walk.on)}"
    changed = {"number": "1", "title": "De diepe put", "version": mark_of(stop)}
    assert client.post(new.replace("nieuw", stop.public_id), data=changed).status_code == 302
    assert len(asked(client)) == 1, "whoever changes the stop keeps what it asks about"
    client.post(f"{HERE}/oproep")
    assert in_the_table(app.test_client()) == f"gevraagd op {long_date(today())}", "what was asked counts before what will be"
    assert len(asked(client)) == 2
    walk.status = GatheringStatus.CANCELLED
    db.session.commit()
    assert len(asked(client)) == 1
