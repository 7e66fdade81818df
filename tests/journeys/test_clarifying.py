"""Journey B, the asking side: a visitor asks first, the host answers once, and closes with what remains."""

import subprocess
import sys
from datetime import timedelta

import pytest

from app.core.clock import today
from tests.journeys.conftest import DESK, PHONE, ROOT

TITLE = "Hoe delen jullie een plein met de markt?"
MADE = """
from datetime import timedelta
from app import create_app
from app.accounts.models import Membership, Role
from app.challenges.models import Challenge, ChallengeHost, ChallengeStatus
from app.core.clock import now, today
from app.core.database import db, writing
from app.core.security import random_id
app = create_app()
with app.app_context():
    writing.set(True)
    hosts = db.session.query(Membership).filter_by(role=Role.HOST, ended_at=None).order_by(Membership.id).all()
    for slug, last in (("het-plein-js", 10), ("het-plein", 10), ("het-plein-stil", -1), ("het-plein-dicht", 10), ("het-plein-dicht-js", 10), ("het-plein-laat", None), ("het-plein-laat-js", None)):
        words = {"title": "Hoe delen jullie een plein met de markt?", "situation": "De markt staat er twee keer per week.", "questions": "Wie ruimt op?", "usable_answer": "Een afspraak."}
        days = {"closes_on": today() + timedelta(days=30 if last else -30), "ask_until": today() + timedelta(days=last) if last else None}
        made = Challenge(public_id=random_id(), slug=slug, organisation_id=hosts[0].organisation_id, status=ChallengeStatus.PUBLISHED, published_at=now(), **words, **days)
        made.hosts = [ChallengeHost(user_id=number) for number in {one.user_id for one in hosts}]
        db.session.add(made)
    db.session.commit()
"""


@pytest.fixture(scope="module")
def square(site):
    subprocess.run((sys.executable, "-c", MADE), cwd=ROOT, env=site.environment, check=True, capture_output=True)


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_asking_first_and_one_answer_for_everybody(visit, square, javascript):
    here = "/uitdagingen/het-plein" + ("-js" if javascript else "")
    visitor = visit(PHONE, javascript=javascript).go(here)
    visitor.page.locator("aside a", has_text="Stel een vraag").click()
    visitor.screen("Eerst iets navragen")
    visitor.type("#asked", "Staat de markt er ook in de winter")
    visitor.tap("main .button--primary")
    visitor.page.locator("#asked-f").wait_for()
    visitor.type("#asked", "Staat de markt er ook in de winter?")
    visitor.tap("main .button--primary")
    visitor.page.locator("#eigen").wait_for()
    visitor.look()
    print(f"\nasking first: {visitor.screens} screens, {visitor.taps} taps")
    assert "in de winter?" not in visit(DESK).go(here).page.content()
    host = visit(DESK, javascript=javascript, role="host").go(here)
    host.page.locator("main a", has_text="Vragen vooraf").click()
    host.screen("Vragen vooraf")
    host.page.locator("textarea[name^=antwoord]").fill("Ja, het hele jaar.")
    if javascript:
        host.page.locator("[data-status]", has_text="Bewaard om").wait_for()
    host.page.locator("main button", has_text="Zet de antwoorden op de pagina").click()
    host.page.locator("#gevraagd").wait_for()
    host.look()
    visitor.go(here).screen(TITLE)
    page = visitor.page.content()
    assert "Staat de markt er ook in de winter?" in page and "Ja, het hele jaar." in page


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_after_a_round_without_a_question_a_host_has_nothing_to_do(visit, square, javascript):
    here = "/uitdagingen/het-plein-stil"
    visitor = visit(PHONE, javascript=javascript).go(here)
    assert "kon je eerst iets navragen. Deed iemand dat?" in visitor.page.locator("aside", has_text="Vragen vooraf").first.inner_text()
    visitor.look()
    host = visit(PHONE, javascript=javascript, role="host").go("/mijn/uitdagingen")
    assert "Mensen wachten op je antwoorden" not in host.page.content()
    host.look()
    host.go(f"{here}/vragen").screen("Vragen vooraf")
    assert "Je hoeft niets te doen." in host.page.locator("main").inner_text()
    assert not host.page.locator("main button", has_text="Zet de antwoorden op de pagina").count()
    host.look()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_a_host_who_closes_while_people_ask_reads_what_waits_and_still_answers(visit, square, javascript):
    here = "/uitdagingen/het-plein-dicht" + ("-js" if javascript else "")
    visitor = visit(PHONE, javascript=javascript).go(f"{here}/navragen")
    visitor.type("#asked", "Wie veegt het plein?")
    visitor.tap("main .button--primary")
    visitor.page.locator("#eigen").wait_for()
    host = visit(PHONE, javascript=javascript, role="host").go(f"{here}/sluiten")
    host.screen("Sluit de uitdaging")
    assert "1 vraag heeft nog geen antwoord op de pagina" in host.page.locator("main").inner_text()
    host.look()
    host.type("#note", "Dat nemen we mee.")
    host.page.locator("#sure").check()
    host.tap("main form .button--primary")
    host.screen(TITLE)
    host.go("/mijn/uitdagingen")
    host.page.locator(f"main a[href='{here}/vragen']").click()
    host.screen("Vragen vooraf")
    host.look()
    assert not host.page.locator("main button", has_text="Bewaar deze dagen").count()
    host.page.locator("textarea[name^=antwoord]").fill("De gemeente.")
    host.page.locator("main button", has_text="Zet de antwoorden op de pagina").click()
    host.page.locator("#gevraagd").wait_for()
    visitor.go(f"{here}/navragen")
    visitor.look()
    assert "De gemeente." in visitor.go(here).page.content()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_a_host_who_is_late_chooses_a_later_day_and_everybody_reads_that(visit, square, javascript):
    here = "/uitdagingen/het-plein-laat" + ("-js" if javascript else "")
    host = visit(PHONE, javascript=javascript, role="host").go(f"{here}/bewerken")
    assert "Iedereen leest dan dat er verlengd is" in host.page.locator("main").inner_text()
    host.look()
    host.type("#closes_on", f"{today() + timedelta(days=20):%d-%m-%Y}")
    host.page.locator("main form .button--primary").click()
    host.screen(TITLE)
    visitor = visit(PHONE, javascript=javascript).go(here)
    assert "Verlengd op" in visitor.page.locator("aside.blijf").inner_text()
    visitor.look()
    visitor.go("/uitdagingen")
    assert "Eerst kon je antwoorden tot en met" in visitor.page.locator("main").inner_text()
    visitor.look()
