"""A frozen stocktake stays readable in the terms of its day, whatever becomes of the vocabulary."""

import hashlib
import re

import pytest
from sqlalchemy import delete, func, select

from app.accounts.models import Role, Visitor
from app.codebook import operations as codebook
from app.codebook.models import Deed, TermChange
from app.contributions.models import Provenance, Tag
from app.contributions.operations import relist
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.jobs import make_reports
from app.reports.models import Codebook, Form, ReportState
from app.reports.records import codebook_of_now
from app.reports.seal import codebook_mark
from app.reports.tables import tables
from app.taxonomy.models import Dimension
from app.taxonomy.queries import all_terms
from tests.codebook.made import change, words
from tests.codebook.proposed import BARRIER, proposed, with_own_words
from tests.factories import make_user, term
from tests.reports import readers
from tests.reports.made import freeze_now
from tests.reports.test_contents import text_of
from tests.reports.test_difference import frozen_later


def live_through_changes():
    """Renamed, merged, and what it was merged into split."""
    change(Deed.RENAME, "ondergrond", **words("Onder onze voeten"))
    change(Deed.MERGE, "ondergrond", heir="verdichting")
    change(Deed.SPLIT, "verdichting", parts=[{"name_nl": "Bijbouwen in de straat", "name_en": ""}, {"code": "deelmobiliteit"}])
    db.session.expire_all()


def test_renamed_merged_and_split_terms_are_called_there_as_they_were(client, frozen, laid):
    before = client.get(f"/balans/{frozen.slug}/bijdragen").text
    seen = {edition.audience: edition.vocabulary for edition, _found in operations.verified()}
    tags = [c.tags for c in queries.frozen(frozen, laid.member).contributions]
    name = term(Dimension.THEME, "ondergrond").name_nl
    live_through_changes()
    now = client.get(f"/balans/{frozen.slug}/bijdragen").text
    assert name in now and "Onder onze voeten" not in now and "Bijbouwen in de straat" not in now
    assert now == before, "to the letter, for whoever reads it"
    assert [c.tags for c in queries.frozen(frozen, laid.member).contributions] == tags
    assert {edition.audience: edition.vocabulary for edition, _found in operations.verified()} == seen
    assert codebook_mark(codebook_of_now()) not in seen.values(), "what is frozen now would name another vocabulary"
    assert all(found.is_sound for _edition, found in operations.verified())


def test_its_codebook_is_read_as_it_was_by_everybody(app, frozen):
    visitor, ground = app.test_client(), term(Dimension.THEME, "ondergrond")
    was, scope = ground.name_nl, ground.scope
    assert f'href="/balans/{frozen.slug}/begrippen"' in visitor.get(f"/balans/{frozen.slug}").text
    before = [visitor.get(f"/balans/{frozen.slug}/{path}").text for path in ("begrippen", "begrippen.csv")]
    live_through_changes()
    assert [visitor.get(f"/balans/{frozen.slug}/{path}").text for path in ("begrippen", "begrippen.csv")] == before
    for told in before:
        assert was in told and scope in told and ground.name_en in told and "Onder onze voeten" not in told
    heads, *rows = readers.csv_rows(before[1])
    with in_language("nl"):
        found = queries.frozen(frozen, Visitor(), whole=True)
        table = next(t for t in tables(found) if t.key == "codebook")
    assert heads == [column.head for column in table.columns] and len(rows) == len(found.codebook) > 100
    line = dict(zip((c.key for c in table.columns), next(row for row in rows if row[1] == "ondergrond"), strict=True))
    assert (line["name_nl"], line["scope"], line["replaced_by"], line["dimension"]) == (was, scope, "", "Thema's")
    operations.take_back(frozen)
    db.session.commit()
    assert {visitor.get(f"/balans/{frozen.slug}/{path}").status_code for path in ("begrippen", "begrippen.csv")} == {404}


def reports_asked(frozen, member):
    """A file of it for members that is ready to be fetched."""
    file = operations.ask_for_file(frozen, "", Form.JSON, for_members=True, by=member)
    for _turn in range(2):
        db.session.commit()
        make_reports()
    db.session.commit()
    assert file.state is ReportState.READY and not operations.is_void(file)
    return file


