"""Canaries in what people note on a walk, and in a summary that is not published."""

from flask import current_app

from app.contributions.operations import received
from app.core.clock import today
from app.core.database import db
from app.core.security import fingerprint, random_id
from app.gatherings import operations, queries
from app.gatherings.models import FieldNote, GivenQuestion, NoteQuestion, PaperNote, Plays, Stop, StopSummary, Walk
from app.stocktaking import operations as stocktaking
from tests.canary.planting import Story, canary, code_on, newest, written
from tests.factories import make_challenge
from tests.gatherings.made import make_gathering
from tests.photographs import jpeg

CODE, KEY = "kanarie68cox", "de telefoon van iemand die meeloopt 123456"
NUMBER = 48  # of the story that came of a note


def walked(site):
    """A walk of today that everybody may read of, with notes of a phone that no looker holds; and the story of one."""
    gathering = make_gathering(slug="de-wandeling", on=today(), stops=[Stop(number=1, title="Put")])
    walk = Walk(gathering=gathering, code=CODE, earlier_hashes=fingerprint("een code van vroeger"), groups=2)
    db.session.add(walk)
    db.session.flush()
    text = {"text": f"Hier zat {canary(68, 'note')}.", "signed": canary(68, "signed"), "alt": canary(68, "alt")}
    with current_app.test_request_context("/"):
        walker = operations.come_along(walk, KEY)
        noted = operations.Written(key=random_id(), stop=gathering.stops[0].public_id, **text)
        note = operations.leave_note(walk, walker, noted, received(jpeg()))
        words = {"text": f"En {canary(68, 'othernote')}.", "alt": canary(68, "otheralt")}
        other = operations.leave_note(walk, walker, operations.Written(key=random_id(), **words), received(jpeg()))
        let_in(walk, walker)
    words = {"text": f"Op papier stond {canary(68, 'papernote')}.", "signed": canary(68, "papersigned")}
    stop = gathering.stops[0]
    db.session.add(FieldNote(key=random_id(), gathering_id=gathering.id, stop_id=stop.id, paper=PaperNote(), **words))
    operations.set_tables(gathering, 1)
    card = {name: f"Wij {canary(68, name)}." for name in ("recognised", "helped", "question")}
    table = queries.cards_at(gathering)[0]
    operations.write_card(table, 1, **card)
    operations.tap(table, walker, Plays.YES, table.question)
    operations.give_to_members(table)
    stocktaking.ask("Wie let op de putten?", "", by=site.person("member"), origin=table)
    worded(site, gathering)
    about = make_challenge(organisation=gathering.organisation)
    gathering.challenges = [about]
    operations.ask(gathering, about, walker, f"Is dit {canary(68, 'asked')}?")
    asked = queries.clarifying_at(gathering)[0]
    operations.answer_question(asked, 1, f"Dit is {canary(68, 'answered')}.")
    by = site.person("member")
    operations.give_question(gathering, other, f"Wie let op {canary(68, 'asks')}?")
    db.session.add(NoteQuestion(note_id=note.id, asked_by_id=by.id))
    db.session.add(StopSummary(stop_id=gathering.stops[0].id, text=f"Overal zat {canary(68, 'summary')}.", by_id=by.id))
    operations.keep_unsaved(by, f"message:{gathering.id}", gathering, {"text": [canary(68, "unsaved")]})
    db.session.commit()
    ids = note.public_id, other.public_id
    begun(site, ids[1])
    return turned(site, ids[0])


def worded(site, gathering):
    """What somebody gave to the members, which one of them worded as a question."""
    given = GivenQuestion(gathering_id=gathering.id, asks=f"Wie zag {canary(68, 'askedbefore')}?")
    db.session.add(given)
    db.session.flush()
    stocktaking.ask("Wie ziet de putten?", "", by=site.person("member"), origin=given)


def let_in(walk, walker):
    """One more phone came in with a code, and another code waits."""
    operations.make_link(walk, KEY)
    operations.bring(walk, operations.link_code(walker, KEY), f"een tweede {KEY}")
    operations.make_link(walk, KEY)


def begun(site, note_id):
    """Where the story stands that the phone of the walk makes of a note."""
    phone = site.browser()
    phone.set_cookie(site.app.config["WALKER_COOKIE_NAME"], KEY)
    return phone, site.post(phone, f"/lopen/{CODE}/notities/{note_id}/bijdrage").location.rsplit("/", 1)[0]


def turned(site, note_id):
    """A story that was made of a note and waits at the desk; others may know what it came out of once they may read it."""
    phone, base = begun(site, note_id)
    site.post(phone, f"/lopen/{CODE}/tafels/1/bijdrage")
    site.post(phone, f"{base}/soort", kind="learned")
    written(site, NUMBER, phone, {}, begun=base)
    told = {"shows_origin": "y", "origin_for": "place"}
    site.post(phone, f"{base}/controle", (303,), title=f"Verhaal {canary(NUMBER, 'title')}", outcome="stopped", unchanged="no", **told)
    return Story(NUMBER, "untouched", newest(), code_on(phone.get(f"{base}/verstuurd").text))
