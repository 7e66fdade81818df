"""Behind the pages: logs, mail, messages, files, the index and what is kept in memory tell no canary either."""

import inspect
import io
import json
import logging
import zipfile
from email import message_from_bytes
from pathlib import Path

from sqlalchemy import select, text

from app import schedule
from app.accounts.models import Export, User, Visitor
from app.appeals.models import Appeal, AppealJudge
from app.contributions.models import Audience, Contribution, DraftPhoto, Photo
from app.contributions.queries import catalogue
from app.core import mail
from app.core.database import db
from app.core.outbox import Email
from app.core.trail import AuditRow
from app.following.messages import KIND
from app.gatherings.models import NotePhoto
from app.notifications.models import Notification
from app.pages.own_data import file_for
from app.reports.models import ReportFile
from app.woo.models import WooHandler, WooRequest
from tests.canary.planting_talk import ANSWERED, NUMBER
from tests.canary.register import PEOPLE, WORD, may_see
from tests.databases import ONCE, WALK
from tests.indexes import everything_in_index, everything_stored, statistics_of_index
from tests.mail_server import open_mailbox

pytestmark = WALK
ALWAYS = (
    "tell-followers", "tell-hosts", "tell-reactions", "tell-answerers", "tell-news", "tell-what-waits", "remind-of-appeals",
    "mind-silence",
)  # fmt: skip  # have something to say


def hidden_from(planted, person):
    stories = {story.number: story.row() for story in planted.stories}
    return {token for token in planted.secrets.words if not may_see(person, token, stories)}


@ONCE
def test_no_log_record_holds_a_canary(planted):
    """All that was logged while it was planted, and while the tests before this one crawled through it."""
    logging.getLogger("app").warning("kanarie00factsx")
    assert planted.secrets.in_(planted.log.lines.pop()), "what is logged is heard"
    told = {line: {token for token in planted.secrets.in_(line) if not is_an_actor(line, token, planted)} for line in planted.log.lines}
    assert not {line: found for line, found in told.items() if found}
    assert "access" not in Path(planted.app.root_path, "../bin/serve").read_text(), "the web server keeps no access log"


def is_an_actor(line, token, planted):
    """The security log says by the random id of which account or thing something was done or refused, and no word of it."""
    return line.startswith("straatwijs.security ") and is_an_id(token, planted)


def is_an_id(token, planted):
    return all(column.endswith(".public_id") for column in planted.secrets.words[token])


@ONCE
def test_no_mail_holds_a_canary(planted, monkeypatch):
    """As it leaves: headers, text, and the HTML of which mail programs show the beginning beside the subject.

    The receiver's own address stands on it, and in a mail about that address. Who follows something hears by its title
    of what everybody can read, and of nothing else.
    """
    hidden = hidden_from(planted, Visitor())
    assert [name for name in ALWAYS if not planted.wrote[name]] == [], "the jobs that mail did so"
    told, every = {}, db.session.scalars(select(Email).where(Email.address != "")).all()
    waiting = list({(email.address, email.subject, email.text): email for email in every}.values())  # the same mail once
    with open_mailbox(planted.app, monkeypatch) as mailbox:
        for email in waiting:
            mail.send(email.address, email.subject, email.text, message_id=f"{email.id}@localhost", stop_url=email.stop_url)
    for email, envelope in zip(waiting, mailbox.envelopes, strict=True):
        whole = message_from_bytes(envelope.content)
        parts = [part for part in whole.walk() if not part.is_multipart()]
        assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
        read = " ".join([str(whole.items()), *(part.get_payload(decode=True).decode() for part in parts)])
        theirs = {match[1] for match in WORD.finditer(email.address)}  # of themselves: the old address hears of the new one
        known = {word for word in planted.secrets.in_(read) if (match := WORD.fullmatch(word)) and match[1] in theirs and is_about_a_person(match)}
        found = planted.secrets.in_(read) - known - own_story(email.address)
        found &= hidden if email.key.startswith(KIND) else found
        if found or envelope.rcpt_tos != [email.address]:
            told[email.subject] = found
    assert not told and len(waiting) > 30


