"""What can happen to a contribution; one file for each stage of its life."""

from app.contributions.operations.forgetting import forget_addresses, forget_drafts
from app.contributions.operations.publication import (
    list_what_came_into_view,
    publish,
    relist,
    withdraw_from_lists,
)

__all__ = ["forget_addresses", "forget_drafts", "list_what_came_into_view", "publish", "relist", "withdraw_from_lists"]
