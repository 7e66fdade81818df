"""Remembering for thirty days what stood there, before a member words it otherwise or takes it away."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from app.core.database import db
from app.core.security import fingerprint
from app.stocktaking.models import Answer, Decision, Question, QuestionChange, Removal, Replaced, ReplacedSource

BACK_WITHIN = timedelta(days=30)
OF_A_QUESTION = ("sentence", "explanation", "kind", "route", "status", "due_on")
OF_AN_ANSWER = ("reach", "route", "steps")
OF_A_DECISION = ("body", "on", "route", "reason")


def remember(change: QuestionChange, was: dict[str, Any], now: Mapping[str, Any], **whose: Any) -> Removal:
    """Keeps what stood there, by the names of the columns, and a mark of what stands there `now`: nothing is {}.

    `whose` are the other columns of Replaced. What was said before and is said now is no change to put back.
    """
    removal = Removal(change=change, position=0, replaced=Replaced(was=was, mark=mark_of(now), **whose))
    db.session.add(removal)
    return removal


def mark_of(values: Mapping[str, Any]) -> str:
    return fingerprint(json.dumps(values, sort_keys=True))


def said_by(thing: Question | Decision | Answer, names: Iterable[str]) -> dict[str, Any]:
    """What these columns say, as JSON keeps it."""
    return {name: as_kept(getattr(thing, name)) for name in names}


def as_kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def said_by_answer(answer: Answer) -> dict[str, Any]:
    """All that an answer says, with whose it is: to see whether somebody changed it."""
    return said_by(answer, ("organisation_id", *OF_AN_ANSWER))


def facts_of(answer: Answer) -> dict[str, Any]:
    """What is kept of an answer that goes, or is worded otherwise."""
    return {
        "was": said_by(answer, (*OF_AN_ANSWER, "at")),
        "organisation_id": answer.organisation_id,
        "wrote_id": answer.by_id,
        "sources": [ReplacedSource(contribution_id=source.contribution_id) for source in answer.sources],
    }
