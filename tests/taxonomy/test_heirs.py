"""A term that is replaced by another: everything that carried it goes along, also addresses that people kept."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.challenges.models import Challenge, ChallengeStatus
from app.contributions.models import Contribution, Listing, Provenance, Status, Tag
from app.core.clock import today
from app.core.database import db
from app.taxonomy.models import Dimension, Term
from app.taxonomy.operations import load_vocabulary
from tests.factories import make_challenge, make_contribution, make_user, term

OLD, HEIR = "ondergrond", "verdichting"


@pytest.fixture
def prepare(app, tmp_path, monkeypatch):
    """Runs `prepare` with a vocabulary in which these codes are replaced; afterwards everything is as it was."""
    original = app.extensions["deal"]
    folder = tmp_path / "deal"
    shutil.copytree(original.folder, folder)
    monkeypatch.setitem(app.extensions, "deal", replace(original, folder=folder))

    def run(expected=0, **replaced):
        vocabulary = original.vocabulary()
        for words in entries(vocabulary):
            if words["id"] in replaced:
                words["replaced_by"] = replaced[words["id"]]
        (folder / "vocabulary.json").write_text(json.dumps(vocabulary), encoding="utf-8")
        said = app.test_cli_runner().invoke(args=["prepare"])
        assert said.exit_code == expected, said.output
        db.session.expire_all()
        return said.output

    yield run
    db.session.rollback()
    for found in db.session.scalars(select(Term).where(Term.code.like(f"{OLD}/%"))):
        found.parent = term(Dimension.THEME, OLD)
    load_vocabulary(original.vocabulary())
    db.session.commit()


def entries(vocabulary):
    for values in vocabulary.values():
        for words in values if isinstance(values, list) else []:
            if isinstance(words, dict) and "id" in words:
                yield words
                yield from words.get("children", [])
                yield from words.get("items", [])


def codes(thing):
    tags = thing.terms if isinstance(thing, Challenge) else [tag.term for tag in thing.tags]
    return sorted(found.code for found in tags)


def test_contributions_and_challenges_get_the_heir_once(prepare):
    old, heir = term(Dimension.THEME, OLD), term(Dimension.THEME, HEIR)
    one, both = make_contribution(terms=[old]), make_contribution(terms=[old, heir])
    waiting = make_contribution(terms=[old], status=Status.READING)
    challenge = make_challenge(terms=[old, heir])
    prepare(ondergrond=HEIR)
    assert codes(one) == codes(both) == codes(waiting) == codes(challenge) == [HEIR]
    assert {tag.provenance for tag in one.tags} == {Provenance.CONTRIBUTOR}
    assert db.session.scalar(select(func.count()).select_from(Tag).where(Tag.term_id == old.id)) == 0


def test_lists_search_and_balance_show_them_under_the_heir(prepare, client):
    story = make_contribution(terms=[term(Dimension.THEME, OLD), term(Dimension.PHASE, "ontwerp")], title="Onder de stoep")
    below = make_contribution(terms=[term(Dimension.THEME, "ondergrond/ordening")], title="Kabels door elkaar")
    prepare(ondergrond=HEIR)
    old, heir = term(Dimension.THEME, OLD), term(Dimension.THEME, HEIR)
    for found in (story, below):
        listings = db.session.scalars(select(Listing.term_ids).where(Listing.contribution_id == found.id)).all()
        assert listings and all(heir.id in ids and old.id not in ids for ids in listings)
    page = client.get("/bijdragen?thema=verdichting").text
    assert story.title in page and below.title in page
    assert 'value="ondergrond"' not in page
    searched = client.get("/bijdragen?q=ondergrond").text
    assert story.title in searched, "who looks for the old word finds what carries the heir"
    balance = client.get("/balans.csv").text.splitlines()
    assert next(line for line in balance if line.startswith("Verdichting")).count("1") >= 1
    assert not any(line.startswith("Ondergrond") for line in balance)


def test_addresses_that_people_kept_work(prepare, client):
    story = make_contribution(terms=[term(Dimension.THEME, OLD)], title="Onder de stoep")
    other = make_contribution(terms=[term(Dimension.THEME, "deelmobiliteit")], title="Auto van de buren")
    challenge = make_challenge(terms=[term(Dimension.THEME, OLD)])
    elsewhere = make_challenge(terms=[term(Dimension.THEME, "deelmobiliteit")])
    prepare(ondergrond=HEIR)
    moved = client.get("/themas/ondergrond")
    assert (moved.status_code, moved.location) == (301, "/themas/verdichting")
    assert client.get("/en/themas/ondergrond").location == "/en/themas/verdichting"
    page = client.get("/themas/verdichting").text
    assert story.title in page and challenge.title in page and other.title not in page
    page = client.get("/bijdragen?thema=ondergrond").text
    assert story.title in page and other.title not in page
    page = client.get("/uitdagingen?thema=ondergrond").text
    assert challenge.title in page and elsewhere.title not in page


def test_a_chain_leads_to_the_last_heir(prepare, client):
    story = make_contribution(terms=[term(Dimension.THEME, OLD)])
    prepare(ondergrond=HEIR, verdichting="deelmobiliteit")
    assert codes(story) == ["deelmobiliteit"]
    assert client.get("/themas/ondergrond").location == "/themas/deelmobiliteit"
    later = make_contribution(terms=[term(Dimension.THEME, "deelmobiliteit")])
    prepare(ondergrond=HEIR, verdichting="deelmobiliteit", deelmobiliteit="energietransitie")
    assert codes(story) == codes(later) == ["energietransitie"]


def test_roles_and_kinds_of_organisation_go_along(prepare, client):
    story = make_contribution(role="projectleider", organisation_kind="warmtebedrijf", names_organisation=True)
    prepare(projectleider="gebiedsmanager", warmtebedrijf="netbeheerder")
    assert (story.role, story.organisation_kind) == ("gebiedsmanager", "netbeheerder")
    assert set(db.session.scalars(select(Listing.organisation_kind))) == {"netbeheerder"}


def test_a_second_time_nothing_changes(prepare):
    make_contribution(terms=[term(Dimension.THEME, OLD)])
    prepare(ondergrond=HEIR)
    before = db.session.execute(select(Listing.audience, Listing.revision)).all()
    versions = db.session.scalars(select(Contribution.version)).all()
    prepare(ondergrond=HEIR)
    assert db.session.execute(select(Listing.audience, Listing.revision)).all() == before
    assert db.session.scalars(select(Contribution.version)).all() == versions


@pytest.mark.parametrize("replaced", [{"ondergrond": "bestaat-niet"}, {"ondergrond": HEIR, "verdichting": OLD}, {"ondergrond": OLD}])
def test_a_heir_that_cannot_be_is_named(prepare, replaced):
    said = prepare(expected=1, **replaced)
    assert "vocabulary.json" in said and "replaced by" in said and "Traceback" not in said


def test_a_theme_shows_what_lies_above_and_below_it_and_its_challenges(client, app):
    child = term(Dimension.THEME, "ondergrond/ordening")
    challenge = make_challenge(terms=[child])
    make_challenge(terms=[child], title="Nog een concept", status=ChallengeStatus.DRAFT)
    page = client.get("/themas/ondergrond").text
    assert f'href="/themas/{child.slug}"' in page and challenge.title in page and "Nog een concept" not in page
    page = client.get(f"/themas/{child.slug}").text
    assert 'href="/themas/ondergrond"' in page and "Hoort bij" in page and challenge.title in page


def test_a_challenge_that_only_its_host_may_see_stands_on_nobody_elses_page(client, app, sign_in):
    later = make_challenge(terms=[term(Dimension.THEME, OLD)], visible_from=today() + timedelta(days=3))
    assert later.title not in client.get("/themas/ondergrond").text
    sign_in(make_user(Role.MEMBER))
    assert later.title not in client.get("/themas/ondergrond").text
