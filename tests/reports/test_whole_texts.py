"""A frozen stocktake keeps the whole text of each contribution as its audience read it that day, and no more."""

import io
import json
import zipfile

import pytest
from sqlalchemy import delete, select, update

from app.accounts.models import Visitor
from app.contributions.models import Audience
from app.contributions.operations import follow, relist
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.jobs import make_reports
from app.reports.models import Form, Item, ItemKind, ReportFile, ReportState, Words
from app.reports.operations.withdrawing import withdraw_what_parted
from app.reports.tables import tables
from tests.factories import make_organisation
from tests.gatherings.made import make_gathering
from tests.reports import readers
from tests.reports.made import freeze_now
from tests.reports.test_contents import text_of

WHOLE = {
    "facts": "Wij plantten in het voorjaar elf bomen op het dak van de garage.",
    "opinion": "Ik vind dat de tuinman eerder aan tafel moet.",
    "condition": "Het dak moet zeven ton dragen.",
    "went_wrong": "De pomp viel uit in de eerste hitte.",
}  # fmt: skip
TABULAR = (Form.XLSX, Form.ODS, Form.CSV, Form.JSON)


@pytest.fixture
def told(laid):
    """One that says everything there is to say, by name; frozen and shown to everybody."""
    for name, words in WHOLE.items():
        setattr(laid.stories.named, name, words)
    laid.stories.named.cost_hours = 0
    laid.stories.case.opinion, laid.stories.case.role = "Zonder naam zeg ik dit.", "beleidsadviseur"
    laid.stories.named.role = "beleidsadviseur"
    for story in (laid.stories.named, laid.stories.case):
        relist(story)
    made = freeze_now(laid.pile, "Met tekst", by=laid.member)
    operations.publish(made)
    db.session.commit()
    return made


def page_of(browser, stocktake, story):
    return browser.get(f"/balans/{stocktake.slug}/bijdragen/{story.public_id}")


def kept_of(story, kind=ItemKind.TEXT):
    wanted = select(Item.audience).join(Words).where(Words.contribution_id == story.id, Item.kind == kind)
    return set(db.session.scalars(wanted))


def contents(form, frozen):
    """What is read again of the contributions: their records by title."""
    content = MAKERS[form](frozen, None)
    if form is Form.JSON:
        return {row["title"]: row for row in readers.json_object(content)["contributions"]}
    found = readers.csv_files(content)["contributions.csv"] if form is Form.CSV else list(readers.sheets(content).values())[1]
    keys = [column.key for column in next(t for t in tables(frozen) if t.key == "contributions").columns]
    return {row[keys.index("title")]: dict(zip(keys, row, strict=True)) for row in found[1:]}


def test_everybody_opens_the_whole_text_and_it_stays_though_the_live_page_changes(app, told, laid):
    story, visitor = laid.stories.named, app.test_client()
    address = f"/balans/{told.slug}/bijdragen/{story.public_id}"
    assert f'href="{address}"' in visitor.get(f"/balans/{told.slug}/bijdragen").text
    page = visitor.get(address).text
    for words in (*WHOLE.values(), story.organisation.name, "Beleidsadviseur", "0 uur", "Zoals het er stond op"):
        assert words in page, words
    story.tags.clear()
    relist(story)
    db.session.commit()
    assert visitor.get(address).text == page, "in the terms of that day"
    unnamed = page_of(visitor, told, laid.stories.case).text
    assert "Zonder naam zeg ik dit." in unnamed and "Zonder naam</dd>" in unnamed
    assert laid.stories.case.organisation.name not in unnamed and "Beleidsadviseur" not in unnamed


def test_each_edition_holds_what_its_audience_reads(app, client, told, laid):
    assert kept_of(laid.stories.named) == set(Audience) and kept_of(laid.stories.members) == {Audience.MEMBERS}
    assert kept_of(laid.stories.silent) == set(), "who is not to be quoted is counted, and has no words"
    assert page_of(app.test_client(), told, laid.stories.members).status_code == 404
    assert "Alleen voor leden" in page_of(client, told, laid.stories.members).text
    for reader in (app.test_client(), client):
        assert page_of(reader, told, laid.stories.silent).status_code == 404
        assert reader.get(f"/balans/{told.slug}/bijdragen/geraden").status_code == 404
    operations.take_back(told)
    db.session.commit()
    assert page_of(app.test_client(), told, laid.stories.named).status_code == 404
    content = db.session.scalar(select(Words.content).join(Item).where(Words.contribution_id == laid.stories.case.id, Item.kind == ItemKind.TEXT, Item.audience == Audience.MEMBERS))
    kept = json.loads(content)
    assert (kept["organisation"], kept["role"], kept["named"]) == ("", None, False)


