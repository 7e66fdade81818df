"""What was done with a pile is put back exactly as it was, once, and never over what somebody did since."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.contributions.models import Status
from app.contributions.operations import relist
from app.core.clock import now
from app.core.database import db
from app.stocktaking.models import Laid, Question
from app.stocktaking.queries import where_they_lie
from app.workbench import operations
from app.workbench.models import Deed, Did, Pile, PileCard, PileStep
from tests.factories import make_contribution, make_organisation, make_question, make_user
from tests.workbench.done import (
    KEY,
    SAID,
    ask,
    ask_for_a_card,
    divide,
    fill_up,
    listed,
    offer,
    state,
    step,
    switch_off,
    undo,
    versioned,
    withdraw,
)


@pytest.mark.parametrize("do", [fill_up, offer, withdraw, ask, ask_for_a_card, divide, switch_off])
def test_it_is_put_back_exactly_as_it_was_and_only_once(client, sign_in, member, pile, do):
    make_contribution(title="D kwam later")
    make_question(sentence="Nog een?"), make_question(sentence="En nog een?")
    operations.offer(pile, [make_question()], by=member)
    db.session.commit()
    before = state(pile)
    extra = len(before[4])
    do(client, pile)
    made = step().id
    before = (*before[:4], *((state(pile)[4],) if do is offer else (before[4],)), *before[5:])  # these were there already
    assert state(pile) != before and extra
    assert member.name in listed(client, pile)
    sign_in(make_user(Role.COORDINATOR, make_organisation(is_partner=True)))
    assert undo(client, pile, made).status_code == 302
    assert state(pile) == before
    answer = undo(client, pile, made)
    assert answer.status_code == 409 and "al teruggezet" in answer.text and state(pile) == before
    assert "teruggezet" in listed(client, pile)


def test_the_key_of_putting_back_takes_the_question_of_now_along(client, member, pile, stories):
    before = state(pile)
    ask(client, pile, stories[0])
    assert f'value="{KEY}"' in client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    for _time in range(2):  # the same press, sent twice
        assert client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY}).status_code == 302
        assert state(pile) == before
    kept = db.session.query(Deed).one()
    assert kept.undone_at and kept.before["questions"] == kept.after["questions"] == []


def test_a_question_that_others_use_stays_and_says_why(client, member, pile, stories):
    ask(client, pile, stories[0])
    made, question = step(), db.session.query(Question).filter_by(sentence=SAID).one()
    operations.lay(pile, stories[1], question, 0, KEY + "1", by=member)
    db.session.commit()
    answer = undo(client, pile, made)
    assert answer.status_code == 409 and "Er liggen nu andere kaarten bij dit vraagstuk" in answer.text
    assert where_they_lie([stories[0].id])[stories[0].id].questions == {question.id}, "half is not put back either"
    client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY})
    assert where_they_lie([stories[0].id])[stories[0].id].is_open
    assert db.session.query(Question).filter_by(sentence=SAID).count() == 1


def test_a_question_that_somebody_worked_on_stays(client, member, pile, stories):
    ask(client, pile, stories[0])
    made, question = step(), db.session.query(Question).filter_by(sentence=SAID).one()
    client.post(f"/werkbank/vraagstukken/{question.slug}/uitspraken", data={"text": "Niemand veegt."})
    answer = undo(client, pile, made)
    assert answer.status_code == 409 and "werkte daarna verder aan dit vraagstuk" in answer.text
    operations.withdraw_bin(pile, question, by=member)
    db.session.commit()
    answer = undo(client, pile, made)
    assert answer.status_code == 409 and "veranderde de vraagstukken van deze stapel" in answer.text


def test_what_was_put_back_names_a_question_that_is_gone_no_more(client, member, pile, stories):
    """Its number may be given to another question."""
    ask(client, pile)
    made, question = step(), db.session.query(Question).filter_by(sentence=SAID).one()
    operations.lay(pile, stories[1], question, 0, KEY + "1", by=member)
    operations.lay(pile, stories[1], Laid.NOWHERE, 1, KEY + "2", by=member)
    db.session.commit()
    gone = question.id
    assert undo(client, pile, made).status_code == 302
    assert gone not in [key for deed in db.session.query(Deed) for key in deed.before["questions"] + deed.after["questions"]]
    client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY + "2"})
    assert where_they_lie([stories[1].id])[stories[1].id].is_open


def test_cards_that_somebody_went_on_with_stay_in_the_pile(client, member, pile):
    later = make_contribution(title="D kwam later")
    fill_up(client, pile)
    made = step()
    operations.lay(pile, later, Laid.NOWHERE, 0, KEY, by=member)
    db.session.commit()
    answer = undo(client, pile, made)
    assert answer.status_code == 409 and "Laat ze in de stapel" in answer.text
    client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY})
    assert undo(client, pile, made).status_code == 302
    assert "Er kwam 1 bijdrage bij" in client.get(f"/werkbank/stapels/{pile.slug}").text


def test_after_thirty_days_nothing_is_put_back(client, member, pile):
    withdraw(client, pile)
    made = step()
    made.at = now() - timedelta(days=30, minutes=1)
    db.session.commit()
    answer = undo(client, pile, made)
    assert answer.status_code == 409 and "meer dan dertig dagen" in answer.text
    operations.forget_old_deeds()
    assert db.session.query(PileStep).filter_by(did=Did.WITHDREW).count() == 0


def test_another_member_hears_that_a_card_was_put_back_already(client, sign_in, member, pile, stories):
    operations.lay(pile, stories[0], Laid.NOWHERE, 0, KEY, by=member)
    db.session.commit()
    for _time in range(2):  # the same press, sent twice
        assert client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY}).status_code == 302
    sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)))
    answer = client.post(f"/werkbank/stapels/{pile.slug}/terug", data={"deed": KEY})
    assert answer.status_code == 409 and "al teruggezet" in answer.text


def test_everything_is_there_page_by_page_without_what_is_hidden(client, member, pile, stories):
    for number in range(60):
        operations.lay(pile, stories[number % 2], Laid.NOWHERE, number // 2, f"{KEY}{number:02}", by=member)
    db.session.commit()
    first, second = listed(client, pile), listed(client, pile, "?pagina=2")
    assert first.count('name="deed"') == 50 and second.count('name="deed"') == 10
    assert "?pagina=2" in first and listed(client, pile, "?pagina=99").count('name="deed"') == 10
    stories[0].status = Status.WITHDRAWN
    relist(stories[0])
    db.session.commit()
    assert listed(client, pile).count('name="deed"') == 30 and "?pagina=2" not in listed(client, pile)


def test_what_it_held_and_when_is_of_now_and_before_can_be_read(client, member, pile):
    made = db.session.get(Pile, pile.id)
    for row in [made, *db.session.query(PileCard)]:
        name = "fixed_at" if row is made else "added_at"
        setattr(row, name, getattr(row, name) - timedelta(days=40))
    db.session.commit()
    make_contribution(title="D kwam later")
    fill_up(client, pile)
    page = client.get(f"/werkbank/stapels/{pile.slug}").text
    assert re.search(r"4 bijdragen, vastgelegd op .*Hoe de stapel eerder vastlag.*3 bijdragen, vastgelegd op", page, re.S)
    days = re.findall(r"bijdragen, vastgelegd op ([^.]*)\.", page)
    assert len(set(days)) == 2
    assert days[0] in client.get("/werkbank/stapels").text


def test_two_members_do_not_divide_or_switch_off_over_each_other(client, member, pile):
    ground = "ondergrond"
    other = make_user(Role.MEMBER, make_organisation(is_partner=True))
    seen = versioned(client, pile)
    marks = re.findall(r'name="lid" value="(\w+)"', client.get(f"/werkbank/stapels/{pile.slug}").text)
    operations.divide(db.session.get(Pile, pile.id), [other], by=other, seen=int(seen))
    db.session.commit()
    for address, sent in (("verdelen", {"lid": marks}), ("themas", {"uit": ground})):
        answer = client.post(f"/werkbank/stapels/{pile.slug}/{address}", data=sent | {"versie": seen})
        assert answer.status_code == 409 and "Iemand anders veranderde deze stapel intussen" in answer.text
    assert {card.taken_by_id for card in db.session.query(PileCard)} == {other.id}
    answer = client.post(f"/werkbank/stapels/{pile.slug}/verdelen", data={"lid": marks, "versie": seen})
    assert answer.text.count('name="lid"') == answer.text.count("checked") == 2, "what was chosen is still chosen"
    again = re.search(r'name="versie" value="(\d+)"', answer.text)[1]
    assert client.post(f"/werkbank/stapels/{pile.slug}/verdelen", data={"lid": marks, "versie": again}).status_code == 302
    assert len({card.taken_by_id for card in db.session.query(PileCard)}) == 2


def test_others_undo_nothing(client, sign_in, member, pile):
    withdraw(client, pile)
    made, after = step().id, state(pile)
    sign_in(make_user(Role.HOST))
    assert undo(client, pile, made).status_code == 403 and state(pile) == after
