"""What is exported can be imported again, and then the same is exported: what everybody may see, and nothing else."""

import json
from datetime import date, datetime, time, timedelta

import pytest

from app.challenges.models import Challenge, ChallengeStatus
from app.contributions.models import Audience, Contribution, Kind, Status
from app.core import fulltext
from app.core.clock import UTC, now, today
from app.core.database import db
from app.core.revisions import begin_anew
from app.gatherings.models import Gathering, GatheringStatus, Part, Stop
from app.taxonomy.models import Dimension
from tests.factories import make_challenge, make_contribution, make_municipality, make_organisation, save, term


def exported(run, path):
    said = run("export", path)
    assert said.exit_code == 0, said.output
    return json.loads(path.read_text(encoding="utf-8"))


def emptied():
    """The database as it was before anything was shared."""
    for model in (Gathering, Contribution, Challenge):
        for found in db.session.query(model):
            db.session.delete(found)
        db.session.flush()
    fulltext.clear()
    begin_anew("listings")
    db.session.commit()


def without_ids(rows):
    """The file with the addresses, which are made anew, replaced by what stands at them."""
    names = {row["id"]: row["title"] for kind in ("challenges", "events") for row in rows[kind]}
    return json.loads(json.dumps(rows), object_hook=lambda found: named(found, names))


def named(found, names):
    found.pop("id", None)
    for key in ("related_challenge", "challenge"):
        if key in found:
            found[key] = names.get(found[key])
    if found.get("challenges") and isinstance(found["challenges"][0], str):
        found["challenges"] = [names[slug] for slug in found["challenges"]]
    return found


@pytest.fixture
def world(app):
    """Everything that anybody can see, in several shapes, beside things that are hidden."""
    town = make_municipality(name="Rondstad")
    ministry = make_organisation(name="Ministerie van Rondes", kind="rijk")
    theme, phase = term(Dimension.THEME), term(Dimension.PHASE)
    open_one = make_challenge(slug="hoe-koel-je-een-plein", organisation=town, title="Hoe koel je een plein?", terms=[theme, phase], process="Eerst dit\nDan dat")
    make_challenge(
        organisation=ministry, title="Wat is gesloten?", status=ChallengeStatus.CLOSED, closing_note="Dit nemen we mee.",
        closed_at=now() - timedelta(days=3), closes_on=None, usable_answer="Verborgen antwoordeisen",
    )
    secret = make_challenge(title="Verborgen concept", status=ChallengeStatus.DRAFT)
    later = make_challenge(title="Verborgen tot later", visible_from=today() + timedelta(days=9))
    gathering = Gathering(
        slug="dag", title="Dag op straat", organisation=town, on=date(2030, 5, 2), starts=time(12, 30),
        place="Het gemeentehuis", walk="Langs de gracht", capacity=40, open_to="Iedereen", partners=["BZK", "CCV"], status=GatheringStatus.PUBLISHED,
    )
    gathering.challenges = [open_one, secret, later]
    gathering.parts = [Part(position=0, starts=gathering.starts, title="Lunch", who="iedereen", note="Neem mee", is_assumed=True)]
    there = {"question": "Wie bedient haar?", "place": "Kade 1", "step_free": "Via de helling", "latitude": 52.5079, "longitude": 4.9662}
    gathering.stops = [Stop(number=1, title="Brug", challenge=open_one, **there), Stop(number=2, title="Put", challenge=later)]
    save(gathering)
    save(Gathering(slug="niet", title="Verborgen dag", organisation=town, on=date(2030, 5, 3), starts=gathering.starts))
    at = datetime(2025, 3, 14, 9, 26, tzinfo=UTC)
    make_contribution(
        title="Met de naam erbij", place=town, organisation=ministry, organisation_kind="rijk", names_organisation=True,
        terms=[theme, phase], challenge=open_one, year=2021, opinion="Dat vond ik jammer.", published_at=at, neighbourhood="Grachten",
    )
    hidden = {"place": town, "organisation": town, "neighbourhood": "Verborgenbuurt", "external_ref": "verborgen-1", "published_at": at}
    make_contribution(title="Zonder naam", year=2019, **hidden | {"challenge": later})
    make_contribution(title="Een vraag", kind=Kind.QUESTION, lesson="Wie weet dit?", year=None, place=None, organisation=None, published_at=at)
    make_contribution(title="Verborgen voor leden", audience=Audience.MEMBERS)
    make_contribution(title="Verborgen bij de redactie", status=Status.READING)
    make_contribution(title="Verborgen tot de aanbesteding", visible_from=today() + timedelta(days=5))
    make_contribution(title="Wil met naam", names_organisation=True, confirmed_at=None, place=town, organisation=ministry, published_at=at)


