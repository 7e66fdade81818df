"""What is private, column by column of the processing table, and who may see which canary where.

Whoever adds a private column plants a canary in it (`planting.py`, `planting_work.py`), or says in `CHOSEN` or
`MESSAGES` why it can hold none; whoever shows one to somebody new says so in `ALLOWED`, with the reason.
"""

import json
import re
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Photo
from app.contributions.permissions import fields_for, needed_to_see
from app.core.database import db
from app.pages.processing import PROCESSING

WORD = re.compile(r"kanarie(\d\d)([a-z]+?)x(?![a-z])")
SECRET = re.compile(r"\$argon2id\$[\w$=,+/]+|[A-Za-z0-9_-]{26,}")
COLUMNS = [column for kept in PROCESSING for column in kept.columns]
CHOSEN = frozenset(  # one of a few words that the program itself knows, or a mark of a text, or numbers, or a moment: the two worlds compare those
    """
    asked_reader.seen woo_item.ground woo_blackout.part woo_blackout.ground
    listing.years listing.size listing.part listing.organisation_kind contribution.organisation_kind contribution.role
    contribution.confirmed_by contribution.coarse_size contribution.coarse_part user.language view_of_hidden.role
    appeal.places conversation.allowed_at conversation.closed_at gist.words gist.meaning saved_view.query
    host_phone.phone on_behalf.came_by on_behalf.agreed_on follow.country_part follower.spoken follower.works_as follower.works_at
    call.sides call.themes call.to_roles call.to_kinds
    registration.language gathering_wishes.foods gathering_catering.told gathering_catering.meal
    """.split()
)
MESSAGES = frozenset(  # what the program writes: a test of its own looks whether it tells anything
    "notification.subject notification.text notification.path email.subject email.text email.key email.leaves_in email.fault email.stop_url audit_row.about".split()
)
COPIES = ("stocktake_words.content",)  # beside its canaries, addresses of questions and stories that stand in columns of their own
POINTED_AT = ("organisation.name",)  # where a story was, who shared it and who may not read it are rows of that table
STORIES, PEOPLE, EVERYTHING = range(60), range(60, 100), range(100)
FIELD_OF = {"kind": "organisation_kind", "ownwords": "own_words", "wenton": "facts", "wentwrong": "went_wrong"}
PHOTO_WORDS = {  # the fields that somebody needs to see these words of a photo
    "alt": {"photos"}, "credit": {"photos", "credit"}, "waitingalt": {"waiting_photos"}, "placealt": {"waiting_photos"},
    "membersalt": {"photos", "members_photos"}, "membersaltcredit": {"photos", "members_photos", "credit"},
}
REGISTERS = (  # every organisation stands here, whoever shared something
    "gatherings.gathering", "gatherings.sign_up", "gatherings.add_person", "gatherings.put_right", "gatherings.change_registration", "accounts.mine", "accounts.admin", "accounts.organisation", "accounts.organisations", "accounts.rights", "stocktaking.edit",
    "stocktaking.save", "accounts.add_", "accounts.change_", "accounts.invite", "accounts.reset_", "contributions.step", "contributions.send_step",
)
WOO = ("woo.requests", "woo.freeze", "woo.lift", "woo.one", "woo.set_handlers", "woo.extend")
ADMIN = ("accounts.admin", "accounts.rights", "accounts.invite", "accounts.reset_factors")


@dataclass(frozen=True)
class Allowed:
    """That a role may see some canaries behind some doors, and why."""

    whats: str
    numbers: range
    role: Role | None  # None: whoever gets through that door
    doors: tuple[str, ...]
    why: str

    def covers(self, roles, number, what, endpoint):
        has = self.role is None or self.role in roles
        return has and what in self.whats.split() and number in self.numbers and endpoint.startswith(self.doors)


