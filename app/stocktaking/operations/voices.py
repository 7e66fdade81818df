"""Working notes of members with a question, and the view of an organisation that dissents."""

from app.accounts.models import Organisation, User
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import Dissent, Memo, Question, QuestionChange
from app.stocktaking.operations.earlier import remember
from app.stocktaking.operations.quoting import in_own_words, in_own_words_at
from app.stocktaking.permissions import may_dissent_for


def note_down(question: Question, text: str, by: User) -> Memo:
    """Adds a working note, for the members only.

    Raises Refusal for words not to be quoted, and when the question is gone.
    """
    in_own_words(by, text)
    still_there(question)
    memo = Memo(question_id=question.id, text=text, by_id=by.id)
    db.session.add(memo)
    db.session.flush()
    return memo


def strike_out(memo: Memo, by: User) -> None:
    """Takes one's own note away; from here on nobody else reads it. Raises Refusal for somebody else's."""
    if memo.by_id != by.id:
        raise Refusal(_("Only who wrote a note can take it away."))
    change = QuestionChange(question_id=memo.question_id, what="memo_struck_out", by_id=by.id)
    remember(change, {"text": memo.text, "at": memo.at.isoformat()}, {}, only_for_id=by.id)
    db.session.delete(memo)
    db.session.flush()


def dissent(question: Question, organisation: Organisation, text: str, was: str, by: User) -> Dissent:
    """Words how this organisation sees it otherwise, or words it anew.

    Raises Refusal for somebody of another organisation, for words not to be quoted, when the question is gone, and when
    a colleague changed it since it was shown.
    """
    may_speak_for(organisation, by)
    still_there(question)
    in_own_words_at(question, by, text)
    found = queries.dissent_of(organisation, question, to_change=True)
    not_overtaken(found, was)
    if found is not None and found.text == text:
        return found
    change = QuestionChange(what="dissented", by_id=by.id, note=organisation.name)
    question.changes.append(change)
    if found is None:
        found = Dissent(question_id=question.id, organisation=organisation, text=text, by_id=by.id)
        db.session.add(found)
    else:
        keep_view(found, change, text)
        found.text, found.at, found.by_id = text, clock.now(), by.id
    db.session.flush()
    return found


def withdraw_dissent(question: Question, organisation: Organisation, was: str, by: User) -> None:
    """Takes the view of this organisation back. Pressed twice it does so once."""
    may_speak_for(organisation, by)
    found = queries.dissent_of(organisation, question, to_change=True)
    if found is None:
        return
    not_overtaken(found, was)
    change = QuestionChange(what="dissent_withdrawn", by_id=by.id, note=organisation.name)
    question.changes.append(change)
    keep_view(found, change, "")
    db.session.delete(found)
    db.session.flush()


def keep_view(found: Dissent, change: QuestionChange, now: str) -> None:
    was = {"text": found.text, "at": found.at.isoformat()}
    remember(change, was, {"text": now}, organisation_id=found.organisation_id, wrote_id=found.by_id)


def still_there(question: Question) -> None:
    """Nobody puts the question back meanwhile, as if it had never been asked; when somebody just did, it is said."""
    if not queries.hold_to_lay({question.id}):
        raise Refusal(_("Somebody took this question away in the meantime. See which ones there are now."))


def may_speak_for(organisation: Organisation, by: User) -> None:
    if not may_dissent_for(by, organisation):
        raise Refusal(_("Only a member of this organisation can write its view."))


def not_overtaken(found: Dissent | None, was: str) -> None:
    if was != (found.text if found else ""):
        raise Refusal(
            _("A colleague changed this view in the meantime. Look at their version first, then save yours.")
        )
