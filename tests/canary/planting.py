"""Stories full of canaries, in every state and at every level, made by their contributors, the desk and an administrator.

Everything goes through the forms of the site. A canary is a word that stands in one field of one thing only.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Role, User
from app.accounts.operations import begin_session
from app.contributions.models import Contribution, Status
from app.core.clock import today
from app.core.database import db, writing
from app.core.security import tidy_code
from tests.factories import make_municipality, make_organisation, make_user

DAY = today().strftime("%d-%m-%Y")
LATER_DAY = today() + timedelta(days=300)
LATER = LATER_DAY.strftime("%d-%m-%Y")
TEXTS = ("title", "facts", "lesson", "opinion")
OF_AN_ANSWER = ("condition", "went_wrong")  # asked only when the story begins at a challenge
STAGES = (  # what becomes of a story, and what its contributor chose
    ("frozen", {}),  # published, and for a Woo request nothing hidden was deleted
    ("frozen", {"audience": "members"}),
    ("reading", {}),
    ("withdrawn", {}),
    ("refused", {}),
    ("returned", {"audience": "members"}),
    ("frozen", {"visible_from": LATER}),
    ("named", {"names_organisation": "yes"}),
    ("named", {"names_organisation": "yes", "audience": "members"}),
    ("frozen", {"hides_place": "y"}),
    ("visible", {}),
)


def canary(number, what):
    """Ends in x, so that the index keeps it whole: no Dutch ending is taken off."""
    return f"kanarie{number:02}{what}x"


@dataclass
class Story:
    number: int
    stage: str
    public_id: str
    code: str

    def row(self):
        return db.session.scalars(select(Contribution).where(Contribution.public_id == self.public_id)).one()


class Site:
    """The site as several people use it at once, each in a browser of their own."""

    def __init__(self, app):
        self.app = app
        writing.set(False)  # a job that an earlier test started may still hold the pen
        self.browsers = {}
        self.people = {}
        for number, (name, role) in enumerate((("first", Role.EDITOR), ("second", Role.EDITOR), ("keeper", Role.ADMINISTRATOR)), 90):
            self.add(name, number, role)

    def add(self, name, number, role=None, organisation=None):
        """Somebody with a canary for a name and an address, signed in with a browser that says which it is."""
        words = {field: canary(number, field) for field in ("given", "family", "user")}
        given = {"given_name": words["given"], "infix": canary(number, "infix"), "family_name": words["family"]}
        user = make_user(role, organisation, email=f"{words['user']}@voorbeeld.example", **given)
        self.people[name], self.browsers[name] = user.id, self.browser(user, canary(number, "browser"))
        return user

    def person(self, name):
        return db.session.get(User, self.people[name])

    def browser(self, user=None, called="a browser"):
        client = self.app.test_client()
        if user is not None:
            token = begin_session(user, called)
            db.session.commit()
            with client.session_transaction() as session:
                session["sid"] = token
        return client

    def post(self, who, path, expected=(200, 302, 303), /, **data):
        answer = self.fresh(who).post(path, data=data)
        assert answer.status_code in expected, (path, answer.status_code, answer.text[-3000:])
        return answer

    def page(self, who, path):
        return self.fresh(who).get(path).text

    def fresh(self, who):
        """The browser of somebody, for a request that finds in memory nothing of what the ones before it read."""
        db.session.expunge_all()
        return self.browsers[who] if isinstance(who, str) else who


def texts(number, what=""):
    """The texts of a story, each with its own canary; those of an answer are passed over where no challenge asked."""
    word = {name: canary(number, what + name.replace("_", "")) for name in (*TEXTS, *OF_AN_ANSWER)}
    return {
        "title": f"Verhaal {word['title']}", "lesson": f"Vraag het eerst, {word['lesson']}.", "opinion": f"Jammer, {word['opinion']}.",
        "facts": f"Wij legden {word['facts']} in de straat en dat merkten wij bij de eerste bui.",
        "condition": f"Alleen met {word['condition']}.", "went_wrong": f"Te laat was {word['went_wrong']}.",
    }


def shared(site, number, client, wishes, hears=None):
    """Somebody fills in the screens and sends the story, with two addresses and maybe a voice; its code and its id."""
    base = written(site, number, client, wishes, hears)
    site.post(client, f"{base}/controle", (303,), title=texts(number)["title"], outcome="stopped", unchanged="no")
    addresses = {name: f"{canary(number, name)}@voorbeeld.example" for name in ("callback", "news")}
    site.post(client, f"{base}/bereiken", **addresses)
    return code_on(client.get(f"{base}/verstuurd").text), newest()


def written(site, number, client, wishes, hears=None, begun=""):
    """Somebody fills in every screen but the last; where the draft stands. It may have begun elsewhere on the site."""
    own = texts(number)
    make_municipality(name=canary(number, "municipality"))
    make_organisation(name=canary(number, "kept"))
    share = {
        "audience": "public", "names_organisation": "no", "municipality": canary(number, "municipality"), "year": "2021",
        "neighbourhood": canary(number, "neighbourhood"), "role": "projectleider", "organisation_kind": "gemeente",
        "organisation": canary(number, "organisation"), "kept_from": canary(number, "kept"),
    }
    if "names_organisation" in wishes or number % 2:
        make_organisation(name=canary(number, "organisation"))
    wishes = dict(wishes)
    base = begun or site.post(client, "/deel" + wishes.pop("start", ""), kind="learned").location.rsplit("/", 1)[0]
    site.post(client, f"{base}/verhaal", **{name: text for name, text in own.items() if name != "title"})
    if hears:
        site.post(client, f"{base}/verhaal", facts=own["facts"], action=f"voice:{hears.public_id}")
    site.post(client, f"{base}/waar", phase="ontwerp", scale="", themes="ondergrond", barriers="beheer-te-laat", own_barrier=f"Iets met {canary(number, 'ownwords')}")
    site.post(client, f"{base}/delen", **share | wishes)
    return base


def code_on(page):
    return tidy_code(re.search(r'class="code">([A-Z2-7-]+)<', page)[1])


def newest():
    return db.session.scalars(select(Contribution.public_id).order_by(Contribution.id.desc())).first()


def told(site, number, stage, wishes, author=None, hears=None, illustrate=None):
    """One story, from its first screen to the stage that it is to be in."""
    client = site.browsers[author] if author else site.browser()
    code, public_id = shared(site, number, client, wishes, hears)
    story = Story(number, stage, public_id, code)
    if stage != "untouched":
        discuss(site, story)
        (illustrate or nothing)(site, story)
        {"frozen": freeze, "named": confirm}.get(stage, nothing)(site, story)
        ENDS.get(stage, accept)(site, story)
    return story


def discuss(site, story):
    """Two read it; one proposes another text and asks something. The contributor answers and does not agree."""
    desk, own = f"/redactie/{story.public_id}", f"/volg/{story.code}"
    for reader in ("first", "second"):
        site.post(reader, f"{desk}/lezen")
        site.page(reader, desk)
    version = re.search(r'name="version"[^>]*value="(\d+)"', site.page("first", desk))[1]
    site.post("first", f"{desk}/tekst", (302,), version=version, term=["ondergrond", "ontwerp", "beheer-te-laat"], **texts(story.number, "proposed"))
    site.post("first", f"{desk}/vraag", **{"vraag-text": f"Wie was dat, {canary(story.number, 'question')}?"})
    site.post(story_browser(site), f"{own}/antwoord", text=f"Dat was {canary(story.number, 'answer')}.")
    say_yes(site, story)
    site.post(story_browser(site), f"{own}/niet-akkoord", why=f"Liever niet: {canary(story.number, 'why')}.")


def story_browser(site):
    return site.browser()  # the code is enough: no cookie, no account


def seen_on(page):
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def say_yes(site, story):
    for reader in ("first", "second"):
        page = site.page(reader, f"/redactie/{story.public_id}")
        site.post(reader, f"/redactie/{story.public_id}/akkoord", seen=seen_on(page))


def accept(site, story):
    """Both readers find the own text fit, and its contributor agrees: it is published."""
    say_yes(site, story)
    own = f"/volg/{story.code}"
    site.post(story_browser(site), f"{own}/akkoord", seen=seen_on(site.page(story_browser(site), own)))
    assert story.row().status is Status.PUBLISHED, story


def nothing(_site, _story):
    """This stage asks for nothing more."""


def freeze(site, story):
    about = {name: canary(story.number, name) for name in ("reference", "subject")}
    site.post("keeper", "/beheer/woo", (302,), action="bevries", public_ids=story.public_id, since=DAY, **about)


def confirm(site, story):
    site.post("first", f"/redactie/{story.public_id}/bevestigen")


def withdraw(site, story):
    site.post(story_browser(site), f"/volg/{story.code}/intrekken", sure="y")


def decide(what):
    def verdict(site, story):
        reason = {"besluit": what, "reden-reason": f"Want {canary(story.number, 'reason')}."}
        site.post("second", f"/redactie/{story.public_id}/besluit", (302,), **reason)

    return verdict


ENDS = {"reading": nothing, "withdrawn": withdraw, "refused": decide("af"), "returned": decide("terug")}
