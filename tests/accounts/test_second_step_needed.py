"""No way around the second step: not with half a session, not with a role, not after a while."""


import pytest
from sqlalchemy import select

from app.accounts import operations, queries
from app.accounts.models import PRIVILEGED, Role, UserSession
from app.core.database import db
from app.core.outbox import Email
from config import faults, settings
from tests.accounts.second_steps import code_of, options_on, set_up_app, set_up_codes, set_up_passkey
from tests.accounts.test_second_step import STEP
from tests.accounts.test_signing_in import sign_in_by_mail
from tests.factories import make_organisation, make_user

PAGES = {Role.COORDINATOR: "/werkbank", Role.EDITOR: "/redactie", Role.ADMINISTRATOR: "/beheer"}
ANYTHING = {"public_id": "x", "slug": "x", "code": "A" * 26, "token": "x", "word": "verhaal", "step": "story", "role": "editor", "size": "groot", "card_deed": "tonen"}
OWN = {"accounts.second_step", "accounts.take_second_step", "accounts.sign_out", "static"}


@pytest.fixture
def required(app, monkeypatch):
    monkeypatch.setitem(app.config, "SECOND_FACTOR", "required")


def addresses(app, method):
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if method in rule.methods and rule.endpoint not in OWN:
                values = {name: ANYTHING.get(name, 1) for name in rule.arguments}
                yield urls.build(rule.endpoint, values, method=method)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_half_a_session_opens_no_more_than_none(app, client, method):
    """Every address of the site answers it as it answers a stranger."""
    admin = make_user(Role.ADMINISTRATOR)
    set_up_app(admin)
    sign_in_by_mail(client, admin)
    assert client.get(STEP).status_code == 200
    for address in addresses(app, method):
        half, none = (browser.open(address, method=method) for browser in (client, app.test_client()))
        assert (half.status_code, half.location) == (none.status_code, none.location), address
    assert queries.sessions_of(admin) == []
    assert client.get(STEP).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_sees_much_counts_with_a_second_step_only(client, sign_in, required, role):
    user = make_user(role)
    sign_in(user)
    for privileged, page in PAGES.items():
        answer = client.get(page)
        assert answer.status_code == (200 if role is Role.MEMBER and page == "/werkbank" else 403)
        assert ("Stel eerst je tweede stap in" in answer.text) is (role in PRIVILEGED), privileged
    counter = set_up_app(user)
    sign_in_by_mail(client, user)
    client.post(STEP, data={"code": code_of(counter)})
    if role in PAGES:
        assert client.get(PAGES[role]).status_code == 200


def test_who_needs_a_second_step_is_led_to_it_after_signing_in(client, required):
    editor, member = make_user(Role.EDITOR), make_user(Role.MEMBER)
    assert sign_in_by_mail(client, editor).location == "/mijn/tweede-stap"
    assert "blijven de pagina’s van je rol dicht" in client.get("/mijn/tweede-stap").text
    assert 'href="/redactie"' not in client.get("/").text
    assert sign_in_by_mail(client, member).location == "/mijn"


def test_setting_it_up_opens_the_role_at_once(client, required):
    editor = make_user(Role.EDITOR)
    sign_in_by_mail(client, editor)
    client.post("/mijn/tweede-stap/app")
    secret = operations.secret_of(queries.code_app_of(editor, confirmed=False))
    answer = client.post("/mijn/tweede-stap/app/code", data={"code": operations.factors.pyotp.TOTP(secret).now()})
    assert answer.status_code == 200 and 'href="/redactie"' in answer.text
    assert client.get("/redactie").status_code == 200


def test_colleagues_of_a_reader_without_a_second_step_stay_colleagues(app):
    """Who may not read what is decided by every role, also by one that is closed for now."""
    place = make_organisation()
    editor = make_user(Role.EDITOR, place)
    editor.held_back = True
    assert editor.employers() == {place.id} and not editor.has(Role.EDITOR)


@pytest.mark.parametrize(("mode", "said", "found"), [
    ("production", "", "required"), ("development", "", "off"), ("demonstration", "", "off"),
    ("demonstration", "required", "required"), ("production", "off", "off"),
])
def test_production_asks_it_unless_it_is_told_otherwise(mode, said, found):
    assert settings({"MODE": mode, "SECOND_FACTOR": said})["SECOND_FACTOR"] == found


def test_check_says_who_has_none(app):
    make_user(Role.EDITOR)
    make_user(Role.MEMBER)
    make_user(Role.ADMINISTRATOR, is_demonstration=True)
    set_up_passkey(make_user(Role.ADMINISTRATOR))
    operations.begin_app(make_user(Role.COORDINATOR))
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["check"])
    assert said.exit_code == 1 and "Second step: 2 editors" in said.output
    assert "SECOND_FACTOR" in " ".join(faults(settings({"SECOND_FACTOR": "no"})))


