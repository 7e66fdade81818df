"""The language of a page, and how dates and numbers read in it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, has_request_context, request
from flask_babel import Babel, force_locale, gettext, lazy_gettext, ngettext

from app.core.clock import local
from app.core.sanitize import paragraphs

lazy = lazy_gettext


def _(text: str, **values: Any) -> str:
    """The text in the language of the page."""
    return str(gettext(text, **values))


LANGUAGES = ("nl", "en")
ROOT = Path(__file__).parents[2]
MONTHS = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
__all__ = ["_", "gettext", "lazy", "ngettext"]


class LanguageInThePath:
    """Under `/en/` stand the same paths in English: the prefix moves to the script's name.

    So every address that the product makes keeps the language it was asked in, and no cookie decides.
    """

    def __init__(self, wsgi: Any) -> None:
        self.wsgi = wsgi

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        path = environ.get("PATH_INFO", "")
        environ["straatwijs.language"] = "nl"
        if path == "/en" or path.startswith("/en/"):
            environ["straatwijs.language"] = "en"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/en"
            environ["PATH_INFO"] = path[3:] or "/"
        return self.wsgi(environ, start_response)


spoken: ContextVar[str] = ContextVar("spoken", default="")  # for a mail; '' while the page decides


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Within this every word, date and path is in the language of whoever receives it, whatever the page is in.

    A mail is written while somebody else looks at a page: an editor in English must not make it English.
    """
    known = code if code in LANGUAGES else LANGUAGES[0]
    before = spoken.set(known)
    try:
        with force_locale(known):
            yield
    finally:
        spoken.reset(before)


def spoken_path(path: str) -> str:
    """A path of this site in the language that is spoken now."""
    return path_in(language(), path)


def path_in(code: str, path: str) -> str:
    """A path of this site in a language: under `/en/` in English, at the root in Dutch."""
    plain = path[len("/en") :] or "/" if path == "/en" or path.startswith("/en/") else path
    return f"/en{plain}" if code == "en" else plain


def language() -> str:
    """The language of this page: 'nl', or 'en' under `/en/`; in a mail that of its receiver."""
    if spoken.get():
        return spoken.get()
    return str(request.environ.get("straatwijs.language", "nl")) if has_request_context() else "nl"


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(code: str) -> NullTranslations:
    """The words of a language, as templates ask for them: hundreds of times a page."""
    return Translations.load(str(ROOT / "translations"), [code])


def long_date(day: date) -> str:
    """24 november 2026"""
    day = as_day(day)
    return f"{day.day} {MONTHS[language()][day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """dinsdag 24 november 2026"""
    return f"{DAYS[language()][as_day(day).weekday()]} {long_date(day)}"


def short_date(day: date) -> str:
    """24-11-2026"""
    return f"{as_day(day):%d-%m-%Y}"


def month(day: date) -> str:
    """november 2026"""
    return f"{MONTHS[language()][day.month - 1]} {day.year}"


def clock_time(moment: datetime | time) -> str:
    """12.30 uur; in English 12.30"""
    shown = local(moment) if isinstance(moment, datetime) else moment
    text = f"{shown.hour}.{shown.minute:02}"
    return f"{text} uur" if language() == "nl" else text


def number(value: float) -> str:
    """1.250,5; in English 1,250.5"""
    text = f"{value:,}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def as_day(day: date) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def init_app(app: Flask) -> None:
    compile_catalogues()
    Babel(app, locale_selector=language, default_translation_directories=str(ROOT / "translations"))
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension that Babel adds
        lambda text: catalogue(language()).ugettext(text),
        lambda one, more, number: catalogue(language()).ungettext(one, more, number),
        newstyle=True,
    )
    for filter_ in (long_date, day_and_date, short_date, month, clock_time, number, paragraphs):
        app.add_template_filter(filter_)
    app.wsgi_app = LanguageInThePath(app.wsgi_app)  # type: ignore[method-assign]
    app.context_processor(lambda: {"language": language(), "asset": asset, "other_language_url": other_language_url()})


def other_language_url() -> str:
    """The same page in the other language."""
    if not has_request_context():
        return "/"
    path = quote(request.path) + (f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else "")
    return path if language() == "en" else f"/en{path}"


def asset(name: str) -> str:
    """The address of a file in `static/`, with its content in it: a new file has a new address."""
    return f"/static/{name}?{content_of(ROOT / 'static' / name)}"


@lru_cache(maxsize=200)
def content_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def compile_catalogues() -> None:
    """Makes one catalogue of the files per feature, when one of them is newer than the last result."""
    for folder in (ROOT / "translations").iterdir():
        sources = sorted(folder.glob("*.po"))
        target = folder / "LC_MESSAGES" / "messages.mo"
        if not sources or (target.exists() and all(s.stat().st_mtime < target.stat().st_mtime for s in sources)):
            continue
        target.parent.mkdir(exist_ok=True)
        half = target.with_suffix(f".{os.getpid()}")
        with half.open("wb") as file:
            write_mo(file, merged(sources, folder.name))
        half.replace(target)


def merged(sources: list[Path], locale: str) -> Catalog:
    whole = Catalog(locale=locale)
    for source in sources:
        with source.open("rb") as file:
            for message in read_po(file, locale=locale):
                if message.id and message.string:
                    whole.add(message.id, message.string, context=message.context)
    return whole
