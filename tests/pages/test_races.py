"""Many presses at one moment: one deed is done, the others are told so, and no half state is left."""

import threading

from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Contribution, Listing, Reading, Status, Step
from app.core.database import db
from app.core.security import random_code
from tests.factories import make_contribution, make_user, save, seen_text

AT_ONCE = 12


def pressed(app, requests):
    """The statuses of requests that are sent at the same moment, each by a browser of its own: (client, path, form)."""
    gate, found = threading.Barrier(len(requests)), []

    def press(browser, path, form):
        gate.wait()
        with app.app_context():
            found.append(browser.post(path, data=form).status_code)
            db.session.remove()

    threads = [threading.Thread(target=press, args=request) for request in requests]
    db.session.rollback()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()
    return sorted(found)


def test_many_approvals_publish_once(app, plain_client):
    code = random_code()
    story = make_contribution(code=code, status=Status.WAITING_FOR_APPROVAL)
    for _reader in range(2):
        save(Reading(contribution_id=story.id, reader_id=make_user(Role.EDITOR).id, accepted_at=story.submitted_at))
    seen = {"seen": seen_text(story)}
    found = pressed(app, [(plain_client(), f"/volg/{code}/akkoord", seen) for _n in range(AT_ONCE)])
    assert found == [303] + [409] * (AT_ONCE - 1)
    steps = db.session.scalars(select(Step.what).where(Step.contribution_id == story.id)).all()
    assert sorted(steps) == ["approved", "published", "purged"]


def test_stricter_while_it_is_approved_never_leaves_it_in_public_view(app, plain_client):
    """Whichever comes first: in the end only members may find it."""
    code = random_code()
    story = make_contribution(code=code, status=Status.WAITING_FOR_APPROVAL)
    for _reader in range(2):
        save(Reading(contribution_id=story.id, reader_id=make_user(Role.EDITOR).id, accepted_at=story.submitted_at))
    yes, stricter = {"seen": seen_text(story)}, {"members_only": "y"}
    deeds = [(f"/volg/{code}/akkoord", yes), (f"/volg/{code}/strenger", stricter)] * 3
    found = pressed(app, [(plain_client(), path, form) for path, form in deeds])
    assert set(found) <= {303, 409}
    shown = db.session.execute(select(Listing.audience, Listing.gone)).all()
    assert {audience.value for audience, gone in shown if not gone} == {"members"}
    assert plain_client().get(f"/bijdragen/{story.public_id}").status_code == 404


def test_withdrawn_while_it_is_approved_is_nowhere(app, plain_client):
    code = random_code()
    story = make_contribution(code=code, status=Status.WAITING_FOR_APPROVAL)
    for _reader in range(2):
        save(Reading(contribution_id=story.id, reader_id=make_user(Role.EDITOR).id, accepted_at=story.submitted_at))
    deeds = [(f"/volg/{code}/akkoord", {"seen": seen_text(story)}), (f"/volg/{code}/intrekken", {"sure": "y"})] * 3
    found = pressed(app, [(plain_client(), path, form) for path, form in deeds])
    assert set(found) <= {303, 409}
    assert db.session.get_one(Contribution, story.id).status is Status.WITHDRAWN
    assert db.session.scalars(select(Listing.gone).where(Listing.gone.is_(False))).all() == []


def test_no_more_readers_than_are_needed(app, plain_client, sign_in):
    story = make_contribution(status=Status.RECEIVED)
    browsers = [plain_client() for _n in range(6)]
    for browser in browsers:
        sign_in(make_user(Role.EDITOR), browser)
    found = pressed(app, [(browser, f"/redactie/{story.public_id}/lezen", {}) for browser in browsers])
    assert found == [302, 302, 409, 409, 409, 409]
    assert len(db.session.scalars(select(Reading)).all()) == 2
