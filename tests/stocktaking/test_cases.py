"""Wherever the stocktaking counts, texts about one case count once; a list shows every text, and says both numbers."""

import re

import pytest

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, Outcome
from app.contributions.queries import mark_of_pair
from app.core.clock import today
from app.core.database import db
from app.stocktaking import queries
from app.stocktaking.maturity import maturity_of
from app.stocktaking.models import Evidence, Laid, Stance
from app.taxonomy.queries import terms_of
from tests.factories import Dimension, make_contribution, make_municipality, make_question, make_user, term

STATE = "van=lijst&thema=ondergrond"


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER)
    sign_in(user)
    return user


def story(outcome=Outcome.SUCCEEDED, **more):
    carried = [term(Dimension.THEME, "ondergrond"), terms_of(Dimension.LEVER)[0], terms_of(Dimension.BARRIER)[0]]
    return make_contribution(terms=carried, outcome=outcome, **more)


def lay_together(one, other, by):
    operations.put_together(one, other, by, mark_of_pair(one, other))
    db.session.commit()


@pytest.fixture
def three(member):
    """Two that tell one case that succeeded, and one by itself that stopped."""
    one, other, alone = story(title="De put"), story(title="Die put"), story(Outcome.STOPPED, title="Een wadi")
    lay_together(one, other, member)
    return one, other, alone


def quoting(*sources):
    question = make_question(slug="wie-beheert")
    question.statements[0].evidence = [
        Evidence(contribution=found, stance=Stance.CONTRADICTS, field="facts", start=0, end=9, quote=found.facts[:9])
        for found in sources
    ]
    db.session.commit()
    return question


def ripe(question, person):
    seen = queries.seen_by(question, person)
    return maturity_of(seen, queries.told_and_helped(seen, person)[0])


def test_how_ripe_a_question_is_and_what_helped(client, member, three):
    question = quoting(*three)
    found = ripe(question, member)
    assert (found.cases, found.contradicting, found.solved) == (2, 2, 1)
    page = client.get("/vraagstukken/wie-beheert").text
    assert "Tegengesproken in 2 gevallen" in page
    lever = terms_of(Dimension.LEVER)[0]
    href, number = re.search(rf'<a href="(/bijdragen[^"]+)">{re.escape(lever.name("nl"))}</a>: (\d+) geval', page).groups()
    found = client.get(href.replace("&amp;", "&")).text
    assert number == "1" and "2 bijdragen over 1 geval<" in found, "what was stopped helped nobody, and voices count once"


def test_contradictions_count_cases_and_every_number_opens(client, three):
    page = client.get("/balans/tegenspraak").text
    numbers = re.findall(r'<td class="num"><a href="(/bijdragen[^"]+)">(\d+)<', page)
    assert [number for _href, number in numbers[:2]] == ["1", "1"]
    assert "2 bijdragen over 1 geval<" in client.get(numbers[0][0].replace("&amp;", "&")).text


def test_two_voices_of_one_case_that_ended_differently_are_no_contradiction(client, member):
    lay_together(story(), story(Outcome.STOPPED), member)
    lever = terms_of(Dimension.LEVER)[0]
    assert "Nog nergens zijn beide kanten van verteld." in client.get("/balans/tegenspraak").text
    assert 'id="paar-1"' not in client.get(f"/balans/tegenspraak?over=hefboom:{lever.slug}").text
    story(Outcome.STOPPED, title="Een ander geval")
    page = client.get(f"/balans/tegenspraak?over=hefboom:{lever.slug}").text
    assert page.count('id="paar-') == 1 and "Een ander geval" in page


def test_what_goes_together_counts_cases(client, three):
    page = client.get("/balans/samen?eerste=hefboom&tweede=belemmering").text
    numbers = re.findall(r'<td class="num"><a href="/bijdragen[^"]+">(\d+)<', page)
    assert numbers == ["2"] and "Gevallen die over allebei gaan" in page


