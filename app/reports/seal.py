"""The seal of a frozen stocktake: a hash over items that each have a salt of their own.

    canonical(x) = JSON with sorted keys, without spaces, in UTF-8
    digest       = sha256(salt + "\\n" + canonical(content)), in hexadecimal
    root         = sha256(canonical(head) + "\\n" + the digests in alphabetical order, one a line)

    codebook     = sha256(canonical(all terms)), the "vocabulary" of the head

The salt is 128 random bits in hexadecimal. Without it nobody can find out by guessing which words a digest stood for:
so a text is withdrawn by deleting its words and its salt, and the root still holds for everything that is left.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FORMULA = "straatwijs stocktake 1"


def canonical(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def new_salt() -> str:
    return secrets.token_hex(16)


def digest_of(salt: str, content: str) -> str:
    """`content` is canonical JSON already: it is kept as it was sealed, to the letter."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()


def codebook_mark(content: str) -> str:
    """`content` is the codebook as canonical JSON. Without a key, so that it fits also when that of the site is new."""
    return hashlib.sha256(content.encode()).hexdigest()


def root_of(head: Mapping[str, Any], digests: Iterable[str]) -> str:
    lines = [canonical({"formula": FORMULA, **head}), *sorted(digests)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True)
class Checked:
    """What came of comparing an edition with its seal."""

    intact: int  # items whose words are still what they were
    gone: int  # items that were withdrawn, or of which a word went: their salt is destroyed
    changed: int  # items whose words are not what was sealed
    root_holds: bool
    codebook_holds: bool = True  # also where none was kept

    @property
    def is_sound(self) -> bool:
        return self.root_holds and self.codebook_holds and not self.changed


def checked(root: str, head: Mapping[str, Any], rows: Iterable[tuple[str, str | None, str | None]]) -> Checked:
    """Compares an edition with its seal; a row is a digest with its salt and content, or without when these went."""
    intact = gone = changed = 0
    digests = []
    for digest, salt, content in rows:
        digests.append(digest)
        if salt is None or content is None:
            gone += 1
        elif digest_of(salt, content) == digest:
            intact += 1
        else:
            changed += 1
    return Checked(intact, gone, changed, root_of(head, digests) == root)
