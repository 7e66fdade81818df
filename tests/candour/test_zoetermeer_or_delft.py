"""The same story of somebody in Zoetermeer and of somebody in Delft: to others the two are one, to the byte.

Both write it on the screens, the desk reads it, it becomes visible; the register is that of the deal. Then every door
is opened, the mail to followers read, the export made and the index looked into, and compared.
"""

import pytest
from sqlalchemy import select, text

from app.accounts.models import Organisation, Role
from app.accounts.operations import load_municipalities
from app.accounts.registers import municipalities
from app.core.database import db
from app.core.deal import deal
from app.core.outbox import Email
from app.stocktaking.models import Question
from tests.canary.planting import Site, code_on, newest, seen_on
from tests.candour.normal import begin_anew, plain, received
from tests.databases import ONCE, WALK
from tests.doors import doors, things
from tests.factories import make_challenge, make_question
from tests.indexes import statistics_of_index, words_of_index

pytestmark = WALK

TOLD = {
    "facts": "Wij legden een put op een plek die te hoog lag. Bij de eerste bui liep het water de winkels in.",
    "lesson": "Meet eerst de hoogte.", "opinion": "Dat had niemand hoeven verbazen.",
}
HIDDEN = {  # what the two fill in besides: each their own
    "Zoetermeer": {"neighbourhood": "Meerzicht", "role": "projectleider", "organisation": "Zoetermeer", "organisation_kind": "gemeente", "year": "2020"},
    "Delft": {"neighbourhood": "Tanthof", "role": "beheerder", "organisation": "Bureau Delft", "organisation_kind": "adviesbureau", "year": "2021"},
}
LEVELS = {
    "public": {"audience": "public"},
    "without a place": {"audience": "public", "hides_place": "y"},
    "members": {"audience": "members"},
}
READERS = {"visitor": None, "member": Role.MEMBER, "host": Role.HOST, "editor": Role.EDITOR, "administrator": Role.ADMINISTRATOR}


@pytest.fixture
def register(app, monkeypatch):
    """The municipalities of the deal, as `bin/manage prepare` loads them."""
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)  # done by other tests
    return municipalities(deal().folder / "municipalities.csv", deal().vocabulary()["coarse_place"])


def test_the_two_are_of_one_class(register):
    """Both are large and in the west, as the vocabulary says it; with a smaller place they would not be."""
    classes = {found.name: (found.size, found.part) for found in register}
    assert classes["Zoetermeer"] == classes["Delft"] == ("large", "west")
    assert len(register) == 342 and sum(found == ("large", "west") for found in classes.values()) >= deal().vocabulary()["coarse_place"]["fewest"]
    assert classes["Purmerend"] != classes["Delft"]


def world(app, register, town, readers=READERS):
    """Everything that others receive, when the stories were of this town: one of each level."""
    begin_anew()
    load_municipalities(register, partners=set(deal().members))
    db.session.commit()
    site = Site(app)
    make_challenge(slug="de-uitdaging", title="Waar leg je een put?", organisation=organisation("Utrecht"))
    make_question(slug="wie-beslist", sentence="Wie beslist over de put?")
    ids = [journey(site, town, level) for level in LEVELS]
    quote(site, ids[0])
    return seen_by_all(site, ids, readers)


def organisation(name):
    return db.session.scalars(select(Organisation).where(Organisation.name == name)).one()


def journey(site, town, level):
    """From the first screen to the page that others read; its random id."""
    author = site.browser()
    base = site.post(author, "/deel?uitdaging=de-uitdaging", kind="learned").location.rsplit("/", 1)[0]
    site.post(author, f"{base}/verhaal", **TOLD)
    site.post(author, f"{base}/waar", phase="ontwerp", scale="straat", themes="ondergrond", barriers="beheer-te-laat")
    site.post(author, f"{base}/delen", (303,), names_organisation="no", municipality=town, kept_from=town, **HIDDEN[town] | LEVELS[level])
    site.post(author, f"{base}/controle", (303,), title=f"De put lag te hoog ({level})", outcome="stopped", unchanged="no")
    site.post(author, f"{base}/bereiken", callback="post@x.example", news="nieuws@x.example")
    code, public_id = code_on(author.get(f"{base}/verstuurd").text), newest()
    mail = db.session.scalars(select(Email.text).where(Email.text.contains("/volg/nieuws/")).order_by(Email.id.desc())).first()
    link = mail.split("http://localhost")[1].split()[0]
    site.post(site.browser(), link, action="confirm")
    for reader in ("first", "second"):
        site.post(reader, f"/redactie/{public_id}/lezen")
    site.post("first", f"/redactie/{public_id}/vraag", **{"vraag-text": f"Was dat in {town}?"})
    site.post(author, f"/volg/{code}/antwoord", text=f"Ja, in {town}, bij {HIDDEN[town]['neighbourhood']}.")
    for reader in ("first", "second"):
        site.post(reader, f"/redactie/{public_id}/akkoord", seen=seen_on(site.page(reader, f"/redactie/{public_id}")))
    site.post(author, f"/volg/{code}/akkoord", seen=seen_on(author.get(f"/volg/{code}").text))
    return public_id


