"""What each screen shows beside its form: suggestions, look-alikes, hints, the card that others see."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for
from flask_login import current_user

from app.challenges.models import Challenge
from app.contributions import operations, queries
from app.contributions.crowd import crowd_of
from app.contributions.disclosure import View, as_others_see, challenge_in_view
from app.contributions.filters import Choice
from app.contributions.forms import (
    PATHS,
    KindForm,
    answers_of,
    asked_along,
    first_words,
    forms_of,
    kept_until,
    kind_of,
    suggestions_for,
    unsent,
)
from app.contributions.look_alikes import look_alikes
from app.contributions.models import Draft, Kind
from app.contributions.operations.on_behalf import teller_of
from app.contributions.origins import origin_of_draft
from app.contributions.privacy import Shown, shown_hints
from app.contributions.routes.browser import secret
from app.contributions.said_already import said_already
from app.contributions.titles import words_in
from app.core.clock import today
from app.core.deal import deal
from app.core.wording import language
from app.taxonomy.models import Dimension

TOLD = ("facts", "lesson", "condition", "went_wrong", "opinion")  # in the order of reading
WORDS = {step: word for word, step in PATHS.items()}
TEMPLATES = {step: f"contributions/{step}.html" for step in WORDS}


def start(form: KindForm, challenge: Challenge | None, about: Sequence[Choice] = ()) -> tuple[str, int]:
    over = [f"{choice.name}:{choice.word}" for choice in about]
    here = url_for("contributions.begin", uitdaging=challenge.slug if challenge else None, over=over)
    drafts = unsent(queries.unsent_drafts(operations.browser_of(secret()), current_user))
    given = {"challenge": challenge, "draft": None, "drafts": drafts, "about": about, "today": today()}
    goes_with = challenge_in_view(challenge)
    page = render_template("contributions/kind.html", form=form, here=here, goes_with=goes_with, **given)
    return page, form.status


def step(draft: Draft, name: str, form: Any, status: int = 0, expired: bool = False) -> tuple[str, int]:
    """A screen with what was typed in it. `expired` asks to press the button once more."""
    around = {"story": around_story, "where": around_where, "share": around_share, "check": around_check}
    shown = around[name](draft, form) if name in around else {}
    page = render_template(
        TEMPLATES[name],
        form=form,
        draft=draft,
        challenge=draft.challenge,
        goes_with=challenge_in_view(draft.challenge),
        today=today(),
        step=name,
        here=url_for("contributions.step", public_id=draft.public_id, word=WORDS[name]),
        expired=expired,
        kept_until=kept_until(draft),
        **({"origin": origin_of_draft(draft)} | shown),
    )
    return page, status or form.status


def around_story(draft: Draft, form: Any) -> dict[str, Any]:
    said = said_already(draft.challenge)
    return {"words": words_in(first_words(draft)[1]), "said_already": said, **resembling(draft)}


def resembling(draft: Draft) -> dict[str, Any]:
    """At most three texts that look like the one being written, and which of them got a voice from it."""
    lesson, facts = first_words(draft)
    heard = queries.public_ids_with_voice_of(draft)
    return {"look_alikes": look_alikes(f"{facts} {lesson}", current_user), "heard": heard}


def look_alikes_fragment(draft: Draft) -> str:
    return render_template("contributions/_look_alikes.html", **resembling(draft))


def around_where(draft: Draft, form: Any) -> dict[str, Any]:
    suggested = suggestions_for(draft, form)
    themes = [(top, subs) for top, subs in form.groups(Dimension.THEME) if top not in suggested]
    return {
        "suggested": suggested,
        "other_themes": [top for top, _subs in themes],
        "barriers": form.groups(Dimension.BARRIER),
        "levers": form.groups(Dimension.LEVER),
        "is_good": kind_of(draft) is Kind.GOOD,
        **resembling(draft),
    }


def around_share(draft: Draft, form: Any) -> dict[str, Any]:
    return {"hints": hints_in(draft), **card(draft)}


def around_check(draft: Draft, form: Any) -> dict[str, Any]:
    closed = draft.challenge is not None and not draft.challenge.is_open(today())
    shown = card(draft)
    links = asked_along(queries.asked_readers_of(draft), secret(), shown["mark"])
    return {
        "hints": hints_in(draft, ("title",)),
        "is_closed": closed,
        "links": links,
        "has_yes": any(link.asked.agreed and not link.is_old for link in links),
        **shown,
    }


def hints_in(draft: Draft, also: tuple[str, ...] = ()) -> list[Shown]:
    """Where somebody may be recognised in what was told, and in these fields of the check page."""
    forms = forms_of(draft)
    texts = {field: forms["check"][field].data or "" for field in also}
    told = {field: forms["story"][field].data or "" for field in TOLD if field in forms["story"]}
    return shown_hints(texts | told, language())


def card(draft: Draft) -> dict[str, Any]:
    """The card as others will see it, and what is shown to the editors only."""
    forms = forms_of(draft)
    answers = answers_of(draft, forms)
    contribution = operations.composed(answers, draft.challenge, teller_of(draft, current_user))
    view: View = as_others_see(contribution)
    return {
        "view": view,
        "place": answers.place,
        "crowd": crowd_of(contribution, view),
        "hides_place": answers.hides_place,
        "waits_until": answers.visible_from,
        "waits_for_proof": answers.names_organisation and contribution.confirmed_at is None,
        "licence": deal().licence,
        "origin": origin_of_draft(draft),
        "shows_origin": forms["check"].shows_origin.data,
        "mark": answers.mark,
        "asking": draft.challenge,
    }


def fragment(draft: Draft, step: str) -> str:
    return render_template("contributions/_preview.html", step=step, **card(draft))
