"""Gaps of the balance: not asked yet, until a member says what they are; and putting the question out."""

import re
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Membership, Role
from app.codebook.models import Deed
from app.contributions.models import Audience, Draft, Kind, Outcome
from app.core.clock import today
from app.core.database import db
from app.gatherings.models import Gathering, GatheringStatus
from app.stocktaking import operations, queries
from app.stocktaking.models import Gap, GapJudgement, Verdict
from tests.codebook.made import change
from tests.factories import Dimension, make_contribution, make_municipality, make_organisation, make_user, save, term
from tests.gatherings.made import give, make_gathering

HERE = "/werkbank/gaten/thema:ondergrond/fase:ontwerp"
CELL = re.compile(r'<td class="num">(.*?)</td>', re.DOTALL)


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Mira", family_name="Lid")
    sign_in(user)
    return user


def judge(client, verdict="real", note="Dit zagen we in drie wijken.", version="0", where=HERE):
    return client.post(where, data={"verdict": verdict, "note": note, "version": version})


def in_the_table(browser, row="Ondergrond", column=4, query=""):
    """The words in one cell of the table, without the link around them. Column 4 is that of the design."""
    page = browser.get(f"/balans?beeld=tabel{query}").text
    line = page.split(f'<th scope="row">{row}</th>')[1]
    return " ".join(re.sub("<[^>]+>", " ", CELL.findall(line)[column - 1]).split())


def test_a_gap_is_not_asked_yet_until_a_member_says_what_it_is(app, client, member):
    stranger = app.test_client()
    assert in_the_table(stranger) == "nog niet gevraagd"
    answer = judge(client)
    assert answer.status_code == 302 and "zonder je naam" in client.get(answer.location).text
    assert in_the_table(stranger) == "een echt gat" and in_the_table(stranger, query="&rij=phase&kolom=theme", row="Ontwerp", column=10)
    page = stranger.get("/balans").text
    assert "een echt gat" in page and "Mira" not in page and "drie wijken" not in page and "/werkbank" not in page
    judge(client, "not_applicable", "", "1")
    assert in_the_table(stranger) == "niet van toepassing"
    shown = client.get(HERE).text
    assert "Mira Lid" in shown and "drie wijken" in shown and "(geldt niet meer)" in shown
    assert "drie wijken" not in client.get("/werkbank/gaten").text and "niet van toepassing" in client.get("/werkbank/gaten").text


def test_that_it_was_asked_carries_its_day(app, client, member):
    judge(client, "asked", "Gevraagd aan de netbeheerders.")
    assert in_the_table(app.test_client()).startswith("gevraagd op ")
    assert str(today().year) in in_the_table(app.test_client())


def test_a_judgement_is_taken_back_and_the_one_before_it_holds_again(app, client, member):
    judge(client)
    judge(client, "asked", "", "1")
    version = re.search(r'name="version" value="(\d+)"><button', client.get(HERE).text)[1]
    client.post(f"{HERE}/terug", data={"version": version})
    assert in_the_table(app.test_client()) == "een echt gat"
    client.post(f"{HERE}/terug", data={"version": "3"})
    assert in_the_table(app.test_client()) == "nog niet gevraagd"
    assert client.post(f"{HERE}/terug", data={"version": "4"}).status_code == 409
    assert client.post("/werkbank/gaten/thema:verdichting/terug", data={"version": ""}).status_code == 409


def test_who_judges_after_somebody_else_sees_theirs_first_and_loses_nothing(client, member):
    judge(client)
    late = judge(client, "asked", "Mijn eigen woorden.")
    assert late.status_code == 409 and "intussen" in late.text and "Mijn eigen woorden." in late.text
    assert "drie wijken" in late.text and 'name="version" value="1"' in late.text
    taken = client.post(f"{HERE}/terug", data={"version": "0"})
    assert taken.status_code == 409
    assert judge(client, "asked", "Mijn eigen woorden.", "1").status_code == 302


def test_an_answer_that_cannot_be_taken_comes_back(client, member):
    answer = judge(client, "onzin", "x" * 1001)
    assert answer.status_code == 422 and "Kies wat het is" in answer.text and "x" * 1001 in answer.text
    assert not db.session.scalars(select(Gap)).all()


@pytest.mark.parametrize("where", ["thema:onzin", "onzin", "thema:ondergrond/thema:verdichting", "thema:ondergrond/fase:x", "q:put", "fase:ontwerp/"])
def test_what_is_no_crossing_is_not_found(client, member, where):
    assert client.get(f"/werkbank/gaten/{where}").status_code == 404


