"""What lies around a contribution: drafts, voices, addresses, and who looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, delete, false, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Organisation, Person
from app.contributions.models import (
    CallbackAddress,
    Contribution,
    Draft,
    HostPhone,
    LookAgain,
    NewsAddress,
    OnBehalf,
    OutcomeSaid,
    StillAsked,
    ViewOfHidden,
    Voice,
)
from app.contributions.permissions import visible_to
from app.core.database import db, number_of, one

MOST_DRAFTS = 50  # in a list


def has_external_ref(reference: str) -> bool:
    return db.session.scalar(select(Contribution.id).where(Contribution.external_ref == reference)) is not None


def delete_addresses_due(day: date) -> tuple[int, int]:
    """Removes the addresses that were to be deleted by this day: how many for questions, how many for news."""
    callback = db.session.execute(delete(CallbackAddress).where(CallbackAddress.delete_on <= day))
    news = db.session.execute(delete(NewsAddress).where(NewsAddress.delete_on <= day))
    return number_of(callback), number_of(news)


def delete_drafts_before(moment: datetime) -> int:
    """Removes drafts that were last changed before this moment."""
    return number_of(db.session.execute(delete(Draft).where(Draft.changed_at < moment)))


def draft_of(public_id: str, secret_hash: str, person: Person, to_change: bool = False) -> Draft:
    """A draft of this browser or this person. Raises NotFound for somebody else's.

    With `to_change` nobody else changes it before the end of the transaction.
    """
    mine = Draft.secret_hash == secret_hash
    own = or_(mine, Draft.user_id == person.id) if person.id is not None else mine
    shown = joinedload(Draft.follows_up), joinedload(Draft.on_behalf), joinedload(Draft.photo)
    wanted = select(Draft).where(Draft.public_id == public_id, own).options(*shown)
    wanted = wanted.execution_options(populate_existing=to_change)
    return one(wanted.with_for_update(of=Draft) if to_change else wanted)


def draft_by_public_id(public_id: str) -> Draft | None:
    """A draft, for whoever proved elsewhere that it is theirs; nobody else changes it meanwhile."""
    return db.session.scalar(select(Draft).where(Draft.public_id == public_id).with_for_update(of=Draft))


def unsent_drafts(browser_hash: str | None, person: Person) -> Sequence[Draft]:
    """What can be gone on with in this browser, and by this person wherever they began; the newest first.

    What somebody began while signed in, or types over for somebody else, shows in no list but theirs: others may use
    the same browser.
    """
    here = and_(Draft.browser_hash == browser_hash, Draft.user_id.is_(None)) if browser_hash else false()
    own = or_(here, Draft.user_id == person.id) if person.id is not None else here
    types_it = Draft.on_behalf.has(OnBehalf.by_id == person.id) if person.id is not None else false()
    wanted = select(Draft).where(Draft.sent_as_id.is_(None), own, or_(~Draft.on_behalf.has(), types_it))
    wanted = wanted.options(joinedload(Draft.on_behalf))
    found = db.session.scalars(wanted.order_by(Draft.changed_at.desc(), Draft.public_id).limit(MOST_DRAFTS)).all()
    return [draft for draft in found if draft.typed]  # an empty one was sent, and its story is gone since


def had_this_link(code_hash: str) -> bool:
    """Whether this opened a story until its owner, or who typed it over, made a new link."""
    return db.session.scalar(select(OnBehalf.id).where(OnBehalf.former_hash == code_hash)) is not None


def voices_of(draft: Draft) -> Sequence[Voice]:
    return db.session.scalars(select(Voice).where(Voice.draft_id == draft.id)).all()


def recognised_by(contribution: Contribution, person: Person) -> Sequence[Contribution]:
    """What the contributor of this text said to have lived through as well, as far as this person may read it."""
    chosen = select(Voice.contribution_id).where(Voice.own_contribution_id == contribution.id)
    wanted = Contribution.id.in_(chosen), visible_to(person)
    return db.session.scalars(select(Contribution).where(*wanted).order_by(Contribution.title)).all()


def public_ids_with_voice_of(draft: Draft) -> set[str]:
    chosen = select(Voice.contribution_id).where(Voice.draft_id == draft.id)
    return set(db.session.scalars(select(Contribution.public_id).where(Contribution.id.in_(chosen))))


def number_of_partners() -> int:
    """How many organisations are partners of the deal."""
    partners = select(func.count()).select_from(Organisation).where(Organisation.is_partner.is_(True))
    return db.session.scalar(partners) or 0


def views_of_hidden(contribution: Contribution) -> Sequence[ViewOfHidden]:
    """Who opened the text before it was public, oldest first."""
    wanted = ViewOfHidden.contribution_id == contribution.id
    return db.session.scalars(select(ViewOfHidden).where(wanted).order_by(ViewOfHidden.id)).all()


def callback_address_of(contribution: Contribution) -> CallbackAddress | None:
    return db.session.get(CallbackAddress, contribution.id)


@dataclass(frozen=True)
class Beside:
    """What is kept beside a contribution, for the pages that show all of it."""

    callback: CallbackAddress | None
    news: NewsAddress | None
    look: LookAgain | None
    asked: StillAsked | None
    host_phone: HostPhone | None
    went_on: Sequence[OutcomeSaid]  # the first line first


def kept_beside(contribution: Contribution) -> Beside:
    """The addresses and the number, the day to look again, whether it was asked if it still holds and what was said.

    All in one select.
    """
    beside = CallbackAddress, NewsAddress, LookAgain, StillAsked, HostPhone, OutcomeSaid
    wanted = select(*beside).select_from(Contribution).where(Contribution.id == contribution.id)
    for model in beside:
        wanted = wanted.outerjoin(model, model.contribution_id == Contribution.id)
    rows = db.session.execute(wanted.order_by(OutcomeSaid.id)).tuples().all()
    callback, news, look, asked, phone, _line = rows[0]
    return Beside(callback, news, look, asked, phone, [row[5] for row in rows if row[5] is not None])


def known_at_the_desk(contribution: Contribution) -> tuple[bool, list[OutcomeSaid]]:
    """Whether there is an address for questions, not which; and how it went on, the first line first. In one select."""
    wanted = select(CallbackAddress.contribution_id, OutcomeSaid).select_from(Contribution)
    for model in (CallbackAddress, OutcomeSaid):
        wanted = wanted.outerjoin(model, model.contribution_id == Contribution.id)
    rows = db.session.execute(wanted.where(Contribution.id == contribution.id).order_by(OutcomeSaid.id)).tuples().all()
    return rows[0][0] is not None, [line for _address, line in rows if line is not None]


def news_address_of(contribution: Contribution) -> NewsAddress | None:
    return db.session.get(NewsAddress, contribution.id)


def news_address_by(token_hash: str) -> NewsAddress:
    """The address that a link in a mail belongs to. Raises NotFound."""
    return one(select(NewsAddress).where(NewsAddress.token_hash == token_hash))