def is_about_a_person(match):
    return int(match[1]) in PEOPLE or match[2] in ("callback", "news")


def own_story(address):
    """The public ids in mail to somebody with an account: of what they shared themselves, and of requests that they handle or judge."""
    shared = select(Contribution.public_id).join(User, User.id == Contribution.author_id).where(User.email == address)
    handled = select(WooRequest.public_id).where(WooRequest.handlers.any(WooHandler.user.has(User.email == address)))
    judged = select(Appeal.public_id).where(Appeal.judges.any(AppealJudge.user.has(User.email == address)))
    return {*db.session.scalars(shared), *db.session.scalars(handled), *db.session.scalars(judged)}


def test_no_message_holds_a_canary(planted):
    for found in db.session.scalars(select(Notification)).all():
        told = planted.secrets.in_(f"{found.subject} {found.text} {found.path}")
        assert not told - own_story(found.user.email), found.subject


def test_the_trail_holds_ids_and_roles_only(planted):
    rows = db.session.scalars(select(AuditRow)).all()
    assert len(rows) > 3
    told = {token for row in rows for token in planted.secrets.in_(row.about)}
    assert not [token for token in told if not is_an_id(token, planted)] and not [row.about for row in rows if "@" in row.about]


def test_jobs_carry_nothing(planted):
    """No job has a payload: it finds its work in the database. What it logs when all of them run was heard above."""
    assert not [name for name, (job, _every) in schedule.JOBS.items() if inspect.signature(job).parameters]


def test_the_public_export_holds_what_a_visitor_sees(planted, tmp_path):
    run = planted.app.test_cli_runner().invoke(args=["export", str(tmp_path / "all.json")])
    assert run.exit_code == 0
    found = planted.secrets.in_((tmp_path / "all.json").read_text() + run.output)
    assert not found & hidden_from(planted, Visitor())
    assert {"kanarie00factsx", "kanarie07municipalityx", "kanarie07organisationx"} <= found


def test_the_file_of_one_person_holds_nothing_of_another(planted):
    theirs = {"asker": 78, "somebody": 70, "host": 60, "asking host": 87, "member": 65, "first": 90, "keeper": 92}
    for name, number in theirs.items():
        user = planted.person(name)
        with planted.app.test_request_context(), zipfile.ZipFile(io.BytesIO(file_for(user))) as archive:
            told = " ".join(archive.read(part).decode() for part in archive.namelist())
        words = {word for word in planted.secrets.in_(told) if (found := WORD.fullmatch(word)) and int(found[1]) != number}
        assert words <= ALSO_THEIRS.get(name, set()), name


ALSO_THEIRS = {
    "asking host": {f"kanarie{NUMBER}hostquestionx"},  # what they asked, and not what they were told
    "somebody": {  # what they typed and did not send, and what they asked; not the reason, which is for who wrote the text
        *(f"kanarie76{what}x" for what in "title facts lesson opinion municipality neighbourhood organisation".split()),
        *(f"kanarie{ANSWERED}{what}x" for what in ("mine", "answer")),
    },
    "host": {f"kanarie{n}{what}x" for n in (61, 62) for what in "title situation approach tried fixed questions usableanswer neighbourhood".split()} | {f"kanarie63{what}x" for what in ("ownquestion", "ownreply")},
    "member": {f"kanarie66{what}x" for what in "sentence explanation memo dissent wasmemo wasdissent wasanswer answer declined gap view stocktake why".split()} | {"kanarie68summaryx", "kanarie68unsavedx", "kanarie67lettersubjectx", "kanarie67lettertextx"},  # what they wrote
}


