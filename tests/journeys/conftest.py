"""The product as people meet it: running, in a real browser, with axe looking at every page it passes."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys.slowness import SLOW, slow_down
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 60_000  # milliseconds; two browsers and two sites share a machine, which may be a slow one
FRESH = 8 * 60  # seconds for which the same links are taken
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker("journey")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A running demonstration with a database of its own; the address is its value."""
    with Site(tmp_path_factory.mktemp("site")) as site:
        yield site


def wait_for(address):
    for _try in range(400):
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


class Site:
    """A running demonstration, and the ways in."""

    flask = (sys.executable, "-m", "flask", "--app", "wsgi")
    root = ROOT  # of the release that it runs

    def __init__(self, folder, fill=None, like=None):
        self.folder, self.fill, self.like = folder, fill, like  # `fill` puts more on it before it starts
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        mode = {"DATA_DIR": str(folder), "MODE": "demonstration", "SITE_URL": self.address, "SECRET_KEY": "journeys " * 5}
        self.environment = dict(os.environ) | mode
        self.links, self.made_at = [], float("-inf")
        self.sessions = {}  # cookies and when they were given, by the address of who signed in by mail
        self.process = None

    def __enter__(self):
        shutil.copytree(self.like or self.prepared(), self.folder, dirs_exist_ok=True)
        if self.fill:
            self.fill(self)
        self.start()
        return self

    def __exit__(self, *_error):
        self.stop()

    def prepared(self):
        """The folder of a demonstration that nobody used yet; made once for all sites of this worker."""
        ready = self.folder.parent / "prepared"
        if not ready.exists():
            made = ready.with_name("being-prepared")
            made.mkdir()
            for step in (["db", "upgrade"], ["prepare"], ["demo", "load"]):
                self.run(*self.flask, *step, DATA_DIR=str(made))
            made.rename(ready)
        return ready

    def run(self, *words, **other):
        return subprocess.run(words, cwd=self.root, env=self.environment | other, check=True, capture_output=True, text=True)

    def start(self):
        web = (sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(self.port), "--log-level", "warning")
        self.process = subprocess.Popen([*web, "wsgi:app"], cwd=self.root, env=self.environment, start_new_session=True)
        wait_for(f"{self.address}/readyz")

    def stop(self, at_once=False):
        """Asks it to stop; `at_once` takes its workers away in the middle of what they do."""
        os.killpg(self.process.pid, signal.SIGKILL) if at_once else self.process.terminate()
        self.process.wait(timeout=60)

    def sign_in_link(self, role):
        """An address of the demonstration; it can be used more than once, for ten minutes."""
        if time.monotonic() - self.made_at > FRESH:
            self.links, self.made_at = self.run(*self.flask, "sign-in-links").stdout.splitlines(), time.monotonic()
        return next(line.split()[2] for line in self.links if line.split()[1] == role)


@pytest.fixture(scope="session")
def browser():
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(site, browser):
    """Opens a window: `visit(viewport=PHONE, javascript=False)` gives a Reader."""
    yield from windows(site, browser)


def windows(site, browser):
    """What opens windows of a site; they are closed at the end. `kept` is what another browser had stored."""
    opened = []

    def new(viewport=DESK, javascript=True, role=None, scheme="light", kept=None, touch=False):
        shown = {"viewport": viewport, "color_scheme": scheme, "locale": "nl-NL", "has_touch": touch}
        context = browser.new_context(java_script_enabled=javascript, storage_state=kept, **shown)
        opened.append(context)
        reader = Reader(site, context, javascript)
        if role:
            reader.page.goto(site.sign_in_link(role))
            reader.page.locator("main button").click()
            reader.page.wait_for_load_state()
        return reader

    yield new
    for context in opened:
        context.close()


