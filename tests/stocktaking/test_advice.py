"""What could be sharper in the wording of a question: the rules on their own, and what a member sees of them."""

import re
import time

import pytest

from app.accounts.models import Role
from app.stocktaking.advice import Advice, advice_on
from tests.factories import make_question, make_user

WHO, WHEN, WHAT = Advice.NO_ACTOR, Advice.NO_MOMENT, Advice.NO_SUBJECT
TWO, CLOSED, SOLUTION = Advice.TWO_QUESTIONS, Advice.YES_OR_NO, Advice.SOLUTION

SENTENCES = [
    # who, when and what: nothing to say
    ("Wie tekent mee voor het beheer voordat een gemeente extra groen aanlegt?", set()),
    ("Op welk moment legt een gemeente vast wie de bomen onderhoudt?", set()),
    ("Hoe betrekt een projectleider bewoners voordat het ontwerp van een straat vastligt?", set()),
    ("Wanneer mag een netbeheerder de stoep openbreken na een herinrichting?", set()),
    ("Hoe verdelen gemeente en waterschap de kosten van de wadi tijdens de eerste tien jaar?", set()),
    ("Met wie spreekt de beheerder vooraf af wat er met de put gebeurt?", set()),
    ("Op welk moment, en met welke regel, maakt een gemeente twee opgaven weer los van elkaar?", set()),
    # who is missing
    ("Op welk moment, en met welke regel, maak je twee opgaven weer los van elkaar?", {WHO}),
    ("Hoe voorkom je dat extra groen na vijf jaar verdwijnt uit de begroting?", {WHO}),
    ("Wanneer leg je riool en warmtenet tegelijk in de straat?", {WHO}),
    ("Wat doe je als de laadpaal op de stoep in de weg staat?", {WHO}),
    ("Hoe bereik je wie nooit naar een avond komt, vroeg in het ontwerp van een plein?", {WHO}),
    ("Waarom verdwijnt de boom steeds zodra de bouw begint?", {WHO}),
    # when is missing
    ("Wie betaalt het onderhoud van elke extra meter groen?", {WHEN}),
    ("Hoe krijgt een gemeente de deelscooters van de stoep?", {WHEN}),
    ("Welke afspraken maken woningcorporaties over groene gevels?", {WHEN}),
    ("Wie is eigenaar van de put?", {WHEN}),
    ("Hoe voelen bewoners zich veilig in een donkere tunnel?", {WHEN}),
    ("Waar laten winkeliers hun fietskoeriers stoppen?", {WHEN}),
    # nobody knows what it is about
    ("Hoe doen we dit beter?", {WHAT, WHO, WHEN}),
    ("Wie beslist?", {WHAT, WHEN}),
    ("Hoe kan de gemeente het anders aanpakken?", {WHAT, WHEN}),
    ("Wat werkt?", {WHAT, WHO, WHEN}),
    ("Wie moet wat doen voordat het te laat is?", {WHAT}),
    # yes or no
    ("Moet de gemeente de boom vergoeden voordat de bouw begint?", {CLOSED}),
    ("Is een wadi veilig voor kinderen tijdens een stortbui?", {CLOSED}),
    ("Mogen bewoners zelf de stoep vergroenen na de oplevering?", {CLOSED}),
    ("Kunnen deelauto's parkeerplaatsen vervangen?", {CLOSED, WHO, WHEN}),
    ("De gemeente plant vooraf bomen langs de straat?", {CLOSED}),
    ("Heeft de beheerder vooraf getekend voor de bankjes?", {CLOSED}),
    # two in one
    ("Wie betaalt het groen en wie onderhoudt de bomen na de oplevering?", {TWO}),
    ("Hoe kiest een gemeente de plek van een laadpaal, en wanneer vraagt zij bewoners?", {TWO}),
    ("Waarom loopt het riool vast en moet de gemeente eerst ingrijpen?", {TWO}),
    ("Wat doet de beheerder vooraf, of hoe dwingt de gemeente een schouw af?", {TWO}),
    ("Op welk moment beslist de raad en op welke cijfers leunt het besluit?", {TWO}),
    # a solution is in it
    ("Hoe krijgt een gemeente bewoners vooraf mee met een app voor meldingen?", {SOLUTION}),
    ("Hoe beperkt een gemeente hitte op het plein door bomen te planten voordat de zomer begint?", {SOLUTION}),
    ("Wie kan er bij de start van een project een groenfonds oprichten?", {SOLUTION}),
    ("Hoe wil de gemeente door middel van een convenant deelscooters vanaf volgend jaar weren?", {SOLUTION}),
    ("Waarom kan de wethouder tegels in tuinen na een verbouwing niet gewoon verbieden?", {SOLUTION}),
    ("Hoe betaalt een corporatie de wadi tijdens het beheer via een subsidie?", {SOLUTION}),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _expected in SENTENCES])
