"""Settings, read from the environment when the product starts."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
DEVELOPMENT_SECRET = "only-for-development"
GOING_LIVE = (  # who answers for what; production does not start before each is named
    "CONTROLLER",
    "DATA_PROTECTION_OFFICER",
    "WOO_CONTACT",
    "RETENTION_ROW",
    "DESK",
    "DESK_DEPUTY",
    "COORDINATOR",
)


def settings(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """All settings by name. `docs/operators.md` and `.env.example` explain each one."""
    given = os.environ if environment is None else environment
    env = {name: value for name, value in given.items() if value}  # an empty line in a file of settings says nothing
    data = Path(env.get("DATA_DIR", ROOT / "var")).absolute()
    found: dict[str, Any] = {
        "MODE": env.get("MODE", "development"),  # development, demonstration or production
        "DATA_DIR": data,
        "DEAL": env.get("DEAL", "openbare-ruimte"),
        "DEALS_DIR": Path(env.get("DEALS_DIR", ROOT / "deals")),
        "SECRET_KEY": env.get("SECRET_KEY", DEVELOPMENT_SECRET),
        "ADDRESS_KEY": env.get("ADDRESS_KEY", ""),  # seals addresses; empty: follows from SECRET_KEY
        "OLD_ADDRESS_KEY": env.get("OLD_ADDRESS_KEY", ""),  # still opens them, while the key changes
        "SQLALCHEMY_DATABASE_URI": env.get("DATABASE_URL", f"sqlite:///{data}/straatwijs.db"),
        "SITE_URL": env.get("SITE_URL", "http://localhost:5000").rstrip("/"),
        "TRUSTED_PROXIES": int(env.get("TRUSTED_PROXIES", "0")),
        "TRUSTED_HOSTS": env["TRUSTED_HOSTS"].split(",") if env.get("TRUSTED_HOSTS") else None,
        "MAIL_SERVER": env.get("MAIL_SERVER", ""),
        "MAIL_PORT": int(env.get("MAIL_PORT", "587")),
        "MAIL_USERNAME": env.get("MAIL_USERNAME", ""),
        "MAIL_PASSWORD": env.get("MAIL_PASSWORD", ""),
        "MAIL_STARTTLS": env.get("MAIL_STARTTLS", "yes") == "yes",
        "MAIL_TIMEOUT": int(env.get("MAIL_TIMEOUT", "20")),  # seconds
        "MAIL_SENDER": env.get("MAIL_SENDER", "Straatwijs <post@straatwijs.example>"),
        "S3_BUCKET": env.get("S3_BUCKET", ""),  # empty: files stand in DATA_DIR
        "S3_ENDPOINT": env.get("S3_ENDPOINT", "").rstrip("/"),
        "S3_REGION": env.get("S3_REGION", "us-east-1"),
        "S3_ACCESS_KEY": env.get("S3_ACCESS_KEY", ""),
        "S3_SECRET_KEY": env.get("S3_SECRET_KEY", ""),
        "CLAMAV": env.get("CLAMAV", ""),  # host:port or the path of a socket; empty: no virus scanner
        "TILES_URL": env.get("TILES_URL", ""),  # with {z}, {x} and {y}; empty: the map is a drawing only
        "TILES_ATTRIBUTION": env.get("TILES_ATTRIBUTION", ""),
        "TILES_CACHE_MB": int(env.get("TILES_CACHE_MB", "200")),
        "DEBUG": env.get("FLASK_DEBUG", "0") in ("1", "true"),
        "BACKUP_DAYS": int(env.get("BACKUP_DAYS", "30")),  # the privacy page names them
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "BABEL_DEFAULT_LOCALE": "nl",
        "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session; an expired form would lose what was typed
        "TEMPLATES_AUTO_RELOAD": False,
    }
    usual = "required" if found["MODE"] == "production" else "off"
    found["SECOND_FACTOR"] = env.get("SECOND_FACTOR", usual)  # of editors, coordinators and administrators
    for name in GOING_LIVE:
        found[name] = env.get(name, "")
    secure = found["SITE_URL"].startswith("https://")
    found |= {
        "SESSION_COOKIE_NAME": "__Host-straatwijs" if secure else "straatwijs",
        "DRAFT_COOKIE_NAME": "__Host-deel" if secure else "deel",
        "WALKER_COOKIE_NAME": "__Host-lopen" if secure else "lopen",
        "RECOGNITION_COOKIE_NAME": "__Host-herkend" if secure else "herkend",
        "ASKER_COOKIE_NAME": "__Host-navraag" if secure else "navraag",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SEARCHES_A_MINUTE": int(env.get("SEARCHES_A_MINUTE", "300")),
        "DOWNLOADS_A_MINUTE": int(env.get("DOWNLOADS_A_MINUTE", "60")),
        "RECOGNITIONS_A_MINUTE": int(env.get("RECOGNITIONS_A_MINUTE", "30")),
        "PREFERRED_URL_SCHEME": "https" if secure else "http",
    }
    return found


def faults(found: Mapping[str, Any], demonstration_accounts: bool = False, without_factor: int = 0) -> list[str]:
    """What stands in the way of production, in words for the operator; empty when nothing does.

    `without_factor` counts the people in a privileged role who have no second step. The start does not ask it: they
    set it up on the running site, where their role opens nothing before.
    """
    wrong = []
    if found["SECRET_KEY"] == DEVELOPMENT_SECRET or len(found["SECRET_KEY"]) < 32:
        wrong.append("SECRET_KEY: set a secret of your own, at least 32 characters long.")
    if found["ADDRESS_KEY"] and len(found["ADDRESS_KEY"]) < 32:
        wrong.append("ADDRESS_KEY: at least 32 characters long, or empty.")
    if found["DEBUG"]:
        wrong.append("FLASK_DEBUG: switch it off.")
    if not found["SITE_URL"].startswith("https://"):
        wrong.append("SITE_URL: must begin with https://.")
    if not found["TRUSTED_HOSTS"]:
        wrong.append("TRUSTED_HOSTS: name the host names that this site answers to.")
    if not found["MAIL_SERVER"]:
        wrong.append("MAIL_SERVER: without it no sign-in link can leave.")
    wrong += [f"{name}: fill in who this is." for name in GOING_LIVE if not found[name]]
    wrong += faults_of_the_second_step(found, without_factor) + faults_of_the_map(found)
    if demonstration_accounts:
        wrong.append("There are demonstration records: run 'bin/manage demo remove' first.")
    return wrong


def faults_of_the_second_step(found: Mapping[str, Any], without_factor: int) -> list[str]:
    wrong = []
    if found["SECOND_FACTOR"] not in ("required", "off"):
        wrong.append("SECOND_FACTOR: leave it empty, or set it to required or off.")
    if found["MODE"] == "production" and found["SECOND_FACTOR"] == "off":
        wrong.append("SECOND_FACTOR: in production it is required; leave it empty.")
    if without_factor:
        wrong.append(f"Second step: {without_factor} editors, coordinators or administrators have none yet.")
    return wrong


def faults_of_the_map(found: Mapping[str, Any]) -> list[str]:
    address = found["TILES_URL"]
    if not address:
        return []
    wrong = []
    if not address.startswith("https://") or any(part not in address for part in ("{z}", "{x}", "{y}")):
        wrong.append("TILES_URL: must begin with https:// and hold {z}, {x} and {y}, or stay empty.")
    if not found["TILES_ATTRIBUTION"]:
        wrong.append("TILES_ATTRIBUTION: name whose map it is; every licence of map tiles asks that.")
    return wrong


def remarks(found: Mapping[str, Any], scanner_answers: bool) -> list[str]:
    """What does not stand in the way of production, and what an operator should know."""
    if not found["CLAMAV"]:
        return ["CLAMAV: no virus scanner is set up, so photos are drawn anew but not scanned."]
    return [] if scanner_answers else ["CLAMAV: the scanner does not answer; photos wait until it does."]
