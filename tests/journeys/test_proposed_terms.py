"""A reader proposes a term for own words, an administrator accepts it, and the reader says that it fits: without a mouse."""

import sys

from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_states import look

OWN, WORDS = "buurman Bakker wilde het hek niet", "omwonenden wilden niet"
READ = f"""
from sqlalchemy import select
from app import create_app
from app.accounts.models import User
from app.contributions.models import Contribution, OwnWords, Reading, Status
from app.core.database import db, writing
with create_app().app_context():
    writing.set(True)
    reader = db.session.scalars(select(User).where(User.given_name == "Mila", User.family_name == "Jansen")).one()
    wanted = select(Contribution).where(Contribution.status == Status.PUBLISHED, ~Contribution.readings.any(Reading.reader_id == reader.id))
    for story in db.session.scalars(wanted.order_by(Contribution.id).limit(2)):
        db.session.add(OwnWords(contribution_id=story.id, dimension="barrier", words={OWN!r}))
        db.session.add(Reading(contribution_id=story.id, reader_id=reader.id))
    db.session.commit()
"""


def test_own_words_become_a_term(visit, site):
    site.run(sys.executable, "-c", READ)
    reader = visit(DESK, role="editor").go("/redactie/eigen-woorden")
    look(reader)
    for word in (WORDS, "te vaag"):
        reader.go("/redactie/eigen-woorden")
        reader.page.locator("main li", has_text=OWN).nth(0 if word == WORDS else 1).locator("a", has_text="Stel een begrip voor").press("Enter")
        reader.type("#words", "")
        reader.page.locator("main .button--primary").press("Enter")
        reader.page.locator(".alert--fout").wait_for()
        look(reader)
        reader.type("#words", word)
        reader.page.locator("#words").press("Enter")
        reader.page.locator("h2", has_text=word).wait_for()
    look(reader)
    keeper = visit(PHONE, javascript=False, role="administrator").go("/beheer/begrippen")
    keeper.page.locator("main a", has_text="Voorgestelde begrippen").press("Enter")
    keeper.page.locator("h3", has_text=WORDS).wait_for()
    look(keeper)
    assert OWN not in keeper.page.content()
    decide(keeper, WORDS, "Maak er een nieuw begrip van")
    decide(keeper, "te vaag", "Afwijzen")
    look(keeper)
    reader.go("/redactie/begrippen/voorstellen")
    look(reader)
    reader.page.locator("main button", has_text="Ja, het past").press("Enter")
    reader.page.locator(".alert--goed", has_text=WORDS).wait_for()
    expect(reader.page.locator("main", has_text="Afgewezen: Dat helpt.")).to_be_visible()
    look(keeper, "/beheer/begrippen?soort=barrier")
    keeper.page.locator("main a", has_text=WORDS).press("Enter")
    keeper.page.locator("main form button", has_text="Draai terug").press("Enter")
    keeper.page.locator("main", has_text="Teruggedraaid").wait_for()


def decide(keeper, words, how):
    """Opens the proposal, sends it empty, and fills in what is asked."""
    keeper.page.locator("main li.stack", has_text=words).locator("a", has_text=how).press("Enter")
    keeper.page.locator("main .button--primary").press("Enter")
    keeper.page.locator(".alert--fout").wait_for()
    look(keeper)
    if keeper.page.locator("#parent").count():
        keeper.page.locator("#parent").select_option(index=1)
    keeper.type("#reason", "Dat helpt.")
    keeper.page.locator("main .button--primary").press("Enter")
    keeper.page.locator(".alert--goed").wait_for()
