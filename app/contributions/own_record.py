"""Everything that is kept of one contribution, for whoever shared it. Of others it tells the role, never the name."""

from typing import Any

from app.contributions import queries
from app.contributions.absent import is_purged
from app.contributions.disclosure import challenge_in_view
from app.contributions.hints import LEFT_OUT
from app.contributions.models import Contribution, Draft, Photo, Proposal, Remark, Side, ViewOfHidden
from app.contributions.operations.drafts import all_typed
from app.contributions.origins import origin_of_draft
from app.contributions.queries.host_phone import LOOKER, host_phone_of, looked_for
from app.contributions.reading_mark import TEXTS

PLAIN = (
    *("public_id", "status", "kind", "outcome", "language", "title", "facts", "lesson", "opinion", "audience"),
    *("condition", "went_wrong", "cost_hours", "cost_euros", "cost_unknown"),
    *("names_organisation", "hides_place", "not_quoted", "remove_more", "unchanged_is_fine", "visible_from"),
    *("neighbourhood", "year"),
    *("organisation_name", "organisation_kind", "role", "confirmed_at", "submitted_at", "published_at"),
)
STANDING = ("allowed_at", "closed_at", "stopped_at", "reported_at", "contributor_saw_at")


def record_of(contribution: Contribution) -> dict[str, Any]:
    """The contribution with its own fields, versions, remarks, history and addresses, by the names of the fields."""
    callback, news = queries.callback_address_of(contribution), queries.news_address_of(contribution)
    look, asked = queries.look_again_of(contribution), queries.still_asked_of(contribution)
    return {
        **{name: getattr(contribution, name) for name in PLAIN},
        "place": contribution.place.name if contribution.place else "",
        "organisation": contribution.organisation.name if contribution.organisation else "",
        **deleted(contribution),
        "challenge": view.title if (view := challenge_in_view(contribution.challenge)) else "",
        "tells_what_came_of": view.title if (view := challenge_in_view(contribution.follows_up)) else "",
        "typed_over": {"came_by": typed.came_by, "on": typed.agreed_on} if (typed := contribution.on_behalf) else None,
        "own_words": {own.dimension: own.words for own in contribution.own_words},
        "tags": [tag.term.name(contribution.language) for tag in contribution.tags],
        "proposals": [proposal_record(proposal) for proposal in contribution.proposals if is_theirs(proposal)],
        "remarks": [
            {"at": remark.at, "from": said_by(remark), "with": remark.side, "text": remark.text}
            for remark in queries.remarks_on(contribution)
        ],
        "photos": [photo_record(photo) for photo in contribution.photos],
        "conversations": [
            {"with": side, **{name: getattr(conversation, name) for name in STANDING}}
            for side, conversation in sorted(queries.conversations_on(contribution).items())
        ],
        "history": [
            {"at": step.at, "what": step.what, "by_role": step.by_role, "note": step.note}
            for step in contribution.steps
        ],
        "looked": [look_record(contribution, view) for view in queries.views_of_hidden(contribution)],
        "frozen": [{"reference": kept.reference, "since": kept.since} for kept in contribution.freezes],
        "went_on": [
            {name: getattr(line, name) for name in ("at", "said", "outcome", "words", "shown_at")}
            for line in queries.outcomes_of(contribution)
        ],
        "still_asked": {"at": asked.asked_at, "reminded_at": asked.reminded_at} if asked else None,
        "look_again": {"day": look.day, "reminded_at": look.reminded_at} if look else None,
        "callback_address": {"email": callback.email, "delete_on": callback.delete_on} if callback else None,
        **phone_record(contribution),
        "news_address": {"email": news.email, "delete_on": news.delete_on} if news else None,
    }


def phone_record(contribution: Contribution) -> dict[str, Any]:
    """The number for the hosts, from which day they see that they may call, and when it was taken back."""
    phone = host_phone_of(contribution)
    return {
        "host_phone": phone.phone if phone else "",
        "hosts_may_call_from": phone.offered_from if phone else None,
        "host_phone_taken_back_at": phone.given_at if phone and phone.is_taken_back else None,
    }


def look_record(contribution: Contribution, view: ViewOfHidden) -> dict[str, Any]:
    """Who looked, by role; of a host who asked to see the telephone number, also of which municipality."""
    asking = looked_for(contribution, view.at) if view.role == LOOKER else None
    return {"at": view.at, "by_role": view.role, "at_the_number_for": asking.organisation.name if asking else ""}


def draft_record(draft: Draft) -> dict[str, Any]:
    """What somebody typed and did not send, where it began, and who read it along."""
    origin = origin_of_draft(draft)
    return {
        "changed_at": draft.changed_at,
        "began_at": origin.in_words if origin else "",
        "tells_what_came_of": view.title if (view := challenge_in_view(draft.follows_up)) else "",
        "typed": all_typed(draft),
        "photo": {"file": file_name_of(draft) if draft.photo.is_scanned else "", "alt": draft.photo.alt}
        if draft.photo
        else None,
        "read_along": [
            {
                **{name: getattr(asked, name) for name in ("asked_at", "expires_at", "reader", "agreed", "remark")},
                "answered_at": asked.answered_at,
            }
            for asked in queries.asked_readers_of(draft)
        ],
    }


def deleted(contribution: Contribution) -> dict[str, str]:
    """What was deleted when it became visible says so: it is something else than a field that was left empty."""
    if not is_purged(contribution):
        return {}
    names = ("organisation_name", "organisation_kind", "role", "neighbourhood", "place", "organisation")
    return {name: LEFT_OUT[contribution.language] for name in names if not getattr(contribution, name)}


def said_by(remark: Remark) -> str:
    """By which role, never by whom."""
    if remark.from_contributor:
        return "contributor"
    return "editor" if remark.side is Side.DESK else "host"


def is_theirs(proposal: Proposal) -> bool:
    """What the contributor wrote, or was shown: a text that the desk is still working at is not theirs yet."""
    return proposal.by_id is None or proposal.sent_at is not None


def proposal_record(proposal: Proposal) -> dict[str, Any]:
    whose = "contributor" if proposal.by_id is None else "editor"
    texts = {name: getattr(proposal, name) for name in TEXTS}
    return {"at": proposal.at, "by_role": whose, "approved": proposal.approved, **texts}


def photo_record(photo: Photo) -> dict[str, Any]:
    names = ("public_id", "added_at", "state", "seen", "alt", "people", "shows_place", "maker", "use", "credit")
    more = ("members_only", "approved_at", "reason")
    told = {name: getattr(photo, name) for name in (*names, *more)}
    return {"file": file_name_of(photo) if photo.full_file else "", **told}


def file_name_of(what: Photo | Draft) -> str:
    """What the file of a photo, or of the one with a draft, is called: that which came in had a name nobody kept."""
    return f"photos/{what.public_id}.jpg"
