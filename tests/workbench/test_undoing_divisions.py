"""What was divided and which themes were left out is put back, and never over what somebody did since."""

import pytest
from sqlalchemy import delete

from app.accounts.models import Role, User
from app.contributions.models import Status
from app.contributions.operations import relist
from app.core.database import db
from app.workbench import operations
from app.workbench.models import GivenCard, Pile, PileCard
from tests.factories import Dimension, make_contribution, make_organisation, make_user, term
from tests.workbench.done import divide, fill_up, listed, state, step, switch_off, undo, versioned


@pytest.mark.parametrize("do", [divide, switch_off])
def test_what_others_divided_or_left_out_since_stays_as_they_did_it(client, sign_in, member, pile, stories, do):
    do(client, pile)
    made = step().id
    other = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(other)
    if do is divide:
        operations.divide(db.session.get(Pile, pile.id), [other], by=other, seen=int(versioned(client, pile)))
        db.session.commit()
        refused = "verdeelde deze kaarten daarna opnieuw"
    else:
        switch_off(client, pile, "verdichting")
        refused = "liet daarna andere thema’s weg"
    last, after = step().id, state(pile)
    answer = undo(client, pile, made)
    assert answer.status_code == 409 and refused in answer.text and state(pile) == after
    assert undo(client, pile, last).status_code == 302 and undo(client, pile, made).status_code == 302
    assert {card.taken_by_id for card in db.session.query(PileCard)} == {None}
    assert db.session.get(Pile, pile.id).switched_off == []


def test_the_list_says_what_was_divided_and_left_out(client, member, pile):
    for do in (divide, switch_off):
        do(client, pile), do(client, pile)  # the same once more changes nothing
    page = listed(client, pile)
    assert page.count("Open kaarten verdeeld over 1 lid") == 2 == page.count(f"Telt niet mee: {term(Dimension.THEME, 'ondergrond').name('nl')}"), "with the button"
    client.post(f"/werkbank/stapels/{pile.slug}/themas", data={"versie": versioned(client, pile)})
    client.post(f"/werkbank/stapels/{pile.slug}/verdelen", data={"versie": versioned(client, pile)})
    assert "Alle thema’s tellen weer mee" in listed(client, pile) and "Open kaarten weer voor iedereen" in listed(client, pile)


def test_a_division_of_cards_that_are_out_of_view_is_not_told(client, member, pile, stories):
    divide(client, pile)
    made = step()
    for story in stories:
        story.status = Status.WITHDRAWN
        relist(story)
    db.session.commit()
    assert "verdeeld over" not in listed(client, pile)
    assert undo(client, pile, made).status_code == 302
    assert {card.taken_by_id for card in db.session.query(PileCard)} <= {None}


def test_a_card_that_left_the_pile_is_in_no_division_any_more(client, member, pile):
    before, later = state(pile), make_contribution(title="D kwam later").id
    fill_up(client, pile)
    filled = step().id
    divide(client, pile)
    divided = step().id
    assert undo(client, pile, filled).status_code == 409, "somebody got the card"
    assert undo(client, pile, divided).status_code == 302 and undo(client, pile, filled).status_code == 302
    assert state(pile) == before
    named = {row.contribution_id for row in db.session.query(GivenCard)}
    assert len(named) == 3 and later not in named


def test_who_left_gets_no_cards_back(client, sign_in, member, pile):
    gone = make_user(Role.MEMBER, make_organisation(is_partner=True))
    operations.divide(pile, [gone], by=member, seen=pile.version)
    operations.divide(pile, [member], by=member, seen=pile.version)
    db.session.execute(delete(User).where(User.id == gone.id))
    db.session.commit()
    assert undo(client, pile, step()).status_code == 302
    assert {card.taken_by_id for card in db.session.query(PileCard)} == {None}
