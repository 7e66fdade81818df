"""Piles: what is in one, what came later, what it covers, and who takes which part."""

import re
from datetime import date, time

import pytest

from app.accounts.models import Role
from app.challenges.models import Challenge
from app.contributions import operations as contributions
from app.contributions.models import Audience, Kind, Outcome, Status
from app.contributions.operations import relist
from app.contributions.queries import mark_of_pair
from app.core.clock import now, today
from app.core.database import db
from app.gatherings.models import Gathering, GatheringStatus
from app.reports.queries import frozen as frozen_of
from app.workbench import operations, queries
from app.workbench.models import Pile, PileCard
from app.workbench.queries import Wanted
from app.workbench.queries.choosing import Level
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_question,
    make_user,
    save,
    term,
)
from tests.gatherings.made import came, make_gathering
from tests.reports.made import freeze_now


def fixed(client, **changes):
    answer = client.post("/werkbank/stapels/nieuw", data={"name": "Zomertour"} | changes)
    assert answer.status_code == 302, answer.text
    return db.session.query(Pile).order_by(Pile.id.desc()).first()


def titles(pile, person):
    return [card.view.title for card in queries.on_the_table(pile, person).cards]


def test_a_pile_is_fixed_and_what_comes_later_is_offered(client, member, stories):
    pile = fixed(client)
    later = make_contribution(title="D kwam later")
    page = client.get(f"/werkbank/stapels/{pile.slug}").text
    assert "3 bijdragen, vastgelegd op" in page and "Er kwam 1 bijdrage bij" in page
    assert "Dit is geen steekproef." in page and later.title not in titles(pile, member)
    client.post(f"/werkbank/stapels/{pile.slug}/aanvullen")
    assert titles(pile, member)[-1] == "D kwam later" and len(titles(pile, member)) == 4
    assert "Er kwam" not in client.get(f"/werkbank/stapels/{pile.slug}").text
    assert "niets nieuws" in client.post(f"/werkbank/stapels/{pile.slug}/aanvullen", follow_redirects=True).text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"soort": "goed"}, ["Goed"]),
        ({"uitkomst": "gestopt"}, ["Gestopt"]),
        ({"thema": "ondergrond"}, ["Ondergrond"]),
        ({"levels": ["named", "unnamed"]}, ["Ondergrond", "Gestopt", "Goed"]),
        ({"levels": ["unnamed", "verzonnen"]}, ["Ondergrond", "Gestopt"]),
        ({"levels": ["named", "members"]}, ["Goed", "Voor leden"]),
        ({"levels": "members", "soort": "goed"}, None),
        ({"soort": ["goed", "leerzaam"], "uitkomst": "gelukt"}, ["Goed"]),
    ],
)
def test_what_is_chosen_is_in_it(client, member, asked, found):
    make_contribution(title="Goed", kind=Kind.GOOD, outcome=Outcome.SUCCEEDED, names_organisation=True)
    make_contribution(title="Gestopt", outcome=Outcome.STOPPED)
    make_contribution(title="Ondergrond", terms=[term(Dimension.THEME, "ondergrond")])
    make_contribution(title="Voor leden", audience=Audience.MEMBERS, kind=Kind.EXPERIENCE)
    if found is None:
        assert client.post("/werkbank/stapels/nieuw", data={"name": "Zomertour"} | asked).status_code == 409
        return
    pile = fixed(client, **asked)
    assert sorted(titles(pile, member)) == sorted(found)
    assert ("Niveau: " in client.get(f"/werkbank/stapels/{pile.slug}").text) is ("levels" in asked)


def test_a_pile_of_before_levels_could_be_chosen_asks_for_what_it_asked(client, member):
    make_contribution(title="Voor iedereen"), make_contribution(title="Voor leden", audience=Audience.MEMBERS)
    kept = {"picked": {}, "gathering": ""}
    assert len(queries.wished(queries.wanted_from(kept | {"only_public": True}), member)) == 1
    assert len(queries.wished(queries.wanted_from(kept | {"only_public": False}), member)) == 2


