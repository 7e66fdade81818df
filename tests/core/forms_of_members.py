"""The forms of members who take stock, as tests/core/test_typed.py sends them."""

from app.accounts.models import Role
from app.core.clock import now, today
from app.core.database import db
from app.stocktaking.models import Answer, Decision, Dissent, Reach
from app.workbench.models import Check, CheckCard, CheckKind, Pile, PileCard
from tests.factories import make_contribution, make_question, make_user, save

IN_WORDS = (
    "make a pile", "question while sorting", "write an answer", "change an answer", "decide on a question", "change a decision",
    "judge a gap", "split a question", "decline", "save a view", "dissent", "note down", "choose keys", "freeze", "decide where a card belongs",
)
TICKS = {"lay blind": 'value="nergens"'}


def forms_of_members(member, question, typed):
    """For each form who sends it, where and with what."""
    office = member.memberships[0].organisation
    office.is_partner = True
    question.owner_id = office.id
    other, coordinator = make_question(slug="het-andere"), make_user(Role.COORDINATOR)
    by = {"question_id": question.id, "by_id": member.id}
    answer = save(Answer(organisation_id=office.id, reach=Reach.PART, steps="Zo.", **by))
    decision = save(Decision(body="De raad", on=today(), reason="Om.", **by))
    save(Dissent(organisation_id=office.id, text="Wij niet.", at=now(), **by))
    pile = save(Pile(slug="de-stapel", name="De stapel", wanted={"picked": {}, "gathering": "", "levels": []}))
    differs, blind = make_contribution(), make_contribution()
    lay_in_a_check(pile, member, differs, blind)
    db.session.commit()
    bench, decided = f"/werkbank/vraagstukken/{question.slug}", {"body": typed, "on": f"{today():%d-%m-%Y}", "reason": "Om."}
    answered = {"organisation": str(office.id), "steps": typed, "reach": "part", "version": "1"}
    return {
        "make a pile": (member, "/werkbank/stapels/nieuw", {"name": typed}),
        "another name for a pile": (member, "/werkbank/stapels/de-stapel/naam", {"name": typed, "version": "1"}),
        "question while sorting": (member, "/werkbank/stapels/de-stapel/vraagstukken", {"sentence": f"{typed}?"}),
        "freeze": (member, "/werkbank/stapels/de-stapel/vastleggen", {"name": typed}),
        "choose keys": (member, "/werkbank/toetsen", {"next": typed}),
        "write an answer": (member, f"{bench}/antwoorden/nieuw", answered),
        "change an answer": (member, f"/werkbank/antwoorden/{answer.id}", answered),
        "decide on a question": (coordinator, f"{bench}/besluiten/nieuw", decided),
        "change a decision": (coordinator, f"/werkbank/besluiten/{decision.id}", decided | {"version": "1"}),
        "judge a gap": (member, "/werkbank/gaten/thema:verdichting/fase:beheer", {"verdict": "real", "note": typed, "version": "0"}),
        "merge": (member, f"{bench}/samenvoegen", {"met": other.slug}),
        "split a question": (member, f"{bench}/splitsen", {"sentence": "Wie?", "explanation": typed}),
        "decline": (member, f"/vraagstukken/{question.slug}/teruggeven", {"reason": typed}),
        "save a view": (member, "/werkbank/beelden/nieuw", {"name": typed}),
        "dissent": (member, f"{bench}/standpunt/{office.id}", {"text": typed, "was": ""}),
        "withdraw a dissent": (member, f"{bench}/standpunt/{office.id}/intrekken", {"was": "Wij niet."}),
        "lay blind": (member, f"/werkbank/stapels/de-stapel/controle/opnieuw/{blind.public_id}", {"places": "nergens"}),
        "decide where a card belongs": (member, f"/werkbank/stapels/de-stapel/verschillen/{differs.public_id}", {"places": "nergens", "why": typed}),
        "note down": (member, f"{bench}/notities", {"memo": typed}),
    }


def lay_in_a_check(pile, member, differs, blind):
    """Two cards: one that a finished check laid elsewhere, and one that the member still has to lay."""
    for position, (card, at) in enumerate(((differs, now()), (blind, None)), start=1):
        save(PileCard(pile_id=pile.id, contribution_id=card.id, position=position))
        check = save(Check(pile_id=pile.id, member_id=member.id, kind=CheckKind.AGAIN, number=position, seed="zaad", offered=[]))
        before, again = {"laid": "one_case", "questions": []}, {"laid": "nowhere", "questions": []}
        save(CheckCard(check_id=check.id, contribution_id=card.id, position=1, before=before, again=again if at else {}, at=at))