def test_words_of_a_contributor_that_were_undone_are_in_no_codebook_of_before(app, laid, sign_in):
    """A new term and another word for one, both asked for by a reader, and frozen before they were undone."""
    reader, keeper, heir = make_user(Role.EDITOR), make_user(Role.ADMINISTRATOR), term(BARRIER, "niemand-durfde")
    above = next(found.code for found in all_terms() if found.dimension is BARRIER and found.is_group)
    new = proposed(reader, with_own_words(reader), words="de glazenwasser wilde niet")
    codebook.accept_as_new(new, words("De glazenwasser wilde niet", parent=above), "Mist.", keeper, 1)
    other = proposed(reader, with_own_words(reader), words="glazenwasser was bang", means=heir)
    codebook.accept_as_synonym(other, heir, "Hoort erbij.", keeper, 1)
    db.session.commit()
    frozen = freeze_now(laid.pile, "Met woorden", by=laid.member)
    paths = [f"/balans/{frozen.slug}/{path}" for path in ("begrippen", "begrippen.csv")]
    browser = app.test_client()
    sign_in(laid.member, browser)
    file = reports_asked(frozen, laid.member)
    told = [browser.get(path).text for path in paths]
    assert all("De glazenwasser wilde niet" in text for text in told) and "glazenwasser was bang" in told[1]
    for change_made in (new.change_id, other.change_id):
        codebook.take_back(db.session.get(TermChange, change_made), keeper)
    db.session.commit()
    assert operations.is_void(file), "what says them already is fetched no more"
    assert not any("lazenwasser" in browser.get(path).text for path in paths)
    assert heir.synonyms[0] in browser.get(paths[1]).text, "another word that stands is told as it was"
    assert all(found.is_sound for _edition, found in operations.verified())


def test_terms_that_were_undone_are_missing_in_no_stocktake_of_before_and_no_tags_there(app, laid):
    """Nobody is to read of them in what nothing was told about, nor with a text that carries them no longer."""
    keeper, name = make_user(Role.ADMINISTRATOR), "Glazenwasserij"
    made = [change(Deed.ADD, "", dimension=d, **words(f"{name} {d}")) for d in (Dimension.THEME, Dimension.PHASE)]
    story = laid.stories.named
    story.tags = [*story.tags, Tag(term=made[0].term, provenance=Provenance.CONTRIBUTOR)]
    relist(story)
    frozen = freeze_now(laid.pile, "Met woorden", by=laid.member)
    operations.publish(frozen)
    db.session.commit()
    told, visitor = [f"/balans/{frozen.slug}{path}" for path in ("", "/bijdragen")], app.test_client()
    assert all(made[0].term.name_nl in visitor.get(path).text for path in told)
    assert made[1].term.name_nl in visitor.get(told[0]).text
    for one in made:
        codebook.take_back(one, keeper)
    db.session.commit()
    first = visitor.get(told[0]).text
    assert made[0].term.name_nl in first and made[1].term.name_nl not in first, "a text that everybody reads carries one"
    story.tags = [tag for tag in story.tags if tag.term is not made[0].term]
    relist(story)
    db.session.commit()
    assert not any(name in visitor.get(path).text for path in told)
    with in_language("nl"):
        whole = queries.frozen(frozen, Visitor(), whole=True)
        assert not any(name in text_of(form, MAKERS[form](whole, None)) for form in Form)
    assert all(found.is_sound for _edition, found in operations.verified())


def test_no_code_of_another_term_tells_of_one_that_was_undone(app, laid):
    """A code is made of the first name of its term."""
    keeper, leaf = make_user(Role.ADMINISTRATOR), change(Deed.ADD, "", dimension=Dimension.THEME, **words("Goten")).term
    above = change(Deed.ADD, "", dimension=Dimension.THEME, **words("De glazenwasser"))
    moved = change(Deed.MOVE, leaf.code, parent=above.term.code)
    frozen = freeze_now(laid.pile, "Met woorden", by=laid.member)
    operations.publish(frozen)
    db.session.commit()
    paths = [f"/balans/{frozen.slug}/{path}" for path in ("begrippen", "begrippen.csv")]
    assert all("de-glazenwasser" in app.test_client().get(path).text for path in paths)
    for one in (moved, above):
        codebook.take_back(one, keeper)
    db.session.commit()
    found = [app.test_client().get(path) for path in paths]
    assert all(page.status_code == 200 and "glazenwasser" not in page.text and "Goten" in page.text for page in found)