def test_both_orders_and_every_axis_name_one_gap(client, member):
    judge(client, where="/werkbank/gaten/fase:ontwerp/thema:ondergrond")
    assert "een echt gat" in client.get(HERE).text
    for where in ("soort:goed/landsdeel:westen", "organisatie:gemeente/uitkomst:gestopt", "schaal:straat", "thema:ondergrond"):
        assert judge(client, where=f"/werkbank/gaten/{where}").status_code == 302
    assert len(db.session.scalars(select(Gap)).all()) == 5
    assert client.get("/werkbank/gaten").text.count("een echt gat") == 5


def test_what_somebody_told_about_is_no_gap(client, member):
    make_contribution(terms=[term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")])
    page = client.get(HERE).text
    assert "Hier ligt intussen 1 geval" in page and 'name="verdict"' not in page
    assert judge(client).status_code == 409


def test_a_text_for_members_hides_no_judgement_from_others(app, client, member):
    """It was judged before; what others see of it does not change with what they may not read."""
    judge(client)
    before = app.test_client().get("/balans?beeld=tabel").text
    terms = [term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")]
    make_contribution(terms=terms, audience=Audience.MEMBERS)
    assert app.test_client().get("/balans?beeld=tabel").text == before
    assert in_the_table(client) != "een echt gat"


def test_a_whole_row_in_which_nothing_lies_is_judged_at_once(app, client, member):
    judge(client, "not_applicable", "", where="/werkbank/gaten/fase:ontwerp")
    assert in_the_table(app.test_client()) == "niet van toepassing"
    make_contribution(terms=[term(Dimension.THEME, "verdichting"), term(Dimension.PHASE, "ontwerp")])
    assert in_the_table(app.test_client()) == "nog niet gevraagd", "somebody told about the phase: that judgement is of no use"


def test_with_few_contributions_it_says_what_is_missing_per_row_and_column(client):
    make_contribution(terms=[term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")])
    page = client.get("/balans?rij=theme&kolom=outcome").text
    section = page.split('id="na-de-straat"')[1].split("</section>")[0]
    assert "Er is 1 geval, en er zijn 65 vakken." in section and "Hierover vertelde nog niemand" in section
    assert 'href="/deel?over=thema:verdichting"' in section.replace("%3A", ":")
    assert "Hier mist het meest" in section and "4 van de 5 vakken zijn leeg" in section


def test_what_is_empty_within_a_choice_only_is_no_gap_of_the_whole(client, member):
    """Something lies at every crossing of these two sides, yet of what was asked for nothing does at one of them."""
    for kind in Kind:
        for outcome in Outcome:
            make_contribution(kind=kind, outcome=outcome)
    page = client.get("/balans?rij=kind&kolom=outcome&soort=vraag&uitkomst=gelukt").text
    section = page.split('id="na-de-straat"')[1].split("</section>")[0]
    assert "In het hele beeld is geen vak leeg. Binnen wat je koos, ontbreekt wel iets:" in section
    assert "0 vakken" not in section and "nog niet gevraagd" not in section and "Alle lege vakken" not in section
    assert "Leeg binnen wat je koos" in section


def test_with_many_it_names_crossings(client):
    for _n in range(21):
        make_contribution(terms=[])
    section = client.get("/balans?rij=kind&kolom=outcome").text.split('id="na-de-straat"')[1].split("</section>")[0]
    assert "Bijvoorbeeld:" in section and "vakken. Met minder" not in section


def test_the_question_goes_to_people_a_challenge_or_the_next_gathering(client, member):
    page = client.get(HERE).text
    assert "http://localhost/deel?over=thema:ondergrond&amp;over=fase:ontwerp" in page.replace("%3A", ":")
    assert "Er is nog geen bijeenkomst gepland" in page and "vraag een gastgemeente" in page
    host = make_organisation(kind="gemeente")
    save(Gathering(slug="straks", title="Wandeling", on=today() + timedelta(9), starts=time(12, 30), status=GatheringStatus.PUBLISHED, organisation=host))
    assert 'href="/bijeenkomsten/straks"' in client.get(HERE).text


def test_who_follows_the_link_finds_what_it_is_about_ticked(client):
    start = "/deel?over=thema:ondergrond&over=fase:ontwerp&over=hefboom:onzin&over=soort:goed"
    assert "Je bent gevraagd naar:" in client.get(start).text and "Ondergrond, Ontwerp" in client.get(start).text
    form = re.search(r'<form[^>]*method="post" action="([^"]*over[^"]*)"', client.get(start).text)[1].replace("&amp;", "&")
    story = client.post(form, data={"kind": "learned"}).location
    page = client.get(story.replace("verhaal", "waar")).text
    assert re.search(r'value="ondergrond"[^>]* checked', page) and re.search(r'<option selected value="ontwerp">', page)
    assert db.session.scalars(select(Draft)).one().typed["where"] == {"themes": ["ondergrond"], "phase": ["ontwerp"]}


def test_who_puts_it_out_begins_with_what_is_asked(client, sign_in):
    here = make_municipality()
    host = make_user(Role.HOST, here)
    gathering = make_gathering(organisation=here)
    give(gathering, user=host)
    host.memberships.append(Membership(role=Role.MEMBER, organisation_id=here.id))
    db.session.commit()
    sign_in(host)
    page = client.get(HERE).text
    over = "over=thema:ondergrond&amp;over=fase:ontwerp"
    stop = f"/bijeenkomsten/{gathering.slug}/haltes/nieuw"
    assert f"/uitdagingen/nieuw?{over}" in page and f"{stop}?{over}" in page
    page = client.get(f"/uitdagingen/nieuw?{over.replace('&amp;', '&')}").text
    assert "Hoe pak je dit aan: Ondergrond, Ontwerp?" in page and "Wat maakte je mee met Ondergrond, Ontwerp?" in page
    assert re.search(r'value="ondergrond"[^>]* checked', page)
    page = client.get(f"{stop}?{over.replace('&amp;', '&')}").text
    assert "Wat maakte je mee met Ondergrond, Ontwerp?" in page and re.search(r'value="ondergrond"[^>]* selected|selected value="ondergrond"', page)


def test_a_replaced_term_hands_its_gaps_to_its_heir(app, client, member):
    heirs, heir = HERE.replace("ondergrond", "verdichting"), term(Dimension.THEME, "verdichting").name_nl
    judge(client)
    change(Deed.MERGE, "ondergrond", heir="verdichting")
    assert in_the_table(app.test_client(), row=heir) == "een echt gat"
    for where in (HERE, heirs):
        assert "een echt gat" in client.get(where).text and "drie wijken" in client.get(where).text
    assert judge(client, where=heirs).status_code == 409, "somebody judged it: under the word of before"
    client.post(f"{heirs}/terug", data={"version": "1"})
    assert in_the_table(app.test_client(), row=heir) == "nog niet gevraagd"
    assert "drie wijken" not in client.get(heirs).text


def test_of_a_term_and_its_heir_the_last_judgement_holds_and_each_press_takes_one_back(app, client, member):
    heirs, heir = HERE.replace("ondergrond", "verdichting"), term(Dimension.THEME, "verdichting").name_nl
    judge(client, "not_applicable", "", where=heirs)
    judge(client)
    change(Deed.MERGE, "ondergrond", heir="verdichting")
    assert in_the_table(app.test_client(), row=heir) == "een echt gat"
    assert client.get("/werkbank/gaten").text.count("<li><a href=\"/werkbank/gaten/") == 1
    for status in (302, 409):
        assert client.post(f"{heirs}/terug", data={"version": "2"}).status_code == status
    assert in_the_table(app.test_client(), row=heir) == "niet van toepassing"
    assert judge(client, "asked", "", "3", where=heirs).status_code == 302
    assert {gap.first_word: len(gap.judgements) for gap in db.session.scalars(select(Gap))} == {"ondergrond": 0, "verdichting": 2}


@pytest.mark.parametrize("role", [None, Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_only_members_judge(app, sign_in, role):
    client = app.test_client()
    if role:
        sign_in(make_user(role), client)
    for answer in (client.get(HERE), judge(client), client.post(f"{HERE}/terug"), client.get("/werkbank/gaten")):
        assert answer.status_code in (302, 401, 403)
    assert not db.session.scalars(select(Gap)).all()


def test_two_members_who_judge_first_at_the_same_moment_are_told(app, member):
    place = queries.spot_by_words("thema:ondergrond", "fase:ontwerp")
    operations.judge(place, Verdict.REAL, "", member, 0)
    with pytest.raises(operations.gaps.Refusal):
        operations.gaps.begin_with(GapJudgement(verdict=Verdict.ASKED), place)
