"""What can happen to a frozen stocktake; one file for each subject."""

from app.reports.operations.files import (
    ask_for_file,
    begin,
    contents_of,
    finish,
    forget_files,
    give_up,
    is_void,
    known_of,
    make_void,
    mark_of,
    path_of,
    throw_away,
)
from app.reports.operations.freezing import (
    ask_to_freeze,
    begin_anew,
    begin_freezing,
    copies_of,
    forget_failed,
    give_up_freezing,
    keep,
    may_go_on,
    publish,
    take_back,
)
from app.reports.operations.judged import withdraw_words
from app.reports.operations.verifying import verified
from app.reports.operations.withdrawing import withdraw_what_left

__all__ = [
    "ask_for_file",
    "ask_to_freeze",
    "begin",
    "begin_anew",
    "begin_freezing",
    "contents_of",
    "copies_of",
    "finish",
    "forget_failed",
    "forget_files",
    "give_up",
    "give_up_freezing",
    "is_void",
    "keep",
    "known_of",
    "make_void",
    "mark_of",
    "may_go_on",
    "path_of",
    "publish",
    "take_back",
    "throw_away",
    "verified",
    "withdraw_what_left",
    "withdraw_words",
]
