"""An administrator runs the vocabulary: looks what a change would do, does it, and takes it back, without a mouse."""

from tests.journeys.conftest import DESK
from tests.journeys.test_states import look


def test_a_term_is_merged_and_taken_apart_again(visit):
    admin = visit(DESK, role="administrator")
    look(admin, "/beheer/begrippen")
    look(admin, "/beheer/begrippen?soort=barrier")
    look(admin, "/beheer/begrippen/nieuw")
    admin.go("/beheer/begrippen/inlezen")
    admin.type("#text", "dimension;code\ntheme;ondergrond")
    admin.type("#reason", "Om te kijken.")
    admin.tap("main .button--primary")
    admin.page.locator(".alert--fout").wait_for()  # columns are missing
    look(admin)
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


def test_the_texts_of_a_split_term_are_chosen_for_by_keyboard(visit):
    admin = visit(DESK, role="administrator").go("/beheer/begrippen")
    admin.page.locator("main a", has_text="Klimaatadaptatie").first.click()
    admin.page.locator("main a", has_text="Splitsen").click()
    for name, words in (("part_1", "Koele straten"), ("part_2", "Natte straten"), ("reason", "Het was te breed.")):
        admin.type(f"#{name}", words)
    admin.page.locator("button[value=kijk]").press("Enter")
    admin.page.locator("button[value=doe]").press("Enter")
    admin.page.locator("main", has_text="Is gesplitst in").wait_for()
    editor = visit(DESK, role="editor").go("/redactie")
    editor.page.locator("main a", has_text="Gesplitste begrippen").press("Enter")
    look(editor)
    editor.page.locator("main h2 a", has_text="Klimaatadaptatie").press("Enter")
    look(editor)
    total = int(editor.page.locator("#voortgang").get_attribute("max"))
    editor.page.locator("button[value=begrippen]").press("Enter")  # nothing is ticked yet
    editor.page.locator(".alert--fout").wait_for()
    look(editor)
    keys = decided = 0
    while editor.page.locator("form fieldset").count():
        editor.page.locator("input[name=term]").first.focus()
        editor.page.keyboard.press("Space")
        editor.page.locator("button[value=begrippen]").press("Enter")
        keys, decided = keys + 2, decided + 1
        editor.page.locator(".alert--goed").wait_for()
        editor.page.wait_for_load_state()  # or the next text is not there yet
    assert decided == total and editor.page.locator("main", has_text="Compleet").count()
    look(editor)
    editor.page.locator("main li button", has_text="Zet terug").first.press("Enter")
    editor.page.locator("form fieldset").wait_for()
    print(f"{decided} texts of a split term chosen for with {keys} keys")
