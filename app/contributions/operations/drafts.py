"""What somebody is typing, kept as typed: at once, before anybody has looked whether it is right."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.contributions import queries
from app.contributions.filters import Choice
from app.contributions.models import Contribution, Draft, Kind, Voice
from app.contributions.operations.draft_photo import leave_photo_out
from app.core import clock
from app.core.database import db
from app.core.sealing import seal as seal_text
from app.core.sealing import unseal
from app.core.security import fingerprint, random_id
from app.taxonomy.models import Term

Typed = Mapping[str, Sequence[str]]
STEPS = ("kind", "story", "where", "share", "check")
MOST_VOICES = 3
SEALED = frozenset({"call_number"})  # as in the table where it stands after sending: no dump shows it
OF_CALLING = ("may_call", "call_number")


def seal(secret: str, public_id: str) -> str:
    """What a draft remembers of the secret that its browser holds: one secret, another seal for each draft."""
    return fingerprint(f"draft:{public_id}:{secret}")


def browser_of(secret: str) -> str | None:
    """What all unsent drafts of one browser share, so that it can list them; None without a secret."""
    return fingerprint(f"drafts:{secret}") if secret else None


def begin(secret: str, by: Person, challenge: Challenge | None, follows_up: Challenge | None = None) -> Draft:
    """A new draft, for the browser that holds this secret; it answers a challenge, or tells what came of one."""
    public_id = random_id()
    draft = Draft(
        public_id=public_id,
        secret_hash=seal(secret, public_id),
        browser_hash=browser_of(secret),
        user_id=by.id,
        challenge=challenge,
        follows_up=follows_up,
        typed={},
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def begin_with(
    secret: str,
    by: Person,
    kind: Kind | None,
    facts: str,
    challenge: Challenge | None = None,
    theme: Term | None = None,
) -> Draft:
    """A new draft with what somebody wrote elsewhere on this site as its story; they go on at the next screen."""
    draft = begin(secret, by, challenge)
    if kind is not None:
        keep(draft, "kind", {"kind": [kind.value]})
    keep(draft, "story", {"facts": [facts]})
    if theme is not None:
        keep(draft, "where", {"themes": [theme.code]})
    return draft


def holds(draft: Draft, secret: str) -> bool:
    """Whether this is the secret that the draft was sent with, and that its code follows from."""
    return draft.secret_hash == seal(secret, draft.public_id)


def adopt(draft: Draft, secret: str) -> None:
    """Gives a draft to the browser in which its owner, signed in, goes on. A code that was given stays as it is."""
    if draft.sent_as_id is None:
        draft.secret_hash, draft.browser_hash = seal(secret, draft.public_id), browser_of(secret)


def keep(draft: Draft, step: str, typed: Typed, copy: int = 0) -> bool:
    """Keeps what was typed in a step, as it is. True when it was kept.

    `copy` numbers the browser's own copies. A copy that arrives after a newer one is passed over:
    a slow connection must not bring an old sentence back. A draft that was sent keeps nothing more.
    """
    if draft.sent_as_id is not None or (0 < copy < int(draft.typed.get("copies", {}).get(step, 0))):
        return False
    before = draft.typed
    copies = before.get("copies", {})
    kept = {name: [stored(name, value.replace("\x00", "")) for value in values] for name, values in typed.items()}
    draft.typed = {**before, step: kept, "copies": {**copies, step: max(copy, int(copies.get(step, 0)))}}
    draft.changed_at = clock.now()
    return True


def stored(name: str, value: str) -> str:
    return seal_text(value) if name in SEALED and value else value


def opened(name: str, value: str) -> str:
    return unseal(value) if name in SEALED and value else value


FIELDS = {"thema": "themes", "belemmering": "barriers", "hefboom": "levers", "fase": "phase", "schaal": "scale"}


def tick_beforehand(draft: Draft, about: Sequence[Choice]) -> None:
    """Ticks what somebody was asked about; they see it on the screen of the themes, and can take it away there."""
    typed: dict[str, list[str]] = {}
    for choice in about:
        if choice.term is not None:
            typed.setdefault(FIELDS[choice.name], []).append(choice.term.code)
    if typed:
        keep(draft, "where", typed)


def typed_in(draft: Draft, step: str) -> dict[str, list[str]]:
    """What was typed in a step; empty when it was not reached yet."""
    kept = draft.typed.get(step, {})
    return {name: [opened(name, value) for value in values] for name, values in kept.items()}


def all_typed(draft: Draft) -> dict[str, Any]:
    """What was typed in every step, for the record of who typed it."""
    return draft.typed | {step: typed_in(draft, step) for step in STEPS if step in draft.typed}


def discard(draft: Draft) -> None:
    """Throws away what was typed and not sent, and the voices that were given while typing it."""
    leave_photo_out(draft)
    for voice in queries.voices_of(draft):
        db.session.delete(voice)
    db.session.delete(draft)
    db.session.flush()


def leave_challenge_out(draft: Draft) -> None:
    """Makes the story stand by itself, when the challenge takes no more answers. Then no host of it calls either."""
    draft.challenge = None
    if "share" in draft.typed:
        left = {name: values for name, values in draft.typed["share"].items() if name not in OF_CALLING}
        draft.typed = draft.typed | {"share": left}


def add_voice(draft: Draft, contribution: Contribution) -> None:
    """Notes that this text holds for the writer of the draft as well. A second tap changes nothing."""
    given = queries.voices_of(draft)
    if len(given) < MOST_VOICES and all(voice.contribution_id != contribution.id for voice in given):
        db.session.add(Voice(contribution_id=contribution.id, draft_id=draft.id))
        db.session.flush()


def take_voice_back(draft: Draft, contribution: Contribution) -> None:
    for voice in queries.voices_of(draft):
        if voice.contribution_id == contribution.id:
            db.session.delete(voice)
    db.session.flush()
