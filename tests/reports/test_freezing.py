"""Freezing a pile: what is in it for whom, in which words, and that it stays as it is."""

import json
import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.contributions.operations import follow
from app.core import clock
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, permissions, queries
from app.reports.exports.record import json_of
from app.reports.jobs import freeze_piles
from app.reports.models import Stocktake, Words
from app.reports.outline import facts_of
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid
from app.taxonomy.models import Dimension
from app.workbench import operations as workbench
from app.workbench.models import PileCard
from tests.factories import make_contribution, make_question, make_user, term
from tests.reports.made import freeze_now

SECRETS = ("Geheim voor leden", "Praat zachtjes", "onder elkaar")
LEVELS = {"Iedereen": "public", "Alleen voor leden": "members"}
SILENT = ("Zwijgend verhaal", "Niemand haalt dit aan")


def pages_of(stocktake, client):
    base = f"/balans/{stocktake.slug}"
    return "".join(client.get(base + path).text for path in ("", "/bijdragen", "/vraagstukken/wie-beheert"))


def test_a_member_freezes_a_pile_and_shows_it_to_everybody(client, app, laid):
    page = client.get(f"/werkbank/stapels/{laid.pile.slug}/vastleggen")
    assert 'value="Zomertour"' in page.text and "Leg deze stapel vast als balans" in page.text
    answer = client.post(f"/werkbank/stapels/{laid.pile.slug}/vastleggen", data={"name": "Zomertour 2026"})
    assert answer.status_code == 302 and answer.location.endswith("/vastleggen")
    freeze_piles(), freeze_piles()
    db.session.commit()
    assert "/balans/zomertour-2026" in client.get(answer.location).text
    page = client.get("/balans/zomertour-2026").text
    assert "5 bijdragen, vastgelegd op" in page and "Dit is geen steekproef." in page and "Alleen voor leden" in page
    visitor = app.test_client()
    assert visitor.get("/balans/zomertour-2026").status_code == 404
    assert "Zomertour 2026" not in visitor.get("/balansen").text
    client.post("/balans/zomertour-2026/openbaar")
    page = visitor.get("/balans/zomertour-2026").text
    assert "4 bijdragen, vastgelegd op" in page and "Zomertour 2026" in visitor.get("/balansen").text
    client.post("/balans/zomertour-2026/alleen-leden")
    assert visitor.get("/balans/zomertour-2026").status_code == 404


def test_everybody_reads_what_was_public_and_members_read_more(client, app, frozen):
    told = pages_of(frozen, app.test_client())
    assert not [word for word in (*SECRETS, *SILENT) if word in told]
    assert "Bomen op het dak" in told and "Vraag het de wortels." in told and "Een inzender, niet geciteerd" in told
    told = pages_of(frozen, client)
    assert "Geheim voor leden" in told and not [word for word in SILENT if word in told]
    assert "5 bijdragen" in client.get(f"/balans/{frozen.slug}/bijdragen").text


def test_what_was_public_that_day_is_counted_and_not_what_became_public_since(client, laid):
    workbench.offer(laid.pile, [laid.inner], by=laid.member)
    made = freeze_now(laid.pile, "Zomertour 2026", by=laid.member)
    db.session.commit()
    here, told = f"/balans/{made.slug}", "Openbaar op die dag: 1 van 2 vraagstukken."
    assert told in client.get(here).text
    stocktaking.publish(laid.inner, by=laid.member)
    db.session.commit()
    assert told in client.get(here).text


def test_a_question_of_members_and_what_lies_there_is_not_told_to_others(app, client, laid):
    stocktaking.lay(laid.stories.case, Laid.QUESTIONS, frozenset({laid.inner.id}), laid.member)
    made = freeze_now(laid.pile, "Zomertour", by=laid.member)
    operations.publish(made)
    db.session.commit()
    visitor = app.test_client()
    told = pages_of(made, visitor)
    assert "onder elkaar" not in told and "onder elkaar" in pages_of(made, client)
    assert visitor.get(f"/balans/{made.slug}/vraagstukken/van-leden").status_code == 404
    assert queries.frozen(made, Visitor()).laid[Laid.OPEN] == 2
    kept = json.dumps([json.loads(row) for row in db.session.scalars(select(Words.content).join(Words.item).where(
        Words.item.property.mapper.class_.audience == "public"))])
    assert "van-leden" not in kept, "not even in what is kept for everybody"


def level_in_files(stocktake, person):
    """Who reads each question today, and who could that day: as a computer reads it, and as a document says it."""
    found = queries.frozen(stocktake, person)
    told = {row["slug"]: (row["level"], row["level_then"]) for row in json.loads(json_of(found))["questions"]}
    for question in found.questions:
        said = dict(facts_of(found, question))
        assert tuple(LEVELS[str(said[name])] for name in ("Wie leest het", "Wie het die dag las")) == told[question.slug]
    return told


