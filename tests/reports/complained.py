"""Somebody says that a question is about them, and the desk decides: as the forms do, without a browser."""

from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.appeals import operations as appeals
from app.appeals.models import Decision, Part, Wish
from app.appeals.operations.receiving import Asked
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.models import Form, Words
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Statement
from tests.factories import make_question, make_user
from tests.reports.made import freeze_now
from tests.reports.test_candour import SEAL
from tests.reports.test_contents import text_of

SAID = "Niemand is eigenaar."  # what the question of these tests states
NAME = "Meneer Jansen is eigenaar."
PAGES = ("", "/bijdragen", "/vraagstukken/wie-beheert", "/vraagstukken/wie-beheert-het-groen")


def complain(question):
    """What was received; somebody of the desk was drawn."""
    for _number in range(2):
        make_user(Role.EDITOR)
    appeal = appeals.report(question, Wish.NAME_OUT, Part.TEXT, Asked("Dat ben ik."), by=Visitor())
    db.session.commit()
    return appeal


def hide(appeal):
    appeals.hide(appeal, appeal.judges[0].user, "Misschien een naam.")
    db.session.commit()
    return appeal


def decide(appeal, decision=Decision.LET_BACK):
    appeals.decide(appeal, appeal.judges[0].user, decision, "Een naam.", "Bekeken.")
    db.session.commit()


def state_otherwise(statement, text, by):
    stocktaking.change_statement(statement, text, statement.text, by)
    db.session.commit()


def ask_otherwise(question, by, **changes):
    """Words a question anew; what is not named stays as it is."""
    said = {name: getattr(question, name) for name in ("sentence", "explanation", "kind", "route", "status", "owner", "due_on")}
    stocktaking.reword(question, by, **said | changes)
    db.session.commit()


def moved(laid, way):
    """Its statement stands with another question since it was frozen: that one."""
    said = laid.question.statements[0]
    if way == "merged":
        other = make_question(slug="de-andere", sentence="Wie beheert de put?")
        other.statements[0].text = "De put is van iedereen."
        stocktaking.merge(laid.question, other, {said.id: "moves"}, laid.member)
    else:
        laid.question.statements.append(Statement(position=2, text="Dit blijft hier."))
        db.session.flush()
        other = stocktaking.split(laid.question, [said.id], "Wie is de eigenaar?", "", laid.member)
        stocktaking.publish(other, laid.member)
    db.session.commit()
    return other


def kept():
    """All words of stocktakes that the database holds."""
    return "\n".join(db.session.scalars(select(Words.content)))


def everything(app, client, frozen):
    """What is read of it by somebody else and by a member: each page, and each form of file."""
    for reader, browser in ((Visitor(), app.test_client()), (make_user(Role.MEMBER), client)):
        yield from (SEAL.sub("", browser.get(f"/balans/{frozen.slug}{path}").text) for path in PAGES)
        with in_language("nl"):
            edition = queries.frozen(frozen, reader, whole=True)
            yield from (SEAL.sub("", text_of(form, MAKERS[form](edition, None))) for form in Form)


def is_read(app, client, frozen, words):
    """By how many of all readings these words are found."""
    return sum(words in text for text in everything(app, client, frozen))


def all_sound():
    return all(found.is_sound for _edition, found in operations.verified())


def name_somebody(laid):
    """The statement says a name, by the time that the pile is frozen."""
    laid.question.statements[0].text = NAME
    db.session.commit()


def freeze(laid, name="Zomertour 2026"):
    made_now = freeze_now(laid.pile, name, by=laid.member)
    operations.publish(made_now)
    db.session.commit()
    return made_now
