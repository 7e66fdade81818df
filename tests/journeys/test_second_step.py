"""The second step in a browser: a passkey of a virtual device, by keyboard, at 320 pixels; and codes without a script."""

import re

import pyotp

from tests.journeys.test_keyboard import focus

NARROW = {"width": 320, "height": 700}
GOOD = "vier paarden eten blauwe soep"


def with_device(reader, known=()):
    """A phone that says yes, with the passkeys it knows. Looking with axe takes it away: then it is put back."""
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }
    number = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    for credential in known:
        session.send("WebAuthn.addCredential", {"authenticatorId": number, "credential": credential})
    return lambda: session.send("WebAuthn.getCredentials", {"authenticatorId": number})["credentials"]


def sign_in_by_password(reader, email, words):
    reader.go("/inloggen")
    reader.page.locator("summary", has_text="wachtwoord").click()
    reader.page.locator("#address").fill(email)
    reader.page.locator("#password").fill(words)
    reader.page.locator("form[action$='/inloggen/wachtwoord'] button").click()


def email_of(reader):
    return re.search(r"[\w.]+@[\w.-]+", reader.page.locator("main").inner_text())[0].rstrip(".")


def test_a_passkey_by_keyboard_on_a_narrow_screen(visit):
    reader = visit(NARROW, role="coordinator")
    email = email_of(reader)
    reader.page.locator("#password").fill(GOOD)
    reader.page.locator("form[action$='/mijn/wachtwoord'] button").click()
    reader.go("/mijn/tweede-stap").started().look()
    made = with_device(reader)
    focus(reader, "#name")
    reader.page.keyboard.type("Mijn telefoon")
    reader.enter()
    reader.page.locator("h1", has_text="Bewaar je herstelcodes").wait_for()
    known = made()
    reader.look()
    assert reader.page.locator(".codes code").count() == 10
    focus(reader.started(), "[data-copy]")
    focus(reader, "[data-print]")
    reader.go("/mijn/tweede-stap").look()
    assert "Mijn telefoon" in reader.page.content()
    reader.page.locator("[popovertarget=menu]").click()
    reader.page.locator(".nav .uit").click()
    sign_in_by_password(reader, email, GOOD)
    reader.screen("Tweede stap")
    with_device(reader, known)
    focus(reader.started(), "form[data-behaviour=passkey] button")
    reader.enter()
    reader.screen("Mijn pagina")


def test_an_app_with_codes_without_a_script(visit):
    reader = visit(NARROW, javascript=False, role="member")
    email = email_of(reader)
    reader.page.locator("#password").fill(GOOD)
    reader.page.locator("form[action$='/mijn/wachtwoord'] button").click()
    reader.go("/mijn/tweede-stap").look()
    assert not reader.page.locator("form[data-behaviour=passkey]").is_visible()
    reader.page.get_by_role("button", name="Koppel een app").click()
    reader.screen("Koppel een app met codes")
    counter = pyotp.TOTP(reader.page.locator(".sleutelcode").inner_text())
    reader.page.locator("#code").fill(counter.now())
    reader.page.get_by_role("button", name="Koppel", exact=True).click()
    reader.screen("Bewaar je herstelcodes")
    codes = reader.page.locator(".codes code").all_inner_texts()
    reader.go("/mijn/tweede-stap").look()
    fresh = visit(NARROW, javascript=False)
    sign_in_by_password(fresh, email, GOOD)
    fresh.screen("Tweede stap")
    fresh.page.locator("#code").fill("000 000")
    fresh.page.get_by_role("button", name="Inloggen").click()
    fresh.page.locator("#code-f").wait_for()
    fresh.look()
    fresh.page.locator("summary", has_text="niet bij de hand").click()
    fresh.page.locator("#recovery").fill(codes[0])
    fresh.page.get_by_role("button", name="Gebruik deze herstelcode").click()
    fresh.screen("Mijn pagina")
