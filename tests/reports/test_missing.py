"""A frozen stocktake says what is missing in it, on which themes only success is told, and what was known of the gaps."""

import html
import io
import re
import zipfile
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, func, select

from app.accounts.models import Role, Visitor
from app.codebook.models import Deed
from app.contributions.models import Audience, Kind, Outcome
from app.contributions.operations import follow
from app.contributions.operations import put_together as told_together
from app.contributions.queries import mark_of_pair
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.wording import in_language, long_date
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.missing import missing_in
from app.reports.models import Form, Item, ItemKind
from app.reports.tables import tables
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Verdict
from app.stocktaking.queries import spot_by_words
from app.workbench import operations as workbench
from app.workbench.queries import Wanted, cards_in, covered
from tests.codebook.made import change, words
from tests.factories import Dimension, make_challenge, make_contribution, make_organisation, make_user, term
from tests.reports.made import freeze_now
from tests.reports.test_contents import text_of

GOOD = {"kind": Kind.GOOD, "outcome": Outcome.SUCCEEDED}
STOPPED = {"kind": Kind.LEARNED, "outcome": Outcome.STOPPED}


def judge(first, second, verdict, by):
    stocktaking.judge(spot_by_words(first, second), verdict, "Dit lezen alleen leden.", by, 0)


@pytest.fixture
def made(app, sign_in):
    """On Ondergrond one success, and one for members in the design; on Verdichting what two tell that went wrong."""
    member = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Mira")
    sign_in(member)
    judge("thema:ondergrond", "fase:ontwerp", Verdict.REAL, member)
    judge("thema:verdichting", "fase:initiatief", Verdict.NOT_APPLICABLE, member)
    make_challenge(gap_sides="thema:klimaatadaptatie", published_at=clock.now())
    ground, dense = (term(Dimension.THEME, code) for code in ("ondergrond", "verdichting"))
    good = make_contribution(title="Het lukte", terms=[ground], **GOOD)
    failed = [make_contribution(title=f"Het stopte {n}", terms=[dense, term(Dimension.PHASE, "beheer")], **STOPPED) for n in range(2)]
    inner = make_contribution(title="Onder ons", audience=Audience.MEMBERS, terms=[ground, term(Dimension.PHASE, "ontwerp")], **GOOD)
    told_together(*failed, member, mark_of_pair(*failed))
    db.session.commit()
    pile = workbench.fix("Stapel", Wanted(), by=member)
    frozen = freeze_now(pile, "Wat mist", by=member)
    operations.publish(frozen)
    db.session.commit()
    return SimpleNamespace(frozen=frozen, pile=pile, member=member, good=good, failed=failed, inner=inner)


def page_of(browser, made):
    """The words below "Wat ontbreekt"."""
    page = browser.get(f"/balans/{made.frozen.slug}").text
    part = re.search(r'aria-labelledby="mist">(.*?)</section>', page, re.DOTALL)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", part[1])).split()) if part else ""


def read(made, person):
    with in_language("nl"):
        return missing_in(queries.frozen(made.frozen, person))


def test_it_counts_as_the_page_of_the_pile_does(made):
    for person in (Visitor(), made.member):
        with in_language("nl"):
            there = covered(made.pile, [card.contribution_id for card in cards_in(made.pile)], person)
        found = read(made, person)
        assert [[(c.name, c.number) for c in g.counts] for g in found.groups] == [[(c.name, c.number) for c in g.counts] for g in there.groups]
        assert found.bias == there.bias and any(theme.only_successes for theme in found.bias)


def test_everybody_reads_what_is_missing_and_what_was_known_of_the_gaps(app, client, made):
    day = long_date(today())
    for browser in (app.test_client(), client):
        told = page_of(browser, made)
        assert "alleen successen: niet af" in told and "100% vertelt wat misging" in told
        assert "Fase : niets over Programmering" in told and "Dit lezen alleen leden" not in told and "Mira" not in told
        assert f"Klimaatadaptatie: gevraagd op {day}" in told, "that it was put out, with its day"
        assert "initiatief (niet van toepassing)" in told and "initiatief:" not in told, "each once"
    assert "Ondergrond, ontwerp (een echt gat)" in page_of(app.test_client(), made), "to who may not know what lies there"
    assert "een echt gat" not in page_of(client, made), "to members something lies there"


@pytest.mark.parametrize("form", list(Form))
def test_every_file_says_it_too(made, form):
    with in_language("nl"):
        public, inner = (
            text_of(form, MAKERS[form](queries.frozen(made.frozen, person), None)) for person in (Visitor(), made.member)
        )
    for told in (public, inner):
        for said in ("alleen successen: niet af", "niet van toepassing", "Klimaatadaptatie", f"gevraagd op {long_date(today())}"):
            assert said in told, said
        assert "Dit lezen alleen leden" not in told and "Mira" not in told
    assert "een echt gat" in public and "een echt gat" not in inner


