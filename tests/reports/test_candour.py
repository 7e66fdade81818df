"""What everybody reads of a stocktake does not depend on what only members may read of it."""

import re
from datetime import UTC, datetime

import pytest

from app.accounts.models import Role, Visitor
from app.codebook.models import Deed
from app.contributions.models import Audience, Status
from app.contributions.operations import follow
from app.contributions.operations import put_together as told_together
from app.contributions.queries import mark_of_pair
from app.core import clock
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.models import Form
from app.reports.tables import tables
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Evidence, Laid, Stance, Verdict
from app.stocktaking.queries import spot_by_words
from app.workbench import operations as workbench
from app.workbench.queries import Wanted
from tests.codebook.made import change
from tests.conftest import empty_tables
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_question,
    make_user,
    term,
)
from tests.reports.made import freeze_now
from tests.reports.test_contents import text_of

PATHS = (
    "", "/bijdragen", "/bijdragen?bij=open", "/vraagstukken/wie-beheert", "/vraagstukken/apart", "/verschil?met=eerste",
    *(f"/bijdragen/{'a' * 25}{n}" for n in range(3)), "/begrippen", "/begrippen.csv",
)  # fmt: skip
SEAL = re.compile(r"\b[0-9a-f]{64}\b")


def story(n, town, **changes):
    return make_contribution(public_id="a" * 25 + str(n), title=f"Verhaal {n}", lesson=f"Les {n}.", place=town, organisation=None, **changes)


