"""How long it takes yet tells nothing of cards that this member may not see: the same in two worlds, with them and without."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Status
from app.contributions.operations import relist
from app.core.clock import now
from app.core.database import db
from app.workbench import operations
from app.workbench.models import Deed, PileCard
from app.workbench.queries import Wanted
from tests.candour.normal import begin_anew
from tests.factories import make_contribution, make_organisation, make_question, make_user
from tests.workbench.test_sorting import JSON, lay

SEEN, LAID = 9, 6


def world(app, sign_in, hidden, gone):
    """What a member hears of the time after the sixth card and on the page; between the cards lie hidden ones."""
    begin_anew()
    member = make_user(Role.MEMBER, make_organisation(name="Bureau Kijk", slug="bureau-kijk", is_partner=True))
    stories = [make_contribution(title=f"Kaart {n}") for n in range(SEEN)]
    unseen = [make_contribution(title=f"Kaart {n} en nog een") for n in range(hidden)]
    question = make_question(slug="wie-beheert", sentence="Wie beheert het groen?")
    pile = operations.fix("Zomertour", Wanted(), by=member)
    operations.offer(pile, [question], by=member)
    for story in unseen:
        story.status = gone
        relist(story)
    db.session.commit()
    assert db.session.query(PileCard).count() == SEEN + hidden
    client = app.test_client()
    sign_in(member, client)
    for story in stories[:LAID]:
        lay(client, pile, story, question.slug)
    for n, done in enumerate(db.session.scalars(select(Deed).order_by(Deed.id.desc()))):
        done.at = now() - timedelta(seconds=120 * (n + 1))
    db.session.commit()
    answer = lay(client, pile, stories[LAID], "nergens", headers=JSON).json
    page = client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    on_page = re.search(r"<span data-to-go>(.*?)</span>", page)[1]
    return on_page, {name: answer[name] for name in ("to_go", "done", "numbers", "cases")}


@pytest.mark.parametrize("gone", [Status.WITHDRAWN, Status.READING, Status.RETURNED])
def test_hidden_cards_take_no_time(app, sign_in, gone):
    one, other = (world(app, sign_in, hidden, gone) for hidden in (0, 5))
    assert one == other and one[0] == one[1]["to_go"] == ", nog ongeveer 4 minuten"
