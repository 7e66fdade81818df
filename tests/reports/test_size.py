"""A stocktake of many contributions is frozen, read and made into files in bounded time and memory.

Prints what it measured. `REPORT_SIZE=10000` measures the size that was promised.
"""

import io
import os
import resource
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

from app.contributions.models import Kind, Outcome
from app.core.clock import now
from app.core.wording import in_language
from app.reports.exports import MAKERS
from app.reports.frozen import Frozen, FrozenContribution, FrozenQuestion, FrozenQuote, FrozenTag, FrozenText
from app.reports.models import Form
from app.stocktaking.models import Laid, QuestionStatus, Stance

SIZE = int(os.environ.get("REPORT_SIZE", "500"))
MOST_SECONDS, MOST_MEGABYTES = 300, 1500  # of one file of 10,000 contributions
ROOT = Path(__file__).parents[2]


def large(size):
    """As full as real ones: a text of 250 words, a lesson and eight tags each, at one of twenty questions or nowhere."""
    tags = tuple(FrozenTag("theme" if n < 3 else "barrier", f"t{n}", {"nl": f"Begrip {n}", "en": f"Term {n}"}) for n in range(8))
    stories = tuple(
        FrozenContribution(
            source=n, kind=Kind.LEARNED, outcome=Outcome.PARTLY, laid=Laid.QUESTIONS if n % 3 else Laid.ONE_CASE,
            questions=(f"vraag-{n % 20}",) if n % 3 else (), tags=tags, not_quoted=n % 50 == 0, members_only=False,
            id=f"{n:026}", title=f"De put lag verkeerd {n}", lesson="Meet eerst de hoogte van de straat. Vraag het daarna de buren. " * 2,
            place={"nl": "Middelgrote gemeente in het westen"}, years="2020–2021", month=date(2026, 9, 1),
        )
        for n in range(size)
    )
    questions = tuple(
        FrozenQuestion(
            source=n, slug=f"vraag-{n}", sentence=f"Wie beheert straat {n}?", explanation="", language="nl", status=QuestionStatus.NEW,
            statements=("Niemand is eigenaar.",), is_public=True, was_public=True, kind=None, route=None, owner="", owner_accepted=False, due_on=None,
            dissents=(), answers=(), decisions=(),
            quotes=tuple(FrozenQuote(f"vraag-{n}", 0, Stance.SUPPORTS, f"Citaat {q}.", f"{q:026}", f"Put {q}", "nl", False, False) for q in range(5)),
        )
        for n in range(20)
    )
    texts = {
        found.source: FrozenText(
            title=found.title, facts="Wij begonnen in het voorjaar, en toen liep de straat vol water. " * 20, lesson=found.lesson,
            opinion="Dat had eerder gekund. " * 5, condition="", went_wrong="", cost_hours=None, cost_euros=None, cost_unknown=False,
            organisation="", role=None, photos=(), named=False, members_only=False,
        )
        for found in stories if not found.not_quoted
    }  # fmt: skip
    whole = {"keeps_texts": True, "with_text": frozenset(texts), "texts": texts}
    return Frozen("groot", "Groot", now(), False, False, size, "f" * 64, "v" * 64, stories, questions, **whole)


def measured(form):
    """Makes one file; prints its seconds, the peak of memory and its size."""
    from app import create_app  # noqa: PLC0415  # in a process of its own, to measure this and nothing else

    with create_app(TESTING=True, SECRET_KEY="x" * 50).app_context(), in_language("nl"):
        frozen = large(SIZE)
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
        content = MAKERS[Form(form)](frozen, None)
        seconds, peak = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{seconds:.1f} {peak // 1024} {(peak - before) // 1024} {len(content)}")


def test_files_of_many_contributions_are_bounded(tmp_path):
    for form in Form:
        run = subprocess.run(
            [sys.executable, "-c", f"from tests.reports.test_size import measured; measured({form.value!r})"],
            cwd=ROOT, env=os.environ | {"DATA_DIR": str(tmp_path)}, capture_output=True, text=True, check=False, timeout=400,
        )
        assert run.returncode == 0, run.stderr[-2000:]
        seconds, peak, more, size = run.stdout.split()[-4:]
        print(f"\n{form.value}: {SIZE} contributions in {seconds} s, peak {peak} MB ({more} MB more), file {int(size) / 1e6:.1f} MB")
        assert float(seconds) < MOST_SECONDS and int(peak) < MOST_MEGABYTES


def test_the_large_one_can_be_opened(app):
    with in_language("nl"), zipfile.ZipFile(io.BytesIO(MAKERS[Form.CSV](large(300), None))) as archive:
        assert archive.read("contributions.csv").decode().count("\r\n") == 301
