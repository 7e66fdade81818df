"""A frozen stocktake as JSON, for computers."""

import json

from app.reports.exports.progress import Tell, silent
from app.reports.frozen import Frozen, FrozenQuestion
from app.reports.seal import FORMULA
from app.reports.tables import basis, plain, tables


def json_of(frozen: Frozen, about: FrozenQuestion | None = None, tell: Tell = silent) -> bytes:
    """The tables as lists of records, with what each column means, how many there were, and that it is no sample.

    Where a table for people has words, a program finds the code, the day (ISO 8601), true or false, a name in each
    language, or a list; null where nothing applies or nothing is told.
    """
    found = tables(frozen)[1:]  # the legend is said in "columns"
    told = {
        "name": frozen.name,
        "made_at": frozen.made_at.isoformat(),
        "n": frozen.n,
        "withdrawn_since": frozen.withdrawn,
        **({"questions_gone_since": frozen.questions_gone} if frozen.for_members else {}),
        "is_a_sample": False,
        "for_members": frozen.for_members,
        "seal": {"formula": FORMULA, "root": frozen.root, "vocabulary": frozen.vocabulary},
        "about": dict(basis(frozen)),
        "columns": {table.key: {c.key: f"{c.head}: {c.explained}" for c in table.columns} for table in found},
    }
    keyed = {
        table.key: [dict(zip((c.key for c in table.columns), map(plain, row), strict=True)) for row in table.rows]
        for table in found
    }
    return json.dumps(told | keyed, ensure_ascii=False, indent=1).encode()
