"""The file with one's own data is whole: every column that points at a person is in it, or left out for a reason."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts import operations as accounts
from app.accounts.models import AddressChange, Export, Invitation, Passkey, RecoveryCode, Role, SignInLink, UserSession
from app.accounts.operations import begin_session, invite
from app.accounts.recognised import Recognised
from app.answering.models import AnswerMark, ChallengeRecognised
from app.appeals.models import Appeal, AppealJudge, AppealKind, AppealStep
from app.challenges.models import RoundQuestion
from app.codebook.models import Deed, Retag, TermChange
from app.contributions import operations
from app.contributions.models import Draft, Freeze, OnBehalf, Proposal, Reading, Remark, Status, Step
from app.core import clock
from app.core.clock import now, today
from app.core.database import db
from app.core.security import random_id
from app.core.trail import note
from app.gatherings.models import Arrival, NoteQuestion, SentMessage, StopSummary, Unsaved
from app.notifications.operations import tell
from app.pages.jobs import make_exports
from app.pages.own_data import everything_about
from app.pages.own_log import LEFT_OUT
from app.stocktaking.models import Gap, GapJudgement, QuestionChange, Recognition, RemovedQuote, SavedView, Verdict
from app.woo.models import Blackout, WooFile, WooHandler, WooItem, WooRequest
from tests.accounts.second_steps import set_up_app, set_up_codes
from tests.codebook.proposed import asked_for_a_term
from tests.contributions.photos import add_photo, mark
from tests.factories import (
    make_challenge,
    make_contribution,
    make_organisation,
    make_question,
    make_user,
    save,
)
from tests.following.made import follows, make_follower, put_out_by
from tests.gatherings.made import make_gathering, save_task
from tests.gatherings.walked import make_note, make_walk
from tests.stocktaking.taken_away import dropped_answer, taken_away
from tests.workbench.deeds import judges_cases, sorted_by, with_question_by

# In which part of the file what this column points from is told. A test looks whether it is.
TOLD = {
    "account": ("membership.user_id", "work_address.user_id"),
    "second_step": ("passkey.user_id", "code_app.user_id", "recovery_code.user_id"),
    "sessions": ("user_session.user_id",),
    "changes": ("address_change.user_id", "export.user_id"),
    "challenges": ("challenge_host.user_id",), "gatherings": ("gathering_task.user_id",), "messages": ("notification.user_id",), "contributions": ("contribution.author_id",),
    "drafts": ("draft.user_id",), "unsaved": ("gathering_unsaved.user_id",),
    "questions": ("question.created_by_id",), "following": ("follower.user_id",),
    "requests": ("appeal.user_id",),
    "shortcuts": ("shortcuts.user_id",),
    "log": (
        "reading.reader_id", "on_behalf.by_id", "call.by_id", "proposal.by_id", "step.by_id", "remark.by_id", "view_of_hidden.user_id", "freeze.by_id",
        "evidence.added_by_id", "removed_quote.added_by_id", "replaced.wrote_id", "replaced.only_for_id", "question_change.by_id", "gap_judgement.by_id", "answer_mark.by_id", "saved_view.owner_id", "recognition.user_id", "challenge_recognised.user_id", "case_voice.by_id", "not_the_same.by_id", "case_deed.by_id", "appeal_judge.user_id", "appeal_step.by_id",
        "round_question.asked_by_id", "round_question.replied_by_id", "memo.by_id", "stop_summary.by_id", "gathering_message.by_id", "dissent.by_id", "answer.by_id", "answer.signed_by_id", "decision.by_id", "declined_owner.by_id",
        "membership.given_by_id", "invitation.invited_by_id", "woo_request.opened_by_id", "woo_handler.user_id",
        "theme_refused.by_id", "gathering_arrival.by_id", "note_question.asked_by_id", "term_change.by_id", "term_change.ended_by_id", "retag.by_id", "proposed_words.by_id", "term_proposal.decided_by_id", "deed.by_id", "pile_step.by_id", "pile_step_card.before_id", "pile_step_card.after_id", "sorted.by_id", "star.by_id", "pile.made_by_id", "pile_card.taken_by_id", "stocktake.made_by_id", "report_file.user_id", "freezing.asked_by_id",
        "check_draw.member_id", "check_card.before_by_id", "check_note.by_id",
        "woo_file.user_id", "woo_item.judged_by_id", "woo_item.agreed_by_id", "woo_blackout.by_id",
    ),
}  # fmt: skip
IN_THE_LOG = {
    "gathering_arrival.by_id": "ticked somebody off at a gathering", "note_question.asked_by_id": "asked for a contribution of a note",
    "reading.reader_id": "reading", "call.by_id": "put something out to people who follow it", "on_behalf.by_id": "typed a story over, as was agreed that day", "proposal.by_id": "proposal", "step.by_id": "opened", "remark.by_id": "wrote to a contributor",
    "view_of_hidden.user_id": "looked", "freeze.by_id": "frozen for a Woo request", "evidence.added_by_id": "quoted", "removed_quote.added_by_id": "quoted, and taken away since", "replaced.wrote_id": "worded before it was changed or taken away", "replaced.only_for_id": "worded before it was changed or taken away",
    "question_change.by_id": "question: stated", "gap_judgement.by_id": "judged a gap: real", "saved_view.owner_id": "saved a view: Putten",
    "answer_mark.by_id": "said what becomes of an answer: now",
    "recognition.user_id": "said whether a question plays there: no", "challenge_recognised.user_id": "said whether a challenge plays there: no",
    "case_voice.by_id": "put a text with others", "not_the_same.by_id": "kept two texts apart", "case_deed.by_id": "texts about one case: together", "appeal_judge.user_id": "drawn to judge a request",
    "round_question.asked_by_id": "asked about a challenge", "round_question.replied_by_id": "answered about a challenge",
    "memo.by_id": "working note", "stop_summary.by_id": "summary of a stop of a walk", "gathering_message.by_id": "message to who comes to a gathering", "dissent.by_id": "view of an organisation",
    "answer.by_id": "answer to a question", "answer.signed_by_id": "signed off an answer",
    "decision.by_id": "decision about a question", "declined_owner.by_id": "did not go after a question",
    "appeal_step.by_id": "request: viewed", "membership.given_by_id": "role given: member",
    "invitation.invited_by_id": "invited somebody, until", "woo_request.opened_by_id": "Woo request opened",
    "term_change.by_id": "changed a term: rename", "term_change.ended_by_id": "took back a change of a term: rename", "retag.by_id": "chose other tags for a text", "proposed_words.by_id": "proposed a term for words of a contributor", "term_proposal.decided_by_id": "decided about a proposed term",
    "theme_refused.by_id": "found a theme not to fit", "deed.by_id": "laid a card", "pile_step.by_id": "changed a pile: offered", "pile_step_card.before_id": "a card went to others", "pile_step_card.after_id": "was given a card to lay", "sorted.by_id": "laid a card last", "star.by_id": "starred a sentence", "pile.made_by_id": "made a pile", "stocktake.made_by_id": "froze a stocktake: Balans", "report_file.user_id": "asked for a file of a stocktake", "freezing.asked_by_id": "asked to freeze a pile",
    "check_draw.member_id": "drew cards to check", "check_card.before_by_id": "a card that they laid was drawn to check",
    "check_note.by_id": "decided where a card belongs",
    "pile_card.taken_by_id": "got a card to lay", "woo_handler.user_id": "asked to handle a Woo request, opened", "woo_file.user_id": "Woo file asked",
    "woo_item.judged_by_id": "judged for a Woo request", "woo_item.agreed_by_id": "agreed for a Woo request",
    "woo_blackout.by_id": "blacked out for a Woo request",
}  # fmt: skip


def pointing():
    """Every column that points at a person."""
    return {
        str(column) for table in db.metadata.tables.values() for column in table.columns
        if any(key.column.table.name == "user" for key in column.foreign_keys)
    }  # fmt: skip


def deeds_of(user, other):
    """Everything that somebody of the desk and the administration can do here."""
    story = make_contribution(status=Status.READING, title="Andermans geheim")
    for row in (Unsaved(user_id=user.id, place="new", typed={"title": ["Half"]}), Reading(contribution_id=story.id, reader_id=user.id), OnBehalf(contribution_id=make_contribution().id, by_id=user.id, came_by="phone", agreed_on=today()), SavedView(owner_id=user.id, name="Putten", page="balans", query="", count=1)):
        save(row)
    operations.approve_photo(photo := add_photo(story, approved=False), user, mark(photo))
    story.proposals.append(Proposal(by_id=user.id, title="Beter", facts="Zo is het beter."))
    story.steps.append(Step(what="opened", by_role="editor", by_id=user.id))
    db.session.add(Remark(contribution_id=story.id, by_id=user.id, from_contributor=False, text="Welke straat?"))
    db.session.add(Freeze(contribution_id=story.id, reference="WOO-1", since=today(), by_id=user.id))
    operations.log_view(story, user)
    question = make_question(story, created_by_id=user.id)
    question.statements[0].evidence[0].added_by_id = user.id
    question.changes.append(QuestionChange(what="stated", by_id=user.id))
    save(RemovedQuote(removal_id=taken_away().id, contribution_id=story.id, stance="supports", field="facts", start=0, end=3, words_hash="h", added_by_id=user.id, added_at=now()))
    save(Gap(first_name="thema", first_word="ondergrond", judgements=[GapJudgement(verdict=Verdict.REAL, by_id=user.id)]))
    changed = save(TermChange(deed=Deed.RENAME, dimension="theme", reason="Zo heet het.", effective_on=today(), by_id=user.id, ended_by_id=user.id, ended_at=now(), wish={}))
    save(Retag(change_id=changed.id, contribution_id=story.id, provenance="contributor", by_id=user.id))
    put_out_by(user)
    save(AnswerMark(challenge_id=make_challenge().id, contribution_id=story.id, verdict="now", by_id=user.id))
    save(Recognition(question_id=question.id, answer=Recognised.NO, user_id=user.id))
    save(ChallengeRecognised(challenge_id=make_challenge().id, answer=Recognised.NO, user_id=user.id))
    judges_cases(user)
    with_question_by(user, question)
    asked = Appeal(public_id=random_id(), token_hash="t", kind=AppealKind.ACCESS, due_on=today(), text="Andermans vraag")
    asked.judges.append(AppealJudge(user_id=user.id))
    asked.steps.append(AppealStep(what="viewed", by_role="editor", by_id=user.id))
    db.session.add(asked)
    handled_by(user)
    save(RoundQuestion(challenge_id=make_challenge().id, public_id=random_id(), text="Wie beheert dit?", reply="Wij.", asked_by_id=user.id, replied_by_id=user.id))
    walk = make_walk()
    stop = walk.gathering.stops[0]
    save(NoteQuestion(note_id=make_note(walk).id, asked_by_id=user.id))
    save(StopSummary(stop_id=stop.id, text="De straat is hol.", by_id=user.id, published_at=now()))
    save(SentMessage(gathering_id=walk.gathering_id, key="x", to_whom="iedereen", number=1, subject="Regen", text="Jas mee.", by_id=user.id))
    sorted_by(user, story)
    save(Arrival(gathering_id=make_gathering().id, by_id=user.id))
    invite("iemand@anders.example", make_organisation(), Role.MEMBER, by=user)
    other.memberships[0].given_by_id = user.id
    note("role given", f"user {user.id}, organisation 1, editor", by=other.id)


def handled_by(user):
    """Everything that somebody can do for a request under the Woo; and for a term that is missed."""
    asked_for_a_term(user, make_contribution())
    request = save(WooRequest(public_id=random_id(), reference="WOO-1", received_on=today(), answer_days=28, opened_by_id=user.id))
    save(WooHandler(request_id=request.id, user_id=user.id))
    save(WooFile(request_id=request.id, user_id=user.id, mark="m", expires_at=clock.now() + timedelta(3)))
    judged = {"judged_by_id": user.id, "judged_at": clock.now(), "agreed_by_id": user.id, "agreed_at": clock.now()}
    item = save(WooItem(public_id=random_id(), request_id=request.id, key="message:1", made_at=clock.now(), seen_mark="s", **judged))
    save(Blackout(item_id=item.id, part="text", start=0, end=3, ground="5.1.2.e", by_id=user.id))


def belongings_of(user):
    """Everything that somebody can have here."""
    make_contribution(author=user)
    set_up_app(user)
    set_up_codes(user)
    save(Passkey(user_id=user.id, public_id=random_id(), name="Mijn telefoon", credential="geheim-c", public_key="geheim-k"))
    save(AddressChange(user_id=user.id, email="nieuw@voorbeeld.example", old_token_hash="o", new_token_hash="n", expires_at=clock.now() + timedelta(1)))
    save(Export(user_id=user.id, expires_at=clock.now() + timedelta(7)))
    challenge = make_challenge()
    challenge.hosts[0].user_id = user.id
    save_task(user)
    follows(make_follower(user=user), "west")
    tell([user], "Er is nieuws", "Kijk maar")
    save(Draft(public_id=random_id(), secret_hash="x", user_id=user.id, typed={"story": {"facts": ["Een begin"]}}))
    save(Appeal(public_id=random_id(), token_hash="e", kind=AppealKind.ACCESS, due_on=today(), text="Mijn vraag", user_id=user.id))
    begin_session(user, "a test")
    save(SignInLink(token_hash="l", user_id=user.id, expires_at=clock.now()))


@pytest.fixture
def user(app):
    user = make_user(Role.EDITOR, works_at=make_organisation())
    other = make_user(Role.MEMBER, given_name="Andermans", family_name="Naam")
    with app.test_request_context("/"):
        deeds_of(user, other)
        dropped_answer(user)
        belongings_of(user)
    db.session.commit()
    return user


def test_every_column_that_points_at_a_person_is_told_or_left_out_for_a_reason(app):
    told = {column for columns in TOLD.values() for column in columns}
    assert pointing() == told | set(LEFT_OUT) and not told & set(LEFT_OUT)
    assert all(len(reason) > 20 for reason in LEFT_OUT.values())


def test_the_world_of_this_test_has_a_row_behind_each_column(user):
    for column in pointing():
        table, _dot, name = column.partition(".")
        found = select(db.metadata.tables[table].c[name]).where(db.metadata.tables[table].c[name] == user.id)
        assert db.session.scalars(found).first() == user.id, column


def test_what_is_told_stands_in_its_part(app, user):
    with app.test_request_context("/"):
        found = json.loads(json.dumps(everything_about(user), default=str))
    for part in TOLD:
        assert found[part], part
    assert found["roles"] and found["addresses"]
    steps = found["second_step"]
    assert steps["passkeys"][0]["name"] == "Mijn telefoon" and steps["app"]["confirmed_at"]
    assert len(steps["recovery_codes"]) == len(db.session.scalars(select(RecoveryCode)).all())
    assert found["changes"]["address"]["email"] == "nieuw@voorbeeld.example" and found["changes"]["file"]
    assert found["requests"][0]["text"] == "Mijn vraag"
    said = {"Vraag dit na.", "Zo deden wij het eerst.", "Dit klopt niet.", "Wij zien het anders.", "Zo deden wij het.", "De straat is hol.", "Wij gaan door.", "Wij hebben geen tijd."}
    assert said <= {line.get("text") for line in found["log"]}
    assert set(IN_THE_LOG.values()) <= {line["what"] for line in found["log"]}
    assert ("role given", "somebody else") in {(row["what"], row["by"]) for row in found["trail"]}
    assert ("invited", "you") in {(row["what"], row["by"]) for row in found["trail"]}


def test_no_secret_and_nothing_of_another_is_in_it(app, user):
    secrets = [user.public_id, "geheim-c", "geheim-k", *db.session.scalars(select(RecoveryCode.code_hash))]
    secrets += [*db.session.scalars(select(UserSession.token_hash)), *db.session.scalars(select(Invitation.token_hash))]
    with app.test_request_context("/"):
        told = json.dumps(everything_about(user), default=str).replace(user.public_id, "", 1)  # the address of the account
    for word in (*secrets, "Andermans", "WOO-1", "iemand@anders", "Welke straat", "Zo is het beter"):
        assert word not in told, word


def test_a_number_that_was_of_somebody_who_left_tells_nothing_of_them(app, user):
    with app.test_request_context("/"):
        user.created_at = clock.now() + timedelta(minutes=1)
        assert everything_about(user)["trail"] == []


# The peers' faults, as tests: each was an export that somebody else could get.


@pytest.fixture
def ready(app, client, sign_in):
    """Two people, each with a file."""
    people = [make_user(given_name=name) for name in ("Anna", "Bert")]
    for person in people:
        accounts.ask_for_export(person)
    make_exports()
    db.session.commit()
    yield people
    for path in (Path(app.config["DATA_DIR"]) / "exports").iterdir():
        path.unlink()


def content(answer):
    return zipfile.ZipFile(io.BytesIO(answer.data)).read("data.json").decode()


def test_cve_2025_65017_a_file_goes_to_its_owner_whatever_its_number(client, sign_in, ready):
    """Decidim gave the file of another, as the id in the address was read as another number. Here no address has one."""
    for person, other in (ready, ready[::-1]):
        sign_in(person)
        export = db.session.scalars(select(Export).where(Export.user_id == other.id)).one()
        assert person.given_name in content(client.get("/mijn/gegevens/bestand"))
        for tried in (export.id, export.file_name, f"{export.id}abc", other.public_id):
            assert client.get(f"/mijn/gegevens/bestand/{tried}").status_code == 404
            assert other.email not in content(client.get(f"/mijn/gegevens/bestand?id={tried}&user_id={other.id}"))


def test_cve_2026_45377_no_link_opens_a_file_without_its_owner(app, client, sign_in, ready):
    """Decidim signed links to private files, which worked for whoever had them. Here each look asks who it is."""
    sign_in(ready[0])
    assert client.get("/mijn/gegevens/bestand").status_code == 200
    page = client.get("/mijn/gegevens").text
    assert 'href="/mijn/gegevens/bestand"' in page and ".zip" not in page
    for browser in (app.test_client(), client):
        if browser is client:
            client.post("/uitloggen")
        assert browser.get("/mijn/gegevens/bestand").status_code == 302
        name = db.session.scalars(select(Export.file_name)).first()
        assert browser.get(f"/static/exports/{name}").status_code == 404


def test_cve_2026_9712_knowing_the_random_name_is_no_permission(app, client, sign_in, ready):
    """pretix gave any export to who was signed in and knew its UUID."""
    sign_in(make_user(Role.ADMINISTRATOR))
    for name in db.session.scalars(select(Export.file_name)):
        for path in (f"/mijn/gegevens/bestand/{name}", f"/mijn/gegevens/{name}", f"/exports/{name}", f"/mijn/gegevens/bestand?naam={name}"):
            assert client.get(path).status_code == 404


def test_it_expires_and_asks_who_it_is_after_a_while(client, sign_in, ready, monkeypatch):
    sign_in(ready[0])
    assert client.get("/mijn/gegevens/bestand").status_code == 200
    for session in db.session.scalars(select(UserSession)):
        session.began_at = clock.now() - timedelta(minutes=16)
    db.session.commit()
    assert client.get("/mijn/gegevens/bestand").status_code == 409
    for export in db.session.scalars(select(Export)):
        export.expires_at = clock.now()
    db.session.commit()
    sign_in(ready[0])
    assert client.get("/mijn/gegevens/bestand").status_code == 404
