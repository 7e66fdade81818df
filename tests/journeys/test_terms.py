"""An administrator runs the vocabulary: looks what a change would do, does it, and takes it back, without a mouse."""

from tests.journeys.conftest import DESK
from tests.journeys.test_states import look


def test_a_term_is_merged_and_taken_apart_again(visit):
    admin = visit(DESK, role="administrator")
    look(admin, "/beheer/begrippen")
    look(admin, "/beheer/begrippen?soort=barrier")
    look(admin, "/beheer/begrippen/nieuw")
    admin.go("/beheer/begrippen")
    admin.page.locator("main a", has_text="Ondergrond").first.click()
    look(admin)
    admin.page.locator("main a", has_text="Samenvoegen").click()
    admin.tap("main .button--primary")  # nothing was chosen yet
    admin.page.locator(".alert--fout").wait_for()
    look(admin)
    admin.page.locator("#heir").select_option("verdichting")
    admin.type("#reason", "Mensen zoeken het bij elkaar.")
    admin.page.keyboard.press("Tab")
    admin.page.keyboard.press("Enter")
    admin.page.locator("#gevolg").wait_for()
    look(admin)
    admin.page.locator("button[value=doe]").focus()
    admin.page.keyboard.press("Enter")
    admin.page.locator("h1", has_text="Ondergrond").wait_for()
    admin.page.locator("main", has_text="Ging op in").wait_for()
    look(admin)
    assert visit(DESK).go("/themas/ondergrond").page.url.endswith("/themas/verdichting")
    admin.page.locator("main form button", has_text="Draai terug").press("Enter")
    admin.page.locator("main", has_text="Teruggedraaid").wait_for()
    look(admin)
    assert visit(DESK).go("/themas/ondergrond").page.url.endswith("/themas/ondergrond")
    admin.page.locator("main a", has_text="Splitsen").click()
    look(admin)
