"""Reading the rows of a frozen stocktake: from what was sealed to what stands on a page."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from app.contributions.models import Kind, Outcome
from app.reports.frozen import (
    FrozenAnswer,
    FrozenContribution,
    FrozenDecision,
    FrozenQuestion,
    FrozenQuote,
    FrozenRecognition,
    FrozenSource,
    FrozenTag,
    FrozenText,
    FrozenView,
)
from app.reports.measure import FrozenGap, FrozenSide, Measure
from app.reports.models import ItemKind
from app.stocktaking.models import Laid, QuestionStatus, Stance, Verdict

ONLY_TO_COMPARE = ("exact_place", "rough_place")
Under = TypeVar("Under", FrozenQuote, FrozenSource)
# What kind of thing, its content, whose it is, and whether everybody may read it today.
Row = tuple[ItemKind, str, int | None, int | None, bool]


@dataclass(frozen=True)
class Opened:
    """The contributions in the public order, the questions with their quotes in that of the alphabet, the measure.

    And the whole texts, by the source, when their rows were read.
    """

    contributions: tuple[FrozenContribution, ...]
    questions: tuple[FrozenQuestion, ...]
    measure: Measure | None
    texts: dict[int, FrozenText]


def opened(rows: Iterable[Row], for_members: bool = False) -> Opened:
    contributions, questions, quotes, sources, measure, texts = [], [], [], [], None, {}
    for kind, content, contribution_id, question_id, is_open in rows:
        known = json.loads(content)
        if kind is ItemKind.CONTRIBUTION:
            contributions.append(contribution_from(known, contribution_id or 0, is_open))
        elif kind is ItemKind.QUESTION:
            questions.append(question_from(known, question_id or 0, is_open))
        elif kind is ItemKind.QUOTE:
            quotes.append(quote_from(known, is_open))
        elif kind is ItemKind.TEXT:
            texts[contribution_id or 0] = text_from(known)
        elif kind is ItemKind.MEASURE:
            measure = measure_from(known)
        else:
            sources.append(FrozenSource(**known | {"members_only": not is_open}))
    readable = {found.slug for found in questions}
    placed = [readable_part(found, readable, for_members) for found in contributions]
    whole = [replace(q, quotes=under(q, quotes), sources=under(q, sources)) for q in questions]
    in_order = tuple(sorted(whole, key=lambda q: (q.sentence, q.slug)))
    return Opened(told_together(in_public_order(placed)), in_order, measure, texts)


def text_from(known: dict[str, Any]) -> FrozenText:
    told = {name: value for name, value in known.items() if name != "organisation_slug"}  # that is only to compare
    return FrozenText(**told | {"photos": tuple(known["photos"])})


def measure_from(known: dict[str, Any]) -> Measure:
    return Measure(
        sides=tuple(FrozenSide(**side) for side in known["sides"]),
        crossed=tuple(known["crossed"]),
        switched_off=tuple(known["switched_off"]),
        gaps=tuple(gap_from(gap) for gap in known["gaps"]),
    )


def gap_from(known: dict[str, Any]) -> FrozenGap:
    return FrozenGap(
        sides=tuple(FrozenSide(**side) for side in known["sides"]),
        verdict=Verdict(known["verdict"]) if known["verdict"] else None,
        on=day_from(known["on"]),
        asked=day_from(known["asked"]),
        to_come=known["to_come"],
    )


def under(question: FrozenQuestion, found: Iterable[Under]) -> tuple[Under, ...]:
    return tuple(one for one in found if one.question == question.slug)


def contribution_from(known: dict[str, Any], source: int, is_open: bool) -> FrozenContribution:
    told = {name: value for name, value in known.items() if name not in ONLY_TO_COMPARE}
    return FrozenContribution(
        **told
        | {
            "members_only": not is_open,
            "source": source,
            "kind": Kind(known["kind"]),
            "outcome": Outcome(known["outcome"]),
            "laid": Laid(known["laid"]),
            "questions": tuple(known["questions"]),
            "tags": tuple(FrozenTag(**tag) for tag in known["tags"]),
            "month": day_from(known.get("month")),
        }
    )


def quote_from(known: dict[str, Any], is_open: bool) -> FrozenQuote:
    return FrozenQuote(**known | {"stance": Stance(known["stance"]), "members_only": not is_open})


def question_from(known: dict[str, Any], source: int, is_open: bool) -> FrozenQuestion:
    return FrozenQuestion(
        **known
        | {
            "source": source,
            "is_public": is_open,
            "was_public": known["is_public"],
            "status": QuestionStatus(known["status"]),
            "statements": tuple(known["statements"]),
            "due_on": day_from(known["due_on"]),
            "dissents": tuple(FrozenView(**dated(one)) for one in known["dissents"]),
            "answers": tuple(FrozenAnswer(**dated(one)) for one in known["answers"]),
            "decisions": tuple(FrozenDecision(**dated(one)) for one in known["decisions"]),
            # Before there were answers to this, nothing was sealed of them.
            "recognition": tuple(FrozenRecognition(**one) for one in known.get("recognition", ())),
        }
    )


def dated(known: dict[str, Any]) -> dict[str, Any]:
    return {name: day_from(value) if name in ("on", "signed_on") else value for name, value in known.items()}


def day_from(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def readable_part(found: FrozenContribution, readable: set[str], for_members: bool) -> FrozenContribution:
    """What lies only at questions that this audience may not read (any more) lies nowhere that it can see. Members read
    all that there were: what is not there for them, went since, and they read that it lay at a question."""
    kept = tuple(slug for slug in found.questions if slug in readable)
    if for_members:
        return replace(found, questions=kept, lost_question=len(kept) < len(found.questions))
    laid = Laid.OPEN if found.laid is Laid.QUESTIONS and not kept else found.laid
    return replace(found, questions=kept, laid=laid)


def told_together(found: Sequence[FrozenContribution]) -> tuple[FrozenContribution, ...]:
    """A case of which only one voice is left is no group: that there was another is no longer to be seen.

    The others are numbered anew, as they are met: a number that is missing would tell of it all the same.
    """
    voices = Counter(one.case for one in found if one.case is not None)
    groups = dict.fromkeys(one.case for one in found if one.case is not None and voices[one.case] > 1)
    numbers = {case: number for number, case in enumerate(groups, start=1)}
    return tuple(one if one.case is None else replace(one, case=numbers.get(one.case)) for one in found)


def in_public_order(found: Iterable[FrozenContribution]) -> tuple[FrozenContribution, ...]:
    """The newest month first, then by title; whoever is not to be quoted last, in an order that says nothing."""
    return tuple(sorted(found, key=place_in_order))


def place_in_order(one: FrozenContribution) -> tuple[bool, int, str, str, str]:
    told = f"{one.kind} {one.outcome} {one.laid} {' '.join(one.questions)} {one.tags}"
    return one.not_quoted, -(one.month or date.min).toordinal(), one.title.casefold(), one.id, told
