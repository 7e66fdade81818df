"""Whatever is sent to the desk: a clear answer in the right status, nothing typed is lost, and nothing is changed."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Contribution, Proposal, Reading, Remark, Status
from app.core.database import db
from tests.factories import make_contribution, make_user, save

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>"
GOOD = {
    "title": "Een titel",
    "facts": "Wij legden de put op de hoogste plek van de straat.",
    "lesson": "Meet.",
    "opinion": "",
}

# the address under the story, what is sent, the status, words of the message
CASES = {
    "a proposal without a title": ("tekst", GOOD | {"title": "  "}, 422, "Geef het een titel"),
    "a proposal without a story": ("tekst", GOOD | {"facts": ""}, 422, "Het verhaal kan niet leeg zijn"),
    "a title that is too long": ("tekst", GOOD | {"title": "a" * 121}, 422, "Maak dit 1 tekens korter"),
    "a story that is too long": ("tekst", GOOD | {"facts": "a" * 20_001}, 422, "korter"),
    "a lesson that is too long": ("tekst", GOOD | {"lesson": "a" * 2_001}, 422, "korter"),
    "an opinion that is too long": ("tekst", GOOD | {"opinion": "a" * 5_001}, 422, "korter"),
    "nothing at all": ("tekst", {}, 422, "Geef het een titel"),
    "a version that is no number": ("tekst", GOOD | {"version": "abc"}, 409, "intussen"),
    "a version from the future": ("tekst", GOOD | {"version": "9" * 400}, 409, "intussen"),
    "a question without words": ("vraag", {"vraag-text": " \t "}, 422, "Schrijf wat je wilt weten"),
    "a question that is too long": ("vraag", {"vraag-text": "a" * 2_001}, 422, "Maak dit 1 tekens korter"),
    "a verdict without a reason": ("besluit", {"besluit": "af", "reden-reason": ""}, 422, "Schrijf waarom"),
    "a reason without a verdict": ("besluit", {"reden-reason": "Dit is reclame."}, 409, "Kies wat je ermee wilt"),
    "a verdict that does not exist": (
        "besluit",
        {"besluit": "weg", "reden-reason": "Reclame."},
        409,
        "Kies wat je ermee wilt",
    ),
    "a yes to no text at all": ("akkoord", {}, 409, "Lees hem nog een keer"),
    "a yes to a made-up text": ("akkoord", {"seen": "0" * 16}, 409, "Lees hem nog een keer"),
}


@pytest.fixture
def story(app, sign_in):
    found, editor = make_contribution(status=Status.READING, unchanged_is_fine=True), make_user(Role.EDITOR)
    save(Reading(contribution_id=found.id, reader_id=editor.id))
    sign_in(editor)
    return found


def untouched(story):
    found = db.session.get(Contribution, story.id, populate_existing=True)
    nothing_made = not db.session.scalars(select(Proposal)).all() and not db.session.scalars(select(Remark)).all()
    return found.status is Status.READING and found.readings[0].accepted_at is None and nothing_made


@pytest.mark.parametrize("case", CASES)
def test_a_form_comes_back_with_words_that_help(client, story, case):
    address, sent, status, message = CASES[case]
    answer = client.post(f"/redactie/{story.public_id}/{address}", data=sent)
    assert answer.status_code == status
    assert message in answer.text
    for name, value in sent.items():
        if len(value.strip()) > 30 and name != "version":
            assert value in answer.text, "what was typed is lost"
    assert untouched(story)


def test_mark_up_is_shown_as_the_letters_it_is(client, story):
    version = str(story.version)
    sent = dict.fromkeys(("title", "facts", "lesson", "opinion"), f"{SCRIPT} woord woord woord woord")
    client.post(f"/redactie/{story.public_id}/tekst", data=sent | {"version": version})
    client.post(f"/redactie/{story.public_id}/vraag", data={"vraag-text": SCRIPT})
    page = client.get(f"/redactie/{story.public_id}").text
    assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    "codes", [["bestaat-niet"], ["ondergrond"] * 500, ["\x00", "../..", "' OR 1=1"], ["a" * 10_000]]
)
def test_terms_that_do_not_exist_are_passed_over(client, story, codes):
    answer = client.post(f"/redactie/{story.public_id}/begrippen", data={"term": codes})
    assert answer.status_code == 302
    assert {tag.term.code for tag in db.session.get(Contribution, story.id).tags} <= {"ondergrond"}


@pytest.mark.parametrize("public_id", ["x", "a" * 26, "a" * 5_000, "..%2f..", "%00", "😀"])
@pytest.mark.parametrize(
    "address", ["", "/lezen", "/tekst", "/akkoord", "/vraag", "/besluit", "/bevestigen", "/begrippen", "/overdragen"]
)
def test_a_story_that_does_not_exist_is_not_found(client, story, address, public_id):
    path = f"/redactie/{public_id}{address}"
    assert (client.post(path, data=GOOD) if address else client.get(path)).status_code == 404


def test_a_desk_shows_nonsense_in_its_address_as_the_whole_desk(client, story):
    for shown in ("onzin", "mijn%00", "<script>"):
        answer = client.get(f"/redactie?toon={shown}")
        assert answer.status_code in (200, 404) and "<script>" not in answer.text
