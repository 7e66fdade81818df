"""What helped elsewhere, as a stocktake tells it of a question: over what is left, at the audience of the edition."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from app.accounts.models import Role, Visitor
from app.contributions.models import Audience, Kind, Outcome
from app.contributions.operations import follow, relist
from app.contributions.operations import put_together as told_together
from app.contributions.queries import mark_of_pair
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.helping import helped
from app.reports.models import Form
from app.stocktaking.models import Evidence, Stance
from app.stocktaking.queries import seen_by, told_and_helped
from app.taxonomy.queries import terms_of
from app.workbench import operations as workbench
from app.workbench.queries import Wanted
from tests.conftest import empty_tables
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
from tests.reports.test_contents import text_of

GOOD = {"kind": Kind.GOOD, "outcome": Outcome.SUCCEEDED}


def terms(*pairs):
    return [term(Dimension(dimension), code) for dimension, code in pairs]


BARRIER, OTHER = ("barrier", "schotten"), ("barrier", "geen-eigenaar")
LEVER, SECOND = ("lever", "programmeertafel"), ("lever", "beheer-vanaf-start")


@pytest.fixture
def made(app, sign_in):
    """A quoted text names a barrier; two cases that succeeded and met it name a lever, one of them for members."""
    member = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(member)
    told = {
        "quoted": {"outcome": Outcome.STOPPED, "terms": terms(BARRIER)},
        "one": {**GOOD, "terms": terms(BARRIER, LEVER, SECOND)},
        "voice": {**GOOD, "terms": terms(BARRIER, LEVER)},
        "inner": {**GOOD, "terms": terms(BARRIER, LEVER), "audience": Audience.MEMBERS},
        "silent": {**GOOD, "terms": terms(BARRIER, LEVER, SECOND), "not_quoted": True},
        "stopped": {"outcome": Outcome.STOPPED, "terms": terms(BARRIER, LEVER)},
        "elsewhere": {**GOOD, "terms": terms(OTHER, LEVER)},
    }
    stories = SimpleNamespace(**{name: make_contribution(title=f"Verhaal {name}", **changes) for name, changes in told.items()})
    told_together(stories.one, stories.voice, member, mark_of_pair(stories.one, stories.voice))
    question = make_question(slug="wie-beheert", sentence="Wie beheert het groen?")
    for found in (stories.quoted, stories.silent):
        question.statements[0].evidence.append(Evidence(contribution=found, stance=Stance.SUPPORTS, field="facts", start=0, end=9, quote=found.facts[:9]))
    db.session.commit()
    pile = workbench.fix("Stapel", Wanted(), by=member)
    workbench.offer(pile, [question], by=member)
    frozen = freeze_now(pile, "Wat hielp", by=member)
    operations.publish(frozen)
    db.session.commit()
    return SimpleNamespace(frozen=frozen, stories=stories, member=member, question=question)


def read(made, person):
    """The levers with their cases and who names them."""
    with in_language("nl"):
        frozen = queries.frozen(made.frozen, person)
        return [(one.lever.code, one.cases, {c.title for c in one.named_by}) for one in helped(frozen, frozen.question("wie-beheert"))]


def page_of(browser):
    page = browser.get("/balans/wat-hielp/vraagstukken/wie-beheert").text
    found = re.search(r'aria-labelledby="hielp">(.*?)</section>', page, re.DOTALL)
    return re.sub(r"\s+", " ", found[1]) if found else ""


def test_each_audience_reads_the_cases_that_it_may(app, client, made):
    assert read(made, Visitor()) == [("beheer-vanaf-start", 1, {"Verhaal one"}), ("programmeertafel", 1, {"Verhaal one", "Verhaal voice"})]
    assert read(made, made.member)[0] == ("programmeertafel", 2, {"Verhaal one", "Verhaal voice", "Verhaal inner"})
    public, inner = page_of(app.test_client()), page_of(client)
    name = term(Dimension.LEVER, "programmeertafel").name_nl
    assert f"<summary>{name}: 1 geval</summary>" in public and f"<summary>{name}: 2 gevallen</summary>" in inner
    assert f'/balans/wat-hielp/bijdragen/{made.stories.one.public_id}"' in public
    assert "Verhaal inner" in inner and "Alleen voor leden" in inner and "Verhaal inner" not in public
    assert not [word for page in (public, inner) for word in ("silent", "stopped", "elsewhere") if f"Verhaal {word}" in page]


def test_it_names_what_the_page_of_the_question_names_but_for_who_is_not_to_be_quoted(made):
    follow.withdraw(made.stories.silent)
    db.session.commit()
    for person in (Visitor(), made.member):
        live = told_and_helped(seen_by(made.question, person), person)[1]
        assert {(one.lever.term.code, one.cases) for one in live} == {(code, cases) for code, cases, _names in read(made, person)}


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("whole", [True, False])
def test_every_file_says_it_at_its_audience(made, form, whole):
    name = term(Dimension.LEVER, "programmeertafel").name_nl
    with in_language("nl"):
        for person in (Visitor(), made.member):
            frozen = queries.frozen(made.frozen, person, whole=True)
            about = None if whole else frozen.question("wie-beheert")
            told = text_of(form, MAKERS[form](frozen.only(about) if about else frozen, about))
            part = told[told.rindex("Wat elders hielp" if form is not Form.JSON else '"helped"') :]
            assert name in part and ("Verhaal one" in told or made.stories.one.public_id in part)
            assert made.stories.silent.public_id not in told and "Verhaal silent" not in told
            inner = made.stories.inner.public_id if form not in (Form.DOCX, Form.PDF) else "Verhaal inner"
            assert (inner in part) is (person is made.member)


@pytest.mark.parametrize("way", ["withdrawn", "members", "refrained"])
def test_what_was_withdrawn_does_not_count(app, made, way):
    for story in (made.stories.one, made.stories.voice):
        {
            "withdrawn": follow.withdraw,
            "members": lambda story: setattr(story, "audience", Audience.MEMBERS) or relist(story),
            "refrained": lambda story: setattr(story, "not_quoted", True) or relist(story),
        }[way](story)
    db.session.commit()
    assert read(made, Visitor()) == [] and page_of(app.test_client()) == ""
    assert read(made, made.member)[0][1] == (2 if way == "members" else 1)


def test_a_file_about_one_question_counts_what_was_withdrawn_and_not_what_lies_elsewhere(made):
    frozen = queries.frozen(made.frozen, Visitor())
    assert frozen.only(frozen.question("wie-beheert")).withdrawn == frozen.withdrawn == 0
    follow.withdraw(made.stories.elsewhere)
    db.session.commit()
    frozen = queries.frozen(made.frozen, Visitor())
    assert frozen.only(frozen.question("wie-beheert")).withdrawn == frozen.withdrawn == 1


def test_a_file_about_one_question_is_void_when_what_helped_was_withdrawn(made):
    frozen = queries.frozen(made.frozen, Visitor())
    before = operations.mark_of(frozen.only(frozen.question("wie-beheert")))
    follow.withdraw(made.stories.voice)
    db.session.commit()
    frozen = queries.frozen(made.frozen, Visitor())
    assert operations.mark_of(frozen.only(frozen.question("wie-beheert"))) != before


def test_without_a_barrier_the_theme_is_asked_for_and_not_what_stands_above_it(app, sign_in):
    member = make_user(Role.MEMBER)
    sub = next(found for found in terms_of(Dimension.THEME) if found.parent_id is not None)
    quoted = make_contribution(title="Aangehaald", terms=[sub])
    make_contribution(title="Ook dat", terms=[sub, *terms(LEVER)], **GOOD)
    make_contribution(title="Iets breder", terms=[sub.parent, *terms(SECOND)], **GOOD)
    question = make_question(slug="wie-beheert", sentence="Wie beheert het groen?")
    question.statements[0].evidence.append(Evidence(contribution=quoted, stance=Stance.SUPPORTS, field="facts", start=0, end=9, quote=quoted.facts[:9]))
    db.session.commit()
    pile = workbench.fix("Stapel", Wanted(), by=member)
    workbench.offer(pile, [question], by=member)
    made = SimpleNamespace(frozen=freeze_now(pile, "Wat hielp", by=member))
    assert read(made, member) == [("programmeertafel", 1, {"Ook dat"})]


def build(hidden):
    """One that is told to everybody, and hidden ones that met the same and name another lever."""
    member = make_user(Role.MEMBER)
    town = make_municipality(name="Stad")
    quoted, helps = (
        make_contribution(public_id="a" * 25 + str(n), title=f"Verhaal {n}", place=town, organisation=None, terms=terms(BARRIER, LEVER), **GOOD) for n in range(2)
    )
    question = make_question(slug="wie-beheert", sentence="Wie beheert het groen?")
    secret = []
    if hidden:
        secret = [make_contribution(audience=Audience.MEMBERS, title="Geheim", terms=terms(OTHER, BARRIER, SECOND), **GOOD)]
        gone = make_contribution(title="Weg", terms=terms(OTHER, BARRIER, SECOND), **GOOD)
    for found in (quoted, *secret):
        question.statements[0].evidence.append(Evidence(contribution=found, stance=Stance.SUPPORTS, field="facts", start=0, end=9, quote=found.facts[:9]))
    db.session.commit()
    if hidden:
        follow.withdraw(gone)
        db.session.commit()
    pile = workbench.fix("Stapel", Wanted(), by=member)
    workbench.offer(pile, [question], by=member)
    frozen = freeze_now(pile, "Wat hielp", by=member)
    frozen.made_at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    operations.publish(frozen)
    db.session.commit()
    return frozen


def test_two_worlds_that_differ_in_hidden_things_only(app):
    found = []
    for hidden in (False, True):
        frozen = build(hidden)
        with in_language("nl"):
            whole = queries.frozen(frozen, Visitor(), whole=True)
            files = [text_of(form, MAKERS[form](whole.only(whole.question("wie-beheert")), whole.question("wie-beheert"))) for form in Form]
        found.append([page_of(app.test_client()), *(re.sub(r"\b[0-9a-f]{64}\b", "", told) for told in files)])
        db.session.rollback()
        empty_tables()
    assert found[0] == found[1] and "Verhaal 1" in found[0][0]
