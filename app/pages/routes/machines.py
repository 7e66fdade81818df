"""Addresses for machines: search engines, security researchers, whoever watches over the server."""

from datetime import timedelta

from flask import Response, current_app, render_template

from app.accounts.models import Visitor
from app.challenges.queries import public_slugs
from app.core.clock import now
from app.core.database_health import answers
from app.core.guard import public
from app.core.site import address_of
from app.pages import queries
from app.pages.routes.blueprint import blueprint
from app.stocktaking.queries import public_question_slugs

PAGES = ("/", "/uitdagingen", "/bijdragen", "/vraagstukken", "/balans", "/bijeenkomsten", "/open-data", "/over")
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
@public
def sitemap() -> Response:
    visitor = Visitor()
    paths = [*PAGES, *(f"/bijdragen/{public_id}" for public_id in queries.public_addresses(visitor))]
    paths += [f"/uitdagingen/{slug}" for slug in public_slugs()]
    paths += [f"/vraagstukken/{slug}" for slug in public_question_slugs()]
    return text(render_template("pages/sitemap.xml", addresses=[address_of(path) for path in paths]), "application/xml")


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