def test_each_row_of_the_tables_is_about_one_side_or_one_gap(made):
    with in_language("nl"):
        found = {table.key: table for table in tables(queries.frozen(made.frozen, Visitor()))}
        measured = missing_in(queries.frozen(made.frozen, Visitor()))
    rows = {row[:2]: row[2:] for row in found["coverage"].rows}
    ground, dense = (term(Dimension.THEME, code).name_nl for code in ("ondergrond", "verdichting"))
    assert rows["Thema", ground] == (1, 0, "maar één of twee; alleen successen: niet af", "ondergrond")
    assert rows["Thema", dense] == (1, 1, "maar één of twee; 100% vertelt wat misging", "verdichting"), "one case, told by two"
    assert len(found["gaps"].rows) == len(measured.empty) + 1 and measured.crossings - 1 == len(measured.empty)
    known = [row for row in found["gaps"].rows if row[2]]
    assert {row[2] for row in known} == {"een echt gat", "niet van toepassing", f"gevraagd op {long_date(today())}"}
    assert all(row[3] or row[4] for row in known)


def test_a_theme_that_hides_the_others_is_named_and_not_counted(app, made):
    made.pile.switched_off = [term(Dimension.THEME, "verdichting").id]
    made.frozen = freeze_now(made.pile, "Zonder", by=made.member)
    operations.publish(made.frozen)
    db.session.commit()
    name = term(Dimension.THEME, "verdichting").name_nl
    told = page_of(app.test_client(), made)
    assert f"Niet meegeteld, omdat ze de andere verstoppen: {name}." in told and "misging" not in told.split("Waar niets ligt")[0].split("In woorden")[1]
    with in_language("nl"):
        coverage = next(t for t in tables(queries.frozen(made.frozen, Visitor())) if t.key == "coverage")
    assert [row[2:] for row in coverage.rows if row[1] == name] == [("", "", "niet meegeteld: het verstopt de andere", "verdichting")]
    assert name not in {theme.name for theme in read(made, Visitor()).bias}


def test_what_somebody_withdrew_cannot_be_told_from_what_is_left(app, made):
    """A number of that day beside the contributions that remain would say what the one that is gone was about."""
    assert "alleen successen" in page_of(app.test_client(), made)
    follow.withdraw(made.good)
    db.session.commit()
    told, found = page_of(app.test_client(), made), read(made, Visitor())
    assert "alleen successen" not in told and "Wat sindsdien is ingetrokken, telt niet mee" in told
    assert sum(count.number for group in found.groups for count in group.counts if count.name in ("Ondergrond", "Goed voorbeeld", "Gelukt")) == 0
    assert all(checked.is_sound for _edition, checked in operations.verified())


def test_a_retired_term_is_no_gap_and_later_names_change_nothing(app, made):
    before, name = page_of(app.test_client(), made), term(Dimension.PHASE, "programmering").name_nl
    change(Deed.RENAME, "klimaatadaptatie", **words("Het weer"))
    change(Deed.RETIRE, "programmering", dimension=Dimension.PHASE)
    db.session.expire_all()
    assert page_of(app.test_client(), made) == before and "Klimaatadaptatie" in before
    made.frozen = freeze_now(made.pile, "Later", by=made.member)
    operations.publish(made.frozen)
    db.session.commit()
    told = page_of(app.test_client(), made)
    assert "Het weer" in told and name in before and name not in told


def test_a_judgement_of_later_or_taken_back_changes_nothing(app, made):
    before = page_of(app.test_client(), made)
    stocktaking.take_judgement_back(spot_by_words("thema:verdichting", "fase:initiatief"), 1)
    judge("thema:deelmobiliteit", "", Verdict.REAL, made.member)
    db.session.commit()
    assert page_of(app.test_client(), made) == before


def test_a_stocktake_of_before_reads_as_ever(app, made):
    db.session.execute(delete(Item).where(Item.kind == ItemKind.MEASURE))
    db.session.commit()
    page = app.test_client().get(f"/balans/{made.frozen.slug}").text
    assert 'id="mist"' not in page and "Waar de bijdragen lagen" in page and read(made, Visitor()) is None
    with in_language("nl"):
        frozen = queries.frozen(made.frozen, Visitor())
        assert not {"coverage", "gaps"} & {table.key for table in tables(frozen)}
        with zipfile.ZipFile(io.BytesIO(MAKERS[Form.CSV](frozen, None))) as archive:
            assert "coverage.csv" not in archive.namelist()


def test_one_for_each_audience(made):
    found = db.session.execute(select(Item.audience, func.count()).where(Item.kind == ItemKind.MEASURE).group_by(Item.audience))
    assert dict(found.tuples().all()) == dict.fromkeys(Audience, 1)
