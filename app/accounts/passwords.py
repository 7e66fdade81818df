"""What makes a password easy to guess."""

import gzip
from functools import cache
from pathlib import Path

from app.accounts.models import User
from app.core.wording import _

FEWEST = 12
MOST = 256
FEWEST_KINDS = 5  # different letters and digits
CONTEXT = ("straatwijs", "citydeal", "gemeente", "openbareruimte", "wachtwoord", "password")


@cache
def known_bad() -> frozenset[str]:
    """Passwords that leaked elsewhere, in lower case; see data/README.md for where they come from."""
    packed = Path(__file__).parent / "data" / "known-bad.txt.gz"
    return frozenset(gzip.decompress(packed.read_bytes()).decode().split())


def fault_of(typed: str, user: User) -> str:
    """Why this password will not do, in words that help; empty when it will."""
    if len(typed) < FEWEST:
        return _(
            "Make your password longer: at least %(fewest)d characters. A short sentence works well.", fewest=FEWEST
        )
    if len(typed) > MOST:
        return _("Make your password shorter: at most %(most)d characters.", most=MOST)
    plain = "".join(letter for letter in typed.lower() if letter.isalnum())
    own = [word for word in (user.given_name, user.family_name, user.email.split("@")[0]) if len(word) > 3]
    left = plain
    for word in (*CONTEXT, *own):
        left = left.replace(word.lower(), "")
    leaked = bool({typed.lower(), plain, plain.strip("0123456789")} & known_bad())  # digits behind it are tried first
    simple = len(set(plain)) < FEWEST_KINDS or plain.isdecimal()
    if leaked or simple or len(left) < FEWEST // 2:
        return _("Others would guess this password soon. Take a few words that do not belong together.")
    return ""
