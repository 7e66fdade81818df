"""The second step (security row V6.3.3): setting it up, passing it, and everything that somebody may try around it."""

import re

import pyotp
import pytest
from sqlalchemy import String, select, type_coerce

from app.accounts import operations, queries
from app.accounts.models import CodeApp, RecoveryCode, Role
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from app.core.sealing import unseal
from tests.accounts.second_steps import Device, code_of, options_on, set_up_app, set_up_codes, set_up_passkey
from tests.accounts.test_signing_in import GOOD, sign_in_by_mail
from tests.factories import make_user

STEP = "/inloggen/tweede-stap"


def try_code(client, code):
    return client.post(STEP, data={"code": code}).status_code


def test_an_app_is_connected_with_its_first_code_and_ten_codes_are_shown_once(client, sign_in):
    user = make_user(Role.EDITOR)
    sign_in(user)
    assert client.get("/mijn/tweede-stap/app").status_code == 404
    assert client.post("/mijn/tweede-stap/app").status_code == 303
    page = client.get("/mijn/tweede-stap/app").text
    secret = re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", page)[1]
    stored = db.session.scalars(select(type_coerce(CodeApp.secret, String))).one()
    assert secret not in stored and unseal(stored) == secret
    for needed in ('autocomplete="one-time-code"', 'inputmode="numeric"', "<svg"):
        assert needed in page
    assert client.post("/mijn/tweede-stap/app/code", data={"code": "000 000"}).status_code == 422
    before = client.get_cookie("straatwijs").value
    code = code_of(pyotp.TOTP(secret))
    answer = client.post("/mijn/tweede-stap/app/code", data={"code": f" {code[:3]} {code[3:]}"})
    codes = re.findall(r"<code>([A-Z2-7-]{17})</code>", answer.text)
    assert answer.status_code == 200 and len(set(codes)) == 10
    assert client.get_cookie("straatwijs").value != before, "a new session id (V7.2.4)"
    assert client.get("/mijn/tweede-stap").status_code == 200
    kept = str(db.session.scalars(select(RecoveryCode.code_hash)).all())
    assert not any(code.replace("-", "") in kept for code in codes)
    assert "app met codes" in db.session.scalars(select(Email.text)).one()


def test_after_the_mail_a_code_is_asked_and_then_the_session_is_another_one(client, wait):
    user = make_user()
    counter = set_up_app(user)
    assert sign_in_by_mail(client, user).location == STEP
    half = client.get_cookie("straatwijs").value
    assert client.get("/mijn").status_code == 302, "half a session is no session"
    assert try_code(client, "12 34 56") == 422
    code = code_of(counter)
    answer = client.post(STEP, data={"code": f" {code[:3]} {code[3:]} "})
    assert answer.location == "/mijn" and client.get("/mijn").status_code == 200
    client.set_cookie("straatwijs", half)
    assert client.get("/mijn").status_code == 302 and client.get(STEP).status_code == 302, "the half one has ended"


def test_the_password_leads_to_the_same_question(client, wait):
    user = make_user()
    counter = set_up_app(user)
    operations.set_password(user, GOOD, keep=None)
    db.session.commit()
    data = {"address": user.email, "password": GOOD, "next": "/mijn/berichten"}
    assert client.post("/inloggen/wachtwoord", data=data).location == STEP
    assert client.post(STEP, data={"code": code_of(counter)}).location == "/mijn/berichten"


def test_a_code_works_once_and_not_long(client, app, wait):
    user = make_user()
    counter = set_up_app(user)
    sign_in_by_mail(client, user)
    code, old = code_of(counter), code_of(counter, later=-1)
    assert try_code(client, code) == 302
    sign_in_by_mail(client, user)
    assert try_code(client, code) == 422, "used (V6.5.1)"
    assert try_code(client, old) == 422, "of before the one that was used"
    wait(seconds=30)
    assert try_code(client, code_of(counter, later=2)) == 422, "two steps ahead"
    wait(seconds=30)
    late = code_of(counter)
    wait(seconds=60)
    assert try_code(client, late) == 422, "two steps ago (V6.5.5)"
    assert try_code(client, code_of(counter, later=-1)) == 302, "one step ago is fine"


def test_two_browsers_cannot_use_one_code_at_the_same_time(app, wait):
    user = make_user()
    counter = set_up_app(user)
    found = queries.code_app_of(user)
    step = int(clock.now().timestamp()) // 30
    assert queries.take_step(found, step) and not queries.take_step(found, step)
    assert not operations.factors.shows(found, code_of(counter))


