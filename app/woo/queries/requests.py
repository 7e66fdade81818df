"""Finding requests, their documents, and what belongs to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Role, User
from app.accounts.queries import people_with
from app.contributions.models import Contribution, Proposal
from app.core.database import db, number_of, one
from app.woo.models import FileState, WooFile, WooHandler, WooItem, WooRequest, WooView
from app.woo.permissions import may_judge


@dataclass(frozen=True)
class Progress:
    """How far a request has come, in numbers of documents. No text."""

    request: WooRequest
    documents: int
    settled: int


def requests() -> list[Progress]:
    """Every request: open ones first, and of those the one that is due soonest."""
    counted = select(WooItem.request_id, func.count(), func.count(WooItem.agreed_at)).group_by(WooItem.request_id)
    numbers = {key: (every, settled) for key, every, settled in db.session.execute(counted)}
    found = db.session.scalars(select(WooRequest).order_by(WooRequest.id)).all()
    lines = [Progress(request, *numbers.get(request.id, (0, 0))) for request in found]
    return sorted(lines, key=lambda line: (not line.request.is_open, line.request.due_on, line.request.reference))


def requests_handled_by(user: User) -> list[Progress]:
    return [line for line in requests() if line.request.is_open and line.request.is_handled_by(user.id)]


def request_by_public_id(public_id: str, to_change: bool = False) -> WooRequest:
    """The request at this address. Raises NotFound. With `to_change` nobody else changes it meanwhile."""
    wanted = select(WooRequest).where(WooRequest.public_id == public_id)
    return one(wanted.with_for_update() if to_change else wanted)


def request_by_reference(reference: str) -> WooRequest | None:
    return db.session.scalar(select(WooRequest).where(WooRequest.reference == reference).with_for_update())


def counted_by_source(request: WooRequest) -> dict[str, int]:
    """How many documents of which kind a request has: what an administrator may know of them."""
    keys = db.session.scalars(select(WooItem.key).where(WooItem.request_id == request.id).order_by(WooItem.id))
    counts: dict[str, int] = {}
    for key in keys:
        name = key.partition(":")[0]
        counts[name] = counts.get(name, 0) + 1
    return counts


def number_settled(request: WooRequest) -> int:
    """Of how many documents two people hold the same."""
    wanted = WooItem.request_id == request.id, WooItem.agreed_at.is_not(None)
    return db.session.scalar(select(func.count()).select_from(WooItem).where(*wanted)) or 0


def is_judged(request: WooRequest) -> bool:
    """Whether somebody has begun to judge what is in it."""
    wanted = WooItem.request_id == request.id, WooItem.judged_by_id.is_not(None)
    return db.session.scalar(select(WooItem.id).where(*wanted).limit(1)) is not None


def items_of(request: WooRequest, to_change: bool = False) -> Sequence[WooItem]:
    """The documents of a request, the oldest first, with what decides who may read them.

    With `to_change` nobody else judges or agrees before the end of the transaction.
    """
    near = (
        joinedload(WooItem.contribution).joinedload(Contribution.challenge),
        joinedload(WooItem.contribution).joinedload(Contribution.on_behalf),
        joinedload(WooItem.contribution).selectinload(Contribution.kept_from),
        joinedload(WooItem.request),
    )
    wanted = select(WooItem).where(WooItem.request_id == request.id).options(*near)
    wanted = wanted.order_by(WooItem.made_at, WooItem.key).execution_options(populate_existing=to_change)
    return db.session.scalars(wanted.with_for_update(of=WooItem) if to_change else wanted).unique().all()


def items_for(user: User, request: WooRequest, to_change: bool = False) -> list[WooItem]:
    """The documents that this handler may read."""
    return [item for item in items_of(request, to_change) if may_judge(user, item)]


def item_by_public_id(public_id: str, request_id: str) -> WooItem:
    """A document of this request, which nobody else changes meanwhile. Raises NotFound."""
    wanted = select(WooItem).join(WooItem.request)
    wanted = wanted.where(WooItem.public_id == public_id, WooRequest.public_id == request_id)
    return one(wanted.with_for_update(of=WooItem))


def keys_in(request: WooRequest) -> set[str]:
    return set(db.session.scalars(select(WooItem.key).where(WooItem.request_id == request.id)))


def delete_documents_of(request: WooRequest) -> None:
    """Deletes the copies, with what was blacked out in them, and what contributors said of it."""
    db.session.flush()
    db.session.expire_all()
    for table in (WooItem, WooView):
        db.session.execute(delete(table).where(table.request_id == request.id))


def delete_requests_closed_before(moment: datetime) -> int:
    gone = delete(WooRequest).where(WooRequest.closed_on < moment.date())
    return number_of(db.session.execute(gone))


def possible_handlers() -> Sequence[User]:
    return people_with(Role.EDITOR)


def handlers_of(request: WooRequest) -> set[int]:
    return set(db.session.scalars(select(WooHandler.user_id).where(WooHandler.request_id == request.id)))


def view_of(request_id: int, contribution_id: int | None) -> WooView | None:
    if contribution_id is None:
        return None
    return db.session.get(WooView, (request_id, contribution_id))


def views_asked(contribution: Contribution) -> Sequence[WooView]:
    """What is asked of this contributor, for requests that are not over."""
    wanted = WooView.contribution_id == contribution.id, WooRequest.closed_on.is_(None)
    found = select(WooView).join(WooView.request).where(*wanted).order_by(WooRequest.id)
    bare = contains_eager(WooView.request).lazyload(WooRequest.handlers)  # who handles it, is not told
    return db.session.scalars(found.options(bare)).all()


def view_at(contribution: Contribution, request_id: str) -> WooView:
    """What is asked of this contributor for this request. Raises NotFound."""
    wanted = (
        WooView.contribution_id == contribution.id,
        WooRequest.public_id == request_id,
        WooRequest.closed_on.is_(None),
    )
    return one(select(WooView).join(WooView.request).where(*wanted).with_for_update(of=WooView))


def stories_with_an_answer(request: WooRequest) -> set[int]:
    """The stories of which the contributor said what they think."""
    wanted = WooView.request_id == request.id, WooView.answered_at.is_not(None)
    return set(db.session.scalars(select(WooView.contribution_id).where(*wanted)))


def items_about(view: WooView) -> Sequence[WooItem]:
    """The documents of this request that belong to this story, and that its contributor wrote or was shown."""
    wanted = WooItem.request_id == view.request_id, WooItem.contribution_id == view.contribution_id
    found = db.session.scalars(select(WooItem).where(*wanted).order_by(WooItem.made_at, WooItem.key)).all()
    theirs = or_(Proposal.by_id.is_(None), Proposal.sent_at.is_not(None))
    known = db.session.scalars(select(Proposal.id).where(Proposal.contribution_id == view.contribution_id, theirs))
    shown = {f"proposal:{key}" for key in known}
    return [item for item in found if item.source != "proposal" or item.key in shown]


def file_for(user: User, request: WooRequest) -> WooFile | None:
    wanted = WooFile.user_id == user.id, WooFile.request_id == request.id
    return db.session.scalar(select(WooFile).where(*wanted))


def files_of(request: WooRequest) -> Sequence[WooFile]:
    return db.session.scalars(select(WooFile).where(WooFile.request_id == request.id)).all()


def files() -> Sequence[WooFile]:
    return db.session.scalars(select(WooFile).order_by(WooFile.id)).all()


def files_to_make() -> Sequence[WooFile]:
    """What was asked for and is not made yet; no other worker makes the same."""
    wanted = select(WooFile).where(WooFile.state == FileState.ASKED).order_by(WooFile.id)
    return db.session.scalars(wanted.with_for_update(skip_locked=True, of=WooFile)).all()
