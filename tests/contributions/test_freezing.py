"""What is frozen for a Woo request stays as it is, whoever tries; and what was due meanwhile is done afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import (
    CallbackAddress,
    Contribution,
    Freeze,
    Proposal,
    Remark,
    Status,
    Step,
    Tag,
    ViewOfHidden,
)
from app.contributions.queries import About, ids_about
from app.contributions.reading_mark import mark_of
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.taxonomy.models import Term
from tests.factories import (
    Dimension,
    make_contribution,
    make_organisation,
    make_user,
    seen_text,
    term,
)

NEW = {"title": "Anders", "facts": "Dit is een heel andere tekst geworden.", "lesson": "", "opinion": ""}


@pytest.fixture
def administrator(app):
    with app.test_request_context("/"):
        yield make_user(Role.ADMINISTRATOR)


@pytest.fixture
def later(monkeypatch):
    start = clock.now()
    return lambda days: monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=days))


def freeze(story, by, reference="WOO-1"):
    operations.freeze([story.id], reference, clock.today(), by=by)
    db.session.commit()
    return story


def texts_of(story):
    db.session.expire_all()
    tags = db.session.scalars(select(Tag.term_id).where(Tag.contribution_id == story.id).order_by(Tag.term_id)).all()
    proposals = db.session.scalars(select(Proposal.facts).where(Proposal.contribution_id == story.id)).all()
    return story.title, story.facts, story.lesson, story.opinion, tags, proposals


def in_the_hands_of(story, *editors):
    for editor in editors:
        operations.open_to_read(story, by=editor)
    db.session.commit()


def test_no_operation_changes_a_frozen_text(administrator):
    one, two = make_user(Role.EDITOR), make_user(Role.EDITOR)
    story = make_contribution(status=Status.RECEIVED, terms=[term(Dimension.THEME, "ondergrond")])
    in_the_hands_of(story, one, two)
    operations.propose(story, by=one, **NEW)
    freeze(story, administrator)
    before = texts_of(story)
    other = NEW | {"facts": "En dit is er nog een, weer heel anders."}
    tries = (
        lambda: operations.propose(story, by=two, **other),
        lambda: operations.retag(story, one, [term(Dimension.PHASE, "beheer")]),
        lambda: operations.change(story, **NEW),
    )
    for attempt in tries:
        with pytest.raises(Refusal, match="Woo"):
            attempt()
        db.session.rollback()
    for editor in (one, two):
        operations.accept(story, by=editor, seen=seen_text(story))
    db.session.commit()
    assert story.status is Status.WAITING_FOR_APPROVAL
    with pytest.raises(Refusal, match="Woo"):
        operations.approve(story, seen=seen_text(story))
    db.session.rollback()
    assert texts_of(story) == before
    operations.withdraw(story)
    db.session.commit()
    assert texts_of(story) == before and story.status is Status.WITHDRAWN


def test_a_proposal_for_an_imported_text_waits_too(administrator):
    one, two = make_user(Role.EDITOR), make_user(Role.EDITOR)
    story = make_contribution(status=Status.RECEIVED)
    story.steps.append(Step(what="imported", by_role="import"))
    in_the_hands_of(story, one, two)
    operations.propose(story, by=one, **NEW)
    freeze(story, administrator)
    operations.accept(story, by=one, seen=seen_text(story))
    with pytest.raises(Refusal, match="Woo"):
        operations.accept(story, by=two, seen=seen_text(story))


def test_publication_deletes_no_earlier_text_until_the_freeze_is_lifted(administrator):
    one, two = make_user(Role.EDITOR), make_user(Role.EDITOR)
    story = make_contribution(status=Status.RECEIVED, unchanged_is_fine=True)
    story.proposals.append(Proposal(title="Ouder", facts="Een oudere tekst.", by_id=None))
    in_the_hands_of(story, one, two)
    freeze(story, administrator)
    freeze(story, administrator, "WOO-2")
    for editor in (one, two):
        operations.accept(story, by=editor, seen=mark_of(story))
    db.session.commit()
    assert story.status is Status.PUBLISHED and texts_of(story)[-1] == ["Een oudere tekst."]
    operations.lift("WOO-1", by=administrator)
    db.session.commit()
    assert texts_of(story)[-1] == ["Een oudere tekst."]
    operations.lift("WOO-2", by=administrator)
    db.session.commit()
    assert texts_of(story)[-1] == []
    said = [(step.what, step.by_role, step.note) for step in story.steps if "frozen" in step.what]
    assert said == [
        ("frozen", "administrator", "WOO-1"), ("frozen", "administrator", "WOO-2"),
        ("unfrozen", "administrator", "WOO-1"), ("unfrozen", "administrator", "WOO-2"),
    ]


def test_no_job_deletes_what_is_frozen_and_its_addresses_still_go(administrator, later):
    story, other = make_contribution(status=Status.RECEIVED), make_contribution(status=Status.RECEIVED)
    editor = make_user(Role.EDITOR)
    for each in (story, other):
        operations.allow_callback(each, "iemand@voorbeeld.example")
        db.session.add(Remark(contribution_id=each.id, from_contributor=True, text="Een antwoord"))
        operations.log_view(each, editor)
    freeze(story, administrator)
    later(deal().callback_days + 1)
    operations.forget_addresses()
    assert db.session.scalar(select(func.count()).select_from(CallbackAddress)) == 0
    for each in (story, other):
        operations.withdraw(each)
    db.session.commit()
    later(deal().callback_days + deal().ended_days + 2)
    assert operations.forget_ended_stories() == 1
    later(31 * deal().log_months + 60)
    operations.forget_who_read()
    db.session.commit()
    assert db.session.scalars(select(Contribution)).all() == [story]
    assert db.session.scalars(select(ViewOfHidden.contribution_id)).all() == [story.id]
    assert story.facts and db.session.scalars(select(Remark.text)).all() == ["Een antwoord"]
    assert operations.deleted_on(story) is None
    operations.lift("WOO-1", by=administrator)
    db.session.commit()
    assert operations.deleted_on(story) == clock.today()
    assert operations.forget_ended_stories() == 1


def test_the_database_itself_refuses_to_delete_it(administrator):
    story = freeze(make_contribution(), administrator)
    with pytest.raises(IntegrityError):
        db.session.execute(delete(Contribution).where(Contribution.id == story.id))
    db.session.rollback()
    db.session.delete(story)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_replaced_terms_wait_until_it_is_lifted(administrator):
    old, new = term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "beheer")
    story = freeze(make_contribution(terms=[old]), administrator)
    db.session.get(Term, old.id).replaced_by_id = new.id
    try:
        db.session.commit()
        assert operations.follow_heirs() == 0
        assert [tag.term_id for tag in story.tags] == [old.id]
        operations.lift("WOO-1", by=administrator)
        assert operations.follow_heirs() == 1
    finally:
        db.session.rollback()
        db.session.get(Term, old.id).replaced_by_id = None
        db.session.commit()


def test_demonstration_records_that_are_frozen_stay(administrator, app):
    freeze(make_contribution(is_demonstration=True), administrator)
    said = app.test_cli_runner().invoke(args=["demo", "remove"])
    assert said.exit_code == 1 and "frozen" in said.output


def test_a_search_looks_in_everything_that_was_written(app):
    story = make_contribution(facts="De reünie in de straat ging niet door.", status=Status.RECEIVED)
    story.proposals.append(Proposal(title="Titel", facts="Het beraad was in de Élan-zaal."))
    db.session.add(Remark(contribution_id=story.id, from_contributor=True, text="De wethouder wist het."))
    other = make_contribution(status=Status.WITHDRAWN, submitted_at=clock.now() - timedelta(days=400))
    typed = make_contribution(organisation=None, place=None, organisation_name="Waterschap Ver Weg")
    db.session.commit()
    assert ids_about(About()) == []
    assert ids_about(About("REUNIE elan wethouder")) == [story.id]
    assert ids_about(About("reunie bestaatniet")) == []
    assert ids_about(About(last=clock.today() - timedelta(days=300))) == [other.id]
    assert ids_about(About("hoogste", first=clock.today(), last=clock.today())) == [typed.id]
    assert ids_about(About(organisation=story.organisation)) == [story.id]
    assert ids_about(About(organisation=make_organisation(name="Waterschap Ver Weg"))) == [typed.id]


def test_freezing_twice_for_one_request_counts_once(administrator):
    story = make_contribution()
    assert [operations.freeze([story.id], "WOO-1", clock.today(), by=administrator) for _twice in (1, 2)] == [1, 0]
    assert db.session.scalar(select(func.count()).select_from(Freeze)) == 1
