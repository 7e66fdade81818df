"""What can happen to the vocabulary of a site that runs."""

from app.codebook.operations.choosing import choose, choose_again
from app.codebook.operations.effect import follow, take_effect, take_effect_of_today
from app.codebook.operations.importing import look_through, take_in
from app.codebook.operations.planning import TAGGED, plan, try_out
from app.codebook.operations.proposing import (
    accept_as_new,
    accept_as_synonym,
    confirm_term,
    decline,
    forget_old_proposals,
    look_again,
    propose,
    take_proposal_back,
)
from app.codebook.operations.undoing import do_what_waits, take_back

__all__ = [
    "accept_as_new",
    "accept_as_synonym",
    "confirm_term",
    "decline",
    "forget_old_proposals",
    "look_again",
    "propose",
    "take_proposal_back",
    "TAGGED",
    "choose",
    "choose_again",
    "do_what_waits",
    "follow",
    "look_through",
    "plan",
    "take_back",
    "take_effect",
    "take_in",
    "take_effect_of_today",
    "try_out",
]
