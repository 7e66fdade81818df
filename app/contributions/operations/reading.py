"""What the desk does with a contribution: read, propose, ask, hand back, refuse, accept."""

from collections.abc import Iterable

from app.accounts.models import User
from app.contributions import queries
from app.contributions.models import (
    Contribution,
    Proposal,
    Provenance,
    Reading,
    Side,
    Status,
    Step,
    Tag,
)
from app.contributions.operations.contact import bring_news, call_back, forget_callback
from app.contributions.operations.conversation import MOST_IN_A_ROW, not_too_many, said_just_now, say
from app.contributions.operations.freezing import not_frozen
from app.contributions.operations.on_behalf import is_typed_by
from app.contributions.operations.own_words import forget_own_words
from app.contributions.operations.publication import publish, relist
from app.contributions.operations.remembering import remember
from app.contributions.operations.telling import readings_that_count, tell_contributor_of
from app.contributions.permissions.conversation import is_running
from app.contributions.reading_mark import TEXTS, mark_of
from app.core import clock
from app.core.collation import sort_key
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.wording import _, lazy
from app.taxonomy.models import Dimension, Term

# What can be done in which state. Everything that is not named is refused.
POSSIBLE = {
    "open": {Status.RECEIVED, Status.READING},
    "propose": {Status.READING},
    "retag": {Status.READING, Status.PUBLISHED},
    "ask": {Status.READING, Status.RETURNED, Status.WAITING_FOR_APPROVAL, Status.PUBLISHED},
    "hand back": {Status.READING},
    "refuse": {Status.RECEIVED, Status.READING, Status.RETURNED},
    "accept": {Status.READING},
    "confirm": {Status.RECEIVED, Status.READING, Status.WAITING_FOR_APPROVAL, Status.PUBLISHED},
}


WORDS_ON_THE_TEXT = ("approved", "disagreed", "changed", "read_once_more")


def possible(what: str, contribution: Contribution) -> None:
    """Raises Refusal when this cannot be done in the state that the contribution is in."""
    if contribution.status not in POSSIBLE[what]:
        raise Refusal(
            _("That is not possible any more: the contribution is now “%(state)s”.", state=contribution.status.label)
        )


def is_too_near(contribution: Contribution, person: User) -> bool:
    """Whether this reader is of the organisation that shared it, of its place, of the municipality that asked for it,
    of one that the contributor named, or is the contributor, or typed it over for them."""
    challenge = contribution.challenge
    near = {contribution.organisation_id, contribution.place_id, challenge and challenge.organisation_id} - {None}
    near |= {organisation.id for organisation in contribution.kept_from}
    typed = sort_key(contribution.organisation_name)
    named = typed and typed in {sort_key(name) for name in person.names_of_employers()}
    is_own = contribution.author_id == person.id or is_typed_by(contribution, person)
    return bool(near & person.employers() or named) or is_own


def open_to_read(contribution: Contribution, by: User) -> None:
    """Makes somebody a reader. Raises Refusal for a conflict of interest, or when there are enough readers."""
    if not has_photos_to_judge(contribution):
        possible("open", contribution)
    if contribution.is_read_by(by.id):
        return
    if is_too_near(contribution, by):
        raise Refusal(_("You cannot read this one: it is too near to an organisation that you work for."))
    if len(readings_that_count(contribution)) >= deal().readers:
        raise Refusal(_("This contribution has enough readers already. Choose another one."))
    if any(reading.reader.employers() & by.employers() for reading in readings_that_count(contribution)):
        raise Refusal(_("Somebody of your organisation reads this one already. Choose another one."))
    contribution.readings.append(Reading(reader=by))
    if contribution.status is Status.RECEIVED:
        contribution.status = Status.READING
    note(contribution, "opened", by)


def has_photos_to_judge(contribution: Contribution) -> bool:
    """Whether a story that others can read waits for the desk once more, because of its photos."""
    return contribution.status is Status.PUBLISHED and any(photo.waits_for_the_desk for photo in contribution.photos)


