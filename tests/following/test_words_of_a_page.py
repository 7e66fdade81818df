"""In which language a page of following marks what somebody follows: as it is written, not as everything else is."""

import re

import pytest

from app.core.database import db
from app.core.deal import deal
from app.taxonomy.models import Dimension
from app.taxonomy.queries import top_terms
from tests.factories import make_challenge, make_user
from tests.following.made import follows, make_follower


@pytest.fixture
def themes(app):
    """One with English words, and one that has none yet."""
    known, bare = top_terms(Dimension.THEME)[:2]
    known.name_en, bare.name_en = "Shade and water", ""
    db.session.commit()
    return known, bare


def marked(page, name):
    """The language of each place on the page where this name stands."""
    return set(re.findall(rf'lang="(\w+)">{re.escape(name)}<', page))


def test_the_own_page_marks_each_name_in_its_own_language(client, sign_in, themes):
    known, bare = themes
    challenge, user = make_challenge(title="Hoe houden we de straat koel?"), make_user()
    sign_in(user)
    follower, part = make_follower(user=user), deal().coarse_place["parts"][0]
    for thing in (challenge, known, bare, part["id"]):
        follows(follower, thing)
    page = client.get("/en/mijn/volgend").text
    assert marked(page, challenge.title) == marked(page, bare.name_nl) == {"nl"}
    assert marked(page, "Shade and water") == marked(page, part["en"]) == {"en"}
    assert marked(client.get("/mijn/volgend").text, known.name_nl) == {"nl"}


def test_so_do_the_forms_that_ask_and_confirm(client, themes):
    known, bare = themes
    for theme, name, language in ((known, "Shade and water", "en"), (bare, bare.name_nl, "nl")):
        assert marked(client.get(f"/en/themas/{theme.slug}/volgen").text, name) == {language}
