"""Reading the register of municipalities that a deal ships, for `operations.load_municipalities`."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.accounts.places import part_of, size_of, without_size

OTHER_NAMES = {  # as people write them, in lower case
    "Den Haag": ("'s-gravenhage", "s-gravenhage", "sgravenhage", "'s gravenhage", "the hague"),
    "'s-Hertogenbosch": ("den bosch", "s-hertogenbosch", "shertogenbosch", "'s hertogenbosch"),
    "Súdwest-Fryslân": ("sudwest-fryslan", "súdwest fryslân", "zuidwest-friesland"),
    "Noardeast-Fryslân": ("noardeast-fryslan", "noordoost-friesland"),
    "De Fryske Marren": ("de friese meren", "fryske marren"),
    "Bergen (NH)": ("bergen nh", "bergen noord-holland"),
    "Bergen (L)": ("bergen l", "bergen limburg"),
}


@dataclass(frozen=True)
class RegisteredMunicipality:
    cbs_code: str
    name: str
    province: str
    tooi_uri: str
    inhabitants: int
    latitude: float
    longitude: float
    part: str | None
    size: str | None
    other_names: str
    valid_from: date | None = None  # these three when the register has such columns
    valid_to: date | None = None
    successor: str = ""  # the code of the municipality that it went on in


def municipalities(path: Path, coarse: Mapping[str, Any]) -> list[RegisteredMunicipality]:
    """Every municipality of the register with its class; the size is None where it would point at too few.

    What the classes are, says the section `coarse_place` of the vocabulary.
    Classes are counted over the municipalities of today. Raises ValueError or KeyError when the file is wrong.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    classes = [(size_of(int(row["inhabitants"]), coarse), part_of(row["province"], coarse) or "") for row in rows]
    today = (found for row, found in zip(rows, classes, strict=True) if not row.get("valid_to"))
    dropped = without_size(today, coarse)
    return [
        RegisteredMunicipality(
            cbs_code=row["code"],
            name=row["name"],
            province=row["province"],
            tooi_uri=row["tooi_uri"],
            inhabitants=int(row["inhabitants"]),
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            part=part or None,
            size=None if (size, part) in dropped else size,
            other_names="\n".join(OTHER_NAMES.get(row["name"], ())),
            valid_from=day_in(row, "valid_from"),
            valid_to=day_in(row, "valid_to"),
            successor=row.get("successor") or "",
        )
        for row, (size, part) in zip(rows, classes, strict=True)
    ]


def day_in(row: Mapping[str, str], column: str) -> date | None:
    return date.fromisoformat(row[column]) if row.get(column) else None