def test_months_of_publication_are_both_included(client, member):
    for month, title in ((6, "Juni"), (7, "Juli"), (8, "Augustus"), (9, "September")):
        make_contribution(title=title, published_at=now().replace(year=2025, month=month, day=3))
    assert set(titles(fixed(client, first="07-2025", last="augustus 2025"), member)) == {"Juli", "Augustus"}


def test_only_what_answers_a_challenge_of_the_gathering(client, member):
    challenge = make_challenge()
    make_contribution(title="Antwoord", challenge=db.session.get(Challenge, challenge.id))
    make_contribution(title="Los")
    meeting = Gathering(
        slug="tour", title="Tour", organisation_id=challenge.organisation_id, on=today(), starts=time(12), status=GatheringStatus.PUBLISHED
    )
    meeting.challenges = [challenge]
    save(meeting)
    assert titles(fixed(client, gathering="tour"), member) == ["Antwoord"]


@pytest.mark.parametrize(
    ("asked", "said", "status"),
    [
        ({"name": ""}, "Geef de stapel een naam", 422),
        ({"first": "gisteren"}, "Schrijf de maand zo", 422),
        ({"first": "09-2026", "last": "08-2026"}, "Draai ze om", 422),
        ({"soort": "vraag"}, "Hier past geen enkele bijdrage bij", 409),
    ],
)
def test_what_cannot_be_a_pile_comes_back_with_what_was_typed(client, member, stories, asked, said, status):
    answer = client.post("/werkbank/stapels/nieuw", data={"name": "Tour", "thema": "ondergrond"} | asked)
    assert answer.status_code == status and said in answer.text
    assert 'value="ondergrond" checked' in answer.text and db.session.query(Pile).count() == 0


def test_what_is_missing_is_said_in_words_and_only_successes_are_seen(client, member):
    ground = term(Dimension.THEME, "ondergrond")
    make_contribution(kind=Kind.GOOD, outcome=Outcome.SUCCEEDED, terms=[ground])
    page = client.get(f"/werkbank/stapels/{fixed(client).slug}").text
    assert "alleen successen: niet af" in page
    assert "niets over Leerzaam voorbeeld" in page.replace("\n", " ") or "niets over Leerzaam" in page
    make_contribution(kind=Kind.LEARNED, terms=[ground])
    page = client.get(f"/werkbank/stapels/{fixed(client, name='Twee').slug}").text
    assert "alleen successen" not in page and "50% vertelt wat misging" in page


def test_the_balance_of_a_pile_leaves_out_what_the_pile_does_and_tells_its_own_gaps(client, member, stories):
    contributions.add_theme(stories[0], term(Dimension.THEME, "ondergrond"), member)
    make_contribution(title="Ligt erbuiten", kind=Kind.QUESTION, terms=[term(Dimension.THEME, "verdichting")])
    db.session.commit()
    pile = fixed(client, soort=["leerzaam"])
    client.post(f"/werkbank/stapels/{pile.slug}/themas", data={"uit": "ondergrond", "versie": pile.version})
    page = client.get(f"/werkbank/stapels/{pile.slug}").text
    sorting = client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    assert all(f'href="/balans?stapel={pile.slug}&amp;zonder=ondergrond"' in shown for shown in (page, sorting))
    balance = client.get(f"/balans?stapel={pile.slug}").text
    empty = balance.split("Leeg binnen wat je koos, en daarbuiten niet")[1].split("</ul>")[0]
    assert 'href="/bijdragen?thema=verdichting"' in empty and "thema=ondergrond" not in empty
    assert "Leeg binnen wat je koos" not in client.get("/balans").text


def test_a_theme_with_only_questions_or_what_still_runs_is_no_success(client, member):
    ground = term(Dimension.THEME, "ondergrond")
    make_contribution(kind=Kind.QUESTION, outcome=Outcome.NOT_APPLICABLE, terms=[ground])
    make_contribution(kind=Kind.EXPERIENCE, outcome=Outcome.RUNNING, terms=[ground])
    page = client.get(f"/werkbank/stapels/{fixed(client).slug}").text
    assert "alleen successen" not in page and "niemand vertelt hoe het afliep" in page
    make_contribution(kind=Kind.EXPERIENCE, outcome=Outcome.SUCCEEDED, terms=[ground])
    assert "alleen successen" in client.get(f"/werkbank/stapels/{fixed(client, name='Twee').slug}").text


