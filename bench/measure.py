"""Asks the pages over a real connection, bounded in number, and says how long they take."""

import http.client
import statistics
import threading
import time
from dataclasses import asdict, dataclass

WARM = 20  # requests counted per page and per number of clients


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


def fetch(port, path):
    """Seconds, status, statements and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - began
    connection.close()
    assert answer.status == 200, f"{path}: {answer.status}"
    return seconds, int(answer.headers.get("X-Statements", 0)), len(body)


def measure(name, port, path, disturb, warm=WARM):
    """One page: cold, right after a write that everybody's index has to follow, and then warm."""
    fetch(port, path)
    cold = []
    for _n in range(5):
        disturb()
        cold.append(fetch(port, path)[0])
    times = sorted(fetch(port, path)[0] for _n in range(warm))
    _seconds, statements, size = fetch(port, path)
    return Figures(
        name,
        round(statistics.median(cold) * 1000, 1),
        round(statistics.median(times) * 1000, 1),
        round(times[int(len(times) * 0.95) - 1] * 1000, 1),
        round(len(times) / sum(times), 1),
        round(throughput(port, path, 8, warm), 1),
        statements,
        size,
    )


def throughput(port, path, clients, each):
    """Requests a second with so many clients at once."""
    threads = [threading.Thread(target=lambda: [fetch(port, path) for _n in range(each)]) for _c in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clients * each / (time.perf_counter() - began)
