"""Whatever contributor, readers and desk do, in whatever order: others see what a few plain sentences say, and no more.

The sentences are a model of their own, `Story`; it knows nothing of states, listings or rights. A machine takes random
steps through the operations and looks behind public doors and those of members after each of them.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from flask import current_app
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.accounts.models import Role, User
from app.accounts.operations import begin_session
from app.contributions import operations
from app.contributions.models import Contribution, Status
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from tests.conftest import empty_tables
from tests.databases import ONCE, WALK
from tests.factories import make_contribution, make_municipality, make_organisation, make_user, seen_text

pytestmark = WALK

TEXTS = ("title", "facts", "lesson")
LISTS = ("/", "/bijdragen", "/balans", "/balans.csv", "/sitemap.xml", "/zoeken?q=kanarie", "/bijdragen?q=kanarie")
STORIES = st.integers(0, 1)
READERS = st.integers(0, 2)
number = count(1)


@dataclass
class Story:
    """What its contributor wishes, and who said yes to which text."""

    id: int
    public_id: str
    words: dict[str, str]  # that stand in the text as it is now
    place: str
    organisation: str
    unchanged_is_fine: bool
    proposal: dict[str, str] | None = None  # of the desk, while nobody answered it
    said_yes: set[int] = field(default_factory=set)  # readers, to the newest text
    contributor_said_yes: bool = False
    for_everybody: bool = True
    with_name: bool = True
    waits: bool = False
    is_held: bool = False
    has_ended: bool = False

    @property
    def in_view(self):
        agreed = self.contributor_said_yes or self.unchanged_is_fine
        read = len(self.said_yes) >= 2 and self.proposal is None
        return read and agreed and not (self.is_held or self.has_ended or self.waits)

    def is_seen_by(self, reader):
        return self.in_view and (self.for_everybody or reader == "member")

    def every_word(self):
        return {*self.words.values(), *(self.proposal or {}).values(), self.place, self.organisation}

    def shown_to(self, reader):
        names = {self.place, self.organisation} if self.with_name else set()
        return {*self.words.values(), *names} if self.is_seen_by(reader) else set()

    def text_is_new(self):
        self.said_yes.clear()
        self.contributor_said_yes = self.is_held = False


def new_words():
    n = next(number)
    return {name: f"kanarie{n}{name}" for name in TEXTS}


def written(words):
    return {name: f"Er lag een {word} op straat." for name, word in words.items()}


class AnyOrder(RuleBasedStateMachine):
    """Random steps; hypothesis makes a new one for each series of them."""

    is_new = False  # something was done since others last looked

    @initialize(fine=st.booleans())
    def a_site(self, fine):
        empty_tables()
        self.all_words = set()
        self.readers = [make_user(Role.EDITOR, make_organisation()).id for _ in range(3)]
        self.browsers = {name: browser(name) for name in ("visitor", "member")}
        self.stories = [self.a_story(fine), self.a_story(not fine)]
        self.it_goes_all_the_way(0)

    def a_story(self, fine):
        words, n = new_words(), next(number)
        place = make_municipality(name=f"kanarie{n}stad")
        office = make_organisation(name=f"kanarie{n}bureau")
        made = make_contribution(
            status=Status.RECEIVED, place=place, organisation=office, names_organisation=True, neighbourhood="",
            unchanged_is_fine=fine, **written(words),
        )
        story = Story(made.id, made.public_id, words, place.name, office.name, fine)
        self.all_words |= story.every_word()
        return story

    def does(self, story, deed, *args, **wishes):
        """Whether it was done: what cannot be done now is refused, and changes nothing."""
        with current_app.test_request_context():
            try:
                deed(db.session.get(Contribution, story.id), *args, **wishes)
                db.session.commit()
            except Refusal:
                db.session.rollback()
                return False
        self.is_new = True
        return True

    def person(self, which):
        return db.session.get(User, self.readers[which])

    @rule(which=STORIES, reader=READERS)
    def a_reader_opens(self, which, reader):
        self.does(self.stories[which], operations.open_to_read, self.person(reader))

    @rule(which=STORIES, reader=READERS)
    def a_reader_says_yes(self, which, reader):
        story = self.stories[which]
        seen = seen_text(db.session.get(Contribution, story.id))
        if self.does(story, operations.accept, self.person(reader), seen):
            story.said_yes.add(reader)

    @rule(which=STORIES)
    def it_goes_all_the_way(self, which):
        """The usual way, which random steps seldom find by themselves."""
        for reader in range(3):
            self.a_reader_opens(which, reader)
            self.a_reader_says_yes(which, reader)
        self.the_contributor_says_yes(which)

    @rule(which=STORIES, reader=READERS)
    def a_reader_steps_down(self, which, reader):
        if self.does(self.stories[which], operations.step_down, self.person(reader)):
            self.stories[which].said_yes.discard(reader)

    @rule(which=STORIES, reader=READERS)
    def a_reader_proposes(self, which, reader):
        """Having opened it, and of course finding the own text fit."""
        story, words = self.stories[which], new_words()
        self.a_reader_opens(which, reader)
        if self.does(story, operations.propose, self.person(reader), **written(words), opinion=""):
            self.all_words |= set(words.values())
            story.proposal = words
            story.said_yes.clear()
            self.a_reader_says_yes(which, reader)

    @rule(which=STORIES)
    def the_contributor_says_yes(self, which):
        story = self.stories[which]
        seen = seen_text(db.session.get(Contribution, story.id))
        if self.does(story, operations.approve, seen):
            story.words, story.proposal = story.proposal or story.words, None
            story.contributor_said_yes = True

    @rule(which=STORIES)
    def the_contributor_says_no(self, which):
        story = self.stories[which]
        if self.does(story, operations.refuse_proposal, "Zo was het niet."):
            story.proposal = None
            story.text_is_new()

    @rule(which=STORIES)
    def the_contributor_writes_another_text(self, which):
        story, words = self.stories[which], new_words()
        if self.does(story, operations.change, **written(words), opinion=""):
            self.all_words |= set(words.values())
            story.words, story.proposal = words, None
            story.text_is_new()

    @rule(which=STORIES, wish=st.sampled_from(("members_only", "without_name", "visible_from")))
    def less_is_to_be_seen(self, which, wish):
        story = self.stories[which]
        wishes = dict.fromkeys(("members_only", "without_name", "remove_more"), False)
        wishes |= {wish: today() + timedelta(days=9) if wish == "visible_from" else True}
        if self.does(story, operations.make_stricter, **wishes):
            if wish == "without_name" and story.with_name:
                self.is_judged_anew(story)
            story.for_everybody = story.for_everybody and wish != "members_only"
            story.with_name = story.with_name and wish != "without_name"
            story.waits = story.waits or wish == "visible_from"

    @rule(which=STORIES, wish=st.sampled_from(("everybody", "with_name", "at_once")))
    def more_is_to_be_seen(self, which, wish):
        story = self.stories[which]
        if self.does(story, operations.loosen, **{wish: True}):
            if (wish == "everybody" and not story.for_everybody) or (wish == "with_name" and not story.with_name):
                self.is_judged_anew(story)
            story.for_everybody = story.for_everybody or wish == "everybody"
            story.with_name = story.with_name or wish == "with_name"
            story.waits = story.waits and wish != "at_once"

    def is_judged_anew(self, story):
        """What was judged for less is judged anew; what nobody judged yet goes on as it went."""
        if db.session.get(Contribution, story.id).status in (Status.READING, Status.RECEIVED):
            story.said_yes.clear()

    @rule(which=STORIES)
    def it_is_held(self, which):
        story = self.stories[which]
        was_seen = story.in_view or story.waits
        self.does(story, operations.hold, self.person(0))
        story.is_held = story.is_held or (was_seen and not story.has_ended and self.status(story) is Status.HELD)

    @rule(which=STORIES)
    def it_is_let_back(self, which):
        self.does(self.stories[which], operations.let_back, self.person(0))
        self.stories[which].is_held = False

    @rule(which=STORIES)
    def it_is_taken_back(self, which):
        """And somebody shares another one, so that there is always something to do."""
        if self.does(self.stories[which], operations.withdraw):
            self.stories[which].has_ended = True
            if len(self.stories) == 2:
                self.stories.insert(0, self.a_story(fine=True))
                self.it_goes_all_the_way(0)

    @rule(which=STORIES)
    def a_woo_request_keeps_it(self, which):
        with current_app.test_request_context():
            operations.freeze([self.stories[which].id], "Woo-1", today(), self.person(0))
            db.session.commit()

    @rule()
    def the_woo_request_is_over(self):
        with current_app.test_request_context():
            operations.lift("Woo-1", self.person(0))
            db.session.commit()
        self.is_new = True

    def status(self, story):
        return db.session.get(Contribution, story.id).status

    @invariant()
    def others_see_what_was_agreed(self):
        if not self.is_new:
            return
        self.is_new = False
        for reader, client in self.browsers.items():
            told = {path: client.get(path).text for path in self.doors()}
            allowed = set().union(*(story.shown_to(reader) for story in self.stories))
            for path, text in told.items():
                leaked = {word for word in self.all_words - allowed if word in text.replace(path, "")}
                assert not leaked, (reader, path, leaked)
            for story in self.stories:
                seen = story.is_seen_by(reader)
                where = f"/bijdragen/{story.public_id}"
                assert all((word in told[where]) for word in story.shown_to(reader)), (reader, story)
                assert (story.words["title"] in told["/bijdragen"]) is seen, (reader, story)

    def doors(self):
        return [*LISTS, *(f"/bijdragen/{story.public_id}" for story in self.stories)]


def browser(name):
    client = current_app.test_client()
    if name == "member":
        token = begin_session(make_user(Role.MEMBER, make_organisation()), "a test")
        db.session.commit()
        with client.session_transaction() as session:
            session["sid"] = token
    return client


@ONCE
def test_in_any_order_others_see_what_was_agreed(app, monkeypatch):
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)  # done by other tests
    run_state_machine_as_test(AnyOrder, settings=settings(
        max_examples=10, stateful_step_count=20, phases=(Phase.generate,), deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    ))
