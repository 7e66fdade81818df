"""A mail is in the language of whoever receives it, and so is the page that it leads to; never in the sender's."""

import ast
from pathlib import Path

import pytest
from flask import g, render_template_string
from sqlalchemy import select

from app.accounts.models import Role, User
from app.contributions.models import CallbackAddress, NewsAddress, Reading, Status
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email
from app.core.wording import _, in_language, language, lazy, long_date, spoken_path
from app.notifications.models import Notification
from tests.contributions.sharing import share_story
from tests.factories import make_contribution, make_organisation, make_user, save

APP = Path(__file__).parents[2] / "app"
LETTERS = sorted([*APP.glob("*/messages.py"), *APP.glob("*/messages/*.py")])
PATHS = {"/redactie": "/en/redactie", "/": "/en/"}


def mail():
    return db.session.scalars(select(Email).order_by(Email.id)).all()


def in_english(email):
    return "http://localhost/en/" in email.text


def test_within_a_language_every_word_date_and_path_is_in_it(app):
    text = '{{ _("Code") }} {{ _("Your messages") }} {{ day|long_date }}'
    for page, here, there in (("/", "nl", "en"), ("/en/", "en", "nl")):
        environ = {"straatwijs.language": here}
        g.pop("_flask_babel", None)  # a real request begins without one
        with app.test_request_context(page, environ_overrides=environ):
            said = {"nl": "Je berichten", "en": "Your messages"}
            assert (language(), _("Your messages")) == (here, said[here])
            with in_language(there):
                assert (language(), _("Your messages"), str(lazy("Your messages"))) == (there, said[there], said[there])
                assert said[there] in render_template_string(text, day=today())
                assert long_date(today().replace(month=5, day=1)).split()[1] == {"nl": "mei", "en": "May"}[there]
            assert (language(), _("Your messages")) == (here, said[here])


def test_a_path_stands_under_en_in_english_only(app):
    for dutch, english in PATHS.items():
        for given in (dutch, english):
            with in_language("en"):
                assert spoken_path(given) == english
            with in_language("nl"):
                assert spoken_path(given) == dutch
    with in_language("nl"):
        assert spoken_path("/en") == "/" and spoken_path("/energie") == "/energie"
    with in_language("tlh"):
        assert language() == "nl"


@pytest.mark.parametrize("page", ["", "/en"])
@pytest.mark.parametrize("theirs", ["nl", "en"])
def test_the_contributor_is_written_to_in_the_language_of_the_story(client, sign_in, page, theirs):
    editor, author = make_user(Role.EDITOR), make_user(language=theirs)
    story = make_contribution(status=Status.READING, author=author, language=theirs)
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    save(CallbackAddress(contribution_id=story.id, email="bel@voorbeeld.example", delete_on=today()))
    save(NewsAddress(contribution_id=story.id, email="nieuws@voorbeeld.example", token_hash="x", confirmed_at=now(), delete_on=today()))
    sign_in(editor)
    assert client.post(f"{page}/redactie/{story.public_id}/vraag", data={"vraag-text": "Wanneer?"}).status_code == 302
    assert len(mail()) == 3
    for email in mail():
        assert (email.subject == "The desk asks you something") is (theirs == "en")
        assert in_english(email) is (theirs == "en")
    message = db.session.scalars(select(Notification)).one()
    assert message.path.startswith("/en/volg/") is (theirs == "en")


def test_each_editor_hears_of_a_story_in_their_own_language(client):
    make_user(Role.EDITOR, language="en"), make_user(Role.EDITOR, language="nl")
    share_story(client)
    assert {email.subject for email in mail()} == {"A new contribution waits to be read", "Er wacht een nieuwe bijdrage"}
    assert sorted(map(in_english, mail())) == [False, True]


@pytest.mark.parametrize(("page", "theirs"), [("/en", "nl"), ("", "en")])
def test_mail_about_an_account_is_in_the_language_of_the_account(client, sign_in, page, theirs):
    user = make_user(language=theirs)
    organisation = make_organisation()
    client.post(f"{page}/inloggen", data={"email": user.email})
    sign_in(user)
    client.post(f"{page}/mijn/wachtwoord", data={"password": "de stoeptegel lag scheef vannacht"})
    client.post(f"{page}/mijn/organisatie", data={"organisation": organisation.name, "email": "ik@daar.example"})
    assert len(mail()) == 3
    english = {"Your link to sign in", "Your password was changed", "Confirm your e-mail address"}
    assert ({email.subject for email in mail()} == english) is (theirs == "en")
    assert all(in_english(email) is (theirs == "en") for email in mail() if "http" in email.text)


def test_an_invitation_is_in_dutch_or_in_the_language_of_the_account(client, sign_in):
    organisation = make_organisation()
    sign_in(make_user(Role.ADMINISTRATOR, language="en"))
    known = make_user(language="en")
    for address in ("nieuw@voorbeeld.example", known.email):
        client.post("/en/beheer/uitnodigen", data={"email": address, "organisation": organisation.name, "role": "host"})
    first, second = mail()
    assert "Gastgemeente" in first.text and "Host of challenges" in second.text
    assert not in_english(first) and in_english(second)


@pytest.mark.parametrize(("page", "expected"), [("", "nl"), ("/en", "en")])
def test_the_language_of_a_new_account_is_that_in_which_it_was_accepted(client, sign_in, page, expected):
    sign_in(make_user(Role.ADMINISTRATOR))
    data = {"email": "nieuw@voorbeeld.example", "organisation": make_organisation().name, "role": "host"}
    client.post("/beheer/uitnodigen", data=data)
    path = mail()[-1].text.split("http://localhost")[1].split()[0]
    client.post(f"{page}{path}", data={"given_name": "Nieuw"})
    made = db.session.scalars(select(User).where(User.email == data["email"])).one()
    assert made.language == expected


def test_people_choose_the_language_of_their_mail(client, sign_in):
    me = make_user()
    sign_in(me)
    assert 'name="language"' in client.get("/mijn").text
    assert client.post("/mijn/taal", data={"language": "en"}).status_code == 302
    assert db.session.get(User, me.id).language == "en"
    for wrong in ("", "fr", "nederlands"):
        answer = client.post("/mijn/taal", data={"language": wrong})
        assert answer.status_code == 422 and "Kies een van de twee talen" in answer.text
    assert db.session.get(User, me.id).language == "en"


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.parts[-2])
def test_nothing_is_posted_outside_a_language(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    within = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.With) and "in_language" in ast.unparse(block.items[0])
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("post", "tell", "_", "render_template"):
            assert id(node) in within, f"line {node.lineno}: say `with in_language(...)` around it"
