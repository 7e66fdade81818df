"""Asks the pages over a real connection, bounded in number, and says how long they take."""

import http.client
import re
import statistics
import threading
import time
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

WARM = 100  # requests counted per page
TOGETHER = 20  # requests of each of the eight clients
COLD = 9  # requests right after a write
SENT = 15  # whole submissions, one after another
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
STORY = {
    "verhaal": {"facts": "Wij legden de put op de hoogste plek van de straat. " * 5, "lesson": "Meet eerst de hoogte."},
    "waar": {"phase": "", "scale": ""},
    "delen": {"audience": "public", "names_organisation": "no", "municipality": "Ede", "year": "2018"},
    "controle": {"title": "De put lag op de hoogste plek", "outcome": "stopped", "unchanged": "no"},
}


@dataclass(frozen=True)
class Figures:
    """Milliseconds, requests a second, SQL statements and bytes of one page."""

    page: str
    cold_ms: float
    median_ms: float
    p95_ms: float
    per_second_1: float
    per_second_8: float
    statements: int
    bytes: int

    def row(self):
        return asdict(self)


class Browser:
    """Somebody who asks for pages: a port and cookies. Not for two threads at once."""

    def __init__(self, port, cookies=None):
        self.port, self.cookies = port, dict(cookies or {})
        self.statements = 0

    def ask(self, path, form=None):
        """Seconds, headers and body of one request; a redirect is an answer too."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        connection.request("GET" if form is None else "POST", path, urlencode(form or {}) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - began
        connection.close()
        assert answer.status in (200, 303), f"{path}: {answer.status}"
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        self.statements = int(answer.headers.get("X-Statements", 0))
        return seconds, answer.headers, body

    def seconds(self, path):
        return self.ask(path)[0]


def measure(name, browser, path, disturb):
    """One page: cold, right after a write that everybody's index has to follow, and then warm."""
    browser.ask(path)
    cold = []
    for _n in range(COLD):
        disturb()
        cold.append(browser.seconds(path))
    times = [browser.seconds(path) for _n in range(WARM)]
    size = len(browser.ask(path)[2])
    return figures(name, cold, times, together(browser, path), browser.statements, size)


def figures(name, cold, times, per_second_8, statements, size):
    times = sorted(times)
    return Figures(
        name,
        round(statistics.median(cold) * 1000, 1),
        round(statistics.median(times) * 1000, 1),
        round(times[int(len(times) * 0.95) - 1] * 1000, 1),
        round(len(times) / sum(times), 1),
        round(per_second_8, 1),
        statements,
        size,
    )


def together(browser, path, clients=8):
    """Requests a second with so many clients at once."""
    own = [Browser(browser.port, browser.cookies) for _c in range(clients)]
    return rate([lambda one=one: [one.seconds(path) for _n in range(TOGETHER)] for one in own], clients * TOGETHER)


def rate(tasks, count):
    threads = [threading.Thread(target=task) for task in tasks]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count / (time.perf_counter() - began)


def submission(port):
    """Seconds, statements and bytes of sharing one story, from the first screen to the page with the code."""
    browser = Browser(port)
    seconds, statements, size = 0.0, 0, 0

    def step(path, form=None):
        nonlocal seconds, statements, size
        took, headers, body = browser.ask(path, form)
        seconds, statements, size = seconds + took, statements + browser.statements, size + len(body)
        return headers.get("Location", ""), body.decode()

    def send(path, form):
        _nowhere, page = step(path)
        return step(path, form | {"csrf_token": TOKEN.search(page)[1]})[0]

    address = send("/deel", {"kind": "learned"})
    for form in STORY.values():
        address = send(address, form)
    assert address.endswith("/verstuurd"), address
    step(address)
    return seconds, statements, size


def measure_submitting(port, name="share, all 12 requests"):
    """Whole submissions, one after another and then eight at once: all of them write. Rates are in stories a second."""
    first, statements, size = submission(port)
    times = [submission(port)[0] for _n in range(SENT)]
    at_once = rate([lambda: submission(port) for _client in range(8)], 8)
    return figures(name, [first], times, at_once, statements, size)
