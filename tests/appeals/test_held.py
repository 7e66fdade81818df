"""What is held while it is judged is nowhere: no page, no card, no quote, and none of its photos behind any door."""

import pytest

from app.accounts.models import Role
from app.challenges import operations as challenges
from app.contributions import operations as contributions
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from app.notifications.operations import tell
from app.stocktaking.operations import questions
from tests.appeals.asked import CODE, decide, desk, hide, judged_by, newest, report
from tests.contributions.photos import add_photo
from tests.factories import make_challenge, make_contribution, make_organisation, make_question, make_user

QUOTE = "De put lag op de verkeerde plek."
LISTS = (
    "/", "/bijdragen", "/bijdragen?q=kanariebak", "/zoeken?q=kanariebak", "/uitdagingen/de-uitdaging",
    "/vraagstukken/het-vraagstuk", "/sitemap.xml",
)  # fmt: skip


@pytest.fixture
def story(app):
    """A visible story with a photo, in an answer to a challenge and quoted under a question."""
    owner = make_user(email="inzender@voorbeeld.example")
    story = make_contribution(
        code=CODE, author=owner, title="Een kanariebak in de weg", facts=QUOTE, challenge=make_challenge(slug="de-uitdaging")
    )
    add_photo(story)
    question = make_question(story, slug="het-vraagstuk")
    question.statements[0].evidence[0].text = QUOTE
    contributions.relist(story)
    db.session.commit()
    return story


def photo_paths(story):
    photo = f"/bijdragen/{story.public_id}/fotos/{story.photos[0].public_id}"
    return f"{photo}/groot", f"{photo}/klein"


def places_with(browser, story):
    """Where something of it is found: each list with a card, each door of a file, and the question that quotes it."""
    words = story.public_id, story.photos[0].public_id, "kanariebak in de weg", QUOTE
    found = {path for path in LISTS if any(word in browser.get(path).text for word in words)}
    own = f"/bijdragen/{story.public_id}"
    return found | {path for path in (own, *photo_paths(story)) if browser.get(path).status_code != 404}


def browsers(app, sign_in):
    """A visitor, and somebody signed in of each kind; none of them judges it."""
    yield None, app.test_client()
    for role in (Role.MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR):
        browser = app.test_client()
        sign_in(make_user(role, make_organisation()), browser)
        yield role, browser


def test_while_it_is_held_it_is_nowhere_and_after_that_it_is_back(app, client, sign_in, story):
    desk()
    before = {role: places_with(browser, story) for role, browser in browsers(app, sign_in)}
    everywhere = {"/bijdragen", "/zoeken?q=kanariebak", "/uitdagingen/de-uitdaging", "/vraagstukken/het-vraagstuk", "/sitemap.xml"}
    for role, found in before.items():
        assert everywhere | set(photo_paths(story)) <= found, role
    report(app.test_client(), f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    assert hide(client, newest()).status_code == 302
    for role, browser in browsers(app, sign_in):
        assert places_with(browser, story) == set(), role
    decide(client, newest(), "let_back")
    for role, browser in browsers(app, sign_in):
        assert places_with(browser, story) == before[role], role


def test_its_contributor_still_sees_the_photos_of_it(app, client, sign_in, story):
    desk()
    assert client.post(f"/volg/{CODE}/bezwaar", data={"why": "Dit ben ik."}).status_code == 303
    own = f"/volg/{CODE}/fotos/{story.photos[0].public_id}/klein"
    assert client.get(own).status_code == 200
    for path in photo_paths(story):
        assert client.get(path).status_code == 404 and app.test_client().get(path).status_code == 404


@pytest.mark.parametrize("is_hidden_first", [True, False])
@pytest.mark.parametrize("what", ["question", "challenge"])
def test_words_that_went_while_it_was_judged_go_from_its_address_as_well(app, client, sign_in, what, is_hidden_first):
    """Else everybody still reads them in the list of addresses, in each link and in every file."""
    old, new = "Waarom deed Jan Jansen dat?", "Waarom ging dat zo?"
    desk()
    if what == "question":
        thing, path = make_question(slug="waarom-deed-jan-jansen-dat", sentence=old), "/vraagstukken/"
    else:
        thing, path = make_challenge(slug="waarom-deed-jan-jansen-dat", title=old), "/uitdagingen/"
    report(app.test_client(), f"{path}{thing.slug}")
    judged_by(sign_in, newest())
    assert not is_hidden_first or hide(client, newest()).status_code == 302
    if what == "question":
        said = {name: getattr(thing, name) for name in ("explanation", "kind", "route", "status", "owner", "due_on")}
        questions.reword(thing, make_user(Role.COORDINATOR), sentence=new, **said)
    else:
        host = thing.hosts[0].user if thing.hosts else make_user()
        challenges.write(thing, thing.version, list(thing.terms), by=host, title=new)
    db.session.commit()
    assert decide(client, newest(), "let_back").status_code == 302
    visitor = app.test_client()
    assert visitor.get(f"{path}waarom-deed-jan-jansen-dat").status_code == 404
    assert new in visitor.get(f"{path}waarom-ging-dat-zo").text
    assert "jansen" not in visitor.get("/sitemap.xml").text + visitor.get(path.rstrip("/")).text


@pytest.mark.parametrize("sentence", ["Wie beheert het groen?", "Wie beheert het groen nu?"])
def test_what_was_let_back_as_it_was_keeps_its_address(app, client, sign_in, sentence):
    """Also when it was worded otherwise long before: links that people kept lead there."""
    desk()
    kept = make_question(slug="wie-beheert-het-groen", sentence=sentence)
    report(app.test_client(), f"/vraagstukken/{kept.slug}")
    judged_by(sign_in, newest())
    hide(client, newest())
    decide(client, newest(), "let_back")
    assert sentence in app.test_client().get("/vraagstukken/wie-beheert-het-groen").text


@pytest.mark.parametrize("others", [(), ("wat-doen-we-op-dorpsstraat",)])
def test_a_house_number_goes_from_the_address_of_a_challenge_and_from_mail_that_waits(app, client, sign_in, others):
    desk()
    for slug in others:
        make_challenge(slug=slug)
    old = "wat-doen-we-op-dorpsstraat-12"
    kept = make_challenge(slug=old, title="Wat doen we op Dorpsstraat 12?")
    host = make_user()
    tell([host], "Antwoorden", f"Kijk op http://localhost/uitdagingen/{old}/antwoorden", path=f"/uitdagingen/{old}/antwoorden")
    report(app.test_client(), f"/uitdagingen/{old}")
    judged_by(sign_in, newest())
    challenges.write(kept, kept.version, list(kept.terms), by=host, title="Wat doen we op Dorpsstraat?")
    db.session.commit()
    assert decide(client, newest(), "let_back").status_code == 302
    db.session.expire_all()
    new = "wat-doen-we-op-dorpsstraat-2" if others else "wat-doen-we-op-dorpsstraat"
    assert kept.slug == new and app.test_client().get(f"/uitdagingen/{old}").status_code == 404
    waits = [mail.text for mail in db.session.query(Email) if "/antwoorden" in mail.text]
    (lies,) = db.session.query(Notification).filter_by(user_id=host.id)
    assert waits == [f"Kijk op http://localhost/uitdagingen/{new}/antwoorden"] and lies.path == f"/uitdagingen/{new}/antwoorden"
