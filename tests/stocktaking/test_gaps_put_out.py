"""That the question of a gap was put out shows with the gap, by itself, as far as everybody can read it."""

import html
import re
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Membership, Role
from app.challenges.models import Challenge, ChallengeHost, ChallengeStatus
from app.codebook.models import Deed
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.wording import long_date
from app.gatherings.models import Gathering, GatheringStatus, Part, Stop
from app.gatherings.operations import write_part
from app.gatherings.piece_mark import mark_of
from tests.codebook.made import change
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_user,
    term,
)
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


def panel(browser, query=""):
    """The lines under the balance, without links; with the sentence above them."""
    section = browser.get(f"/balans?beeld=tabel{query}").text.partition('id="na-de-straat"')[2].partition("</section>")[0]
    known = section.partition("Hiervan weten we meer")[2].partition("</ul>")[0]
    return section, [" ".join(re.sub("<[^>]+>", " ", item).split()) for item in re.findall("<li>(.*?)</li>", known)]


@pytest.mark.parametrize("axes", ["", "&rij=phase&kolom=theme", "&rij=kind&kolom=outcome"])
def test_the_panel_under_the_balance_says_what_the_cells_say(app, client, member, axes):
    for reader in (client, app.test_client()):
        section, known = panel(reader, axes)
        assert "het is nog niet gevraagd" in section and known == []
    client.post(f"{HERE}/oproep")
    client.post("/werkbank/gaten/soort:vraag/uitkomst:gestopt/oproep")
    judge(client, "real", "")
    for more in (1, 21):  # with so many it tells per crossing of the smallest picture, no longer per row and column
        for _n in range(more):
            make_contribution(terms=[])
        for reader in (client, app.test_client()):
            section, known = panel(reader, axes)
            assert len(known) == 1 and f"gevraagd op {long_date(today())}" in known[0], "each reader finds it"
            assert ("een echt gat, en" in known[0]) == (axes != "&rij=kind&kolom=outcome")
            assert "Van 1 leeg vak weten we meer" in section and "Naar de andere is nog niet gevraagd" in section


def programme(walk):
    return f"/bijeenkomsten/{walk.slug}/programma"


def test_a_part_of_the_programme_asks_about_a_gap_and_lets_go_of_it(app, client, host):
    walk = db.session.scalars(select(Gathering)).one()
    walk.status = GatheringStatus.PUBLISHED
    part = write_part(walk, "a" * 26, [], title="Aan tafel", starts=time(14))
    db.session.commit()
    page = client.get(HERE).text
    assert "Maak er een onderdeel van het programma van" in page and "Aan tafel" in page
    here = f"{programme(walk)}/{part.public_id}"
    page = client.get(f"{here}?{OVER}").text
    assert "Dit onderdeel vraagt naar een gat in de balans: Ondergrond, Ontwerp." in page and asked(client) == []
    over = re.search(r'name="over"[^>]* value="([^"]+)"', page)[1]
    sent = {"title": "Aan tafel", "starts": "14.00", "over": over, "version": mark_of(part)}
    assert client.post(here, data=sent).status_code == 302
    assert asked(client) == [f"wordt gevraagd op {long_date(walk.on)} Op een bijeenkomst: {walk.title}"]
    assert in_the_table(app.test_client()) == f"wordt gevraagd op {long_date(walk.on)}"
    assert "Aan tafel" not in client.get(HERE).text, "it asks about a gap already"
    for _press in range(2):
        client.post(f"{programme(walk)}/nieuw", data=sent | {"title": "Oogst", "key": "k"})
    assert len(asked(client)) == 1 and len(walk.parts) == 2, "two parts that ask the same are one gathering"
    client.post(here, data=sent | {"over": "thema:verdichting", "title": "Aan de tafels"})
    assert part.gap_sides == over, "another gap does not push it aside"
    client.post(here, data=sent | {"drops_gap": "y", "version": mark_of(part)})
    assert part.gap_sides == "" and len(asked(client)) == 1
    for made in walk.parts:
        client.post(f"{programme(walk)}/{made.public_id}", data=sent | {"drops_gap": "y", "version": mark_of(made)})
    assert asked(client) == [] and in_the_table(app.test_client()) == "nog niet gevraagd"


def test_a_new_part_begins_with_the_question_and_a_copy_asks_it_again(client, host):
    walk = db.session.scalars(select(Gathering)).one()
    page = client.get(f"{programme(walk)}/nieuw?{OVER}").text
    assert "Wat maakte je mee met Ondergrond, Ontwerp?" in page and 'name="drops_gap"' in page
    assert 'name="drops_gap"' not in client.get(f"{programme(walk)}/nieuw").text
    write_part(walk, "a" * 26, [], title="Lunch", starts=time(12, 30), gap_sides="thema:ondergrond fase:ontwerp")
    db.session.commit()
    client.post(f"/bijeenkomsten/{walk.slug}/kopieren", data={"title": "Nog eens", "on": f"{today() + timedelta(30):%d-%m-%Y}", "key": "d"})
    assert [part.gap_sides for part in db.session.scalars(select(Part))] == ["thema:ondergrond fase:ontwerp"] * 2


def test_a_stop_lets_go_of_its_gap(client, host):
    walk = db.session.scalars(select(Gathering)).one()
    new = f"/bijeenkomsten/{walk.slug}/haltes/nieuw"
    client.post(new, data={"number": "1", "title": "De put", "key": "k", "over": "thema:ondergrond"})
    stop = db.session.scalars(select(Stop)).one()
    here = new.replace("nieuw", stop.public_id)
    assert stop.gap_sides == "thema:ondergrond" and 'name="drops_gap"' in client.get(here).text
    client.post(here, data={"number": "1", "title": "", "drops_gap": "y", "version": mark_of(stop)})
    assert stop.gap_sides == "thema:ondergrond", "the form came back"
    client.post(here, data={"number": "1", "title": "De put", "drops_gap": "y", "version": mark_of(stop)})
    assert stop.gap_sides == "" and 'name="drops_gap"' not in client.get(here).text


def test_a_challenge_lets_go_of_its_gap_and_keeps_its_version(client, host):
    made = make_challenge(organisation=host.memberships[0].organisation)
    made.hosts.append(ChallengeHost(user_id=host.id))
    made.gap_sides = "thema:ondergrond"
    db.session.commit()
    here, version = f"/uitdagingen/{made.slug}/bewerken", made.version
    page = client.get(here).text
    assert 'name="drops_gap"' in page and len(asked(client, "/werkbank/gaten/thema:ondergrond")) == 1
    sent = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', page.partition("autosave")[2]))
    sent |= {name: getattr(made, name) for name in ("title", "situation", "questions", "usable_answer", "tried", "fixed")}
    sent |= {"approach": made.process, "terms": [one.code for one in made.terms], "drops_gap": "y", "version": str(version)}
    assert client.post(here, data=sent).status_code == 302
    assert made.gap_sides == "" and made.version == version and made.amended_at is None
    assert asked(client, "/werkbank/gaten/thema:ondergrond") == []
