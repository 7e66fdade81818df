"""A browser that is slow, on a slow line: with SLOW=4 in the environment. It shows who races with a page."""

import os
from contextlib import suppress

from playwright.sync_api import Error

SLOW = float(os.environ.get("SLOW", "0"))  # how many times as slow
LATE = 300  # milliseconds that every answer takes longer then


def slow_down(context):
    """What a test does may not depend on how fast the machine is. The line can still be cut, and comes back as slow."""
    sessions, line = [], {"offline": False, "latency": LATE, "downloadThroughput": -1, "uploadThroughput": -1}
    cut = context.set_offline

    def be_slow(page):
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", line)
        sessions.append(session)

    def set_offline(is_so):
        """Else what is said of the line here goes before that it is cut."""
        line["offline"] = is_so
        for session in sessions:
            with suppress(Error):  # the page was closed
                session.send("Network.emulateNetworkConditions", line)
        cut(is_so)

    if SLOW:
        context.on("page", be_slow)
        context.set_offline = set_offline
