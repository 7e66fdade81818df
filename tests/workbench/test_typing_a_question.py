"""Typing a question while sorting that is there already, and titles of cards in another language."""

from app.contributions.operations import relist
from app.core.database import db
from app.stocktaking.queries import where_they_lie
from app.workbench import operations

KEY = "typed-by-hand-0000001"


def test_a_title_in_another_language_says_so_also_where_only_a_screen_reader_hears_it(client, member, pile, stories):
    stories[0].language, stories[0].title = "en", "A stone was loose"
    relist(stories[0])
    db.session.commit()
    page = client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    assert page.count('<span class="vh">: <span lang="en">A stone was loose</span></span>') == 2
    assert "A stone was loose" not in page.replace('lang="en">A stone was loose<', "")


def test_typing_a_question_where_the_card_lies_already_leaves_it_there(client, member, pile, stories, question):
    operations.lay(pile, stories[0], question, 0, KEY, by=member)
    db.session.commit()
    sent = {"sentence": question.sentence, "card": stories[0].public_id, "seen": 1, "key": KEY + "2"}
    assert client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=sent).status_code == 302
    assert where_they_lie([stories[0].id])[stories[0].id].questions == {question.id}
    assert client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY + "2"}).status_code == 302, "there is something to put back, as the script offers"
    assert where_they_lie([stories[0].id])[stories[0].id].questions == {question.id}
