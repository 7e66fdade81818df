"""What a member has half typed at a question is there again, after another button of the page and after loading it anew."""

from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_drafts import type_before_the_script_is_there
from tests.journeys.test_hosting import WHY, asked, with_three_answers

QUESTION = "/werkbank/vraagstukken/wie-betaalt-het-onderhoud-van-extra-groen"


def test_a_half_typed_note_outlives_another_button_and_a_reload(visit):
    reader = visit(DESK, role="member").go(QUESTION).started()
    note, statement = reader.page.locator("#memo"), reader.page.locator("#text")
    note.press_sequentially("Half getypt")
    statement.press_sequentially("Beheer hoort bij de eerste schets.")
    reader.tap(reader.page.get_by_role("button", name="Voeg deze uitspraak toe"))
    reader.started()
    expect(note).to_have_value("Half getypt")
    expect(reader.page.locator("h3", has_text="Beheer hoort bij de eerste schets.")).to_be_visible()
    expect(reader.page.locator("#text")).to_have_count(0) if statement.count() == 0 else expect(statement).to_have_value("")
    reader.page.reload()
    reader.started()
    expect(note).to_have_value("Half getypt")
    reader.look()
    reader.tap(reader.page.get_by_role("button", name="Voeg deze notitie toe"))
    reader.started()
    expect(note).to_have_value("")
    expect(reader.page.locator("li", has_text="Half getypt")).to_be_visible()


def test_what_is_typed_before_the_script_is_there_is_newer_than_what_was_kept(visit):
    reader = visit(DESK, role="member").go(QUESTION).started()
    note = reader.page.locator("#memo")
    note.press_sequentially("Van eerst")
    address = reader.site.address + QUESTION
    type_before_the_script_is_there(reader, address, "keeps.js", lambda: reader.type("#memo", "Wat ik nu typ"))
    reader.started()
    expect(note).to_have_value("Wat ik nu typ")
    reader.page.reload()
    reader.started()
    expect(note).to_have_value("Wat ik nu typ")
    note.fill("")


def test_somebody_else_in_the_same_window_finds_nothing_of_it(visit):
    reader = visit(DESK, role="member").go(QUESTION).started()
    reader.page.locator("#memo").press_sequentially("Niet voor een ander")
    stored = "() => Object.entries(sessionStorage).flat().join()"
    assert "Niet voor een ander" in reader.page.evaluate(stored)
    reader.tap(reader.page.get_by_role("button", name="Uitloggen"))
    assert "Niet voor een ander" not in reader.page.evaluate(stored)
    reader.page.goto(reader.site.sign_in_link("coordinator"))
    reader.tap("main button")
    reader.go(QUESTION).started()
    expect(reader.page.locator("#memo")).to_have_value("")


def test_a_host_keeps_what_was_typed_at_one_answer_while_saving_another(visit, site):
    host = visit(PHONE, role="host")
    page = f"/uitdagingen/{with_three_answers(site, host)}/antwoorden"
    host.go(page).started()
    forms = host.page.locator("article")
    forms.nth(1).locator("input[type=radio][value=no]").check()
    forms.nth(1).locator("textarea, input[type=text]").first.press_sequentially(WHY)
    forms.nth(0).locator("input[type=radio][value=now]").check()
    host.tap(forms.nth(0).get_by_role("button", name="Bewaar dit"))
    host.started()
    expect(forms.nth(1).locator("input[type=radio][value=no]")).to_be_checked()
    expect(forms.nth(1).locator("textarea, input[type=text]").first).to_have_value(WHY)
    host.tap(forms.nth(1).get_by_role("button", name="Bewaar dit"))
    host.started()
    expect(host.page.locator("article").nth(1)).to_contain_text(WHY)


def test_a_host_finds_it_again_among_fewer_answers_and_after_a_thank_you(visit, site):
    host = visit(PHONE, role="host")
    page = f"/uitdagingen/{with_three_answers(site, host)}/antwoorden"
    asked(site, "DELETE FROM answer_mark")
    host.go(page).started()
    forms = host.page.locator("article")
    forms.nth(0).locator("input[type=radio][value=now]").check()
    host.tap(forms.nth(0).get_by_role("button", name="Bewaar dit"))
    host.started()
    forms.nth(2).locator("textarea").press_sequentially(WHY)
    host.tap(host.page.get_by_role("link", name="Nog te beoordelen"))
    host.started()
    expect(forms).to_have_count(2)
    expect(forms.nth(1).locator("textarea")).to_have_value(WHY)
    host.tap(forms.nth(0).get_by_role("button", name="Bedank"))
    host.started()
    expect(forms.nth(1).locator("textarea")).to_have_value(WHY)
    host.tap(host.page.get_by_role("link", name="Alle ("))
    host.started()
    expect(forms.nth(2).locator("textarea")).to_have_value(WHY)
