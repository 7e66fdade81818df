"""A site with a walk of today on it, and phones that walk along."""

import sqlite3
import subprocess
import sys
import time

from playwright.sync_api import expect

from tests.journeys.conftest import PATIENCE, ROOT, measure

CODE = "wandeling2"
MADE = """
from datetime import time
from app import create_app
from app.core.clock import today
from app.core.database import db, writing
from app.accounts.models import Membership, Role
from app.challenges.models import Challenge
from app.gatherings.models import Gathering, GatheringStatus, Stop, Task, TaskHolder, Walk
app = create_app()
with app.app_context():
    writing.set(True)
    hosts = db.session.query(Membership).filter_by(role=Role.HOST).all()
    stops = [Stop(number=n, title=title, question="Wat zie je hier?", step_free="Via de helling", latitude=52.5 + n / 900, longitude=4.9 + n * n / 900) for n, title in enumerate(("De put", "Het hofje", "De kade", "De brug"), 1)]
    gathering = Gathering(slug="de-wandeling", title="Wandeling door de wijk", on=today(), starts=time(12, 30), place="Wijkhuis", status=GatheringStatus.PUBLISHED, organisation=hosts[0].organisation, stops=stops, challenges=db.session.query(Challenge).limit(2).all())
    gathering.holders = [TaskHolder(task=Task.ORGANISER, email=host.user.email, user=host.user) for host in hosts]
    db.session.add(Walk(gathering=gathering, code="wandeling2", groups=3))
    db.session.commit()
"""


def make_walk(site):
    subprocess.run((sys.executable, "-c", MADE), cwd=ROOT, env=site.environment, check=True, capture_output=True)


def asked(site, question):
    """What the database of the site says, past the site itself."""
    with sqlite3.connect(site.folder / "straatwijs.db", timeout=20) as base:
        return base.execute(question).fetchall()


def texts(site):
    """What phones noted on the walk of today, beside the notes of the demonstration."""
    here = "gathering_id = (SELECT id FROM gathering WHERE slug = 'de-wandeling')"
    return [text for (text,) in asked(site, f"SELECT text FROM field_note WHERE {here} AND taken_back_at IS NULL ORDER BY id")]


def come_along(visit, site, number=1, **wishes):
    """A phone that is ready to walk, at this stop."""
    phone = visit(**wishes).go(f"/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    return to_stop(phone, number)


def to_stop(phone, number):
    phone.go(f"/lopen/{CODE}/{number}")
    phone.started().page.locator("form[data-note]").wait_for()
    return phone


def note(phone, text):
    phone.page.locator("#text").fill(text)
    phone.tap(".dock .button--primary")


def queued(phone, *wanted):
    """These notes wait on this phone and no others, the oldest first, as soon as the page has drawn them."""
    expect(phone.page.locator("[data-queue] [data-text]")).to_have_text(list(wanted))


def comes_true(phone, is_so, what):
    """Waits for what no page shows, such as what the site has. Meanwhile the browser goes on."""
    end = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < end, what
        phone.page.wait_for_timeout(50)


def on_its_way(phone, held):
    """Something that the phone sent is held up now."""
    comes_true(phone, lambda: held, "nothing was sent")


def by_hand(phone):
    """From now on this phone tries again only when somebody presses the button, or else it could be quicker than they."""
    phone.page.context.add_init_script("const later = setTimeout; globalThis.setTimeout = (deed, after, ...more) => (after >= 5000 ? 0 : later(deed, after, ...more));")


def pressed(reader, words):
    """Finds a link or a button by its words, as somebody does who tabs along, and presses Enter."""
    reader.page.locator("main").locator("a, button", has_text=words).first.focus()
    reader.enter()


NOTE_TAKER = """
from app import create_app
from app.accounts.models import Role, User
from app.accounts.queries import people_with
from app.core.database import db, writing
from app.gatherings.models import Gathering, Task, TaskHolder
app = create_app()
with app.app_context():
    writing.set(True)
    walk = db.session.query(Gathering).filter_by(slug="de-wandeling").one()
    for user in people_with(Role.MEMBER):
        db.session.add(TaskHolder(gathering=walk, task=Task.NOTE_TAKER, email=user.email, user_id=user.id))
    db.session.commit()
"""


def give_to_member(site):
    """Every member takes notes at the walk."""
    subprocess.run((sys.executable, "-c", NOTE_TAKER), cwd=ROOT, env=site.environment, check=True, capture_output=True)


def cut(phone):
    phone.page.context.set_offline(True)


def connect(phone):
    phone.page.context.set_offline(False)


def kept(phone):
    expect(phone.page.locator("[data-status]")).to_contain_text("Bewaard op deze telefoon")


def left_for_later(phone):
    """Kept, tried, and not sent: from now on the page stands still until something happens."""
    expect(phone.page.locator("[data-status]")).to_contain_text("zodra er bereik is")


def sent(phone, *wanted):
    """Nothing waits any more, and the page shows each note as sent."""
    expect(phone.page.locator("[data-queued]")).to_be_hidden()
    for text in wanted:
        expect(phone.page.locator("[data-own-notes] li", has_text=text)).to_have_count(1)


EVERYTHING_KEPT = """(async () => {
  const paths = [], words = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      paths.push(new URL(request.url).pathname);
      if (request.url.includes("/lopen/")) words.push(await (await cache.match(request))?.text());
    }
  }
  const base = await new Promise((done) => { const asked = indexedDB.open("lopen"); asked.onsuccess = () => done(asked.result); });
  const of = (name) => new Promise((done) => { const asked = base.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result); });
  const rows = base.objectStoreNames.length ? [...(await of("notes")), ...(await of("walks")), ...(await of("drafts"))] : [];
  base.close();
  const workers = (await navigator.serviceWorker.getRegistrations()).length;
  return { paths, workers, words: JSON.stringify([...words, ...rows]) };
})()"""


def stays(phone, words, there=True):
    """Waits until these words are kept on the phone, or are not any more."""
    comes_true(phone, lambda: (words in measure(phone.page, EVERYTHING_KEPT)["words"]) is there, words)