def step_down(contribution: Contribution, by: User) -> None:
    """Lets somebody else read it. What this reader found counts no longer."""
    if not has_photos_to_judge(contribution):
        possible("open", contribution)
    contribution.readings[:] = [reading for reading in contribution.readings if reading.reader_id != by.id]
    for photo in contribution.photos:
        photo.found_fit[:] = [found for found in photo.found_fit if found.reader_id != by.id]
    if not contribution.readings and contribution.status is Status.READING:
        contribution.status = Status.RECEIVED
    note(contribution, "stepped_down", by)


def proposed(contribution: Contribution) -> Proposal | None:
    """The newest text of the desk that was not answered yet."""
    ours = [p for p in contribution.proposals if p.by_id is not None and p.answered_at is None]
    return ours[-1] if ours else None


def propose(contribution: Contribution, by: User, **texts: str) -> None:
    """Proposes another text, by the names of TEXTS. Every reader accepts anew; the contributor's own is no proposal."""
    possible("propose", contribution)
    not_frozen(contribution)
    texts = dict.fromkeys(TEXTS, "") | texts
    current = proposed(contribution)
    if all(getattr(current or contribution, name) == texts[name] for name in TEXTS):
        return
    if current is not None:
        contribution.proposals.remove(current)
    if any(getattr(contribution, name) != texts[name] for name in TEXTS):
        contribution.proposals.append(Proposal(by_id=by.id, **texts))
    for reading in contribution.readings:
        reading.accepted_at = reading.accepted_proposal_id = None
    note(contribution, "proposed", by)


def retag(contribution: Contribution, by: User, terms: Iterable[Term]) -> None:
    """Sets the terms of the tagged dimensions; what the reader added says so."""
    possible("retag", contribution)
    not_frozen(contribution)
    wanted = {term.id: term for term in terms}
    dimensions = (Dimension.THEME, Dimension.PHASE, Dimension.BARRIER, Dimension.LEVER, Dimension.SCALE)
    kept = [tag for tag in contribution.tags if tag.term_id in wanted or tag.term.dimension not in dimensions]
    known = {tag.term_id for tag in kept}
    if len(kept) == len(contribution.tags) and set(wanted) <= known:
        return
    new = [Tag(term=term, provenance=Provenance.REVIEWER) for term in wanted.values() if term.id not in known]
    contribution.tags = [*kept, *new]
    note(contribution, "retagged", by)
    if contribution.status is Status.PUBLISHED:
        relist(contribution)


def ask(contribution: Contribution, by: User, text: str) -> None:
    """Asks the contributor something, or answers. While it is being read, the clock stands still until they answer.

    The same question twice is one.
    """
    possible("ask", contribution)
    if not is_running(contribution):
        raise Refusal(_("This conversation has ended."))
    remarks = queries.remarks_on(contribution, Side.DESK)
    if said_just_now(remarks, False, text):
        return
    not_too_many(remarks, False, MOST_IN_A_ROW)
    conversation = say(contribution, Side.DESK, text, by)
    stop_clock(contribution)
    waits = contribution.status is Status.READING  # for the answer; in other states it waits for something else
    note(contribution, "asked" if waits else "wrote", by)
    tell_contributor_of(
        conversation, lazy("The desk asks you something") if waits else lazy("There is a message for you")
    )


def hand_back(contribution: Contribution, by: User, why: str) -> None:
    """Hands it back to the contributor, with what is needed to go on."""
    possible("hand back", contribution)
    conversation = say(contribution, Side.DESK, why, by)
    conversation.contributor_told_at = clock.now()  # by what follows
    contribution.status = Status.RETURNED
    stop_clock(contribution)
    note(contribution, "handed_back", by)
    call_back(contribution, lazy("The desk handed your contribution back"))
    bring_news(contribution, lazy("The desk handed your contribution back"))


