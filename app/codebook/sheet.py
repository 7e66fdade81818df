"""The codebook as a sheet: a line for each term, and what a line that comes back wants to be different.

Nothing here asks the database: terms go in, and wishes or faults come out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.codebook.models import Deed
from app.core.clock import today
from app.core.forms import day_from, one_line, tidy
from app.core.wording import _
from app.taxonomy.models import Dimension, Term

WORDS = ("name_nl", "name_en", "scope", "not_this")
COLUMNS = (
    *("dimension", "code", "parent", "name_nl", "name_en", "synonyms", "scope", "not_this"),
    *("since", "until", "replaced_by", "split_into", "uses"),
)
FIXED = ("since", "split_into")  # what a line tells, and what only the pages change
BETWEEN = " | "  # synonyms, and codes of parts
LONGEST = {"name_nl": 120, "name_en": 120, "scope": 2000, "not_this": 2000, "code": 90}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?")
ORDER = (Deed.ADD, Deed.RENAME, Deed.MOVE, Deed.MERGE, Deed.RETIRE)
Line = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line, and how to repair it. Line 1 holds the names of the columns."""

    line: int
    text: str


@dataclass(frozen=True)
class Wish:
    """One change that a line asks for."""

    line: int
    deed: Deed
    dimension: Dimension
    code: str
    words: dict[str, Any]
    on: date


def line_of(term: Term, terms: Mapping[int, Term], uses: int) -> Line:
    """A term as its line says it."""
    code_of = {key: found.code for key, found in terms.items()}
    return {
        "dimension": term.dimension.value,
        "code": term.code,
        "parent": code_of.get(term.parent_id or 0, ""),
        **{name: getattr(term, name) for name in WORDS},
        "synonyms": BETWEEN.join(term.synonyms),
        "since": term.since.isoformat() if term.since else "",
        "until": term.until.isoformat() if term.until else "",
        "replaced_by": code_of.get(term.replaced_by_id or 0, ""),
        "split_into": BETWEEN.join(term.split_into),
        "uses": str(uses),
    }


def lines_in(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Line] | Fault]:
    """The lines under the names of the columns, tidied; empty ones are passed over."""
    heads = [one_line(head).casefold() for head in rows[0]] if rows else []
    missing = [name for name in COLUMNS if name not in heads and name != "uses"]
    if missing:
        yield Fault(1, _("The first line misses these columns: %(names)s.", names=", ".join(missing)))
        return
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            cells = dict(zip(heads, [*row, *[""] * len(heads)], strict=False))
            yield number, tidy_line(cells)


def tidy_line(cells: Mapping[str, str]) -> Line:
    """As a form would keep it; both a line that comes in and that of a term, so that only real differences count."""
    return {name: tidied(name, cells.get(name, "")) for name in COLUMNS}


def tidied(name: str, cell: str) -> str:
    if name == "synonyms":
        return BETWEEN.join(dict.fromkeys(filter(None, map(one_line, cell.split("|")))))
    return tidy(cell) if name in ("scope", "not_this") else one_line(cell)


def asked(
    found: Iterable[tuple[int, Line] | Fault], known: Mapping[tuple[str, str], Line], gone: set[tuple[str, str]]
) -> tuple[list[Wish], list[Fault]]:
    """What the lines want to be different from the lines of now; terms that are not in the file stay as they are."""
    wishes: list[Wish] = []
    faults: list[Fault] = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        if isinstance(one, Fault):
            faults.append(one)
            continue
        number, line = one
        key = line["dimension"], line["code"]
        wrong = fault_in(line, key in seen)
        seen.add(key)
        told = line_asks(number, line, known.get(key), key in gone) if not wrong else Fault(number, wrong)
        if isinstance(told, Fault):
            faults.append(told)
        else:
            wishes += told
    return sorted(wishes, key=in_order), faults


def in_order(wish: Wish) -> tuple[int, bool, int]:
    """What others stand below comes first; so the order of the lines does not matter."""
    return ORDER.index(wish.deed), bool(wish.words.get("parent")), wish.line


def fault_in(line: Line, is_double: bool) -> str:
    """What is wrong in a line by itself; the empty text when nothing is."""
    if line["dimension"] not in list(Dimension):
        kinds = ", ".join(Dimension)
        return _("“%(word)s” is no kind of term. Write one of: %(kinds)s.", word=line["dimension"], kinds=kinds)
    if not CODE.fullmatch(line["code"]):
        return _("Write the code in small letters, figures and dashes, such as: water-op-straat.")
    if is_double:
        return _("The code “%(code)s” stands in an earlier line as well. Take one of the two out.", code=line["code"])
    if not line["name_nl"]:
        return _("Write the Dutch name of “%(code)s”.", code=line["code"])
    for name, most in LONGEST.items():
        if len(line[name]) > most:
            over = len(line[name]) - most
            return _("Make “%(column)s” %(over)d characters shorter.", column=name, over=over)
    if any(len(word) > LONGEST["name_nl"] for word in line["synonyms"].split(BETWEEN)):
        return _("Keep each word below %(most)d characters.", most=LONGEST["name_nl"])
    return ""


def line_asks(number: int, line: Line, now: Line | None, is_gone: bool) -> list[Wish] | Fault:
    """The changes that a line asks for, compared with how the term stands."""
    dimension, code = Dimension(line["dimension"]), line["code"]
    told = words_of(line)
    if now is None:
        if any(line[name] for name in ("until", "replaced_by", "split_into")):
            return Fault(number, _("A new term cannot be gone already. Empty until, replaced_by and split_into."))
        more = {"parent": line["parent"], "code": code}
        return [Wish(number, Deed.ADD, dimension, code, told | more, today())]
    changed = {name for name in COLUMNS if name != "uses" and line[name] != now[name]}
    if changed & set(FIXED):
        return Fault(number, _("Since and split_into cannot be changed here. Put back what the export said."))
    if is_gone and changed:
        return Fault(number, _("This term is not in use any more. Take the line out, or undo that on its page."))
    return wishes_of(number, line, changed, told)


def wishes_of(number: int, line: Line, changed: set[str], told: dict[str, Any]) -> list[Wish] | Fault:
    dimension, code = Dimension(line["dimension"]), line["code"]
    on = (day_from(line["until"]) if line["until"] else None) or today()
    if line["until"] and (day_from(line["until"]) is None or on < today()):
        return Fault(number, _("Write in until today or a later day, such as 2030-01-31, or leave it empty."))
    found = []
    if changed & {*WORDS, "synonyms"}:
        found.append(Wish(number, Deed.RENAME, dimension, code, told, today()))
    if "parent" in changed:
        found.append(Wish(number, Deed.MOVE, dimension, code, {"parent": line["parent"]}, today()))
    if "replaced_by" in changed:
        found.append(Wish(number, Deed.MERGE, dimension, code, {"heir": line["replaced_by"]}, on))
    elif "until" in changed:
        found.append(Wish(number, Deed.RETIRE, dimension, code, {}, on))
    return found


def words_of(line: Line) -> dict[str, Any]:
    synonyms = line["synonyms"].split(BETWEEN) if line["synonyms"] else []
    return {name: line[name] for name in WORDS} | {"synonyms": synonyms}
