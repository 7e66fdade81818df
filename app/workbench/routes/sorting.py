"""The sorting table: one card after another is laid at questions, as one case, or nowhere."""

import re
from collections.abc import Sequence
from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.catalogue import cases_among
from app.contributions.filters import KINDS
from app.contributions.models import Contribution
from app.contributions.queries import contribution_by_public_id
from app.core.errors import NotFound, Refusal, wants_facts
from app.core.forms import number_in
from app.core.guard import allow
from app.core.security import random_id
from app.core.typed import mark_of_typist
from app.core.wording import _, ngettext
from app.stocktaking.models import Laid, Question
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.queries import Lies
from app.stocktaking.queries.to_quote import kept_on
from app.stocktaking.words import LAID_NAMES
from app.workbench import operations, queries
from app.workbench.forms import ALONE, NewBinForm
from app.workbench.keys import BINS, SORTING
from app.workbench.models import Pile
from app.workbench.queries import OnTheTable, Tally
from app.workbench.queries.duplicates import alike_among
from app.workbench.routes.blueprint import blueprint
from app.workbench.routes.shortcuts import own_keys
from app.workbench.sieve import SHOWS, TERMS, Sieve, after, searched, terms_of

UNSEEN = -1  # no card has this version: a form that names none has not seen the card
NEXT_SHOWN = 5
LONGEST = 200  # characters of a search that are read
A_KEY = re.compile(r"[0-9a-z-]{20,40}")


def asked() -> Sieve:
    words = " ".join(request.args.get("q", "").split())[:LONGEST]
    kinds = tuple(KINDS[word].value for word in request.args.getlist("soort") if word in KINDS)
    shows = request.args.get("toon", "")
    terms = {name: frozenset(request.args.getlist(name)) for name in TERMS}
    return Sieve(words, kinds, terms, shows if shows in SHOWS else "open")


def kept() -> dict[str, Any]:
    """What the address of this page asks for, to keep it while going on."""
    found = {name: request.args.getlist(name) for name in ("q", "soort", *TERMS, "toon")}
    return {name: values for name, values in found.items() if any(values)}


