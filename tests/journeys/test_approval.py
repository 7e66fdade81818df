"""The contributor's yes or no on a small phone: both texts, the difference as it is seen and as it is heard."""

from tests.journeys.conftest import DESK, measure
from tests.journeys.test_sharing import by_mail, share

NARROW = {"width": 320, "height": 640}
LESSON = "Laat de kinderen eerst zelf de speelplek tekenen."  # the only one of this name


def put_before_the_contributor(visit, title):
    """Two readers propose another title and find it fit."""
    first, second = visit(DESK, role="editor"), by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")
    first.go("/redactie?toon=niemand")
    first.page.locator("li", has_text="Laat de kinderen eerst").first.locator("button").click()
    first.page.locator("h1", has_text="Lees").wait_for()
    desk_page = first.page.url.replace(first.site.address, "")
    second.go(desk_page)
    second.page.locator("main form button", has_text="Ik lees deze").click()
    second.page.locator("h1", has_text="Lees").wait_for()
    second.type("#title", title)
    second.page.locator("button", has_text="Bewaar tekst en kenmerken").click()
    second.page.locator("h1", has_text="Lees").wait_for()
    for reader in (first, second):
        reader.go(desk_page)
        reader.page.locator("button", has_text="Deze tekst is goed").click()
        reader.page.locator("h1", has_text="Redactie").wait_for()


def heard(page, element):
    """What is read out before an element, though nobody sees it."""
    return measure(page, f"getComputedStyle(document.querySelector('.naast {element}'), '::before').content")


def test_approving_on_a_small_phone_by_keyboard(visit):
    contributor = visit(NARROW)
    code = share(contributor, lesson=LESSON)
    put_before_the_contributor(visit, "Een speelplek die kinderen zelf tekenden")
    contributor.go(f"/volg/{code}")
    contributor.screen("Laat de kinderen eerst")
    assert "weggehaald" in heard(contributor.page, "del") and "nieuw" in heard(contributor.page, "ins")
    columns = contributor.page.locator(".naast").first.locator("> div")
    assert columns.nth(0).bounding_box()["y"] < columns.nth(1).bounding_box()["y"], "one below the other"
    contributor.page.set_viewport_size(DESK)
    assert columns.nth(0).bounding_box()["y"] == columns.nth(1).bounding_box()["y"], "beside each other"
    contributor.look()
    contributor.page.set_viewport_size(NARROW)
    for summary in ("Lees de veranderingen in één tekst", "Niet akkoord"):
        contributor.page.locator("summary", has_text=summary).focus()
        contributor.press("Enter")
    contributor.look()
    contributor.page.locator("button", has_text="Akkoord: maak het zichtbaar").focus()
    contributor.enter()
    contributor.page.locator("h1", has_text="Een speelplek die kinderen zelf tekenden").wait_for()
    contributor.look()
