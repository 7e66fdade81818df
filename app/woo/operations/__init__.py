"""What can happen to a request under the Woo; one file for each part of the way."""

from app.woo.operations.files import (
    ask_for_file,
    changed_since,
    fetched,
    file_of,
    finish,
    forget_files,
    give_up,
    is_void,
    make_void,
)
from app.woo.operations.judging import (
    Place,
    agree,
    black_out,
    black_out_words,
    choose_text,
    judge,
    mark_of,
    places_in,
    undo,
)
from app.woo.operations.pictures import look_at_picture, picture_to_hand_out
from app.woo.operations.requests import (
    close,
    extend,
    forget_closed_requests,
    freeze_found,
    open_request,
    set_handlers,
)
from app.woo.operations.views import answer_view, ask_view

__all__ = [
    "Place",
    "agree",
    "answer_view",
    "ask_for_file",
    "ask_view",
    "black_out",
    "black_out_words",
    "changed_since",
    "choose_text",
    "close",
    "extend",
    "fetched",
    "file_of",
    "finish",
    "forget_closed_requests",
    "forget_files",
    "freeze_found",
    "give_up",
    "is_void",
    "judge",
    "look_at_picture",
    "make_void",
    "mark_of",
    "open_request",
    "picture_to_hand_out",
    "places_in",
    "set_handlers",
    "undo",
]
