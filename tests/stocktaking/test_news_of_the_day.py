"""One message for each change, at most one mail a day for each address, and nothing that cannot be read any more."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role, Visitor
from app.contributions import operations as contributions
from app.contributions.models import Audience, NewsAddress, Status, ToldToday
from app.contributions.operations import daily_news
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from app.schedule import run
from app.stocktaking import operations, queries
from app.stocktaking.models import Evidence, Laid, Merge, News, QuestionStatus, Reach, Stance, WaitingNews
from tests.factories import make_contribution, make_organisation, make_question, make_user
from tests.stocktaking.news import mail_of_the_day
from tests.stocktaking.test_news import asks_for_news

NEWS, OTHER = "nieuws@voorbeeld.example", "ander@voorbeeld.example"


@pytest.fixture
def coordinator(app):
    office = make_organisation(is_partner=True)
    user = make_user(Role.COORDINATOR, office)
    with app.test_request_context("/"):
        yield user


def story(email=NEWS, **changes):
    made = make_contribution(**changes)
    if email:
        asks_for_news(made, email)
    return made


def under(question, source):
    quote = source.facts[:20]
    question.statements[0].evidence.append(Evidence(contribution=source, stance=Stance.SUPPORTS, field="facts", start=0, end=20, quote=quote))
    db.session.commit()


def mails(days=0):
    mail_of_the_day(days)
    return sorted((mail.address, mail.text) for mail in db.session.scalars(select(Email)))  # they are sealed in SQL


def waiting():
    return db.session.scalar(select(func.count()).select_from(WaitingNews))


def answered(question, by, source=None):
    made = operations.answer(question, by, by.memberships[0].organisation, Reach.WHOLE, None, "Zo deden wij het.", [source] if source else [])
    operations.sign_off(made, made.version, by)
    db.session.commit()


def test_all_that_happened_on_a_day_is_one_mail_of_links_and_our_own_words(client, coordinator):
    question = make_question(source := story(), sentence="Wie haalt de kanarie eruit?", owner=coordinator.memberships[0].organisation, is_public=False)
    operations.publish(question, coordinator)
    operations.accept_ownership(question, coordinator)
    answered(question, coordinator)
    operations.decide(question, coordinator, "De raad", today(), None, "Omdat het kan.")
    db.session.commit()
    assert waiting() == 4 and db.session.scalars(select(Email)).all() == [], "nothing leaves with the deed"
    ((to, text),) = mails()
    assert to == NEWS and waiting() == 0
    for line in ("gebruikt in een vraagstuk", "zoekt het antwoord uit", "Er is een antwoord", "Er is iets besloten", "/volg", "/volg/nieuws/"):
        assert line in text
    for secret in (source.title, source.public_id, "kanarie", "Zo deden wij", "De raad", question.slug):
        assert secret not in text
    assert len(mails(days=1)) == 1, "told once"


def test_before_the_afternoon_it_waits(client, coordinator):
    operations.publish(make_question(story(), is_public=False), coordinator)
    db.session.commit()
    mail_of_the_day(hour=15)
    assert waiting() == 1
    mail_of_the_day(hour=16)
    assert waiting() == 0 and len(db.session.scalars(select(Email)).all()) == 1


def test_an_address_has_one_mail_a_day_and_never_two_stories_in_one(client, coordinator):
    one, two = story(), story()
    for source in (one, two):
        operations.publish(make_question(source, is_public=False), coordinator)
    operations.publish(make_question(story(OTHER), is_public=False), coordinator)
    db.session.commit()
    first = mails()
    assert [to for to, _text in first] == [OTHER, NEWS]
    assert all(text.count("/volg/nieuws/") == 1 for _to, text in first)
    keys = db.session.scalars(select(Email.key)).all()
    assert not [key for key in keys if one.public_id in key and two.public_id in key]
    assert len(mails()) == 2, "no second one on the same day"
    assert [to for to, _text in mails(days=1)] == [OTHER, NEWS, NEWS] and waiting() == 0


def test_an_account_has_one_mail_for_all_its_stories_and_each_in_its_inbox(client, coordinator):
    author = make_user()
    for source in (story("", author=author), story("", author=author), story(author.email)):
        operations.publish(make_question(source, is_public=False), coordinator)
    db.session.commit()
    ((to, text),) = mails()
    assert to == author.email and "/volg/" not in text and "/mijn/bijdragen" in text
    told = db.session.scalars(select(Notification)).all()
    assert len(told) == 2 and len({message.path for message in told}) == 2
    assert waiting() == 1, "the same address without the account waits until tomorrow"
    assert len(mails(days=1)) == 2


def test_an_author_with_another_address_for_news_has_one_mail_in_each(client, coordinator):
    author = make_user()
    operations.publish(make_question(story(author=author), is_public=False), coordinator)
    db.session.commit()
    assert {to for to, _text in mails()} == {author.email, NEWS}


@pytest.mark.parametrize(
    "change",
    [
        lambda source, question, by: operations.take_back(question, by),
        lambda source, question, by: contributions.withdraw(source),
        lambda source, question, by: setattr(source, "audience", Audience.MEMBERS),
        lambda source, question, by: contributions.stop_news(db.session.get(NewsAddress, source.id), source),
        lambda source, question, by: question.statements[0].evidence.clear(),
        lambda source, question, by: setattr(question.statements[0].evidence[0], "quote", "Iets heel anders."),
    ],
    ids=["question taken back", "withdrawn", "stricter", "stopped", "not used any more", "words gone"],
)
def test_what_there_is_nothing_to_see_of_when_the_mail_leaves_is_told_to_nobody(client, coordinator, change):
    source = story()
    question = make_question(source, is_public=False)
    operations.publish(question, coordinator)
    db.session.commit()
    change(source, question, coordinator)
    db.session.commit()
    assert mails() == [] and waiting() == 0


def test_while_it_is_judged_it_waits(client, coordinator):
    source = story()
    question = make_question(source, is_public=False)
    operations.publish(question, coordinator)
    operations.hold(question, coordinator)
    db.session.commit()
    assert mails() == [] and waiting() == 1
    operations.let_back(question, coordinator)
    source.status = Status.HELD
    db.session.commit()
    assert mails() == [] and waiting() == 1
    source.status = Status.PUBLISHED
    db.session.commit()
    assert len(mails()) == 1


def test_a_worker_that_dies_half_way_loses_nothing_and_mails_nobody_twice(client, coordinator, monkeypatch):
    for email in (NEWS, OTHER):
        operations.publish(make_question(story(email), is_public=False), coordinator)
    db.session.commit()
    whole = daily_news.mail_to_address
    done = []

    def dies(one, address):
        whole(one, address)
        done.append(one)
        if len(done) == 2:
            raise RuntimeError

    monkeypatch.setattr(daily_news, "mail_to_address", dies)
    assert mails() == [] and waiting() == 2 and db.session.scalars(select(ToldToday)).all() == []
    monkeypatch.setattr(daily_news, "mail_to_address", whole)
    assert [to for to, _text in mails()] == [OTHER, NEWS] and len(mails()) == 2


def test_parked_merged_split_and_taken_back_are_told(client, coordinator):
    source, into = story(), make_question()
    question = make_question(source)
    with_status = (question.sentence, "", None, None, QuestionStatus.PARKED, None, None)
    operations.reword(question, coordinator, *with_status)
    assert "ligt stil" in newest(days=0)
    operations.merge(question, into, {question.statements[0].id: "moves"}, coordinator)
    assert "is opgegaan in een ander" in newest(days=1)
    made = operations.split(into, [statement_of(source).id], "En wie betaalt?", "", coordinator)
    assert "is gesplitst" in newest(days=2)
    operations.publish(made, coordinator)
    assert "gebruikt in een vraagstuk" in newest(days=3)
    operations.take_back(made, coordinator)
    assert "niet meer openbaar" in newest(days=4) and waiting() == 0


def newest(days):
    """The text of the only mail of that day."""
    db.session.commit()
    before = {mail.id for mail in db.session.scalars(select(Email))}
    mail_of_the_day(days)
    (mail,) = (mail for mail in db.session.scalars(select(Email)) if mail.id not in before)
    return mail.text


def statement_of(source):
    db.session.expire_all()
    return db.session.scalars(select(Evidence).where(Evidence.contribution_id == source.id)).one().statement


def test_what_an_answer_rests_on_is_told_as_well(client, coordinator):
    question, source = make_question(), story()
    answered(question, coordinator, source)
    ((to, text),) = mails()
    assert to == NEWS and "gebruikt in een vraagstuk" in text and "Er is een antwoord" in text


def test_the_mail_is_in_the_language_of_who_gets_it(client, coordinator):
    operations.publish(make_question(story(language="en"), is_public=False), coordinator)
    operations.publish(make_question(story("", author=make_user(language="en")), is_public=False), coordinator)
    db.session.commit()
    found = mails()
    assert len(found) == 2 and all("Your text is used in a question" in text for _to, text in found)
    assert all("/en/" in text for _to, text in found)


def test_who_asked_for_nothing_reads_it_on_the_own_page(client, coordinator):
    source = make_contribution(code="A" * 26)
    question = make_question(source, sentence="Wie haalt de kanarie eruit?", is_public=False)
    hidden = make_question(source, sentence="Wat weten alleen leden?", is_public=False)
    operations.publish(question, coordinator)
    answered(question, coordinator)
    operations.decide(question, coordinator, "De raad", today(), None, "Omdat het kan.")
    db.session.commit()
    assert waiting() == 0, "nobody to tell"
    page = client.get(f"/volg/{'A' * 26}").text
    for line in ("Je tekst is gebruikt in een vraagstuk", "Wie haalt de kanarie eruit?", "Er is een antwoord", "Er is iets besloten"):
        assert line in page
    assert hidden.sentence not in page
    operations.take_back(question, coordinator)
    db.session.commit()
    page = client.get(f"/volg/{'A' * 26}").text
    assert "Een vraagstuk is niet meer openbaar" in page and "kanarie eruit" not in page and "Er is iets besloten" not in page


def test_a_question_that_was_never_public_leaves_no_trace_on_the_own_page(client, coordinator):
    source = make_contribution(code="A" * 26)
    before = client.get(f"/volg/{'A' * 26}").text
    question = make_question(source, is_public=False)
    operations.decide(question, coordinator, "De raad", today(), None, "Omdat het kan.")
    db.session.commit()
    assert strip(client.get(f"/volg/{'A' * 26}").text) == strip(before)
    assert queries.what_came_of(queries.uses_of(source), Visitor()) == []
    assert {one.what for one in queries.what_came_of(queries.uses_of(source), coordinator)} == {News.DECIDED, News.USED}


def strip(page):
    return [part.split('"', 1)[-1] for part in page.split('name="csrf_token" value="')]


def test_the_mark_of_an_address_is_gone_tomorrow_and_tells_no_address(client, coordinator):
    operations.publish(make_question(story(), is_public=False), coordinator)
    db.session.commit()
    mails()
    (mark,) = db.session.scalars(select(ToldToday.who))
    assert NEWS not in mark and len(mark) == 64
    run("forget-addresses")
    assert db.session.scalars(select(ToldToday)).all() != []
    for row in db.session.scalars(select(ToldToday)):
        row.on = today() - timedelta(days=1)
    db.session.commit()
    run("forget-addresses")
    assert db.session.scalars(select(ToldToday)).all() == []


def test_whose_text_only_lies_at_a_public_question_reads_that_on_the_own_page(client, coordinator):
    story, here = make_contribution(code="A" * 26), f"/volg/{'A' * 26}"
    before = client.get(here).text
    shown, hidden, quoted, held, gone = (
        make_question(*([story] if n == 2 else []), sentence=f"Wie beheert de kanarie {n}?", is_public=n != 1) for n in range(5)
    )
    held.held_at = clock.now()
    operations.lay(story, Laid.OPEN, frozenset({hidden.id, held.id}), coordinator)
    db.session.commit()
    after = client.get(here).text
    assert "Je verhaal ligt bij een vraagstuk" not in after and "kanarie 1" not in after and "kanarie 3" not in after
    operations.lay(story, Laid.OPEN, frozenset({shown.id, hidden.id, quoted.id, gone.id}), coordinator)
    db.session.commit()
    panel = client.get(here).text.partition('id="ligt"')[2].partition("</section>")[0]
    assert re.findall(r"kanarie \d", panel) == ["kanarie 0", "kanarie 4"] and "aangehaald" not in panel
    assert coordinator.email not in panel and "Je verhaal ligt bij een vraagstuk" not in before
    assert queries.laid_at(queries.uses_of(story)) == [shown, gone], "also for a member who opens it"
    assert not db.session.scalars(select(WaitingNews).where(WaitingNews.question_id == shown.id)).all(), "no mail"
    db.session.add(Merge(question_id=gone.id, into_id=shown.id, moved={}))
    db.session.commit()
    panel = client.get(here).text.partition('id="ligt"')[2].partition("</section>")[0]
    assert re.findall(r"kanarie \d", panel) == ["kanarie 0"], "what went up in it lies there"
