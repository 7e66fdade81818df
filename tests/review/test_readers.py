"""Who reads a story: never too near, never two of one organisation, and nobody holds it up."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role, WorkAddress
from app.contributions.models import Reading, Status, Step, ViewOfHidden, Voice
from app.core.clock import now
from app.core.database import db
from tests.factories import (
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_user,
    save,
    seen_text,
)
from tests.review.desk import desk_of, fresh, read_by_both, say_yes


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.HOST, Role.ADMINISTRATOR, Role.COORDINATOR])
def test_the_desk_is_for_editors(client, story, sign_in, role):
    if role:
        sign_in(make_user(role))
    for path in ("/redactie", desk_of(story)):
        assert client.get(path).status_code == (403 if role else 302)
    assert client.post(f"{desk_of(story)}/lezen").status_code == (403 if role else 401)


def test_nobody_reads_what_is_too_near(client, sign_in):
    town, employer = make_municipality(), make_organisation()
    near = make_contribution(status=Status.RECEIVED, place=town, organisation=employer, title="Te dichtbij")
    for organisation in (town, employer):
        editor = make_user(Role.EDITOR, works_at=organisation)
        sign_in(editor)
        assert "Te dichtbij" not in client.get("/redactie").text
        assert client.get(desk_of(near)).status_code == 404
        assert client.post(f"{desk_of(near)}/lezen").status_code == 404  # as if there were no such story
    assert db.session.scalars(select(Reading)).all() == []


def test_nobody_reads_the_answers_to_the_own_challenge_or_of_a_name_that_was_typed(client, sign_in):
    employer = make_organisation(name="Netbeheer Één")
    challenge = make_challenge()
    answer = make_contribution(status=Status.RECEIVED, challenge=challenge)
    typed = make_contribution(status=Status.RECEIVED, organisation=None, organisation_name="netbeheer een")
    for near, organisation in ((answer, challenge.organisation), (typed, employer)):
        sign_in(make_user(Role.EDITOR, works_at=organisation))
        assert client.get(desk_of(near)).status_code == 404
        assert near.title not in client.get("/redactie").text


def test_somebody_else_takes_over_from_a_reader(app, client, story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    say_yes(editors[0][1], story)
    assert editors[0][1].post(f"{desk_of(story)}/overdragen").status_code == 302
    assert editors[0][1].post(f"{desk_of(story)}/akkoord", data={"seen": seen_text(story)}).status_code == 404
    third = make_user(Role.EDITOR)
    sign_in(third)
    assert client.post(f"{desk_of(story)}/lezen").status_code == 302
    say_yes(editors[1][1], story)
    assert fresh(story).status is Status.READING
    say_yes(client, story)
    assert fresh(story).status is Status.PUBLISHED


def test_who_is_no_editor_any_more_holds_nothing_up(client, story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    say_yes(editors[0][1], story)
    editors[0][0].memberships[0].ended_at = now()
    db.session.commit()
    say_yes(editors[1][1], story)
    assert fresh(story).status is Status.READING
    sign_in(make_user(Role.EDITOR))
    assert client.post(f"{desk_of(story)}/lezen").status_code == 302
    say_yes(client, story)
    assert fresh(story).status is Status.PUBLISHED


def test_readers_see_what_the_contributor_recognised(client, story, sign_in):
    seen, hidden = (
        make_contribution(title="Ook zo'n put"),
        make_contribution(title="Nog niet zichtbaar", status=Status.READING),
    )
    editor = make_user(Role.EDITOR)
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    story.status = Status.READING
    for other in (seen, hidden):
        save(Voice(contribution_id=other.id, own_contribution_id=story.id))
    sign_in(editor)
    page = client.get(desk_of(story)).text
    assert f'href="/bijdragen/{seen.public_id}"' in page and "Nog niet zichtbaar" not in page
    assert "Maakte dit ook mee" not in client.get(f"/bijdragen/{seen.public_id}").text


def test_two_readers_are_never_of_one_organisation(client, story, sign_in):
    bureau = make_organisation()
    first, colleague, third = make_user(Role.EDITOR, bureau), make_user(Role.EDITOR), make_user(Role.EDITOR)
    save(WorkAddress(user=colleague, organisation=bureau, email=colleague.email, confirmed_at=now(), vouched_at=now()))
    statuses = []
    for reader in (first, colleague, third):
        sign_in(reader)
        statuses.append(client.post(f"{desk_of(story)}/lezen").status_code)
    assert statuses == [302, 409, 302]
    assert {reading.reader_id for reading in fresh(story).readings} == {first.id, third.id}


def test_a_third_reader_is_refused(client, story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    sign_in(make_user(Role.EDITOR))
    assert client.post(f"{desk_of(story)}/lezen").status_code == 409


def test_every_look_is_logged_and_every_step_kept(story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    editors[0][1].post(f"{desk_of(story)}/vraag", data={"vraag-text": "Welk jaar was dit?"})
    assert len(db.session.scalars(select(ViewOfHidden)).all()) == 2
    assert [step.what for step in db.session.scalars(select(Step).order_by(Step.id))] == ["opened", "opened", "asked"]
    assert fresh(story).clock_since is None


def test_the_contributor_keeps_organisations_out(client, sign_in):
    bureau = make_organisation(name="Bureau Nieuwsgierig")
    story = make_contribution(status=Status.RECEIVED, kept_from=[bureau])
    sign_in(make_user(Role.EDITOR, bureau))
    assert client.get(desk_of(story)).status_code == 404 and story.title not in client.get("/redactie").text
    assert client.post(f"{desk_of(story)}/lezen").status_code == 404
    sign_in(make_user(Role.EDITOR))
    assert client.post(f"{desk_of(story)}/lezen").status_code == 302
