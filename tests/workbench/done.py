"""Doing things with a pile through its pages, and how it stands."""

import re

from app.core.database import db
from app.stocktaking.models import Laid, Placement, Question, Sorted
from app.workbench.models import Bin, Pile, PileCard, PileStep
from tests.factories import make_contribution, make_question

KEY = "0123456789abcdefghijklmn"
SAID = "Wie veegt het plein?"


def state(pile):
    """What a pile holds, which questions it has, and where its cards lie."""
    db.session.expire_all()
    cards = [(c.contribution_id, c.position, c.added_at, c.taken_by_id) for c in db.session.query(PileCard).order_by(PileCard.position)]
    bins = [(row.question_id, row.position) for row in db.session.query(Bin).order_by(Bin.position)]
    lying = sorted((p.question_id, p.contribution_id) for p in db.session.query(Placement))
    questions = sorted(sentence for (sentence,) in db.session.query(Question.sentence))
    laid = {row.contribution_id: row.laid for row in db.session.query(Sorted) if row.laid is not Laid.OPEN}
    now_is = db.session.get(Pile, pile.id)
    return now_is.fixed_at, cards, bins, lying, questions, laid, now_is.switched_off


def ask(client, pile, story=None, sentence=SAID, key=KEY):
    """The question that comes up while sorting, with the key n."""
    sent = {"sentence": sentence, "card": story.public_id if story else "", "seen": 0, "key": key}
    assert client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=sent).status_code == 302


def offer(client, pile):
    client.post(f"/werkbank/stapels/{pile.slug}/vakken", data={"vraagstuk": [make_question().slug, make_question().slug]})


def withdraw(client, pile):
    client.post(f"/werkbank/stapels/{pile.slug}/vakken/wie-beheert/weghalen")


def fill_up(client, pile):
    client.post(f"/werkbank/stapels/{pile.slug}/aanvullen")


def divide(client, pile):
    page = client.get(f"/werkbank/stapels/{pile.slug}").text
    sent = {"lid": re.findall(r'name="lid" value="(\w+)"', page), "versie": versioned(client, pile)}
    assert client.post(f"/werkbank/stapels/{pile.slug}/verdelen", data=sent).status_code == 302


def switch_off(client, pile, *themes):
    sent = {"uit": list(themes) or ["ondergrond"], "versie": versioned(client, pile)}
    assert client.post(f"/werkbank/stapels/{pile.slug}/themas", data=sent).status_code == 302


def ask_for_a_card(client, pile):
    card = db.session.query(PileCard).order_by(PileCard.position).first()
    ask(client, pile, db.session.get(type(make_contribution()), card.contribution_id))


def step():
    return db.session.query(PileStep).order_by(PileStep.id.desc()).first()


def undo(client, pile, found):
    answer = client.post(f"/werkbank/stapels/{pile.slug}/stappen/{found if isinstance(found, int) else found.id}/terug")
    db.session.expire_all()
    return answer


def listed(client, pile, page=""):
    return client.get(f"/werkbank/stapels/{pile.slug}/gelegd{page}").text


def versioned(client, pile):
    return re.search(r'name="versie" value="(\d+)"', client.get(f"/werkbank/stapels/{pile.slug}").text)[1]
