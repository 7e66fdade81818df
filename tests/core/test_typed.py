"""Nothing typed is lost: not when a token is too old, not when somebody was signed out, not when it is refused."""

import html
import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.appeals.models import Appeal, AppealJudge, AppealKind
from app.challenges.models import Agreement, Challenge, ChallengeHost, ChallengeStatus
from app.challenges.operations import ask_to_agree
from app.contributions.models import AskedReader, Contribution, Proposal, Reading, Remark, Side, Status
from app.contributions.operations import begin, keep, let_read, token_of
from app.core.clock import today
from app.core.database import db
from app.core.security import random_id
from app.stocktaking.models import Question
from app.taxonomy.models import Dimension
from tests.contributions.talking import let_host_ask_before
from tests.core.forms_of_challenges import CHOICES, OF_ASKERS, OF_HOSTS, forms_of_challenges
from tests.core.forms_of_gatherings import OF_ORGANISERS, OF_WHO_COMES, PHONE, forms_of_gatherings
from tests.core.forms_of_members import IN_WORDS, TICKS, forms_of_members
from tests.core.forms_of_photos import photos_and_woo
from tests.core.forms_of_terms import ABOUT_TERMS, forms_of_terms
from tests.databases import ONCE
from tests.factories import make_challenge, make_contribution, make_question, make_user, save, term

pytestmark = ONCE

TYPED = "Dit kostte een kwartier om te typen, met een ‘citaat’ & <haken>."
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def phone(app, client):
    client.set_cookie(app.config["WALKER_COOKIE_NAME"], PHONE)


@pytest.fixture
def house(app, phone):
    """One thing behind every form, and for each form who sends it, where and with what."""
    editor, member = make_user(Role.EDITOR), make_user(Role.MEMBER)
    story = make_contribution(status=Status.READING, facts="Mevrouw De Vries klaagde over de put in de straat.")
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    challenge = make_challenge(slug="de-uitdaging", status=ChallengeStatus.PUBLISHED)
    host = db.session.scalars(select(ChallengeHost).where(ChallengeHost.challenge_id == challenge.id)).first().user
    token = ask_to_agree(challenge, "communicatie")
    question = make_question(slug="het-vraagstuk")
    shared = make_contribution(author=member, code="B" * 26)
    mine = make_contribution(code="A" * 26, status=Status.WAITING_FOR_APPROVAL)
    mine.proposals.append(Proposal(title="Anders", facts="Anders.", by_id=editor.id))
    save(Remark(contribution_id=mine.id, text="Wanneer was dit?", from_contributor=False))
    draft = begin("het geheim van deze browser", Visitor(), challenge=None)
    keep(draft, "story", {"facts": ["Een verhaal."]})
    link = token_of(let_read(draft, "het geheim van deze browser", "nl"), "het geheim van deze browser")
    db.session.commit()
    desk, bench = f"/redactie/{story.public_id}", "/werkbank/vraagstukken"
    text = {"title": "Een titel", "facts": TYPED, "lesson": "", "opinion": "", "version": str(story.version)}
    return {
        "propose": (editor, f"{desk}/tekst", text),
        "ask": (editor, f"{desk}/vraag", {"vraag-text": TYPED}),
        "decide": (editor, f"{desk}/besluit", {"reden-reason": TYPED, "besluit": "af"}),
        "word a question": (member, f"{bench}/nieuw", {"sentence": "Wie beslist hierover?", "explanation": TYPED}),
        "change a question": (member, f"{bench}/{question.slug}", {"sentence": "Wie?", "explanation": TYPED, "state": "new"}),
        "state": (member, f"{bench}/{question.slug}/uitspraken", {"text": TYPED}),
        "change a statement": (member, f"/werkbank/uitspraken/{question.statements[0].id}", {"text": TYPED, "was": ""}),
        "quote": (member, f"/werkbank/bijdragen/{shared.public_id}", {"words": TYPED, "stance": "supports"}),
        "close": (host, "/uitdagingen/de-uitdaging/sluiten", {"note": TYPED, "sure": "y"}),
        "ask to agree": (host, "/uitdagingen/de-uitdaging/meelezen", {"reader": TYPED}),
        "publish": (host, "/uitdagingen/de-uitdaging/publiceren", {"visible_from": TYPED}),
        "is it you": (editor, "/mijn/opnieuw", {"verder_naar": "/beheer/uitnodigen", "verder_als": "daad", "email": TYPED}),
        "disagree": (None, f"/volg/{'A' * 26}/niet-akkoord", {"why": TYPED}),
        "answer": (None, f"/volg/{'A' * 26}/antwoord", {"text": TYPED}),
        **talks(host, talked_about(mine, challenge)),
        "agree": (None, f"/meelezen/{token}", {"agreed": "no", "remark": TYPED}),
        "read along": (None, f"/meelezen/verhaal/{link}", {"agreed": "no", "remark": TYPED}),
        **requests(editor, member, shared),
        **photos_and_woo(editor, story, mine, "A" * 26, TYPED), **forms_of_members(member, question, TYPED), **forms_of_terms(TYPED), **forms_of_gatherings(TYPED), **forms_of_challenges(TYPED),
    }


