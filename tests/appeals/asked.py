"""Somebody who says that a text is about them, the desk that hears it, and who shared it."""

from sqlalchemy import select

from app.accounts.models import Role
from app.appeals.models import Appeal
from app.core.database import db
from tests.factories import make_user

WORDS = "De opzichter in de tweede zin, dat ben ik."
TYPED = {"part": "text", "wish": "name_out", "text": WORDS, "who": "Melderman", "email": "melder@voorbeeld.example"}
CODE = "A" * 26


def report(browser, path, **changes):
    """Sends the form; the answer of the site."""
    return browser.post(f"{path}/gaat-over-mij", data=TYPED | changes)


def newest():
    db.session.expire_all()
    return db.session.scalars(select(Appeal).order_by(Appeal.id.desc())).first()


def desk(count=2, **changes):
    """So many editors, of an organisation each."""
    return [make_user(Role.EDITOR, **changes) for _one in range(count)]


def judged_by(sign_in, appeal):
    """Signs in the first of those who were drawn."""
    judge = appeal.judges[0].user
    sign_in(judge)
    return judge


def hide(browser, appeal, reason="In de tekst staat misschien een naam."):
    return browser.post(f"/redactie/meldingen/{appeal.public_id}/verberg", data={"verberg-reason": reason})


def decide(browser, appeal, decision, reason="Er staat een naam in.", answer="We hebben je naam weggehaald."):
    data = {"decision": decision, "reason": reason, "answer": answer}
    return browser.post(f"/redactie/meldingen/{appeal.public_id}/besluit", data=data)
