"""A made-up stocktake in which everything holds something, for whoever opens its files again."""

from datetime import UTC, date, datetime

from app.contributions.models import Kind, Outcome
from app.reports.frozen import (
    Frozen,
    FrozenAnswer,
    FrozenContribution,
    FrozenDecision,
    FrozenQuestion,
    FrozenQuote,
    FrozenRecognition,
    FrozenSource,
    FrozenTag,
    FrozenText,
    FrozenView,
)
from app.reports.measure import FrozenGap, FrozenSide, Measure
from app.reports.terms import FrozenTerm
from app.stocktaking.models import Laid, QuestionStatus, Stance, Verdict
from app.taxonomy.models import Dimension

# What a typesetter, a spreadsheet or a reader of XML likes to make something else of.
ODD = 'Hij zei: "wacht  even", \'t is 3 < 4 & 5 > 4 – *vet* _schuin_ #let x = 1; [noot] $5 \\ 100 % @hier // einde ...'
LESSON = "Meet eerst de hoogte.\n\nVraag het daarna de buren;  met twee spaties.\n- En dan pas de fiets."
TOLD = ("Wij begonnen in 2019. En toen… ging het mis: de put, de afvoer én de straat liepen vol.", ODD, "Een regel.\nNog een  regel.")


def named(word):
    return {"nl": f"{word} (nl)", "en": f"{word} (en)"}


def quote(number, question, statement, stance, **changes):
    told = {"words": TOLD[number % len(TOLD)], "source": f"{number:026}", "title": f"Titel van citaat {number}", "language": "nl"}
    return FrozenQuote(question=question, statement=statement, stance=stance, **told | {"is_withheld": False, "members_only": False} | changes)


def source(answer, **changes):
    told = {"source": f"{answer:026}", "title": f"Hierop rust antwoord {answer}", "language": "nl", "is_withheld": False, "members_only": False}
    return FrozenSource(question="put", answer=answer, **told | changes)


PUT = FrozenQuestion(
    source=1, slug="put", sentence="Wie beheert de put?", explanation="Uitleg van de vraag.\nOp twee regels.", language="nl",
    status=QuestionStatus.PARTLY_ANSWERED, statements=("Niemand is eigenaar.", "Het geld is op.", "Iedereen wijst naar een ander."),
    is_public=True, was_public=True, kind=named("Beheer"), route=named("Pilot"), owner="Waterschap Rijn", owner_accepted=False, due_on=date(2027, 3, 1),
    dissents=(FrozenView("Gemeente Ede", "Wij zien dat anders.\nWij beheren hem.", date(2026, 9, 1)), FrozenView("Ministerie", f"Wij ook. {ODD}", date(2026, 9, 2))),
    answers=(
        FrozenAnswer("Waterschap Rijn", True, named("Pilot"), "Begin met een lijst.\nBel dan.", date(2026, 9, 3), date(2026, 9, 4)),
        FrozenAnswer("CCV", False, None, "Vraag het ons.", date(2026, 9, 5), None),
    ),
    decisions=(FrozenDecision("Stuurgroep groen", date(2026, 9, 6), named("Pilot"), "Omdat het kan.\nEn omdat het moet."),),
    recognition=(FrozenRecognition(named("Gemeente"), 7, 5, 6), FrozenRecognition(None, 8, 9, 4)),
    quotes=(
        quote(0, "put", 0, Stance.NUANCES), quote(1, "put", 0, Stance.SUPPORTS), quote(2, "put", 0, Stance.CONTRADICTS, members_only=True),
        quote(3, "put", 1, Stance.CONTRADICTS, words="", title="", source="", is_withheld=True),
        quote(4, "put", 1, Stance.SUPPORTS, language="en", title="Title of a quote", words="The drain was \"blocked\",  they said."),
    ),
    sources=(source(0), source(0, title="Voor leden", members_only=True), source(1, title="", source="", is_withheld=True), source(1, title="In English", language="en")),
)  # fmt: skip
PAVING = FrozenQuestion(
    source=2, slug="paving", sentence="Who paves the square?", explanation="", language="en", status=QuestionStatus.NEW, statements=("Nobody knows.",),
    is_public=False, was_public=False, kind=None, route=None, owner="CCV", owner_accepted=True, due_on=None, dissents=(), answers=(), decisions=(),
)  # fmt: skip
TAGS = tuple(FrozenTag(d, f"{d}-{n}", named(f"{d} {n}")) for d in ("theme", "phase", "barrier", "lever", "scale") for n in (1, 2))


