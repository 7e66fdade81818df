"""Journey B whole: a challenge is asked, answered, judged, closed, goes to the members, and is followed up half a year later."""

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_challenge import MOST_FIELDS, close, fields_at_most, make_visible, written
from tests.journeys.test_hosting import asked, choose
from tests.journeys.test_relay import published
from tests.journeys.test_sharing import share

LESSON = "Hang doeken op voordat het plein opnieuw bestraat wordt."
LEFT = "Wie hangt de doeken op als het project klaar is?"


def test_from_the_question_to_what_came_of_it(visit, site):
    host = visit(PHONE, role="host").go("/uitdagingen/nieuw")
    host.screen("Nieuwe uitdaging")
    fields = fields_at_most(host, MOST_FIELDS)
    written(host)
    make_visible(host)
    address = host.page.url.replace(site.address, "")
    slug = address.rsplit("/", 1)[1]
    contributor = visit(PHONE, javascript=False)
    code = share(contributor, lesson=LESSON, start=f"/deel?uitdaging={slug}")
    counted = contributor.screens, contributor.taps, contributor.words
    published(visit, contributor, code, LESSON[:30])
    host.go(f"{address}/antwoorden")
    choose(host, 0, "now")
    host.tap("main button:has-text('Bedank')")
    host.page.locator("text=Bedankt op").wait_for()
    host.look()
    told = contributor.go(f"/volg/{code}").page.locator("section[aria-labelledby=oordeel]").inner_text()
    assert "Bruikbaar nu" in told and "bedankt je" in told
    host.go(address)
    close(host, LEFT)
    a_member_words_what_remains(visit, slug)
    somebody_tells_what_came_of_it(visit, site, slug)
    print(f"\njourney B whole: {fields} fields, an answer in {counted[0]} screens, {counted[1]} taps and {counted[2]} required words")


def a_member_words_what_remains(visit, slug):
    member = visit(DESK, role="member").go("/werkbank/vraagstukken/nieuw")
    member.page.locator("main a", has_text=LEFT).click()
    member.page.wait_for_url(f"**uitdaging={slug}")
    assert member.page.locator("#sentence").input_value() == LEFT
    member.look()
    member.tap("main form .button--primary")
    member.page.wait_for_url(lambda url: "/nieuw" not in url)
    assert asked(member.site, "SELECT count(*) FROM question_from_challenge") == [(1,)]
    member.look()


def somebody_tells_what_came_of_it(visit, site, slug):
    """Half a year passes; the mail leads to a page, and that to the first screen of a story."""
    asked(site, "UPDATE challenge SET closed_at = datetime('now', '-6 months', '-3 days') WHERE slug = ?", slug)
    for _round in range(2):
        site.run(*site.flask, "job", "ask-what-came")
    mails = asked(site, "SELECT address, text FROM email WHERE subject = 'Wat is ervan gekomen?'")
    assert len(mails) == len({address for address, _text in mails}) > 0, "each of its hosts hears it once"
    assert f"/uitdagingen/{slug}/wat-ervan-kwam" in mails[0][1]
    host = visit(PHONE, role="host", javascript=False).go(f"/uitdagingen/{slug}/wat-ervan-kwam")
    host.look()
    host.tap("main form .button--primary")
    host.screen("Wat wil je delen?")
    assert "Je vertelt wat er kwam van deze uitdaging" in host.page.locator("main").inner_text()
