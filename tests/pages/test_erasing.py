"""Removing one's account: nothing points to the person any more, anywhere, also after an older backup was put back."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.accounts.models import CodeApp, Erasure, Invitation, Role, User, UserSession, Visitor
from app.accounts.operations import ask_for_address, begin_session, invite, link_for
from app.appeals import operations as appeals
from app.appeals.models import AppealKind, Decision, Part, Wish
from app.appeals.operations.receiving import Asked
from app.challenges.models import Challenge
from app.challenges.operations import want_host
from app.contributions import operations
from app.contributions.models import Contribution, Draft, Proposal, Remark, Status, Step
from app.core import clock, dutch, fulltext
from app.core.database import db, empty_journal, is_sqlite
from app.core.outbox import Email, post
from app.core.security import random_id
from app.notifications.operations import tell
from app.pages.jobs import make_exports
from tests.cli.test_commands import lose_everything
from tests.contributions.test_forgetting import everything_with
from tests.factories import make_challenge, make_contribution, make_question, make_user, save
from tests.stored import bytes_of

NAME, EMAIL = "Kanarieke", "kanarie@geel.example"


@pytest.fixture(autouse=True)
def folder(app):
    kept = Path(app.config["DATA_DIR"])
    yield kept
    (kept / "erasures.jsonl").unlink(missing_ok=True)


@pytest.fixture
def owner(sign_in):
    user = make_user(Role.HOST, given_name=NAME, family_name="Vogel", email=EMAIL)
    sign_in(user)
    return user


def life_of(app, owner):
    """Something of every kind that knows of this person; the contributions that they have a choice about."""
    other = make_user(Role.ADMINISTRATOR)
    with app.test_request_context("/"):
        stays = make_contribution(author=owner, names_organisation=False, title="Dit verhaal blijft", year=2021)
        goes = make_contribution(author=owner, title="Weg", facts=f"Ik ben {NAME} en ik legde zelf de put.")
        ended = make_contribution(author=owner, status=Status.REFUSED, title=f"Van {NAME}")
        operations.ask_for_news(stays, EMAIL)
        stays.steps.append(Step(what="submitted", by_role="contributor", by_id=owner.id))
        db.session.add(Remark(contribution_id=stays.id, from_contributor=True, text="Ja."))
        challenge = make_challenge(organisation=owner.memberships[0].organisation)
        challenge.hosts[0].user_id = owner.id
        challenge.typed = {str(owner.id): {"title": f"Van {NAME}"}}
        want_host(make_challenge(), EMAIL)
        make_question(created_by_id=owner.id)
        save(Draft(public_id=random_id(), secret_hash="y", user_id=owner.id, typed={"story": {"facts": [NAME]}}))
        begin_session(owner, NAME)
        link_for(owner)
        invite(EMAIL, challenge.organisation, Role.MEMBER, by=other)
        tell([owner], "Er is iets", f"Dag {NAME}")
        post(other.email, "Een rol", f"{owner.name} kreeg een rol")
        ask_for_address(owner, "ander@geel.example")
        asked = Asked(f"Ik ben {NAME}, en dit gaat over mij.", who=NAME, email=EMAIL)
        appeals.report(make_contribution(), Wish.NAME_OUT, Part.TEXT, asked, by=owner)
        appeals.ask(AppealKind.ACCESS, Asked("Wat bewaren jullie?", who=NAME, email=EMAIL), by=Visitor())
        answered = appeals.ask(AppealKind.ACCESS, Asked("Wat bewaren jullie?", who=NAME, email=EMAIL), by=Visitor())
        appeals.decide(answered, other, Decision.ANSWERED, reason="", answer="Dit is alles.")
    db.session.commit()
    return stays, goes, ended, challenge


def leave(client, sure="ja", **choices):
    return client.post("/mijn/verwijderen", data={f"keuze-{key}": value for key, value in choices.items()} | {"sure": sure})


def chosen(stays, goes):
    return {stays.public_id: "blijft", goes.public_id: "weg"}


def with_canary(folder):
    """The files in which the name or the address still stands."""
    empty_journal()
    words = [word.encode() for word in (NAME, NAME.lower(), EMAIL, "geel.example")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(path.name, word) for path in files for word in words if word in bytes_of(path)]


def test_nothing_points_to_who_left(app, client, owner, folder):
    stays, goes, ended, challenge = life_of(app, owner)
    assert client.post("/mijn/gegevens").status_code == 302
    make_exports()
    db.session.commit()
    ids = [found.public_id for found in (stays, goes, ended)]
    numbers = stays.id, challenge.id
    assert everything_with(EMAIL) and everything_with(NAME.lower())
    assert fulltext.matches("public", [{dutch.terms(NAME)[0]}])
    answer = leave(client, **chosen(stays, goes))
    assert answer.status_code == 302
    assert everything_with(EMAIL) == [] and everything_with(NAME.lower()) == [] and everything_with("geel") == []
    assert list((folder / "exports").iterdir()) == []
    assert not any(fulltext.matches(audience, [{dutch.terms(NAME)[0]}]) for audience in ("public", "members"))
    assert not any(word in f"{mail.address}{mail.text}" for mail in db.session.scalars(select(Email)) for word in (NAME, EMAIL))
    if is_sqlite():
        assert with_canary(folder) == []
    assert client.get("/mijn").status_code == 302
    assert [client.get(f"/bijdragen/{public_id}").status_code for public_id in ids] == [200, 410, 404]
    kept, runs = db.session.get(Contribution, numbers[0]), db.session.get(Challenge, numbers[1])
    exact = (kept.author_id, kept.place_id, kept.organisation_id, kept.role, kept.organisation_kind, kept.neighbourhood)
    assert exact == (None, None, None, None, None, "") and kept.year == 2020 and kept.coarse_size == "medium"
    assert {step.by_id for step in kept.steps} == {None} and len(runs.hosts) == 1
    assert ids[1] not in client.get("/bijdragen").text and ids[0] in client.get("/bijdragen").text


def test_a_text_with_its_name_is_read_again_before_it_is_seen_without(client, owner):
    story = make_contribution(author=owner, names_organisation=True)
    public_id, key = story.public_id, story.id
    leave(client, **{public_id: "blijft"})
    assert client.get(f"/bijdragen/{public_id}").status_code == 404
    kept = db.session.get(Contribution, key)
    assert kept.status is Status.RECEIVED and not kept.names_organisation


@pytest.mark.parametrize(("choice", "sure"), [({}, "ja"), ({"blijft": 1}, ""), ({"misschien": 1}, "ja")])
def test_without_a_choice_or_a_yes_nothing_happens(client, owner, choice, sure):
    story = make_contribution(author=owner)
    answer = leave(client, sure, **{story.public_id: next(iter(choice), "")})
    assert answer.status_code == 422
    assert ("checked" in answer.text) is bool(choice.get("blijft") or sure)
    assert client.get("/mijn").status_code == 200


def test_it_asks_for_a_fresh_session(client, owner):
    db.session.scalars(select(UserSession)).one().began_at = clock.now() - timedelta(minutes=16)
    db.session.commit()
    assert leave(client).status_code == 409 and db.session.get(User, owner.id) is not None


def test_what_was_chosen_is_kept_while_it_asks_who_you_are(client, owner):
    story = make_contribution(author=owner)
    db.session.scalars(select(UserSession)).one().began_at = clock.now() - timedelta(minutes=16)
    db.session.commit()
    answer = leave(client, **{story.public_id: "blijft"})
    assert answer.status_code == 409 and f'name="keuze-{story.public_id}" value="blijft"' in answer.text


def test_who_has_a_second_step_shows_it_before_the_account_goes(client, owner):
    db.session.add(CodeApp(user_id=owner.id, public_id=random_id(), secret="x", confirmed_at=clock.now()))
    db.session.commit()
    assert leave(client).status_code == 409 and db.session.get(User, owner.id) is not None
    db.session.scalars(select(UserSession)).one().factor_at = clock.now()
    db.session.commit()
    assert leave(client).status_code == 302 and everything_with(EMAIL) == []


def test_what_is_frozen_blocks_it_with_an_explanation(app, client, owner):
    story = make_contribution(author=owner)
    administrator = make_user(Role.ADMINISTRATOR)
    with app.test_request_context("/"):
        operations.freeze([story.id], "WOO-7", clock.today(), by=administrator)
    db.session.commit()
    for answer in (client.get("/mijn/verwijderen"), leave(client, **{story.public_id: "weg"})):
        assert answer.status_code == 409 and "WOO-7" in answer.text and "Woo-verzoek" in answer.text
    assert db.session.get(User, owner.id) is not None


def test_the_last_host_and_the_last_administrator_hand_over_first(client, sign_in):
    challenge = make_challenge(hosts=1, title="Wie houdt de haven koel?")
    host = challenge.hosts[0].user
    sign_in(host)
    answer = leave(client)
    assert answer.status_code == 409 and "Wie houdt de haven koel?" in answer.text
    only = make_user(Role.ADMINISTRATOR)
    sign_in(only)
    assert "enige beheerder" in leave(client).text
    make_user(Role.ADMINISTRATOR)
    assert leave(client).status_code == 302
    assert db.session.get(User, host.id) is not None


def test_what_an_editor_proposed_stays_of_the_desk(client, sign_in):
    editor, other = make_user(Role.EDITOR), make_user(Role.EDITOR)
    story = make_contribution(status=Status.RECEIVED)
    with client.application.test_request_context("/"):
        operations.open_to_read(story, by=editor)
        operations.propose(story, by=editor, title="Beter", facts="De tekst is beter zo.", lesson="", opinion="")
    db.session.commit()
    key = story.id
    sign_in(editor)
    assert leave(client).status_code == 302
    assert db.session.scalars(select(Proposal.by_id)).all() == [other.id]
    assert db.session.get(Contribution, key).status is Status.RECEIVED


def test_the_log_holds_no_content_and_is_for_nobody_else(client, owner, folder):
    public_id = owner.public_id
    story = make_contribution(author=owner)
    leave(client, **{story.public_id: "blijft"})
    path = folder / "erasures.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    line = json.loads(path.read_text())
    assert set(line) == {"who", "at", "kept"} and public_id not in path.read_text() and story.public_id not in path.read_text()
    assert db.session.scalars(select(Erasure.who)).all() == [line["who"]]


def test_an_older_backup_does_not_bring_anybody_back(app, client, owner, tmp_path, monkeypatch, folder):
    """Backup, removal, everything lost, restore: who had left is gone again, as they chose."""
    monkeypatch.setattr("app.cli.archive.schema", lambda: "0001")
    run = app.test_cli_runner().invoke
    stays, goes, _ended, _challenge = life_of(app, owner)
    ids = stays.public_id, goes.public_id
    with app.test_request_context("/"):
        operations.freeze([goes.id], "WOO-1", clock.today(), by=db.session.get(User, make_user(Role.ADMINISTRATOR).id))
    db.session.commit()
    assert run(args=["backup", str(tmp_path / "before.zip")]).exit_code == 0
    with app.test_request_context("/"):
        operations.lift("WOO-1", by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    assert leave(client, **{ids[0]: "blijft", ids[1]: "weg"}).status_code == 302
    assert run(args=["backup", str(tmp_path / "after.zip")]).exit_code == 0
    for name in ("after.zip", "before.zip"):
        lose_everything()
        said = run(args=["restore", str(tmp_path / name)])
        assert said.exit_code == 0, said.output
        db.session.expire_all()
        assert everything_with(EMAIL) == [] and everything_with(NAME.lower()) == []
        found = db.session.scalars(select(Contribution.public_id).where(Contribution.public_id.in_(ids))).all()
        assert found == [ids[0]] and db.session.scalar(select(func.count()).select_from(Erasure)) == 1
        assert ids[0] in client.get("/bijdragen?q=verhaal").text
        assert db.session.scalars(select(Invitation)).all() == []
    if is_sqlite():
        assert with_canary(folder) == []
