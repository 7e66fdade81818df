"""V13, V14, S-05: what is not served, whom we call, what stands in addresses, and where to report a weakness."""

import re
import socket
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from app import create_app
from app.core import clock
from app.core.database import db
from app.core.outbox import deliver_mail, post
from app.pages.routes import machines
from app.schedule import JOBS
from config import faults, settings
from tests.contributions.sharing import share_story
from tests.databases import ONCE
from tests.security.world import addresses

pytestmark = ONCE

ROOT = Path(__file__).parents[2]
BY_ACCIDENT = (
    "/.git/config", "/.git/HEAD", "/.env", "/.env.example", "/config.py", "/wsgi.py", "/app/__init__.py", "/static/", "/static/css", "/static/../config.py",
    "/static/..%2fconfig.py", "/static/%2e%2e/config.py", "/static/....//config.py", "/requirements.lock", "/var/straatwijs.db", "/secret.key", "/console", "/debug", "/_debug",
    "/metrics", "/swagger", "/openapi.json", "/docs", "/server-status", "/phpinfo.php", "/wp-login.php", "/admin", "/.well-known/", "/backup.zip", "/.DS_Store", "/translations/nl/accounts.po", "/static/js/main.js~",
)


@pytest.mark.parametrize("path", BY_ACCIDENT)
def test_v13_4_1_nothing_is_served_by_accident(insider, visitor, path):
    """V13.4.3 and V13.4.5 as well: no folder is listed, and nothing for operators stands there that nobody meant."""
    for asking in (insider, visitor):
        assert asking.get(path).status_code == 404, path


def test_v13_4_2_production_does_not_start_with_debugging_on(tmp_path):
    usual = {"MODE": "production", "DEBUG": True, "DATA_DIR": tmp_path}
    assert any("FLASK_DEBUG" in fault for fault in faults(settings({}) | usual))
    with pytest.raises(SystemExit, match="FLASK_DEBUG"):
        create_app(**usual)


@pytest.mark.usefixtures("no_quiet_hours")
def test_v13_2_4_nobody_is_called_but_the_mail_server(app, world, insider, visitor, monkeypatch):
    """V1.3.6, CVE-2026-45573, CVE-2026-25738 and CVE-2023-28111: nothing that somebody writes makes us ask another server."""
    called = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, where: called.append(where) or (_ for _ in ()).throw(OSError("not here")))
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_more, **_named: called.append((host, 0)) or [])
    for _endpoint, path in addresses(app, "GET", world):
        insider.get(path)
    bait = "Zie http://169.254.169.254/latest/ en http://[::ffff:127.0.0.1]/ en https://kwaad.example/x.png voor wat er gebeurde."
    share_story(visitor, municipality=world.all_roles.memberships[0].organisation.name)
    insider.post(f"/volg/{world.visitor_code}/tekst", data={"title": bait[:100], "facts": bait, "lesson": bait, "opinion": bait})
    for name in JOBS:
        if name != "deliver-mail":
            JOBS[name][0]()
    assert called == []
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.zoetermeer.example")
    post("a@x.example", "x", "y")
    db.session.commit()
    deliver_mail()
    assert {host for host, *_rest in called} == {"mail.zoetermeer.example"}


def test_v14_2_1_no_address_of_a_page_tells_about_a_person(app, world, insider):
    person = world.all_roles
    private = (person.email, "@", person.given_name.lower(), "wachtwoord=", "email=", "naam=")
    for _endpoint, path in addresses(app, "GET", world):
        answer = insider.get(path)
        if answer.mimetype != "text/html":
            continue
        for element in html5lib.parse(answer.text, namespaceHTMLElements=False).iter():
            target = unquote(element.get("href") or element.get("action") or "").lower()
            if not target.startswith(("mailto:", "tel:", "https://")):
                assert not [word for word in private if word in target], (path, target)