@pytest.mark.parametrize("way", ["withdrawn", "refrained", "members", "unnamed", "hidden place"])
def test_a_stricter_level_takes_the_whole_text_away_at_once(app, client, told, laid, way):
    story = laid.stories.named
    {
        "withdrawn": lambda: follow.withdraw(story),
        "refrained": lambda: setattr(story, "not_quoted", True) or relist(story),
        "members": lambda: setattr(story, "audience", Audience.MEMBERS) or relist(story),
        "unnamed": lambda: setattr(story, "names_organisation", False) or relist(story),
        "hidden place": lambda: setattr(story, "neighbourhood", "") or relist(story),
    }[way]()
    assert Audience.PUBLIC not in kept_of(story), "in the same transaction"
    db.session.commit()
    visitor = app.test_client()
    assert page_of(visitor, told, story).status_code == 404
    assert "1 bijdrage is sindsdien ingetrokken" in visitor.get(f"/balans/{told.slug}").text
    still = page_of(client, told, story)
    assert (still.status_code, WHOLE["facts"] in still.text) == ((200, True) if way == "members" else (404, False))
    with in_language("nl"):
        whole = queries.frozen(told, Visitor(), whole=True)
        assert not [form for form in TABULAR if "Bomen op het dak" in contents(form, whole)]
    assert all(found.is_sound for _edition, found in operations.verified())


def test_an_organisation_with_another_name_takes_no_text_away_and_another_one_does(told, laid):
    story = laid.stories.named
    assert story.organisation is story.place, "else its name would not be that of the place as well"
    story.organisation = make_organisation(name="Netbeheer Oud")
    relist(story)
    freeze_now(laid.pile, "Met een ander", by=laid.member)
    story.organisation.name = "Gemeente Nieuwe Naam"
    relist(story)
    assert kept_of(story) == set(Audience)
    story.organisation = make_organisation()
    relist(story)
    assert kept_of(story) == set()


@pytest.mark.parametrize("changed", [{"facts": "Heel iets anders."}, {"opinion": ""}, {"cost_hours": 12}, {"condition": "Anders."}])
def test_another_text_leaves_what_may_still_be_read_and_says_so(app, told, laid, changed):
    story = laid.stories.named
    for name, words in changed.items():
        setattr(story, name, words)
    relist(story)
    db.session.commit()
    assert kept_of(story) == set() and kept_of(story, ItemKind.CONTRIBUTION) == set(Audience)
    page = page_of(app.test_client(), told, story).text
    assert WHOLE["went_wrong"] not in page and "Vraag het de wortels." in page and "is sinds die dag veranderd of strenger gemaakt" in page
    assert "Van 1 bijdrage is de hele tekst sindsdien veranderd" in app.test_client().get(f"/balans/{told.slug}").text
    with in_language("nl"):
        row = contents(Form.CSV, queries.frozen(told, Visitor(), whole=True))["Bomen op het dak"]
    assert row["whole"] == "Sindsdien veranderd of strenger gemaakt" and row["facts"] == row["went_wrong"] == row["shared"] == ""
    assert all(found.is_sound for _edition, found in operations.verified())


def test_what_says_more_since_stays(told, laid):
    laid.stories.case.condition = "Alleen met een vergunning."
    laid.stories.members.audience = Audience.PUBLIC
    for story in (laid.stories.case, laid.stories.members):
        relist(story)
    assert kept_of(laid.stories.case) == set(Audience) and kept_of(laid.stories.members) == {Audience.MEMBERS}


def test_who_parts_with_the_gathering_takes_the_whole_text_along(told, laid):
    gathering = make_gathering()
    laid.pile.gathering_id = gathering.id
    laid.pile.wanted = laid.pile.wanted | {"gathering": gathering.id}
    db.session.flush()
    withdraw_what_parted(laid.stories.named, gathering)
    assert kept_of(laid.stories.named, ItemKind.CONTRIBUTION) == kept_of(laid.stories.named)


