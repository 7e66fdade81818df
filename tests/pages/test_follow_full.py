"""The page of one's own contribution stays quick when there is something in every part of it."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.appeals.models import Appeal, AppealKind
from app.contributions import operations as contributions
from app.contributions.models import (
    CallbackAddress,
    Conversation,
    LookAgain,
    NewsAddress,
    Proposal,
    Remark,
    Side,
    Status,
    Step,
)
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.security import random_id
from app.taxonomy.models import Dimension
from app.woo import operations
from tests.contributions.photos import add_photo
from tests.factories import make_challenge, make_contribution, make_municipality, make_question, make_user, save, term
from tests.woo.requests import Office

CODE = "A" * 26
MOST = 19  # statements: one less than a page may take, as this one grows with every feature
LATER = timedelta(days=9)


@pytest.fixture(params=[Status.PUBLISHED, Status.HELD, Status.WAITING_FOR_APPROVAL])
def full(app, request):
    """A story of somebody with an account, with everything that can belong to one."""
    with app.test_request_context("/"):
        office = Office()
        terms = [term(Dimension.THEME), term(Dimension.PHASE)]
        place = make_municipality(inhabitants=1_000)
        story = make_contribution(code=CODE, author=make_user(), place=place, terms=terms, challenge=make_challenge(), year=2024)
        add_photo(story)
        make_question(story)
        story.proposals.append(Proposal(title="Beter", facts="De put lag laag.", by_id=office.one.id, sent_at=clock.now()))
        story.steps += [Step(what=what, by_role="editor") for what in ("opened", "sent_for_approval", "held")]
        save(Conversation(contribution_id=story.id, side=Side.DESK))
        save(Remark(contribution_id=story.id, from_contributor=False, text="Wanneer was dat?"))
        save(CallbackAddress(contribution_id=story.id, email="a@x.example", delete_on=today() + LATER))
        save(NewsAddress(contribution_id=story.id, email="b@x.example", token_hash="n", delete_on=today() + LATER))
        save(LookAgain(contribution_id=story.id, day=today()))
        office.freeze(story)
        operations.ask_view(office.request, story)
        contributions.log_view(story, office.one)
        kept = {"kind": AppealKind.ABOUT_ME, "due_on": today(), "contribution_id": story.id, "held_at": clock.now()}
        save(Appeal(public_id=random_id(), token_hash=random_id(), reason="Er staat een naam in.", **kept))
        story.status = request.param
        db.session.commit()
        return story


@pytest.mark.parametrize("role", [None, Role.EDITOR, "author"])
def test_its_page_asks_the_database_little(client, sign_in, full, role):
    if role is not None:
        sign_in(full.author if role == "author" else make_user(role))
    page = client.get(f"/volg/{CODE}").text
    for shown in ("Er staat een naam in.", "Wanneer was dat?", "/woo/", "a@x.example", "b@x.example", "<img"):
        assert shown in page, shown
    assert client.statements <= MOST, client.statements
