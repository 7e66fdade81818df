"""Asked for by a member, read and kept by a job: once, whole or not at all, and with nothing that was withdrawn meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.accounts.operations import end_role
from app.contributions.operations import follow, relist
from app.core.database import db
from app.core.outbox import Email
from app.reports import jobs, operations, queries
from app.reports.jobs import freeze_piles
from app.reports.models import Freezing, Item, ReportState, Stocktake
from app.reports.operations import freezing
from app.stocktaking.models import Evidence, Stance
from app.workbench import operations as workbench
from app.workbench.queries import Wanted
from app.workbench.queries.choosing import Level
from tests.at_once import apart, at_once, posts
from tests.factories import make_contribution, make_user
from tests.reports.made import freeze_now


@pytest.fixture
def address(laid):
    return f"/werkbank/stapels/{laid.pile.slug}/vastleggen"


def ask(client, address, name="Zomertour 2026"):
    assert client.post(address, data={"name": name}).status_code == 302
    return address


def work(times=1):
    """What the clock does: runs of the job, each in a transaction of its own."""
    for _run in range(times):
        freeze_piles()
        db.session.commit()


def killed(*_given):
    raise KeyboardInterrupt


def wish():
    return db.session.scalar(select(Freezing).execution_options(populate_existing=True))


def once_it_was_read(monkeypatch, deed):
    """Somebody does this after the job has read everything, and before it writes that down."""
    copies_of = operations.copies_of

    def read(*given):
        found = copies_of(*given)
        db.session.rollback()
        deed()
        db.session.commit()
        return found

    monkeypatch.setattr(operations, "copies_of", read)


def titles(laid):
    made = db.session.scalars(select(Stocktake)).one()
    return {c.title for c in queries.frozen(made, laid.member).contributions}


def test_the_page_says_how_far_it_is_until_the_stocktake_is_there(app, client, address, monkeypatch):
    page = client.get(ask(client, address)).text
    assert "Wacht" in page and 'data-waiting="1"' in page and "5 bijdragen, zoals die er op" in page and 'id="name"' not in page
    work()
    page = client.get(address).text
    assert "Wordt vastgelegd" in page and "<progress" in page and "% klaar" not in page
    shown, records = [], freezing.records

    def watched(*given):
        for record in records(*given):
            yield record
            shown.append(apart(app, lambda: client.get(address).text))

    monkeypatch.setattr(jobs, "EVERY", 0)
    monkeypatch.setattr(freezing, "records", watched)
    work()
    assert "3% klaar" in shown[0] and "96% klaar" in shown[-1], "one of a few, and nearly all"
    page = client.get(address).text
    assert "/balans/zomertour-2026" in page and "data-waiting" not in page and 'id="name"' in page and wish() is None
    mail = db.session.scalars(select(Email).where(Email.subject.contains("vastgelegd"))).one()
    assert "/balansen" in mail.text and "Zomertour" not in mail.text


def test_pressed_twice_is_asked_once_and_another_name_waits(app, client, address):
    assert at_once(app, *[posts(client, address, {"name": "Zomertour 2026"}) for _press in (1, 2)]) == [302, 302]
    answer = client.post(address, data={"name": "Herfst"})
    assert answer.status_code == 409 and "wordt al vastgelegd" in answer.text and 'value="Herfst"' in answer.text
    work(4)
    assert [made.slug for made in db.session.scalars(select(Stocktake))] == ["zomertour-2026"]


def test_a_colleague_who_presses_too_is_promised_no_message(app, client, laid, address, sign_in):
    ask(client, address)
    other = app.test_client()
    sign_in(make_user(Role.MEMBER), other)
    page = other.post(address, data={"name": "Zomertour 2026"}, follow_redirects=True).text
    assert "Een collega vroeg dit al" in page and "Je krijgt een bericht" not in page


def test_the_day_and_what_lay_there_are_those_of_the_wish(client, laid, address):
    ask(client, address)
    asked_at = wish().asked_at
    make_contribution(title="Kwam later")
    db.session.commit()
    assert workbench.take_in(laid.pile, laid.member) == 1
    db.session.commit()
    work(2)
    assert db.session.scalars(select(Stocktake.made_at)).one() == asked_at.replace(microsecond=0)
    assert "Kwam later" not in titles(laid) and len(titles(laid)) == 5


def test_a_worker_that_is_killed_leaves_nothing_and_it_is_done_again(client, laid, address, monkeypatch):
    ask(client, address)
    work()
    for step in ("copy_of", "seal"):
        monkeypatch.setattr(freezing, step, killed)
        with pytest.raises(KeyboardInterrupt):
            freeze_piles()
        db.session.rollback()
        monkeypatch.undo()
        assert wish().state is ReportState.MAKING
        assert not db.session.query(Stocktake).count() and not db.session.query(Item).count()
    work()
    assert "Bomen op het dak" in titles(laid) and all(found.is_sound for _edition, found in operations.verified())


@pytest.mark.parametrize("way", ["story", "question"])
def test_what_goes_while_it_is_read_is_not_in_it(client, laid, address, monkeypatch, way):
    ask(client, address)
    work()

    def take_away():
        if way == "story":
            follow.withdraw(laid.stories.case)
        else:
            laid.question.statements.clear()
            db.session.flush()
            db.session.delete(laid.question)

    once_it_was_read(monkeypatch, take_away)
    work()
    assert wish().state is ReportState.MAKING and not db.session.query(Stocktake).count()
    monkeypatch.undo()
    work()
    made = db.session.scalars(select(Stocktake)).one()
    assert ("Caravan in de gracht" in titles(laid)) is (way == "question")
    assert len(queries.frozen(made, laid.member).questions) == (way == "story")


@pytest.mark.parametrize("what", ["in the pile", "quoted beside it", "of others"])
def test_only_what_changes_of_its_own_stories_is_read_again(client, laid, address, monkeypatch, what):
    beside, other = make_contribution(title="Ligt er niet"), make_contribution(title="Van anderen")
    evidence = Evidence(contribution=beside, stance=Stance.SUPPORTS, field="facts", start=0, end=3, quote=beside.facts[:3])
    laid.question.statements[0].evidence.append(evidence)
    db.session.commit()
    changed = {"in the pile": laid.stories.case, "quoted beside it": beside, "of others": other}[what]
    ask(client, address)
    work()

    def change():
        relist(db.session.merge(changed))
        make_contribution(title="Komt erbij")

    once_it_was_read(monkeypatch, change)
    work()
    assert db.session.query(Stocktake).count() == (what == "of others")


def test_it_is_not_tried_for_ever_and_asked_for_again(client, address, monkeypatch):
    ask(client, address)
    work()
    monkeypatch.setattr(operations, "copies_of", killed)
    for _time in range(freezing.MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            freeze_piles()
        db.session.rollback()
    work()
    page = client.get(address).text
    assert wish().state is ReportState.FAILED and "Kon niet worden vastgelegd" in page and 'value="Zomertour 2026"' in page
    mail = db.session.scalars(select(Email).where(Email.subject.contains("kon niet worden vastgelegd"))).one()
    assert "/werkbank/stapels" in mail.text and "Zomertour" not in mail.text
    monkeypatch.undo()
    ask(client, address, "Tweede keer")
    work(2)
    assert db.session.scalars(select(Stocktake.name)).one() == "Tweede keer"


def test_what_changes_again_and_again_is_read_again_and_is_no_try(client, laid, address, monkeypatch):
    ask(client, address)
    monkeypatch.setattr(operations, "keep", lambda *_given: None)
    work(freezing.MOST_TRIES + 3)
    assert wish().state is ReportState.MAKING and wish().tries == 0
    monkeypatch.undo()
    work()
    assert wish() is None and titles(laid)


def test_who_is_no_member_any_more_gets_no_stocktake(client, laid, address, monkeypatch):
    ask(client, address)
    work()
    read = operations.copies_of

    def and_goes(*given):
        found = read(*given)
        db.session.rollback()
        for membership in laid.member.memberships:
            end_role(membership, by=laid.member)
        db.session.commit()
        return found

    monkeypatch.setattr(operations, "copies_of", and_goes)
    work()
    assert not db.session.query(Stocktake).count()


def test_a_worker_that_is_late_gives_up_no_wish_of_later(client, laid, address):
    ask(client, address)
    before = wish().asked_at - timedelta(seconds=1)
    jobs.fail(laid.pile.id, before)
    db.session.commit()
    assert wish().state is ReportState.ASKED


def test_a_pile_that_only_members_may_read_is_frozen(laid):
    pile = workbench.fix("Leden", Wanted(levels=(Level.MEMBERS,)), by=laid.member)
    made = freeze_now(pile, "Leden", by=laid.member)
    assert [edition.n for edition in sorted(made.editions, key=lambda one: one.n)] == [0, 1]
    assert all(found.is_sound for _edition, found in operations.verified())


def test_a_pile_of_which_everything_was_withdrawn_is_not_frozen(client, laid, address):
    ask(client, address)
    for story in vars(laid.stories).values():
        follow.withdraw(story)
    db.session.commit()
    work(2)
    assert wish().state is ReportState.FAILED and not db.session.query(Stocktake).count()


def test_two_stocktakes_of_a_pile_have_two_names(client, laid, address):
    freeze_now(laid.pile, "Zomertour 2026", by=laid.member)
    db.session.commit()
    refused = client.post(address, data={"name": "zomertour 2026"})
    assert refused.status_code == 409 and "heet al zo" in refused.text and 'value="zomertour 2026"' in refused.text
    assert not db.session.scalars(select(Freezing)).all()
    assert client.post(address, data={"name": "Zomertour 2026, augustus"}).status_code == 302
