"""Typing a question while sorting that is there already, and titles of cards in another language."""

from sqlalchemy import select

from app.contributions.operations import relist
from app.core.database import db
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid
from app.stocktaking.queries import where_they_lie
from app.workbench import operations
from app.workbench.models import Deed, Did, PileStep
from tests.factories import make_question

KEY = "typed-by-hand-0000001"


def test_a_title_in_another_language_says_so_also_where_only_a_screen_reader_hears_it(client, member, pile, stories):
    stories[0].language, stories[0].title = "en", "A stone was loose"
    relist(stories[0])
    db.session.commit()
    page = client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    assert page.count('<span class="vh">: <span lang="en">A stone was loose</span></span>') == 2
    assert "A stone was loose" not in page.replace('lang="en">A stone was loose<', "")


def typed(client, pile, story, question, key, seen=0):
    sent = {"sentence": question.sentence, "card": story.public_id, "seen": seen, "key": key}
    return client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=sent, headers={"Accept": "application/json"})


def lies_at(story):
    return where_they_lie([story.id])[story.id].questions


def test_typing_a_question_where_the_card_lies_already_does_nothing(client, member, pile, stories, question):
    """No deed is written, so that what was really done last is what is put back."""
    operations.lay(pile, stories[0], question, 0, KEY, by=member)
    db.session.commit()
    answer = typed(client, pile, stories[0], question, KEY + "2", seen=1)
    assert answer.status_code == 200 and answer.json["version"] == 1 and answer.json["places"] == [question.slug]
    assert lies_at(stories[0]) == {question.id}
    assert db.session.scalars(select(Deed.key)).all() == [KEY] and not db.session.scalars(select(PileStep.did).where(PileStep.did == Did.ASKED)).all()
    page = client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    assert f'name="deed" value="{KEY}"' in page, "without scripts the last real thing is offered as well"
    assert client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY}).status_code == 302
    assert lies_at(stories[0]) == frozenset()


def test_it_is_refused_when_the_card_lies_elsewhere_by_now(client, member, pile, stories, question):
    operations.lay(pile, stories[0], question, 0, KEY, by=member)
    operations.lay(pile, stories[0], question, 1, KEY + "2", by=member)
    db.session.commit()
    answer = typed(client, pile, stories[0], question, KEY + "3", seen=1)
    assert answer.status_code == 409 and "Iemand anders legde deze kaart intussen" in answer.json["message"]
    assert lies_at(stories[0]) == frozenset()


def test_a_question_that_this_offers_here_is_offered_no_more_when_it_is_put_back(client, member, pile, stories):
    """The card lay there by another pile: it stays there, and the place goes."""
    other = make_question(slug="elders", sentence="Wie ruimt het op?", is_public=False)
    stocktaking.lay(stories[0], Laid.QUESTIONS, frozenset({other.id}), by=member)
    db.session.commit()
    answer = typed(client, pile, stories[0], other, KEY, seen=1)
    assert answer.status_code == 200 and answer.json["places"] == [other.slug]
    assert client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY}).status_code == 302
    db.session.expire_all()
    assert lies_at(stories[0]) == {other.id} and other.id not in operations.piles.bins_of(pile)


def test_what_the_desk_keeps_out_of_view_is_not_offered_by_typing_it(client, member, pile, stories, question):
    stocktaking.hold(question, by=member)
    stocktaking.keep_out(question, by=member)
    operations.lay(pile, stories[0], question, 0, KEY, by=member)
    db.session.commit()
    assert typed(client, pile, stories[1], question, KEY + "2").status_code == 200, "it is offered here already"
    other = make_question(slug="elders", sentence="Wie ruimt het op?")
    stocktaking.hold(other, by=member)
    stocktaking.keep_out(other, by=member)
    db.session.commit()
    answer = typed(client, pile, stories[2], other, KEY + "3")
    assert answer.status_code == 409 and "Schrijf het jouwe in andere woorden" in answer.json["message"]
    plain = {"sentence": other.sentence, "card": stories[2].public_id, "seen": 0, "key": KEY + "4"}
    page = client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=plain)
    assert page.status_code == 409 and f'value="{other.sentence}"' in page.text and "besloot dat het uit beeld blijft" in page.text
    db.session.expire_all()
    assert other.id not in operations.piles.bins_of(pile) and lies_at(stories[2]) == frozenset()
