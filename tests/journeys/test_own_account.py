"""Somebody with an account who looks again, takes their data along, gets another address, and leaves."""

import re
import sqlite3
import subprocess
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from app.core.clock import today
from tests.journeys.conftest import DESK, PHONE, ROOT
from tests.journeys.test_sharing import share

EMAIL, NEW_EMAIL = "roos.vertrekt@gemeente-zoetermeer.example", "roos.elders@gemeente-zoetermeer.example"
STAYS, GOES = "Laat de buurt de bomen zelf kiezen.", "Zet nooit een hek om een plein."
GOOD = "vijf geiten lezen paarse kranten"


def look(reader):
    """Looks at the state that it is in, on a phone and at a desk; each in light and in dark."""
    for size in (DESK, PHONE):
        reader.page.set_viewport_size(size)
        reader.look()


@contextmanager
def database_of(site):
    file = next(Path(site.environment["DATA_DIR"]).glob("*.db"))
    with sqlite3.connect(file, timeout=10) as database:
        yield database


def signed_in_a_while_ago(site):
    with database_of(site) as database:
        whose = "SELECT id FROM user WHERE given_name = 'Roos'"
        database.execute(f"UPDATE user_session SET began_at = datetime(began_at, '-16 minutes') WHERE user_id IN ({whose})")


def run_job(site, name):
    subprocess.run([*site.flask, "job", name], cwd=ROOT, env=site.environment, check=True, capture_output=True)


def newest_link(reader, address, part):
    """The newest link with this part in the mailbox of the demonstration, of the mails to this address."""
    mails = reader.go("/postvak").page.locator("li", has_text=address).all()
    found = [re.search(rf"/({part}/[A-Za-z0-9_-]+)", mail.inner_html()) for mail in mails]
    return "/" + next(match[1] for match in found if match)


def new_colleague(visit):
    """Invited by an administrator; the account is theirs, so that leaving takes it from nobody."""
    admin = visit(DESK, role="administrator").go("/beheer")
    admin.type("#email", EMAIL)
    admin.type("#organisation", "Zoetermeer")
    admin.page.locator("form[action$=uitnodigen] button").click()
    admin.page.locator(".alert--goed").wait_for()
    reader = visit(DESK)
    reader.go(newest_link(reader, EMAIL, "uitnodiging"))
    reader.type("#given_name", "Roos")
    reader.tap("main .button--primary")
    reader.page.wait_for_load_state()
    return reader


def shared(reader, lesson):
    """Shares a story; other journeys look at those screens."""
    look_of, reader.look = reader.look, lambda: None
    share(reader, lesson=lesson)
    reader.look = look_of


def sign_in_in_another_tab(reader, address):
    """Opens the mailed link in the same browser, and leaves the first tab as it is."""
    first, reader.page = reader.page, reader.page.context.new_page()
    reader.go(newest_link(reader, address, "inloggen/link")).page.locator("main button").click()
    reader.page.locator("h1", has_text="Mijn pagina").wait_for()
    reader.page.close()
    reader.page = first


def test_from_looking_again_to_leaving(visit, site):
    reader = new_colleague(visit)
    for lesson in (STAYS, GOES):
        shared(reader, lesson)
    looks_again(reader, site)
    takes_the_data_along(reader, site)
    gets_another_address(reader, site)
    leaves(elsewhere_without_a_script(visit), site)
    editor = visit(DESK, role="editor").go("/redactie?toon=niemand")
    waiting = editor.page.locator("main").inner_text()
    assert STAYS[:20] in waiting and GOES[:20] not in waiting


def elsewhere_without_a_script(visit):
    """The same person in another browser, with a password from now on."""
    reader = visit(PHONE, javascript=False).go("/inloggen")
    reader.type("#email", NEW_EMAIL)
    reader.page.locator("main .button--primary").first.click()
    reader.go(newest_link(reader, NEW_EMAIL, "inloggen/link")).page.locator("main button").click()
    reader.type("#password", GOOD)
    reader.page.locator("form[action$='/mijn/wachtwoord'] button").click()
    reader.page.locator(".alert--goed").wait_for()
    return reader


