"""What lies at a question stands on its page, quoted or not, and the list of contributions can ask for it."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.contributions import operations as contributions
from app.contributions.models import Audience, Outcome, Status
from app.contributions.queries import mark_of_pair
from app.core.clock import now, today
from app.core.database import db
from app.stocktaking.models import (
    Answer,
    AnswerSource,
    Decision,
    DeclinedOwner,
    Dissent,
    Evidence,
    FromChallenge,
    Merge,
    Placement,
    QuestionChange,
    Reach,
    Stance,
)
from app.stocktaking.queries.laid_here import MOST_SHOWN
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_organisation,
    make_question,
    make_user,
    save,
    term,
)

HERE, LIST = "/vraagstukken/wie-beheert", "/bijdragen?vraagstuk=wie-beheert"
HIDDEN = {
    "members": {"audience": Audience.MEMBERS},
    "embargo": {"visible_from": today() + timedelta(days=20)},
    "before publication": {"status": Status.READING},
    "withdrawn": {"status": Status.WITHDRAWN},
    "not to be quoted": {"not_quoted": True},
}
READERS = [(None, way) for way in HIDDEN] + [(Role.HOST, way) for way in HIDDEN]
READERS += [(Role.MEMBER, way) for way in HIDDEN if way != "members"]


def lay(question, *stories):
    db.session.add_all(Placement(question_id=question.id, contribution_id=story.id) for story in stories)
    db.session.commit()


def panel(client, address=HERE):
    return client.get(address).text.partition('id="ligt-hier"')[2].partition("</section>")[0]


def read(client, *addresses):
    return [re.sub(r'name="csrf_token" value="[^"]*"', "", client.get(address).text) for address in addresses]


@pytest.fixture
def question(app):
    """With one quoted text."""
    return make_question(make_contribution(title="Geciteerd"), slug="wie-beheert", sentence="Wie beheert het?")


def test_what_lies_there_is_listed_and_counted_by_case(app, client, question):
    one, other, alone = (make_contribution(title=name, outcome=Outcome.STOPPED) for name in ("Aaa", "Bbb", "Ccc"))
    with app.test_request_context():
        contributions.put_together(one, other, make_user(Role.MEMBER), mark_of_pair(one, other))
    lay(question, one, other, alone)
    make_contribution(title="Ligt erbuiten")
    shown = panel(client)
    assert "4 bijdragen over 3 gevallen" in shown and "Gestopt" in shown and "Ligt erbuiten" not in shown
    assert re.findall(r"Aaa|Bbb|Ccc|Geciteerd", shown) == ["Aaa", "Bbb", "Ccc", "Geciteerd"]
    address = re.search(r'href="(/bijdragen\?[^"]+)"', shown)[1]
    found = client.get(address).text
    assert "4 bijdragen over 3 gevallen" in found and "Ligt bij: Wie beheert het?" in found and "Ligt erbuiten" not in found
    assert 'name="vraagstuk" value="wie-beheert"' in found, "a further choice keeps it"


def test_a_long_list_goes_on_in_the_contributions(client, question):
    lay(question, *(make_contribution(title=f"Put {n}") for n in range(MOST_SHOWN + 3)))
    shown = panel(client)
    assert shown.count("<li>") == MOST_SHOWN and f"{MOST_SHOWN + 4} bijdragen" in shown and "Bekijk ze allemaal" in shown
    assert all(f"Put {n}" in client.get(LIST).text for n in range(MOST_SHOWN + 3))
    assert "See all of it in the list" in client.get(f"/en{HERE}").text


def test_nothing_is_said_where_nothing_lies(client):
    make_question(slug="wie-beheert")
    assert "Wat hier ligt" not in client.get(HERE).text


def test_members_see_what_members_may_read(client, sign_in, question):
    lay(question, make_contribution(title="Onder ons", audience=Audience.MEMBERS))
    assert "Onder ons" not in panel(client) and "Onder ons" not in client.get(LIST).text
    sign_in(make_user(Role.MEMBER))
    assert "Onder ons" in panel(client) and "Alleen voor leden" in panel(client) and "Onder ons" in client.get(LIST).text


@pytest.mark.parametrize(("role", "way"), READERS)
def test_what_is_hidden_lies_nowhere(client, sign_in, question, role, way):
    """The texts are there in both worlds; what differs is whether they lie at the question."""
    hidden = [make_contribution(title=f"{first} kanarie", **HIDDEN[way]) for first in ("Aaa", "Zzz")]
    with_case, seen = (make_contribution(title=name) for name in ("Midden", "Naast"))
    lay(question, with_case)
    if role:
        sign_in(make_user(role))
    doors = HERE, f"/en{HERE}", LIST, f"{LIST}&soort=goed", "/balans?vraagstuk=wie-beheert", "/kaart?vraagstuk=wie-beheert"
    before = read(client, *doors)
    lay(question, *hidden)
    assert read(client, *doors) == before
    lay(question, seen)
    assert read(client, *doors) != before, "the comparison can fail"


def test_what_leaves_view_leaves_the_list_at_once(app, client, question):
    story = make_contribution(title="Kanarie")
    lay(question, story)
    assert "Kanarie" in panel(client)
    with app.test_request_context():
        contributions.make_stricter(story, members_only=True, without_name=False, remove_more=False)
        db.session.commit()
    assert "Kanarie" not in panel(client) and "Kanarie" not in client.get(LIST).text


def test_what_lay_at_a_question_that_went_up_in_it_lies_here(client, question):
    gone = make_question(slug="ging-op", sentence="Wie beheert de put?")
    lay(gone, make_contribution(title="Meegekomen"))
    save(Merge(question_id=gone.id, into_id=question.id, moved={}))
    assert "Meegekomen" in panel(client)
    for slug in ("wie-beheert", "ging-op"):
        found = client.get(f"/bijdragen?vraagstuk={slug}").text
        assert "Meegekomen" in found and "Ligt bij: Wie beheert het?" in found, "a link that was kept leads to the heir"


@pytest.mark.parametrize("changes", [{"is_public": False}, {"held_at": now()}])
def test_a_question_out_of_view_is_no_filter(client, question, changes):
    elsewhere = make_contribution(title="Ligt erbuiten")
    for name, value in changes.items():
        setattr(question, name, value)
    db.session.commit()
    hidden, unknown = read(client, LIST, "/bijdragen?vraagstuk=onzin-onzin")
    assert elsewhere.title in hidden and question.sentence not in hidden
    assert hidden.replace("wie-beheert", "onzin-onzin") == unknown


@pytest.mark.parametrize("changes", [{"is_public": False}, {"held_at": now()}])
def test_nor_when_it_went_up_in_one_that_everybody_reads(client, sign_in, question, changes):
    """Else whoever guesses its words would learn that members asked it."""
    lay(question, make_contribution(title="Ligt bij het andere"))
    make_contribution(title="Ligt erbuiten")
    gone = make_question(slug="onder-ons", sentence="Wie durft?", **changes)
    save(Merge(question_id=gone.id, into_id=question.id, moved={}))
    hidden, unknown = read(client, "/bijdragen?vraagstuk=onder-ons", "/bijdragen?vraagstuk=onzin-onzin")
    assert "Ligt erbuiten" in hidden and hidden.replace("onder-ons", "onzin-onzin") == unknown
    sign_in(make_user(Role.MEMBER))
    found = client.get("/bijdragen?vraagstuk=onder-ons").text
    assert "Ligt bij het andere" in found and "Ligt erbuiten" not in found, "for members it leads on"


@pytest.mark.parametrize("role", [None, Role.MEMBER])
def test_the_fullest_page_asks_the_database_little(client, sign_in, question, role):
    """Read first after everything changed, so that nothing is known yet."""
    organisation, member = make_organisation(is_partner=True), make_user(Role.MEMBER)
    source = make_contribution(terms=[term(Dimension.LEVER), term(Dimension.BARRIER)])
    question.owner = organisation
    question.statements[0].evidence.append(
        Evidence(contribution=source, stance=Stance.NUANCES, field="facts", start=0, end=3, quote=source.facts[:3])
    )
    question.changes.append(QuestionChange(what="owner_declined", note="Gemeente"))
    answer = Answer(question_id=question.id, organisation_id=organisation.id, reach=Reach.PART, steps="Zo doe je dat.", by_id=member.id)
    answer.sources = [AnswerSource(contribution_id=source.id)]
    save(answer)
    save(Decision(question_id=question.id, body="De raad", on=today(), reason="Daarom.", by_id=member.id))
    save(Dissent(question_id=question.id, organisation_id=organisation.id, text="Wij zien het anders.", by_id=member.id))
    save(DeclinedOwner(question_id=question.id, organisation_id=organisation.id, reason="Geen tijd.", by_id=member.id))
    save(FromChallenge(question_id=question.id, challenge_id=make_challenge().id))
    lay(question, source)
    if role:
        sign_in(make_user(role, organisation))
    page = client.get(HERE).text  # the client holds it to the most that a page may ask
    for shown in ("Zo doe je dat.", "De raad", "Wij zien het anders.", "Geen tijd.", "Wat hier ligt", "Het steunt op"):
        assert shown in page, shown
