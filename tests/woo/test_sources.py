"""Everything that may be a document is looked through: a table with texts is a source, or says why it is not."""

from datetime import timedelta

import pytest
from sqlalchemy import JSON, Text

from app.accounts.models import Role
from app.answering.models import AnswerMark
from app.challenges.models import Agreement, ChallengeStatus, RoundQuestion
from app.codebook.models import Deed, TermChange, TermProposal
from app.contributions.models import Draft, Outcome, OutcomeSaid, Photo, Proposal, Remark, Status, Step, Still
from app.contributions.queries import About
from app.core import clock
from app.core.database import db
from app.core.security import random_id
from app.gatherings.models import (
    Clarifying,
    FieldNote,
    Gathering,
    GivenQuestion,
    Part,
    SentMessage,
    Stop,
    StopSummary,
    TableCard,
)
from app.notifications.models import Notification
from app.reports.models import Stocktake
from app.stocktaking.models import (
    Answer,
    Decision,
    DeclinedOwner,
    Dissent,
    Gap,
    GapJudgement,
    Laid,
    Memo,
    QuestionChange,
    Reach,
    Removal,
    Replaced,
    Verdict,
)
from app.woo import queries
from app.woo.queries.sources import BY_NAME, NO_DOCUMENTS
from app.woo.words import PART_NAMES, SOURCE_NAMES
from app.workbench.models import CheckNote, Pile
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_question,
    make_user,
    save,
    term,
)
from tests.gatherings.made import came, make_gathering


def found(**about):
    return queries.found_about(About(**about)).documents()


def sources(**about):
    return sorted({document.source for document in found(**about)})


def test_every_table_with_long_texts_is_a_source_or_says_why_not(app):
    long = {
        table.name for table in db.metadata.tables.values() if any(isinstance(c.type, Text | JSON) for c in table.columns)
    }
    looked_through = {name for source in BY_NAME.values() for name in source.tables}
    assert not looked_through & NO_DOCUMENTS.keys()
    assert long <= looked_through | NO_DOCUMENTS.keys(), "add a source in app/woo/queries/, or a reason in NO_DOCUMENTS"
    assert looked_through | NO_DOCUMENTS.keys() <= db.metadata.tables.keys()
    assert set(BY_NAME) == set(SOURCE_NAMES)


def a_day_out(organisation):
    """A gathering with a walk, and what was noted on it."""
    gathering = Gathering(
        slug="dag", title="Wandeling", on=clock.today(), starts=clock.now().time(), organisation=organisation
    )
    gathering.parts = [Part(position=1, starts=clock.now().time(), title="Lunch", note="Langs de kanarie.")]
    gathering.stops = [Stop(number=1, title="Put")]
    save(gathering)
    save(FieldNote(key=random_id(), gathering_id=gathering.id, text="Een kanarie op de put."))
    save(StopSummary(stop_id=gathering.stops[0].id, text="Overal zat een kanarie."))
    save(TableCard(gathering_id=gathering.id, number=1, helped="De kanarie aaien.", written_at=clock.now()))
    save(SentMessage(gathering_id=gathering.id, key="x", to_whom="iedereen", number=2, subject="Kooi", text="Neem je kanarie mee."))
    asked = make_challenge(organisation=organisation).id
    save(Clarifying(gathering_id=gathering.id, challenge_id=asked, text="Waarom een kanarie?"))
    save(GivenQuestion(gathering_id=gathering.id, asks="Wie let op de kanarie?"))
    return gathering


@pytest.fixture
def everything(app):
    """The word 'kanarie' in everything that somebody can write."""
    story = make_contribution(status=Status.WITHDRAWN, facts="Hier zat een kanarie in de put, dat zag iedereen.")
    editor = make_user(Role.EDITOR)
    story.proposals.append(Proposal(title="Zonder kanarie", facts="Anders.", by_id=editor.id))
    story.steps.append(Step(what="refused", by_role="editor", note="Om die kanarie."))
    db.session.add(Remark(contribution_id=story.id, from_contributor=False, text="Welke kanarie?"))
    db.session.add(AnswerMark(challenge_id=make_challenge().id, contribution_id=story.id, verdict="no", reason="Om de kanarie."))
    db.session.add(OutcomeSaid(contribution_id=story.id, said=Still.CHANGED, outcome=Outcome.STOPPED, words="De kanarie vloog weg."))
    db.session.add(
        Photo(
            public_id=random_id(), contribution_id=story.id, position=1, width=1, height=1, small_width=1, small_height=1,
            alt="Een kanarie op een stoep.",
        )
    )
    question = make_question(story, sentence="Wie let op de kanarie?", is_public=False)
    change = QuestionChange(question_id=question.id, what="reworded", note="Eerst stond er kanarie.")
    db.session.add(Removal(change=change, position=0, replaced=Replaced(was={"explanation": "Kanarie."}, mark="m")))
    db.session.add(Memo(question_id=question.id, text="Wie kent die kanarie?"))
    db.session.add(Dissent(question_id=question.id, organisation_id=make_municipality().id, text="Wij zien geen kanarie."))
    gap = Gap(first_name="thema", first_word="ondergrond", second_name="fase", second_word="ontwerp")
    gap.judgements.append(GapJudgement(verdict=Verdict.REAL, note="Daar zit vast een kanarie."))
    db.session.add(gap)
    db.session.add_all([TermChange(deed=Deed.RENAME, dimension="theme", reason="Om de kanarie.", effective_on=clock.today()), TermProposal(dimension="theme", words="Kanarie")])
    pile = save(Pile(slug="stapel", name="Stapel", wanted={}))
    db.session.add(CheckNote(pile_id=pile.id, contribution_id=story.id, laid=Laid.NOWHERE, why="Om die kanarie."))
    office = make_municipality().id
    about = {"question_id": question.id, "reason": "Om de kanarie."}
    db.session.add(Answer(question_id=question.id, organisation_id=office, reach=Reach.PART, steps="Vang de kanarie."))
    db.session.add_all([Decision(body="De raad", on=clock.today(), **about), DeclinedOwner(organisation_id=office, **about)])
    draft = make_challenge(status=ChallengeStatus.DRAFT, situation="Er is een kanarie.")
    draft.agreements.append(
        Agreement(token_hash="x", reader="communicatie", expires_at=clock.now(), version=1, remark="Noem de kanarie niet.")
    )
    save(RoundQuestion(challenge_id=draft.id, public_id=random_id(), text="Wiens kanarie is dat?"))
    gathering = a_day_out(draft.organisation)
    db.session.add(Stocktake(slug="balans", name="Balans van de kanarie"))
    db.session.add_all([gathering, Notification(user_id=editor.id, subject="Kanarie", text="Zie de site.")])
    db.session.commit()
    return story


