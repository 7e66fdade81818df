"""Laying cards: in several questions, as one case, nowhere; exactly once, put back, and never over somebody else's hand."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations as contributions
from app.contributions.models import Audience, Status
from app.contributions.operations import relist
from app.contributions.queries import mark_of_pair
from app.core.clock import now
from app.core.database import db
from app.stocktaking.models import Laid, Question, Sorted, Star
from app.stocktaking.queries import where_they_lie
from app.workbench import operations, queries
from app.workbench.models import Deed
from tests.factories import make_contribution, make_organisation, make_question, make_user

JSON = {"Accept": "application/json"}
KEY = "0123456789abcdefghijklmn"


def lay(client, pile, story, where, seen=0, **more):
    sent = {"vak": where, "gezien": seen} | {k: v for k, v in more.items() if k != "headers"}
    return client.post(f"/werkbank/stapels/{pile.slug}/kaarten/{story.public_id}", data=sent, headers=more.get("headers"))


def lies(story):
    return where_they_lie([story.id])[story.id]


def test_a_card_goes_to_a_question_and_the_next_one_comes(client, member, pile, stories, question):
    first = client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    assert re.search(r'id="k-1"[^>]*tabindex="-1" aria', first) and "0 van 3" in first
    answer = lay(client, pile, stories[0], question.slug)
    assert answer.status_code == 302
    page = client.get(answer.location).text
    assert "1 van 3" in page and "Kaart 1 ligt bij: Wie beheert het groen?" in page
    assert re.search(r'id="k-2"[^>]*tabindex="-1" aria', page)
    assert lies(stories[0]).questions == {question.id}


def test_a_card_may_belong_to_more_than_one_question_and_leave_one(client, member, pile, stories, question):
    other = make_question()
    client.post(f"/werkbank/stapels/{pile.slug}/vakken", data={"vraagstuk": other.slug})
    answer = lay(client, pile, stories[0], question.slug, blijf="on")
    assert f"kaart={stories[0].public_id}" in answer.location
    lay(client, pile, stories[0], other.slug, seen=1)
    assert lies(stories[0]).questions == {question.id, other.id}
    lay(client, pile, stories[0], question.slug, seen=2)
    assert lies(stories[0]).questions == {other.id}


@pytest.mark.parametrize(("where", "laid"), [("een-geval", Laid.ONE_CASE), ("nergens", Laid.NOWHERE)])
def test_one_case_and_nowhere_are_places_of_their_own(client, member, pile, stories, question, where, laid):
    lay(client, pile, stories[0], question.slug)
    lay(client, pile, stories[0], where, seen=1)
    assert (lies(stories[0]).laid, lies(stories[0]).questions) == (laid, frozenset())
    page = client.get(f"/werkbank/stapels/{pile.slug}").text
    assert "1" in re.search(r"(Eén geval, wel leerzaam|Past nergens)(</a>)?</dt><dd>1 bijdrage<", page)[0]
    lay(client, pile, stories[0], question.slug, seen=2)
    assert lies(stories[0]).questions == {question.id}
    lay(client, pile, stories[1], where)
    lay(client, pile, stories[1], where, seen=1)  # pressed once more it is open again
    assert lies(stories[1]).is_open


def test_the_second_of_two_members_is_told_and_changes_nothing(client, member, pile, stories, question):
    other = make_user(Role.MEMBER, make_organisation(is_partner=True))
    operations.lay(pile, stories[0], Laid.NOWHERE, 0, KEY, by=other)
    db.session.commit()
    answer = lay(client, pile, stories[0], question.slug)
    assert answer.status_code == 409 and "Iemand anders legde deze kaart intussen" in answer.text
    assert lies(stories[0]).laid is Laid.NOWHERE
    facts = lay(client, pile, stories[0], question.slug, headers=JSON)
    assert facts.status_code == 409 and facts.json["places"] == ["nergens"] and facts.json["version"] == 1


def test_one_press_counts_once_however_often_it_arrives(client, member, pile, stories, question):
    for _time in range(3):
        answer = lay(client, pile, stories[0], question.slug, key=KEY, headers=JSON)
        assert answer.status_code == 200 and answer.json["places"] == [question.slug]
    assert lies(stories[0]).version == 1 and db.session.query(Deed).count() == 1


def test_cards_about_one_case_count_once_with_the_number_of_cards_beside_it(client, member, pile, stories, question):
    sort = f"/werkbank/stapels/{pile.slug}/sorteren"
    assert "Kaarten over één geval" not in client.get(sort).text
    contributions.put_together(stories[0], stories[1], member, mark_of_pair(stories[0], stories[1]))
    db.session.commit()
    for story in stories:
        answer = lay(client, pile, story, question.slug, headers=JSON)
    assert (answer.json["numbers"]["wie-beheert"], answer.json["cases"]["wie-beheert"]) == (3, 2)
    page = client.get(f"{sort}?toon=alles").text
    assert "Kaarten over één geval tellen één keer" in page and re.findall(r'data-case="(\d)"', page) == ["1", "1", "3"]
    at = re.search(r'value="wie-beheert".*?<span data-number>(\d)</span>.*?<span data-texts( hidden)?> \(<span>(\d)<', page, re.DOTALL)
    assert at.groups() == ("2", None, "3")
    nowhere = re.search(r'value="nergens".*?<span data-number>(\d)</span>.*?<span data-texts( hidden)?>', page, re.DOTALL)
    assert nowhere.groups() == ("0", " hidden")


def test_facts_for_the_script(client, member, pile, stories, question):
    answer = lay(client, pile, stories[0], question.slug, headers=JSON)
    assert answer.json == {
        "card": stories[0].public_id,
        "version": 1,
        "open": False,
        "places": ["wie-beheert"],
        "words": "Wie beheert het groen?",
        "bins": [{"slug": "wie-beheert", "sentence": "Wie beheert het groen?", "language": "nl"}],
        "done": 1,
        "to_go": "",
        "numbers": {"wie-beheert": 1, "een-geval": 0, "nergens": 0},
        "cases": {"wie-beheert": 1, "een-geval": 0, "nergens": 0},
        "message": "",
    }


def deed():
    return db.session.query(Deed).order_by(Deed.id.desc()).first()


def put_back(client, pile, key):
    return client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": key})


def test_what_was_laid_is_put_back_in_the_order_that_one_likes(client, member, pile, stories, question):
    lay(client, pile, stories[0], question.slug)
    first = deed().key
    lay(client, pile, stories[1], "nergens")
    put_back(client, pile, first)
    put_back(client, pile, first)  # twice is once
    assert lies(stories[0]).is_open and lies(stories[1]).laid is Laid.NOWHERE
    page = client.get(f"/werkbank/stapels/{pile.slug}/gelegd").text
    assert "teruggezet" in page and "open → Past nergens" in page and member.name in page


def test_putting_back_does_not_go_over_a_later_hand(client, member, pile, stories, question):
    lay(client, pile, stories[0], question.slug)
    key = deed().key
    lay(client, pile, stories[0], "een-geval", seen=1)
    answer = put_back(client, pile, key)
    assert answer.status_code == 409 and "Iemand legde deze kaart daarna ergens anders" in answer.text
    assert lies(stories[0]).laid is Laid.ONE_CASE


def test_after_thirty_days_it_cannot_be_put_back_and_a_job_forgets_it(client, member, pile, stories, question):
    lay(client, pile, stories[0], question.slug)
    found = deed()
    found.at = now() - timedelta(days=30, minutes=1)
    db.session.commit()
    assert put_back(client, pile, found.key).status_code == 409
    assert operations.forget_old_deeds() == 1 and db.session.query(Deed).count() == 0
    assert lies(stories[0]).questions == {question.id}


@pytest.mark.parametrize("where", ["", "onzin", "geen-vraagstuk"])
def test_a_place_that_is_not_offered_takes_no_card(client, member, pile, stories, where):
    answer = lay(client, pile, stories[0], where)
    assert answer.status_code == 409 and "Dit vraagstuk staat hier niet meer" in answer.text
    assert put_back(client, pile, "niets").status_code == 404
    assert lies(stories[0]).is_open and db.session.query(Deed).count() == 0


def test_what_one_may_not_read_cannot_be_laid_or_put_back(client, member, pile, stories, question):
    lay(client, pile, stories[0], question.slug)
    stories[0].status = Status.HELD
    relist(stories[0])
    db.session.commit()
    assert lay(client, pile, stories[0], "nergens", seen=1).status_code == 404
    assert put_back(client, pile, deed().key).status_code == 404
    assert stories[0].title not in client.get(f"/werkbank/stapels/{pile.slug}/gelegd").text


def test_a_new_question_takes_the_card_of_now_and_is_offered(client, member, pile, stories):
    sent = {"sentence": "Wie veegt het plein?", "card": stories[0].public_id, "seen": 0, "key": KEY}
    for _time in range(2):
        assert client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=sent).status_code == 302
    made = db.session.query(Question).filter_by(sentence="Wie veegt het plein?").one()
    assert not made.is_public and lies(stories[0]).questions == {made.id}
    sent |= {"card": stories[1].public_id, "key": KEY + "2"}
    client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=sent)
    assert lies(stories[1]).questions == {made.id}, "the same words are the same question"


@pytest.mark.parametrize(
    ("sentence", "said", "status"),
    [
        ("", "Schrijf eerst het vraagstuk", 422),
        ("Geen vraag.", "één vraagteken", 422),
        ("Wie zei dat Kanarie al een jaar in de put zat?", "eigen woorden", 409),
    ],
)
def test_a_question_that_cannot_be_is_shown_again(client, member, pile, stories, sentence, said, status):
    make_contribution(facts="Kanarie al een jaar in de put zat bij ons op het plein.", not_quoted=True)
    sent = {"sentence": sentence, "card": stories[0].public_id, "seen": 0, "key": KEY}
    answer = client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=sent)
    assert answer.status_code == status, answer.text
    assert sentence in answer.text and lies(stories[0]).is_open
    assert db.session.query(Question).count() == 1


def test_a_question_for_a_card_that_somebody_else_laid_is_not_made(client, member, pile, stories):
    operations.lay(pile, stories[0], Laid.NOWHERE, 0, KEY, by=member)
    db.session.commit()
    sent = {"sentence": "Wie veegt het plein?", "card": stories[0].public_id, "seen": 0, "key": KEY + "2"}
    answer = client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=sent)
    assert answer.status_code == 409 and "Wie veegt het plein?" in answer.text
    assert db.session.query(Question).count() == 1


def text_of(client, pile, story):
    return client.get(f"/werkbank/stapels/{pile.slug}/kaarten/{story.public_id}/tekst").text


def star(client, pile, story, **sent):
    sent.setdefault("gezien", re.search(r'name="gezien" value="([^"]*)"', text_of(client, pile, story))[1])
    return client.post(f"/werkbank/stapels/{pile.slug}/kaarten/{story.public_id}/sterren", data=sent)


def test_a_sentence_is_starred_and_let_go(client, member, pile, stories):
    assert star(client, pile, stories[0], zin="facts-0").status_code == 302
    star(client, pile, stories[0], zin="facts-0")
    page = text_of(client, pile, stories[0])
    assert "1 citaat bewaard." in page and page.count('aria-pressed="true"') == 1
    made = db.session.query(Star).one()
    assert stories[0].facts not in str(vars(made))
    star(client, pile, stories[0], ster=made.id)
    assert "0 citaten bewaard." in text_of(client, pile, stories[0])


def test_a_star_goes_out_when_the_words_change(client, member, pile, stories):
    star(client, pile, stories[0], zin="facts-0")
    old = re.search(r'name="gezien" value="([^"]*)"', text_of(client, pile, stories[0]))[1]
    stories[0].facts = "Heel iets anders gebeurde er."
    db.session.commit()
    assert 'aria-pressed="true"' not in text_of(client, pile, stories[0])
    answer = star(client, pile, stories[0], zin="facts-0", gezien=old)
    assert answer.status_code == 409 and "veranderde de tekst" in answer.text
    assert star(client, pile, stories[0], zin="facts-99").status_code == 404


def test_who_is_not_to_be_quoted_is_not_starred(client, member, pile):
    story = make_contribution(not_quoted=True)
    page = text_of(client, pile, story)
    assert "citeer het niet" in page and "<button class=\"zin\"" not in page
    answer = client.post(f"/werkbank/stapels/{pile.slug}/kaarten/{story.public_id}/sterren", data={"zin": "facts-0"})
    assert answer.status_code == 409 and db.session.query(Star).count() == 0


def test_filters_work_without_scripts_and_are_kept(client, member, pile, stories, question):
    page = client.get(f"/werkbank/stapels/{pile.slug}/sorteren?q=b stenen").text
    assert "1 kaart<" in page and re.search(r'id="k-2"[^>]*tabindex="-1" aria', page)
    answer = client.post(
        f"/werkbank/stapels/{pile.slug}/kaarten/{stories[1].public_id}?q=b+stenen", data={"vak": question.slug, "gezien": 0}
    )
    assert "q=b+stenen" in answer.location
    assert "Geen kaart past bij deze filters" in client.get(answer.location).text


def test_every_member_sees_where_a_card_lies_and_a_deleted_question_opens_it_again(client, member, pile, stories, question):
    lay(client, pile, stories[0], question.slug)
    db.session.delete(db.session.get(Question, question.id))
    db.session.commit()
    assert lies(stories[0]).is_open and db.session.query(Sorted).count() == 1
    assert "0 van 3" in client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text


def test_only_members_texts_are_in_the_pile_of_members(client, member):
    secret = make_contribution(title="Voor leden", audience=Audience.MEMBERS)
    made = operations.fix("Alles", queries.Wanted(), by=member)
    db.session.commit()
    assert secret.title in client.get(f"/werkbank/stapels/{made.slug}/sorteren").text


def test_three_hundred_cards_cost_no_more_statements_than_three(client, member, stories):
    for _story in range(27):
        make_contribution()
    made = operations.fix("Veel", queries.Wanted(), by=member)
    db.session.commit()
    client.get(f"/werkbank/stapels/{made.slug}/sorteren")
    assert client.statements <= 16


def test_how_long_it_takes_yet_goes_along_with_each_answer(client, member, pile, stories, question):
    """At the pace of this member, once enough of it is known."""
    told = [lay(client, pile, stories[0], place, n, headers=JSON).json["to_go"] for n, place in enumerate((question.slug, "een-geval") * 3)]
    assert set(told) == {""}
    for n, done in enumerate(db.session.scalars(select(Deed).order_by(Deed.id.desc()))):
        done.at = now() - timedelta(seconds=60 * (n + 1))
    db.session.commit()
    answer = lay(client, pile, stories[1], question.slug, 0, headers=JSON).json
    left = len(stories) - answer["done"]
    assert left > 0 and answer["to_go"] == f", nog ongeveer {left} {'minuut' if left == 1 else 'minuten'}"
    assert f"<span data-to-go>{answer['to_go']}</span>" in client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
