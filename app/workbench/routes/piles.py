"""Piles: making one, what it covers, taking in what came later, dividing it, and the questions to lay cards at."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import User
from app.contributions.filters import choices
from app.contributions.selection import top_themes
from app.core.errors import NotFound, Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.security import fingerprint
from app.core.typed import shows_again
from app.core.wording import _, ngettext
from app.gatherings.queries import published_gatherings
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.queries import name_of, question_by_slug
from app.stocktaking.words import AXIS_NAMES, LAID_NAMES
from app.taxonomy.queries import vocabulary
from app.workbench import operations, queries
from app.workbench.forms import PileForm
from app.workbench.forms.piles import LEVEL_NAMES
from app.workbench.models import Pile
from app.workbench.queries.choosing import FILTERS
from app.workbench.queries.duplicates import among
from app.workbench.routes.blueprint import blueprint
from app.workbench.words import failures_in_words, what_is_missing


@blueprint.get("/werkbank/stapels")
def piles() -> str:
    allow(may_take_stock(current_user))
    return render_template("workbench/piles.html", piles=queries.piles())


@blueprint.route("/werkbank/stapels/nieuw", methods=["GET", "POST"])
@shows_again
def new_pile() -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    form = PileForm()
    offered = choices(vocabulary())
    named = {name: [(choice, name_of(choice)) for choice in offered[name] if not choice.is_undone] for name in FILTERS}
    form.offer(named, [(gathering.slug, gathering.title) for gathering in published_gatherings()])
    status = form.status
    if form.validate_on_submit():
        try:
            made = operations.fix(form.name.data, form.wanted(), by=current_user)
        except Refusal as refusal:
            form.name.errors, status = [str(refusal)], 409
        else:
            return redirect(url_for("workbench.pile", pile_slug=made.slug))
    return render_template("workbench/new_pile.html", form=form), form.status if status == 200 else status


@blueprint.get("/werkbank/stapels/<pile_slug>")
def pile(pile_slug: str) -> tuple[str, int]:
    allow(may_take_stock(current_user))
    return page(queries.pile_by_slug(pile_slug))


def page(found: Pile, refusal: Refusal | None = None, **typed: Any) -> tuple[str, int]:
    """What a pile holds. After a refusal with what was chosen: pressing once more saves that."""
    table = queries.on_the_table(found, current_user)
    covered = queries.covered(found, [card.id for card in table.cards], current_user)
    themes = top_themes(choices(vocabulary()))
    chosen = {"among": (), "switched_off": found.switched_off} | typed
    return render_template(
        "workbench/pile.html",
        pile=found,
        table=table,
        covered=covered,
        tally=queries.Tally(table.tally.lies, covered.told),
        alike=len(among({card.id for card in table.cards}, current_user)),
        group_names=AXIS_NAMES,
        lines_missing=what_is_missing(covered.groups),
        failures_in_words=failures_in_words,
        lying=queries.LYING,
        laid_names=LAID_NAMES,
        level_names=LEVEL_NAMES,
        wanted=queries.wanted_from(found.wanted),
        picked=queries.choices_in(queries.wanted_from(found.wanted)),
        gathering=queries.gathering_in(queries.wanted_from(found.wanted)),
        name_of=name_of,
        new=len(queries.arrivals(found, table.lying, current_user)),
        members=marked_members(),
        questions=queries.questions_for_bins(table.bins, current_user),
        themes=[
            choice
            for choice in themes
            if choice in covered.magnets or choice.mark[1] in chosen["switched_off"]
        ],
        left_out=queries.left_out(found),
        chosen=chosen,
        refusal=refusal,
    ), 409 if refusal else 200


@blueprint.post("/werkbank/stapels/<pile_slug>/aanvullen")
def take_in(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    found = queries.pile_by_slug(pile_slug, to_change=True)
    number = operations.take_in(found, by=current_user)
    flash(
        ngettext("%(num)s contribution was added.", "%(num)s contributions were added.", number)
        if number
        else _("Nothing new has come in.")
    )
    return redirect(url_for("workbench.pile", pile_slug=pile_slug))


@blueprint.post("/werkbank/stapels/<pile_slug>/verdelen")
def divide(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    found = queries.pile_by_slug(pile_slug, to_change=True)
    chosen = request.form.getlist("lid")
    among = [member for mark, member in marked_members() if mark in chosen]
    try:
        operations.divide(found, among, by=current_user, seen=version_sent())
    except Refusal as refusal:
        return page(found, refusal, among=chosen)
    flash(
        ngettext(
            "The open cards were divided over %(num)s member.",
            "The open cards were divided over %(num)s members.",
            len(among),
        )
        if among
        else _("The open cards are for everybody again.")
    )
    return redirect(url_for("workbench.pile", pile_slug=pile_slug))


def version_sent() -> int:
    """Which version of the pile the form showed; one that names none has not seen it."""
    return number_in(request.form.get("versie"))


def marked_members() -> list[tuple[str, User]]:
    """Every member with a mark to choose them by, which is good for nothing else."""
    return [(fingerprint(f"divide among {member.public_id}")[:20], member) for member in queries.members()]


@blueprint.post("/werkbank/stapels/<pile_slug>/vakken")
def offer(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    found = queries.pile_by_slug(pile_slug, to_change=True)
    chosen = [question_by_slug(slug, current_user) for slug in request.form.getlist("vraagstuk")]
    operations.offer(found, chosen, by=current_user)
    return redirect(url_for("workbench.pile", pile_slug=pile_slug, _anchor="vakken"))


@blueprint.post("/werkbank/stapels/<pile_slug>/vakken/<question_slug>/weghalen")
def withdraw_bin(pile_slug: str, question_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    found = queries.pile_by_slug(pile_slug, to_change=True)
    operations.withdraw_bin(found, question_by_slug(question_slug, current_user), by=current_user)
    flash(_("The question is no longer offered here. What lies there stays there."))
    return redirect(url_for("workbench.pile", pile_slug=pile_slug, _anchor="vakken"))


@blueprint.post("/werkbank/stapels/<pile_slug>/themas")
def switch_off(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    found = queries.pile_by_slug(pile_slug, to_change=True)
    offered = {choice.word: choice.mark[1] for choice in choices(vocabulary())["thema"]}
    words = request.form.getlist("uit")
    if any(word not in offered for word in words):
        raise NotFound
    ids = [int(offered[word]) for word in words]
    try:
        operations.switch_themes_off(found, ids, by=current_user, seen=version_sent())
    except Refusal as refusal:
        return page(found, refusal, switched_off=ids)
    flash(_("Saved."))
    return redirect(url_for("workbench.pile", pile_slug=pile_slug, _anchor="magneten"))
