"""The page that says honestly what is protected and what is not; its one source is docs/candour.md."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import current_app

from app.core.deal import Deal

SOURCE = Path(__file__).resolve().parents[2] / "docs" / "candour.md"
LANGUAGES = ("nl", "en")  # in the order of the file
NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it: paragraphs, then points."""

    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


@cache
def parts() -> dict[str, tuple[Section, ...]]:
    """The sections of the page in each language; the first one has its title and lead."""
    text = re.sub(r"<!--.*?-->", "", SOURCE.read_text(encoding="utf-8"), flags=re.DOTALL)
    pages = re.split(r"^# ", text, flags=re.MULTILINE)[1:]
    return {language: sections(page) for language, page in zip(LANGUAGES, pages, strict=True)}


def sections(page: str) -> tuple[Section, ...]:
    return tuple(section(text) for text in re.split(r"^## ", page, flags=re.MULTILINE))


def section(text: str) -> Section:
    title, *lines = [line.strip() for line in text.splitlines() if line.strip()]
    points = tuple(line[2:] for line in lines if line.startswith("- "))
    return Section(title, tuple(line for line in lines if not line.startswith("- ")), points)


def candour(language: str, deal: Deal) -> tuple[Section, ...]:
    """The page in this language, with the times and names of this installation."""
    given = {
        **{name: getattr(deal, name) for name in ("name", "organisation", "readers", "help_email", "help_phone")},
        **{name: getattr(deal, name) for name in ("callback_days", "news_months", "ended_days", "log_months")},
        **{name: getattr(deal, name) for name in ("read_along_days", "closing_days")},
        "conversation_days": deal.conversation_days,
        "still_true_months": deal.still_true_months,
        "fewest": deal.coarse_place["fewest"],
        "backup_days": current_app.config["BACKUP_DAYS"],
    }

    def filled(text: str) -> str:
        return NAMED.sub(lambda match: str(given[match[1]]), text)

    return tuple(
        Section(filled(part.title), tuple(map(filled, part.paragraphs)), tuple(map(filled, part.points)))
        for part in parts()[language]
    )
