"""Putting texts about the same case together, and taking that back. It is never done by itself.

A group is a link: no text changes, none goes away, and whoever may read one may still read it. Each deed says where
every text lay before it, so that it can be undone, as long as nobody changed the same group after it.
"""

from datetime import timedelta

from app.accounts.models import User
from app.contributions import queries
from app.contributions.models import Case, CaseDeed, CaseDeedKind, CaseMove, CaseVoice, Contribution, NotTheSame
from app.contributions.operations.publication import case_key
from app.core import clock
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.revisions import next_revision
from app.core.wording import _

CASES = "cases"  # the counter that lets one person at a time change groups
UNDO_DAYS = 30


def put_together(one: Contribution, other: Contribution, by: User, seen: str) -> Case:
    """These two tell the same case, and so do all that lay with them. Raises Refusal when a colleague was first."""
    check_pair(one, other, seen)
    mine, theirs = queries.voice_of(one), queries.voice_of(other)
    if mine and theirs and mine.case_id == theirs.case_id:
        raise Refusal(_("These two lie together already."))
    deed = begin(CaseDeedKind.TOGETHER, by, one, other)
    if mine is None and theirs is None:
        case = new_case()
        first = max((one, other), key=lambda told: len(told.facts))
        for told in (one, other):
            move(deed, told, case.id, is_primary=told is first)
        return case
    kept = mine or theirs
    assert kept is not None  # noqa: S101  one of the two lies somewhere
    case_id = kept.case_id
    joining = queries.voices_in(theirs.case_id) if mine and theirs else ()
    for told in [voice.contribution for voice in joining] or [other if mine else one]:
        move(deed, told, case_id, is_primary=False)
    return db.session.get_one(Case, case_id)


def judge_apart(one: Contribution, other: Contribution, by: User, seen: str) -> None:
    """These two tell of two cases: they are not proposed again. Raises Refusal when a colleague was first."""
    check_pair(one, other, seen)
    if queries.judged_apart(one, other):
        raise Refusal(_("A colleague said already that these two are not the same."))
    low, high = queries.ordered(one, other)
    begin(CaseDeedKind.NOT_THE_SAME, by, one, other)
    db.session.add(NotTheSame(one_id=low, other_id=high, by_id=by.id))
    db.session.flush()


def take_out(voice: Contribution, by: User, seen: str) -> None:
    """Lets one text lie by itself again. When one is left, that lies by itself too."""
    case_id = check_case(voice, seen)
    others = [found for found in queries.voices_in(case_id) if found.contribution_id != voice.id]
    deed = begin(CaseDeedKind.TAKEN_OUT, by)
    was_primary = is_primary(voice)
    move(deed, voice, None, is_primary=False)
    if len(others) == 1:
        move(deed, others[0].contribution, None, is_primary=False)
    elif was_primary and others:
        longest = max(others, key=lambda found: len(found.contribution.facts))
        move(deed, longest.contribution, case_id, is_primary=True)


def take_apart(case: Case, by: User, seen: str) -> None:
    """Lets every text of a group lie by itself again. They are proposed anew."""
    lock_groups()
    check(seen, queries.mark_of_case(case.id))
    deed = begin(CaseDeedKind.TAKEN_APART, by)
    for voice in queries.voices_in(case.id):
        move(deed, voice.contribution, None, is_primary=False)


def make_primary(voice: Contribution, by: User, seen: str) -> None:
    """Lets this text stand for its group at the workbench."""
    case_id = check_case(voice, seen)
    if is_primary(voice):
        raise Refusal(_("This text is the first of its group already."))
    deed = begin(CaseDeedKind.OTHER_PRIMARY, by)
    for found in queries.voices_in(case_id):
        if found.is_primary:
            move(deed, found.contribution, case_id, is_primary=False)
    move(deed, voice, case_id, is_primary=True)