class Reader:
    """Somebody with a browser. Counts what they do, and notes every fault that the browser reports."""

    def __init__(self, site, context, javascript=True):
        slow_down(context)
        context.set_default_timeout(PATIENCE)
        self.site, self.page = site, context.new_page()
        self.screens, self.taps, self.keys, self.words, self.faults = 0, 0, 0, 0, []
        self.javascript = javascript
        host = urlsplit(site.address).netloc
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self.note_console)
        self.page.on("response", self.note_response)
        self.page.on(
            "request",
            lambda asked: None if urlsplit(asked.url).netloc in (host, "") else self.faults.append(asked.url),
        )

    def note_console(self, said):
        """What a script or the content policy complains of; missing files are seen in the responses."""
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            self.faults.append(said.text)

    def note_response(self, answer):
        """A page may say no; what it is made of may not be missing."""
        if answer.status >= 400 and answer.request.resource_type != "document":
            self.faults.append(f"{answer.status} {answer.url}")

    def go(self, path):
        self.page.goto(self.site.address + path)
        return self

    def tap(self, target):
        self.taps += 1
        (self.page.locator(target) if isinstance(target, str) else target).click()
        self.page.wait_for_load_state()  # of the page that it leads to; else only a part of that may be there

    def type(self, target, text, required=False):
        self.page.locator(target).fill(text)
        self.words += len(text.split()) if required else 0

    def press(self, *keys):
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def enter(self, key="Enter"):
        """Presses a key that leads to a next page, and waits for that page, as a key by itself does not."""
        with self.page.expect_navigation():
            self.press(key)

    def started(self):
        """Waits for the scripts of the page: before that a key that is theirs does nothing yet."""
        self.page.locator("html[data-started]").wait_for()
        return self

    def until(self, expression):
        """Waits for what no locator can see. As a function, as the content policy lets no words be evaluated."""
        self.page.wait_for_function(f"() => Boolean({expression})")

    def screen(self, heading):
        """The next screen, which must be the one with this heading."""
        self.page.locator("h1", has_text=heading).wait_for()
        self.screens += 1
        self.look()

    def look(self):
        """Nothing that axe finds, in light and in dark; nothing beside the screen; no fault in the browser."""
        self.page.wait_for_load_state()
        seen = self.page if self.javascript else self.copy()
        for scheme, only in (("light", ""), ("dark", COLOURS)):  # the dark theme changes colours and nothing else
            seen.emulate_media(color_scheme=scheme)
            assert violations(seen, only) == [], f"{self.page.url} ({scheme})"
        seen.emulate_media(color_scheme="light")
        if seen is not self.page:
            seen.context.close()
        wide = measure(self.page, "document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"
        assert self.faults == [], self.page.url

    def copy(self):
        """The same page where axe can run, without the scripts of the site: those are switched off here."""
        context = self.page.context.browser.new_context(viewport=self.page.viewport_size)
        twin = context.new_page()
        body, address = self.page.content(), self.page.url
        twin.route("**/static/js/**", lambda route: route.abort())
        twin.route(address, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        twin.goto(address)
        return twin


def measure(page, expression):
    """Evaluates in the page, past its content policy. Where scripts are switched off, timers do not run."""
    session = page.context.new_cdp_session(page)
    try:
        answer = session.send(
            "Runtime.evaluate", {"expression": expression, "returnByValue": True, "awaitPromise": True}
        )
    finally:
        session.detach()
    assert "exceptionDetails" not in answer, answer
    return answer["result"].get("value")


DRAWN = re.compile(r"\b[0-9a-z]{26}\b|\bvalue=\"[\w.-]{60,}\"|localhost:\d+")  # at random, for each page or site
STATE = "[...document.querySelectorAll('*')].map(e => [e.checked, e.disabled, e.type === 'hidden' || e.value, e === document.activeElement, e.open]).join()"
CLEAN = set()  # the pages with which nothing was wrong
COLOURS = ", runOnly: {type: 'tag', values: ['cat.color']}, rules: {'color-contrast-enhanced': {enabled: false}}"


def violations(page, only=""):
    """What axe finds wrong, in words; by all its rules, or by those of one kind.

    The same page is looked at once at each width; once for its colours, which do not depend on that.
    """
    if SLOW:
        return []  # that does not depend on speed, and the time it takes gives a page time too
    drawn = DRAWN.sub("", page.content()) + measure(page, STATE)
    same = hash((drawn, only, None if only else page.viewport_size["width"]))
    if same in CLEAN:
        return []
    if not measure(page, "'axe' in window"):
        measure(page, AXE + "; true")
    found = measure(
        page,
        "axe.run(document, {resultTypes: ['violations']" + only + "}).then(r => r.violations.map(v => v.id + ': ' + "
        "v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | ')))",
    )
    CLEAN.update([] if found else [same])
    return found
