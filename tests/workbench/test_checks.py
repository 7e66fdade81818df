"""Checking a pile: drawn by chance, laid without seeing where cards lie, kept apart, compared, and decided."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.contributions.models import Status
from app.contributions.operations import relist
from app.core.clock import now
from app.core.database import db
from app.stocktaking.models import Laid
from app.stocktaking.queries import where_they_lie
from app.workbench import operations
from app.workbench.checked import Choice, as_a_whole
from app.workbench.models import Check, CheckCard, CheckKind, CheckNote, Deed
from app.workbench.routes import checks
from app.workbench.sample import drawn
from tests.factories import make_contribution, make_organisation, make_question, make_user


@pytest.fixture
def colleague(app):
    return make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Sam")


@pytest.fixture
def laid(pile, stories, question, member):
    """The first at the question, the second as one case, both by the member; the third is open."""
    for story, where in zip(stories, (question, Laid.ONE_CASE), strict=False):
        operations.lay(pile, story, where, 0, f"laid by hand {story.id:010}", by=member)
    db.session.commit()
    return pile


def begin(client, pile, kind):
    return client.post(f"/werkbank/stapels/{pile.slug}/controle/{kind}/begin")


def judge(client, pile, kind, story, *places):
    return client.post(f"/werkbank/stapels/{pile.slug}/controle/{kind}/{story.public_id}", data={"places": list(places)})


def page_of(client, pile):
    return client.get(f"/werkbank/stapels/{pile.slug}/controle").text


def lies(story):
    return where_they_lie([story.id])[story.id]


def test_the_same_seed_draws_the_same_cards_and_another_one_others():
    assert drawn("a", range(300), 20) == drawn("a", reversed(range(300)), 20) != drawn("b", range(300), 20)
    assert len(set(drawn("a", range(300), 20))) == 20 and sorted(drawn("a", [3, 1, 2], 20)) == [1, 2, 3]


def test_every_card_is_drawn_about_as_often():
    seen = [found for seed in range(2000) for found in drawn(str(seed), range(10), 3)]
    assert all(500 < seen.count(card) < 700 for card in range(10))


def test_one_checks_the_own_cards_without_seeing_where_they_lie(client, member, laid, stories, question):
    assert "2 kaarten kunnen geloot worden" in page_of(client, laid)
    assert begin(client, laid, "opnieuw").status_code == 302
    check = db.session.query(Check).one()
    assert (check.kind, check.member_id, check.offered) == (CheckKind.AGAIN, member.id, [question.id])
    assert {card.contribution_id for card in check.cards} == {stories[0].id, stories[1].id}
    page = client.get(f"/werkbank/stapels/{laid.slug}/controle/opnieuw").text
    assert "Kaart 1 van 2, blind" in page and "checked" not in page and "Ligt bij" not in page
    assert [f'value="{at}" data-key="{key}"' in page for at, key in ((question.slug, "1"), ("een-geval", "0"), ("nergens", "x"))] == [True] * 3
    before = {story.id: lies(story) for story in stories}
    judge(client, laid, "opnieuw", stories[0], question.slug)
    assert "nog 1 kaart van de 2" in page_of(client, laid).lower()
    answer = judge(client, laid, "opnieuw", stories[1], "nergens")
    assert answer.location.endswith("/controle")
    assert {story.id: lies(story) for story in stories} == before  # nothing moved
    page = page_of(client, laid)
    assert "1 van de 2 kaarten" in page and "(jij met jezelf)" in page
    assert re.search(r"Eén geval, wel leerzaam ↔ Past nergens", page)


def test_nothing_tells_where_a_card_lies_before_it_was_laid_blind(client, member, laid, stories, question):
    """The same page for two cards that lie at different places, but for the cards themselves."""
    begin(client, laid, "opnieuw")
    pages = []
    for here in stories[:2]:
        answer = client.get(f"/werkbank/stapels/{laid.slug}/controle/opnieuw?kaart={here.public_id}").text
        for word in (here.public_id, "A stenen lagen los", "B stenen lagen los", "Les A.", "Les B."):
            answer = answer.replace(word, "")
        pages.append(re.sub(r"Kaart \d van|nonce-\S+|csrf_token\" value=\"[^\"]*|[?&]kaart=\w+", "", answer))
    assert pages[0] == pages[1]


def test_pressed_twice_it_is_drawn_once_and_what_was_drawn_is_not_drawn_again(client, member, laid, stories, question):
    for _time in range(2):
        begin(client, laid, "opnieuw")
    assert db.session.query(Check).count() == 1
    for story in stories[:2]:
        judge(client, laid, "opnieuw", story, question.slug)
    refused = begin(client, laid, "opnieuw")
    assert refused.status_code == 409 and "Leg eerst wat kaarten" in refused.text
    late = judge(client, laid, "opnieuw", stories[0], "nergens")  # from a page that was left open
    assert late.status_code == 409 and "al klaar" in late.text
    assert db.session.get(CheckCard, (db.session.query(Check).one().id, stories[0].id)).again["laid"] == "questions"


def test_a_choice_can_be_changed_as_long_as_the_check_is_open(client, member, laid, stories, question):
    begin(client, laid, "opnieuw")
    judge(client, laid, "opnieuw", stories[0], "nergens")
    page = client.get(f"/werkbank/stapels/{laid.slug}/controle/opnieuw?kaart={stories[0].public_id}").text
    assert re.search(r'value="nergens" checked', page)
    judge(client, laid, "opnieuw", stories[0], question.slug)
    card = db.session.query(CheckCard).filter_by(contribution_id=stories[0].id).one()
    assert card.again == {"laid": "questions", "questions": [question.id]}


@pytest.mark.parametrize(
    ("places", "says"), [((), "Vink minstens één vraagstuk aan"), (("wie-beheert", "nergens"), "gaan niet samen")]
)
def test_what_cannot_be_taken_comes_back_with_words(client, member, laid, stories, question, places, says):
    begin(client, laid, "opnieuw")
    answer = judge(client, laid, "opnieuw", stories[0], *places)
    assert answer.status_code == 422 and says in answer.text
    assert answer.text.count(" checked") == len(places)


def test_nobody_gets_their_own_cards_as_a_second_reader(client, member, laid, colleague, sign_in):
    assert begin(client, laid, "tweede").status_code == 409
    sign_in(colleague)
    assert begin(client, laid, "opnieuw").status_code == 409
    assert begin(client, laid, "tweede").status_code == 302


@pytest.fixture
def differing(client, laid, colleague, sign_in, stories, question, member):
    """The colleague laid the first card elsewhere; the member is signed in again."""
    sign_in(colleague)
    begin(client, laid, "tweede")
    judge(client, laid, "tweede", stories[0], "nergens")
    judge(client, laid, "tweede", stories[1], "een-geval")
    sign_in(member)
    return laid


def test_two_people_are_compared_and_what_differs_is_listed(client, differing, question):
    page = page_of(client, differing)
    assert "Cohen" in page and re.search(r"Als geheel</th><td class=\"num\">1 / 2</td><td class=\"num\">0,33</td><td class=\"nw\">matig", page)
    assert "weinig kaarten: dit kan toeval zijn" in page
    assert page.count('<td class="nw">Cohens kappa</td>') >= 2 and "Krippendorffs alfa</td>" not in page
    assert "Wie beheert het groen? ↔ Past nergens" in page and "Sam" not in page
    assert re.search(r"Wie beheert het groen\?</th><td class=\"num\">1 / 2</td>", page)


def test_an_unfinished_check_shows_nothing_yet(client, laid, colleague, sign_in, stories, member):
    sign_in(colleague)
    begin(client, laid, "tweede")
    judge(client, laid, "tweede", stories[0], "nergens")
    sign_in(member)
    page = page_of(client, laid)
    assert "↔" not in page and "Nog geen controle" in page


def test_a_card_that_one_still_lays_blind_is_nowhere_on_the_page(client, differing, stories, sign_in, question):
    third = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(third)
    begin(client, differing, "tweede")
    page = page_of(client, differing)
    assert "↔" not in page and stories[0].public_id not in page and stories[1].public_id not in page
    assert client.get(f"/werkbank/stapels/{differing.slug}/verschillen/{stories[0].public_id}").status_code == 404


def test_three_people_get_an_alpha(client, differing, stories, sign_in, question, monkeypatch):
    """Each row says which number it is: at one theme only two of the three chose."""
    two = as_a_whole([[Choice(who, frozenset({"1"}), frozenset({"1"})) for who in "ab"]] * 2)
    monkeypatch.setattr(checks, "agreement_per_theme", lambda *_known: [("Water", two)])
    third = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(third)
    begin(client, differing, "tweede")
    for story, place in zip(stories, (question.slug, "een-geval"), strict=False):
        judge(client, differing, "tweede", story, place)
    page = page_of(client, differing)
    assert re.search(r"Als geheel</th><td class=\"num\">1 / 2</td>.*?>Krippendorffs alfa</td></tr>", page)
    assert re.search(r"Thema: Water</th><td class=\"num\">2 / 2</td>[^\n]*>Cohens kappa</td></tr>", page)


def decided(client, pile, story, **changes):
    address = f"/werkbank/stapels/{pile.slug}/verschillen/{story.public_id}"
    page = client.get(address).text
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("seen", "key")}
    return address, hidden | {"places": ["nergens"], "why": "Het gaat over iets anders."} | changes


def test_a_difference_is_decided_with_a_reason_and_the_card_is_laid_there(client, differing, stories, question, member):
    address, sent = decided(client, differing, stories[0])
    assert "Wie beheert het groen?" in client.get(address).text
    for _time in range(2):  # pressed twice
        assert client.post(address, data=sent).status_code == 302
    note = db.session.query(CheckNote).one()
    assert (note.laid, note.why, note.by_id) == (Laid.NOWHERE, "Het gaat over iets anders.", member.id)
    assert lies(stories[0]).laid is Laid.NOWHERE
    page = page_of(client, differing)
    assert "↔" not in page and "Het gaat over iets anders." in page and member.name in page
    deed = db.session.query(Deed).order_by(Deed.id.desc()).first()
    client.post(f"/werkbank/stapels/{differing.slug}/terug", data={"deed": deed.key})
    assert lies(stories[0]).questions == {question.id}
    page = page_of(client, differing)
    assert "↔" in page and "Het gaat over iets anders." not in page and db.session.query(CheckNote).count() == 0
    address, again = decided(client, differing, stories[0], why="Nu goed gelezen.")
    assert client.post(address, data=again).status_code == 302
    assert [note.why for note in db.session.query(CheckNote)] == ["Nu goed gelezen."] and "↔" not in page_of(client, differing)


def test_the_second_of_two_who_decide_is_told_and_keeps_the_words(client, differing, stories, colleague):
    address, sent = decided(client, differing, stories[0])
    operations.decide(differing, stories[0], (Laid.ONE_CASE, frozenset()), "Het staat alleen.", 1, "k" * 26, by=colleague)
    db.session.commit()
    answer = client.post(address, data=sent)
    assert answer.status_code == 409 and "Het gaat over iets anders." in answer.text
    assert lies(stories[0]).laid is Laid.ONE_CASE and db.session.query(CheckNote).count() == 1
    assert client.get(address).location.endswith("/controle")


def test_a_decision_asks_for_a_reason_and_takes_no_words_of_others(client, differing, stories):
    address, sent = decided(client, differing, stories[0], why=" ")
    answer = client.post(address, data=sent)
    assert answer.status_code == 422 and "Zeg in een zin waarom" in answer.text
    secret = make_contribution(not_quoted=True, facts="De wethouder wilde het plein in november al weer openbreken.")
    answer = client.post(address, data=sent | {"why": secret.facts})
    assert answer.status_code == 409 and "eigen woorden" in answer.text


def test_a_difference_of_later_is_open_again(client, differing, stories, sign_in, question):
    address, sent = decided(client, differing, stories[0])
    client.post(address, data=sent)
    db.session.query(CheckNote).update({"at": now() - timedelta(days=1)})
    db.session.commit()
    assert "↔" in page_of(client, differing)


def test_what_stays_open_and_what_is_used_nowhere_is_listed(client, member, laid, stories):
    page = page_of(client, laid)
    assert re.search(r"Nog open: 1</summary>.*C stenen lagen los", page)
    assert re.search(r"Ligt bij een vraagstuk, en is nergens geciteerd: 1</summary>.*A stenen", page)
    assert "Past nergens: 0" in page


@pytest.mark.parametrize("gone", ["withdrawn", "later"])
def test_a_story_that_is_out_of_view_is_in_no_check(client, differing, stories, gone):
    story = stories[0]
    if gone == "withdrawn":
        story.status = Status.WITHDRAWN
    else:
        story.visible_from = (now() + timedelta(days=9)).date()
    relist(story)
    db.session.commit()
    page = page_of(client, differing)
    assert story.title not in page and "↔" not in page
    assert client.get(f"/werkbank/stapels/{differing.slug}/verschillen/{story.public_id}").status_code == 404


def test_a_draw_of_which_the_last_card_went_out_of_view_is_finished(client, member, laid, stories, question):
    begin(client, laid, "opnieuw")
    judge(client, laid, "opnieuw", stories[0], question.slug)
    stories[1].status = Status.WITHDRAWN
    relist(stories[1])
    db.session.commit()
    assert client.get(f"/werkbank/stapels/{laid.slug}/controle/opnieuw").location.endswith("/controle")
    assert "1 van de 1 kaart" in page_of(client, laid)


def test_a_card_at_a_question_that_the_pile_does_not_offer_is_not_drawn(client, member, laid, stories, question):
    operations.withdraw_bin(laid, question, by=member)
    db.session.commit()
    begin(client, laid, "opnieuw")
    assert [card.contribution_id for card in db.session.query(Check).one().cards] == [stories[1].id]


def test_a_question_counts_as_far_as_it_could_be_chosen(client, member, laid, stories, question):
    other = make_question()
    operations.offer(laid, [other], by=member)
    operations.lay(laid, stories[0], other, 1, "k" * 26, by=member)
    operations.withdraw_bin(laid, other, by=member)
    db.session.commit()
    begin(client, laid, "opnieuw")
    judge(client, laid, "opnieuw", stories[0], question.slug)
    judge(client, laid, "opnieuw", stories[1], "een-geval")
    assert "2 van de 2 kaarten" in page_of(client, laid)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HOST, Role.ADMINISTRATOR])
def test_only_members_check(client, laid, sign_in, stories, role):
    sign_in(make_user(role, make_organisation()))
    for address in ("controle", "controle/opnieuw", f"verschillen/{stories[0].public_id}"):
        assert client.get(f"/werkbank/stapels/{laid.slug}/{address}").status_code == 403


def test_a_kind_of_check_that_does_not_exist(client, member, laid):
    assert client.get(f"/werkbank/stapels/{laid.slug}/controle/derde").status_code == 404
    assert begin(client, laid, "derde").status_code == 404
