"""News of what happened while two questions were one is told where it belongs, and to nobody twice."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db
from app.core.outbox import Email
from app.core.security import fingerprint
from app.stocktaking import operations
from app.stocktaking.models import News, WaitingNews
from tests.factories import make_user, save
from tests.stocktaking.news import mail_of_the_day
from tests.stocktaking.test_merging import member, merge, two, undo
from tests.stocktaking.test_merging_what_came import answered, news_of, with_news

__all__ = ["member", "two"]  # the fixtures of that world


def signed_off(client, sign_in, found):
    sign_in(make_user(Role.COORDINATOR))
    db.session.refresh(found)
    form = {"version": found.version}
    assert client.post(f"/werkbank/antwoorden/{found.id}/aftekenen", data=form).status_code == 302


@pytest.mark.parametrize("mailed", [True, False])
def test_what_was_signed_off_meanwhile_is_told_where_it_goes_home(app, client, two, sign_in, mailed):
    gone, kept = two
    stories = [question.statements[0].evidence[0].contribution for question in two]
    for number, story in enumerate(stories):
        story.code_hash = fingerprint("AB"[number] * 26)
        with_news(story)
    found = answered(gone, signed=False)
    merge(client, gone, kept)
    signed_off(client, sign_in, found)
    if mailed:
        mail_of_the_day()
        db.session.commit()
    undo(client)
    stranger = app.test_client()
    assert "Er is een antwoord" in news_of(stranger, "A" * 26)
    assert "Er is een antwoord" not in news_of(stranger, "B" * 26), "nothing was answered there"
    waits = db.session.execute(select(WaitingNews.question_id, WaitingNews.contribution_id).where(WaitingNews.what == News.ANSWERED))
    assert waits.all() == ([] if mailed else [(gone.id, stories[0].id)])
    texts = {name: client.get(f"/werkbank/vraagstukken/{name}").text for name in ("de-ene", "de-andere")}
    assert "Antwoord afgetekend" in texts["de-ene"] and "Antwoord afgetekend" not in texts["de-andere"]


def told_mails():
    return [mail.text for mail in db.session.scalars(select(Email)) if "Er is een antwoord" in mail.text]


@pytest.mark.parametrize("mailed", [True, False])
def test_two_that_become_one_once_more_tell_nobody_twice(member, two, mailed):
    gone, kept = two
    with_news(kept.statements[0].evidence[0].contribution)
    answered(gone)
    for _time in range(2):
        made = operations.merge(gone, kept, {}, member)
        db.session.commit()
        if mailed:
            mail_of_the_day()
            db.session.commit()
        operations.undo_merge(made, member)
        db.session.commit()
    operations.merge(gone, kept, {}, member)
    db.session.commit()
    mail_of_the_day()
    assert len(told_mails()) == 1


def test_news_is_told_of_a_statement_that_stayed_behind(app, client, two):
    gone, kept = two
    story = gone.statements[0].evidence[0].contribution
    story.code_hash = fingerprint("A" * 26)
    with_news(story)
    answered(gone)
    save(WaitingNews(question_id=gone.id, contribution_id=story.id, what=News.ANSWERED))
    merge(client, gone, kept, fate="stays")
    mail_of_the_day()
    db.session.commit()
    assert len(told_mails()) == 1
    assert "Er is een antwoord" in news_of(app.test_client(), "A" * 26), "and the page says the same"


def test_of_a_statement_that_stayed_behind_with_one_for_members_nobody_hears(app, client, two):
    gone, kept = two
    gone.is_public = False
    story = gone.statements[0].evidence[0].contribution
    story.code_hash = fingerprint("A" * 26)
    with_news(story)
    before = news_of(app.test_client(), "A" * 26)
    answered(gone)
    merge(client, gone, kept, fate="stays")
    mail_of_the_day()
    assert news_of(app.test_client(), "A" * 26) == before and told_mails() == []
