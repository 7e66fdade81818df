"""What leaves an audience leaves the frozen stocktakes at once: words, quotes and salt. The seal still holds."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Visitor
from app.contributions import operations as contributions
from app.contributions.models import Audience
from app.contributions.operations import follow, relist
from app.core.clock import now
from app.core.database import db
from app.reports import operations, queries
from app.reports.models import Edition, Item, Words
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Merge
from tests.factories import make_user
from tests.reports.complained import complain, decide, hide, moved, state_otherwise
from tests.reports.made import freeze_now
from tests.reports.test_making_files import address as file_address
from tests.reports.test_making_files import made


def held_of(story):
    """Everything that is kept of it, by audience."""
    rows = db.session.execute(select(Item.audience, Words.content).join(Words.item).where(Words.contribution_id == story.id))
    found = {audience: [] for audience in Audience}
    for audience, content in rows:
        found[audience].append(content)
    return found


def all_sound():
    return all(found.is_sound for _edition, found in operations.verified())


def titles(frozen, person):
    return {c.title for c in queries.frozen(frozen, person).contributions}


def test_a_seal_holds_and_a_change_shows(frozen):
    assert all_sound()
    words = db.session.scalars(select(Words)).first()
    kept = words.content
    words.content = kept.replace("title", "titel") + " "
    db.session.flush()
    assert not all_sound()
    words.content = kept
    item = db.session.scalars(select(Item)).first()
    digest, item.digest = item.digest, "0" * 64
    assert not all_sound(), "a part that was replaced"
    item.digest = digest
    assert all_sound()
    edition = db.session.scalars(select(Edition)).first()
    edition.n += 1
    assert not all_sound(), "another number"


@pytest.mark.parametrize("way", ["withdrawn", "held", "refrained", "deleted", "other text", "unnamed", "hidden place"])
def test_its_words_and_salt_are_gone_with_the_deed(app, client, frozen, laid, way):
    story = laid.stories.named
    quote = story.facts[:20]
    assert len(held_of(story)[Audience.PUBLIC]) == 3, "the story, its whole text, and a quote of it"
    {
        "withdrawn": lambda: follow.withdraw(story),
        "held": lambda: contributions.hold(story, make_user()),
        "refrained": lambda: setattr(story, "not_quoted", True) or relist(story),
        "deleted": lambda: db.session.delete(story) or db.session.flush(),
        "other text": lambda: setattr(story, "lesson", "Iets anders.") or setattr(story, "facts", "Heel iets anders gebeurde er.") or relist(story),
        "unnamed": lambda: setattr(story, "names_organisation", False) or relist(story),
        "hidden place": lambda: setattr(story, "neighbourhood", "") or relist(story),
    }[way]()
    kept = [content for contents in held_of(story).values() for content in contents]
    assert not [content for content in kept if "Vraag het de wortels" in content], "in the same transaction"
    db.session.commit()
    if way in ("withdrawn", "held", "refrained", "deleted", "other text"):
        page = app.test_client().get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").text
        assert kept == [] and quote not in page
    page = app.test_client().get(f"/balans/{frozen.slug}").text
    assert "4 bijdragen, vastgelegd" in page and "1 bijdrage is sindsdien ingetrokken" in page
    assert "Bomen op het dak" not in app.test_client().get(f"/balans/{frozen.slug}/bijdragen").text
    assert all_sound()


def resting_on(client, frozen):
    page = client.get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").text
    found = re.search(r"Het steunt op</p><ul>(.*?)</ul>", page, re.S)
    return re.sub(r"<[^>]+>|\s+", " ", found[1]) if found else ""


def test_what_an_answer_rests_on_is_shown_as_far_as_it_may_be_and_withdrawn_one_by_one(app, client, frozen, laid):
    visitor = app.test_client()
    assert "Caravan in de gracht" in resting_on(visitor, frozen) and "Een inzender, niet geciteerd" in resting_on(visitor, frozen)
    assert "Geheim voor leden" not in resting_on(visitor, frozen) and "Geheim voor leden" in resting_on(client, frozen)
    assert not any("Zwijgend" in resting_on(reader, frozen) for reader in (visitor, client))
    laid.stories.case.audience = Audience.MEMBERS
    relist(laid.stories.case)
    follow.withdraw(laid.stories.silent)
    db.session.commit()
    assert resting_on(visitor, frozen) == "" and "Caravan" in resting_on(client, frozen)
    assert "niet geciteerd" not in resting_on(client, frozen) and all_sound()
    laid.stories.case.title = "Een boot in de gracht"
    relist(laid.stories.case)
    db.session.commit()
    assert "gracht" not in resting_on(client, frozen), "never under a title that it no longer has"


def test_made_stricter_it_stays_with_the_members_alone(app, client, frozen, laid):
    story = laid.stories.case
    story.audience = Audience.MEMBERS
    relist(story)
    db.session.commit()
    assert held_of(story)[Audience.PUBLIC] == [] and held_of(story)[Audience.MEMBERS]
    assert "Caravan" not in app.test_client().get(f"/balans/{frozen.slug}/bijdragen").text
    page = client.get(f"/balans/{frozen.slug}/bijdragen?bij=een-geval").text
    assert "Caravan" in page and "Alleen voor leden" in page, "marked as it is today"


def test_what_is_not_listed_any_more_does_not_show_even_if_its_words_were_left(frozen, laid):
    """The second lock: a copy that was overlooked is not shown."""
    before = [(w.item_id, w.contribution_id, w.salt, w.content) for w in queries.words_of(laid.stories.named)]
    follow.withdraw(laid.stories.named)
    for item_id, contribution_id, salt, content in before:
        question = None if "title" in json.loads(content) and "statement" not in content else laid.question.id
        db.session.add(Words(item_id=item_id, contribution_id=contribution_id, question_id=question, salt=salt, content=content))
    db.session.commit()
    assert "Bomen op het dak" not in titles(frozen, laid.member) and "Bomen op het dak" not in titles(frozen, Visitor())


def test_looser_and_other_tags_change_nothing(frozen, laid):
    before = titles(frozen, laid.member), titles(frozen, Visitor())
    laid.stories.members.audience = Audience.PUBLIC
    laid.stories.case.tags.clear()
    for story in (laid.stories.members, laid.stories.case):
        relist(story)
    db.session.commit()
    assert (titles(frozen, laid.member), titles(frozen, Visitor())) == before


def test_a_question_out_of_view_is_out_of_view_here(app, client, frozen, laid):
    """Held, nobody but its makers reads it anywhere. Let back, an older stocktake says again what it froze, whatever
    members write later, unless these words went while it was judged."""
    address, overview = f"/balans/{frozen.slug}/vraagstukken/wie-beheert", f"/balans/{frozen.slug}"
    visitor = app.test_client()
    first = hide(complain(laid.question))
    assert visitor.get(address).status_code == 404 and client.get(address).status_code == 200
    assert "Wie beheert" not in visitor.get(f"{overview}/bijdragen").text
    decide(first)
    assert "Niemand is eigenaar" in visitor.get(address).text, "back in view, and unchanged"
    state_otherwise(laid.question.statements[0], "Meneer Jansen is eigenaar.", laid.member)
    for browser in (visitor, client):
        assert "Niemand is eigenaar" in browser.get(address).text, "worded otherwise without a complaint"
    named = freeze_now(laid.pile, "Met een naam", by=laid.member)
    second = hide(complain(laid.question))
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(second)
    assert client.get(f"/balans/{named.slug}/vraagstukken/wie-beheert").status_code == 404, "its words went"
    assert "Niemand is eigenaar" in visitor.get(address).text, "and those of before did not"


def test_what_was_frozen_while_it_was_judged_is_said_until_the_desk_decides(app, client, laid):
    """Members go on with a question that is judged, and so it is frozen for them; the words that go, go there too."""
    appeal = hide(complain(laid.question))
    frozen = freeze_now(laid.pile, "Terwijl er werd geoordeeld", by=laid.member)
    db.session.commit()
    address = f"/balans/{frozen.slug}/vraagstukken/wie-beheert"
    state_otherwise(laid.question.statements[0], "Zonder de naam van die meneer.", laid.member)
    assert client.get(address).status_code == 200
    decide(appeal)
    assert client.get(address).status_code == 404
    assert "Niemand is eigenaar" not in client.get(f"/balans/{frozen.slug}").text
    assert app.test_client().get(address).status_code == 404


@pytest.mark.parametrize("way", ["merged", "split off"])
def test_words_that_moved_are_out_of_view_and_reworded_here_as_well(app, client, frozen, laid, way):
    """A complaint about where they stand now is about these words: in the pages, and in the files."""
    address, visitor = f"/balans/{frozen.slug}/vraagstukken/wie-beheert", app.test_client()
    file = file_address(frozen, made(client, frozen))
    other = moved(laid, way)
    assert "Niemand is eigenaar" in visitor.get(address).text and client.get(file).status_code == 200
    first = hide(complain(other))
    assert visitor.get(address).status_code == 404 and client.get(file).status_code == 409
    assert "Wie beheert het groen" not in visitor.get(f"/balans/{frozen.slug}").text
    assert "Niemand is eigenaar" in client.get(address).text, "its makers go on with it meanwhile"
    decide(first)
    assert visitor.get(address).status_code == client.get(file).status_code == 200, "back in view, and unchanged"
    second = hide(complain(other))
    stated = next(one for one in other.statements if one.text == "Niemand is eigenaar.")
    state_otherwise(stated, "Zonder de naam van die meneer.", laid.member)
    decide(second)
    assert visitor.get(address).status_code == client.get(address).status_code == 404
    assert client.get(file).status_code == 409
    assert "Niemand is eigenaar" not in client.get(f"/balans/{frozen.slug}").text


def test_undone_after_it_was_judged_the_words_that_went_stay_away(app, client, frozen, laid):
    other = moved(laid, "merged")
    appeal = hide(complain(other))
    said = next(one for one in other.statements if one.text == "Niemand is eigenaar.")
    state_otherwise(said, "Zonder de naam van die meneer.", laid.member)
    decide(appeal)
    stocktaking.undo_merge(db.session.scalars(select(Merge)).one(), laid.member)
    db.session.commit()
    page = app.test_client().get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert")
    assert page.status_code == 404 and laid.question.merge is None


@pytest.mark.parametrize("way", ["merged", "split off"])
def test_reworded_where_they_went_without_a_complaint_they_stay(app, frozen, laid, way):
    other = moved(laid, way)
    for one in other.statements:
        one.text = f"Er is nu wel een eigenaar, zegt {one.id}."
    db.session.commit()
    assert "Niemand is eigenaar" in app.test_client().get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").text


def test_reworded_without_a_complaint_it_keeps_the_words_of_its_day(app, frozen, laid):
    laid.question.statements[0].text = "Er is nu wel een eigenaar."
    db.session.commit()
    assert "Niemand is eigenaar" in app.test_client().get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").text


def test_the_command_says_what_is_sound(app, frozen, laid):
    follow.withdraw(laid.stories.nowhere)
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["check-stocktakes"])
    assert said.exit_code == 0 and "zomertour-2026 (public): sound" in said.output and "2 withdrawn" in said.output, "a story and its whole text"
    db.session.scalars(select(Item)).first().digest = "f" * 64
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["check-stocktakes"])
    assert said.exit_code == 1 and "CHANGED" in said.output and "does not fit" in said.output


def test_made_at_is_kept_to_the_second(frozen):
    assert now() - frozen.made_at < timedelta(minutes=1) and frozen.made_at.microsecond == 0
