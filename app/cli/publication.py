"""What everybody may see, written to a file in the form that the import reads."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.accounts.models import Visitor
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.queries import public_challenges
from app.cli.checked import KINDS, OUTCOMES
from app.cli.whole_file import Unwritable, whole_file
from app.contributions.disclosure import TermView, View, disclosed
from app.contributions.queries import found_by, in_this_order, listings_changed
from app.core.clock import local, today
from app.core.database import db
from app.core.deal import deal
from app.gatherings.models import Gathering, Stop
from app.gatherings.queries import published_gatherings
from app.taxonomy.models import Dimension, Term

PAGE = 500
MOST_TIMES = 10  # that the file is made anew because something changed
KIND_CODES = {kind: code for code, kind in KINDS.items()}
OUTCOME_CODES = {outcome: code for code, outcome in OUTCOMES.items() if code}
ANYBODY = 0o644


def write(path: Path) -> dict[str, int]:
    """Writes what is public as JSON; how many of each. The same data gives the same file.

    What was taken back or made stricter during the making is not in it. Raises Unwritable.
    """
    rows = rows_that_hold()
    with whole_file(path, ANYBODY) as file:
        whole = {"meta": {"name": deal().name, "organisation": deal().organisation}} | rows
        file.write(json.dumps(whole, ensure_ascii=False, indent=1).encode())
    return {kind: len(found) for kind, found in rows.items()}


def rows_that_hold() -> dict[str, list[dict[str, Any]]]:
    """What is public, made again until no listing was changed meanwhile."""
    for _time in range(MOST_TIMES):
        db.session.rollback()  # to see what others committed since
        before = listings_changed()
        challenges = public_challenges()
        slugs = {challenge.id: challenge.slug for challenge in challenges}
        rows = {
            "challenges": [challenge_row(challenge) for challenge in challenges],
            "events": [gathering_row(gathering, slugs) for gathering in published_gatherings()],
            "contributions": contribution_rows(slugs),
        }
        if listings_changed() == before:
            return rows
    raise Unwritable("Contributions kept changing while the file was made. Try again at a quieter moment.")


def contribution_rows(slugs: dict[int, str]) -> list[dict[str, Any]]:
    """The public contributions, newest month first; within a month nothing tells which came first."""
    visitor = Visitor()
    rows: list[dict[str, Any]] = []
    seen = 0
    while True:
        ids, hits = found_by({}, visitor, first=seen, size=PAGE)
        rows += [contribution_row(disclosed(found, visitor), slugs) for found in in_this_order(ids, visitor)]
        seen += len(ids)
        if seen >= len(hits) or not ids:
            break
    rows.sort(key=lambda row: (row["title"], row["facts"]))
    return sorted(rows, key=lambda row: str(row["submitted_at"]), reverse=True)


def contribution_row(view: View, slugs: dict[int, str]) -> dict[str, Any]:
    """One contribution, with the names that the import knows. What is hidden is absent."""
    return {
        "id": view.id,
        "demo": view.is_demonstration,
        "kind": KIND_CODES[view.kind],
        "outcome": OUTCOME_CODES[view.outcome],
        "sharing": "met-naam" if view.is_named else "zonder-naam",
        "not_quoted": view.not_quoted,  # use it, but do not quote it
        "language": view.language,
        "title": view.title,
        "facts": view.facts,
        "question" if view.kind.value == "question" else "lesson": view.lesson,
        "opinion": view.opinion,
        "condition": view.condition,  # of an answer to a challenge: under which condition it works
        "went_wrong": view.went_wrong,
        "cost_hours": view.cost_hours,
        "cost_euros": view.cost_euros,
        "cost_unknown": view.cost_unknown,  # the contributor does not know
        "place_public": view.place,
        "year_public": view.period,
        "municipality": view.municipality,
        "place_size": "" if view.municipality else view.size or "",
        "place_part": "" if view.municipality else view.part or "",
        "neighbourhood": view.neighbourhood,
        "year": view.period_from,  # without a name: the first year of the two that are shown
        "organisation": view.organisation,
        "organisation_type": view.organisation_kind or "",
        "author_role": view.role or "",
        "related_challenge": slugs.get(view.challenge.id) if view.challenge else None,
        "submitted_at": view.month.isoformat() if view.month else "",  # the first day of the month that is shown
        **by_level(view.themes),
        "phases": codes(view.phases),
        "barriers": codes(view.barriers),
        "levers": codes(view.levers),
        "scale": codes(view.scales),
    }


def challenge_row(challenge: Challenge) -> dict[str, Any]:
    """One challenge, as its page shows it to anybody."""
    closed = challenge.closed_at
    return {
        "id": challenge.slug,
        "demo": challenge.is_demonstration,
        "municipality": challenge.organisation.name,
        "neighbourhood": challenge.neighbourhood,
        "title": challenge.title,
        "situation_sketch": challenge.situation,
        "work_process": lines(challenge.process),
        "already_tried": lines(challenge.tried),
        "cannot_change": lines(challenge.fixed),
        "questions_to_participants": lines(challenge.questions),
        "what_is_a_usable_answer": challenge.usable_answer if challenge.is_open(today()) else "",
        **by_level([term for term in challenge.terms if term.dimension is Dimension.THEME]),
        "phases": codes(term for term in challenge.terms if term.dimension is Dimension.PHASE),
        "posted_by_role": challenge.posted_by_role,
        "status": "closed" if challenge.status is ChallengeStatus.CLOSED else "open",
        "closes_on": challenge.closes_on.isoformat() if challenge.closes_on and not closed else "",
        "closed_on": local(closed).date().isoformat() if closed else "",
        "closing_note": challenge.closing_note,
    }


def gathering_row(gathering: Gathering, slugs: dict[int, str]) -> dict[str, Any]:
    """One gathering, as its page shows it to anybody."""
    return {
        "id": gathering.slug,
        "demo": gathering.is_demonstration,
        "title": gathering.title,
        "host": gathering.organisation.name,
        "date": gathering.on.isoformat(),
        "start": f"{gathering.starts:%H:%M}",
        "place": gathering.place,
        "walk": gathering.walk,
        "capacity": gathering.capacity,
        "open_to": gathering.open_to,
        "partners": gathering.partners,
        "challenges": [slugs[challenge.id] for challenge in gathering.challenges if challenge.id in slugs],
        "programme": [
            {
                "time": f"{part.starts:%H:%M}",
                "title": part.title,
                "who": part.who,
                "assumed": part.is_assumed,
                "capacity": part.capacity,
                "chosen": part.is_chosen,
                "food": part.serves_food,
                "walk": part.is_walk,
                "capture": part.note,
            }
            for part in gathering.parts
        ],
        "walk_stops": [stop_row(stop, slugs) for stop in gathering.stops],
    }


def stop_row(stop: Stop, slugs: dict[int, str]) -> dict[str, Any]:
    return {
        "n": stop.number,
        "title": stop.title,
        "question": stop.question,
        "place": stop.place,
        "step_free": stop.step_free,
        "latitude": stop.latitude,
        "longitude": stop.longitude,
        "challenge": slugs.get(stop.challenge_id or 0),
    }


def by_level(themes: Iterable[Term | TermView]) -> dict[str, list[str]]:
    """Themes and sub-themes apart, as the import takes them."""
    found = list(themes)
    return {
        "themes": codes(theme for theme in found if theme.parent_id is None),
        "subthemes": codes(theme for theme in found if theme.parent_id is not None),
    }


def codes(terms: Iterable[Term | TermView]) -> list[str]:
    return [term.code for term in terms]


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
