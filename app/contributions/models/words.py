"""The words that a contribution is sorted by: kind, outcome, state, audience."""

from enum import StrEnum

from app.core.wording import lazy


class Kind(StrEnum):
    GOOD = "good"
    LEARNED = "learned"
    EXPERIENCE = "experience"
    QUESTION = "question"

    @property
    def label(self) -> str:
        return str(KIND_NAMES[self])


class Outcome(StrEnum):
    SUCCEEDED = "succeeded"
    PARTLY = "partly"
    RUNNING = "running"
    STOPPED = "stopped"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return str(OUTCOME_NAMES[self])


class Status(StrEnum):
    RECEIVED = "received"
    READING = "reading"
    WAITING_FOR_APPROVAL = "waiting_for_approval"
    PUBLISHED = "published"
    HELD = "held"  # out of view while somebody judges it
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return str(STATUS_NAMES[self])


KIND_NAMES = {
    Kind.GOOD: lazy("Good example"),
    Kind.LEARNED: lazy("Instructive example"),
    Kind.EXPERIENCE: lazy("Experience"),
    Kind.QUESTION: lazy("Question"),
}
OUTCOME_NAMES = {
    Outcome.SUCCEEDED: lazy("Succeeded"),
    Outcome.PARTLY: lazy("Partly succeeded"),
    Outcome.RUNNING: lazy("Still running"),
    Outcome.STOPPED: lazy("Stopped or not succeeded"),
    Outcome.NOT_APPLICABLE: lazy("Not applicable"),
}
STATUS_NAMES = {
    Status.RECEIVED: lazy("Received"),
    Status.READING: lazy("Being read"),
    Status.WAITING_FOR_APPROVAL: lazy("Waiting for approval"),
    Status.PUBLISHED: lazy("Published"),
    Status.HELD: lazy("Out of view while it is judged"),
    Status.RETURNED: lazy("Returned"),
    Status.REFUSED: lazy("Refused"),
    Status.WITHDRAWN: lazy("Withdrawn"),
}


class Audience(StrEnum):
    """Who reads it. Indexes, counts and models are kept per audience."""

    PUBLIC = "public"
    MEMBERS = "members"


class Provenance(StrEnum):
    CONTRIBUTOR = "contributor"
    SUGGESTION = "suggestion"  # proposed by the machine, confirmed by the contributor
    REVIEWER = "reviewer"
    MEMBER = "member"
    CONFIRMED = "confirmed"  # proposed by the machine, confirmed by a member
    IMPORT = "import"


OF_MEMBERS = frozenset({Provenance.MEMBER, Provenance.CONFIRMED})


OF_THE_CONTRIBUTOR_ALONE = frozenset({"typed_over", "handed_over", "new_link"})  # steps that the desk does not see
STEP_NAMES = {
    "submitted": lazy("sent by the contributor"),
    "imported": lazy("taken over from elsewhere"),
    "read_along": lazy("read along before sending, by somebody who said yes"),
    "opened": lazy("opened by a reader"),
    "stepped_down": lazy("given to another reader"),
    "proposed": lazy("another text proposed"),
    "retagged": lazy("tags changed"),
    "asked": lazy("a question asked"),
    "answered": lazy("answered by the contributor"),
    "handed_back": lazy("handed back"),
    "refused": lazy("refused"),
    "accepted": lazy("found fit by a reader"),
    "sent_for_approval": lazy("sent to the contributor for approval"),
    "approved": lazy("approved by the contributor"),
    "disagreed": lazy("the contributor does not agree"),
    "changed": lazy("changed by the contributor"),
    "told_anew": lazy("the contributor said how it went on"),
    "confirmed": lazy("organisation confirmed"),
    "made_stricter": lazy("made stricter by the contributor"),
    "loosened": lazy("more shown by the contributor"),
    "origin_hidden": lazy("what it came out of taken away by the contributor"),
    "published": lazy("published"),
    "photo_added": lazy("photo added by the contributor"),
    "photo_removed": lazy("photo removed by the contributor"),
    "photo_covered": lazy("part of a photo covered by a reader"),
    "photo_approved": lazy("photo found fit by a reader"),
    "photo_refused": lazy("photo refused by a reader"),
    "purged": lazy("hidden fields and earlier versions deleted"),
    "withdrawn": lazy("withdrawn by the contributor"),
    "done_again": lazy("done again, after a backup was put back"),
    "reminded": lazy("the contributor was reminded"),
    "lapsed": lazy("closed, because no answer came"),
    "taken_up": lazy("taken up again by the contributor"),
    "left": lazy("the contributor left; what points to them was taken out"),
    "held": lazy("taken out of view to be judged"),
    "let_back": lazy("judged, and back in view"),
    "read_once_more": lazy("judged: another text is needed"),
    "frozen": lazy("frozen for a Woo request"),
    "wrote": lazy("the desk wrote to the contributor"),
    "reported": lazy("the contributor asked the desk to look at a conversation"),
    "settled": lazy("the desk looked at that conversation; it goes on"),
    "stopped": lazy("the desk stopped that conversation"),
    "unfrozen": lazy("no longer frozen"),
}