def test_what_was_public_that_day_is_told_of_that_day(app, client, laid):
    """Also when questions were published, taken back or held since; what is stricter now is marked as well."""
    stocktaking.lay(laid.stories.case, Laid.QUESTIONS, frozenset({laid.inner.id}), laid.member)
    held = make_question(slug="uit-beeld", sentence="Wie stond er uit beeld?", held_at=clock.now())
    workbench.offer(laid.pile, [held], by=laid.member)
    made = freeze_now(laid.pile, "Zomertour", by=laid.member)
    address, marks = f"/balans/{made.slug}", "Alleen voor leden</span>"
    laid.inner.is_public, held.held_at = True, None
    db.session.commit()
    page = client.get(address).text
    assert "Openbaar op die dag: 1 van 3 vraagstukken." in page
    assert page.count(marks) == 1 + 2, "of the stocktake, and of what everybody misses in it"
    assert marks in client.get(f"{address}/vraagstukken/van-leden").text
    with in_language("nl"):
        assert level_in_files(made, laid.member) == {
            "wie-beheert": ("public", "public"), "van-leden": ("public", "members"), "uit-beeld": ("public", "members"),
        }  # fmt: skip
    laid.question.is_public = False
    operations.publish(made)
    db.session.commit()
    with in_language("nl"):
        assert level_in_files(made, laid.member)["wie-beheert"] == ("members", "public")
        assert level_in_files(made, Visitor()) == {}
    assert client.get(address).text.count(marks) == 3 and "groen" not in app.test_client().get(address).text


def test_it_stays_as_it_was_in_its_own_words(client, app, laid, frozen):
    ground = term(Dimension.THEME, "ondergrond")
    before, old = pages_of(frozen, app.test_client()), ground.name_nl
    ground.name_nl = "Heel andere naam"
    laid.question.sentence = "Wie doet het groen nu?"
    stocktaking.lay(laid.stories.named, Laid.NOWHERE, frozenset(), laid.member)
    db.session.execute(PileCard.__table__.delete())
    make_contribution(title="Kwam later")
    db.session.commit()
    assert pages_of(frozen, app.test_client()) == before and old in before
    ground.name_nl = old
    db.session.commit()


def test_tags_place_and_period_are_as_they_were_disclosed(laid, frozen):
    by_title = {c.title: c for c in queries.frozen(frozen, Visitor()).contributions}
    named, unnamed = by_title["Bomen op het dak"], by_title["Caravan in de gracht"]
    assert named.place["nl"].startswith("Voorbeeldstad") and named.years == "2021"
    assert unnamed.place["nl"].startswith("Middelgrote") and unnamed.years == "2020–2021" and not unnamed.organisation_kind
    assert [tag.code for tag in named.tags if tag.dimension == "theme"] == ["ondergrond"]
    silent = next(c for c in queries.frozen(frozen, Visitor()).contributions if c.not_quoted)
    assert (silent.id, silent.title, silent.lesson, silent.place, silent.years) == ("", "", "", {}, "") and silent.tags


def test_quotes_are_exact_and_who_is_not_quoted_is_counted(client, frozen, laid):
    question = queries.frozen(frozen, laid.member).question("wie-beheert")
    words = {quote.words for quote in question.quotes}
    assert words == {laid.stories.named.facts[:20], ""} and sum(quote.is_withheld for quote in question.quotes) == 1
    page = client.get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").text
    for said in ("Waterschap Rijn ziet het anders", "Wij vinden van niet.", "Begin met een lijst.", "Stuurgroep groen", "Omdat het kan."):
        assert said in page
    assert laid.stories.named.facts[:20] in page and "Wat bij dit vraagstuk lag: 3 bijdragen." in page


@pytest.mark.parametrize("is_published", [True, False])
def test_the_rule_and_its_sql_agree(laid, frozen, is_published):
    if not is_published:
        operations.take_back(frozen)
        db.session.commit()
    for person in (Visitor(), make_user(), *(make_user(role) for role in Role)):
        listed = db.session.scalars(select(Stocktake).where(permissions.visible_to(person))).all()
        assert (frozen in listed) is permissions.may_view(person, frozen)


def test_an_empty_name_comes_back_and_an_empty_pile_is_refused(client, app, laid):
    address = f"/werkbank/stapels/{laid.pile.slug}/vastleggen"
    answer = client.post(address, data={"name": " "})
    assert answer.status_code == 422 and "Geef de balans een naam" in answer.text
    for story in vars(laid.stories).values():
        follow.withdraw(story)
    db.session.commit()
    answer = client.post(address, data={"name": "Leeg"})
    assert answer.status_code == 409 and "ligt niets meer" in answer.text and 'value="Leeg"' in answer.text
    assert db.session.query(Stocktake).count() == 0


def test_only_who_takes_stock_freezes(app, client, sign_in, laid, frozen):
    sign_in(make_user(Role.EDITOR))
    assert client.post(f"/werkbank/stapels/{laid.pile.slug}/vastleggen", data={"name": "X"}).status_code == 403
    assert client.post(f"/balans/{frozen.slug}/alleen-leden").status_code == 403


def test_contributions_by_place_and_page(client, frozen):
    page = client.get(f"/balans/{frozen.slug}/bijdragen?bij=een-geval").text
    assert "Caravan in de gracht" in page and "Bomen op het dak" not in page
    page = client.get(f"/balans/{frozen.slug}/bijdragen?bij=open&pagina=99").text
    assert "Deksel zonder put" in page and "Caravan" not in page
    assert client.get(f"/balans/{frozen.slug}/bijdragen?bij=onzin&pagina=x").status_code == 200
    assert re.search(r"<code[^>]*>[0-9a-f]{64}</code>", client.get(f"/balans/{frozen.slug}").text)
