"""The desk sees what only frozen stocktakes say of a question, and chooses what goes from them."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db
from app.core.destruction import destructions
from app.reports import operations as reports
from app.reports.models import Words
from tests.conftest import empty_tables
from tests.factories import make_organisation, make_question, make_user
from tests.pages import MOST_STATEMENTS
from tests.reports.complained import (
    SAID,
    all_sound,
    complain,
    everything,
    freeze,
    hide,
    is_read,
    kept,
    moved,
    state_otherwise,
)
from tests.reports.conftest import lay_out
from tests.reports.made import freeze_now
from tests.reports.test_words_that_went import ID

GREEN = "Volgens meneer Groen is het groen van niemand."
NOW = "Het groen is van niemand."
LINE = re.compile(r'name="frozen" value="(\w+)"[^>]*?( checked)?><span>(.*?)</span></label>', re.DOTALL)
PROPOSED = re.compile(r'name="proposed" value="(\w+)"')


@pytest.fixture
def desk(app, sign_in):
    """The browser of whoever was drawn for a complaint, and the address where that is decided."""

    def enter(appeal, browser=None):
        browser = browser or app.test_client()
        sign_in(appeal.judges[0].user, browser)
        return browser, f"/redactie/meldingen/{appeal.public_id}/besluit"

    return enter


def lines(page):
    """What stands on the page to tick, by what it says: its mark, and whether it is ticked."""
    plain = (re.sub(r"<[^>]+>", "", text).strip() for _mark, _ticked, text in LINE.findall(page))
    return {text: (mark, bool(ticked)) for text, (mark, ticked, _text) in zip(plain, LINE.findall(page), strict=True)}


def send(browser, address, page, ticked, decision="let_back", **changes):
    """Sends the form of this page with only these texts ticked."""
    found = lines(page)
    data = {"decision": decision, "reason": "Een naam.", "answer": "Bekeken.", "frozen": [found[text][0] for text in ticked]}
    return browser.post(address, data=data | {"proposed": PROPOSED.findall(page)} | changes)


def named_before(laid):
    """The name stood there on the day of a stocktake, and members took it out long before anybody complained."""
    laid.question.statements[0].text = GREEN
    db.session.commit()
    frozen = freeze(laid)
    state_otherwise(laid.question.statements[0], NOW, laid.member)
    return frozen


def test_a_name_that_is_a_word_as_well_goes_when_it_is_ticked(app, client, laid, desk):
    frozen = named_before(laid)
    appeal = complain(laid.question)
    judge, address = desk(appeal)
    page = judge.get(address).text
    assert judge.statements <= MOST_STATEMENTS
    assert lines(page)[GREEN][1] is False and NOW not in page, "nothing went since that would tell; what stands is not here"
    assert "Zomertour 2026 van " in page
    sent = send(judge, address, page, [GREEN])
    assert sent.status_code == 302
    assert "Uit een vastgelegde balans ging iets weg." in judge.get(sent.location).text
    assert GREEN not in kept() and is_read(app, client, frozen, "meneer Groen") == 0 and all_sound()
    assert "Bomen op het dak" in client.get(f"/balans/{frozen.slug}/bijdragen").text
    assert [one.number > 0 for one in destructions() if one.kind == "stocktake_words"] == [True]


def test_unless_it_is_ticked_it_stays(app, client, laid, desk):
    frozen = named_before(laid)
    before = list(everything(app, client, frozen))
    judge, address = desk(complain(laid.question))
    sent = send(judge, address, judge.get(address).text, [])
    assert "vastgelegde balans ging" not in judge.get(sent.location).text
    assert list(everything(app, client, frozen)) == before and all_sound()


def test_what_went_since_the_complaint_is_ticked_and_stays_when_the_desk_unticks_it(app, client, frozen, laid, desk):
    before = list(everything(app, client, frozen))
    appeal = hide(complain(laid.question))
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    judge, address = desk(appeal)
    page = judge.get(address).text
    assert lines(page)[SAID][1] is True
    send(judge, address, page, [])
    assert list(everything(app, client, frozen)) == before


def test_what_went_after_the_page_was_read_goes_as_nobody_chose_about_it(app, client, frozen, laid, desk):
    appeal = complain(laid.question)
    judge, address = desk(appeal)
    page = judge.get(address).text
    assert lines(page) == {}
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    send(judge, address, page, [])
    assert is_read(app, client, frozen, SAID) == 0 and SAID not in kept()


def test_a_form_that_comes_back_has_the_same_ticked(laid, desk):
    named_before(laid)
    appeal = complain(laid.question)
    state_otherwise(laid.question.statements[0], "Het groen is van ons.", laid.member)
    freeze(laid, "Daarna")
    state_otherwise(laid.question.statements[0], "Het is van ons.", laid.member)
    judge, address = desk(appeal)
    page = judge.get(address).text
    assert lines(page)["Het groen is van ons."][1] is True
    back = send(judge, address, page, [GREEN], answer="", reason="Met een naam erin.")
    assert back.status_code == 422 and "Met een naam erin." in back.text
    assert lines(back.text)[GREEN][1] is True and lines(back.text)["Het groen is van ons."][1] is False
    assert GREEN in kept(), "nothing went yet"


def test_two_of_the_desk_at_once_and_a_double_press_decide_once(app, laid, desk):
    named_before(laid)
    appeal = complain(laid.question)
    judge, address = desk(appeal)
    page = judge.get(address).text
    assert send(judge, address, page, []).status_code == 302
    assert send(judge, address, page, [GREEN]).status_code == 409
    assert GREEN in kept() and judge.get(address).status_code == 302
    other = app.test_client()
    assert other.get(address).status_code in (302, 404) and GREEN not in other.get(address, follow_redirects=True).text


def test_an_old_address_of_a_stocktake_can_go_by_itself(app, client, laid, desk):
    laid.question.slug = "wat-doet-meneer-groen"
    db.session.commit()
    frozen = freeze(laid)
    laid.question.slug = "wie-beheert"
    db.session.commit()
    judge, address = desk(complain(laid.question))
    page = judge.get(address).text
    (line,) = [text for text in lines(page) if "wat-doet-meneer-groen" in text]
    send(judge, address, page, [line])
    assert "meneer-groen" not in kept() and is_read(app, client, frozen, "meneer-groen") == 0
    assert SAID in kept() and all_sound(), "the question stays, at another address"


def test_a_judge_who_is_no_member_reads_only_what_was_published_for_everybody(app, client, laid, desk):
    laid.question.statements[0].text = GREEN
    db.session.commit()
    inside = freeze_now(laid.pile, "Alleen voor leden", by=laid.member)
    laid.inner.statements[0].text = "Onder ons: meneer Groen."
    db.session.commit()
    state_otherwise(laid.question.statements[0], NOW, laid.member)
    appeal = complain(laid.question)
    judge, address = desk(appeal)
    page = judge.get(address).text
    assert lines(page) == {} and "Alleen voor leden" not in page and GREEN not in page
    reports.publish(inside)
    db.session.commit()
    page = judge.get(address).text
    assert set(lines(page)) == {GREEN}, "nothing of a question that only members read"


def test_what_stays_hidden_counts_in_no_number(app, client, laid, desk):
    laid.question.statements[0].text = GREEN
    db.session.commit()
    freeze(laid)
    freeze_now(laid.pile, "Alleen voor leden", by=laid.member)
    db.session.commit()
    state_otherwise(laid.question.statements[0], NOW, laid.member)
    judge, address = desk(complain(laid.question))
    sent = send(judge, address, judge.get(address).text, [GREEN])
    assert "Uit een vastgelegde balans ging iets weg." in judge.get(sent.location).text
    assert GREEN not in kept(), "it went from that for members too"


@pytest.mark.parametrize("way", ["merged", "split"])
def test_also_where_its_words_moved(laid, desk, way):
    named_before(laid)
    appeal = complain(laid.question)
    moved(laid, way)
    judge, address = desk(appeal)
    page = judge.get(address).text
    assert judge.statements <= MOST_STATEMENTS and GREEN in lines(page)
    send(judge, address, page, [GREEN])
    assert GREEN not in kept()


def test_kept_out_for_good_members_lose_only_what_was_ticked(app, client, laid, desk):
    frozen = named_before(laid)
    other = freeze(laid, "Daarna")
    judge, address = desk(complain(laid.question))
    send(judge, address, judge.get(address).text, [GREEN], decision="stays_out")
    assert GREEN not in kept()
    assert client.get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").status_code == 404
    assert NOW in client.get(f"/balans/{other.slug}/vraagstukken/wie-beheert").text
    assert app.test_client().get(f"/balans/{other.slug}/vraagstukken/wie-beheert").status_code == 404


def test_from_a_stocktake_one_says_that_it_is_about_oneself(app, client, laid):
    """The question says it no more and has another address since."""
    frozen = named_before(laid)
    laid.question.slug = "een-ander-adres"
    db.session.commit()
    visitor = app.test_client()
    page = visitor.get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").text
    assert GREEN in page and 'href="/vraagstukken/een-ander-adres/gaat-over-mij"' in page
    assert visitor.get("/vraagstukken/een-ander-adres/gaat-over-mij").status_code == 200
    laid.question.is_public = False
    db.session.commit()
    assert "gaat-over-mij" not in client.get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").text


def test_also_of_a_question_that_went_up_in_another_one(app, laid):
    frozen = named_before(laid)
    moved(laid, "merged")
    visitor = app.test_client()
    page = visitor.get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").text
    (way,) = re.findall(r'href="(/vraagstukken/[^"]+/gaat-over-mij)"', page)
    assert visitor.get(way, follow_redirects=True).status_code == 200


def world(app, laid, desk, secret):
    """What everybody reads, after a name went that only a stocktake said."""
    laid.question.statements[0].text = f"Volgens {secret} is het groen van niemand."
    db.session.commit()
    frozen = freeze(laid)
    state_otherwise(laid.question.statements[0], NOW, laid.member)
    judge, address = desk(complain(laid.question))
    page = judge.get(address).text
    send(judge, address, page, [text for text in lines(page) if secret in text])
    assert not db.session.scalars(select(Words).where(Words.content.contains(secret))).all()
    return [ID.sub("", app.test_client().get(f"/balans/{frozen.slug}{path}").text) for path in ("", "/bijdragen")]


def test_two_worlds_in_which_other_names_went(app, sign_in, desk):
    found = []
    for secret in ("meneer Groen", "mevrouw Plein-Weg van de hoek"):
        member = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Noor")
        sign_in(member)
        found.append(world(app, lay_out(member), desk, secret))
        db.session.rollback()
        empty_tables()
    seals = re.compile(r"[0-9a-f]{16,64}")
    assert [seals.sub("", text) for text in found[0]] == [seals.sub("", text) for text in found[1]]


def test_a_decision_about_something_else_has_no_page_of_its_own(laid, desk):
    other = make_question(slug="zonder-balans", sentence="Wie ruimt het op?")
    db.session.commit()
    judge, address = desk(complain(other))
    page = judge.get(address).text
    assert lines(page) == {} and "In vastgelegde balansen" not in page and 'name="decision"' in page
    request = judge.get(address.removesuffix("/besluit")).text
    assert f'href="{address}"' in request and 'name="decision"' not in request
