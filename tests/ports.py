"""A port of this machine that is free, for a server that the tests start."""

import secrets
import socket


def free_port():
    """One below those that the system hands out by itself: another program could get that before the server has started."""
    while True:
        number = secrets.choice(range(20_000, 32_000))
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", number)) != 0:
                return number
