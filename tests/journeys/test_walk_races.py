"""Throwing a note away, or changing it, while it is on its way; and a phone that dies before a note was kept."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Site, measure, windows
from tests.journeys.walked import (
    EVERYTHING_KEPT,
    asked,
    come_along,
    connect,
    cut,
    kept,
    make_walk,
    note,
    on_its_way,
    queued,
    sent,
    stays,
    texts,
    to_stop,
)
from tests.photographs import jpeg


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("races"), fill=make_walk) as site:
        yield site


@pytest.fixture
def phones(walk, browser):
    yield from windows(walk, browser)


def hold(phone, arrives):
    """Holds what this phone sends: on its way to the site, or (`arrives`) the answer of the site that has it."""
    held = []
    phone.page.route("**/sturen", lambda route: held.append((route, route.fetch() if arrives else None)))
    return held


def let_go(phone, held):
    route, answer = held.pop()
    route.fulfill(response=answer) if answer else route.continue_()
    phone.page.unroute("**/sturen")


def says(phone, words):
    expect(phone.page.locator("[data-status]")).to_contain_text(words)


def own(phone, text):
    return phone.page.locator("[data-own-notes] li", has_text=text)


@pytest.mark.parametrize("arrives", [True, False])
def test_thrown_away_on_its_way_and_it_comes_to_the_site(walk, phones, arrives):
    """The site has it before or after it is thrown away: either way the page says so, and it can be taken back."""
    text = f"Was al onderweg {arrives}"
    phone = come_along(phones, walk, 1, viewport=PHONE)
    held = hold(phone, arrives)
    note(phone, text)
    on_its_way(phone, held)
    phone.tap("[data-toss]")
    says(phone, "was al onderweg")
    expect(phone.page.locator("[data-queue] [data-text]")).to_have_count(0)
    let_go(phone, held)
    says(phone, "staat nu op de site")
    expect(phone.page.locator("[data-put-back]")).to_be_hidden()
    expect(own(phone, text)).to_have_count(1)
    assert texts(walk).count(text) == 1
    phone.look()
    phone.tap(own(phone, text).locator("form[action$='/terug'] button"))
    phone.page.locator(".alert--goed").wait_for()
    queued(phone)
    assert text not in texts(walk)


def test_thrown_away_on_its_way_and_it_never_arrives(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    held = hold(phone, arrives=False)
    note(phone, "Komt nooit aan")
    on_its_way(phone, held)
    phone.tap("[data-toss]")
    says(phone, "was al onderweg")
    held.pop()[0].abort()
    phone.page.unroute("**/sturen")
    phone.page.reload()
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    queued(phone)
    assert "Komt nooit aan" not in texts(walk)
    expect(own(phone, "Komt nooit aan")).to_have_count(0)


def test_thrown_away_before_it_leaves_it_never_leaves(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    phone.page.context.set_offline(True)
    note(phone, "Nooit vertrokken")
    says(phone, "zodra er bereik is")
    phone.tap("[data-toss]")
    says(phone, "Weggegooid op deze telefoon.")
    queued(phone)
    phone.page.context.set_offline(False)
    note(phone, "Deze wel")
    expect(own(phone, "Deze wel")).to_have_count(1)
    assert "Nooit vertrokken" not in texts(walk)


def test_an_answer_that_got_lost_is_found_out_when_there_is_a_connection_again(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    held = hold(phone, arrives=True)
    note(phone, "Antwoord zoek")
    on_its_way(phone, held)
    phone.page.context.set_offline(True)
    held.pop()[0].abort()
    phone.page.unroute("**/sturen")
    says(phone, "zodra er bereik is")
    phone.tap("[data-toss]")
    says(phone, "haal je haar daar terug")
    queued(phone)
    phone.page.context.set_offline(False)
    expect(own(phone, "Antwoord zoek")).to_have_count(1)
    assert texts(walk).count("Antwoord zoek") == 1


def test_another_tab_sends_what_this_one_throws_away(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    first = phone.page
    held = hold(phone, arrives=True)
    note(phone, "Van twee tabs")
    on_its_way(phone, held)
    second = phone.page.context.new_page()
    second.goto(first.url)
    second.locator("[data-toss]").click()
    expect(second.locator("[data-status]")).to_contain_text("was al onderweg")
    let_go(phone, held)
    expect(second.locator("[data-own-notes] li", has_text="Van twee tabs")).to_have_count(1)
    says(phone, "staat nu op de site")
    assert texts(walk).count("Van twee tabs") == 1


def test_words_that_are_changed_on_their_way_are_not_lost(walk, phones):
    """The site has the first words under their key: the new ones get another key, and both are told."""
    phone = come_along(phones, walk, 1, viewport=PHONE)
    held = hold(phone, arrives=True)
    note(phone, "De eerste woorden")
    on_its_way(phone, held)
    phone.tap("[data-mend]")
    phone.page.locator("#text").fill("De betere woorden")
    let_go(phone, held)
    expect(own(phone, "De eerste woorden")).to_have_count(1)
    phone.tap(".dock .button--primary")
    says(phone, "De tekst van eerst was al onderweg")
    expect(own(phone, "De betere woorden")).to_have_count(1)
    assert sorted(text for text in texts(walk) if "woorden" in text) == ["De betere woorden", "De eerste woorden"]


def test_put_back_while_it_is_on_its_way_it_is_there_once(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    held = hold(phone, arrives=True)
    note(phone, "Heen en weer")
    on_its_way(phone, held)
    phone.tap("[data-toss]")
    phone.tap("[data-put-back]")
    queued(phone, "Heen en weer")
    let_go(phone, held)
    expect(phone.page.locator("[data-queued]")).to_be_hidden()
    expect(own(phone, "Heen en weer")).to_have_count(1)
    assert texts(walk).count("Heen en weer") == 1


def test_a_button_works_while_the_queue_is_drawn_once_more(walk, phones):
    """A press is no single moment: the finger comes, the page draws what waits, and the finger goes."""
    phone = come_along(phones, walk, 1, viewport=PHONE)
    cut(phone)
    note(phone, "Onder de vinger")
    says(phone, "zodra er bereik is")
    phone.page.locator("[data-toss]").hover()
    phone.page.mouse.down()
    measure(phone.page, "dispatchEvent(new Event('offline'))")
    stays(phone, "Onder de vinger")  # what the page reads, it has read by then
    phone.page.mouse.up()
    queued(phone)
    connect(phone)


def test_half_a_note_and_its_photo_stand_in_the_form_again(walk, phones, tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(jpeg(800, 600))
    phone = come_along(phones, walk, 2, viewport=PHONE)
    cut(phone)
    expect(phone.page.locator("[data-waiting]")).to_contain_text("Geen bereik")  # it moves the form down
    phone.page.locator("label.choice", has_text="Leerzaam").click()
    expect(phone.page.locator("[name=kind][value=learned]")).to_be_checked()
    phone.page.locator("#photo").set_input_files(photo)
    phone.page.locator("#text").press_sequentially("De stoep is te")
    stays(phone, "De stoep is te")
    phone.page.close()  # the phone dies before the press
    phone.page = phone.page.context.new_page()
    to_stop(phone, 3)
    expect(phone.page.locator("#text")).to_have_value("")
    to_stop(phone, 2)
    expect(phone.page.locator("[data-status]")).to_contain_text("staat weer in het formulier")
    expect(phone.page.locator("#text")).to_have_value("De stoep is te")
    expect(phone.page.locator("[name=kind]:checked")).to_have_value("learned")
    assert measure(phone.page, "document.querySelector('#photo').files[0].name") == "foto.jpg"
    phone.look()
    note(phone, "De stoep is te smal")
    kept(phone)
    connect(phone)
    sent(phone, "De stoep is te smal")
    assert asked(walk, "SELECT kind FROM field_note JOIN field_note_photo ON note_id = id WHERE text = 'De stoep is te smal'") == [("learned",)]
    assert "De stoep" not in measure(phone.page, EVERYTHING_KEPT)["words"]
    phone.page.locator("#text").press_sequentially("Toch niet")
    stays(phone, "Toch niet")
    phone.page.locator("#text").fill("")
    stays(phone, "Toch niet", False)
