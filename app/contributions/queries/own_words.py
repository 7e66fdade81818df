"""The own words of contributors that wait for a decision of the desk."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Person
from app.contributions.models import Contribution, OwnWords, Reading, Status
from app.contributions.queries.finding import with_what_is_shown
from app.core.database import db, number_of

MOST = 100  # stories on one page


def waiting_with_own_words(person: Person) -> Sequence[Contribution]:
    """The visible stories with own words that this person read at the desk; the rights table has the last say."""
    read = Contribution.readings.any(Reading.reader_id == person.id)
    wanted = read, Contribution.own_words.any(), Contribution.status == Status.PUBLISHED
    shown = (*with_what_is_shown(), selectinload(Contribution.own_words))
    found = select(Contribution).where(*wanted).options(*shown).order_by(Contribution.public_id).limit(MOST)
    return db.session.scalars(found).unique().all()


def delete_own_words_before(moment: datetime) -> int:
    """Those of stories that were sent before this moment and that no request under the Woo keeps; how many."""
    old = select(Contribution.id).where(Contribution.submitted_at < moment, ~Contribution.freezes.any())
    return number_of(db.session.execute(delete(OwnWords).where(OwnWords.contribution_id.in_(old))))
