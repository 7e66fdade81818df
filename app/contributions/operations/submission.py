"""From answers to a contribution: first as others would see it, then sent to the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.accounts.models import Organisation, Person
from app.challenges.models import Challenge
from app.contributions import messages, queries
from app.contributions.costs import COSTS, says_cost
from app.contributions.models import Audience, Contribution, Draft, Kind, Outcome, OwnWords, Provenance, Step, Tag
from app.contributions.operations.conversation import let_host_ask, offers_host
from app.contributions.operations.draft_photo import send_photo_along
from app.contributions.operations.host_phone import let_host_call
from app.contributions.operations.looking_again import look_again_on
from app.contributions.operations.on_behalf import settle_on_behalf, teller_of
from app.contributions.operations.reading_along import close_links
from app.contributions.origins import settle_origin
from app.contributions.reading_mark import mark_of, mark_of_parts
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import code_from, fingerprint, random_id
from app.core.wording import _
from app.taxonomy.models import Dimension, Term

USUAL_OUTCOME = {
    Kind.GOOD: Outcome.SUCCEEDED,
    Kind.LEARNED: Outcome.STOPPED,
    Kind.EXPERIENCE: Outcome.NOT_APPLICABLE,
    Kind.QUESTION: Outcome.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class Answers:
    """What somebody answered on all screens together; nothing is preset here."""

    kind: Kind
    title: str = ""
    facts: str = ""
    lesson: str = ""
    opinion: str = ""
    condition: str = ""
    went_wrong: str = ""
    cost_hours: int | None = None
    cost_euros: int | None = None
    cost_unknown: bool = False
    outcome: Outcome = Outcome.NOT_APPLICABLE
    terms: Sequence[Term] = ()
    own_words: Mapping[Dimension, str] = field(default_factory=dict)  # what was missed among the terms
    suggested: frozenset[int] = field(default_factory=frozenset)  # ids of terms that the machine proposed
    audience: Audience = Audience.PUBLIC
    names_organisation: bool = False
    hides_place: bool = False
    not_quoted: bool = False
    kept_from: Sequence[Organisation] = ()
    remove_more: bool = False
    place: Organisation | None = None
    neighbourhood: str = ""
    year: int | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""
    organisation_kind: str | None = None
    role: str | None = None
    visible_from: date | None = None
    look_again: date | None = None  # when its contributor wants to be reminded
    unchanged_is_fine: bool = False
    tells_of_yes: bool = False  # the desk may hear that somebody read along and said yes
    shows_origin: bool = False  # others may know what it came out of
    host_calls_at: str = ""  # a telephone number, when the hosts of the challenge may call
    language: str = "nl"

    @property
    def mark(self) -> str:
        """Differs as soon as anything does that whoever reads along has before them."""
        level = (self.audience, self.names_organisation, self.hides_place, self.not_quoted, self.visible_from)
        where = (self.place and self.place.id, self.neighbourhood, self.year)
        who = (self.organisation and self.organisation.id, self.organisation_name, self.organisation_kind, self.role)
        codes = sorted(term.code for term in self.terms)
        also: list[object] = ["shows origin"] if self.shows_origin else []
        if says_cost(self):
            also += ["cost", *(getattr(self, name) for name in COSTS)]
        return mark_of_parts(mark_of(self), *map(str, (self.kind, self.outcome, *level, *where, *who, *codes, *also)))


def composed(answers: Answers, challenge: Challenge | None, by: Person) -> Contribution:
    """A contribution that nobody keeps yet: to look at, or to submit."""
    confirmed = may_speak_for(answers.organisation, by)
    contribution = Contribution(
        public_id=random_id(),
        kind=answers.kind,
        outcome=answers.outcome,
        language=answers.language,
        title=answers.title,
        facts=answers.facts,
        lesson=answers.lesson,
        opinion=answers.opinion,
        condition=answers.condition,
        went_wrong=answers.went_wrong,
        **{name: getattr(answers, name) for name in COSTS},
        audience=answers.audience,
        names_organisation=answers.names_organisation,
        hides_place=answers.hides_place,
        not_quoted=answers.not_quoted,
        remove_more=answers.remove_more,
        unchanged_is_fine=answers.unchanged_is_fine,
        visible_from=answers.visible_from,
        place=answers.place,
        neighbourhood=answers.neighbourhood,
        year=answers.year,
        organisation=answers.organisation,
        organisation_name="" if answers.organisation else answers.organisation_name,
        organisation_kind=answers.organisation_kind,
        role=answers.role,
        confirmed_at=clock.now() if confirmed else None,
        confirmed_by="address" if confirmed else "",
        challenge=challenge,
        submitted_at=clock.now(),
    )
    contribution.kept_from = list(answers.kept_from)
    contribution.own_words = [OwnWords(dimension=asked, words=words) for asked, words in answers.own_words.items()]
    contribution.tags = [Tag(term=term, provenance=origin(term, answers)) for term in answers.terms]
    return contribution


def origin(term: Term, answers: Answers) -> Provenance:
    return Provenance.SUGGESTION if term.id in answers.suggested else Provenance.CONTRIBUTOR


def may_speak_for(organisation: Organisation | None, by: Person) -> bool:
    """Whether somebody has confirmed that this person works there: an address there, or a role."""
    return organisation is not None and organisation.id in by.employers()


def code_of(secret: str, draft: Draft) -> str:
    """The code for `/volg`: 26 base32 characters that follow from the browser's secret.

    It is computed and never stored, so the same browser sees it again on the page after sending, and
    whoever reads the database does not.
    """
    return code_from(f"code:{draft.public_id}:{secret}")


def submit(draft: Draft, answers: Answers, by: Person, secret: str) -> Contribution:
    """Sends a draft to the desk. A draft that was sent before gives the same contribution again.

    Raises Refusal when the challenge has closed. The caller holds the draft's lock.
    """
    if draft.sent_as is not None:
        return draft.sent_as
    if draft.challenge is not None and not draft.challenge.is_open(clock.today()):
        raise Refusal(_("This challenge takes no more answers. You can still send your story by itself."))
    by = teller_of(draft, by)
    contribution = composed(answers, draft.challenge, by)
    contribution.follows_up = draft.follows_up
    contribution.code_hash = fingerprint(code_of(secret, draft))
    contribution.author_id = by.id
    contribution.clock_since = clock.today()
    contribution.steps.append(Step(what="submitted", by_role="contributor", by_id=by.id))
    db.session.add(contribution)
    db.session.flush()
    draft.sent_as, draft.typed, draft.follows_up = contribution, {}, None  # the text lives on in one place only
    draft.browser_hash = None  # nothing says any more which stories came from one browser
    close_links(draft, contribution, answers.mark if answers.tells_of_yes else "")
    look_again_on(contribution, answers.look_again)
    settle_origin(draft, contribution, answers.shows_origin)
    send_photo_along(draft, contribution)
    settle_on_behalf(draft, contribution)
    let_host_reach(contribution, answers.host_calls_at)
    for voice in queries.voices_of(draft):
        voice.own_contribution_id = contribution.id
    db.session.flush()
    messages.submitted()
    return contribution


def let_host_reach(contribution: Contribution, phone: str) -> None:
    """Keeps the number for the hosts. Who lets them call lets them ask: it is one door, that closes at once."""
    if phone and offers_host(contribution, contribution.challenge):
        let_host_ask(contribution)
        let_host_call(contribution, phone)
