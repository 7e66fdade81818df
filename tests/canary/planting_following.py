"""Canaries of who follows something: with an account, with an address, and with one that nobody confirmed."""

from sqlalchemy import select

from app.contributions.models import Contribution
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.mail_days import MailDay
from app.core.outbox import note_bounce
from app.core.security import random_id
from app.following.messages import confirm_token
from app.following.models import AnswererTelling, Follow, Follower, Happening, Telling, What
from app.following.operations.following import mark_of
from tests.canary.planting import canary

NUMBER = 77
PATH = "/uitdagingen/de-uitdaging/volgen"


def follow_something(site):
    """Each heard of something, and mail to one address came back."""
    reads, waits, gone = (f"{canary(NUMBER, what)}@voorbeeld.example" for what in ("follows", "unconfirmed", "bounced"))
    for address, path in ((reads, "/landsdelen/westen/volgen"), (reads, PATH), (waits, PATH)):
        site.post(site.browser(), path, email=address, rhythm="weekly")
    confirmed = db.session.scalars(select(Follow).join(Follower).where(Follower.address_mark == mark_of(reads))).all()
    for link in [confirm_token(wanted.public_id) for wanted in confirmed]:
        site.post(site.browser(), f"/volgen/bevestigen/{link}")
    site.post("member", PATH, rhythm="daily")
    site.post("member", "/werkbank/gaten/thema:sociale-veiligheid/oproep", (303,))  # asks who follows it
    site.post("first", "/namens", (303,), told_by="phone", agreed=f"{today():%d-%m-%Y}", sure="y")
    happening = Happening(mark="kanarie", what=What.CHALLENGE_PUBLISHED, told_from=today())
    db.session.add(happening)
    db.session.flush()
    for follower in db.session.scalars(select(Follower)):
        heard = {"told_at": clock.now(), "mail_key": random_id()}
        db.session.add(Telling(follower_id=follower.id, happening_id=happening.id, **heard))
    story = db.session.scalars(select(Contribution).order_by(Contribution.id)).first()
    db.session.add(AnswererTelling(contribution_id=story.id, happening_id=happening.id, told_at=clock.now()))
    db.session.add(MailDay(who=mark_of(reads), on=today(), mail_key=random_id()))
    note_bounce(gone)
    db.session.commit()
