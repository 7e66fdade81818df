"""The desk: what waits, who may read it, and every step from received to visible."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations as contributions
from app.contributions.models import Contribution, Proposal, Reading, Status, Step, ViewOfHidden, Voice
from app.contributions.operations.reading import POSSIBLE
from app.core.clock import now
from app.core.database import db
from app.review.waiting import days_waited
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_user,
    save,
    seen_text,
    term,
)

TEXT = {"title": "Nieuwe titel", "lesson": "Meet eerst de hoogte.", "facts": "Wij legden de put te hoog. Dat merkten we.", "opinion": ""}


@pytest.fixture
def story(app):
    return make_contribution(status=Status.RECEIVED, unchanged_is_fine=True)


@pytest.fixture
def editors(app, client):
    """Two editors, each with a browser of their own."""
    return [(make_user(Role.EDITOR), app.test_client()) for _n in range(2)]


def desk_of(story):
    return f"/redactie/{story.public_id}"


def read_by_both(story, editors, sign_in):
    for user, browser in editors:
        sign_in(user, browser)
        assert browser.post(f"{desk_of(story)}/lezen").status_code == 302
        assert browser.get(desk_of(story)).status_code == 200


def say_yes(browser, story):
    """Reads the page and presses the button on it."""
    seen = re.search(r'name="seen" value="(\w+)"', browser.get(desk_of(story)).text)
    return browser.post(f"{desk_of(story)}/akkoord", data={"seen": seen[1] if seen else ""})


def fresh(story):
    return db.session.scalars(select(Contribution).where(Contribution.id == story.id)).one()


def test_two_readers_publish_an_unchanged_text(client, story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    say_yes(editors[0][1], story)
    assert fresh(story).status is Status.READING
    say_yes(editors[1][1], story)
    assert fresh(story).status is Status.PUBLISHED
    assert story.title in client.get("/bijdragen").text


def test_one_reader_who_says_yes_twice_is_one_reader(story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    for _again in range(2):
        say_yes(editors[0][1], story)
    assert fresh(story).status is Status.READING


def test_a_changed_text_goes_to_the_contributor(client, story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    version = str(fresh(story).version)
    assert editors[0][1].post(f"{desk_of(story)}/tekst", data=TEXT | {"version": version}).status_code == 302
    for _user, browser in editors:
        say_yes(browser, story)
    found = fresh(story)
    assert found.status is Status.WAITING_FOR_APPROVAL and found.clock_since is None
    assert found.title != "Nieuwe titel", "the contributor's own text stays until the yes"
    assert "Nieuwe titel" not in client.get("/bijdragen").text


def test_a_proposal_asks_both_readers_anew(story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    say_yes(editors[0][1], story)
    editors[1][1].post(f"{desk_of(story)}/tekst", data=TEXT | {"version": str(fresh(story).version)})
    assert [reading.accepted_at for reading in db.session.scalars(select(Reading))] == [None, None]


def test_two_people_at_once_lose_nothing(story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    old = str(fresh(story).version)
    fresh(story).title = "Intussen veranderd"
    db.session.commit()
    answer = editors[1][1].post(f"{desk_of(story)}/tekst", data=TEXT | {"version": old})
    assert answer.status_code == 409
    assert "Jouw tekst staat hieronder nog" in answer.text and "Nieuwe titel" in answer.text
    assert db.session.scalars(select(Proposal)).all() == []


def test_a_text_is_closed_to_who_does_not_read_it(client, story, sign_in):
    sign_in(make_user(Role.EDITOR))
    page = client.get(desk_of(story))
    assert story.facts not in page.text and "Ik lees deze" in page.text
    for deed in ("tekst", "akkoord", "vraag", "besluit", "bevestigen"):
        assert client.post(f"{desk_of(story)}/{deed}", data=TEXT).status_code == 404


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


def test_a_yes_to_an_older_text_is_refused(story, editors, sign_in):
    """Both readers opened the page; the contributor, or the other reader, changed the text since."""
    read_by_both(story, editors, sign_in)
    old = seen_text(story)
    with editors[0][1].application.test_request_context():
        contributions.change(fresh(story), "Titel", "Dit is een heel andere tekst dan eerst.", "Meet.", "")
        db.session.commit()
    for _user, browser in editors:
        answer = browser.post(f"{desk_of(story)}/akkoord", data={"seen": old})
        assert answer.status_code == 409 and "Lees hem nog een keer" in answer.text
    assert fresh(story).status is Status.READING
    newer = seen_text(fresh(story))
    editors[0][1].post(f"{desk_of(story)}/tekst", data=TEXT | {"version": str(fresh(story).version)})
    assert editors[1][1].post(f"{desk_of(story)}/akkoord", data={"seen": newer}).status_code == 409


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


def test_a_reader_changes_the_tags_of_a_visible_text(client, sign_in):
    editor, theme = make_user(Role.EDITOR), term(Dimension.THEME, "ondergrond")
    story = make_contribution(unchanged_is_fine=True)
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    sign_in(editor)
    assert 'action="/redactie' in client.get(desk_of(story)).text
    assert client.post(f"{desk_of(story)}/begrippen", data={"term": [theme.code]}).status_code == 302
    assert story.title in client.get("/bijdragen?thema=ondergrond").text


def test_a_text_that_appears_unchanged_leaves_no_earlier_versions(story, editors, sign_in):
    read_by_both(story, editors, sign_in)
    save(Proposal(contribution_id=story.id, title="Oud", facts="Oud", by_id=None))
    for _user, browser in editors:
        say_yes(browser, story)
    assert fresh(story).status is Status.PUBLISHED
    assert db.session.scalars(select(Proposal)).all() == []


def test_readers_see_what_the_contributor_recognised(client, story, sign_in):
    seen, hidden = make_contribution(title="Ook zo'n put"), make_contribution(title="Nog niet zichtbaar", status=Status.READING)
    editor = make_user(Role.EDITOR)
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    story.status = Status.READING
    for other in (seen, hidden):
        save(Voice(contribution_id=other.id, own_contribution_id=story.id))
    sign_in(editor)
    page = client.get(desk_of(story)).text
    assert f'href="/bijdragen/{seen.public_id}"' in page and "Nog niet zichtbaar" not in page
    assert "Maakte dit ook mee" not in client.get(f"/bijdragen/{seen.public_id}").text


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


@pytest.mark.parametrize(("verdict", "status"), [("terug", Status.RETURNED), ("af", Status.REFUSED)])
def test_a_reason_is_needed_to_say_no(story, editors, sign_in, verdict, status):
    read_by_both(story, editors, sign_in)
    browser = editors[0][1]
    answer = browser.post(f"{desk_of(story)}/besluit", data={"besluit": verdict, "reden-reason": ""})
    assert answer.status_code == 422 and fresh(story).status is Status.READING
    browser.post(f"{desk_of(story)}/besluit", data={"besluit": verdict, "reden-reason": "Dit is reclame."})
    assert fresh(story).status is status


def test_the_ticked_words_are_left_out_of_the_proposal(app, editors, sign_in):
    story = make_contribution(
        status=Status.RECEIVED, facts="Mevrouw De Vries klaagde over de put aan de Vondellaan 12.", lesson="Meet eerst."
    )
    read_by_both(story, editors, sign_in)
    data = {"title": story.title, "lesson": story.lesson, "facts": story.facts, "opinion": "", "version": str(fresh(story).version)}
    editors[0][1].post(f"{desk_of(story)}/tekst", data=data | {"weg": ["Mevrouw De Vries"]})
    proposal = db.session.scalars(select(Proposal)).one()
    assert "De Vries" not in proposal.facts and "[weggelaten]" in proposal.facts and "Vondellaan" in proposal.facts


DEEDS = {
    "accept": ("akkoord", {}),
    "propose": ("tekst", TEXT),
    "ask": ("vraag", {"vraag-text": "Wanneer was dit?"}),
    "hand back": ("besluit", {"besluit": "terug", "reden-reason": "Graag meer."}),
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("what", DEEDS)
def test_what_cannot_be_done_in_a_state_is_refused(client, sign_in, what, status):
    editor = make_user(Role.EDITOR)
    story = make_contribution(status=status)
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    sign_in(editor)
    address, data = DEEDS[what]
    version = {"version": str(fresh(story).version), "seen": seen_text(story)}
    answer = client.post(f"{desk_of(story)}/{address}", data=data | version)
    if status in POSSIBLE[what]:
        assert answer.status_code == 302
    else:
        assert answer.status_code in (404, 409)
        assert fresh(story).status is status


def test_the_clock_counts_working_days_and_stands_still(app):
    story = make_contribution(status=Status.RECEIVED, clock_since=date(2026, 11, 20), clock_days=2)  # a Friday
    assert days_waited(story, date(2026, 11, 22)) == 2
    assert days_waited(story, date(2026, 11, 24)) == 4
    story.clock_since = None
    assert days_waited(story, date(2026, 12, 31)) == 2
