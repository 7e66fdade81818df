"""Stories that are gone, and terms that nobody can choose any more, do not stand in the way of putting something back."""

import pytest

from app.codebook.models import Deed
from app.core.database import db
from app.stocktaking.models import Answer, Decision
from app.taxonomy.models import Dimension
from tests.codebook.made import change
from tests.factories import make_contribution
from tests.stocktaking.said_before import (
    change_answer,
    change_decision,
    coordinator,
    done,
    drop_answer,
    listed,
    office,
    put_back,
    question,
    save_question,
    story,
    the,
)

__all__ = ["coordinator", "office", "question", "story"]  # the fixtures of that world


def two_sources(story, other):
    return {"other_stories": "\n".join(f"/bijdragen/{one.public_id}" for one in (story, other))}


@pytest.mark.parametrize("how", ["deleted", "withdrawn"])
def test_an_answer_says_its_earlier_words_again_when_a_story_is_gone(client, question, story, how):
    other = make_contribution()
    removal = done(client, change_answer, **two_sources(story, other))
    assert {source.contribution_id for source in the(Answer).sources} == {story.id, other.id}
    if how == "deleted":
        db.session.delete(other)
    else:
        other.status = "withdrawn"
    db.session.commit()
    db.session.expire_all()
    assert put_back(client, removal).status_code == 302 and the(Answer).steps == "Wij belden."
    assert story.id in {source.contribution_id for source in the(Answer).sources}


def test_another_story_that_this_member_reads_was_chosen_since(client, question, story):
    removal = done(client, change_answer, **two_sources(story, make_contribution()))
    change_answer(client, other_stories=f"/bijdragen/{story.public_id}")
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "intussen veranderd" in answer.text


@pytest.fixture
def routes(question):
    """Everything along one route, which is retired after it was changed to another one."""
    question.kind = "hoe-aanpakken"
    for thing in (question, the(Answer), the(Decision)):
        thing.route = "proef"
    db.session.commit()


def test_what_stands_there_stays_where_a_term_can_no_longer_be_chosen(client, question, routes):
    removals = [done(client, do, route="leden-onderling") for do in (save_question, change_answer, change_decision)]
    change(Deed.RETIRE, "proef", dimension=Dimension.ROUTE)
    assert listed(client).count("Proef of onderzoek (niet meer te kiezen: wat er nu staat, blijft)") == 3
    assert "Pilot or research (can no longer be chosen: what stands there now stays)" in client.get("/en/werkbank/vraagstukken/wie-beheert/weggehaald").text
    for removal in removals:
        assert put_back(client, removal).status_code == 302
    assert [question.route, the(Answer).route, the(Decision).route] == ["leden-onderling"] * 3
    assert the(Answer).steps == "Wij belden." and the(Decision).reason == "Het kan."


def test_of_an_answer_that_was_dropped_the_page_tells_it_too(client, question, routes):
    removal = done(client, drop_answer)
    change(Deed.RETIRE, "proef", dimension=Dimension.ROUTE)
    assert "Proef of onderzoek (niet meer te kiezen" in listed(client)
    assert put_back(client, removal).status_code == 302 and the(Answer).route is None