def story(number, laid, *questions, **changes):
    told = {
        "kind": list(Kind)[number % len(Kind)], "outcome": list(Outcome)[number % len(Outcome)], "tags": TAGS, "not_quoted": False, "members_only": False,
        "id": f"{number:026}", "title": f"Verhaal {number}: de put", "lesson": LESSON, "place": named("Grote gemeente"), "years": "2020–2021",
        "month": date(2026, 9, 1), "organisation_kind": named("Gemeente"), "case": None,
    }  # fmt: skip
    return FrozenContribution(source=number, laid=laid, questions=questions, **told | changes)


STORIES = (
    story(1, Laid.QUESTIONS, "put", "paving", case=1),
    story(2, Laid.QUESTIONS, "put", case=1, members_only=True, title=ODD[:80]),
    story(3, Laid.QUESTIONS, "put", not_quoted=True, id="", title="", lesson="", place={}, years="", month=None, organisation_kind=None),
    story(4, Laid.QUESTIONS, "paving", language="en", title="The square was paved twice", lesson="Ask first."),
    story(5, Laid.ONE_CASE, lesson=ODD, tags=()),
    story(6, Laid.NOWHERE, organisation_kind=None, outcome=Outcome.NOT_APPLICABLE),
    story(7, Laid.OPEN, lesson="", members_only=True),
    *(story(n, Laid.ONE_CASE) for n in range(8, 40)),  # the long tail, over many pages
)


def text(found):
    """The whole text of a story, in which everything is said."""
    return FrozenText(
        title=found.title, facts=f"Feiten van {found.source}.\n{ODD}", lesson=found.lesson, opinion=ODD, condition=LESSON, went_wrong="De pomp viel uit.",
        cost_hours=40, cost_euros=None, cost_unknown=False, organisation="Waterschap Rijn", role=named("Adviseur"), photos=("Een put vol blad.", ODD[:60]),
        named=found.source % 2 == 0, members_only=found.members_only,
    )  # fmt: skip


TEXTS = {found.source: text(found) for found in STORIES if not found.not_quoted and found.source != 6}  # that one was changed since
CODEBOOK = (
    FrozenTerm(Dimension.THEME, "theme-1", named("theme 1"), f"Wat het is. {ODD}", "En wat niet.", ("bodem", "grond"), "", "", (), False, None, None),
    FrozenTerm(Dimension.THEME, "theme-2", named("theme 2"), "Uitleg van het tweede.", "", (), "theme-1", "", (), False, date(2026, 1, 1), None),
    FrozenTerm(Dimension.LEVER, "oud", named("Oud"), "Dit noemt niemand.", "", (), "", "lever-1", ("lever-1", "lever-2"), False, None, date(2026, 2, 1)),
    FrozenTerm(Dimension.LEVER, "kop", named("Kop"), "", "", (), "", "", (), True, None, None),
)  # fmt: skip


def side(axis, code, name="", **changes):
    return FrozenSide(axis, code, {"nl": f"{name or code} (nl)", "en": f"{name or code} (en)"}, **changes)


THEME, PHASE, UNTOLD = side("theme", "theme-1", "Bodem & put"), side("phase", "phase-1", "Ontwerp"), side("theme", "stil", ODD[:40])
MEASURE = Measure(
    sides=(
        *(side("kind", kind.value) for kind in Kind), *(side("outcome", outcome.value) for outcome in Outcome),
        THEME, side("theme", "theme-2", "Magneet"), UNTOLD, side("theme", "weg", "Oud begrip", retired=True),
        PHASE, side("phase", "beheer", "Beheer"), FrozenSide("organisation_kind", "gemeente", named("Gemeente")),
    ),
    crossed=("theme", "phase"),
    switched_off=("theme-2",),
    gaps=(
        FrozenGap((UNTOLD,), Verdict.REAL, date(2026, 9, 1), date(2026, 9, 2), to_come=False),
        FrozenGap((THEME, side("phase", "beheer", "Beheer")), Verdict.NOT_APPLICABLE, date(2026, 9, 3), None, to_come=False),
        FrozenGap((side("lever", "geld", "Geld"), side("scale", "wijk", "Wijk")), None, None, date(2026, 12, 1), to_come=True),
        FrozenGap((side("barrier", "wet", "De wet"),), Verdict.ASKED, date(2026, 9, 4), date(2026, 9, 5), to_come=False),
    ),
)  # fmt: skip


def whole():
    """As members read it: two contributions are gone since."""
    made = datetime(2026, 9, 15, 12, tzinfo=UTC)
    sealed = {"root": "a1" * 32, "vocabulary": "b2" * 32, "measure": MEASURE, "codebook": CODEBOOK}
    return Frozen(
        "zomertour", "Zomertour 2026", made, is_published=True, for_members=True, n=len(STORIES) + 2, contributions=STORIES, questions=(PUT, PAVING),
        keeps_texts=True, with_text=frozenset(TEXTS), texts=TEXTS, **sealed,
    )  # fmt: skip