def test_v14_2_1_forms_with_something_personal_are_sent_in_the_body(app, world, insider):
    for _endpoint, path in addresses(app, "GET", world):
        answer = insider.get(path)
        for form in re.findall(r"<form[^>]*>.*?</form>", answer.text, re.DOTALL) if answer.mimetype == "text/html" else ():
            if 'method="post"' not in form.split(">")[0].lower():
                assert set(re.findall(r'<(?:input|select)[^>]*name="([^"]+)"', form)) <= SEARCHED, path


SEARCHED = {"q", "soort", "thema", "fase", "belemmering", "hefboom", "schaal", "uitkomst", "landsdeel", "organisatie", "ook", "zonder", "splits", "plek", "over", "met", "eerste", "tweede", "rij", "kolom", "beeld", "toon", "uitspraak", "pagina"}


FOR_EVERYBODY = {"static", "open_data.vocabulary"}  # the same for all who ask


def test_v14_3_2_no_page_is_kept_by_a_browser_or_a_proxy(app, world, insider):
    for endpoint, path in addresses(app, "GET", world):
        kept = insider.get(path).headers["Cache-Control"]
        assert (kept == "no-store") is (endpoint not in FOR_EVERYBODY), endpoint


def test_v14_3_3_a_browser_keeps_no_more_than_what_was_not_sent_yet():
    """One script keeps words in the browser: what could not be saved for want of a connection. Another keeps which card
    was laid where, in random ids, and the words of a question that was asked there, until the server has it, for a day; after that for a
    month no more than the moment at which it dropped them. Four are of the walk: notes that wait for a
    connection, the pages of the stops, and the day on which both go. One keeps what a member types on the workbench and a host at
    answers, for as long as the window is open and under a mark of who types. Nothing else does."""
    keepers = {path.name for path in (ROOT / "static" / "js").glob("*.js") if re.search(r"(local|session)Storage\.setItem|indexedDB|caches\.open", path.read_text(encoding="utf-8"))}
    assert keepers <= {"copies.js", "sorting_queue.js", "walk_store.js", "walk_worker.js", "walk_ready.js", "walk_tidy.js", "keeps.js"}
    typed = (ROOT / "static" / "js" / "keeps.js").read_text(encoding="utf-8")
    assert "localStorage" not in typed and "sessionStorage.removeItem" in typed and "form.dataset.who" in typed
    queue = (ROOT / "static" / "js" / "sorting_queue.js").read_text(encoding="utf-8")
    assert "{ id: crypto.randomUUID(), at, window: this.window, kind, card, url, fields }" in queue
    assert "item.at < now - DAY" in queue and "localStorage.setItem(LATE + pile, now)" in queue and "< now - MONTH" in queue


@pytest.mark.parametrize("day", [0, 59, 200, 364, 4000])
def test_s_05_where_to_report_a_weakness_never_expires(visitor, monkeypatch, day):
    """RFC 9116. The day of expiry moves along; this fails when fewer than 60 days would be left."""
    moment = clock.now() + timedelta(days=day)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(machines, "now", lambda: moment)
    answer = visitor.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line.split(": ", 1) for line in answer.text.splitlines()]
    assert answer.text.endswith("\n") and all(len(line) == 2 for line in lines)
    fields = {}
    for name, value in lines:
        fields.setdefault(name, []).append(value)
    assert set(fields) <= {"Contact", "Expires", "Preferred-Languages", "Canonical", "Policy", "Encryption", "Acknowledgments", "Hiring"}
    assert fields["Contact"][0].startswith(("mailto:", "https://", "tel:"))
    assert len(fields["Expires"]) == len(fields["Canonical"]) == len(fields["Preferred-Languages"]) == 1
    left = datetime.fromisoformat(fields["Expires"][0]) - moment
    assert timedelta(days=60) < left <= timedelta(days=365)
    assert fields["Canonical"] == ["http://localhost/.well-known/security.txt"]


def test_s_05_the_policy_that_security_txt_stands_for_is_there():
    said = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "security.txt" in said and "good faith" in said
