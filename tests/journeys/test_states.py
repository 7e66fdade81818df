"""Pages and states that no journey passes: axe looks at each, in light and in dark, narrow and wide."""

import re

from tests.journeys.conftest import DESK
from tests.journeys.test_sharing import share

SIZES = ({"width": 320, "height": 640}, DESK)


def look(reader, path=""):
    """Looks at a page on a narrow and on a wide screen; the state that it is in stays as it is."""
    if path:
        reader.go(path)
    for size in SIZES:
        reader.page.set_viewport_size(size)
        reader.look()


def link_on(page, part):
    """The path of the newest link with this part on a page, such as the mailbox of the demonstration."""
    return "/" + re.search(rf"/({part}/[A-Za-z0-9_-]+)", page.content())[1]


def test_reading_along_from_both_sides(visit):
    host = visit(DESK, role="host").go("/mijn/uitdagingen")
    host.page.locator("main h2 a").first.click()
    slug = host.page.url.rsplit("/", 1)[1]
    look(host, f"/uitdagingen/{slug}/meelezen")
    host.tap("main .button--primary")  # nobody was named
    host.page.locator(".alert--fout").wait_for()
    look(host)
    host.type("#reader", "communicatie")
    host.tap("main .button--primary")
    host.page.locator("#link").wait_for()
    look(host)
    guest = visit(DESK)
    look(guest, link_on(host.page, "meelezen"))
    guest.tap("main .button--primary")
    guest.page.locator(".alert--fout").wait_for()
    look(guest)
    guest.page.locator("input[value=yes]").check()
    guest.tap("main .button--primary")
    guest.page.locator("h1", has_text="Dank je").wait_for()
    look(guest)


def test_the_pages_of_an_administrator_and_of_who_is_invited(visit):
    admin = visit(DESK, role="administrator")
    look(admin, "/beheer/organisaties")
    admin.go("/beheer")
    admin.type("#email", "nieuw@gemeente-zoetermeer.example")
    admin.type("#organisation", "Zoetermeer")
    admin.page.locator("form[action$=uitnodigen] button").click()
    admin.page.locator(".alert--goed").wait_for()
    guest = visit(DESK)
    look(guest, link_on(guest.go("/postvak").page, "uitnodiging"))
    look(guest, "/uitnodiging/bestaat-niet")


def test_the_own_pages_and_searching(visit):
    coordinator = visit(DESK, role="coordinator")
    for path in (
        "/mijn", "/mijn/berichten", "/mijn/bijdragen", "/bevestig/bestaat-niet", "/werkbank?toon=alles",
        "/werkbank/vraagstukken/wanneer-maak-je-opgaven-los", "/vraagstukken/wanneer-maak-je-opgaven-los",
    ):
        look(coordinator, path)
    visitor = visit(DESK)
    for path in ("/zoeken", "/zoeken?q=riool", "/zoeken?q=xyzzy"):
        look(visitor, path)
    visitor.go("/deel").page.locator("input[value=learned]").check()
    visitor.tap("form .button--primary")
    visitor.page.locator("#facts").wait_for()
    look(visitor, "/deel")  # with what was begun above it
    look(coordinator, "/redactie")  # not for this role


def test_the_states_of_a_story_at_the_desk(visit):
    share(visit(DESK), lesson="Lees eerst wat er op het bord staat.")  # by somebody who can be asked something
    editor = visit(DESK, role="editor").go("/redactie?toon=niemand")
    editor.page.locator("main h2 a", has_text="Lees eerst wat er op het bord staat").click()
    address = editor.page.url.replace(editor.site.address, "")
    look(editor)  # closed: not its reader yet
    editor.tap("main .button--primary")
    editor.page.locator("#voorstel").wait_for()
    look(editor)
    editor.type("#title", "")
    editor.page.locator("form[aria-labelledby=voorstel] button").click()
    editor.page.locator(".alert--fout").wait_for()
    look(editor)  # 422
    editor.go(address)
    editor.page.locator("form[aria-labelledby=voorstel] input[name=version]").evaluate("field => field.value = '99'")
    editor.page.locator("form[aria-labelledby=voorstel] button").click()
    editor.page.locator(".alert--fout").wait_for()
    look(editor)  # 409
    editor.go(address).type("#reden-reason", "Vertel ons nog wanneer dit was.")
    editor.page.locator("button[value=terug]").click()
    editor.page.wait_for_load_state()
    look(editor, address)  # returned
