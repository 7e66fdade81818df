"""Before a pile is frozen its page names the questions that would never come into the stocktake for everybody."""

import re

import pytest

from app.accounts.models import Visitor
from app.core import clock
from app.core.database import db
from app.reports import queries
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid, Merge
from app.workbench import operations as workbench
from tests.factories import make_question
from tests.reports.made import freeze_now


@pytest.fixture
def address(laid):
    return f"/werkbank/stapels/{laid.pile.slug}/vastleggen"


def test_it_says_which_questions_never_come_into_the_copy_for_everybody(client, laid, address):
    page = client.get(address).text
    assert "nog alleen voor leden" not in page
    workbench.offer(laid.pile, [laid.inner], by=laid.member)
    db.session.commit()
    page = client.get(address).text
    assert "1 vraagstuk van deze stapel is nog alleen voor leden." in page and "ook niet als het later openbaar wordt" in page
    assert 'href="/werkbank/vraagstukken/van-leden"' in page and 'href="/werkbank/vraagstukken/wie-beheert"' not in page


def kept_inside(client, address):
    """The questions that the page names, by the beginning of why."""
    page = client.get(address).text.split('<form class="stack"')[1]
    panels = re.findall(r"<p>([^<]*):</p>\s*<ul>(.*?)</ul>", page, re.DOTALL)
    return {why.split(".")[0]: re.findall(r"/werkbank/vraagstukken/([^\"]+)", named) for why, named in panels}


@pytest.mark.parametrize("is_public", [True, False])
def test_what_the_desk_keeps_out_of_view_nobody_waits_for(client, laid, address, is_public):
    """Nor is it published first, also when it is for members only besides."""
    laid.question.is_public = is_public
    stocktaking.hold(laid.question, by=laid.member)
    db.session.commit()
    assert kept_inside(client, address) == {"1 vraagstuk van deze stapel is uit beeld zolang iemand het beoordeelt": ["wie-beheert"]}
    stocktaking.keep_out(laid.question, by=laid.member)
    db.session.commit()
    assert kept_inside(client, address) == {"1 vraagstuk van deze stapel blijft uit beeld: dat besloot de redactie": ["wie-beheert"]}
    client.post("/werkbank/vraagstukken/wie-beheert/publiceren")
    made = freeze_now(laid.pile, "Zomertour", by=laid.member)
    inside, public = ({q.slug for q in queries.frozen(made, person).questions} for person in (laid.member, Visitor()))
    assert "wie-beheert" in inside - public, "what was pressed public stays frozen for members only"


def test_it_names_what_freezing_would_keep_inside(client, laid, address):
    """One that went up in another stands there as that one; also one at which a card lies only; also what is held."""
    heir = make_question(slug="erfgenaam", sentence="Wie erft het groen?")
    lying = make_question(slug="los", sentence="Wat ligt er los?", is_public=False)
    apart = make_question(slug="apart", sentence="Wat ligt er apart?")
    workbench.offer(laid.pile, [laid.inner], by=laid.member)
    stocktaking.lay(laid.stories.case, Laid.QUESTIONS, frozenset({lying.id}), laid.member)
    stocktaking.lay(laid.stories.members, Laid.QUESTIONS, frozenset({apart.id}), laid.member)
    db.session.add(Merge(question_id=laid.inner.id, into_id=heir.id, moved={}))
    laid.question.held_at = clock.now()
    db.session.commit()
    assert kept_inside(client, address) == {
        "1 vraagstuk van deze stapel is nog alleen voor leden": ["los"],
        "1 vraagstuk van deze stapel is uit beeld zolang iemand het beoordeelt": ["wie-beheert"],
        "Bij 1 vraagstuk dat niet in deze stapel staat, liggen alleen bijdragen voor leden": ["apart"],
    }
    made = freeze_now(laid.pile, "Zomertour", by=laid.member)
    inside, public = ({q.slug for q in queries.frozen(made, person).questions} for person in (laid.member, Visitor()))
    assert inside - public == {"los", "wie-beheert", "apart"} and public == {"erfgenaam"}
    laid.question.held_at, lying.is_public, heir.is_public = None, True, False
    stocktaking.lay(laid.stories.members, Laid.NOWHERE, frozenset(), laid.member)
    db.session.commit()
    assert kept_inside(client, address) == {"1 vraagstuk van deze stapel is nog alleen voor leden": ["erfgenaam"]}