def test_what_is_exported_comes_back_the_same(run, world, tmp_path):
    first = exported(run, tmp_path / "one.json")
    assert [len(first[kind]) for kind in ("challenges", "events", "contributions")] == [2, 1, 4]
    emptied()
    assert exported(run, tmp_path / "none.json")["contributions"] == []
    said = run("import", "--publish", tmp_path / "one.json")
    assert said.exit_code == 0, said.output
    assert without_ids(exported(run, tmp_path / "two.json")) == without_ids(first)


def test_the_same_data_gives_the_same_file(run, world, tmp_path):
    exported(run, tmp_path / "one.json")
    exported(run, tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_nothing_hidden_is_exported(run, world, tmp_path):
    rows = exported(run, tmp_path / "one.json")
    text = json.dumps(rows, ensure_ascii=False)
    assert "erborgen" not in text and "2019-" not in text and "2025-03-14" not in text
    unnamed = next(row for row in rows["contributions"] if row["title"] == "Zonder naam")
    assert (unnamed["municipality"], unnamed["organisation"], unnamed["author_role"]) == ("", "", "")
    assert (unnamed["year"], unnamed["year_public"], unnamed["submitted_at"]) == (2018, "2018–2019", "2025-03-01")
    assert (unnamed["place_size"], unnamed["place_part"]) == ("medium", "west")
    wished = next(row for row in rows["contributions"] if row["title"] == "Wil met naam")
    assert wished["sharing"] == "zonder-naam" and wished["organisation"] == ""
    shown = next(row for row in rows["contributions"] if row["title"] == "Met de naam erbij")
    assert (shown["organisation"], shown["municipality"]) == ("Ministerie van Rondes", "Rondstad")


def test_the_pages_show_the_same_after_the_trip(run, world, tmp_path, app):
    before = texts(app)
    exported(run, tmp_path / "one.json")
    emptied()
    assert run("import", "--publish", tmp_path / "one.json").exit_code == 0
    assert texts(app) == before


def texts(app):
    """What a visitor reads of every contribution, without its address."""
    browser = app.test_client()
    found = db.session.query(Contribution).filter_by(status=Status.PUBLISHED, audience=Audience.PUBLIC, visible_from=None)
    told = [c for c in found.all() if c.title != "Zonder naam"]  # it answers a challenge that stays behind
    pages = [(c.title, browser.get(f"/bijdragen/{c.public_id}").text.replace(c.public_id, "")) for c in told]
    return sorted((title, page[page.index("<h1") : page.index("</article>") if "</article>" in page else None]) for title, page in pages)


def test_the_demonstration_makes_the_trip(run, tmp_path):
    run("prepare")
    assert run("demo", "load").exit_code == 0
    first = exported(run, tmp_path / "one.json")
    assert len(first["contributions"]) > 30 and all(row["demo"] for row in first["contributions"])
    run("demo", "remove")
    assert run("import", "--publish", tmp_path / "one.json").exit_code == 0
    assert without_ids(exported(run, tmp_path / "two.json")) == without_ids(first)
    run("demo", "remove")
    assert exported(run, tmp_path / "none.json")["contributions"] == [], "what is made up can still be told apart"


def test_an_export_that_cannot_be_written_says_so(run, tmp_path):
    said = run("export", tmp_path / "nowhere" / "out.json")
    assert said.exit_code == 1 and "cannot be written" in said.output
