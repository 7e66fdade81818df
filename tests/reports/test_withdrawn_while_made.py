"""While a file of a stocktake is made something is withdrawn: it is never written down, and nobody hears it is ready."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from app.contributions.models import Audience, Contribution
from app.contributions.operations import follow, relist
from app.core.database import db, writing
from app.core.outbox import Email
from app.reports import operations
from app.reports.jobs import MAKERS
from app.reports.models import Form, ReportFile, ReportState
from app.reports.operations import files
from app.reports.operations.files import folder
from app.schedule import run
from app.stocktaking import operations as stocktaking
from tests.at_once import InBetween, at_once
from tests.factories import make_user
from tests.reports.test_making_files import address, asked, work


def meanwhile(monkeypatch, deed):
    """Somebody does this once, while a file in CSV is made; in the list that comes back stands what was made then."""
    make, first = MAKERS[Form.CSV], []

    def making(*given):
        content = make(*given)
        if not first:
            first.append(content)
            deed()
            db.session.commit()
        return content

    monkeypatch.setitem(MAKERS, Form.CSV, making)
    return first


def words_in(packed):
    """All text of these files in CSV, each a zip."""
    opened = [ZipFile(BytesIO(content)) for content in packed]
    return "".join(file.read(name).decode() for file in opened for name in file.namelist())


def mails():
    return db.session.scalars(select(Email).where(Email.subject.contains("bestand"))).all()


@pytest.mark.parametrize("about", ["", "wie-beheert"])
@pytest.mark.parametrize("way", ["withdrawn", "stricter", "question held", "question of members"])
def test_what_is_withdrawn_while_it_is_made_is_never_written(client, frozen, laid, monkeypatch, way, about):
    story = laid.stories.named
    ways = {
        "withdrawn": lambda: follow.withdraw(story),
        "stricter": lambda: (setattr(story, "audience", Audience.MEMBERS), relist(story)),
        "question held": lambda: stocktaking.hold(laid.question, make_user()),
        "question of members": lambda: setattr(laid.question, "is_public", False),
    }
    file = asked(client, frozen, form="csv", about=about)
    work()
    first = meanwhile(monkeypatch, ways[way])
    work()
    db.session.refresh(file)
    assert file.state is ReportState.ASKED and file.file_name == "" and not list(folder().iterdir()) and not mails()
    assert client.get(address(frozen, file)).status_code == 404
    work(), work()
    db.session.refresh(file)
    if way.startswith("question") and about:
        assert file.state is ReportState.VOID and not list(folder().iterdir()) and not mails()
        return
    assert file.state is ReportState.READY and len(mails()) == 1
    gone = laid.question.sentence if way.startswith("question") else story.title
    assert gone in words_in(first) and gone not in words_in([operations.path_of(file).read_bytes()])


@pytest.mark.parametrize("way", ["begun anew", "void", "thrown away"])
def test_what_is_no_longer_being_made_is_not_finished(client, frozen, monkeypatch, way):
    file = asked(client, frozen, form="csv")
    key = file.id
    deeds = {"begun anew": files.wait_anew, "void": operations.make_void, "thrown away": operations.throw_away}
    work()
    meanwhile(monkeypatch, lambda: deeds[way](db.session.get(ReportFile, key)))
    work()
    found = db.session.get(ReportFile, key, populate_existing=True)
    states = {"begun anew": ReportState.ASKED, "void": ReportState.VOID, "thrown away": None}
    assert (found and found.state) is states[way] and not list(folder().iterdir()) and not mails()


def test_who_withdraws_while_it_is_finished_takes_it_along(app, client, frozen, laid, monkeypatch):
    """After the last look at what it would say, and before it is kept: whoever withdraws waits until it is there."""
    file, key = asked(client, frozen, form="csv"), laid.stories.named.id
    work()

    def withdraw():
        writing.set(True)  # as in a request that posts; the thread is its own
        follow.withdraw(db.session.get(Contribution, key))
        db.session.commit()
        return "withdrawn"

    between = InBetween(app, withdraw)
    monkeypatch.setattr(files, "is_void", between.after(files.is_void))
    assert at_once(app, lambda: run("make-reports")) == [None] and between.finish() == "withdrawn"
    db.session.refresh(file)
    assert file.state is ReportState.VOID and file.file_name == "" and not list(folder().iterdir())
