"""What happens to terms, and to everything that carries them; and that it can be undone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.codebook.models import Deed, Retag, State, TermChange
from app.codebook.operations import follow, plan, take_back, take_effect_of_today, try_out
from app.contributions.models import Listing, Provenance, Status, Tag
from app.contributions.operations import freeze, lift, relist
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import terms_of
from tests.codebook.made import change, codes, words
from tests.factories import make_challenge, make_contribution, make_user, term

pytestmark = pytest.mark.usefixtures("app")
OLD, HEIR = "ondergrond", "verdichting"


def listed_under(contribution):
    rows = db.session.scalars(select(Listing.term_ids).where(Listing.contribution_id == contribution.id))
    known = {found.id: found.code for found in db.session.scalars(select(Term))}
    return {known[i] for ids in rows for i in ids}


def test_other_words_show_everywhere_and_the_code_stays(client):
    story = make_contribution(terms=[term(Dimension.THEME, OLD)], title="Onder de stoep")
    change(Deed.RENAME, OLD, **words("Onder onze voeten", name_en="Below our feet", synonyms=["riool"]))
    assert "Onder onze voeten" in client.get(f"/bijdragen/{story.public_id}").text
    assert story.title in client.get("/bijdragen?q=voeten").text, "the index of words knows the new name"
    assert "Below our feet" in client.get("/en/bijdragen").text
    assert term(Dimension.THEME, OLD).code == OLD


def test_a_merge_takes_everything_along_and_an_undo_brings_it_back(client):
    old, heir = term(Dimension.THEME, OLD), term(Dimension.THEME, HEIR)
    one = make_contribution(terms=[old])
    both = make_contribution(terms=[old, heir])
    waiting = make_contribution(terms=[old], status=Status.READING)
    challenge = make_challenge(terms=[old])
    own = make_contribution(terms=[heir])
    made = change(Deed.MERGE, OLD, heir=HEIR)
    db.session.expire_all()
    assert codes(one) == codes(both) == codes(waiting) == codes(challenge) == [HEIR]
    assert client.get(f"/themas/{OLD}").location == f"/themas/{HEIR}"
    assert client.get("/balans").status_code == client.get(f"/bijdragen?thema={OLD}").status_code == 200
    assert listed_under(one) == {HEIR}
    assert term(Dimension.THEME, "ondergrond/ordening").parent.code == HEIR
    take_back(made, make_user(Role.ADMINISTRATOR))
    db.session.commit()
    db.session.expire_all()
    assert codes(one) == codes(waiting) == codes(challenge) == [OLD]
    assert codes(both) == sorted([OLD, HEIR]) and codes(own) == [HEIR]
    assert listed_under(one) == {OLD} and term(Dimension.THEME, "ondergrond/ordening").parent.code == OLD
    assert {tag.provenance for tag in one.tags} == {Provenance.CONTRIBUTOR}
    assert client.get(f"/themas/{OLD}").status_code == 200
    assert not db.session.scalar(select(func.count()).select_from(Retag))


def test_an_undo_leaves_alone_what_people_chose_since():
    story = make_contribution(terms=[term(Dimension.THEME, OLD)])
    made = change(Deed.MERGE, OLD, heir=HEIR)
    db.session.expire_all()
    story.tags = [Tag(term=term(Dimension.THEME, "deelmobiliteit"))]
    db.session.commit()
    take_back(made, make_user(Role.ADMINISTRATOR))
    assert codes(story) == ["deelmobiliteit"]


def test_a_later_change_stands_in_the_way_of_an_undo_and_is_named():
    first = change(Deed.MERGE, OLD, heir=HEIR)
    second = change(Deed.MERGE, HEIR, heir="deelmobiliteit")
    assert term(Dimension.THEME, OLD).replaced_by.code == "deelmobiliteit"
    by = make_user(Role.ADMINISTRATOR)
    with pytest.raises(Refusal, match=f"{second.id}"):
        take_back(first, by)
    take_back(second, by)
    take_back(first, by)
    assert term(Dimension.THEME, OLD).is_in_use and term(Dimension.THEME, HEIR).is_in_use
    with pytest.raises(Refusal):
        take_back(first, by)


def test_a_split_keeps_the_tag_until_somebody_chooses_and_challenges_get_all(client):
    story = make_contribution(terms=[term(Dimension.THEME, "deelmobiliteit")], title="Auto van de buren")
    challenge = make_challenge(terms=[term(Dimension.THEME, "deelmobiliteit")])
    made = change(Deed.SPLIT, "deelmobiliteit", parts=[{"name_nl": "Deelauto's", "name_en": "Shared cars"}, {"code": HEIR}])
    db.session.expire_all()
    new = db.session.scalars(select(Term).where(Term.name_nl == "Deelauto's")).one()
    assert codes(story) == ["deelmobiliteit"] and codes(challenge) == sorted([new.code, HEIR])
    page = client.get("/themas/deelmobiliteit").text
    assert f'href="/themas/{new.slug}"' in page and f'href="/themas/{HEIR}"' in page
    assert challenge.title in client.get("/uitdagingen?thema=deelmobiliteit").text, "an old filter leads on"
    assert story.title in client.get("/bijdragen?thema=deelmobiliteit").text
    later = make_contribution(terms=[new], title="Een busje voor de wijk")
    assert later.title in client.get("/bijdragen?thema=deelmobiliteit").text, "and finds what came of it"
    assert "deelmobiliteit" not in {found.code for found in terms_of(Dimension.THEME)}
    take_back(made, make_user(Role.ADMINISTRATOR))
    db.session.commit()
    db.session.expire_all()
    assert codes(challenge) == ["deelmobiliteit"] and not new.is_in_use
    assert term(Dimension.THEME, "deelmobiliteit").is_in_use


def test_a_retired_term_stays_on_what_carries_it_and_is_offered_nowhere(client, sign_in):
    story = make_contribution(terms=[term(Dimension.BARRIER, "beheer-te-laat"), term(Dimension.THEME, OLD)])
    name = term(Dimension.BARRIER, "beheer-te-laat").name_nl
    change(Deed.RETIRE, "beheer-te-laat", dimension=Dimension.BARRIER)
    assert name in client.get(f"/bijdragen/{story.public_id}").text
    assert "beheer-te-laat" in client.get("/balans?rij=barrier&kolom=theme").text
    story.tags = [tag for tag in story.tags if tag.term.dimension is Dimension.THEME]
    relist(story)
    db.session.commit()
    assert name not in client.get("/balans?rij=barrier&kolom=theme").text, "nobody is to fill that gap"


def test_a_move_takes_along_what_lists_say_of_the_term_above(client):
    child = term(Dimension.THEME, "ondergrond/ordening")
    story = make_contribution(terms=[child], title="Kabels door elkaar")
    made = change(Deed.MOVE, child.code, parent=HEIR)
    assert listed_under(story) == {child.code, HEIR}
    assert story.title in client.get(f"/bijdragen?thema={HEIR}").text
    take_back(made, make_user(Role.ADMINISTRATOR))
    assert listed_under(story) == {child.code, OLD}


def test_an_undone_term_is_retired_and_its_code_is_never_given_again():
    made = change(Deed.ADD, "", parent="", **words("Vergroening"))
    code = made.term.code
    take_back(made, make_user(Role.ADMINISTRATOR))
    assert not made.term.is_in_use
    again = change(Deed.ADD, "", parent="", **words("Vergroening"))
    assert again.term.code != code


def test_a_change_waits_for_its_day_and_can_be_called_off(monkeypatch):
    story = make_contribution(terms=[term(Dimension.THEME, OLD)])
    later = today() + timedelta(days=3)
    made = change(Deed.MERGE, OLD, on=later, heir=HEIR)
    called_off = change(Deed.RENAME, HEIR, on=later, **words("Dichter op elkaar"))
    take_back(called_off, make_user(Role.ADMINISTRATOR))
    assert take_effect_of_today() == 0 and codes(story) == [OLD] and made.state is State.PLANNED
    monkeypatch.setattr("app.core.clock.today", lambda: later)
    assert take_effect_of_today() == 1
    db.session.commit()
    db.session.expire_all()
    assert (made.state, called_off.state) == (State.DONE, State.CALLED_OFF) and codes(story) == [HEIR]
    assert term(Dimension.THEME, HEIR).name_nl != "Dichter op elkaar"


def test_what_cannot_happen_on_its_day_says_why(monkeypatch):
    later = today() + timedelta(days=3)
    made = change(Deed.MERGE, OLD, on=later, heir=HEIR)
    change(Deed.MERGE, HEIR, heir="deelmobiliteit")
    monkeypatch.setattr("app.core.clock.today", lambda: later)
    take_effect_of_today()
    assert made.state is State.FAILED and made.fault
    assert term(Dimension.THEME, OLD).is_in_use


def test_two_administrators_at_once_do_not_overwrite_each_other():
    found = term(Dimension.THEME, OLD)
    seen = found.version
    change(Deed.RENAME, OLD, **words("Onder de grond"))
    given = {"reason": "Zo heet het.", "on": today(), "by": make_user(Role.ADMINISTRATOR), "seen_version": seen}
    with pytest.raises(Refusal, match="(?i)iemand anders|somebody else"):
        plan(Deed.RENAME, Dimension.THEME, found, words("Diepte"), **given)
    assert found.name_nl == "Onder de grond"


def test_what_an_administrator_changed_the_file_of_the_deal_does_not_change_back(app):
    change(Deed.RENAME, OLD, **words("Onder de grond"))
    change(Deed.MERGE, "deelmobiliteit", heir=HEIR)
    child = change(Deed.MOVE, "ondergrond/ordening", parent=HEIR)
    assert app.test_cli_runner().invoke(args=["prepare"]).exit_code == 0
    db.session.expire_all()
    assert term(Dimension.THEME, OLD).name_nl == "Onder de grond"
    assert term(Dimension.THEME, "deelmobiliteit").replaced_by.code == HEIR and child.term.parent.code == HEIR


def test_a_frozen_text_goes_along_once_it_is_free(app):
    story = make_contribution(terms=[term(Dimension.THEME, OLD)])
    by = make_user(Role.ADMINISTRATOR)
    freeze([story.id], "W1", today(), by)
    change(Deed.MERGE, OLD, heir=HEIR)
    db.session.expire_all()
    assert codes(story) == [OLD]
    lift("W1", by)
    follow()
    assert codes(story) == [HEIR]
    made = db.session.scalars(select(TermChange)).one()
    take_back(made, by)
    assert codes(story) == [OLD]


@pytest.mark.parametrize(
    ("deed", "code", "wish"),
    [
        (Deed.MERGE, OLD, {"heir": OLD}),
        (Deed.MERGE, OLD, {"heir": "ondergrond/ordening"}),
        (Deed.MERGE, OLD, {"heir": "deelmobiliteit/bestaat-niet"}),
        (Deed.MOVE, OLD, {"parent": HEIR}),
        (Deed.MOVE, "ondergrond/ordening", {"parent": "ondergrond/ordening"}),
        (Deed.RETIRE, OLD, {}),
        (Deed.SPLIT, OLD, {"parts": [{"code": "deelmobiliteit/hubs"}, {"name_nl": "Nieuw", "name_en": ""}]}),
        (Deed.SPLIT, "deelmobiliteit", {"parts": [{"code": HEIR}, {"code": HEIR}]}),
        (Deed.SPLIT, "deelmobiliteit", {"parts": [{"code": "deelmobiliteit"}, {"code": HEIR}]}),
        (Deed.RENAME, OLD, words("Verdichting")),
    ],
)
def test_what_cannot_be_is_refused_before_anything_changes(app, deed, code, wish):
    if deed is Deed.RENAME:
        wish = words(term(Dimension.THEME, HEIR).name_nl)
    before = db.session.scalars(select(Term.name_nl).order_by(Term.id)).all()
    with pytest.raises(Refusal):
        try_out(deed, Dimension.THEME, term(Dimension.THEME, code), wish)
    assert db.session.scalars(select(Term.name_nl).order_by(Term.id)).all() == before
