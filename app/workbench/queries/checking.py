"""Checks of a pile: what can be drawn, what was drawn, what differs, and what was decided about it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.contributions.cards import cards_by_id
from app.contributions.disclosure import View
from app.core.database import db
from app.stocktaking.models import Evidence, Laid, Question
from app.stocktaking.permissions import visible_to
from app.stocktaking.queries import Lies, heirs, kept_place
from app.workbench.checked import Choice, places_of
from app.workbench.models import Check, CheckCard, CheckKind, CheckNote, Deed, Pile
from app.workbench.queries.piles import OnTheTable


def checks_in(pile: Pile) -> Sequence[Check]:
    """Every draw in a pile, with its cards."""
    wanted = select(Check).where(Check.pile_id == pile.id).options(joinedload(Check.cards))
    return db.session.scalars(wanted.order_by(Check.id)).unique().all()


def to_check(kind: CheckKind, table: OnTheTable, checks: Sequence[Check], member: User) -> list[int]:
    """The cards that this member can get in such a check: laid by themselves, or by another one, and not drawn before.

    A card that lies only at questions that this pile does not offer cannot be laid there again, so it is left out.
    """
    offered = frozenset(question.id for question in table.bins)
    lying = {card.id: card.lies.by_id for card in table.cards if not card.lies.is_open and within(card.lies, offered)}
    before = {c.contribution_id for check in checks if is_for(check, kind, member) for c in check.cards}
    if kind is CheckKind.AGAIN:
        fitting = {i for i, laid_by in lying.items() if laid_by == member.id}
    else:
        fitting = {i for i, laid_by in lying.items() if laid_by not in (member.id, None)}
    return sorted(fitting - before)


def is_for(check: Check, kind: CheckKind, member: User) -> bool:
    return check.kind is kind and check.member_id == member.id


def within(lies: Lies, offered: frozenset[int]) -> bool:
    return lies.laid is not Laid.QUESTIONS or bool(lies.questions & offered)


@dataclass(frozen=True)
class Drawn:
    """A draw, with the cards of it that its member may see now."""

    check: Check
    views: Mapping[int, View]

    @cached_property
    def cards(self) -> list[CheckCard]:
        return [card for card in self.check.cards if card.contribution_id in self.views]

    @property
    def left(self) -> list[CheckCard]:
        return [card for card in self.cards if card.at is None]

    @property
    def is_finished(self) -> bool:
        return not self.left

    def card_called(self, public_id: str) -> CheckCard | None:
        return next((card for card in self.cards if self.views[card.contribution_id].id == public_id), None)


def last_draw(pile: Pile, kind: CheckKind, member: User) -> Drawn | None:
    """The last draw of this kind for this member, held until the end of the request: two presses follow each other."""
    wanted = select(Check).where(Check.pile_id == pile.id, Check.kind == kind, Check.member_id == member.id)
    held = wanted.options(selectinload(Check.cards)).order_by(Check.number.desc()).limit(1).with_for_update()
    check = db.session.scalar(held)
    if check is None:
        return None
    return Drawn(check, cards_by_id([card.contribution_id for card in check.cards], member, ()))


def last_of(kind: CheckKind, table: OnTheTable, checks: Sequence[Check], member: User) -> Drawn | None:
    """The same, out of what was found already."""
    own = [check for check in checks if is_for(check, kind, member)]
    last = max(own, key=lambda check: check.number, default=None)
    return Drawn(last, {card.id: card.view for card in table.cards}) if last else None


def questions_offered(check: Check, member: User) -> Sequence[Question]:
    """The questions of this draw that can still be chosen, in the order in which the pile offers them."""
    stands_for = heirs()
    offered = list(dict.fromkeys(stands_for.get(i, i) for i in check.offered))
    found = db.session.scalars(select(Question).where(Question.id.in_(offered), visible_to(member))).all()
    return sorted(found, key=lambda question: offered.index(question.id))


@dataclass(frozen=True)
class Difference:
    """A card that was laid elsewhere in a check: the different places that were chosen."""

    contribution_id: int
    choices: Sequence[Mapping[str, Any]]
    is_own: bool  # only of one member with themselves


@dataclass(frozen=True)
class Checks:
    """What the finished checks of a pile hold that one member may know now."""

    by_card: Mapping[int, list[Choice]]  # what different people chose
    own: Mapping[int, list[Choice]]  # what this member chose twice
    differences: Sequence[Difference]
    notes: Sequence[CheckNote]
    stands_for: Mapping[int, int]  # as `heirs` gives it
    unfinished: frozenset[int]  # cards that this member still lays without seeing where they lie


def what_they_show(pile: Pile, table: OnTheTable, checks: Sequence[Check], member: User) -> Checks:
    """The finished checks over the cards on the table; nothing of a card that this member still has to lay blind."""
    shown = {card.id for card in table.cards}
    mine = [check for check in checks if check.member_id == member.id]
    blind = frozenset(c.contribution_id for check in mine for c in left(check, shown))
    shown -= blind
    by_card: dict[int, list[Choice]] = {}
    own: dict[int, list[Choice]] = {}
    differing: dict[int, list[CheckCard]] = {}
    stands_for = heirs()
    for check in (check for check in checks if not left(check, shown | blind)):
        if check.kind is CheckKind.AGAIN and check.member_id != member.id:
            continue
        for card in (card for card in check.cards if card.at and card.contribution_id in shown):
            known = own if check.kind is CheckKind.AGAIN else by_card
            known.setdefault(card.contribution_id, []).extend(choices_of(check, card, stands_for))
            if state(card.before, check, stands_for) != state(card.again, check, stands_for):
                differing.setdefault(card.contribution_id, []).append(card)
    notes = [note for note in notes_on(pile) if note.contribution_id in shown]
    return Checks(by_card, own, open_differences(differing, notes, stands_for), notes, stands_for, blind)


def left(check: Check, shown: Collection[int]) -> list[CheckCard]:
    """What is still to be laid in a draw, of what may be seen."""
    return [card for card in check.cards if card.at is None and card.contribution_id in shown]


def state(kept: Mapping[str, Any], check: Check, stands_for: Mapping[int, int]) -> frozenset[str]:
    """A kept place as far as it could be chosen in this draw, with the questions as they stand now."""
    laid, questions = kept_place(kept, stands_for)
    return places_of(laid, questions & {stands_for.get(i, i) for i in check.offered})


def choices_of(check: Check, card: CheckCard, stands_for: Mapping[int, int]) -> list[Choice]:
    """The two decisions about a card: where it lay, and where it was laid in the check."""
    offered = frozenset(str(stands_for.get(i, i)) for i in check.offered)
    first = f"member {card.before_by_id}" if card.before_by_id else f"somebody before {check.id}"
    second = f"member {check.member_id}" if check.member_id else f"somebody in {check.id}"
    if check.kind is CheckKind.AGAIN:
        first, second = "first", "again"
    chosen = ((first, card.before), (second, card.again))
    return [Choice(who, state(kept, check, stands_for), offered) for who, kept in chosen]


def open_differences(
    found: Mapping[int, list[CheckCard]], notes: Sequence[CheckNote], stands_for: Mapping[int, int]
) -> list[Difference]:
    """The cards that differ and about which nobody decided since they were checked."""
    decided: dict[int, CheckNote] = {}
    for note in notes:  # the newest first
        decided.setdefault(note.contribution_id, note)
    still = {
        i: [c for c in cards if i not in decided or (c.at and c.at > decided[i].at)] for i, cards in found.items()
    }
    return [
        Difference(
            i,
            list({state(k, c.check, stands_for): k for c in cards for k in (c.before, c.again)}.values()),
            all(card.check.kind is CheckKind.AGAIN for card in cards),
        )
        for i, cards in still.items()
        if cards
    ]


def notes_on(pile: Pile) -> Sequence[CheckNote]:
    """What was decided about differences in this pile, the newest first."""
    wanted = select(CheckNote).where(CheckNote.pile_id == pile.id).options(joinedload(CheckNote.by))
    return db.session.scalars(wanted.order_by(CheckNote.at.desc(), CheckNote.id.desc())).all()


def forget_note_with(deed: Deed) -> None:
    """What was decided about a difference by laying a card so."""
    db.session.execute(delete(CheckNote).where(CheckNote.deed_id == deed.id))


def quoted_among(ids: Collection[int]) -> set[int]:
    """Which of these contributions stand under a question as evidence."""
    return set(db.session.scalars(select(Evidence.contribution_id).where(Evidence.contribution_id.in_(ids)).distinct()))
