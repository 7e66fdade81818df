"""Words that may not be quoted do not come where everybody reads them because two questions become one, or two again."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.database import db
from app.stocktaking.models import Answer, Decision, DeclinedOwner, Dissent, Memo, Merge, QuestionChange
from tests.factories import make_contribution, make_organisation
from tests.stocktaking.test_merging import member, merge, state, two, undo

__all__ = ["member", "two"]  # the fixtures of that world

SAYS = "Kanarie zat al een jaar in de put bij het plein."
REFUSED = "Zeg het in je eigen woorden"


def beside(question, name, office_id):
    """Something that stands beside a question, with the words of somebody who is not to be quoted."""
    made = {
        "answer": lambda: Answer(organisation_id=office_id, reach="part", steps=SAYS),
        "body": lambda: Decision(body=SAYS, on=date(2026, 1, 5), reason="Het kan."),
        "reason": lambda: Decision(body="De raad", on=date(2026, 1, 5), reason=SAYS),
        "declined": lambda: DeclinedOwner(organisation_id=office_id, reason=SAYS),
        "view": lambda: Dissent(organisation_id=office_id, text=SAYS),
        "note": lambda: Memo(text=SAYS),
    }[name]()
    made.question_id = question.id
    question.changes.append(QuestionChange(what="owner_declined"))
    db.session.add(made)
    db.session.commit()


@pytest.mark.parametrize("name", ["answer", "body", "reason", "declined", "view"])
def test_what_stands_beside_a_question_is_looked_through_before_it_moves_into_a_public_one(client, two, name):
    gone, kept = two
    make_contribution(facts=SAYS, not_quoted=True)
    gone.is_public = False
    beside(gone, name, make_organisation().id)
    before = state()
    answer = merge(client, gone, kept)
    assert answer.status_code == 409 and REFUSED in answer.text
    assert state() == before and db.session.scalars(select(Merge)).all() == []
    assert "Kanarie" not in client.application.test_client().get("/vraagstukken/de-andere").text
    kept.is_public = False
    db.session.commit()
    assert merge(client, gone, kept).status_code == 302, "where only members read it, it may move"


def test_a_note_moves_along(client, two):
    """Only members read notes, whatever the question."""
    gone, kept = two
    beside(gone, "note", None)
    make_contribution(facts=SAYS, not_quoted=True)
    assert merge(client, gone, kept).status_code == 302


def test_what_members_wrote_meanwhile_does_not_come_out_by_taking_two_apart(client, two):
    gone, kept = two
    merge(client, gone, kept)
    client.post("/werkbank/vraagstukken/de-andere/terughalen")
    db.session.expire_all()
    moved = kept.statements[-1]
    moved.text = SAYS
    make_contribution(facts=SAYS, not_quoted=True)
    db.session.commit()
    answer = undo(client)
    assert answer.status_code == 409 and REFUSED in answer.text
    assert client.application.test_client().get("/vraagstukken/de-ene").status_code == 404
    moved.text = "De rekening blijft liggen."
    db.session.commit()
    assert undo(client).status_code == 302


def test_what_everybody_reads_already_hinders_nobody(client, two):
    """It was written before its contributor asked not to be quoted, and stands in public anyway."""
    gone, kept = two
    gone.statements[0].text = SAYS
    db.session.commit()
    merge(client, gone, kept)
    make_contribution(facts=SAYS, not_quoted=True)
    assert undo(client).status_code == 302