@blueprint.get("/werkbank/stapels/<pile_slug>/sorteren")
def sort(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    return page(queries.pile_by_slug(pile_slug))


def page(pile: Pile, status: int = 200, **more: Any) -> tuple[str, int]:
    table = queries.on_the_table(pile, current_user)
    sieve = asked()
    passing = [card for card in table.cards if sieve.lets_through(card, current_user.id)]
    here = table.by_public_id.get(request.args.get("kaart", "")) or next(iter(passing), None)
    are_on, keys = own_keys()
    last = queries.last_deed(pile, current_user)
    by_id = {card.id: card for card in table.cards}
    shown = last if last and last.contribution_id in by_id else None
    given = {"form": NewBinForm(None, data={"key": random_id()}), "refusal": "", "last": shown}
    return render_template(
        "workbench/sort.html",
        pile=pile,
        table=table,
        sieve=sieve,
        kept=kept(),
        passing=passing,
        here=here,
        coming=after(passing, here)[:NEXT_SHOWN],
        before=next((card for card in reversed(passing) if here and card.number < here.number), None),
        kinds=KINDS,
        terms={name: terms_on(table, name) for name in TERMS},
        terms_of=terms_of,
        keys={action: keys[action] for action in SORTING},
        has_own_bin_keys=any(keys[action] != usual for action, usual in BINS.items()),
        alike=alike_among(by_id, current_user),
        are_on=are_on,
        to_go=to_go(pile, len(table.cards) - table.done),
        fresh_key=random_id(),
        who=mark_of_typist(current_user.public_id),
        searched=searched,
        where_words=where_words,
        places=places,
        by_id=by_id,
        quotes=kept_on(list(by_id), current_user),
        left_out=queries.left_out(pile),
        **given | more,
    ), status


def to_go(pile: Pile, cards: int) -> str:
    """How long it takes this member to lay that many cards, behind the number that was laid; nothing while unknown."""
    pace = queries.pace(pile, current_user)
    minutes = round(pace.total_seconds() * cards / 60) if pace else 0
    return ", " + ngettext("about %(num)s minute to go", "about %(num)s minutes to go", minutes) if minutes else ""


def terms_on(table: OnTheTable, name: str) -> list[tuple[str, str, int, int]]:
    """The terms of a dimension on these cards, the most named first: its word, its name, how many cases and cards."""
    told: dict[tuple[str, str], list[int]] = {}
    for card in table.cards:
        for term in terms_of(card, name).items():
            told.setdefault(term, []).append(table.told[card.id])
    counts = [(*term, cases_among(found), len(found)) for term, found in told.items()]
    return sorted(counts, key=lambda count: (-count[2], count[1]))


def where_words(lies: Lies, bins: Sequence[Question]) -> str:
    """Where a card lies, in words; nothing for one that lies nowhere yet."""
    if lies.laid in (Laid.ONE_CASE, Laid.NOWHERE):
        return str(LAID_NAMES[lies.laid])
    names = [found.sentence for found in bins if found.id in lies.questions]
    elsewhere = len(lies.questions) - len(names)
    return " · ".join([*names, *([_("a question that is no part of this pile")] if elsewhere else [])])


def places(lies: Lies, bins: Sequence[Question]) -> list[str]:
    """The bins in which a card lies, as a form names them."""
    alone = [word for word, laid in ALONE.items() if lies.laid is laid]
    return [found.slug for found in bins if found.id in lies.questions] + alone


@blueprint.post("/werkbank/stapels/<pile_slug>/kaarten/<public_id>")
def lay(pile_slug: str, public_id: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    pile = queries.pile_by_slug(pile_slug)
    try:
        return lay_card(pile, contribution_by_public_id(public_id, current_user, to_change=True))
    except NotFound:
        return gone(pile, public_id)


def lay_card(pile: Pile, held: Contribution) -> ResponseReturnValue:
    try:
        where, seen = place_asked(pile), number_in(request.form.get("gezien"), UNSEEN)
        operations.lay(pile, held, where, seen, key_sent(), by=current_user)
    except Refusal as refusal:
        return answer(pile, held, refusal)
    return answer(pile, held, stays="blijf" in request.form)


def place_asked(pile: Pile) -> Question | Laid:
    """The bin of this pile, or the place of its own, that a form names. Raises Refusal for one that is not offered."""
    offered: dict[str, Question | Laid] = {**queries.by_slug(pile), **ALONE}
    found = offered.get(request.form.get("vak", ""))
    if found is None:
        raise Refusal(_("This question is not offered here any more. The card lies as before: choose another place."))
    return found


def key_sent() -> str:
    """Which press of a button this is, as the page chose it; one that chose none counts as a new one."""
    sent = request.form.get("key", "")
    return sent if A_KEY.fullmatch(sent) else random_id()


def answer(pile: Pile, held: Contribution, refusal: Refusal | None = None, stays: bool = False) -> ResponseReturnValue:
    """What became of a card: as facts for the script that asked, else the page with the next card."""
    if wants_facts():
        return jsonify(facts(pile, held) | {"message": str(refusal) if refusal else ""}), 409 if refusal else 200
    if refusal:
        return page(pile, 409, refusal=str(refusal))
    here = held.public_id if stays else None
    return redirect(url_for("workbench.sort", pile_slug=pile.slug, kaart=here, **kept(), _anchor="nu"))


def gone(pile: Pile, public_id: str) -> ResponseReturnValue:
    """A card that this member does not find in this pile, or no longer: the page goes on with the others."""
    message = _("This card is not there any more: its text went, or the card was taken out. Go on with another card.")
    if wants_facts():
        numbers = counted(pile, queries.questions_of(pile), queries.tally(pile, current_user))
        return jsonify(numbers | {"card": public_id, "gone": True, "message": message}), 404
    return page(pile, 404, refusal=message)


def facts(pile: Pile, held: Contribution) -> dict[str, Any]:
    """Where a card lies now, and how many lie where. Raises NotFound when it is no part of the pile."""
    tally = queries.tally(pile, current_user)
    lies = tally.lies.get(held.id)
    if lies is None:
        raise NotFound
    bins = queries.questions_of(pile)
    return {
        "card": held.public_id,
        "version": lies.version,
        "open": lies.is_open,
        "places": places(lies, bins),
        "words": where_words(lies, bins),
    } | counted(pile, bins, tally)


def counted(pile: Pile, bins: Sequence[Question], tally: Tally) -> dict[str, Any]:
    """The questions in their order, how many cards lie somewhere, and by the word of each place how many lie there.

    A page that was open meanwhile learns so of the questions that colleagues made.
    """
    at_questions = {question.slug: tally.number_at(question.id) for question in bins}
    cases = {question.slug: tally.cases_at(question.id) for question in bins}
    return {
        "bins": [{name: getattr(question, name) for name in ("slug", "sentence", "language")} for question in bins],
        "done": tally.done,
        "to_go": to_go(pile, len(tally.lies) - tally.done),
        "numbers": at_questions | {word: tally.number_that_is(laid) for word, laid in ALONE.items()},
        "cases": cases | {word: tally.cases_that_are(laid) for word, laid in ALONE.items()},
    }
