"""Addresses for machines: search engines, security researchers, whoever watches over the server."""

from datetime import timedelta

from flask import Response, current_app, render_template

from app.core.clock import now
from app.core.database_health import answers
from app.core.errors import NotFound
from app.core.guard import public
from app.core.site import address_of
from app.core.slowing import slowed
from app.core.wording import LANGUAGES, path_in
from app.pages import queries
from app.pages.routes.blueprint import blueprint

PER_FILE = 45_000 // len(LANGUAGES)  # pages in one file, which may hold 50,000 addresses
HIDDEN = ("/deel", "/volg", "/inloggen", "/mijn", "/redactie", "/beheer", "/werkbank", "/postvak")


def text(body: str, kind: str = "text/plain") -> Response:
    return Response(body, content_type=f"{kind}; charset=utf-8")


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    if current_app.config["MODE"] == "demonstration":
        return text("User-agent: *\nDisallow: /\n")
    closed = "".join(f"Disallow: {path}\n" for path in HIDDEN)
    return text(f"User-agent: *\n{closed}Sitemap: {address_of('/sitemap.xml')}\n")


@blueprint.get("/sitemap.xml")
@slowed("download")
@public
def sitemap() -> Response:
    """Every page in both languages; when they are too many for one file, where the files stand."""
    paths = queries.public_addresses()
    parts = range(1, parts_of(paths) + 1)
    if len(parts) == 1:
        return part(paths)
    files = [address_of(f"/sitemap-{number}.xml") for number in parts]
    return text(render_template("pages/sitemap_index.xml", files=files), "application/xml")


@blueprint.get("/sitemap-<int:number>.xml")
@slowed("download")
@public
def sitemap_part(number: int) -> Response:
    paths = queries.public_addresses()
    if not 1 <= number <= parts_of(paths):
        raise NotFound
    return part(paths[(number - 1) * PER_FILE : number * PER_FILE])


def parts_of(paths: list[str]) -> int:
    return -(-len(paths) // PER_FILE)


def part(paths: list[str]) -> Response:
    found = [{code: address_of(path_in(code, path)) for code in LANGUAGES} for path in paths]
    return text(render_template("pages/sitemap.xml", pages=found), "application/xml")


@blueprint.get("/.well-known/security.txt")
@public
def security_txt() -> Response:
    deal = current_app.extensions["deal"]
    expires = (now() + timedelta(days=300)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: mailto:{deal.help_email}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {address_of('/.well-known/security.txt')}",
    )
    return text("\n".join(lines) + "\n")


@blueprint.get("/healthz")
@public
def healthy() -> Response:
    """The process runs."""
    return text("ok\n")


@blueprint.get("/readyz")
@public
def ready() -> Response:
    """The database answers as well."""
    if answers():
        return text("ok\n")
    return Response("no database\n", status=503, content_type="text/plain; charset=utf-8")
