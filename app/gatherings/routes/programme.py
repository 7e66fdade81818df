"""The gatherings as everybody reads of them: as a list, in a month, on the map, and each on its page."""

from collections import defaultdict
from datetime import date

from flask import render_template, request
from flask_login import current_user

from app.accounts.outline import dots
from app.accounts.queries import municipality_centres, organisations
from app.contributions.cards import cards
from app.core.clock import months_after, today
from app.core.guard import public
from app.core.site import address_of, path_of
from app.gatherings import operations, permissions, queries
from app.gatherings.changed import first_start, in_words
from app.gatherings.country_map import country_map
from app.gatherings.forms import PartyForm
from app.gatherings.models import Gathering
from app.gatherings.month import month_from, weeks_of
from app.gatherings.route_map import route_map
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.places import open_places


@blueprint.get("/bijeenkomsten")
@public
def index() -> str:
    shown = {"coming": queries.coming_gatherings(), "cancelled": queries.cancelled_gatherings()}
    return render_template("gatherings/index.html", **shown, past=queries.past_gatherings())


@blueprint.get("/bijeenkomsten/kalender")
@public
def month() -> str:
    begins = month_from(request.args.get("maand", ""), today())
    ends = months_after(begins, 1)
    days: dict[date, list[Gathering]] = defaultdict(list)
    for gathering in queries.gatherings_between(begins, ends):
        days[gathering.on].append(gathering)
    other = {"before": months_after(begins, -1), "after": ends}
    return render_template("gatherings/month.html", begins=begins, weeks=weeks_of(begins, days), **other)


@blueprint.get("/bijeenkomsten/kaart")
@public
def on_the_map() -> str:
    coming = queries.coming_gatherings()
    given = {"country": dots(municipality_centres()), "there": country_map(coming)}
    return render_template("gatherings/map.html", coming=coming, **given)


@blueprint.get("/bijeenkomsten/<slug>")
@public
def gathering(slug: str) -> str:
    found = queries.gathering_by_slug(slug, current_user)
    named = queries.cohosts(found, agreed=True)
    shown, of_parts = queries.challenges_on_page(found, current_user)
    changes = queries.shown_changes(found)
    panel = {"party": PartyForm(found), "places": open_places(found), "organisations": organisations()}
    return render_template(
        "gatherings/gathering.html",
        gathering=found,
        challenges=shown,
        of_parts=of_parts,
        themes=queries.themes_of_stops(found),
        cohosts=named,
        changes=[in_words(change) for change in changes],
        first_start=first_start(found, changes),
        address=address_of(path_of("gatherings.gathering", slug=slug)),
        series=queries.of_the_series(found),
        helps=permissions.may_help(current_user, found),
        organises=permissions.may_organise(current_user, found),
        is_left=permissions.may_take_up(current_user, found) and operations.nobody_organises(found),
        today=today(),
        **panel,
        route=route_map(found.stops),
        walks_soon=today() <= found.on and queries.open_walk_of(found, today()) is not None,
        summaries=queries.summaries_at(found),
        came_out=cards(queries.came_out_of(found, current_user), current_user),
        may_help=permissions.may_help(current_user, found),
        may_take_notes=permissions.may_take_notes(current_user, found),
    )
