"""The desk: what waits, who may read it, and every step from received to visible."""

from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations as contributions
from app.contributions.models import Proposal, Reading, Status
from app.contributions.operations.reading import POSSIBLE
from app.core.database import db
from app.review.waiting import days_waited
from tests.factories import (
    Dimension,
    make_contribution,
    make_user,
    save,
    seen_text,
    term,
)
from tests.review.desk import TEXT, desk_of, fresh, read_by_both, say_yes


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


def test_a_yes_to_an_older_text_is_refused(story, editors, sign_in):
    """Both readers opened the page; the contributor, or the other reader, changed the text since."""
    read_by_both(story, editors, sign_in)
    old = seen_text(story)
    with editors[0][1].application.test_request_context():
        contributions.change(fresh(story), title="Titel", facts="Dit is een heel andere tekst dan eerst.", lesson="Meet.", opinion="")
        db.session.commit()
    for _user, browser in editors:
        answer = browser.post(f"{desk_of(story)}/akkoord", data={"seen": old})
        assert answer.status_code == 409 and "Lees hem nog een keer" in answer.text
    assert fresh(story).status is Status.READING
    newer = seen_text(fresh(story))
    editors[0][1].post(f"{desk_of(story)}/tekst", data=TEXT | {"version": str(fresh(story).version)})
    assert editors[1][1].post(f"{desk_of(story)}/akkoord", data={"seen": newer}).status_code == 409


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
    data = {
        "title": story.title,
        "lesson": story.lesson,
        "facts": story.facts,
        "opinion": "",
        "version": str(fresh(story).version),
    }
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
