"""An answer of somebody with an account that a host judged, whose challenge was closed, and that a question quotes."""

from sqlalchemy import select

from app.challenges.models import ChallengeHost
from app.core.database import db
from app.stocktaking.models import Question, Statement
from tests.canary.planting import told
from tests.factories import make_challenge

NUMBER, ACCOUNT = 54, 95
SLUG = "de-gesloten-uitdaging"


def news_of_an_answer(site):
    """What its contributor hears of it: the reaction of the host, the closing note, and where it is quoted."""
    host = site.person("asking host")
    asked = make_challenge(slug=SLUG, title="Waar ligt het riool?", organisation=host.memberships[0].organisation)
    db.session.add(ChallengeHost(challenge_id=asked.id, user_id=host.id))
    db.session.commit()
    site.add("who answered", ACCOUNT)
    story = told(site, NUMBER, "visible", {"start": f"?uitdaging={SLUG}"}, author="who answered")
    judged_and_closed(site, story)
    quoted(site, story)
    return story


def judged_and_closed(site, story):
    fields = {f"antwoord-{story.public_id}-{name}": value for name, value in {"fits": "now", "why": "", "seen": "0"}.items()}
    site.post("asking host", f"/uitdagingen/{SLUG}/antwoorden/{story.public_id}", (303,), **fields)
    site.post("asking host", f"/uitdagingen/{SLUG}/sluiten", (302, 303), note="Dit nemen we mee, dat niet.", remains="", sure="y")


def quoted(site, story):
    """In a question that everybody reads."""
    before = set(db.session.scalars(select(Question.slug)))
    site.post("member", "/werkbank/vraagstukken/nieuw", sentence="Wie beheert het riool?", explanation="")
    (slug,) = set(db.session.scalars(select(Question.slug))) - before
    site.post("member", f"/werkbank/vraagstukken/{slug}/uitspraken", text="Wij zien dat het beheer te laat begint.")
    statement = db.session.scalars(select(Statement.id).order_by(Statement.id.desc())).first()
    words = {"words": story.row().facts, "sentence": "", "stance": "supports", "statement": str(statement)}
    site.post("member", f"/werkbank/bijdragen/{story.public_id}", (302,), **words)
    site.post("member", f"/werkbank/vraagstukken/{slug}/publiceren", (302,))
