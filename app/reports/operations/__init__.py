"""What can happen to a frozen stocktake; one file for each subject."""

from app.reports.operations.freezing import freeze, publish, take_back
from app.reports.operations.verifying import verified
from app.reports.operations.withdrawing import withdraw_what_left

__all__ = ["freeze", "publish", "take_back", "verified", "withdraw_what_left"]
