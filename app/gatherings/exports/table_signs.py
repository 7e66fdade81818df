"""What stands on the tables, to be read across a room: a number, a name, and what the table talks about."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.challenges.models import Challenge
from app.core.clock import today
from app.core.typesetting import typeset
from app.core.wording import _, day_and_date, language
from app.gatherings.exports.stop_sheets import qr
from app.gatherings.models import Gathering
from app.taxonomy.models import Dimension

SOURCE = Path(__file__).with_name("table_signs.typ")
SHARED = Path(__file__).with_name("long_words.typ")


@dataclass(frozen=True)
class Sign:
    number: int
    name: str = ""
    about: Challenge | None = None
    card_at: str = ""  # the address of the card of this table, on a phone


def table_signs(gathering: Gathering, signs: Sequence[Sign], paper: str) -> bytes:
    """The signs as PDF, one on a page on its side. `paper` is a4 or a5."""
    day = today()
    data = {
        "title": _("Table signs: %(gathering)s", gathering=gathering.title),
        "language": language(),
        "written": gathering.language,
        "date": [day.year, day.month, day.day],
        "paper": paper,
        "head": gathering.title,
        "when": day_and_date(gathering.on),
        "card": _("The card of this table"),
        "card_alt": _("Picture for a camera. It opens the card of this table on a phone."),
        "signs": [told(sign) for sign in signs],
    }
    return typeset(SOURCE, data, [SHARED])


def told(sign: Sign) -> dict[str, str]:
    about = sign.about
    themes = [term.name(language()) for term in about.terms if term.dimension is Dimension.THEME] if about else []
    return {
        "heading": _("Table %(number)s", number=sign.number),
        "name": sign.name,
        "about": about.title if about else "",
        "about_in": about.language if about else "",
        "theme": themes[0] if themes else "",
        "card": qr(sign.card_at) if sign.card_at else "",
        "card_at": sign.card_at,
    }
