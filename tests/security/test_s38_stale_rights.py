"""S-38, V7.3, V7.4 and V8.3.2: whatever somebody holds stops when the right behind it stops. Every thing times every event."""

import pytest
from sqlalchemy import select

from app.accounts import operations, queries
from app.accounts.models import Invitation, Role
from app.contributions.models import NewsAddress
from app.contributions.operations import withdraw
from app.core import clock
from app.core.clock import now, today
from app.core.database import db
from app.core.security import fingerprint
from app.pages.erasing import erase
from app.schedule import JOBS
from tests.accounts.test_signing_in import GOOD
from tests.factories import make_contribution, make_organisation, make_user, save
from tests.security.world import CODE, LONG

NAME = {"given_name": "Ada", "infix": "", "family_name": ""}


class Held:
    """One person, and everything that opens something for them."""

    def __init__(self, browser, sign_in):
        self.user = make_user(Role.MEMBER)
        self.user_email = self.user.email
        make_user(Role.ADMINISTRATOR)
        self.browser, self.elsewhere, self.stranger = browser(), browser(), browser()
        sign_in(self.user, self.browser)
        sign_in(self.user, self.elsewhere)
        self.link = operations.link_for(self.user)
        self.half = operations.begin_half_session(self.user, "a test")
        invitation = operations.invite(self.user.email, make_organisation(), Role.HOST, by=make_user(Role.ADMINISTRATOR))
        self.invitation = f"/uitnodiging/{invitation}"
        self.story = make_contribution(code=CODE, author_id=self.user.id)
        save(NewsAddress(contribution_id=self.story.id, email="n@x.example", token_hash=fingerprint("news"), confirmed_at=now(), delete_on=today() + LONG))
        db.session.commit()

    # What opens something, and whether it still does.
    def session_here(self):
        return self.browser.get("/mijn").status_code == 200

    def session_elsewhere(self):
        return self.elsewhere.get("/mijn").status_code == 200

    def role_in_the_session(self):
        return self.browser.get("/werkbank").status_code == 200

    def mailed_link(self):
        return self.stranger.post(f"/inloggen/link/{self.link}").status_code == 302

    def half_session(self):
        with self.stranger.session_transaction() as session:
            session["half"] = self.half
        return self.stranger.get("/inloggen/tweede-stap").status_code == 200

    def invited(self):
        self.stranger.post(self.invitation, data=NAME)
        found = queries.user_by_email(self.user_email)
        return bool(found and found.is_active and found.has(Role.HOST))

    def code_of_the_story(self):
        return self.stranger.get(f"/volg/{CODE}").status_code == 200

    def news(self):
        return self.stranger.get("/volg/nieuws/news").status_code == 200

    # What happens.
    def signs_out(self):
        self.browser.post("/uitloggen")

    def password_changes(self):
        assert self.browser.post("/mijn/wachtwoord", data={"password": GOOD}).status_code == 302

    def address_changes(self):
        assert self.browser.post("/mijn/adres", data={"new_email": "ander@x.example"}).status_code == 302
        change = queries.address_change_of(self.user)
        change.old_token_hash, change.new_token_hash = fingerprint("old"), fingerprint("new")
        db.session.commit()
        for token in ("old", "new"):
            assert self.browser.post(f"/mijn/adres/{token}").status_code == 302

    def role_ends(self):
        operations.end_role(self.user.memberships[0], by=make_user(Role.ADMINISTRATOR))
        db.session.commit()

    def account_closes(self):
        self.user.closed_at = now()
        db.session.commit()

    def account_is_erased(self):
        erase(self.user, {self.story.public_id})
        db.session.commit()

    def invitation_is_withdrawn(self):
        operations.withdraw_invitation(db.session.scalars(select(Invitation)).one())
        db.session.commit()

    def story_is_taken_back_and_deleted(self):
        withdraw(self.story)
        db.session.commit()

    def much_time_passes(self):
        """A month and a half; nobody did anything in between."""


THINGS = ("code_of_the_story", "news", "session_here", "session_elsewhere", "role_in_the_session", "half_session", "invited", "mailed_link")
OF_THE_ACCOUNT = {"session_here", "session_elsewhere", "role_in_the_session", "mailed_link", "half_session"}
ENDS = {  # what each event ends; all else goes on
    "signs_out": {"session_here", "role_in_the_session"},
    "password_changes": {"session_elsewhere", "half_session"},
    "address_changes": {"session_elsewhere", "half_session", "mailed_link"},
    "role_ends": {"role_in_the_session"},
    "account_closes": OF_THE_ACCOUNT | {"invited"},
    "account_is_erased": OF_THE_ACCOUNT | {"invited", "news"},  # who has the code keeps it: the story stays, as was asked
    "invitation_is_withdrawn": {"invited"},
    "story_is_taken_back_and_deleted": OF_THE_ACCOUNT | {"code_of_the_story", "news", "invited"},  # 46 days later
    "much_time_passes": OF_THE_ACCOUNT | {"invited"},
}
TAKES_TIME = {"much_time_passes", "story_is_taken_back_and_deleted"}


def still_opens(held):
    """Which of the things still open something; those that use themselves up come last."""
    return {thing for thing in THINGS if getattr(held, thing)()}


@pytest.mark.parametrize("event", ENDS)
def test_s_38_what_somebody_holds_stops_with_the_right_behind_it(browser, sign_in, monkeypatch, event):
    held = Held(browser, sign_in)
    getattr(held, event)()
    if event in TAKES_TIME:
        moment = clock.now() + LONG * 23
        monkeypatch.setattr(clock, "now", lambda: moment)
        JOBS["forget-ended-stories"][0]()
        db.session.commit()
    assert still_opens(held) == set(THINGS) - ENDS[event]


def test_s_38_each_of_them_opens_something_before(browser, sign_in):
    assert still_opens(Held(browser, sign_in)) == set(THINGS)


def test_v7_3_2_the_longest_session_ends_however_much_it_is_used(browser, sign_in, wait):
    used = browser()
    sign_in(make_user(), used)
    for _half_day in range(int(operations.LONGEST.days * 24 / 11)):
        wait(hours=11)
        used.get("/mijn")
    assert used.get("/mijn").status_code == 200
    wait(hours=11)
    assert used.get("/mijn").status_code == 302


def test_v7_4_1_a_cookie_of_before_signing_out_opens_nothing(browser, sign_in):
    left = browser()
    sign_in(make_user(), left)
    kept = left.get_cookie("straatwijs").value
    answer = left.post("/uitloggen")
    assert '"cache"' in answer.headers["Clear-Site-Data"] and '"storage"' in answer.headers["Clear-Site-Data"], "V14.3.1"
    left.set_cookie("straatwijs", kept)
    assert left.get("/mijn").status_code == 302


def test_v8_3_2_a_right_that_ends_is_gone_in_the_next_request(browser, sign_in):
    admin, editor, desk, office = make_user(Role.ADMINISTRATOR), make_user(Role.EDITOR), browser(), browser()
    sign_in(editor, desk)
    sign_in(admin, office)
    assert desk.get("/redactie").status_code == 200
    office.post(f"/beheer/rollen/{editor.memberships[0].id}/beeindigen")
    assert desk.get("/redactie").status_code == 403
