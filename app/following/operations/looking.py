"""A happening as everybody can read it at this moment, or not at all."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from app.accounts.models import Visitor
from app.challenges.models import Challenge
from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution
from app.core.clock import midnight
from app.core.site import path_of
from app.following import queries
from app.following.models import Call, Happening, What
from app.following.operations.calling import targets_of
from app.following.permissions import may_be_told, question_of
from app.following.shown import Shown
from app.following.targets import Targets, themes_around
from app.stocktaking.models import News, Question
from app.stocktaking.queries import used_in_view
from app.stocktaking.queries.came_along import came_from, stands_at
from app.stocktaking.queries.from_challenges import challenge_of, followed_from, waits_for_words
from app.stocktaking.queries.merging import followed_here
from app.taxonomy.models import Dimension

NEWS = {What.QUESTION_ANSWERED: News.ANSWERED, What.QUESTION_DECIDED: News.DECIDED}


def look(happening_id: int) -> Shown | None:
    """None when not everybody can read it any more, or when it does not hold."""
    happening = queries.happening_whole(happening_id)
    if not may_be_told(happening):
        return None
    if happening.call is not None:
        return of_call(happening, happening.call)
    if happening.challenge is not None and happening.what is What.QUESTION_REMAINS:
        return of_what_remains(happening.challenge)
    if happening.challenge is not None and happening.contribution is not None:
        return of_link(happening.challenge, happening.contribution)
    if happening.challenge is not None:
        return of_challenge(happening.what, happening.challenge)
    question = question_of(happening)
    if question is not None and happening.what is What.QUESTION_USES:
        return of_quotes(happening, question)
    if question is not None and happening.came_along is not None:
        return of_what_came_along(happening.what, question, happening.came_along)
    if question is not None:
        return of_question(happening.what, question)
    return of_story(happening)


def of_call(happening: Happening, call: Call) -> Shown:
    """What is asked has the title of the challenge or the question, or goes by the terms that cross."""
    challenge, question = happening.challenge, happening.question
    if challenge is not None:
        about = of_challenge(What.CALL, challenge)
    elif question is not None:
        about = of_question(What.CALL, question)
    else:
        path = f"{path_of('contributions.start')}?{urlencode([('over', side) for side in call.sides])}"
        about = Shown(what=What.CALL, title="", path=path, targets=Targets(), sides=call.sides)
    return replace(about, targets=targets_of(call.sides, call.themes, challenge, question))


def of_challenge(what: What, challenge: Challenge) -> Shown:
    themes = themes_around(term.id for term in challenge.terms if term.dimension is Dimension.THEME)
    left = followed_from(challenge.id) if what is What.CHALLENGE_CLOSED else ()
    return Shown(
        what=what,
        title=challenge.title,
        path=path_of("pages.challenge", slug=challenge.slug),
        targets=Targets(challenge.id, frozenset(left), themes, challenge.organisation.part),
        until=challenge.closes_on,
        organisation=challenge.organisation.name,
    )


def of_what_remains(challenge: Challenge) -> Shown | None:
    """By the title of the challenge: the question itself stands behind the sign-in, until a member worded it."""
    path = f"{path_of('stocktaking.ask')}?{urlencode({'uitdaging': challenge.slug})}"
    return replace(of_challenge(What.QUESTION_REMAINS, challenge), path=path) if waits_for_words(challenge) else None


def of_link(challenge: Challenge, story: Contribution) -> Shown | None:
    """Of whoever follows the challenge itself, as long as the story stands with it as an answer that all may read."""
    if not queries.is_linked_answer(challenge, story):
        return None
    shown, targets = shown_story(What.STORY_LINKED, story), Targets(challenge_id=challenge.id)
    return replace(shown, targets=targets, answers=challenge.title, follows_up="")


def of_quotes(happening: Happening, question: Question) -> Shown | None:
    """Of whoever follows the question itself; nothing as long as others see no quote of that week."""
    first, last = (midnight(happening.told_from - timedelta(days=days)) for days in (7, 0))
    lately = queries.quoted_between(question, first, last)
    in_view = any(story.id in lately for story in used_in_view(question))
    shown = of_question(What.QUESTION_USES, question)
    return replace(shown, targets=Targets(question_ids=shown.targets.question_ids)) if in_view else None


def of_question(what: What, question: Question) -> Shown:
    """A question is about the themes of the stories of which everybody sees that it uses them, and about the challenge
    that left it."""
    used = queries.public_listing([story.id for story in used_in_view(question)])
    origin = challenge_of(question, Visitor())
    about = of_challenge(what, origin).targets if origin is not None else Targets()
    themes = themes_around(i for row in used for i in row.term_ids)
    return Shown(
        what=what,
        title=question.sentence,
        path=path_of("stocktaking.question", slug=question.slug),
        targets=replace(
            about, question_ids=frozenset(followed_here(question.id)), term_ids=about.term_ids | themes
        ),
        organisation=question.owner.name if question.owner is not None else "",
    )


def of_what_came_along(what: What, question: Question, key: int) -> Shown | None:
    """Of who followed the question where it came to: who followed the one that it was of heard it there.

    Nothing once the two are taken apart again.
    """
    if not stands_at(question, NEWS[what], key):
        return None
    shown = of_question(what, question)
    heard = {one for origin in came_from(NEWS[what], key)[1] for one in followed_here(origin)}
    return replace(shown, targets=replace(shown.targets, question_ids=shown.targets.question_ids - heard))


def of_story(happening: Happening) -> Shown | None:
    story = happening.contribution
    listing = queries.public_listing([story.id]) if story is not None else []
    return shown_story(happening.what, story) if story is not None and listing else None


def shown_story(what: What, story: Contribution) -> Shown:
    view = disclosed(story, Visitor())
    about = view.challenge or view.follows_up
    left = followed_from(view.follows_up.id) if view.follows_up else ()
    return Shown(
        what=what,
        title=view.title,
        path=path_of("pages.contribution", public_id=view.id),
        targets=Targets(
            challenge_id=about.id if about else None,
            question_ids=frozenset(left),
            term_ids=themes_around(term.id for term in view.themes),
            country_part=view.part,
        ),
        answers=view.challenge.title if view.challenge else "",
        is_question=not story.is_experience,
        follows_up=view.follows_up.title if view.follows_up else "",
        contributors=frozenset(queries.addresses_of_contributor(story)),
        author_id=story.author_id,
    )
