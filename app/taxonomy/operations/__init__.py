"""What can happen to the vocabulary: loading that of the deal, and what an administrator does with a term."""

from app.taxonomy.operations.deeds import add, merge, move, name_is_free, rename, retire, split
from app.taxonomy.operations.loading import changed, load_vocabulary
from app.taxonomy.operations.snapshot import Snapshot, differences, leaning_on, put_back, snapshot, stands_as

__all__ = [
    "Snapshot",
    "add",
    "changed",
    "differences",
    "leaning_on",
    "load_vocabulary",
    "merge",
    "move",
    "name_is_free",
    "put_back",
    "rename",
    "retire",
    "snapshot",
    "split",
    "stands_as",
]
