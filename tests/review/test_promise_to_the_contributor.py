"""What is promised about the two readers, clause by clause."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from app import schedule
from app.accounts.models import Role, WorkAddress
from app.contributions import operations
from app.contributions.models import Reading, Status, Step, ViewOfHidden
from app.core.clock import now
from app.core.database import db, own_transaction
from app.core.deal import deal
from app.core.security import random_code
from tests.factories import make_challenge, make_contribution, make_municipality, make_organisation, make_user, save
from tests.review.desk import TEXT, desk_of

HIDDEN = "Dit staat alleen in het verhaal zelf, en nergens anders."


def reads(story, editor=None):
    editor = editor or make_user(Role.EDITOR)
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    story.status = Status.READING if story.status is Status.RECEIVED else story.status
    db.session.commit()
    return editor


@pytest.fixture
def secret(app):
    return make_contribution(status=Status.RECEIVED, facts=HIDDEN, code="A" * 26)


def looks(story):
    return db.session.scalar(select(func.count(ViewOfHidden.id)).where(ViewOfHidden.contribution_id == story.id))


def near_to(tie):
    """A story and the organisation that it is near to, by each tie that the house knows of."""
    town, bureau = make_municipality(), make_organisation(name="Bureau Één")
    changes = {
        "sender": {"organisation": bureau},
        "place": {"place": town, "organisation": None},
        "typed name": {"organisation": None, "organisation_name": "bureau een"},
        "asked by": {"challenge": make_challenge(organisation=town)},
        "kept out": {"kept_from": [bureau]},
    }[tie]
    return make_contribution(status=Status.RECEIVED, **changes), town if tie in ("place", "asked by") else bureau


@pytest.mark.parametrize("tie", ["sender", "place", "typed name", "asked by", "kept out"])
@pytest.mark.parametrize("works", ["role", "address"])
def test_a_reader_is_never_of_an_organisation_that_is_near(client, sign_in, tie, works):
    story, organisation = near_to(tie)
    editor = make_user(Role.EDITOR, organisation) if works == "role" else make_user(Role.EDITOR, works_at=organisation)
    sign_in(editor)
    assert story.title not in client.get("/redactie").text
    assert client.get(desk_of(story)).status_code == client.post(f"{desk_of(story)}/lezen").status_code == 404
    assert db.session.scalars(select(Reading)).all() == [] and looks(story) == 0


def test_the_contributor_never_reads_the_own_story(client, sign_in):
    editor = make_user(Role.EDITOR)
    story = make_contribution(status=Status.RECEIVED, author_id=editor.id)
    sign_in(editor)
    assert client.post(f"{desk_of(story)}/lezen").status_code == 404


def test_as_far_as_known_an_address_that_nobody_vouched_for_proves_nothing_and_ties_nobody(client, sign_in):
    """The page says "as far as we know": what somebody only says of themselves is not known."""
    story, organisation = near_to("sender")
    editor = make_user(Role.EDITOR)
    save(WorkAddress(user=editor, organisation=organisation, email="x@y.example"))
    sign_in(editor)
    assert client.post(f"{desk_of(story)}/lezen").status_code == 302


def test_the_two_are_never_of_one_organisation(client, sign_in, secret):
    bureau = make_organisation()
    statuses = []
    for reader in (make_user(Role.EDITOR, bureau), make_user(Role.EDITOR, works_at=bureau), make_user(Role.EDITOR)):
        sign_in(reader)
        statuses.append(client.post(f"{desk_of(secret)}/lezen").status_code)
    assert statuses == [302, 409, 302]


BACK_AGAIN = {  # every form of the desk that comes back with the text on its page
    "tekst": TEXT | {"title": ""},
    "tekst with another version": TEXT | {"version": "999"},
    "vraag": {"vraag-text": ""},
    "besluit": {"reden-reason": "Waarom ook weer?", "besluit": "iets"},
    "besluit without a reason": {"reden-reason": "", "besluit": "af"},
}


@pytest.mark.parametrize("form", BACK_AGAIN)
def test_a_form_that_comes_back_with_the_text_is_logged_too(client, sign_in, secret, form):
    sign_in(reads(secret))
    page = client.post(f"{desk_of(secret)}/{form.split()[0]}", data=BACK_AGAIN[form])
    assert page.status_code in (409, 422) and HIDDEN in page.text
    assert looks(secret) == 1


def test_a_form_with_an_old_token_that_comes_back_is_logged_too(client, sign_in, secret, guarded):
    sign_in(reads(secret))
    page = client.post(f"{desk_of(secret)}/vraag", data={"vraag-text": "Wanneer?"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 400 and HIDDEN in page.text and looks(secret) == 1


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.READING, Status.WAITING_FOR_APPROVAL, Status.RETURNED, Status.PUBLISHED])
def test_every_address_of_the_desk_that_shows_a_hidden_text_logs_the_look(app, client, sign_in, secret, status):
    """Whatever the url map holds below /redactie: the text goes with a line in the log, or it does not go."""
    sign_in(reads(secret))
    secret.status, secret.visible_from = status, now().date() + timedelta(days=9)
    db.session.commit()
    shown = 0
    for rule in app.url_map.iter_rules():
        for method in rule.methods & {"GET", "POST"}:
            if rule.endpoint.startswith("review.") and rule.endpoint not in ("review.step_down", "review.accept"):
                before = looks(secret)
                path = rule.rule.replace("<public_id>", secret.public_id)
                answer = client.open(path, method=method, data={"version": "0"} if method == "POST" else None)
                has_text = HIDDEN in answer.text
                assert looks(secret) == before + has_text, f"{method} {path}"
                shown += has_text
    assert shown > 0


def test_nobody_but_a_reader_gets_the_text_so_nobody_else_needs_a_line(client, sign_in, secret):
    for role in (None, *Role):
        if role:
            sign_in(make_user(role))
        assert HIDDEN not in client.get("/redactie").text + client.get(desk_of(secret)).text
    assert looks(secret) == 0


def test_the_look_is_written_before_the_text_leaves(client, sign_in, secret):
    """Where the log cannot be written, nothing is shown."""
    sign_in(reads(secret))

    def is_full(_connection, _cursor, statement, *_rest):
        if "INSERT INTO view_of_hidden" in statement:
            raise OSError("No space left on device")

    event.listen(db.engine, "before_cursor_execute", is_full)
    try:
        with pytest.raises(OSError, match="No space"):
            client.get(desk_of(secret))
    finally:
        event.remove(db.engine, "before_cursor_execute", is_full)
    assert looks(secret) == 0


def test_a_look_is_logged_while_somebody_else_writes(app, client, sign_in, secret):
    """A page is read first and noted then: what another wrote in between does not stand in the way."""
    editor = reads(secret)
    sign_in(editor)
    written = []

    def another_writes(_connection, _cursor, statement, *_rest):
        if "FROM reading" in statement and not written:
            written.append(statement)
            with own_transaction() as apart:
                apart.add(Step(contribution_id=secret.id, what="asked", by_role="editor"))

    event.listen(db.engine, "before_cursor_execute", another_writes)
    try:
        assert client.get(desk_of(secret)).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", another_writes)
    assert written and looks(secret) == 1


def test_the_author_sees_each_look_by_role_and_never_a_name(app, client, sign_in, secret):
    editor = reads(secret, make_user(Role.EDITOR, given_name="Wilhelmina", family_name="Zonderling"))
    sign_in(editor)
    for _time in range(3):
        client.get(desk_of(secret))
    page = app.test_client().get(f"/volg/{'A' * 26}").text
    assert page.count("Gelezen door de redactie") == 3
    for secret_of_the_reader in ("Wilhelmina", "Zonderling", editor.email, editor.memberships[0].organisation.name):
        assert secret_of_the_reader not in page.split("<main")[1]


def test_the_log_goes_by_its_own_clock_and_the_story_stays(app, client, sign_in, secret, monkeypatch):
    sign_in(reads(secret))
    client.get(desk_of(secret))
    other = make_contribution(status=Status.READING, code=random_code())
    monkeypatch.setattr("app.core.clock.now", lambda: now() + timedelta(days=31 * deal().log_months + 31))
    schedule.JOBS["forget-who-read"][0]()
    db.session.commit()
    assert looks(secret) == 0
    operations.log_view(other, make_user(Role.EDITOR))
    db.session.commit()
    page = app.test_client().get(f"/volg/{'A' * 26}").text
    assert "Gelezen door de redactie" not in page and HIDDEN in page and looks(other) == 1
