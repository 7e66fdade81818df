"""What is particular to one deal: its name, its texts, its rules. Read from `deals/<name>/`."""

import json
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask, current_app


@dataclass(frozen=True)
class Deal:
    """The settings of one deal. Texts come per language: `{"nl": …, "en": …}`."""

    folder: Path
    name: str
    organisation: str
    help_email: str
    help_phone: str
    help_hours: dict[str, str]
    tagline: dict[str, str]
    introduction: dict[str, str]
    what_it_is_not: dict[str, str]
    brick: dict[str, str]
    licence: dict[str, str]
    readers: int = 2
    answer_within: int = 5  # working days
    callback_days: int = 60
    news_months: int = 24
    draft_days: int = 30
    read_along_days: int = 14  # that a link to read along works
    remind_days: tuple[int, ...] = (7, 21)  # after which a contributor who is to move is reminded
    closing_days: int = 60  # of silence, after which a text that waits for its contributor is closed
    ended_days: int = 30  # after which a story that was withdrawn or refused is deleted
    hide_within: int = 1  # working days to hide a text or to judge it, after somebody said that it is about them
    appeal_days: int = 90  # after the answer, that a request about oneself is kept
    log_months: int = 24  # of who opened a story
    message_months: int = 12
    conversation_days: int = 90  # after the month in which a story became visible, in which people can still write
    woo_days: int = 28  # the legal term of a request under the Woo
    woo_extension_days: int = 14  # by which it can be made longer once
    woo_view_days: int = 14  # in which a contributor can say what they think of it
    still_true_months: int = 12  # after which a contributor is asked whether a story still holds
    still_true_days: int = 30  # without an answer, after which they are asked for the second and last time
    recognition_months: int = 12  # that a browser can change what it said of a question
    report_days: int = 7  # that a file of a stocktake is kept for whoever asked for it
    destruction_months: int = 120  # that we keep what was deleted, how many and when
    programme: tuple[dict[str, Any], ...] = ()  # of a usual gathering: time and title of each part
    axes: tuple[str, ...] = (
        *("theme", "phase", "barrier", "lever", "scale", "kind", "outcome", "organisation_kind", "part"),
    )
    default_axes: tuple[str, str] = ("theme", "phase")
    members: tuple[str, ...] = ()  # names of municipalities that are partners
    partners: tuple[tuple[str, str], ...] = ()  # other organisations that are partners: a name and a kind

    def text(self, texts: dict[str, str], language: str) -> str:
        """One of the deal's own texts in this language, else in Dutch."""
        return texts.get(language) or texts["nl"]

    def vocabulary(self) -> dict[str, Any]:
        """The controlled vocabulary as it stands in the deal's folder."""
        return dict(json.loads((self.folder / "vocabulary.json").read_text(encoding="utf-8")))

    @cached_property
    def coarse_place(self) -> dict[str, Any]:
        """How a place is told without its name: classes of size, parts of the country, and their words."""
        return dict(self.vocabulary()["coarse_place"])


def read(folder: Path) -> Deal:
    """The deal of this folder; KeyError or TypeError when its settings are incomplete or unknown."""
    settings = tomllib.loads((folder / "deal.toml").read_text(encoding="utf-8"))
    for name in ("axes", "default_axes", "members", "remind_days", "programme"):
        if name in settings:
            settings[name] = tuple(settings[name])
    settings["partners"] = tuple((partner["name"], partner["kind"]) for partner in settings.get("partners", ()))
    return Deal(folder=folder, **settings)


def deal() -> Deal:
    """The deal that this installation serves."""
    found: Deal = current_app.extensions["deal"]
    return found


def init_app(app: Flask) -> None:
    app.extensions["deal"] = read(app.config["DEALS_DIR"] / app.config["DEAL"])
    app.context_processor(lambda: {"deal": deal()})