def talks(host, other):
    """The forms with which a contributor and a host talk."""
    return {
        "answer host": (None, f"/volg/{'A' * 26}/gastgemeente/antwoord", {"gast-text": TYPED, "sure": "y"}),
        "let the host call": (None, f"/volg/{'A' * 26}/gastgemeente/bellen", {"phone": TYPED}),
        "ask as host": (host, f"/bijdragen/{other.public_id}/gesprek", {"text": TYPED}),
    }


def requests(editor, member, shared):
    """The forms with which somebody asks something about themselves or shows more of it, and those of who judges."""
    asked = Appeal(public_id=random_id(), token_hash="x", kind=AppealKind.ABOUT_ME, due_on=today(), contribution=shared)
    asked.judges.append(AppealJudge(user_id=editor.id))
    save(asked)
    about, judge = {"wish": "correct", "part": "text", "text": TYPED}, f"/redactie/meldingen/{asked.public_id}"
    return {
        "about a story": (None, f"/bijdragen/{shared.public_id}/gaat-over-mij", about),
        "about a challenge": (None, "/uitdagingen/de-uitdaging/gaat-over-mij", about),
        "about a question": (None, "/vraagstukken/het-vraagstuk/gaat-over-mij", about),
        "ask for data": (None, "/gaat-over-mij", {"kind": "access", "text": TYPED}),
        "hide": (editor, f"{judge}/verberg", {"verberg-reason": TYPED}),
        "judge": (editor, f"{judge}/besluit", {"decision": "let_back", "reason": TYPED, "answer": TYPED}),
        "object": (None, f"/volg/{'B' * 26}/bezwaar", {"why": TYPED}),
        "show more": (None, f"/volg/{'B' * 26}/ruimer", {"kept_from": TYPED, "everybody": "y", "sure": "y"}),
        "still true": (None, f"/volg/{'B' * 26}/klopt-dit-nog", {"said": "changed", "outcome": "stopped", "words": TYPED}),
        "object to own": (member, "/mijn/bezwaar", {"bijdrage": shared.public_id, "why": TYPED}),
    }


def talked_about(mine, challenge):
    """The hosts of the challenge asked this contributor something, and may ask the contributor of another story."""
    mine.challenge = challenge
    answering = make_contribution(challenge=challenge)
    for story in (mine, answering):
        let_host_ask_before(story)
    db.session.add(Remark(contribution_id=mine.id, side=Side.HOST, text="Wie betaalde het?", from_contributor=False))
    db.session.commit()
    return answering


FORMS = (
    "propose", "ask", "decide", "word a question", "change a question", "state", "change a statement", "quote", "close", "ask to agree",
    "publish", "disagree", "answer", "still true", "answer host", "ask as host", "agree", "read along", "is it you", "about a story",
    "about a challenge", "about a question", "ask for data", "hide", "judge", "object", "object to own", "refuse a photo",
    "describe photos", "black out", "view on the Woo", "show more", *IN_WORDS, *ABOUT_TERMS, *OF_ORGANISERS, *OF_WHO_COMES, *OF_ASKERS, *OF_HOSTS,
)
SIGNED_OUT = (
    "disagree", "answer", "still true", "answer host", "agree", "read along", "about a story", "about a challenge", "about a question", "ask for data", "object",
    "describe photos", "view on the Woo", "show more", *OF_WHO_COMES, *OF_ASKERS,
)
TICKED = {"cover": 'value="3" id="tile-3"', "judge a document": 'value="outside"', **TICKS, **CHOICES}  # forms without words



def seen(page):
    return html.unescape(page.text)


def everything():
    """What these forms could change."""
    tables = (Contribution, Proposal, Remark, Question, Challenge, Agreement, AskedReader, Appeal)
    return {table: [tuple(row) for row in db.session.execute(select(*table.__table__.columns))] for table in tables}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_with_an_old_token_comes_back_as_it_was_sent(client, sign_in, house, guarded, form):
    """And to a page of another site nothing comes back."""
    person, address, data = house[form]
    if person:
        sign_in(person)
    before = everything()
    for site in ("cross-site", "same-site"):
        page = client.post(address, data=data, headers={"Sec-Fetch-Site": site})
        assert page.status_code == 400 and TYPED not in seen(page)
    page = client.post(address, data=data | {"csrf_token": "oud"}, headers=HERE)
    assert page.status_code == 400
    assert "Druk nog één keer op de knop" in page.text and TYPED in seen(page)
    assert everything() == before
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]
    assert client.post(address, data=data | {"csrf_token": token}, headers=HERE).status_code != 400


