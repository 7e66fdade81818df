"""A contributor who wants to be counted and not quoted, a member who tries all the same, and showing more afterwards."""

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_sharing import MOST_TAPS, by_mail, share
from tests.journeys.test_states import look

TITLE = "Leg het bankje waar de schaduw valt"
LESSON = f"{TITLE}."


def read_by_two(visit):
    """Two readers find the text fit."""
    first, second = visit(DESK, role="editor"), by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")
    first.go("/redactie?toon=niemand")
    first.page.locator("li", has_text=TITLE).first.locator("button").click()
    first.screen("Lees")
    assert "niet citeren" in first.page.locator("header.stack").last.inner_text()
    address = first.page.url.replace(first.site.address, "")
    second.go(address)
    second.page.locator("main form button", has_text="Ik lees deze").click()
    for reader in (first, second):
        reader.go(address)
        reader.page.locator("button", has_text="Deze tekst is goed").click()
        reader.page.locator("h1", has_text="Redactie").wait_for()


def test_used_and_not_quoted(visit):
    contributor = visit(PHONE)
    code = share(contributor, lesson=LESSON, ticks=("not_quoted",))
    print(f"\njourney A, not to be quoted: {contributor.taps} taps")
    assert contributor.taps <= MOST_TAPS
    read_by_two(visit)
    contributor.go(f"/volg/{code}")
    contributor.tap("text=Akkoord: maak het zichtbaar")
    contributor.page.locator("dt", has_text="Citaten").wait_for()
    look(contributor)
    member = visit(DESK, role="member").go("/werkbank?q=schaduw")
    member.page.locator(".tag--status", has_text="Gebruik het, citeer het niet").wait_for()
    look(member)
    member.page.locator("main article h3 a", has_text=TITLE).click()
    member.screen("Gebruik zonder citaat")
    assert member.page.locator("input[name=sentence]").count() == 0
    member.tap("text=Zet het erbij zonder woorden")
    member.page.locator(".alert--fout").wait_for()
    look(member)  # 422
    member.tap('label:has(input[name="stance"][value="nuances"])')
    member.page.locator("#statement").select_option(label="Wie beheert, moet vooraf meetekenen.")
    member.tap("text=Zet het erbij zonder woorden")
    member.screen("Werkbank")
    member.page.locator("aside a", has_text="extra meter groen").first.click()
    member.page.locator("text=Een inzender, niet geciteerd").first.wait_for()
    look(member)
    slug = member.page.url.rsplit("/", 1)[1]
    stranger = visit(PHONE).go(f"/vraagstukken/{slug}")
    stranger.page.locator("text=Een inzender, niet geciteerd").first.wait_for()
    assert TITLE not in stranger.page.locator("main").inner_text()
    look(stranger)
    shows_more(contributor, code)


def shows_more(contributor, code):
    """On a page of its own, after a look and a yes."""
    contributor.go(f"/volg/{code}")
    contributor.page.locator("a", has_text="Laat er meer van zien").click()
    contributor.screen("Laat er meer van zien")
    look(contributor)
    contributor.page.locator("label[for=may_be_quoted]").click()
    contributor.page.locator("main button", has_text="Laat meer zien").click()
    contributor.page.locator(".alert--fout").wait_for()
    look(contributor)  # not sure yet
    contributor.page.locator("label[for=sure]").click()
    contributor.page.locator("button.button--s", has_text="Kijk hoe het dan wordt").click()
    contributor.page.locator("#dan").wait_for()
    look(contributor)
    contributor.page.locator("main button", has_text="Laat meer zien").click()
    contributor.page.locator("dd", has_text="letterlijk worden geciteerd").wait_for()
    for part in ("strenger", "nog-eens"):
        contributor.page.locator(f"#{part} summary").click()
    look(contributor)