def test_a_saved_view_holds_cases_and_the_list_the_map_and_the_balance_say_both(client, three):
    assert "2 gevallen" in client.get(f"/werkbank/beelden/nieuw?{STATE}").text
    client.post(f"/werkbank/beelden/nieuw?{STATE}", data={"name": "Putten"})
    assert "2 gevallen, " in client.get("/werkbank/beelden").text
    for path in ("/bijdragen", "/kaart", "/balans", "/werkbank?q=put&toon=alles&soort=leerzaam"):
        page = client.get(path).text
        assert "bijdragen over" in page or path.startswith("/werkbank"), path
    page = client.get("/balans?beeld=tabel").text
    assert "Teksten over één geval tellen één keer, in elk getal op deze pagina." in page and "Aantal gevallen: " in page
    assert "Die put" in client.get("/bijdragen").text and "De put" in client.get("/bijdragen").text


def test_the_map_counts_cases_per_part_of_the_country_and_says_how_many_texts_tell_them(client, member):
    east = make_municipality(name="Ede", part="east", latitude=52.04, longitude=5.66)
    here, also, alone = (story(place=east) for _n in range(3))
    hidden, more = (story(place=east, hides_place=True) for _n in range(2))
    page = client.get("/kaart").text
    assert "Bijdragen per landsdeel" in page and re.search(r"Oosten</th><td class=\"num\"><a [^>]*>3<", page)
    lay_together(here, also, member)
    lay_together(hidden, more, member)
    for reader in (client, client.application.test_client()):
        page = reader.get("/kaart").text
        assert re.search(r"Oosten</th><td class=\"num\">2</td><td class=\"num\"><a [^>]*>3<", page) and alone
        assert re.search(r'<text class="k-aantal"[^>]*>2</text>', page) and "Gevallen per landsdeel" in page
        assert 'Zonder plek</th><td class="num">1</td><td class="num">2</td>' in page
        assert 'Totaal</th><td class="num"><b>3</b></td><td class="num"><b>5</b></td>' in page
    assert 'Oosten</th><td class="num">0</td><td class="num">0</td>' not in client.get("/kaart?q=onzinwoord").text


def test_a_theme_hides_the_rest_by_its_cases(client, member):
    """Five of ten texts lie in it, and these tell two cases: of the seven cases it is no large part."""
    ones = [story() for _n in range(5)]
    others = [make_contribution(terms=[term(Dimension.THEME, "verdichting")]) for _n in range(8)]
    assert "van deze gevallen ligt bij het thema Ondergrond" not in client.get("/balans").text
    lay_together(others[0], others[1], member)
    lay_together(others[1], others[2], member)
    assert "42 % van deze gevallen" not in client.get("/balans").text
    lay_together(others[3], others[2], member)
    db.session.commit()
    assert len(ones) == 5 and "50 % van deze gevallen ligt bij het thema Ondergrond" in client.get("/balans").text


def test_what_hangs_loose_are_cases(member, three):
    loose = queries.orphans(member, today())
    assert loose.loose[Laid.OPEN] == loose.in_no_question == 2


def test_what_lies_at_a_gap_are_cases(client, member, three):
    assert queries.number_at(queries.spot_by_words("thema:ondergrond", ""), member) == 2
    assert "Hier liggen intussen 2 gevallen." in client.get("/werkbank/gaten/thema:ondergrond").text


def test_of_a_case_each_reader_counts_the_voices_that_may_be_told_together(app, client, member):
    """A named and an unnamed voice of one case count twice for everybody; so does one that only members may read."""
    named, unnamed = story(names_organisation=True), story()
    hidden = story(audience=Audience.MEMBERS)
    lay_together(named, unnamed, member)
    lay_together(unnamed, hidden, member)
    question = quoting(named, unnamed, hidden)
    visitor = make_user()
    assert ripe(question, visitor).cases == 2
    assert ripe(question, member).cases == 2, "two of the three have no name"
    assert "bijdragen over" not in app.test_client().get("/bijdragen").text
    assert "3 bijdragen over 2 gevallen" in client.get("/bijdragen").text
