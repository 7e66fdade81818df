"""Putting something out to people: who is reached, and a call that waits until the next round of mail.

Whoever puts it out sees roughly how many hear of it, and never who. Nobody is asked more than once in thirty days.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.challenges.models import Challenge
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint
from app.core.wording import _, lazy
from app.following import queries
from app.following.models import Call, Happening, What
from app.following.targets import Targets, sides_named, themes_around
from app.stocktaking.models import Question
from app.stocktaking.queries.merging import followed_here
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_by_code

NOT_AGAIN = timedelta(days=30)  # one person hears one call in that time
MOST_CALLS = 5  # by one person, in the same time
MOST_THEMES = 3  # of one call, beside whoever follows the thing itself
ONCE_A_MONTH = lazy("This was put out already this month. People are asked once.")
TOO_MANY_THEMES = lazy("Choose at most three themes. Everybody is asked once in thirty days at most.")
FEWEST = 5  # a smaller number says who follows


@dataclass(frozen=True)
class Put:
    """What is put out: a challenge, a question, or the sides of an empty place of the balance; and to whom."""

    challenge: Challenge | None = None
    question: Question | None = None
    sides: Sequence[str] = ()
    themes: Sequence[str] = ()
    roles: Sequence[str] = ()
    kinds: Sequence[str] = ()

    @property
    def mark(self) -> str:
        """Differs for each month and each thing that is put out, whoever does so."""
        thing = f"{self.challenge and self.challenge.id}:{self.question and self.question.id}:{'/'.join(self.sides)}"
        return f"call:{clock.today():%Y-%m}:{fingerprint(thing)[:32]}"

    @property
    def targets(self) -> Targets:
        return targets_of(self.sides, self.themes, self.challenge, self.question)


def targets_of(
    sides: Sequence[str], themes: Sequence[str], challenge: Challenge | None, question: Question | None
) -> Targets:
    """Who hears of a call: who follows the thing itself, one of these themes, or the part of the country in it."""
    parts = [code for kind, code in (side.mark for side in sides_named(sides)) if kind == "part"]
    return Targets(
        challenge_id=challenge.id if challenge else None,
        question_ids=frozenset(followed_here(question.id)) if question else frozenset(),
        term_ids=themes_around(term.id for term in terms_by_code(Dimension.THEME, themes)),
        country_part=str(parts[0]) if parts else None,
    )


def number_reached(put: Put) -> int:
    among = queries.reached_by(put.roles, put.kinds, clock.now() - NOT_AGAIN)
    return queries.number_reached(put.targets, among)


def roughly_reached(put: Put) -> int:
    """In steps of five, downwards, from a beginning that differs by what is counted; 0 is few or none.

    Whoever follows it a few times themselves cannot tell whether one person more does.
    """
    number = number_in_groups(put) if put.roles or put.kinds else number_reached(put)
    return max(number - shift_of(put, f"{sorted(put.roles)}:{sorted(put.kinds)}"), 0) // FEWEST * FEWEST


def number_in_groups(put: Put) -> int:
    """How many are in the roles and at the kinds that were tapped, without the groups of a few.

    Who taps one more sees no difference as long as few are in it: else two counts would tell whether somebody is.
    """
    among = queries.reached_by(put.roles, put.kinds, clock.now() - NOT_AGAIN)
    sizes: Counter[tuple[str, str]] = Counter()
    for (role, kind), number in queries.groups_reached(put.targets, among).items():
        sizes[role if put.roles else "", kind if put.kinds else ""] += number
    return sum(size for group, size in sizes.items() if size >= FEWEST + shift_of(put, f"group:{group}"))


def shift_of(put: Put, what: str) -> int:
    """From 0 to 4, the same each time: so that nobody knows where a step begins."""
    return int(fingerprint(f"counted:{put.targets}:{what}"), 16) % FEWEST


def put_out(put: Put, by: User) -> None:
    """Lets the next round of mail ask people; until that round a second press only changes whom.

    One that reaches nobody counts like any other. Could it be put out again, that would tell that nobody follows it, in
    that role and at that kind of organisation; and a refusal would tell that somebody does.

    Raises Refusal when it was put out this month, for the sixth call, or with too many themes.
    """
    if len(set(put.themes)) > MOST_THEMES:
        raise Refusal(str(TOO_MANY_THEMES))
    known = queries.call_marked(put.mark)
    if known is not None:
        return ask_others(known, put, by)
    if queries.number_of_calls_by(by, clock.now() - NOT_AGAIN) >= MOST_CALLS:
        raise Refusal(_("You put out five things in the past month. Wait a while, so that people keep reading them."))
    row = {"what": What.CALL, "found_at": clock.now(), "told_from": clock.today()}
    things = {
        "challenge_id": put.challenge.id if put.challenge else None,
        "question_id": put.question.id if put.question else None,
    }
    happening = Happening(mark=put.mark, **row, **things)
    happening.call = Call(
        sides=list(put.sides), themes=list(put.themes), to_roles=list(put.roles), to_kinds=list(put.kinds), by_id=by.id
    )
    try:
        with db.session.begin_nested():
            db.session.add(happening)
    except IntegrityError:  # it was put out at this very moment
        known = queries.call_marked(put.mark)
        if known is None:
            raise
        ask_others(known, put, by)


def ask_others(known: Call, put: Put, by: User) -> None:
    """Whoever put it out can still change whom, until people were asked. Raises Refusal for all else."""
    if known.by_id != by.id or known.happening.spread_at is not None:
        raise Refusal(str(ONCE_A_MONTH))
    known.themes, known.to_roles, known.to_kinds = list(put.themes), list(put.roles), list(put.kinds)
    db.session.flush()


def spread_call(happening: Happening, call: Call, targets: Targets) -> int:
    """Puts a call before whom it is for; how many."""
    queries.one_call_at_a_time()
    now = clock.now()
    among = queries.reached_by(call.to_roles, call.to_kinds, now - NOT_AGAIN)
    return queries.put_before(happening, targets, now + timedelta(microseconds=1), among)  # who follows it by now
