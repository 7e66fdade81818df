"""A member with a pile: three stories at a question, as one case and nowhere, one for members and one not to be quoted."""

from types import SimpleNamespace

import pytest

from app.accounts.models import Role
from app.contributions.models import Audience
from app.core.clock import today
from app.core.database import db
from app.reports import operations as reports
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Answer, AnswerSource, Decision, Dissent, Evidence, Laid, Reach, Stance
from app.workbench import operations
from app.workbench.queries import Wanted
from tests.factories import (
    Dimension,
    make_contribution,
    make_municipality,
    make_organisation,
    make_question,
    make_user,
    term,
)
from tests.reports.made import freeze_now


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Noor")
    sign_in(user)
    return user


@pytest.fixture
def laid(app, member):
    return lay_out(member)


def lay_out(member):
    """The stories by what is special about them, and the pile in which they were laid."""
    ground = term(Dimension.THEME, "ondergrond")
    told = {
        "named": {"title": "Bomen op het dak", "lesson": "Vraag het de wortels.", "terms": [ground], "names_organisation": True, "place": make_municipality(name="Voorbeeldstad aan Zee")},
        "case": {"title": "Caravan in de gracht", "lesson": "Zet er een hek om."},
        "nowhere": {"title": "Deksel zonder put", "lesson": "Kijk eerst onder de grond."},
        "members": {"title": "Geheim voor leden", "lesson": "Praat zachtjes.", "audience": Audience.MEMBERS},
        "silent": {"title": "Zwijgend verhaal", "lesson": "Niemand haalt dit aan.", "not_quoted": True, "terms": [ground]},
    }
    stories = {name: make_contribution(**changes) for name, changes in told.items()}
    question = make_question(slug="wie-beheert", sentence="Wie beheert het groen?")
    inner = make_question(slug="van-leden", sentence="Wat zeggen leden onder elkaar?", is_public=False)
    for name in ("named", "members", "silent"):
        found = stories[name]
        question.statements[0].evidence.append(
            Evidence(contribution=found, stance=Stance.SUPPORTS, field="facts", start=0, end=20, quote=found.facts[:20])
        )
    db.session.commit()
    utrecht = make_organisation(name="Waterschap Rijn")
    db.session.add_all([
        Dissent(question_id=question.id, organisation_id=utrecht.id, text="Wij vinden van niet."),
        Answer(
            question_id=question.id, organisation_id=utrecht.id, reach=Reach.PART, steps="Begin met een lijst.",
            sources=[AnswerSource(contribution_id=stories[name].id) for name in ("case", "members", "silent")],
        ),
        Decision(question_id=question.id, body="Stuurgroep groen", on=today(), reason="Omdat het kan."),
    ])
    pile = operations.fix("Zomertour", Wanted(), by=member)
    operations.offer(pile, [question], by=member)
    for name in ("named", "members", "silent"):
        stocktaking.lay(stories[name], Laid.QUESTIONS, frozenset({question.id}), member)
    stocktaking.lay(stories["case"], Laid.ONE_CASE, frozenset(), member)
    db.session.commit()
    return SimpleNamespace(stories=SimpleNamespace(**stories), question=question, inner=inner, pile=pile, member=member)


@pytest.fixture
def frozen(laid):
    """The pile, frozen and shown to everybody."""
    made = freeze_now(laid.pile, "Zomertour 2026", by=laid.member)
    reports.publish(made)
    db.session.commit()
    return made