def test_who_sent_it_is_counted_only_where_it_is_shown(client, member):
    partner = make_municipality(is_partner=True)
    make_contribution(organisation=partner, place=partner, names_organisation=True)
    make_contribution(organisation=partner, place=partner, names_organisation=False)
    page = client.get(f"/werkbank/stapels/{fixed(client).slug}").text
    assert "Van partners van de deal: 1." in page and "Zonder naam: 1;" in page
    assert "te zien bij 1 van de 2 gevallen; van de andere ziet niemand het." in page


def test_of_what_is_hidden_nobody_says_that_it_is_missing(client, member):
    make_contribution(names_organisation=False, organisation_kind="gemeente")
    page = client.get(f"/werkbank/stapels/{fixed(client).slug}").text
    assert "<b>Soort organisatie</b>: te zien bij 0 van de 1 gevallen" in page and "<b>Soort organisatie</b>: niets" not in page


def test_what_goes_out_of_view_goes_out_of_the_pile(client, member, stories):
    pile = fixed(client)
    stories[0].status = Status.WITHDRAWN
    relist(stories[0])
    db.session.commit()
    assert stories[0].title not in titles(pile, member)
    assert "2 bijdragen, vastgelegd op" in client.get(f"/werkbank/stapels/{pile.slug}").text


def test_the_open_cards_are_divided_evenly_and_given_back(client, member, pile):
    other = make_user(Role.MEMBER, make_organisation(is_partner=True))
    address = f"/werkbank/stapels/{pile.slug}/verdelen"
    marks = re.findall(r'name="lid" value="(\w+)"', client.get(f"/werkbank/stapels/{pile.slug}").text)
    assert len(marks) == 2
    client.post(address, data={"lid": marks, "versie": 1})
    taken = [card.taken_by_id for card in db.session.query(PileCard).order_by(PileCard.position)]
    assert taken == [min(member.id, other.id)] * 2 + [max(member.id, other.id)]
    page = client.get(f"/werkbank/stapels/{pile.slug}/sorteren?toon=mijn").text
    assert f"{taken.count(member.id)} kaart" in page
    client.post(address, data={"versie": 2})
    assert {card.taken_by_id for card in db.session.query(PileCard)} == {None}


def test_questions_become_bins_and_stop_being_it(client, member, pile):
    other = make_question(sentence="Wie snoeit er?")
    client.post(f"/werkbank/stapels/{pile.slug}/vakken", data={"vraagstuk": other.slug})
    assert [found.question.sentence for found in queries.pile_by_slug(pile.slug).bins] == ["Wie beheert het groen?", "Wie snoeit er?"]
    client.post(f"/werkbank/stapels/{pile.slug}/vakken/wie-beheert/weghalen")
    assert [(found.position, found.question.slug) for found in queries.pile_by_slug(pile.slug).bins] == [(1, other.slug)]


def test_a_magnet_is_offered_and_switched_off(client, member):
    ground = term(Dimension.THEME, "ondergrond")
    for _story in range(10):  # below ten a share says nothing
        make_contribution(terms=[ground])
    pile = fixed(client)
    assert 'name="uit" value="ondergrond"' in client.get(f"/werkbank/stapels/{pile.slug}").text
    client.post(f"/werkbank/stapels/{pile.slug}/themas", data={"uit": "ondergrond", "versie": 1})
    page = client.get(f"/werkbank/stapels/{pile.slug}").text
    assert 'value="ondergrond" checked' in page
    assert f'<th scope="row">{ground.name("nl")}</th>' not in page
    assert client.post(f"/werkbank/stapels/{pile.slug}/themas", data={"uit": "onzin"}).status_code == 404


def test_two_piles_may_have_one_name(client, member, stories):
    assert fixed(client).slug != fixed(client).slug