def looks_again(reader, site):
    reader.go("/mijn/bijdragen").page.locator("main h2 a", has_text=STAYS[:20]).click()
    address = reader.page.url
    reader.page.locator("#nog-eens summary").click()
    reader.type("#day", f"{today() + timedelta(days=300):%d-%m-%Y}")
    reader.page.locator("form[action$='/nog-eens'] button").last.click()
    reader.page.wait_for_load_state()
    with database_of(site) as database:
        database.execute("UPDATE look_again SET day = date('now')")
    reader.page.goto(address)
    reader.page.locator("#kijk").wait_for()
    look(reader)
    reader.tap("button:text-is('Laat het zo')")
    reader.page.wait_for_load_state()
    expect(reader.page.locator("#kijk")).to_have_count(0)


def takes_the_data_along(reader, site):
    reader.go("/mijn/gegevens").tap("button:text-is('Maak het bestand')")
    reader.page.locator("[role=status]", has_text="We maken je bestand").wait_for()
    look(reader)
    run_job(site, "make-exports")
    reader.go("/mijn/gegevens").page.locator("text=Je bestand is klaar").wait_for()
    look(reader)
    signed_in_a_while_ago(site)
    reader.tap("main a.button--primary")
    reader.page.locator("h1", has_text="Ben jij het nog?").wait_for()
    look(reader)
    reader.tap("button[name='bewijs-stuur']")
    reader.page.locator("text=met een link onderweg").wait_for()
    look(reader)
    sign_in_in_another_tab(reader, EMAIL)
    with reader.page.expect_download() as fetched:
        reader.tap("main a.button--primary")
    assert fetched.value.suggested_filename.endswith(".zip")


def gets_another_address(reader, site):
    signed_in_a_while_ago(site)
    reader.go("/mijn").type("#new_email", NEW_EMAIL)
    reader.page.locator("form[action$='/mijn/adres'] button").click()
    reader.page.locator("h1", has_text="Ben jij het nog?").wait_for()
    reader.tap("button[name='bewijs-stuur']")
    reader.page.locator("text=met een link onderweg").wait_for()
    sign_in_in_another_tab(reader, EMAIL)
    reader.tap("main button.button--primary")
    reader.page.locator(".alert", has_text=NEW_EMAIL).wait_for()
    look(reader)
    for address in (EMAIL, NEW_EMAIL):
        reader.go(newest_link(reader, address, "mijn/adres"))
        reader.page.locator("h1", has_text="Bevestig").wait_for()
        if address == EMAIL:
            look(reader)
        reader.tap("main button.button--primary")
        reader.page.locator("h1", has_text="Mijn pagina").wait_for()
    assert f"ingelogd als {NEW_EMAIL}" in reader.page.locator("main").inner_text()


def leaves(reader, site):
    reader.go("/mijn/verwijderen")
    look(reader)
    reader.tap("main button.button--danger")
    reader.page.locator(".alert--fout").wait_for()
    look(reader)
    for lesson, choice in ((STAYS, "blijft"), (GOES, "weg")):
        reader.page.locator("fieldset", has_text=lesson[:20]).locator(f"input[value={choice}]").check()
    reader.page.locator("#sure").check()
    signed_in_a_while_ago(site)
    reader.tap("main button.button--danger")
    reader.page.locator("h1", has_text="Ben jij het nog?").wait_for()
    reader.type("[name=bewijs-password]", "dit is het niet")
    reader.tap("main form .button--primary")
    reader.page.locator(".alert--fout").wait_for()
    look(reader)
    reader.type("[name=bewijs-password]", GOOD)
    reader.tap("main form .button--primary")
    reader.page.locator(".alert--goed", has_text="Je account is verwijderd").wait_for()
    assert reader.go("/mijn").page.locator("h1", has_text="Inloggen").count()
