"""The address of a question goes with the words that the desk let go: on the site, and from frozen stocktakes."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.appeals.models import Decision
from app.contributions.models import Audience
from app.core.database import db
from app.notifications.models import Notification
from app.reports.models import Item, ReportState, Words
from app.stocktaking import operations as stocktaking
from app.stocktaking.gone import Gone
from app.stocktaking.models import Laid
from app.workbench import operations as workbench
from tests.conftest import empty_tables
from tests.factories import make_organisation, make_question, make_user
from tests.reports.complained import (
    SAID,
    all_sound,
    ask_otherwise,
    complain,
    decide,
    everything,
    freeze,
    hide,
    is_read,
    kept,
    state_otherwise,
)
from tests.reports.conftest import lay_out
from tests.reports.test_making_files import address as file_address
from tests.reports.test_making_files import made
from tests.reports.test_words_that_went import ID

OLD, NEW = "waarom-doet-jansen-niets", "waarom-gebeurt-er-niets"


def name_in_address(laid, sentence="Waarom doet Jansen niets?", slug=OLD):
    laid.question.sentence, laid.question.slug = sentence, slug
    db.session.commit()


def take_name_out(laid):
    ask_otherwise(laid.question, laid.member, sentence="Waarom gebeurt er niets?")


def judged_when_hidden(laid, hidden, decision=Decision.LET_BACK):
    """Somebody complained, members took the name out, a stocktake was frozen meanwhile, and the desk decided."""
    appeal = complain(laid.question)
    if hidden == "before":
        hide(appeal)
    take_name_out(laid)
    if hidden == "after":
        hide(appeal)
    later = freeze(laid, "Zonder de naam")
    decide(appeal, decision)
    return later


@pytest.mark.parametrize("hidden", ["never", "before", "after"])
def test_the_old_address_is_as_one_that_never_was(app, client, laid, hidden):
    name_in_address(laid)
    judged_when_hidden(laid, hidden)
    visitor = app.test_client()
    for browser in (visitor, client):
        old, never = (browser.get(f"/vraagstukken/{slug}") for slug in (OLD, "dit-stond-er-nooit"))
        assert (old.status_code, old.location, old.text.replace(OLD, "")) == (404, None, never.text.replace("dit-stond-er-nooit", ""))
        assert "Waarom gebeurt er niets?" in browser.get(f"/vraagstukken/{NEW}").text
        for page in ("/", "/vraagstukken", "/sitemap.xml"):
            assert "jansen" not in browser.get(page).text.lower(), page


@pytest.mark.parametrize("decision", [Decision.LET_BACK, Decision.STAYS_OUT])
@pytest.mark.parametrize("hidden", ["never", "before", "after"])
def test_a_stocktake_frozen_meanwhile_keeps_the_question_at_its_new_address(app, client, laid, hidden, decision):
    name_in_address(laid)
    later = judged_when_hidden(laid, hidden, decision)
    assert is_read(app, client, later, "jansen") == 0 and "jansen" not in kept().lower() and all_sound()
    page = client.get(f"/balans/{later.slug}/vraagstukken/{NEW}").text
    assert SAID in page and "Bomen op het dak" in page, "with the quotes under it, and what lay there"
    assert client.get(f"/balans/{later.slug}/vraagstukken/{OLD}").status_code == 404
    assert "ging sinds die dag" not in client.get(f"/balans/{later.slug}").text, "no question went from it"


def test_whoever_has_the_digest_of_a_part_cannot_guess_the_address_that_was_in_it(client, laid):
    name_in_address(laid)
    later = judged_when_hidden(laid, "never")
    said = select(Words).join(Words.item).where(Item.stocktake_id == later.id, Words.content.contains(NEW))
    assert {words.salt for words in db.session.scalars(said)} == {""}
    others = select(Words.salt).join(Words.item).where(Item.stocktake_id == later.id, ~Words.content.contains(NEW))
    assert all(db.session.scalars(others)), "what did not say it can still be checked"


def test_files_that_say_the_old_address_are_void(client, laid):
    name_in_address(laid)
    appeal = complain(laid.question)
    take_name_out(laid)
    later = freeze(laid, "Zonder de naam")
    file = made(client, later)
    decide(appeal)
    assert client.get(file_address(later, file)).status_code == 409 and db.session.get(type(file), file.id).state is ReportState.VOID


def test_kept_out_for_good_no_row_for_everybody_says_its_address(client, laid):
    name_in_address(laid)
    frozen = freeze(laid)
    decide(complain(laid.question), Decision.STAYS_OUT)
    public = select(Words.content).join(Words.item).where(Item.audience == Audience.PUBLIC)
    assert not [content for content in db.session.scalars(public) if "jansen" in content.lower()] and all_sound()
    assert client.get(f"/balans/{frozen.slug}/vraagstukken/{OLD}").status_code == 200, "members go on with it"


def test_who_words_it_is_sent_to_its_new_address(client, laid):
    make_user(Role.COORDINATOR)
    name_in_address(laid)
    appeal = complain(laid.question)
    take_name_out(laid)
    decide(appeal, Decision.STAYS_OUT)
    told = db.session.scalars(select(Notification.text).where(Notification.text.contains("/vraagstukken/"))).all()
    assert told and not any("jansen" in text for text in told)


def test_an_address_from_long_before_goes_when_it_says_the_same_name(app, client, laid):
    """It kept the first words of the question, which nobody complained of any more."""
    name_in_address(laid)
    frozen = freeze(laid)
    take_name_out(laid)
    state_otherwise(laid.question.statements[0], "Meneer Jansen is eigenaar.", laid.member)
    appeal = complain(laid.question)
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(appeal)
    assert laid.question.slug == NEW and "jansen" not in kept().lower() and is_read(app, client, frozen, "jansen") == 0


def test_an_address_that_says_nothing_of_what_went_stays(app, client, laid):
    name_in_address(laid, "Wie zorgt er voor het groen?", "wie-beheert-het-groen")
    frozen = freeze(laid)
    state_otherwise(laid.question.statements[0], "Meneer Jansen is eigenaar.", laid.member)
    appeal = hide(complain(laid.question))
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    ask_otherwise(laid.question, laid.member, explanation="Nu staat er een uitleg bij.")
    decide(appeal)
    assert laid.question.slug == "wie-beheert-het-groen" and is_read(app, client, frozen, SAID) == 14
    assert not db.session.scalars(select(Words).where(Words.salt == "")).all(), "each part can still be checked"


def test_members_give_it_another_address_when_only_that_says_the_name(app, client, laid):
    """They had reworded it before anybody complained: other words, whichever, and the desk lets the old address go."""
    name_in_address(laid, "Waarom gebeurt er niets?")
    frozen = freeze(laid)
    appeal = complain(laid.question)
    ask_otherwise(laid.question, laid.member, sentence="Waarom gebeurt er nog steeds niets?")
    decide(appeal)
    assert laid.question.slug == "waarom-gebeurt-er-nog-steeds-niets"
    assert "jansen" not in kept().lower() and is_read(app, client, frozen, "jansen") == 0


def test_another_question_of_the_stocktake_keeps_the_address_that_it_had(client, laid):
    """It was called so on that day; the new address of this one gets a number there."""
    name_in_address(laid)
    laid.inner.slug = NEW
    workbench.offer(laid.pile, [laid.inner], by=laid.member)
    stocktaking.lay(laid.stories.named, Laid.QUESTIONS, frozenset({laid.inner.id}), laid.member)
    db.session.commit()
    appeal = complain(laid.question)
    take_name_out(laid)
    later = freeze(laid, "Zonder de naam")
    laid.inner.slug = "iets-anders"
    db.session.commit()
    decide(appeal)
    assert laid.question.slug == NEW
    assert SAID in client.get(f"/balans/{later.slug}/vraagstukken/{NEW}-2").text
    assert laid.inner.sentence in client.get(f"/balans/{later.slug}/vraagstukken/{NEW}").text


def test_what_went_from_a_stocktake_before_leaves_no_address_behind_in_it(app, client, laid):
    """The first decision took the question away; its address still said the name of who complained later."""
    name_in_address(laid)
    laid.question.statements[0].text = "Pietersen is eigenaar."
    db.session.commit()
    frozen = freeze(laid)
    first = complain(laid.question)
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(first)
    assert OLD in kept() and "Pietersen" not in kept()
    second = complain(laid.question)
    take_name_out(laid)
    decide(second)
    assert "jansen" not in kept().lower() and is_read(app, client, frozen, "Bomen op het dak") and all_sound()


def test_kept_out_by_another_complaint_it_gets_its_new_address_all_the_same(client, laid):
    name_in_address(laid)
    first = complain(laid.question)
    take_name_out(laid)
    other = hide(complain(laid.question))
    decide(first)
    assert laid.question.slug == NEW and laid.question.held_at is not None
    decide(other)
    assert laid.question.slug == NEW and laid.question.is_in_view


def test_of_one_that_went_up_in_another_only_the_new_address_leads_on(app, client, laid):
    name_in_address(laid)
    appeal = complain(laid.question)
    take_name_out(laid)
    other = make_question(slug="de-andere", sentence="Wie beheert de put?")
    other.statements[0].text = "De put is van iedereen."
    db.session.commit()
    stocktaking.merge(laid.question, other, {laid.question.statements[0].id: "moves"}, laid.member)
    db.session.commit()
    decide(appeal)
    visitor = app.test_client()
    assert visitor.get(f"/vraagstukken/{OLD}").status_code == 404
    assert visitor.get(f"/vraagstukken/{NEW}").location == "/vraagstukken/de-andere"


def world(app, client, laid, secret, slug):
    """A stocktake was frozen when only the address still said the name of who complained, whoever that was."""
    name_in_address(laid, f"Waarom doet {secret} niets?", slug)
    appeal = complain(laid.question)
    take_name_out(laid)
    later = freeze(laid, "Zonder de naam")
    later.made_at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    decide(appeal)
    return [ID.sub("", text) for text in everything(app, client, later)] + [client.get("/vraagstukken").text]


def test_two_worlds_with_another_name_in_the_address(app, client, sign_in):
    found = []
    for secret, slug in (("Jansen", OLD), ("mevrouw D'Hondt-de Vries", "waarom-doet-mevrouw-dhondt-de-vries-niets")):
        member = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Noor")
        sign_in(member)
        found.append(world(app, client, lay_out(member), secret, slug))
        db.session.rollback()
        empty_tables()
    assert found[0] == found[1] and any("Bomen op het dak" in text for text in found[0])


@pytest.mark.parametrize(
    ("slug", "is_reached"),
    [
        ("waarom-doet-jansen-niets", True),
        ("waarom-doet-jansen-niets-2", True),
        ("jansen-en-het-plein", True),
        ("het-dhondtplein", False),
        ("wat-doet-dhondt", True),
        ("wie-veegt-het-plein", False),
        ("niets", False),
    ],
)
def test_an_address_is_read_word_by_word(slug, is_reached):
    went, stands = {"Waarom doet Jansen niets?", "D'Hondt!"}, {"Waarom gebeurt er niets?"}
    gone = Gone(at=frozenset({1}), texts=frozenset(went), stands=frozenset(stands))
    assert gone.reaches_address(slug) is is_reached


def test_of_what_nobody_knows_any_more_every_address_but_that_of_what_stands_there_goes():
    gone = Gone(at=frozenset({1}), texts=frozenset(), stands=frozenset({"Waarom gebeurt er niets?"}), is_unsure=True)
    assert gone.reaches_address(OLD) and not gone.reaches_address(NEW) and not gone.reaches_address(f"{NEW}-2")