@pytest.mark.parametrize("form", list(Form))
def test_every_file_says_what_the_terms_meant(frozen, form):
    ground = term(Dimension.THEME, "ondergrond")
    scope = ground.scope
    unused = term(Dimension.THEME, "deelmobiliteit").scope
    ground.scope = "Iets anders."
    with in_language("nl"):
        told = text_of(form, MAKERS[form](queries.frozen(frozen, Visitor(), whole=True), None))
    assert re.sub(r"\s", "", scope) in re.sub(r"\s", "", told) and "Iets anders." not in told
    assert (unused in told) is (form not in (Form.DOCX, Form.PDF)), "on paper only the terms that are used"


def test_the_same_codebook_is_kept_once_and_its_fingerprint_can_be_checked(app, laid, frozen):
    freeze_now(laid.pile, "Nog een", by=laid.member)
    kept = db.session.scalars(select(Codebook)).all()
    assert len(kept) == 1 and hashlib.sha256(kept[0].content.encode()).hexdigest() == kept[0].fingerprint
    assert {edition.vocabulary for edition, _found in operations.verified()} == {kept[0].fingerprint}
    change(Deed.RENAME, "ondergrond", **words("Onder onze voeten"))
    freeze_now(laid.pile, "Anders", by=laid.member)
    assert db.session.scalar(select(func.count()).select_from(Codebook)) == 2
    kept[0].content = kept[0].content.replace("Ondergrond", "Bovengrond")
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["check-stocktakes"])
    assert said.exit_code == 1 and "codebook is not the one" in said.output and "anders (public): sound" in said.output


def test_an_explanation_makes_another_fingerprint(app):
    before = codebook_mark(codebook_of_now())
    term(Dimension.THEME, "ondergrond").scope = "Nu anders uitgelegd."
    db.session.flush()
    assert codebook_mark(codebook_of_now()) != before


def difference_page(browser, later, earlier):
    page = browser.get(f"/balans/{later.slug}/verschil?met={earlier.slug}").text
    found = re.search(r'aria-labelledby="begrippen">(.*?)</section>', page, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[1])


def test_the_difference_says_which_terms_came_went_and_were_renamed(app, laid, frozen):
    change(Deed.RENAME, "klimaatadaptatie", **words("Het weer"))
    change(Deed.MERGE, "ondergrond", heir="verdichting")
    change(Deed.ADD, "", name_nl="Muziek op straat", name_en="Music", parent="")
    db.session.expire_all()
    told = " ".join(difference_page(app.test_client(), frozen_later(laid, frozen), frozen).split())
    assert "Nieuwe begrippen Thema's: Muziek op straat" in told and "Niet meer in gebruik Thema's: Ondergrond" in told
    assert "(vervangen door" in told and "Klimaatadaptatie → Het weer" in told


def test_the_difference_says_when_nothing_differs_and_when_nobody_can_tell(app, laid, frozen):
    later = frozen_later(laid, frozen)
    assert "met dezelfde begrippen" in difference_page(app.test_client(), later, frozen)
    for edition in frozen.editions:
        edition.vocabulary = "0" * 64  # of before: a mark, of which no codebook was kept
    db.session.commit()
    assert "niet bewaard" in difference_page(app.test_client(), later, frozen)


def test_a_stocktake_of_before_has_no_such_page(app, frozen):
    db.session.execute(delete(Codebook))
    db.session.commit()
    visitor = app.test_client()
    assert visitor.get(f"/balans/{frozen.slug}/begrippen").status_code == 404
    assert "/begrippen" not in re.sub(r"/beheer/begrippen", "", visitor.get(f"/balans/{frozen.slug}").text)
    with in_language("nl"):
        found = queries.frozen(frozen, Visitor(), whole=True)
        assert "codebook" not in {table.key for table in tables(found)} and "Begrippen van die dag" not in text_of(Form.DOCX, MAKERS[Form.DOCX](found, None))
    assert all(checked.is_sound for _edition, checked in operations.verified())
