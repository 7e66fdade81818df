"""After an older backup was put back: what was decided about stories since is done once more, so nothing comes back.

It is done by the operations that did it, at the moment that it was done, and nobody is told of it again. It never shows
more than the backup does. What the backup holds already is left alone, so a second time changes nothing.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from app.contributions import queries
from app.contributions.models import Audience, Contribution, Photo, PhotoState, Side, Step
from app.contributions.operations.contact import forget_news
from app.contributions.operations.conversation import stop_host
from app.contributions.operations.follow import ENDED, back_to_the_desk, read_again, withdraw
from app.contributions.operations.holding import IN_VIEW, take_down
from app.contributions.operations.host_phone import REMOVED, forget_host_phone
from app.contributions.operations.leaving import take_away
from app.contributions.operations.levels import level_of, make_stricter
from app.contributions.operations.photo_files import judge_anew, let_go
from app.contributions.operations.photos import note as note_photo
from app.contributions.operations.photos import relist_if_seen, turn_down
from app.contributions.operations.reading import refuse
from app.contributions.operations.remembering import decided, sealed
from app.contributions.origins import end_origin
from app.contributions.queries.host_phone import host_phone_of
from app.core import trail
from app.core.again import done_before
from app.core.clock import today
from app.core.database import db

Line = dict[str, Any]
LEVEL_STEPS = ("made_stricter", "loosened")
# Lines of one row are about the same: of these only the newest counts.
TOPICS = (
    LEVEL_STEPS, ("changed", "read_once_more"), ("held", "let_back"), ("withdrawn", "refused", "taken_away"),
    ("host_stopped",), (REMOVED,), ("new_link",), ("photo_removed",), ("photo_refused",), ("photo_covered",),
    ("photo_stricter", "photo_described"), ("news_stopped",), ("origin_hidden",),
)  # fmt: skip


def do_again() -> int:
    """Does once more what was decided after this backup was made; about how many stories. Run by restore."""
    told = newest(decided())
    about = set()
    with done_before():
        for photo in queries.photos_among(lambda public_id: sealed(public_id) in told):
            key, lines = photo.contribution_id, told[sealed(photo.public_id)]
            about |= {key for line in lines if of_photo(photo, line)}
        for story in queries.stories_among(lambda public_id: sealed(public_id) in told):
            key, lines = story.id, told[sealed(story.public_id)]
            about |= {key for line in lines if of_story(story, line)}
    return len(about)


def stop_news_again() -> int:
    """Deletes the addresses for news of which the owner said after this backup: no more; how many. Run by restore.

    One that was confirmed since stays: its owner asked anew, and the backup knows that.
    """
    told = {of: lines[-1] for of, lines in newest(decided()).items()}
    stopped = [
        address
        for address in queries.news_addresses_among(lambda token_hash: sealed(token_hash) in told)
        if address.confirmed_at is None or address.confirmed_at < told[sealed(address.token_hash)]["at"]
    ]
    with done_before():
        for address in stopped:
            trail.note("after a restore: news_stopped", f"contribution {address.contribution_id}", by=None)
            forget_news(address.contribution)
    return len(stopped)


def newest(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """For each story and photo the lines that count, oldest first."""
    topics = {what: topic for topic in TOPICS for what in topic}
    found: dict[tuple[str, tuple[str, ...]], Line] = {}
    for line in lines:
        if line["what"] in topics:
            found[line["of"], topics[line["what"]]] = line
    told: dict[str, list[Line]] = {}
    for (of, _topic), line in sorted(found.items(), key=lambda item: item[1]["at"]):
        told.setdefault(of, []).append(line)
    return told


def of_story(story: Contribution, line: Line) -> bool:
    """Does it again with this story; whether there was anything to do."""
    what, before, key = line["what"], len(story.steps), story.id
    if story.status in ENDED and what != "taken_away":
        return False
    if not DEEDS[what](story, line):
        return False
    if what != "taken_away":
        date_back(story, before, line["at"])
        mark(story)
    trail.note(f"after a restore: {what}", f"contribution {key}", by=None)
    db.session.flush()
    return True


def date_back(story: Contribution, before: int, at: datetime) -> None:
    """What happened then is noted as of then: what is to be deleted a while later is not kept longer for a restore."""
    for step in story.steps[before:]:
        step.at = at


def mark(story: Contribution) -> None:
    """Lets its contributor and the desk see that this came of a backup that was put back."""
    story.steps.append(Step(what="done_again", by_role="operator"))


def is_known(story: Contribution, line: Line, *steps: str) -> bool:
    """Whether the backup was made after this, or after something newer of the same kind."""
    return any(step.what in steps and step.at >= line["at"] for step in story.steps)


def end(story: Contribution, line: Line) -> bool:
    if line["what"] == "withdrawn":
        withdraw(story)
    elif story.status in IN_VIEW:
        take_down(story, by=None, why="")
    else:
        back_to_the_desk(story)  # from wherever it waits: it was refused there in the end
        refuse(story, by=None, why="")
    return True


def take(story: Contribution, _line: Line) -> bool:
    """Nothing was in the way when it went, so nothing is in the way now."""
    queries.lift_whatever_it_is_kept_for(story)
    take_away(story)
    return True


def set_level(story: Contribution, line: Line) -> bool:
    """As strict as it was then. Where the backup is stricter it stays so: only the contributor shows more."""
    if is_known(story, line, *LEVEL_STEPS):
        return False
    level, before = line["level"], level_of(story)
    day = date.fromisoformat(level["visible_from"]) if level["visible_from"] else date.min
    is_later = day > max(today(), story.visible_from or date.min)
    make_stricter(
        story,
        members_only=level["audience"] == Audience.MEMBERS.value,
        without_name=not level["names_organisation"],
        remove_more=level["remove_more"],
        hides_place=level["hides_place"],
        not_quoted=level["not_quoted"],
        visible_from=day if is_later else None,
    )
    return level_of(story) != before


def read_anew(story: Contribution, line: Line) -> bool:
    """The text in the backup is one that went out of view. Two people read it, and its contributor says yes or no."""
    what = "changed" if line["what"] == "changed" else "read_once_more"
    steps = ("held",) if line["what"] == "held" else ("changed", "read_once_more")
    if story.status not in IN_VIEW or is_known(story, line, *steps):
        return False
    story.unchanged_is_fine = story.unchanged_is_fine and story.has_nobody_to_ask
    story.steps.append(Step(what=what, by_role="contributor" if what == "changed" else "editor"))
    read_again(story)
    return True


def stop_asking(story: Contribution, line: Line) -> bool:
    """The host municipality may ask nothing any more, unless its contributor allowed that anew."""
    talk = queries.conversation_of(story, Side.HOST)
    if talk is None or not talk.lets_host_ask or talk.allowed_at is None or talk.allowed_at >= line["at"]:
        return False
    stop_host(story)
    return True


def remove_number_again(story: Contribution, line: Line) -> bool:
    """Hosts may not call at the number of then; at one that was given since they may."""
    found = host_phone_of(story)
    if found is None or found.given_at >= line["at"]:
        return False
    forget_host_phone(story)
    return True


def hide_origin_again(story: Contribution, _line: Line) -> bool:
    """Nobody can show it again, so it was not shown since."""
    return end_origin(story)


def change_link_again(story: Contribution, line: Line) -> bool:
    """The link that its contributor made since opens it, and the one that somebody else had does not."""
    if story.code_hash == line["level"]["code_hash"] or is_known(story, line, "new_link"):
        return False
    story.code_hash = line["level"]["code_hash"]
    story.steps.append(Step(what="new_link", by_role="contributor"))
    queries.delete_drafts_sent_as(story)
    return True


def nothing(_story: Contribution, _line: Line) -> bool:
    return False


DEEDS: dict[str, Callable[[Contribution, Line], bool]] = {
    "made_stricter": set_level,
    "loosened": set_level,
    "changed": read_anew,
    "read_once_more": read_anew,
    "held": read_anew,
    "let_back": nothing,
    "withdrawn": end,
    "refused": end,
    "taken_away": take,
    "host_stopped": stop_asking,
    REMOVED: remove_number_again,
    "origin_hidden": hide_origin_again,
    "new_link": change_link_again,
}


def of_photo(photo: Photo, line: Line) -> bool:
    """Does it again with this photo; whether there was anything to do."""
    story, what, key = photo.contribution, line["what"], photo.id
    before = len(story.steps)
    if not PHOTO_DEEDS[what](photo, line):
        return False
    relist_if_seen(story)
    date_back(story, before, line["at"])
    mark(story)
    trail.note(f"after a restore: {what}", f"photo {key}", by=None)
    db.session.flush()
    return True


def remove(photo: Photo, _line: Line) -> bool:
    """Nothing kept it when it was removed, so nothing keeps it now."""
    story = photo.contribution
    let_go(photo)
    note_photo(story, "photo_removed")
    return True


def turn_down_again(photo: Photo, _line: Line) -> bool:
    if photo.state is PhotoState.REFUSED:
        return False
    turn_down(photo, by=None, why="")
    return True


def look_again(photo: Photo, line: Line) -> bool:
    """The desk found it fit as it was before something was said of it, or covered on it; or for other eyes."""
    is_stricter = line["level"].get("members_only", False) and not photo.members_only
    judged = [at for at in (photo.approved_at, *(found.at for found in photo.found_fit)) if at is not None]
    was_judged = any(at < line["at"] for at in judged) and line["what"] != "photo_stricter"
    if is_stricter:
        photo.members_only = True
    if was_judged:
        judge_anew(photo)
    return is_stricter or was_judged


PHOTO_DEEDS: dict[str, Callable[[Photo, Line], bool]] = {
    "photo_removed": remove,
    "photo_refused": turn_down_again,
    "photo_covered": look_again,
    "photo_described": look_again,
    "photo_stricter": look_again,
}
