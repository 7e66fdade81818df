"""The bytes that stand in a file of the database."""

import subprocess


def bytes_of(path):
    """Read by a process of its own: a file of SQLite's that is closed here takes along the locks that this process has on
    it, and another one may then shrink what is in use (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    return subprocess.run(["cat", path], check=True, capture_output=True).stdout