def test_no_file_beside_the_database_tells_whose_it_is(planted):
    """Names and bytes of every file in the folder of the data; the database file itself: see below."""
    folder = Path(planted.app.config["DATA_DIR"])
    named = (name for model in (Photo, NotePhoto, DraftPhoto) for column in (model.full_file, model.small_file) for name in db.session.scalars(select(column)))
    known = {*db.session.scalars(select(Export.file_name)), *db.session.scalars(select(ReportFile.file_name)), *(name.rpartition("/")[2] for name in named)}
    for path in folder.rglob("*"):
        assert not planted.secrets.in_(path.name.removesuffix(".zip")) or path.name in known, path
        if path.name in known:
            continue  # what it is for; its name is random and stands in the database only
        if path.is_file() and path.suffix != ".zip" and not path.name.startswith("test.db"):
            words = {word for word in planted.secrets.in_(path.read_bytes().decode("latin-1")) if WORD.fullmatch(word)}
            assert not words, path


def test_what_is_sealed_stands_nowhere_in_clear(planted):
    """Addresses of contributors, codes, and the links in mails that went out: not in one byte of the database."""
    sealed = {word for column in ("callback_address.email", "news_address.email") for word in planted.secrets.by_column[column]}
    codes = {story.code for story in planted.stories if story.code}
    assert len(sealed) > 5 and len(codes) > 10
    stored = everything_stored(planted.app)
    assert not [word for word in sealed | codes | {"kanarie70passwordx"} if word in stored]
    assert "kanarie02factsx" in stored, "it would be seen"


def test_no_index_knows_what_its_audience_may_not_read(planted):
    """Every word in the tables behind the index and in the statistics of the database about them."""
    for audience, person in (("public", Visitor()), ("members", planted.person("member"))):
        hidden = {word for word in hidden_from(planted, person) if WORD.fullmatch(word)}
        told = everything_in_index(audience) + statistics_of_index(audience)
        assert not [word for word in hidden if word in told], audience
        assert "kanarie00factsx" in told and "kanarie07municipalityx" in told


def test_no_memory_of_a_process_knows_what_its_audience_may_not_read(planted):
    people = {Audience.PUBLIC: Visitor(), Audience.MEMBERS: planted.person("member")}
    for audience, person in people.items():
        with catalogue(audience) as known:
            told = json.dumps([f"{entry}" for entry in known.entries.values()])
        assert not planted.secrets.in_(told) & hidden_from(planted, person), audience
        assert "kanarie00titlex" in told


def test_no_spelling_and_no_look_alike_is_proposed_from_a_hidden_text(planted, looks):
    """Words that differ in one letter from a hidden one, and a text that holds all the words of hidden texts."""
    for role in ("visitor", "member", "host", "another contributor"):
        looker = looks(role)
        words = sorted(word for word in looker.hidden if WORD.fullmatch(word))
        for at in range(0, len(words), 9):
            page = looker.get("/zoeken?q=" + "+".join(word.replace("kanarie", "kanarje") for word in words[at : at + 9]))
            assert page.status_code == 200 and not planted.secrets.in_(page.text) & looker.hidden
    looker = looks("another contributor")
    draft = looker.get("/deel", method="POST", data={"kind": "learned"}).location.split("/")[2]
    facts = " ".join(word for word in sorted(looker.hidden) if word.endswith("factsx")) + " legden straat merkten eerste bui"
    answer = looker.get(f"/deel/{draft}/lijkt/story", method="POST", data={"facts": facts})
    assert answer.status_code == 200 and not planted.secrets.in_(answer.text) & looker.hidden


def test_the_listings_hold_what_was_disclosed(planted):
    """Lists, counts and cards read these, and nothing else."""
    rows = db.session.execute(text("SELECT * FROM listing WHERE audience = 'public'")).mappings().all()
    assert rows and not planted.secrets.in_(repr(rows)) & hidden_from(planted, Visitor())
    gone = [row for row in rows if row["gone"]]
    assert all(not row["title"] and not row["public_id"] and row["size"] is None for row in gone)
