"""A story that answers a challenge: its contributor talks with a host, and two people say that it is about them."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Role
from app.appeals.models import Appeal
from app.challenges.models import Challenge, ChallengeHost
from app.contributions.models import OutcomeSaid, Remark, Side, Still, ToldToday
from app.core.clock import now, today
from app.core.database import db
from app.core.security import fingerprint
from tests.canary.planting import canary, story_browser, told
from tests.contributions.talking import allowed_before, number_of_before

NUMBER, OF_AN_ANSWER = 52, 53
PHONE = "010 555 01 29"
REASON = 84  # a request about what a municipality says
ASKED, ANSWERED = 85, 86  # a request that waits, and one of which the address was deleted with the answer


def went_on(site):
    """What contributors said later of every story, in words that the desk has read; and who had the mail of the day."""
    db.session.add(ToldToday(who=fingerprint("an address"), on=today()))
    for story in site.stories:
        row = story.row()
        for said, words in ((Still.BEGAN, ""), (Still.CHANGED, f"Nu is het {canary(story.number, 'wenton')}.")):
            db.session.add(OutcomeSaid(contribution_id=row.id, said=said, outcome=row.outcome, words=words, shown_at=now()))
    db.session.commit()


def talked_about(site):
    story = told(site, NUMBER, "visible", {"start": "?uitdaging=de-uitdaging"})
    talk_with_host(site, story)
    report(site, story)
    report_reason(site, story)
    return story


def answered(site):
    """An answer of which earlier versions are kept; and what people said of the challenge with one tap."""
    tap = "/uitdagingen/de-uitdaging/speelt-ook-bij-ons"
    site.post("somebody", tap, (303,), answer="yes")
    site.post(site.browser(), tap, (303,), answer="no")
    return told(site, OF_AN_ANSWER, "frozen", {"start": "?uitdaging=de-uitdaging"})


def talk_with_host(site, story):
    """The contributor allows it, the host asks something and the contributor answers; that has arrived."""
    challenge = db.session.scalars(select(Challenge).where(Challenge.slug == "de-uitdaging")).one()
    host = site.add("asking host", 87, Role.HOST, challenge.organisation)
    db.session.add(ChallengeHost(challenge_id=challenge.id, user_id=host.id))
    db.session.commit()
    own, theirs = f"/volg/{story.code}/gastgemeente", f"/bijdragen/{story.public_id}/gesprek"
    site.post(story_browser(site), own, may_ask="y")
    allowed_before(story.row())
    site.post(story_browser(site), f"{own}/bellen", (303,), phone=PHONE)
    site.post("asking host", theirs, (303,), text=f"Wie betaalde {canary(NUMBER, 'hostquestion')}?")
    site.post(story_browser(site), f"{own}/antwoord", (302, 303), sure="y", **{"gast-text": f"Dat deed {canary(NUMBER, 'hostanswer')}."})
    for remark in db.session.scalars(select(Remark).where(Remark.side == Side.HOST)):
        remark.at -= timedelta(days=1)
    number_of_before()
    assert canary(NUMBER, "hostanswer") in site.page("asking host", theirs), "it has arrived"
    said = {"fits": "no", "why": f"Bij ons is er {canary(NUMBER, 'verdict')}.", "seen": "0"}
    fields = {f"antwoord-{story.public_id}-{name}": value for name, value in said.items()}
    site.post("asking host", f"/uitdagingen/de-uitdaging/antwoorden/{story.public_id}", (303,), **fields)


def report(site, story):
    """Twice: without an account, which waits; and signed in, which one of the desk answered."""
    path = f"/bijdragen/{story.public_id}/gaat-over-mij"
    for number, who in ((ASKED, site.browser()), (ANSWERED, "somebody")):
        words = {"text": f"Dat ben ik: {canary(number, 'mine')}.", "who": canary(number, "who"), "email": f"{canary(number, 'asker')}@voorbeeld.example"}
        site.post(who, path, (303,), part="text", wish="name_out", **words)
    appeal = request_of(ANSWERED)
    desk = f"/redactie/meldingen/{appeal.public_id}"
    assert canary(ANSWERED, "who") in site.page("first", desk)
    told = {"reason": f"Want {canary(ANSWERED, 'reason')}.", "answer": f"Omdat {canary(ANSWERED, 'answer')}."}
    site.post("first", f"{desk}/besluit", (302,), decision="let_back", **told)


def report_reason(site, story):
    """And one about what the municipality says of it, which waits."""
    words = {"text": f"Daar sta ik: {canary(REASON, 'mine')}.", "who": canary(REASON, "who"), "email": f"{canary(REASON, 'asker')}@voorbeeld.example"}
    site.post(site.browser(), f"/bijdragen/{story.public_id}/gaat-over-mij", (303,), part="reason", wish="name_out", **words)


def request_of(number):
    return db.session.scalars(select(Appeal).where(Appeal.text.contains(canary(number, "mine")))).one()
