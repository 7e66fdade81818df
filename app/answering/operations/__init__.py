"""What can happen to the answers to a challenge."""

from app.answering.operations.beside import take_away_again
from app.answering.operations.came_of_it import ask_what_came, begin_what_came
from app.answering.operations.comparing import check
from app.answering.operations.letting_go import follow_level
from app.answering.operations.marking import Said, judge, judge_all, note_asked, take_back, thank
from app.answering.operations.news import pass_over, tell_reactions
from app.answering.operations.reasons import take_reason_away, take_reasons_away_again
from app.answering.operations.telling_hosts import tell_hosts, written_anew

__all__ = [
    "Said",
    "ask_what_came",
    "begin_what_came",
    "take_away_again",
    "check",
    "follow_level",
    "judge",
    "judge_all",
    "note_asked",
    "pass_over",
    "take_back",
    "take_reason_away",
    "take_reasons_away_again",
    "tell_hosts",
    "tell_reactions",
    "thank",
    "written_anew",
]