def refuse(contribution: Contribution, by: User | None, why: str) -> None:
    """Refuses what is spam or unlawful. One reader is enough; the reason stays with the contribution."""
    possible("refuse", contribution)
    remember(contribution, "refused")
    contribution.status = Status.REFUSED
    stop_clock(contribution)
    note(contribution, "refused", by, why)
    bring_news(contribution, lazy("Your contribution was refused"))
    forget_own_words(contribution)
    forget_callback(contribution)


def accept(contribution: Contribution, by: User, seen: str) -> None:
    """One reader finds the text fit. When all needed readers do, it goes on to the contributor, or into view.

    `seen` is the mark of the text that this reader had in view. Raises Refusal when it is another one by now.
    """
    possible("accept", contribution)
    reading = next((found for found in contribution.readings if found.reader_id == by.id), None)
    if reading is None:
        raise Refusal(_("First open the contribution to read it."))
    current = proposed(contribution)
    if seen != mark_of(current or contribution, queries.words_that_wait(contribution), costs=contribution):
        raise Refusal(_("The text was changed after you opened this page. Read it once more before you say yes."))
    reading.accepted_at, reading.accepted_proposal_id = clock.now(), current.id if current else None
    note(contribution, "accepted", by)
    if readers_are_done(contribution):
        finish(contribution, current)


def readers_are_done(contribution: Contribution) -> bool:
    """Whether as many readers as the deal asks for have accepted the text."""
    accepted = [found for found in readings_that_count(contribution) if found.accepted_at is not None]
    return len(accepted) >= deal().readers


def finish(contribution: Contribution, current: Proposal | None) -> None:
    """Publishes an unchanged text whose contributor said that this is fine; everything else waits for a yes."""
    if current is not None and contribution.has_nobody_to_ask:
        take_over_unasked(contribution, current)
        current = None
    if current is None and (contribution.unchanged_is_fine or was_approved(contribution)):
        publish(contribution)
        bring_news(contribution, lazy("Your contribution is visible"))
        return
    contribution.status = Status.WAITING_FOR_APPROVAL
    stop_clock(contribution)
    if current is not None:
        current.sent_at = clock.now()
    note(contribution, "sent_for_approval", None)
    call_back(contribution, lazy("The desk has read your contribution: it is your turn"))
    bring_news(contribution, lazy("The desk has read your contribution: it is your turn"))


def take_over_unasked(contribution: Contribution, current: Proposal) -> None:
    """Two readers accepted this text, and there is nobody to ask: it takes the place of the imported one."""
    not_frozen(contribution)
    for name in TEXTS:
        setattr(contribution, name, getattr(current, name))
    current.answered_at, current.approved = clock.now(), True


def was_approved(contribution: Contribution) -> bool:
    """Whether the contributor's last word on this text was a yes."""
    words = [step.what for step in contribution.steps if step.what in WORDS_ON_THE_TEXT]
    return bool(words) and words[-1] == "approved"


def confirm(contribution: Contribution, by: User) -> None:
    """The desk vouches that the contributor works where they say. It never loosens what the contributor chose.

    A second time changes nothing.
    """
    possible("confirm", contribution)
    if contribution.confirmed_at is not None:
        return
    contribution.confirmed_at, contribution.confirmed_by = clock.now(), "desk"
    note(contribution, "confirmed", by)
    relist(contribution)


def stop_clock(contribution: Contribution) -> None:
    """The contributor is to move: the working days so far are kept, and no more are counted."""
    if contribution.clock_since is not None:
        contribution.clock_days += clock.workdays_between(contribution.clock_since, clock.today())
        contribution.clock_since = None
    db.session.flush()


def note(contribution: Contribution, what: str, by: User | None, text: str = "") -> None:
    role = "editor" if by else "clock"
    contribution.steps.append(Step(what=what, by_role=role, by_id=by.id if by else None, note=text))
    db.session.flush()