ALLOWED = (
    Allowed("title", STORIES, Role.EDITOR, ("review.",), "QUEUE of the rights table: the desk's list, before somebody opens a text"),
    Allowed("municipality organisation kept", EVERYTHING, None, REGISTERS, "the names of all organisations, whoever shared something"),
    Allowed("given infix family", range(90, 92), Role.ADMINISTRATOR, ("woo.one", "woo.set_handlers"), "an administrator asks editors to handle a request"),
    Allowed("given infix family user", PEOPLE, Role.ADMINISTRATOR, ADMIN, "the processing table: accounts are seen by the administrators"),
    Allowed("invited wanted", PEOPLE, Role.ADMINISTRATOR, ADMIN, "the processing table: invitations are seen by the administrators"),
    Allowed("recognised helped question", range(68, 69), None, ("gatherings.table", "gatherings.tap_card"), "who has the code of a gathering writes and reads its cards"),
    *(Allowed("asks", range(67, 69), role, ("stocktaking.ask",), "what somebody gave to the members, without a name") for role in (Role.MEMBER, Role.COORDINATOR)),
    Allowed("reason", range(92, 93), Role.ADMINISTRATOR, ("codebook.",), "the processing table: what administrators did with terms, and why"),
    Allowed("asked declined", range(92, 93), Role.ADMINISTRATOR, ("codebook.",), "the words of a reader who proposes a term, for the administrators"),
    Allowed("given infix family user", range(92, 93), Role.ADMINISTRATOR, ("codebook.",), "the history of a term says who changed it"),
    Allowed("work", PEOPLE, Role.ADMINISTRATOR, ADMIN, "an administrator says whether that address proves that somebody works there"),
    Allowed("reference subject", STORIES, Role.ADMINISTRATOR, WOO, "the processing table: freezes, and the requests that they are for"),
    *(
        Allowed("verdict", STORIES, role, ("pages.contribution",), "members see what a municipality does with an answer, and why")
        for role in (Role.MEMBER, Role.COORDINATOR, Role.EDITOR)
    ),
    Allowed("verdict", STORIES, Role.EDITOR, ("appeals.judge", "appeals.hide", "appeals.decide"), "who was drawn to judge a request about what a municipality says, reads it"),
    Allowed("verdict", STORIES, Role.HOST, ("answering.", "pages.contribution"), "the hosts of a challenge say what they do with its answers"),
    *(
        Allowed("sentence explanation statement gap", range(66, 67), role, ("stocktaking.", "search.everywhere", "pages.contribution"),
                "members and coordinators read every question")
        for role in (Role.MEMBER, Role.COORDINATOR)
    ),
    *(
        Allowed("stocktake freezing pile sentence explanation statement", range(66, 67), role, ("reports.",), "members read what they froze of questions that they word")
        for role in (Role.MEMBER, Role.COORDINATOR)
    ),
    *(
        Allowed("pile sentence why", range(66, 67), role, ("workbench.",), "members sort together at the questions that they word")
        for role in (Role.MEMBER, Role.COORDINATOR)
    ),
    *(
        Allowed("given infix family", PEOPLE, role, ("workbench.",), "members divide the cards, and see each other's names to do so")
        for role in (Role.MEMBER, Role.COORDINATOR)
    ),
    *(
        Allowed("wassentence wasexplanation wasstatement wasanswer", range(66, 67), role, ("stocktaking.",), "members and coordinators can put back what stood with a question")
        for role in (Role.MEMBER, Role.COORDINATOR)
    ),
    Allowed("wasmemo wasdissent", range(66, 67), Role.MEMBER, ("stocktaking.taken_away", "stocktaking.put_back"), "a note can be put back by who took it away, a view by members of its organisation"),
    Allowed("given infix family", range(68, 69), Role.COORDINATOR, ("stocktaking.taken_away", "stocktaking.put_back"), "who recorded a decision otherwise is named there to coordinators"),
    Allowed("wasdecided", range(66, 67), Role.COORDINATOR, ("stocktaking.taken_away", "stocktaking.put_back"), "coordinators record decisions"),
    *(
        Allowed("dropped memo dissent answer declined body decided given infix family", range(65, 67), role, ("stocktaking.",), "members and coordinators read each other's notes, signed")
        for role in (Role.MEMBER, Role.COORDINATOR)
    ),
)


@dataclass(frozen=True)
class Secrets:
    """Every canary and every secret of the database, with the column that it stands in."""

    words: dict[str, set[str]]
    by_column: dict[str, set[str]]

    def in_(self, text):
        """The canaries and secrets in a text."""
        found = {match[0] for match in WORD.finditer(text)} | set(SECRET.findall(text))
        return found & self.words.keys()


def tokens(value):
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return {match[0] for match in WORD.finditer(text)} | set(SECRET.findall(text))


def canaries(value):
    return {match[0] for match in WORD.finditer(value)}


def secrets_of_database():
    """Reads every private column once; what is sealed is opened."""
    by_column = {}
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if str(column) in COLUMNS or column.name == "public_id" or str(column) in POINTED_AT:
                values = db.session.scalars(select(column).where(column.is_not(None))).all()
                found_in = canaries if str(column) in COPIES else tokens
                by_column[str(column)] = {token for value in values for token in found_in(value)}
    words = {}
    for column, found in by_column.items():
        for token in found if column not in MESSAGES else ():
            words.setdefault(token, set()).add(column)
    return Secrets(words, by_column)


def may_see(person, token, stories):
    """Whether the rights table lets this person see a canary of a story on a page for others."""
    found = WORD.fullmatch(token)
    number = int(found[1]) if found else None
    if number in stories:
        if found[2] in PHOTO_WORDS:
            return PHOTO_WORDS[found[2]] <= fields_for(person, stories[number])
        return FIELD_OF.get(found[2], found[2]) in fields_for(person, stories[number])
    by_id = {row.public_id: row for row in stories.values()}
    if token in by_id:
        return bool(fields_for(person, by_id[token]))
    photo = db.session.scalars(select(Photo).where(Photo.public_id == token)).one_or_none()
    return photo is not None and may_see_photo(person, photo)


def may_see_photo(person, photo):
    return needed_to_see(photo) <= fields_for(person, photo.contribution)


IDS = {"woo_request.public_id": WOO, "user.public_id": ("woo.one", "woo.set_handlers")}  # in the forms of an administrator
OF_STOPS = {"gathering_stop.public_id"}  # in the form of a walker: stops are public, and this names one for good
TO_WORD = {"given_question.public_id"}  # where members word what somebody gave them
OF_GROUPS = {"told_case.public_id"}  # in the forms of members who judge which texts tell one case


def allowed_here(looker, token, columns, endpoint):
    """Whether one of the rows of `ALLOWED` lets this person see it behind this door."""
    found = WORD.fullmatch(token)
    if not found:
        if Role.ADMINISTRATOR in looker.roles and any(endpoint in IDS.get(column, ()) for column in columns):
            return True
        if looker.roles & {Role.MEMBER, Role.COORDINATOR} and columns <= OF_GROUPS and endpoint.startswith("workbench."):
            return True
        if looker.roles & {Role.MEMBER, Role.COORDINATOR} and columns <= TO_WORD and endpoint == "stocktaking.ask":
            return True
        if columns <= OF_STOPS and endpoint.startswith("gatherings."):
            return True
        return token in looker.waiting and Role.EDITOR in looker.roles and endpoint.startswith("review.")
    number, what = int(found[1]), found[2]
    if what == "title" and number in STORIES and number not in looker.waiting.values():
        return False
    return any(row.covers(looker.roles, number, what, endpoint) for row in ALLOWED)