def test_the_wish_is_kept_as_it_was(app):
    wanted = Wanted({"soort": ["goed"]}, date(2025, 1, 1), None, "tour", (Level.NAMED, Level.MEMBERS))
    assert queries.wanted_from(wanted.kept()) == wanted


@pytest.mark.parametrize("role", [None, Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_others_have_no_piles(client, member, pile, sign_in, role):
    with client.session_transaction() as session:
        session.clear()
    if role:
        sign_in(make_user(role))
    else:
        client.delete_cookie("straatwijs")
    for page in ("", "/sorteren", "/gelegd"):
        assert client.get(f"/werkbank/stapels/{pile.slug}{page}").status_code in (302, 403)


def test_sorting_changes_nothing_for_others(client, member, pile, stories):
    before = [client.get(path).text for path in ("/balans", "/bijdragen", "/vraagstukken")]
    operations.lay(pile, stories[0], queries.pile_by_slug(pile.slug).bins[0].question, 0, "x" * 20, by=member)
    db.session.commit()
    assert [client.get(path).text for path in ("/balans", "/bijdragen", "/vraagstukken")] == before


def test_texts_about_one_case_count_once_and_both_stay_in_the_pile(client, member, stories):
    ground = term(Dimension.THEME, "ondergrond")
    for story in stories:
        contributions.add_theme(story, ground, member)
    contributions.put_together(stories[0], stories[1], member, mark_of_pair(stories[0], stories[1]))
    db.session.commit()
    pile = fixed(client)
    page = client.get(f"/werkbank/stapels/{pile.slug}").text
    assert "3 bijdragen, vastgelegd op" in page and "Ze vertellen samen 2 gevallen." in page
    for address in ("", "/vastleggen"):
        page_or_freezing = client.get(f"/werkbank/stapels/{pile.slug}{address}").text
        assert page_or_freezing.count("3 bijdragen over 2 gevallen") == 1, "what is still open"
    assert re.search(rf'<th scope="row">{ground.name("nl")}</th><td class="num">2</td>', page)


def test_what_came_out_of_the_gathering_is_in_it_as_well(client, member):
    gathering, other = make_gathering(slug="tour"), make_gathering()
    came(make_contribution(title="Kwam eruit"), gathering)
    came(make_contribution(title="Van leden", audience=Audience.MEMBERS), gathering)
    came(make_contribution(title="Nog niet te zien", status=Status.READING), gathering)
    came(make_contribution(title="Van elders"), other)
    make_contribution(title="Los")
    assert set(titles(fixed(client, gathering="tour"), member)) == {"Kwam eruit", "Van leden"}
    assert titles(fixed(client, gathering="tour", levels=["named", "unnamed"]), member) == ["Kwam eruit"]
    assert client.post("/werkbank/stapels/nieuw", data={"name": "Tour", "gathering": "tour", "soort": "goed"}).status_code == 409
    page = client.get("/werkbank/stapels/nieuw").text
    assert "wat er volgens de schrijver uit kwam" in page


def test_what_parts_from_the_gathering_leaves_its_piles_and_their_stocktakes(client, member):
    challenge = make_challenge()
    gathering = make_gathering(slug="tour", challenges=[db.session.merge(challenge)])
    parting, answer = make_contribution(title="Gaat weg"), make_contribution(title="Antwoord", challenge=db.session.merge(challenge))
    for story in (parting, answer):
        came(story, gathering)
    pile, everything = fixed(client, gathering="tour"), fixed(client, name="Alles")
    frozen = [freeze_now(each, each.name, by=member) for each in (pile, everything)]
    for story in (parting, answer):
        contributions.hide_origin(story)
    db.session.commit()
    assert titles(pile, member) == ["Antwoord"], "what answers its challenge tells nothing"
    assert set(titles(everything, member)) == {"Gaat weg", "Antwoord"}
    left = [{c.title for c in frozen_of(each, member).contributions} for each in frozen]
    assert left == [{"Antwoord"}, {"Gaat weg", "Antwoord"}]
