"""A frozen stocktake on paper, as PDF/UA-1."""

from pathlib import Path

from app.core.clock import local
from app.core.typesetting import CannotPrint, typeset
from app.core.wording import language
from app.reports.exports.naming import on_each_page, title_of
from app.reports.exports.progress import Tell, silent
from app.reports.frozen import Frozen, FrozenQuestion
from app.reports.outline import Piece, Style, outline

SOURCE = Path(__file__).with_name("report.typ")
# Numbers on the pages make the typesetter lay out all of it twice, and hold both. Of a report of 10,000 contributions
# that is a third of its memory; a reader of files numbers its pages itself.
MOST_NUMBERED = 20_000  # pieces, of which a contribution has about five
__all__ = ["CannotPrint", "pdf_of"]


def pdf_of(frozen: Frozen, about: FrozenQuestion | None = None, tell: Tell = silent) -> bytes:
    title, *pieces = outline(frozen, about)
    day = local(frozen.made_at)
    return typeset(
        SOURCE,
        {
            "title": title.text,
            "known_as": title_of(frozen, about),
            "running": on_each_page(frozen),
            "language": language(),
            "year": day.year,
            "month": day.month,
            "day": day.day,
            "numbering": "1 / 1" if len(pieces) <= MOST_NUMBERED else None,
            "short": about is not None,  # set closely, so that the answer to one question stands on one page
            "small": 2,  # headings of contributions stand right below that of the place where they lie
            "pieces": [told(piece) for piece in pieces],
        },
    )


def told(piece: Piece) -> dict[str, str]:
    known = {"s": piece.style.value, "t": piece.text, "l": piece.language}
    return known | {"n": piece.name} if piece.style is Style.FACT else known
