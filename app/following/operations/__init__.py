"""What can happen to what people follow: following and stopping, finding what happened, telling it."""

from app.following.operations.answerers import tell_answerers
from app.following.operations.finding import find, pass_over, spread
from app.following.operations.following import (
    CONFIRM_WITHIN,
    Thing,
    ask_nothing_again,
    ask_to_follow,
    confirm,
    follow,
    follower_for,
    forget_address,
    forget_unconfirmed,
    is_too_late,
    quiet_of,
    say_who,
    settle,
    stop,
    stop_again,
    stop_all,
)
from app.following.operations.telling import forget_told, messages_of, tell_some, written_anew

__all__ = [
    "CONFIRM_WITHIN",
    "Thing",
    "ask_nothing_again",
    "ask_to_follow",
    "confirm",
    "find",
    "follow",
    "follower_for",
    "forget_address",
    "forget_told",
    "forget_unconfirmed",
    "is_too_late",
    "messages_of",
    "pass_over",
    "quiet_of",
    "say_who",
    "settle",
    "spread",
    "stop",
    "stop_again",
    "stop_all",
    "tell_answerers",
    "tell_some",
    "written_anew",
]
