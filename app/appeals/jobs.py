"""What the clock does with requests: remind of the term, and forget what was answered a while ago."""

from app.appeals import operations


def remind() -> int:
    """Reminds whoever judges of a term that ends; how many requests."""
    return operations.remind()


def forget_answered() -> int:
    """Deletes what was answered `appeal_days` ago; how many."""
    return operations.forget_answered()
