"""Every message to an account lies in its inbox as well, but for the few that are secrets."""

import ast
from pathlib import Path

from sqlalchemy import select

from app.accounts import messages as of_accounts
from app.accounts.models import Role
from app.contributions import messages as of_stories
from app.contributions.operations.news_mail import Stops, kind_of_news_mail, stop_token
from app.core.database import db
from app.core.mail_days import who_of
from app.core.outbox import Email, post
from app.core.security import fingerprint
from app.core.wording import lazy
from app.following import messages as of_following
from app.following.models import Follow
from app.notifications.models import Notification
from app.notifications.operations import tell
from tests.factories import make_user
from tests.following.made import follows, make_follower

APP = Path(__file__).parents[2] / "app"
INTO_THE_INBOX = {"tell", "tell_each", "leave_in_inbox", "leave_a_copy", "to_hosts", "tell_handlers", "to_desk"}
NOT_IN_THE_INBOX = {  # that write a mail, and why that is all
    "accounts.sign_in_link": "a link that signs in is a secret of the mailbox",
    "accounts.invitation": "who is invited may have no account yet",
    "accounts.confirm_address": "it proves that somebody reads that mailbox",
    "accounts.confirm_change": "the same",
    "following.answer": "a link that confirms proves the same; that one follows it already is left in the inbox",
    "contributions.confirm_news": "the address has no account",
    "contributions.your_link": "the same",
    "contributions.news": "the same",
    "contributions.look_again": "the same; an account has its own",
    "contributions.news_of_the_day": "the same; an account has its own",
    "appeals.answered": "the address has no account; an account has its own",
    "gatherings.cancelled": "whoever signs off is forgotten, and what lay in an inbox about it as well",
    "gatherings.harvest_for_walk_in": "people leave an address at the door, without an account",
    "gatherings.post_to_caterer": "the caterer has no account",
}


def test_whoever_writes_a_mail_also_leaves_it_in_the_inbox_or_says_why_not():
    mails, inbox = set(), set()
    for path in sorted([*APP.glob("*/messages.py"), *APP.glob("*/messages/*.py"), *APP.glob("*/jobs.py")]):
        feature = path.relative_to(APP).parts[0]
        for function in ast.parse(path.read_text()).body:
            if isinstance(function, ast.FunctionDef):
                called = {node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
                mails |= {f"{feature}.{function.name}"} if "post" in called else set()
                inbox |= {f"{feature}.{function.name}"} if called & INTO_THE_INBOX else set()
    assert mails - inbox == set(NOT_IN_THE_INBOX)


def test_what_happens_with_an_account_is_in_the_inbox(app):
    user, administrator = make_user(Role.EDITOR), make_user(Role.ADMINISTRATOR)
    follower = make_follower(user=user)
    with app.test_request_context("/"):
        of_accounts.password_changed(user)
        of_accounts.factors_reset(user)
        of_accounts.role_changed(user.memberships[0])
        of_accounts.address_waits()
        of_following.known(follower, follows(follower, "west"))
    db.session.commit()
    mails = sorted((mail.address, mail.subject) for mail in db.session.scalars(select(Email)))
    found = db.session.scalars(select(Notification)).all()
    assert sorted((one.user.email, one.subject) for one in found) == mails and len(mails) == 6
    assert all(one.path.startswith("/") and one.text for one in found) and administrator.email in dict(mails)
    assert db.session.scalar(select(Follow)) is not None


def test_no_key_in_the_outbox_names_an_account(app):
    """A key stays for thirty days after the mail, also when the account is gone by then."""
    user = make_user(Role.EDITOR, family_name="Kanarie")
    with app.test_request_context("/"):
        of_accounts.sign_in_link(user, "token")
        of_accounts.password_changed(user)
        told = (stop_token(user, Stops.NEWS), kind_of_news_mail(user))
        of_stories.news_of_the_day_at_account(user, [("x" * 26, [lazy("Your text is used")])], *told)
        post(user.email, "Zo maar", "Tekst.")
        tell([user], "Zo maar", "Tekst.")
    db.session.commit()
    keys = [mail.key for mail in db.session.scalars(select(Email))]
    names = [user.public_id, user.email, user.family_name, *map(fingerprint, (user.public_id, user.email)), who_of(user.email)]
    assert len(keys) == 5 and not [(key, name) for key in keys for name in names if name.lower() in key.lower()]
    assert not [key for key in keys if key.rstrip("-").rpartition("-")[2] == str(user.id)]
