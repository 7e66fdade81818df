"""What can happen to a question and its evidence; one file for each subject."""

from app.stocktaking.operations.gaps import judge, take_judgement_back, version_of
from app.stocktaking.operations.questions import (
    accept_ownership,
    ask,
    check_version,
    hold,
    let_back,
    publish,
    reword,
    take_back,
)
from app.stocktaking.operations.quoting import (
    LONGEST_QUOTE,
    QUOTABLE,
    bring_news,
    in_own_words,
    place_of,
    quote,
    remove_quote,
    tell_who_quoted,
    use,
)
from app.stocktaking.operations.saved_views import save_view, share_view, throw_view_away
from app.stocktaking.operations.sorting import check_seen, lay, star, unstar
from app.stocktaking.operations.statements import MOST_STATEMENTS, change_statement, remove_statement, state

__all__ = [
    "LONGEST_QUOTE",
    "MOST_STATEMENTS",
    "QUOTABLE",
    "accept_ownership",
    "ask",
    "bring_news",
    "change_statement",
    "check_seen",
    "check_version",
    "hold",
    "in_own_words",
    "judge",
    "lay",
    "let_back",
    "place_of",
    "publish",
    "quote",
    "remove_quote",
    "remove_statement",
    "reword",
    "save_view",
    "share_view",
    "star",
    "state",
    "take_back",
    "take_judgement_back",
    "tell_who_quoted",
    "throw_view_away",
    "unstar",
    "use",
    "version_of",
]