@pytest.mark.parametrize("form", TICKED)
def test_what_was_ticked_is_still_ticked_when_the_token_is_old(client, sign_in, house, guarded, form):
    person, address, data = house[form]
    sign_in(person)
    page = client.post(address, data=data | {"csrf_token": "oud"}, headers=HERE)
    assert page.status_code == 400 and "Druk nog één keer op de knop" in page.text
    kept, chosen = TICKED[form], "(checked|selected)"
    assert re.search(rf"<(input|option)[^>]*({chosen}[^>]*{kept}|{kept}[^>]*{chosen})", page.text)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in SIGNED_OUT])
def test_who_was_signed_out_sends_it_once_more_after_signing_in(client, sign_in, house, guarded, form):
    person, address, data = house[form]
    page = client.post(address, data=data | {"csrf_token": "oud"}, headers=HERE)
    assert page.status_code == 401 and TYPED in seen(page) and f'action="{address}"' in page.text
    hidden = {name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text)}
    assert data.items() <= hidden.items()
    sign_in(person)
    assert client.post(address, data=hidden, headers=HERE).status_code != 400


def test_who_was_signed_out_sees_no_password_again(client):
    page = client.post("/mijn/wachtwoord", data={"password": "een lang wachtwoord van mij"})
    assert page.status_code == 401 and "een lang wachtwoord" not in page.text


def test_the_desk_gives_back_the_ticked_terms_and_words(client, sign_in, house):
    person, address, data = house["propose"]
    sign_in(person)
    ticked = {"term": [term(Dimension.THEME, "ondergrond").code], "weg": ["Mevrouw De Vries"]}
    for wrong, status in (({"title": ""}, 422), ({"version": "99"}, 409)):
        page = client.post(address, data=data | ticked | wrong)
        assert page.status_code == status
        assert re.search(r'value="ondergrond" id="[^"]+" checked', page.text)
        assert re.search(r'value="Mevrouw De Vries" id="[^"]+" checked', page.text)
    story = db.session.scalars(select(Contribution).where(Contribution.status == Status.READING)).one()
    assert "checked" not in client.get(f"/redactie/{story.public_id}").text


def test_after_a_conflict_one_more_press_saves(client, sign_in, house):
    for form in ("propose", "change a question"):
        person, address, data = house[form]
        sign_in(person)
        page = client.post(address, data=data | {"version": "99"})
        assert page.status_code == 409 and TYPED in seen(page)
        version = re.search(r'name="version" value="(\d+)"', page.text)[1]
        assert client.post(address, data=data | {"version": version}).status_code == 302


@pytest.mark.parametrize(("form", "status"), [("ask", Status.RECEIVED), ("decide", Status.WAITING_FOR_APPROVAL)])
def test_a_refusal_at_the_desk_shows_what_was_typed(client, sign_in, house, form, status):
    """The other reader was quicker: the story is not being read any more."""
    person, address, data = house[form]
    sign_in(person)
    story = db.session.scalars(select(Contribution).where(Contribution.status == Status.READING)).one()
    story.status = status
    db.session.commit()
    page = client.post(address, data=data)
    assert page.status_code in (404, 409) and TYPED in seen(page)


def test_a_decision_without_a_choice_comes_back(client, sign_in, house):
    person, address, data = house["decide"]
    sign_in(person)
    page = client.post(address, data=data | {"besluit": "zomaar"})
    assert page.status_code == 409 and TYPED in seen(page) and 'value="terug"' in page.text


def test_a_fourth_statement_comes_back(client, sign_in, house):
    person, address, data = house["state"]
    sign_in(person)
    for _time in range(2):
        assert client.post(address, data=data).status_code == 302
    page = client.post(address, data={"text": "De vierde uitspraak past er niet bij."})
    assert page.status_code == 409 and "De vierde uitspraak past er niet bij." in page.text


def test_a_refused_closing_note_comes_back(client, sign_in, house):
    person, address, data = house["close"]
    sign_in(person)
    assert client.post(address, data=data).status_code == 302
    page = client.post(address, data=data)
    assert page.status_code == 409 and TYPED in seen(page)


def test_every_form_that_can_be_shown_again_is_tried_here(app, house):
    found = {name for name, view in app.view_functions.items() if getattr(view, "shows_again", False)}
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
        tried = {urls.match(address, method="POST")[0] for _person, address, _data in house.values()}
    assert found == tried