def test_each_rule_finds_what_it_is_for_and_nothing_else(sentence, expected):
    found = advice_on(sentence)
    assert set(found) == expected
    assert found == [advice for advice in Advice if advice in expected], "always in the same order"


def test_every_rule_has_sentences_that_it_finds_and_sentences_that_it_leaves():
    assert len(SENTENCES) >= 30
    for advice in Advice:
        with_it = sum(advice in expected for _sentence, expected in SENTENCES)
        assert 5 <= with_it <= len(SENTENCES) - 5, advice


def test_words_of_the_deal_are_known():
    sentence = "Hoe meet een ecoloog vleermuizen bij schetsontwerp van een brug?"
    assert set(advice_on(sentence)) == {WHO, WHEN}
    assert advice_on(sentence, actors={"ecoloog"}, phases={"schetsontwerp"}) == []
    about = "Wie van de bewoners kiest het schetsontwerp van een brug?"
    assert advice_on(about, phases={"schetsontwerp"}) == [WHEN], "what a question is about is no moment"


def test_nothing_is_said_of_nothing_and_a_long_text_takes_no_time():
    assert advice_on("") == advice_on("?! \n") == []
    began = time.process_time()
    for text in ("door " * 20_000, "met een " * 20_000, "en " * 30_000, ", en " * 20_000):
        advice_on(text)
    assert time.process_time() - began < 1


def test_it_is_shown_after_saving_and_never_stands_in_the_way(client, sign_in):
    sign_in(make_user(Role.MEMBER))
    made = client.post("/werkbank/vraagstukken/nieuw", data={"sentence": "Hoe doen we dit beter?", "explanation": ""})
    assert made.status_code == 302
    page = client.get(made.location).text
    assert "Er staat niet wie." in page and "Er staat niet wanneer." in page and "Waar gaat het over?" in page
    assert "Er staat niet wie." not in client.get(made.location.replace("/werkbank", "")).text, "for whoever words it"
    sharp = make_question(sentence="Wie tekent mee voor het beheer voordat een gemeente bomen plant?")
    page = client.get(f"/werkbank/vraagstukken/{sharp.slug}").text
    assert "Er staat wie, wanneer en wat." in page and "Kan het scherper?" not in page


def test_a_question_that_comes_back_has_its_advice_too(client, sign_in):
    sign_in(make_user(Role.MEMBER))
    answer = client.post("/werkbank/vraagstukken/nieuw", data={"sentence": "Moet de gemeente dat", "explanation": ""})
    assert answer.status_code == 422 and "Hierop kun je ja of nee zeggen." in answer.text
    assert "Kan het scherper?" not in client.get("/werkbank/vraagstukken/nieuw").text


def test_it_comes_while_typing_for_members_in_the_language_of_the_page(client, sign_in):
    typed = {"sentence": "Hoe meet een landschapsarchitect schaduw tijdens de zomer op een plein?"}
    assert client.post("/werkbank/advies", data=typed).status_code == 401
    sign_in(make_user(Role.MEMBER))
    assert "Er staat wie, wanneer en wat." in client.post("/werkbank/advies", data=typed).json["html"]
    assert "It does not say who" in client.post("/en/werkbank/advies", data={"sentence": "Wat werkt?"}).json["html"]
    assert client.post("/werkbank/advies").json["html"].strip() == ""
    typed = {"sentence": "<script>alert(1)</script>"}
    assert not re.search("<script", client.post("/werkbank/advies", data=typed).json["html"])