def undo(by: User) -> CaseDeed:
    """Takes back the last thing that this person did here. Raises Refusal when there is none, or it is overtaken."""
    lock_groups()
    deed = last_deed(by)
    if deed is None:
        raise Refusal(_("There is nothing to put back."))
    moves = queries.moves_of(deed)
    for step in moves:
        if lying(step.contribution) != (step.to_case_id, step.is_primary):
            raise Refusal(_("Somebody changed this group after you. Look at it again under the groups."))
    for step in moves:
        lay(step.contribution, step.from_case_id, step.was_primary, by)
    if deed.what is CaseDeedKind.NOT_THE_SAME and deed.one_id and deed.other_id:
        apart = db.session.get(NotTheSame, tuple(sorted((deed.one_id, deed.other_id))))
        if apart is not None:
            db.session.delete(apart)
    deed.undone_at = clock.now()
    db.session.flush()
    return deed


def last_deed(by: User) -> CaseDeed | None:
    return queries.last_deed_of(by, clock.now() - timedelta(days=UNDO_DAYS))


def can_undo(by: User) -> bool:
    """Whether there is something that this person did here and can take back."""
    return last_deed(by) is not None


def forget_case_deeds() -> int:
    """Deletes what can not be undone any more, with the groups that are empty; how many. Run every night."""
    gone = queries.delete_deeds_before(clock.now() - timedelta(days=UNDO_DAYS))
    return destroyed("case_deed", gone, f"{UNDO_DAYS} days")


def lock_groups() -> None:
    """Two people do not change groups at the same moment: the second waits, and then sees what the first did."""
    next_revision(CASES)
    db.session.expire_all()


def check_pair(one: Contribution, other: Contribution, seen: str) -> None:
    """Raises Refusal when the pair is not as it was on the page that somebody judged it on."""
    lock_groups()
    if one.id == other.id:
        raise Refusal(_("Choose two different texts."))
    check(seen, queries.mark_of_pair(one, other))


def check_case(voice: Contribution, seen: str) -> int:
    """The case that this text lies in. Raises Refusal when the group is not as it was on the page."""
    lock_groups()
    found = queries.voice_of(voice)
    if found is None:
        raise Refusal(_("This text lies in no group any more."))
    check(seen, queries.mark_of_case(found.case_id))
    return found.case_id


def check(seen: str, now: str) -> None:
    if seen != now:
        raise Refusal(_("A colleague changed this meanwhile. You changed nothing. Open the page again and look."))


def begin(
    what: CaseDeedKind, by: User, one: Contribution | None = None, other: Contribution | None = None
) -> CaseDeed:
    deed = CaseDeed(what=what, by_id=by.id, one_id=one and one.id, other_id=other and other.id)
    db.session.add(deed)
    db.session.flush()
    return deed


def new_case() -> Case:
    case = Case()
    db.session.add(case)
    db.session.flush()
    return case


def lying(contribution: Contribution) -> tuple[int | None, bool]:
    """The case that a text lies in, and whether it stands for it."""
    voice = queries.voice_of(contribution)
    return (voice.case_id, voice.is_primary) if voice else (None, False)


def is_primary(contribution: Contribution) -> bool:
    return lying(contribution)[1]


def move(deed: CaseDeed, contribution: Contribution, case_id: int | None, is_primary: bool) -> None:
    """Lays a text with a case, or by itself, and notes where it lay before."""
    before, was_primary = lying(contribution)
    by_id, key = deed.by_id, {"deed_id": deed.id, "contribution_id": contribution.id}
    places = {"from_case_id": before, "was_primary": was_primary, "to_case_id": case_id, "is_primary": is_primary}
    db.session.add(CaseMove(**key, **places))
    lay(contribution, case_id, is_primary, db.session.get_one(User, by_id))


def lay(contribution: Contribution, case_id: int | None, is_primary: bool, by: User) -> None:
    """Puts a text where it is to lie, and lets what each audience may know of that follow."""
    voice = queries.voice_of(contribution)
    if voice is not None and case_id is None:
        db.session.delete(voice)
    elif voice is not None and case_id is not None:
        voice.case_id, voice.is_primary, voice.by_id, voice.at = case_id, is_primary, by.id, clock.now()
    elif case_id is not None:
        db.session.add(
            CaseVoice(contribution_id=contribution.id, case_id=case_id, is_primary=is_primary, by_id=by.id)
        )
    db.session.flush()
    for audience, listing in queries.listings_of(contribution).items():
        if not listing.gone:
            revision = next_revision(queries.LISTINGS)
            queries.note_case(contribution, audience, case_key(contribution), revision)
