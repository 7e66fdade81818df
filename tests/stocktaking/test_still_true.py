"""After a year whoever asked for news is asked whether their story still holds; what they say is a line of its history."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role, Visitor
from app.appeals.queries.naming import naming
from app.contributions import operations
from app.contributions.models import Listing, Outcome, OutcomeSaid, Reading, Status, Still, StillAsked
from app.contributions.queries import outcomes_of
from app.contributions.went_on import how_it_went_on
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email
from app.stocktaking.models import News, QuestionChange
from app.stocktaking.operations import news
from app.woo.queries.sources import documents_of
from tests.factories import make_contribution, make_question, make_user, save
from tests.stocktaking.news import mail_of_the_day
from tests.stocktaking.test_news import asks_for_news

CODE = "A" * 26
YEAR = timedelta(days=380)
WORDS = "De kanarie van de buren tekent nu zelf mee."


def story(age=YEAR, news=True, **changes):
    made = make_contribution(code=CODE, published_at=now() - age, **changes)
    if news:
        asks_for_news(made)
    return made


def asked(days=0):
    """How many mails ask it, once the mail of that day has left."""
    mail_of_the_day(days)
    texts = db.session.scalars(select(Email.text)).all()
    return sum("Klopt je verhaal nog?" in text for text in texts)


def say(client, said, outcome="", words=""):
    return client.post(f"/volg/{CODE}/klopt-dit-nog", data={"said": said, "outcome": outcome, "words": words})


def own_page(client):
    return client.get(f"/volg/{CODE}").text


def other_page(client, source):
    return client.get(f"/bijdragen/{source.public_id}")


def read_by_two(source):
    for _reader in range(2):
        save(Reading(contribution_id=source.id, reader_id=make_user(Role.EDITOR).id))
    db.session.refresh(source)


def test_after_a_year_it_is_asked_once_with_one_reminder_and_then_never(client):
    source = story()
    assert asked() == 1 and asked(days=5) == 1
    text = db.session.scalars(select(Email.text)).one()
    assert "/volg" in text and source.title not in text and source.public_id not in text
    assert "We vragen het hooguit twee keer." in own_page(client)
    assert asked(days=31) == 2, "the reminder"
    assert asked(days=90) == 2 and asked(days=900) == 2, "nobody is nagged"


@pytest.mark.parametrize(
    "changes", [{"age": timedelta(days=300)}, {"news": False}, {"status": Status.HELD}, {"visible_from": today() - timedelta(days=9)}]
)
def test_nobody_is_asked_too_soon_or_who_did_not_want_news(client, changes):
    story(**changes)
    assert asked() == 0 and db.session.scalars(select(StillAsked)).all() == []


def test_who_has_an_account_is_asked_by_account(client):
    author = make_user()
    story(news=False, author=author)
    assert asked() == 1 and db.session.scalars(select(Email.address)).one() == author.email


def test_who_stopped_the_news_is_not_asked(client):
    source = story()
    operations.ask_for_news(source, "")
    db.session.commit()
    assert asked() == 0


def test_a_year_after_its_question_was_answered_it_is_asked_anew(client):
    source = story(age=timedelta(days=1500))
    save(StillAsked(contribution_id=source.id, asked_at=now() - timedelta(days=1100), answered_at=now() - timedelta(days=1099)))
    question = make_question(source)
    assert asked() == 0
    question.changes.append(QuestionChange(what="decided", at=now() - timedelta(days=300)))
    db.session.commit()
    assert asked() == 0, "not a year yet"
    question.changes[0].at = now() - YEAR
    db.session.commit()
    assert asked() == 1 and asked(days=1) == 1


def test_it_comes_in_one_mail_with_the_other_news(client):
    source = story()
    question = make_question(source)
    news.bring_to_all(question, News.USED)
    db.session.commit()
    mail_of_the_day()
    (mail,) = db.session.scalars(select(Email))
    assert "gebruikt in een vraagstuk" in mail.text and "Klopt je verhaal nog?" in mail.text


def test_still_true_is_a_line_and_nothing_else(client):
    source = story(outcome=Outcome.PARTLY)
    assert asked() == 1
    assert say(client, "holds").status_code == 303
    assert say(client, "holds").status_code == 303, "pressed twice"
    lines = outcomes_of(db.session.get(type(source), source.id))
    assert [(line.said, line.outcome) for line in lines] == [(Still.BEGAN, Outcome.PARTLY), (Still.HOLDS, Outcome.PARTLY)]
    page = other_page(client, source).text
    assert "Hoe het verder ging" in page and "Klopt nog" in page
    assert "hooguit twee keer" not in own_page(client) and asked(days=31) == 1, "who answered is not reminded"


def test_what_stopped_counts_as_stopped_in_the_lists_and_the_balance(client):
    source = story(outcome=Outcome.SUCCEEDED)
    say(client, "stopped")
    assert db.session.scalars(select(Listing.outcome).where(Listing.contribution_id == source.id)).all() == ["stopped"] * 2
    page = other_page(client, source).text
    assert "Gelukt" in page and "Het is gestopt" in page
    assert f"/bijdragen/{source.public_id}" in client.get("/bijdragen?uitkomst=gestopt").text


def test_words_are_read_by_two_before_anybody_sees_them(client, sign_in):
    source = story(outcome=Outcome.PARTLY, unchanged_is_fine=True)
    read_by_two(source)
    assert say(client, "changed", "succeeded", WORDS).status_code == 303
    assert other_page(client, source).status_code == 404 and WORDS in own_page(client)
    db.session.refresh(source)
    assert source.status is Status.READING and source.outcome is Outcome.PARTLY
    for reading in source.readings:
        editor = client.application.test_client()
        sign_in(reading.reader, editor)
        page = editor.get(f"/redactie/{source.public_id}").text
        assert WORDS in page and "Je ja gaat ook over deze woorden." in page
        seen = page.split('name="seen" value="')[1].split('"')[0]
        assert editor.post(f"/redactie/{source.public_id}/akkoord", data={"seen": seen}).status_code == 302
    db.session.refresh(source)
    assert source.status is Status.PUBLISHED and source.outcome is Outcome.SUCCEEDED
    page = other_page(client, source).text
    assert WORDS in page and f"{today():%d}" not in page.split("Hoe het verder ging")[1].split("</section>")[0].split("</time>")[0]
    lines = outcomes_of(source)
    assert [(line.said, line.outcome) for line in lines] == [(Still.BEGAN, Outcome.PARTLY), (Still.CHANGED, Outcome.SUCCEEDED)]


def test_a_yes_to_other_words_does_not_count(client, sign_in):
    source = story()
    read_by_two(source)
    say(client, "changed", "stopped", WORDS)
    editor = client.application.test_client()
    sign_in(source.readings[0].reader, editor)
    seen = editor.get(f"/redactie/{source.public_id}").text.split('name="seen" value="')[1].split('"')[0]
    say(client, "changed", "stopped", "Iets heel anders.")
    answer = editor.post(f"/redactie/{source.public_id}/akkoord", data={"seen": seen})
    assert answer.status_code == 409 and WORDS not in own_page(client), "what waits was replaced"
    say(client, "holds")
    assert db.session.scalar(select(func.count()).select_from(OutcomeSaid).where(OutcomeSaid.words != "")) == 0


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"said": ""}, "Kies: klopt nog, veranderd, of het is gestopt."),
        ({"said": "misschien"}, "Kies: klopt nog, veranderd, of het is gestopt."),
        ({"said": "changed", "words": WORDS}, "Kies hoe het nu afliep."),
        ({"said": "changed", "outcome": "stopped"}, "Schrijf wat er veranderde"),
        ({"said": "changed", "outcome": "stopped", "words": "x" * 601}, "1 tekens korter"),
    ],
)
def test_what_cannot_be_comes_back_with_what_was_typed(client, sent, told):
    story()
    answer = client.post(f"/volg/{CODE}/klopt-dit-nog", data=sent)
    assert answer.status_code == 422 and told in answer.text and sent.get("words", "") in answer.text
    assert db.session.scalars(select(OutcomeSaid)).all() == []


@pytest.mark.parametrize("status", [Status.READING, Status.WAITING_FOR_APPROVAL, Status.RECEIVED])
def test_before_it_is_visible_there_is_nothing_to_say(client, status):
    story(status=status)
    assert say(client, "holds").status_code == 409 and "Zeg hoe het nu is" not in own_page(client)


def test_others_see_nothing_of_it_but_with_the_story(client):
    source = story()
    say(client, "holds")
    assert how_it_went_on(source, Visitor())
    operations.make_stricter(source, members_only=True, without_name=False, remove_more=False)
    db.session.commit()
    assert how_it_went_on(source, Visitor()) == [] and other_page(client, source).status_code == 404


def test_its_words_are_found_where_words_are_looked_for(client):
    source = story()
    read_by_two(source)
    say(client, "changed", "stopped", "Zwaluwstaart heeft het stopgezet.")
    assert [named.thing.id for named in naming("Zwaluwstaart", [])] == [source.id]
    assert [document.words for document in documents_of([source.id]) if document.source == "outcome"] == ["Zwaluwstaart heeft het stopgezet."]
    assert "Zwaluwstaart" in client.get(f"/volg/{CODE}/gegevens").text


def test_words_by_which_somebody_is_recognised_are_pointed_at_and_left_out(client):
    story()
    typed = "Mevrouw De Vries tekent nu zelf mee."
    sent = {"said": "changed", "outcome": "stopped", "words": typed}
    look = client.post(f"/volg/{CODE}/klopt-dit-nog", data=sent | {"action": "look"})
    assert look.status_code == 200 and typed in look.text and "Hier kan iemand je aan herkennen" in look.text
    button = html.unescape(re.search(r'value="(omit:words:[^"]*)"', look.text)[1])
    again = client.post(f"/volg/{CODE}/klopt-dit-nog", data=sent | {"action": button})
    assert again.status_code == 200 and "[weggelaten]" in again.text and "tekent nu zelf mee." in again.text
    chosen = [box for box in re.findall(r'<input[^>]*>', again.text) if ' checked' in box]
    assert 'value="changed"' in chosen[0] and 'value="stopped"' in chosen[1], "what was chosen stays"
    live = client.post(f"/volg/{CODE}/klopt-dit-nog/herkenbaar", data={"words": typed})
    assert "De Vries" in live.json["html"]
    assert db.session.scalars(select(OutcomeSaid)).all() == [], "nothing was sent yet"
    say(client, "changed", "stopped", typed)
    assert typed in db.session.scalars(select(OutcomeSaid.words)).all(), "it never blocks"


def test_looking_before_anything_was_chosen_keeps_the_words_in_sight(client):
    story(news=False)
    look = client.post(f"/volg/{CODE}/klopt-dit-nog", data={"words": WORDS, "action": "look"})
    assert look.status_code == 200 and WORDS in look.text and "details" in look.text
    assert re.search(r"<details[^>]* open>\s*<summary>Zeg hoe het nu is", look.text)
