"""A reader covers a face on a photo: with a finger and without scripts, with the mouse, and with keys alone."""

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_photos import answer, photo  # noqa: F401
from tests.journeys.test_sharing import share

LESSONS = {True: "Dek een gezicht altijd af.", False: "Dek een kenteken altijd af."}


def ticked(reader):
    return [int(number) for number in reader.page.locator("[name=tile]:checked").evaluate_all("all => all.map(one => one.value)")]


def draw_and_type(reader):
    """A stroke with the mouse over three tiles, and one more with the arrow and the space bar."""
    mouse, first, last = reader.page.mouse, *(reader.page.locator(f"#tile-{n}").bounding_box() for n in (30, 32))
    mouse.move(first["x"] + 9, first["y"] + 9)
    mouse.down()
    mouse.move(last["x"] + 9, last["y"] + 9, steps=8)
    mouse.up()
    assert ticked(reader) == [30, 31, 32]
    reader.page.locator("#tile-32").focus()
    reader.press("ArrowDown", "Space")
    assert ticked(reader) == [30, 31, 32, 44]
    reader.press("Tab")
    assert reader.page.evaluate("document.activeElement.id") == "people", "the tiles are one stop of the Tab key"


@pytest.mark.parametrize(("viewport", "javascript"), [(DESK, True), (PHONE, False)], ids=["javascript", "plain"])
def test_a_face_is_covered_before_others_see_the_photo(visit, photo, viewport, javascript):  # noqa: F811
    lesson = LESSONS[javascript]
    contributor = visit(PHONE)
    share(contributor, lesson=lesson)
    contributor.tap("a[href$='/fotos']")
    contributor.page.locator("#photos").set_input_files(photo)
    contributor.tap(".dock .button--primary")
    contributor.page.locator("h2", has_text="Foto 1").wait_for()
    answer(contributor, people="cover")
    reader = visit(viewport, javascript=javascript, role="editor").go("/redactie?toon=niemand")
    reader.page.locator("li", has_text=lesson.rstrip(".")).first.locator("button").click()
    reader.page.locator("text=moet eerst iets worden afgedekt").wait_for()
    reader.page.locator("a", has_text="Delen van deze foto afdekken").click()
    reader.screen("Delen van een foto afdekken")
    reader.page.locator("text=Daarna kijken twee lezers naar de foto").wait_for()
    if javascript:
        draw_and_type(reader.started())
    else:
        reader.page.locator("#tile-30").check()
    reader.page.locator("#people").check()
    reader.look()
    reader.tap(".dock .button--primary")
    reader.page.locator("text=Dit is nu afgedekt").wait_for()
    reader.look()
    reader.tap("form[action$=goed] button")
    reader.page.locator("text=Een tweede lezer moet er nog naar kijken").first.wait_for()
    reader.look()