def test_the_link_of_the_demonstration_skips_it_there_and_says_so(client, app, monkeypatch, required):
    editor = make_user(Role.EDITOR, is_demonstration=True)
    set_up_app(editor)
    assert client.post("/inloggen/demo/editor").status_code == 404
    monkeypatch.setitem(app.config, "MODE", "demonstration")
    assert "slaat dit de tweede stap over" in client.get("/inloggen/demo/editor").text
    client.post("/inloggen/demo/editor")
    assert client.get("/redactie").status_code == 200


def sign_in_with(client, user, counter):
    sign_in_by_mail(client, user)
    assert client.post(STEP, data={"code": code_of(counter)}).status_code == 302


def test_removing_needs_the_factor_itself_and_the_last_one_stays(client, wait):
    editor = make_user(Role.EDITOR)
    counter = set_up_app(editor)
    sign_in_with(client, editor, counter)
    app_away = f"/mijn/tweede-stap/{queries.code_app_of(editor).public_id}/weg"
    assert client.get(app_away).status_code == client.post(app_away, data={"code": "1"}).status_code == 409
    device = set_up_passkey(editor)
    key_away = f"/mijn/tweede-stap/{queries.passkeys_of(editor)[0].public_id}/weg"
    wait(seconds=30)
    assert client.post(key_away, data={"code": code_of(counter)}).status_code == 422, "the code of the app is not the key"
    answer = device.use(options_on(client.get(key_away)))
    assert client.post(app_away, data={"credential": answer}).status_code == 422, "nor the key the app"
    assert client.post(app_away, data={"code": code_of(counter)}).status_code == 302
    assert client.post(key_away, data={"credential": answer}).status_code == 409, "now it is the last one"


def test_a_lost_factor_goes_with_a_recovery_code_and_with_the_last_one_the_codes(client, wait):
    member = make_user(Role.MEMBER)
    counter = set_up_app(member)
    codes = set_up_codes(member)
    sign_in_with(client, member, counter)
    away = f"/mijn/tweede-stap/{queries.code_app_of(member).public_id}/weg"
    assert client.post(away, data={"recovery": "AAAAA"}).status_code == 422
    assert client.post(away, data={"recovery": codes[0]}).status_code == 302
    assert not operations.factors_of(member) and operations.factors_of(member).recovery_codes == 0


def test_nobody_takes_away_or_sees_a_factor_of_somebody_else(client, sign_in):
    owner = make_user()
    set_up_passkey(owner)
    sign_in(make_user(Role.ADMINISTRATOR))
    away = f"/mijn/tweede-stap/{queries.passkeys_of(owner)[0].public_id}/weg"
    assert client.get(away).status_code == client.post(away, data={"code": "1"}).status_code == 404


def test_a_change_ends_the_other_sessions_also_half_ones(client, app, sign_in):
    user = make_user()
    counter = set_up_app(user)
    elsewhere, half = app.test_client(), app.test_client()
    sign_in(user, elsewhere)
    sign_in_by_mail(half, user)
    sign_in_with(client, user, counter)
    client.post("/mijn/tweede-stap/herstelcodes")
    assert elsewhere.get("/mijn").status_code == 302 and half.get(STEP).status_code == 302
    assert client.get("/mijn").status_code == 200
    assert len([s for s in db.session.scalars(select(UserSession)) if s.ended_at is None]) == 1


def test_another_administrator_resets_it_and_all_administrators_hear(client, sign_in):
    admin, other, lost = make_user(Role.ADMINISTRATOR), make_user(Role.ADMINISTRATOR), make_user(Role.EDITOR)
    set_up_app(lost)
    sign_in(admin)
    assert client.post("/beheer/tweede-stap", data={"address": "niemand@x.example"}).status_code == 422
    assert client.post("/beheer/tweede-stap", data={"address": lost.email}).status_code == 302
    assert not operations.factors_of(lost)
    heard = {email.address for email in db.session.scalars(select(Email))}
    assert heard == {admin.email, other.email, lost.email}
    set_up_app(admin)
    assert client.post("/beheer/tweede-stap", data={"address": admin.email}).status_code == 409


def test_the_operator_resets_it_when_no_administrator_can(app):
    admin = make_user(Role.ADMINISTRATOR)
    set_up_app(admin)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["reset-second-step", admin.email]).exit_code == 0
    assert not operations.factors_of(admin)
    assert runner.invoke(args=["reset-second-step", admin.email]).exit_code == 1
