"""Texts about one case: put together, taken apart, undone; counted once; and never a name beside none."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.accounts.models import Role, User
from app.contributions import operations, queries
from app.contributions.jobs import compare_texts
from app.contributions.models import Audience, Case, CaseDeed, CaseVoice, Listing, NotTheSame
from app.contributions.operations.cases import UNDO_DAYS
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from tests.factories import make_contribution, make_user


@pytest.fixture
def member(app):
    return make_user(Role.MEMBER)


@pytest.fixture
def three(app):
    return [make_contribution(facts="Wij legden de put op de hoogste plek. " * length) for length in (1, 3, 2)]


def together(one, other, by):
    case = operations.put_together(one, other, by, queries.mark_of_pair(one, other))
    db.session.commit()
    return case


def lying():
    """Which texts lie together, the primary one first."""
    found = {}
    for voice in db.session.scalars(select(CaseVoice).order_by(CaseVoice.is_primary.desc(), CaseVoice.contribution_id)):
        found.setdefault(voice.case_id, []).append(voice.contribution_id)
    return sorted(found.values())


def number(audience=Audience.MEMBERS):
    db.session.commit()
    with queries.catalogue(audience) as known:
        return known.number(known.everything), len(known.everything)


def test_the_longest_is_the_primary_voice_and_others_add_theirs(three, member):
    one, long, other = three
    together(one, long, member)
    assert lying() == [[long.id, one.id]]
    together(other, one, member)
    assert lying() == [[long.id, one.id, other.id]]
    voice = queries.voice_of(other)
    assert voice.by_id == member.id and voice.at


def test_two_groups_become_one_and_undoing_makes_them_two_again(three, member):
    fourth = make_contribution()
    together(three[0], three[1], member)
    together(three[2], fourth, member)
    before = lying()
    together(three[0], fourth, member)
    assert len(lying()) == 1 and len(lying()[0]) == 4
    operations.undo(member)
    assert lying() == before


def test_a_case_counts_once_and_every_text_stays(three, member):
    assert number() == (3, 3)
    together(three[0], three[1], member)
    assert number() == (2, 3) and number(Audience.PUBLIC) == (2, 3)
    together(three[1], three[2], member)
    assert number() == (1, 3)
    operations.undo(member)
    db.session.commit()
    assert number() == (2, 3)
    operations.withdraw_from_lists(three[0])
    db.session.commit()
    assert number() == (2, 2)


def test_a_name_and_none_are_counted_apart(app, member):
    named = [make_contribution(names_organisation=True) for _n in range(2)]
    unnamed = [make_contribution() for _n in range(2)]
    for one, other in ((named[0], named[1]), (named[1], unnamed[0]), (unnamed[0], unnamed[1])):
        together(one, other, member)
    assert len(lying()) == 1
    assert number() == (2, 4)
    for told, beside in ((named[0], named[1]), (unnamed[0], unnamed[1])):
        assert queries.told_beside(told, member) == [beside.id]
    named[0].names_organisation = False  # as its contributor may decide any day
    operations.relist(named[0])
    db.session.commit()
    assert queries.told_beside(named[1], member) == [] and number() == (2, 4)
    assert queries.told_beside(named[0], member) == sorted((one.id for one in unnamed), key=order_of)


def order_of(contribution_id):
    listing = db.session.get(Listing, (Audience.MEMBERS, contribution_id))
    return listing.sort_title, listing.public_id


def test_members_only_counts_for_members(app, member):
    seen, hidden = make_contribution(), make_contribution(audience=Audience.MEMBERS)
    together(seen, hidden, member)
    assert number() == (1, 2) and number(Audience.PUBLIC) == (1, 1)
    visitor = make_user(Role.HOST)
    assert queries.told_beside(seen, member) == [hidden.id] and queries.told_beside(seen, visitor) == []


def test_taking_out_and_apart(three, member):
    together(three[0], three[1], member)
    case = together(three[0], three[2], member)
    operations.take_out(three[1], member, queries.mark_of_case(case.id))
    assert lying() == [[three[2].id, three[0].id]], "the longest of the rest stands for the group"
    operations.undo(member)
    assert lying() == [[three[1].id, three[0].id, three[2].id]]
    operations.make_primary(three[0], member, queries.mark_of_case(case.id))
    assert lying()[0][0] == three[0].id
    with pytest.raises(Refusal):
        operations.make_primary(three[0], member, queries.mark_of_case(case.id))
    operations.take_apart(case, member, queries.mark_of_case(case.id))
    assert lying() == [] and number() == (3, 3)
    for _deed in range(4):
        operations.undo(member)
    assert lying() == []
    with pytest.raises(Refusal):
        operations.undo(member)


def test_a_group_of_two_ends_when_one_is_taken_out(three, member):
    case = together(three[0], three[1], member)
    operations.take_out(three[0], member, queries.mark_of_case(case.id))
    assert lying() == []
    with pytest.raises(Refusal):
        operations.take_out(three[0], member, "")


def test_not_the_same_is_kept_with_who_judged_it_and_can_be_undone(three, member):
    one, other, _third = three
    operations.judge_apart(other, one, member, queries.mark_of_pair(one, other))
    kept = db.session.scalars(select(NotTheSame)).one()
    assert (kept.one_id, kept.other_id, kept.by_id) == (one.id, other.id, member.id)
    with pytest.raises(Refusal):
        operations.judge_apart(one, other, member, queries.mark_of_pair(one, other))
    operations.undo(member)
    assert db.session.scalars(select(NotTheSame)).all() == []


def test_a_colleague_is_not_overwritten(three, member):
    colleague = make_user(Role.MEMBER)
    seen = queries.mark_of_pair(three[0], three[1])
    operations.judge_apart(three[0], three[1], colleague, seen)
    db.session.commit()
    with pytest.raises(Refusal):
        operations.put_together(three[0], three[1], member, seen)
    with pytest.raises(Refusal):
        operations.put_together(three[0], three[0], member, queries.mark_of_pair(three[0], three[0]))
    case = together(three[1], three[2], member)
    seen = queries.mark_of_case(case.id)
    together(three[0], three[2], colleague)
    with pytest.raises(Refusal):
        operations.take_apart(case, member, seen)
    operations.take_out(three[2], colleague, queries.mark_of_case(case.id))
    db.session.commit()
    with pytest.raises(Refusal):
        operations.undo(member)
    assert lying() == [[three[1].id, three[0].id]]


def test_undoing_is_ones_own_and_ends(three, member, monkeypatch):
    together(three[0], three[1], member)
    with pytest.raises(Refusal):
        operations.undo(make_user(Role.MEMBER))
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=UNDO_DAYS, minutes=1))
    with pytest.raises(Refusal):
        operations.undo(member)
    assert operations.forget_case_deeds() == 1
    assert db.session.scalars(select(CaseDeed)).all() == [] and len(lying()) == 1
    assert len(db.session.scalars(select(Case)).all()) == 1


def test_empty_groups_go_with_what_could_be_undone(three, member, monkeypatch):
    case = together(three[0], three[1], member)
    operations.take_apart(case, member, queries.mark_of_case(case.id))
    db.session.commit()
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=UNDO_DAYS + 1))
    assert operations.forget_case_deeds() == 2
    assert db.session.scalars(select(Case)).all() == []


def test_a_story_that_is_deleted_leaves_its_group(three, member):
    together(three[0], three[1], member)
    together(three[0], three[2], member)
    queries.delete_contribution(three[1])
    db.session.commit()
    assert [sorted(found) for found in lying()] == [[three[0].id, three[2].id]]
    assert number() == (1, 2)


def test_an_account_that_goes_leaves_the_group(three, member):
    together(three[0], three[1], member)
    db.session.execute(delete(User).where(User.id == member.id))
    db.session.commit()
    assert len(lying()) == 1 and queries.voice_of(three[0]).by_id is None


def test_what_is_judged_is_not_proposed(app, member):
    told = {"facts": "Elke ochtend zetten vrijwilligers een hek neer voor de school.", "lesson": "Neem een paal."}
    one, other = make_contribution(title="Een hek", **told), make_contribution(title="Ons hek", **told)
    compare_texts()
    assert [pair[:2] for pair in queries.open_pairs(member)] == [(one.id, other.id)]
    together(one, other, member)
    assert queries.open_pairs(member) == []
    operations.undo(member)
    assert len(queries.open_pairs(member)) == 1
    operations.judge_apart(one, other, member, queries.mark_of_pair(one, other))
    assert queries.open_pairs(member) == []
    operations.undo(member)
    operations.withdraw_from_lists(one)
    assert queries.open_pairs(member) == []
