"""Who may see which fields of a contribution: the rule, its SQL, and every door that it is shown through."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.challenges.models import ChallengeStatus
from app.contributions.cards import cards
from app.contributions.disclosure import at_the_desk, disclosed, own
from app.contributions.models import Audience, Contribution, Reading, Status
from app.contributions.permissions import (
    EVERYTHING,
    RIGHTS,
    fields_at_the_desk,
    fields_for,
    may_view,
    visible_to,
)
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_user,
    save,
    term,
)

SECRET = {"neighbourhood": "Kanariewijk", "role": "projectleider", "year": 2021}
LEVELS = [(audience, named) for audience in Audience for named in (True, False)]


def everybody(contribution):
    """Every kind of person that the rule tells apart."""
    reader = make_user(Role.EDITOR)
    save(Reading(contribution_id=contribution.id, reader_id=reader.id))
    former = make_user()  # read it once, and is no editor any more
    save(Reading(contribution_id=contribution.id, reader_id=former.id))
    author = make_user()
    contribution.author_id = author.id
    db.session.commit()
    db.session.refresh(contribution)
    home = contribution.organisation
    return {
        "visitor": Visitor(), "nobody special": make_user(), "member": make_user(Role.MEMBER),
        "coordinator": make_user(Role.COORDINATOR), "host": make_user(Role.HOST, home), "editor": make_user(Role.EDITOR),
        "administrator": make_user(Role.ADMINISTRATOR), "reader": reader, "former reader": former, "author": author,
    }


@pytest.mark.parametrize("embargo", [None, -1, 0, 3])
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("status", Status)
def test_the_rule_and_its_sql_agree(app, status, audience, embargo):
    day = None if embargo is None else today() + timedelta(days=embargo)
    contribution = make_contribution(status=status, audience=audience, visible_from=day)
    for name, person in everybody(contribution).items():
        listed = db.session.scalars(select(Contribution).where(visible_to(person))).all()
        assert (contribution in listed) is may_view(person, contribution), name


@pytest.mark.parametrize(("audience", "named"), LEVELS)
@pytest.mark.parametrize("status", Status)
def test_what_is_disclosed_is_what_the_table_says(app, status, audience, named):
    contribution = make_contribution(status=status, audience=audience, names_organisation=named, **SECRET)
    for name, person in everybody(contribution).items():
        fields = fields_for(person, contribution)
        if not fields:
            with pytest.raises(NotFound), app.test_request_context():
                disclosed(contribution, person)
            continue
        with app.test_request_context():
            view = disclosed(contribution, person)
        shown = {
            "title": view.title, "facts": view.facts, "lesson": view.lesson, "organisation": view.organisation,
            "organisation_kind": view.organisation_kind, "role": view.role, "municipality": view.municipality,
            "neighbourhood": view.neighbourhood, "submitted_at": view.submitted_at,
        }
        for field, value in shown.items():
            assert bool(value) is (field in fields), f"{name}: {field}"
        assert view.period == ("2021" if "year" in fields else "2020–2021")


@pytest.mark.parametrize("status", Status)
def test_hosts_and_administrators_see_what_visitors_see(app, status):
    for audience, named in LEVELS:
        contribution = make_contribution(status=status, audience=audience, names_organisation=named)
        people = everybody(contribution)
        for role in ("host", "administrator", "nobody special", "former reader", "author"):
            assert fields_for(people[role], contribution) == fields_for(people["visitor"], contribution)


@pytest.mark.parametrize("status", Status)
def test_readers_see_more_at_the_desk_and_nowhere_else(app, status):
    """What is shown at the desk is noted; so no other page may show it to them."""
    for audience, named in LEVELS:
        contribution = make_contribution(status=status, audience=audience, names_organisation=named, **SECRET)
        people = everybody(contribution)
        ended = status in (Status.REFUSED, Status.WITHDRAWN)
        assert fields_for(people["reader"], contribution) == fields_for(people["editor"], contribution)
        assert fields_at_the_desk(people["reader"], contribution) == (frozenset() if ended else EVERYTHING)
        for name, person in people.items():
            if name != "reader":
                assert not fields_at_the_desk(person, contribution), name
                with pytest.raises(NotFound):
                    at_the_desk(contribution, person)


@pytest.mark.parametrize("status", Status)
def test_the_contributor_sees_everything_behind_the_code(app, status):
    contribution = make_contribution(status=status, **SECRET)
    with app.test_request_context():
        view = own(contribution)
    assert (view.facts, view.neighbourhood, view.period) == (contribution.facts, "Kanariewijk", "2021")


def test_the_month_is_that_in_which_others_could_first_read_it(app):
    contribution = make_contribution(published_at=datetime(2026, 3, 9, tzinfo=UTC), visible_from=date(2026, 5, 2))
    with app.test_request_context():
        assert disclosed(contribution, Visitor()).month == date(2026, 5, 1)


def test_a_name_is_shown_only_when_it_is_confirmed(app):
    contribution = make_contribution(names_organisation=True, confirmed_at=None, confirmed_by="")
    assert "organisation" not in fields_for(Visitor(), contribution)


def test_the_table_hides_by_default(app):
    assert all(fields <= EVERYTHING for fields in RIGHTS.values())
    assert not [key for key in RIGHTS if key[0] in ("visitor", "member") and key[1] != "published"]


@pytest.mark.parametrize(("audience", "named"), LEVELS)
@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_every_door_shows_no_more_than_the_table(client, sign_in, role, audience, named):
    """Words that stand nowhere else, in every field, looked for behind every door."""
    place = make_municipality(name="Kanarieburg")
    own = make_organisation(name="Kanariebureau")
    contribution = make_contribution(
        title="Kanarietitel", facts="Kanariefeit gebeurde hier op straat.", lesson="Kanarieles.", opinion="Kanariemening.", condition="Kanarievoorwaarde.", went_wrong="Kanariemis.", cost_hours=4321, cost_unknown=False,
        place=place, organisation=own, neighbourhood="Kanariewijk", audience=audience, names_organisation=named,
        terms=[term(Dimension.THEME, "ondergrond")],
    )
    user = make_user(role) if role else None
    if user:
        sign_in(user)
    fields = fields_for(user or Visitor(), contribution)
    canaries = {
        "Kanarietitel": "title", "Kanariefeit": "facts", "Kanarieles": "lesson", "Kanariemening": "opinion", "Kanarievoorwaarde": "condition", "Kanariemis": "went_wrong", "4.321 uur": "cost",
        "Kanarieburg": "municipality", "Kanariewijk": "neighbourhood", "Kanariebureau": "organisation",
    }
    own_page = f"/bijdragen/{contribution.public_id}"
    doors = ("/", "/bijdragen", "/bijdragen?q=kanarietitel", "/bijdragen?q=kanarieburg", "/themas/ondergrond", "/balans",
             "/sitemap.xml", own_page, f"/en{own_page}")
    for door in doors:
        text = client.get(door).text.replace("q=kanarieburg", "").replace('value="kanarieburg"', "")
        for word, field in canaries.items():
            if field not in fields:
                assert word not in text, f"{door} shows {field}"
        if "title" not in fields and contribution.public_id not in door:
            assert contribution.public_id not in text, door
    page = client.get(own_page)
    assert page.status_code == (200 if fields else 404)
    for word, field in canaries.items():
        assert (word in page.text) is (field in fields), field


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("audience", "named"), LEVELS)
def test_a_card_says_what_is_disclosed(app, audience, named, language):
    themes = [term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "beheer")]
    story = make_contribution(terms=themes, audience=audience, names_organisation=named, language="en", **SECRET)
    hidden = make_contribution(status=Status.READING, **SECRET)
    for person in (Visitor(), make_user(Role.MEMBER), make_user(Role.ADMINISTRATOR)):
        with app.test_request_context("/", environ_overrides={"straatwijs.language": language}):
            found = cards([hidden.id, story.id], person)
            assert len(found) == may_view(person, story)
            for card in found:
                whole = disclosed(story, person)
                shown = ("id", "kind", "outcome", "language", "title", "lesson", "place", "period", "month", "themes", "members_only")
                assert {name: getattr(card, name) for name in shown} == {name: getattr(whole, name) for name in shown}
                assert not (card.facts or card.opinion or card.organisation or card.role or card.submitted_at)


@pytest.mark.parametrize("hidden", [{"status": ChallengeStatus.DRAFT}, {"visible_from": today() + timedelta(days=9)}])
def test_an_answer_does_not_tell_of_a_challenge_that_is_not_public(client, hidden):
    challenge = make_challenge(title="Wat houden we geheim?", **hidden)
    story = make_contribution(challenge=challenge)
    page = client.get(f"/bijdragen/{story.public_id}")
    assert page.status_code == 200 and "geheim" not in page.text and challenge.slug not in page.text
    challenge.status, challenge.visible_from = ChallengeStatus.PUBLISHED, None
    db.session.commit()
    assert "Wat houden we geheim?" in client.get(f"/bijdragen/{story.public_id}").text
    assert story.title in client.get(f"/uitdagingen/{challenge.slug}").text


@pytest.mark.parametrize(("audience", "named"), LEVELS)
def test_a_place_that_is_left_out_is_nowhere(client, sign_in, audience, named):
    place = make_municipality(name="Kanarieburg", size="medium", part="west")
    story = make_contribution(
        place=place, neighbourhood="Kanariewijk", audience=audience, names_organisation=named, hides_place=True,
        organisation=make_organisation(name="Bureau"),
    )
    sign_in(make_user(Role.MEMBER))
    for door in ("/", "/bijdragen", f"/bijdragen/{story.public_id}", "/bijdragen?q=kanarieburg", "/zoeken?q=kanariewijk"):
        page = client.get(door).text.replace('value="kanarie', "").replace("‘kanarie", "")
        assert "Kanarieburg" not in page and "Kanariewijk" not in page and "gemeente in het westen" not in page, door
    assert story.title not in client.get("/bijdragen?landsdeel=westen").text
    assert story.title in client.get("/bijdragen").text
