"""What can happen to a question and its evidence; one file for each subject."""

from app.stocktaking.operations.answers import (
    answer,
    change_answer,
    change_decision,
    decide,
    drop_answer,
    not_overtaken,
    sign_off,
)
from app.stocktaking.operations.earlier import BACK_WITHIN
from app.stocktaking.operations.gaps import judge, take_judgement_back
from app.stocktaking.operations.judged import (
    forget_earlier_words,
    hold_with_its_words,
    let_back_with_its_words,
    let_in,
    let_others_back,
)
from app.stocktaking.operations.merging import STAYS, UNDO_WITHIN, merge, undo_merge
from app.stocktaking.operations.news import tell_news
from app.stocktaking.operations.ownership import accept_ownership, chase, decline_ownership
from app.stocktaking.operations.questions import (
    ask,
    ask_unless_there,
    check_version,
    forget_asked,
    hold,
    is_as_asked,
    let_back,
    publish,
    reword,
    say_who_holds,
    say_who_offers,
    take_back,
)
from app.stocktaking.operations.quoting import (
    LONGEST_QUOTE,
    StandsThere,
    in_own_words,
    place_of,
    quote,
    quote_star,
    tell_who_quoted,
    use,
)
from app.stocktaking.operations.recognition import forget_browsers, recognise
from app.stocktaking.operations.removals import (
    forget_earlier,
    forget_removals,
    forget_words,
    put_back,
    remove_quote,
    remove_statement,
)
from app.stocktaking.operations.saved_views import save_view, share_view, throw_view_away
from app.stocktaking.operations.sorting import check_seen, lay, star, unstar
from app.stocktaking.operations.splitting import split
from app.stocktaking.operations.statements import MOST_STATEMENTS, change_statement, state
from app.stocktaking.operations.voices import dissent, note_down, strike_out, withdraw_dissent

__all__ = [
    "BACK_WITHIN",
    "LONGEST_QUOTE",
    "MOST_STATEMENTS",
    "STAYS",
    "StandsThere",
    "UNDO_WITHIN",
    "accept_ownership",
    "answer",
    "ask",
    "ask_unless_there",
    "change_answer",
    "change_decision",
    "change_statement",
    "chase",
    "check_seen",
    "check_version",
    "decide",
    "decline_ownership",
    "dissent",
    "drop_answer",
    "forget_asked",
    "forget_browsers",
    "forget_earlier",
    "forget_earlier_words",
    "forget_removals",
    "forget_words",
    "hold",
    "hold_with_its_words",
    "in_own_words",
    "is_as_asked",
    "judge",
    "lay",
    "let_back",
    "let_back_with_its_words",
    "let_in",
    "let_others_back",
    "merge",
    "not_overtaken",
    "note_down",
    "place_of",
    "publish",
    "put_back",
    "quote",
    "quote_star",
    "recognise",
    "remove_quote",
    "remove_statement",
    "reword",
    "save_view",
    "say_who_holds",
    "say_who_offers",
    "share_view",
    "sign_off",
    "split",
    "star",
    "state",
    "strike_out",
    "take_back",
    "take_judgement_back",
    "tell_news",
    "tell_who_quoted",
    "throw_view_away",
    "undo_merge",
    "unstar",
    "use",
    "withdraw_dissent",
]
