"""Importing challenges, gatherings and contributions that were gathered elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.accounts.models import Organisation
from app.accounts.queries import organisation_by_name
from app.challenges.models import Challenge
from app.challenges.queries import challenge_by_external_ref, taken_slugs
from app.cli import programmes
from app.cli.checked import KINDS, LANGUAGES, LEVELS, OUTCOMES, STATES, Checker, Wrong
from app.contributions import operations
from app.contributions.limits import CONDITION, MOST_EUROS, MOST_HOURS, WENT_WRONG
from app.contributions.models import Contribution, Outcome, Provenance, Status, Step, Tag
from app.contributions.queries import has_external_ref
from app.core import clock
from app.core.database import db
from app.core.security import fingerprint, random_code, random_id
from app.core.slugs import free_slug
from app.gatherings.models import Gathering, GatheringStatus
from app.gatherings.queries import gathering_by_external_ref, taken_gathering_slugs
from app.taxonomy.models import Dimension

FEWEST_WORDS = 5
TAGS = (  # a form offers fewer, but the desk may have added some to what comes back from an export
    ("themes", Dimension.THEME, 20),
    ("subthemes", Dimension.THEME, 20),
    ("phases", Dimension.PHASE, 20),
    ("barriers", Dimension.BARRIER, 20),
    ("levers", Dimension.LEVER, 20),
    ("scale", Dimension.SCALE, 20),
)
TOLD = ("context", "what_was_done", "what_worked", "what_did_not")


@dataclass(frozen=True)
class Fault:
    """A row that was left out, and why."""

    kind: str
    row: str  # its own id, or its number in the file
    field: str
    reason: str


@dataclass
class Importer:
    """Takes rows one by one, each wholly or not at all."""

    check: Checker
    publish: bool = False
    demonstration: bool = False
    shift: timedelta = timedelta(0)

    def take(self, kind: str, row: dict[str, Any]) -> None:
        """Stores one row. Raises Wrong and stores nothing when a field cannot be used."""
        takers: dict[str, Callable[[dict[str, Any]], None]] = {
            "challenges": self.challenge,
            "events": self.gathering,
            "contributions": self.contribution,
        }
        if not isinstance(row, dict):
            raise Wrong("row", "is not an object with fields.")
        with db.session.begin_nested():
            takers[kind](row)

    def lines(self, row: dict[str, Any], field: str) -> str:
        return "\n".join(self.check.texts(row, field, 2000))

    def challenge(self, row: dict[str, Any]) -> None:
        check, reference = self.check, self.check.reference(row, "id")
        if reference and challenge_by_external_ref(reference):
            raise Wrong("id", f"'{reference}' was imported before.")
        place = check.host(row, "municipality")
        closed = check.day_if_any(row, "closed_on")
        title = check.text(row, "title", 150, required=True)
        challenge = Challenge(
            public_id=random_id(),
            slug=free_slug(title, taken_slugs()),
            external_ref=reference,
            organisation=place,
            title=title,
            situation=check.text(row, "situation_sketch", 4000, required=True),
            process=self.lines(row, "work_process"),
            tried=self.lines(row, "already_tried"),
            fixed=self.lines(row, "cannot_change"),
            questions=self.lines(row, "questions_to_participants"),
            usable_answer=check.text(row, "what_is_a_usable_answer", 2000),
            neighbourhood=check.text(row, "neighbourhood", 120),
            posted_by_role=check.text(row, "posted_by_role", 100),
            status=check.choice(row, "status", STATES),
            published_at=clock.now(),
            closes_on=self.closing_day(row),
            closed_at=clock.midnight(closed) if closed else None,
            closing_note=check.text(row, "closing_note", 4000),
            is_demonstration=self.is_made_up(row),
        )
        found = [term for field, d, most in TAGS[:3] + TAGS[5:] for term in check.tags(row, field, d, most)]
        challenge.terms = list(dict.fromkeys(found))
        db.session.add(challenge)
        db.session.flush()

    def closing_day(self, row: dict[str, Any]) -> date | None:
        """As the file says; the demonstration's own challenges stay open for two months."""
        if self.demonstration:
            return clock.today() + timedelta(days=60)
        return self.check.day_if_any(row, "closes_on")

    def is_made_up(self, row: dict[str, Any]) -> bool:
        """What is marked as a demonstration in the file stays marked, and goes with `demo remove`."""
        return self.check.yes(row, "demo") or self.demonstration

    def gathering(self, row: dict[str, Any]) -> None:
        check, reference = self.check, self.check.reference(row, "id")
        if reference and gathering_by_external_ref(reference):
            raise Wrong("id", f"'{reference}' was imported before.")
        host = check.host(row, "host")
        title = check.text(row, "title", 150, required=True)
        gathering = Gathering(
            slug=free_slug(title, taken_gathering_slugs()),
            external_ref=reference,
            title=title,
            organisation=host,
            on=check.day(row, "date") + self.shift,
            starts=check.hour(row, "start"),
            place=check.text(row, "place", 200),
            walk=check.text(row, "walk", 200),
            capacity=check.number(row, "capacity", 0, 100_000) or None,
            open_to=check.text(row, "open_to", 300),
            partners=check.texts(row, "partners", 200),
            status=GatheringStatus.PUBLISHED,
            is_demonstration=self.is_made_up(row),
        )
        gathering.challenges = programmes.challenges(check, row)
        gathering.parts = list(programmes.parts(check, row))
        gathering.stops = list(programmes.stops(check, row))
        db.session.add(gathering)
        db.session.flush()

    def contribution(self, row: dict[str, Any]) -> None:
        check, reference = self.check, self.check.reference(row, "id")
        if reference and has_external_ref(reference):
            raise Wrong("id", f"'{reference}' was imported before.")
        submitted = check.moment(row, "submitted_at") + self.shift
        contribution = Contribution(
            public_id=random_id(),
            code_hash=fingerprint(random_code()),
            external_ref=reference,
            submitted_at=submitted,
            clock_since=clock.local(submitted).date(),
            status=Status.RECEIVED,
            unchanged_is_fine=True,  # nobody has the code of its page: the desk decides
            is_demonstration=self.is_made_up(row),
            challenge=check.challenge(row, "related_challenge"),
            **self.told(row),
            **self.placed(row),
        )
        self.employ(contribution, row, contribution.place)
        contribution.tags = self.tags(row)
        contribution.steps = [Step(what="imported", by_role="import", at=submitted)]
        db.session.add(contribution)
        db.session.flush()
        if self.publish:
            operations.publish(contribution, at=submitted, by_role="import")

    def told(self, row: dict[str, Any]) -> dict[str, Any]:
        """What the contributor told, and who may read it."""
        check = self.check
        kind = check.choice(row, "kind", KINDS)
        audience, names, remove_more = check.choice(row, "sharing", LEVELS)
        return {
            "kind": kind,
            "outcome": check.choice(row, "outcome", OUTCOMES) or Outcome.NOT_APPLICABLE,
            "language": check.choice(row, "language", LANGUAGES),
            "title": check.text(row, "title", 120, required=True),
            **self.story(row, kind.value),
            "opinion": check.text(row, "opinion", 20_000),
            "condition": check.text(row, "condition", CONDITION),
            "went_wrong": check.text(row, "went_wrong", WENT_WRONG),
            "cost_hours": check.number(row, "cost_hours", 0, MOST_HOURS),
            "cost_euros": check.number(row, "cost_euros", 0, MOST_EUROS),
            "cost_unknown": check.yes(row, "cost_unknown"),
            "audience": audience,
            "names_organisation": names,
            "remove_more": remove_more,
            "not_quoted": check.yes(row, "not_quoted"),
        }

    def placed(self, row: dict[str, Any]) -> dict[str, Any]:
        """Where and when it was, and what the contributor did there."""
        check = self.check
        return {
            "place": check.municipality(row),
            **check.coarse_place(row),
            "neighbourhood": check.text(row, "neighbourhood", 120),
            "year": check.year(row),
            "organisation_kind": check.code(row, "organisation_type", Dimension.ORGANISATION_KIND),
            "role": check.code(row, "author_role", Dimension.ROLE),
        }

    def story(self, row: dict[str, Any], kind: str) -> dict[str, str]:
        """The facts and the lesson. The facts come in one field, or in the four that a paper form asks for.

        Who only wrote down the lesson told what happened in it. Of a question, the question is the lesson.
        """
        told = [self.check.text(row, field, 20_000) for field in ("facts", *TOLD)]
        lesson = self.check.text(row, "lesson", 2000)
        asked = self.check.text(row, "question", 2000)
        if kind == "question":
            lesson, asked = asked, ""
        facts = "\n\n".join(part for part in (*told, asked) if part)
        if len(facts.split()) < FEWEST_WORDS:
            facts, lesson = "\n\n".join(part for part in (facts, lesson) if part), ""
        if len(facts.split()) < FEWEST_WORDS:
            raise Wrong("context", f"tell what happened in at least {FEWEST_WORDS} words.")
        return {"facts": facts, "lesson": lesson}

    def employ(self, contribution: Contribution, row: dict[str, Any], place: Organisation | None) -> None:
        """An importing desk vouches for the organisation; of a municipality it is the place itself."""
        name = self.check.text(row, "organisation", 120)
        contribution.organisation = organisation_by_name(name) if name else None
        if name and contribution.organisation is None:
            contribution.organisation_name = name
        if contribution.organisation_kind == "gemeente" and not name:
            contribution.organisation = place
        if contribution.names_organisation:
            contribution.confirmed_at, contribution.confirmed_by = clock.now(), "desk"

    def tags(self, row: dict[str, Any]) -> list[Tag]:
        found = [term for field, d, most in TAGS for term in self.check.tags(row, field, d, most)]
        return [Tag(term=term, provenance=Provenance.IMPORT) for term in dict.fromkeys(found)]
