"""A photo of a phone goes with a story: added, described, judged, seen; and its bytes tell nothing but the picture."""

import io

import pytest
from PIL import Image

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_sharing import by_mail, share
from tests.photographs import GPS, SECRET, jpeg

LESSONS = {True: "Zet geen bakken midden in de looproute.", False: "Zet nooit bakken naast een oversteek."}
ALT = "Drie bakken staan midden op de stoep."


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / f"{SECRET}_Nissewaard.jpg"
    path.write_bytes(jpeg(1600, 1200, orientation=6))
    assert Image.open(path).getexif().get_ifd(GPS), "a real photo says where it was made"
    return path


def answer(reader, alt=ALT, people="nobody"):
    """Answers what is asked about the only photo."""
    for name, value in (("seen", "text"), ("people", people), ("shows_place", "no"), ("maker", "self"), ("use", "look")):
        reader.tap(f'label:has(input[name$="-{name}"][value="{value}"])')
    reader.page.locator("textarea[name$=-alt]").fill(alt)
    reader.tap(".dock .button--primary")


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (PHONE, False)], ids=["javascript", "plain"])
def test_a_photo_from_the_phone_to_the_page_of_the_story(visit, photo, viewport, javascript):
    lesson = LESSONS[javascript]
    contributor = visit(viewport, javascript=javascript)
    code = share(contributor, lesson=lesson)
    contributor.tap("a[href$='/fotos']")
    contributor.screen("Foto's bij je verhaal")
    contributor.page.locator("#photos").set_input_files(photo)
    contributor.tap(".dock .button--primary")
    contributor.page.locator("h2", has_text="Foto 1").wait_for()
    contributor.look()
    contributor.tap(".dock .button--primary")  # nothing was answered yet
    contributor.page.locator(".alert--fout").wait_for()
    contributor.look()
    answer(contributor)
    contributor.page.locator("section.panel", has_text="de redactie kijkt er eerst naar").wait_for()
    contributor.look()
    contributor.tap(".dock .button--quiet")
    contributor.page.locator("h2", has_text="Foto's").wait_for()
    contributor.look()
    address = the_desk_finds_it_fit(visit, lesson)
    contributor.page.reload()
    contributor.tap("text=Akkoord: maak het zichtbaar")
    contributor.page.locator("section", has_text="de redactie vindt hem goed").first.wait_for()
    others_see_it(visit, address)
    says_anew_who_may_not_read_along(contributor.go(f"/volg/{code}/tekst"))


def the_desk_finds_it_fit(visit, lesson):
    """Two readers find the text and the photo fit; the address of the story."""
    first, second = visit(DESK, role="editor"), by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")
    first.go("/redactie?toon=niemand")
    first.page.locator("li", has_text=lesson.rstrip(".")).first.locator("button").click()
    first.screen("Lees")
    desk_page = first.page.url.replace(first.site.address, "")
    first.tap("form[action$=goed] button")
    first.page.locator("text=Een tweede lezer moet er nog naar kijken").first.wait_for()
    first.look()
    second.go(desk_page)
    second.page.locator("main form button", has_text="Ik lees deze").click()
    second.page.locator("h1", has_text="Lees").wait_for()
    second.page.locator("text=1 van 2 lezers").first.wait_for()
    second.tap("form[action$=goed] button")
    second.page.locator("text=Goed bevonden.").wait_for()
    second.look()
    for reader in (first, second):
        reader.go(desk_page)
        reader.page.locator("button", has_text="Deze tekst is goed").click()
        reader.page.locator("h1", has_text="Redactie").wait_for()
    return f"/bijdragen/{desk_page.split('/')[2]}"


def others_see_it(visit, address):
    visitor = visit(PHONE).go(address)
    seen = visitor.page.locator(f"figure img[alt='{ALT}']")
    seen.scroll_into_view_if_needed()
    assert seen.evaluate("img => img.decode().then(() => img.naturalHeight > img.naturalWidth)"), "it stands upright"
    visitor.look()
    for size in ("src", "href"):
        found = seen.get_attribute("src") if size == "src" else visitor.page.locator("figure a").get_attribute("href")
        file = visitor.page.request.get(visitor.site.address + found)
        assert file.status == 200 and "sandbox" in file.headers["content-security-policy"]
        content = file.body()
        assert not Image.open(io.BytesIO(content)).getexif() and SECRET.encode() not in content
    visitor.go("/bijdragen")
    visitor.look()


def says_anew_who_may_not_read_along(reader):
    """The story is visible without a name, so the list of before is gone; a new text may come before somebody new."""
    reader.look()
    reader.type("#kept_from", "De buurman van hiernaast")
    reader.tap(".dock .button--primary")
    reader.page.locator(".alert--fout a[href='#kept_from']").wait_for()
    assert reader.page.locator("#kept_from").input_value() == "De buurman van hiernaast"
    reader.look()
