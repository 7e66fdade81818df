"""While a job computes, others write; what they changed meanwhile is not kept as it was before."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import select

from app.contributions import operations
from app.contributions.models import Audience, Contribution, Gist, Likeness, Status, ThemeProposal
from app.contributions.operations import comparing, themes
from app.contributions.similarity import Texts
from app.core.database import db
from app.schedule import run
from tests.at_once import InBetween, apart
from tests.factories import make_contribution
from tests.workbench.test_themes import learnt

__all__ = ["learnt"]
TOLD = {
    "facts": "Elke ochtend zetten vrijwilligers een hek neer voor de school. Na zes weken kwam er niemand meer.",
    "lesson": "Neem een paal die vanzelf zakt.",
}


@pytest.fixture
def meanwhile(app, monkeypatch):
    """Does a deed in a connection of its own, once, as soon as a step of a job was taken and the job still runs."""

    def arranged(where, step, deed):
        take, done = getattr(where, step), []

        def taken(*given, **named):
            found = take(*given, **named)
            if not done:
                done.append(True)
                with ThreadPoolExecutor(1) as other:
                    other.submit(apart, app, kept(deed)).result()
            return found

        monkeypatch.setattr(where, step, taken)
        return done

    return arranged


def kept(deed):
    def whole():
        deed()
        db.session.commit()

    return whole


def worked(name):
    """What the clock does."""
    db.session.commit()
    run(name)


def with_gist():
    """Of the audience that the job begins with: the change comes in between there."""
    audience = next(iter(Audience))
    return set(db.session.scalars(select(Gist.contribution_id).where(Gist.audience == audience)))


def withdrawn(key):
    return lambda: operations.withdraw(db.session.get(Contribution, key))


def reworded(key):
    def deed():
        found = db.session.get(Contribution, key)
        found.facts = "Wij zaaiden bloemen in de berm, en de ploeg maaide in mei alles weg."
        operations.relist(found)

    return deed


@pytest.mark.parametrize("change", [withdrawn, reworded])
def test_who_writes_while_meanings_are_computed_does_not_wait_and_is_heard(app, meanwhile, change):
    one, other = (make_contribution(title=title, **TOLD).id for title in ("Een hek", "Het hek"))
    done = meanwhile(comparing, "meanings_of", change(one))
    worked("compare-texts")
    assert done and with_gist() == {other}, "no numbers of words that are gone"
    worked("compare-texts")
    assert with_gist() == ({other} if change is withdrawn else {one, other})
    assert not db.session.scalars(select(Likeness)).all(), "it reads differently now, or nobody reads it"


@pytest.mark.parametrize("change", [withdrawn, reworded])
def test_who_writes_while_texts_are_compared_does_not_wait_and_is_heard(app, meanwhile, change):
    one, other, third = (make_contribution(title=title, **TOLD).id for title in ("Een hek", "Het hek", "Nog een hek"))
    done = meanwhile(Texts, "pairs", change(one))
    worked("compare-texts")
    among = {(pair.one_id, pair.other_id) for pair in db.session.scalars(select(Likeness))}
    assert done and among == {(other, third)}
    worked("compare-texts")
    assert not db.session.scalars(select(Gist).where(Gist.compared.is_(False))).all()
    assert with_gist() == ({other, third} if change is withdrawn else {one, other, third})


def out_of_view(key):
    def deed():
        with current_app.test_request_context("/", method="POST"):  # as at the desk, where who presses a button writes
            operations.hold(db.session.get(Contribution, key), by=None)
            db.session.commit()

    return deed


@pytest.mark.parametrize("step", ["hold_unchanged", "hold_compared"])
def test_what_goes_out_of_view_while_it_is_kept_waits_for_that_and_takes_it_along(app, monkeypatch, step):
    """Else what was computed of a text would be kept just after the text went, and nobody would take it away."""
    one, other = (make_contribution(title=title, **TOLD).id for title in ("Een hek", "Het hek"))
    between = InBetween(app, out_of_view(one))
    monkeypatch.setattr(comparing, step, between.after(getattr(comparing, step)))
    worked("compare-texts")
    assert between.finish() is None
    assert db.session.get(Contribution, one).status is Status.HELD
    assert one not in set(db.session.scalars(select(Gist.contribution_id)))
    assert not db.session.scalars(select(Likeness)).all()


def test_who_writes_while_themes_are_learnt_does_not_wait_and_is_heard(learnt, meanwhile):
    one, other = (story.id for story in learnt)
    done = meanwhile(themes, "proposals", withdrawn(one))
    worked("propose-themes")
    assert done and {found.contribution_id for found in db.session.scalars(select(ThemeProposal))} == {other}


def test_what_calculates_does_it_in_one_thread():
    """Two that wait for each other were measured to take eight times as long beside a busy web server."""
    told = "import os, threading, wsgi, numpy; numpy.ones((600, 600)) @ numpy.ones((600, 600)); "
    told += "print(len(os.listdir('/proc/self/task')), threading.active_count())"
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    home = Path(__file__).parents[2]
    said = subprocess.run([sys.executable, "-c", told], cwd=home, env=environment, capture_output=True, text=True, check=True)
    native, python = said.stdout.split()[-2:]
    assert native == python