def test_guessing_is_slowed_down_and_the_passkey_still_opens(client, wait):
    user = make_user()
    counter = set_up_app(user)
    sign_in_by_mail(client, user)
    answers = [try_code(client, f"{n:06}") for n in range(7)]
    assert answers == [422] * 5 + [429] * 2
    assert try_code(client, code_of(counter)) == 429
    assert client.post(STEP, data={"recovery": "AAAAA-AAAAA-AAAAA"}).status_code == 429
    assert client.post(STEP, data={"credential": "{}"}).status_code == 422
    wait(minutes=16)
    sign_in_by_mail(client, user)
    assert try_code(client, code_of(counter)) == 302


@pytest.mark.parametrize("code", ["", "١٢٣٤٥٦", "12345", "1234567", "abcdef", "{}", "1" * 70])
def test_what_is_no_code_is_said_in_words(client, wait, code):
    user = make_user()
    set_up_app(user)
    sign_in_by_mail(client, user)
    answer = client.post(STEP, data={"code": code})
    assert answer.status_code == 422 and 'id="code-f"' in answer.text


def test_half_a_session_lasts_ten_minutes(client, wait):
    user = make_user()
    counter = set_up_app(user)
    sign_in_by_mail(client, user)
    wait(minutes=10, seconds=1)
    assert client.get(STEP).location == "/inloggen"
    answer = client.post(STEP, data={"code": code_of(counter)})
    assert answer.status_code == 409 and "10 minuten" in answer.text


def test_a_recovery_code_works_once_however_it_is_typed_and_its_owner_hears(client, wait):
    user = make_user()
    set_up_app(user)
    code = set_up_codes(user)[3]
    typed = f" {code[:5].lower()} {code[5:10]}-{code[10:]} "
    sign_in_by_mail(client, user)
    assert client.post(STEP, data={"recovery": typed}).status_code == 302
    assert "herstelcode gebruikt" in db.session.scalars(select(Email.text).order_by(Email.id.desc())).first()
    sign_in_by_mail(client, user)
    assert client.post(STEP, data={"recovery": typed}).status_code == 422
    assert operations.factors_of(user).recovery_codes == 9


def test_a_recovery_code_of_somebody_else_opens_nothing(client, wait):
    user, other = make_user(), make_user()
    set_up_app(user)
    set_up_codes(user)
    code = set_up_codes(other)[0]
    sign_in_by_mail(client, user)
    assert client.post(STEP, data={"recovery": code}).status_code == 422


def test_a_passkey_is_made_and_used_and_its_answer_is_good_once(client, sign_in, wait):
    user, device = make_user(), Device()
    sign_in(user)
    made = {"name": "Mijn telefoon", "credential": device.make(options_on(client.get("/mijn/tweede-stap")))}
    assert client.post("/mijn/tweede-stap/sleutel", data=made).status_code == 200
    assert "Mijn telefoon" in client.get("/mijn/tweede-stap").text
    assert client.post("/mijn/tweede-stap/sleutel", data=made).status_code == 422, "the same answer again"
    sign_in_by_mail(client, user)
    asked = options_on(client.get(STEP))
    elsewhere = device.use(asked, origin="https://kwaad.example")
    assert client.post(STEP, data={"credential": elsewhere}).status_code == 422
    answer = device.use(asked)
    assert client.post(STEP, data={"credential": answer}).status_code == 302
    sign_in_by_mail(client, user)
    assert client.post(STEP, data={"credential": answer}).status_code == 422, "replayed in another session"
    assert client.post(STEP, data={"credential": Device().use(options_on(client.get(STEP)))}).status_code == 422


@pytest.mark.parametrize("answer", ["x", "{}", "[]", "null", '{"id": 1}', '{"id": "", "rawId": "", "response": {}, "type": "public-key"}', "9" * 9000])
def test_what_is_no_answer_of_a_device_is_refused(client, sign_in, answer):
    user = make_user()
    sign_in(user)
    data = {"name": "Stick", "credential": answer}
    assert client.post("/mijn/tweede-stap/sleutel", data=data).status_code == 422
    set_up_passkey(user)
    sign_in_by_mail(client, user)
    assert client.post(STEP, data={"credential": answer}).status_code == 422