def build(hidden):
    """Two public stories, and as many hidden ones as asked: for members, held back, in other towns."""
    member = make_user(Role.MEMBER)
    stocktaking.judge(spot_by_words("thema:ondergrond", "fase:ontwerp"), Verdict.REAL, "", member, 0)
    here = [term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")]
    towns = [make_municipality(name=f"Stad {n}") for n in range(2)]
    if hidden:
        towns.reverse()
    told = {"year": 2020 + hidden, "role": "beleidsadviseur" if hidden else "projectleider", "opinion": "Dat vind ik."}
    public = [story(n, town, neighbourhood=f"Buurt {n + hidden}", **told) for n, town in enumerate(towns)]
    question = make_question(slug="wie-beheert", sentence="Wie beheert het groen?")
    apart = make_question(slug="apart", sentence="Wie ziet wat hier ligt?")  # public, and at no place of the pile
    inner = make_question(slug="onder-ons", sentence="Wat zeggen we niet?", is_public=False)
    secret = [make_contribution(audience=Audience.MEMBERS, title=f"Geheim {n}", terms=here) for n in range(2 * hidden)]
    if hidden:
        secret.append(make_contribution(status=Status.READING, title="Nog niet gelezen", terms=here))
    for found in (public[0], *secret):
        question.statements[0].evidence.append(
            Evidence(contribution=found, stance=Stance.CONTRADICTS, field="facts", start=0, end=9, quote=found.facts[:9])
        )
    db.session.commit()
    pile = workbench.fix("Stapel", Wanted(), by=member)
    workbench.offer(pile, [question], by=member)
    for found in secret[: 2 * hidden]:
        stocktaking.lay(found, Laid.QUESTIONS, frozenset({question.id, inner.id, apart.id}), member)
    if hidden:
        stocktaking.lay(public[1], Laid.QUESTIONS, frozenset({inner.id}), member)
    for name in ("Eerste", "Tweede"):
        made = freeze_now(pile, name, by=member)
        made.made_at = made.made_at.replace(year=2026 if name == "Tweede" else 2025, month=11, day=3, hour=9, minute=0, second=0)
        operations.publish(made)
    db.session.commit()


def read(app):
    browser = app.test_client()
    found = {path: SEAL.sub("", browser.get(f"/balans/tweede{path}").text) for path in PATHS}
    with in_language("nl"):
        edition = queries.frozen(queries.stocktake_by_slug("tweede", Visitor()), Visitor(), whole=True)
        told = {table.key: SEAL.sub("", str(table.rows)) for table in tables(edition)}
    return found | told | {"list": browser.get("/balansen").text}


@pytest.mark.parametrize("hidden", [1])
def test_two_worlds_that_differ_in_hidden_things_only(app, hidden):
    build(0)
    plain = read(app)
    db.session.rollback()
    empty_tables()
    build(hidden)
    assert read(app) == plain and "Verhaal 1" in plain["/bijdragen"]
    assert "een echt gat" in plain[""] and "een echt gat" in plain["gaps"]
    assert "Dat vind ik." in plain[PATHS[6]] and "Dat vind ik." in plain["contributions"]


def test_a_case_that_may_not_be_told_leaves_no_number_and_no_missing_number(app):
    """Of a named and an unnamed voice nobody learns that they tell one case: not by a word, and not by counting on."""
    member = make_user(Role.MEMBER)
    stories = [make_contribution(title=f"Verhaal {n}", names_organisation=n == 0) for n in range(4)]
    for one, other in ((0, 1), (2, 3)):
        told_together(stories[one], stories[other], member, mark_of_pair(stories[one], stories[other]))
    db.session.commit()
    operations.publish(freeze_now(workbench.fix("Stapel", Wanted(), by=member), "Gevallen", by=member))
    db.session.commit()
    page = app.test_client().get("/balans/gevallen/bijdragen").text
    assert page.count("Geval 1:") == 2 and "Geval 2" not in page
    assert "4 bijdragen, vastgelegd op" in page and "Wat erin staat, vertelt 3 gevallen." in page


def test_a_case_counts_once_where_one_of_its_voices_is_not_to_be_quoted(app):
    member = make_user(Role.MEMBER)
    one, other = make_contribution(title="Mag je aanhalen"), make_contribution(title="Liever niet", not_quoted=True)
    told_together(one, other, member, mark_of_pair(one, other))
    db.session.commit()
    operations.publish(freeze_now(workbench.fix("Stapel", Wanted(), by=member), "Gevallen", by=member))
    db.session.commit()
    page = app.test_client().get("/balans/gevallen").text
    assert "Wat erin staat, vertelt 1 geval." in page and "Liever niet" not in page


def freeze_and_withdraw(app, client, sign_in, *codes):
    """Somebody tells about these themes, and withdraws it after it was frozen; their gaps were judged and put out."""
    member = make_user(Role.MEMBER)
    sign_in(member)
    ground, design = term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")
    for first, second in (("thema:ondergrond", "fase:ontwerp"), ("thema:verdichting", ""), ("fase:programmering", "")):
        stocktaking.judge(spot_by_words(first, second), Verdict.REAL, "", member, 0)
    make_challenge(title="Hoe dan?", slug="hoe-dan", gap_sides="thema:klimaatadaptatie", published_at=clock.now())
    change(Deed.RETIRE, "programmering", dimension=Dimension.PHASE)
    town = make_municipality(name="Stad")
    story(0, town, terms=[ground])
    story(1, town, terms=[design])
    phases = [design, term(Dimension.PHASE, "programmering")] if codes else []
    gone = story(2, town, terms=[*phases, *(term(Dimension.THEME, code) for code in codes)])
    db.session.commit()
    frozen = freeze_now(workbench.fix("Stapel", Wanted(), by=member), "Tweede", by=member)
    frozen.made_at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    operations.publish(frozen)
    follow.withdraw(gone)
    db.session.commit()
    return [found for reader, browser in ((Visitor(), app.test_client()), (member, client)) for found in whole(frozen, reader, browser)]


def whole(frozen, reader, browser):
    yield from (SEAL.sub("", browser.get(f"/balans/tweede{path}").text) for path in ("", "/bijdragen"))
    with in_language("nl"):
        edition = queries.frozen(frozen, reader, whole=True)
        yield from (SEAL.sub("", text_of(form, MAKERS[form](edition, None))) for form in Form)


def test_what_was_known_of_a_spot_does_not_tell_what_was_withdrawn_there(app, client, sign_in):
    """The balance says on which day a gap was put out: a stocktake that would leave it out told what lay there then."""
    plain = freeze_and_withdraw(app, client, sign_in)
    dense = term(Dimension.THEME, "verdichting").name_nl
    for page in (plain[0], plain[len(plain) // 2]):
        assert "ontwerp (een echt gat)" in page and f"{dense}: een echt gat" in page and "Klimaatadaptatie: gevraagd op" in page
        assert "Programmering: een" not in page
    db.session.rollback()
    empty_tables()
    held = freeze_and_withdraw(app, client, sign_in, "ondergrond", "verdichting", "klimaatadaptatie")
    assert held == plain
