"""The screens together: which form belongs to which step, and what they add up to."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from app.contributions import operations
from app.contributions.costs import COSTS
from app.contributions.forms.sharing import AnsweringShareForm, CheckForm, ShareForm
from app.contributions.forms.telling import AnsweringForm, KindForm, StoryForm, WhereForm
from app.contributions.models import Audience, Draft, Kind, Outcome
from app.contributions.operations import Answers
from app.contributions.reading_mark import OF_AN_ANSWER
from app.contributions.suggestions import suggested_themes
from app.contributions.titles import proposed_title
from app.core.forms import Form
from app.core.wording import language
from app.taxonomy.models import Dimension, Term

FORMS: dict[str, type[Form]] = {
    "kind": KindForm,
    "story": StoryForm,
    "where": WhereForm,
    "share": ShareForm,
    "check": CheckForm,
}


def form_class(step: str, draft: Draft) -> type[Form]:
    """The form of a step: an answer to a challenge is asked for more. So it stays when the challenge is let go."""
    if step == "share" and draft.challenge_id is not None and draft.on_behalf is None:  # no consent is of who types
        return AnsweringShareForm
    told = operations.typed_in(draft, "story")
    asks = operations.typed_in(draft, "kind").get("kind") == [Kind.QUESTION.value]  # and tells no experience
    is_told = any(any(told.get(name, [])) for name in (*OF_AN_ANSWER, *COSTS))
    is_answer = is_told or (draft.challenge_id is not None and not asks)
    return AnsweringForm if step == "story" and is_answer else FORMS[step]


def form_of(step: str, draft: Draft) -> Any:
    """The form of a step with what was typed there, or with what is proposed before anything was typed."""
    form = filled_in(step, draft)
    if step == "check":
        form.ask_for(filled_in("share", draft).told_beside)
    return form


def forms_of(draft: Draft) -> dict[str, Any]:
    forms = {step: filled_in(step, draft) for step in FORMS}
    forms["check"].ask_for(forms["share"].told_beside)
    return forms


def filled_in(step: str, draft: Draft) -> Any:
    typed = operations.typed_in(draft, step)
    given = MultiDict([(name, value) for name, found in typed.items() for value in found])
    sent = given if step in draft.typed else None
    form = form_class(step, draft)(sent, data=proposed(step, draft), meta={"csrf": False})
    if isinstance(form, AnsweringShareForm) and draft.challenge is not None:
        form.asked_by = draft.challenge.organisation
    return form


def proposed(step: str, draft: Draft) -> dict[str, Any]:
    """What stands in a form at first. Who reads it is left open, but for an instructive example."""
    kind = kind_of(draft)
    if step == "share" and kind is Kind.LEARNED:
        return {"audience": Audience.PUBLIC.value, "names_organisation": "no"}
    if step == "check":
        story = first_words(draft)
        return {"title": proposed_title(*story), "outcome": operations.USUAL_OUTCOME[kind or Kind.EXPERIENCE].value}
    return {}


def kind_of(draft: Draft) -> Kind | None:
    typed = operations.typed_in(draft, "kind").get("kind", [""])[0]
    return Kind(typed) if typed in set(Kind) else None


def first_words(draft: Draft) -> tuple[str, str]:
    """The lesson and the facts as typed so far."""
    typed = operations.typed_in(draft, "story")
    return typed.get("lesson", [""])[0], typed.get("facts", [""])[0]


def suggestions_for(draft: Draft, where: WhereForm) -> list[Term]:
    return suggested_themes(" ".join(first_words(draft)), where.of(Dimension.THEME))


def first_unfinished(draft: Draft, forms: Mapping[str, Any]) -> str | None:
    """The first step that was skipped or still needs another look; None when all is ready to be sent."""
    for step, form in forms.items():
        if not form.validate() or step not in draft.typed:
            return step
    return None


def answers_of(draft: Draft, forms: Mapping[str, Any]) -> Answers:
    """What the forms add up to. What cannot be used is left out, so that half a story can be shown."""
    kind = kind_of(draft) or Kind.EXPERIENCE
    story, where, share, check = forms["story"], forms["where"], forms["share"], forms["check"]
    for form in (story, where, share, check):
        form.validate()
    organisation = share.own_organisation()
    return Answers(
        kind=kind,
        title=check.title.data or "",
        facts=story.facts.data or "",
        lesson=story.lesson.data or "",
        opinion=story.opinion.data or "",
        **as_answer(story),
        outcome=Outcome(check.outcome.data) if check.outcome.data in set(Outcome) else Outcome.NOT_APPLICABLE,
        terms=where.chosen_terms(),
        own_words=where.own_words(),
        suggested=frozenset(term.id for term in suggestions_for(draft, where)),
        audience=Audience.MEMBERS if share.audience.data == "members" else Audience.PUBLIC,
        names_organisation=share.names_organisation.data == "yes",
        hides_place=bool(share.hides_place.data),
        not_quoted=bool(share.not_quoted.data),
        kept_from=share.kept_out(),
        remove_more=bool(share.remove_more.data),
        place=share.place(),
        neighbourhood="" if share.no_place.data else share.neighbourhood.data or "",
        year=None if share.year.errors else share.year_meant(),
        organisation=organisation,
        organisation_name=share.organisation.data or "",
        organisation_kind=share.organisation_kind.data or (organisation.kind if organisation else None),
        role=share.role.data or None,
        visible_from=None if share.visible_from.errors else share.first_day(),
        look_again=None if share.look_again.errors else share.day_to_look(),
        unchanged_is_fine=check.unchanged.data == "yes",
        tells_of_yes=bool(check.tells_of_yes.data),
        shows_origin=check.tells_origin,
        host_calls_at=share.number_to_call() if isinstance(share, AnsweringShareForm) else "",
        language=language(),
    )


def as_answer(story: StoryForm) -> dict[str, Any]:
    """What an answer to a challenge tells besides; nothing for any other story."""
    if not isinstance(story, AnsweringForm):
        return {}
    return {"condition": story.condition.data or "", "went_wrong": story.went_wrong.data or ""} | story.costs()