def quote(site, public_id):
    """A member quotes it under a question that everybody reads: whoever follows the story hears of that."""
    site.add("member", 82, Role.MEMBER, organisation("Utrecht"))
    statement = db.session.scalars(select(Question)).one().statements[0].id
    words = {"words": "Bij de eerste bui liep het water de winkels in.", "sentence": "", "stance": "supports", "statement": str(statement)}
    site.post("member", f"/werkbank/bijdragen/{public_id}", (302,), **words)


def seen_by_all(site, ids, readers):
    found = {}
    offered = dict.fromkeys(things(), []) | {
        "public_id": ids, "code": ids, "token": ["geraden"], "number": [1], "word": ["verhaal"], "step": ["story"], "role": ["member"],
        "filename": ["x"], "questions": ("wie-beslist",),
        "slugs": {"themas": ("ondergrond",), "uitdagingen": ("de-uitdaging",), "bijeenkomsten": ("geen",)},
    }
    for number, (name, role) in enumerate(readers.items(), 83):
        if role:
            site.add(name, number, role, organisation("Utrecht"))
        browser = site.browsers[name] if role else site.browser()
        for endpoint, address in doors(site.app, offered=offered, but=OF_ONESELF, in_english=role is None):
            of_all = getattr(site.app.view_functions[endpoint], "is_public", False)
            desk = role is Role.EDITOR and endpoint.startswith("review.")  # where it may be seen
            if not desk and (not of_all or role in (None, Role.MEMBER)):
                db.session.expunge_all()
                found[name, plain(address, ids)] = received(browser.get(address), ids)
    return found | behind_the_pages(site, ids)


OF_ONESELF = ("static", "accounts.mine", "accounts.factors", "accounts.admin", "accounts.rights", "accounts.rights_csv", "accounts.organisations")


def behind_the_pages(site, ids):
    """Mail, the export, the listings and every byte of the index."""
    found = {}
    mails = db.session.execute(select(Email.subject, Email.text, Email.created_at).order_by(Email.id)).all()
    found["mail"] = [(mail.subject, plain(mail.text, ids)) for mail in mails if "/volg/nieuws/" not in mail.text]
    found["news"] = [mail.subject for mail in mails if "/volg/nieuws/" in mail.text]
    path = site.app.config["DATA_DIR"] / "all.json"
    assert site.app.test_cli_runner().invoke(args=["export", str(path)]).exit_code == 0
    found["export"] = plain(path.read_text(), ids)
    path.unlink()
    rows = db.session.execute(text("SELECT * FROM listing ORDER BY audience, contribution_id")).mappings().all()
    found["listing"] = [plain(repr(row), ids) for row in rows]
    for audience in ("public", "members"):
        found[f"words of {audience}"] = words_of_index(audience)
        found[f"statistics of {audience}"] = statistics_of_index(audience)
    return found


def test_the_same_story_of_zoetermeer_and_of_delft_is_the_same_everywhere(app, register):
    zoetermeer, delft = world(app, register, "Zoetermeer"), world(app, register, "Delft")
    assert zoetermeer.keys() == delft.keys() and len(zoetermeer) > 250
    different = [where for where in zoetermeer if zoetermeer[where] != delft[where]]
    assert not different
    pages = [zoetermeer["member", f"/bijdragen/<{n}>"] for n in range(3)]
    assert all(page[0] == 200 and "De put lag te hoog" in page[-1] for page in pages)
    assert ["Grote gemeente in het westen" in page[-1] for page in pages] == [True, False, True]
    assert zoetermeer["visitor", "/bijdragen/<2>"][0] == 404 and len(zoetermeer["news"]) > 2


@ONCE
def test_a_place_of_another_class_is_seen(app, register, monkeypatch):
    """The comparison can fail: Purmerend is of another size."""
    monkeypatch.setitem(HIDDEN, "Purmerend", HIDDEN["Delft"])
    delft, purmerend = (world(app, register, town, {"visitor": None}) for town in ("Delft", "Purmerend"))
    different = {where for where in delft if delft[where] != purmerend[where]}
    assert {("visitor", "/bijdragen/<0>"), ("visitor", "/bijdragen"), "export", "listing"} <= different
