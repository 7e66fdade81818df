"""Slowing down whoever asks much from one place. Each process counts in its own memory, and only for a minute."""

import threading
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request

from app.core.clock import now
from app.core.guard import too_many
from app.core.security import fingerprint

V = TypeVar("V", bound=Callable[..., Any])
MOST = {  # the settings that say how many
    "search": "SEARCHES_A_MINUTE",
    "download": "DOWNLOADS_A_MINUTE",
    "recognition": "RECOGNITIONS_A_MINUTE",
}
MINUTE = 60  # seconds


class Counted:
    """How often each place asked in this minute. When the next one begins, everything is forgotten."""

    def __init__(self) -> None:
        self.minute = 0
        self.asked: Counter[tuple[str, str]] = Counter()
        self.lock = threading.Lock()

    def once_more(self, who: str, what: str, seconds: float) -> int:
        """Counts one more, at this number of seconds on the clock; how many it makes in this minute."""
        with self.lock:
            if self.minute != seconds // MINUTE:
                self.minute, self.asked = int(seconds // MINUTE), Counter()
            self.asked[who, what] += 1
            return self.asked[who, what]


def slowed(what: str) -> Callable[[V], V]:
    """For a view that costs much: one of the names in MOST. Answers 429, and when to come back."""

    def wrap(view: V) -> V:
        @wraps(view)
        def asked(*args: Any, **named: Any) -> Any:
            seconds = now().timestamp()
            counted: Counted = current_app.extensions["slowing"]
            who = fingerprint(request.remote_addr or "")
            if counted.once_more(who, what, seconds) > current_app.config[MOST[what]]:
                raise too_many(MINUTE - int(seconds % MINUTE))
            return view(*args, **named)

        return cast(V, asked)

    return wrap


def init_app(app: Flask) -> None:
    app.extensions["slowing"] = Counted()