@pytest.mark.parametrize("form", TABULAR)
def test_a_file_that_is_opened_again_says_all_of_it(told, laid, form):
    with in_language("nl"):
        public, inner = (contents(form, queries.frozen(told, person, whole=True)) for person in (Visitor(), laid.member))
    row = public["Bomen op het dak"]
    assert {name: row[name] for name in WHOLE} == WHOLE
    plain = form is Form.JSON
    shared = (True, "public", "with a name") if plain else ("ja", "Iedereen", "Met de naam van de organisatie")
    assert (row["whole"], row["level_then"], row["shared"]) == shared and row["cost"] == ({"hours": 0, "euros": None, "unknown": False} if plain else "0 uur")
    assert row["organisation"] == laid.stories.named.organisation.name
    assert (row["role"]["nl"] if plain else row["role"]) == "Beleidsadviseur"
    assert "Geheim voor leden" not in public and inner["Geheim voor leden"]["level_then"] == ("members" if plain else "Alleen voor leden")
    silent = public[None if plain else "Een inzender, niet geciteerd"]
    assert silent["whole"] == silent["facts"] == silent["organisation"] == (None if plain else "")
    without = public["Caravan in de gracht"]
    assert without["opinion"] == "Zonder naam zeg ik dit." and without["organisation"] == without["role"] == (None if plain else "")


def test_the_job_writes_it_down_and_a_change_makes_the_file_void(app, told, laid):
    file = operations.ask_for_file(told, "", Form.CSV, for_members=False, by=laid.member)
    key = file.id
    db.session.commit()
    for _run in range(2):
        make_reports()
        db.session.commit()
    file = db.session.get_one(ReportFile, key)
    with zipfile.ZipFile(io.BytesIO(operations.path_of(file).read_bytes())) as archive:
        assert WHOLE["facts"] in archive.read("contributions.csv").decode()
    assert file.state is ReportState.READY and not operations.is_void(file)
    laid.stories.named.opinion = "Toch anders."
    relist(laid.stories.named)
    db.session.commit()
    assert file.state is ReportState.VOID and file.file_name == ""


def test_a_stocktake_of_before_says_nothing_false(app, told, laid):
    db.session.execute(delete(Words).where(Words.item_id.in_(select(Item.id).where(Item.kind == ItemKind.TEXT))))
    db.session.execute(update(Item).where(Item.kind == ItemKind.TEXT).values(kind=ItemKind.SOURCE))  # as the version before left it
    db.session.commit()
    page = page_of(app.test_client(), told, laid.stories.named).text
    assert "voordat hele teksten werden bewaard" in page and "Vraag het de wortels." in page and WHOLE["facts"] not in page
    assert "strenger gemaakt" not in page and "hele tekst" not in app.test_client().get(f"/balans/{told.slug}").text
    with in_language("nl"):
        row = contents(Form.JSON, queries.frozen(told, Visitor(), whole=True))["Bomen op het dak"]
    assert "whole" not in row and "facts" not in row and row["lesson"]
    assert all(found.is_sound for _edition, found in operations.verified())


def test_a_page_of_many_reads_no_whole_text(told, laid):
    assert queries.frozen(told, laid.member).texts is None
    assert len(queries.frozen(told, laid.member).with_text) == 4


@pytest.mark.parametrize("form", list(Form))
def test_the_key_of_an_organisation_is_in_no_file(told, laid, form):
    """It is kept beside the name to see whose the text is, also when that is called otherwise since; nobody reads it."""
    office = laid.stories.named.organisation
    office.slug = "sleutel-van-het-bureau"
    made = freeze_now(laid.pile, "Met sleutel", by=laid.member)
    sealed = db.session.scalars(select(Words.content).join(Item).where(Item.stocktake_id == made.id, Item.kind == ItemKind.TEXT))
    assert any(office.slug in content for content in sealed), "it is kept"
    for person in (Visitor(), laid.member):
        with in_language("nl"):
            read = text_of(form, MAKERS[form](queries.frozen(made, person, whole=True), None))
        assert office.slug not in read and "organisation_slug" not in read
        assert office.name in read or form not in TABULAR
