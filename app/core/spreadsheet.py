"""Text that a spreadsheet must not take for a formula."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could run it."""
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) or text.startswith(("\t", "\r", "\n")) else text
