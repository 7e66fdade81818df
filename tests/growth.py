"""Whether a text of four times the length takes four times as long, and not sixteen times: however slow the machine is."""

from collections.abc import Callable
from time import process_time
from typing import AnyStr

AT_ONCE = 0.25  # seconds; what is done by then is quick enough on any machine
MOST = 8  # in proportion is 4, to the square is 16


def grows_in_proportion(read: Callable[[AnyStr], object], text: AnyStr) -> bool:
    whole = seconds(read, text)
    if whole < AT_ONCE:
        return True
    short = text[: len(text) // 4] + text[-1:]
    part = min(seconds(read, short) for _time in range(3))
    return min(whole, seconds(read, text)) < MOST * part


def seconds(read: Callable[[AnyStr], object], text: AnyStr) -> float:
    began = process_time()
    read(text)
    return process_time() - began