def test_the_search_finds_everything_in_every_state(everything):
    documents = found(words="kanarie")
    assert {document.source for document in documents} == set(BY_NAME)
    assert all(part.name in PART_NAMES for document in documents for part in document.parts)
    assert [d.made_at for d in documents] == sorted(d.made_at for d in documents)
    assert found(words="kanarie bestaatniet") == []
    assert found() == []


def test_a_story_is_found_by_a_note_with_a_step_alone(app):
    story = make_contribution(status=Status.REFUSED)
    story.steps.append(Step(what="refused", by_role="editor", note="Dit gaat over een fuut."))
    db.session.commit()
    assert sources(words="FUUT") == ["note", "story"]


def test_what_was_not_sent_is_not_found(app):
    save(Draft(public_id=random_id(), secret_hash="x", typed={"story": {"facts": ["kanarie"]}}))
    assert found(words="kanarie") == []
    assert "not received" in NO_DOCUMENTS["draft"]


def test_period_organisation_and_theme(everything):
    place, theme = make_municipality(), term(Dimension.THEME, "ondergrond")
    old = make_contribution(submitted_at=clock.now() - timedelta(days=400), place=place, terms=[theme])
    challenge = make_challenge(organisation=place)
    challenge.terms = [theme]
    db.session.commit()
    year_ago = clock.today() - timedelta(days=365)
    assert [document.key for document in found(last=year_ago)] == [f"story:{old.id}"]
    keys = {f"story:{old.id}", f"challenge:{challenge.id}"}
    assert {document.key for document in found(organisation=place)} == keys
    assert {document.key for document in found(term_ids=frozenset({theme.id}))} == keys
    assert not keys & {document.key for document in found(words="kanarie", first=year_ago)}


def test_what_was_deleted_says_when_and_by_what(app):
    story = make_contribution(status=Status.PUBLISHED, place=None, organisation=None)
    story.steps.append(Step(what="purged", by_role="clock"))
    db.session.commit()
    (document,) = found(words="hoogste")
    told = {part.name: part.text for part in document.parts}
    with_date = told["deleted"]
    assert with_date and "place" in told and told["place"] == ""
    assert f"{clock.today().year}" in with_date


def test_a_story_says_what_it_came_out_of_when_its_contributor_let_others_know(app):
    gathering = make_gathering(title="Zomertour Beek", stops=[Stop(number=1, title="De put")])
    told, silent = make_contribution(), make_contribution(facts="Hier kwam niets uit, zegt de schrijver van dit verhaal.")
    came(told, gathering, gathering.stops[0])
    parts = {document.story: {part.name: part.text for part in document.parts} for document in found(words="hoogste")}
    assert parts[told.id]["came_out"] == "Zomertour Beek, De put" and PART_NAMES["came_out"]
    (other,) = found(words="schrijver")
    assert other.story == silent.id and {part.name: part.text for part in other.parts}["came_out"] == ""


def test_a_story_names_the_challenge_that_it_answers_or_follows_up(app):
    asked, closed = make_challenge(title="Waar is schaduw?"), make_challenge(slug="de-doeken", title="Waar hangen de doeken?")
    make_contribution(challenge=asked), make_contribution(follows_up=closed)
    told = [{part.name: part.text for part in document.parts} for document in found(words="hoogste")]
    named = {(parts["challenge"], parts["follow_up"]) for parts in told}
    assert named == {(asked.title, ""), ("", closed.title)} and PART_NAMES["challenge"] and PART_NAMES["follow_up"]
