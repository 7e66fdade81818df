"""A report of many contributions all the way: fixed as a pile, laid, frozen, asked for, and made by the job of the clock.

    python -m bench.reports          # in the database of the environment; prints figures as JSON

Each step runs in a process of its own, which says how long it took and the most memory that it held.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

QUESTIONS, QUOTES = 20, 100  # that many contributions lie at, and exact quotes under each of them


def main():
    fix_a_pile()
    found = {"freeze": step("freeze")}
    for form in forms():
        found[form] = step(form)
    print(json.dumps(found))


def forms():
    from app.reports.models import Form  # noqa: PLC0415  each process takes in only what it measures

    return [form.value for form in Form]


def step(name):
    said = subprocess.run([sys.executable, "-m", "bench.reports", name], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(said.stdout.strip().splitlines()[-1])


def measured(task):
    """Seconds on the clock, those of the processor, the most megabytes at one moment, and what the task says.

    With what it starts, such as the typesetter; they are looked at together thirty times a second.
    """
    began, most, done = time.perf_counter(), [0], threading.Event()
    watcher = threading.Thread(target=watch, args=(most, done))
    watcher.start()
    try:
        said = task()
    finally:
        done.set()
        watcher.join()
    seconds, used = time.perf_counter() - began, [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu, largest = sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used) / 1024
    print(json.dumps({"seconds": round(seconds, 1), "cpu": round(cpu, 1), "mb": round(max(largest, most[0]))} | said))


def watch(most, done):
    """Keeps in `most` the megabytes that this process and those that it started hold together."""
    while not done.wait(1 / 30):
        with contextlib.suppress(OSError, IndexError):  # one of them ended meanwhile
            most[0] = max(most[0], sum(held_by(key) for key in (os.getpid(), *started())))


def started():
    return [int(key) for told in Path("/proc/self/task").glob("*/children") for key in told.read_text().split()]


def held_by(key):
    return int(Path(f"/proc/{key}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def freeze():
    """Asks for it as a member does; the job does it in its two turns."""
    from sqlalchemy import select  # noqa: PLC0415

    from app.accounts.models import Role  # noqa: PLC0415
    from app.accounts.queries import people_with  # noqa: PLC0415
    from app.core.database import db  # noqa: PLC0415
    from app.reports import operations  # noqa: PLC0415
    from app.reports.models import Stocktake  # noqa: PLC0415
    from app.schedule import run  # noqa: PLC0415
    from app.workbench.models import Pile  # noqa: PLC0415

    pile = db.session.scalars(select(Pile).where(Pile.slug == "bench-report")).one()
    operations.ask_to_freeze(pile, "Bench report", by=people_with(Role.MEMBER)[0])
    db.session.commit()
    for _turn in range(2):
        run("freeze-piles")
    made = db.session.scalars(select(Stocktake).where(Stocktake.slug == "bench-report")).one()
    return {"n": max(edition.n for edition in made.editions)}


def make(form):
    """Asks for the file as a member does; the job makes it in its two turns."""
    from sqlalchemy import select  # noqa: PLC0415

    from app.accounts.models import Role  # noqa: PLC0415
    from app.accounts.queries import people_with  # noqa: PLC0415
    from app.core.database import db  # noqa: PLC0415
    from app.reports import operations  # noqa: PLC0415
    from app.reports.models import Form, ReportFile, ReportState, Stocktake  # noqa: PLC0415
    from app.schedule import run  # noqa: PLC0415

    stocktake = db.session.scalars(select(Stocktake).where(Stocktake.slug == "bench-report")).one()
    key = operations.ask_for_file(stocktake, "", Form(form), for_members=True, by=people_with(Role.MEMBER)[0]).id
    db.session.commit()
    for _turn in range(2):
        run("make-reports")
    file = db.session.get_one(ReportFile, key)
    assert file.state is ReportState.READY, f"{form}: {file.state}"
    return {"file_mb": round(operations.path_of(file).stat().st_size / 1e6, 1)}


def fix_a_pile():
    """Everything there is: two of three at a question, one in five of those quoted there, the others one case."""
    from sqlalchemy import insert, select  # noqa: PLC0415

    from app.accounts.models import Role  # noqa: PLC0415
    from app.accounts.queries import people_with  # noqa: PLC0415
    from app.contributions.models import Contribution  # noqa: PLC0415
    from app.core.database import db  # noqa: PLC0415
    from app.stocktaking.models import Evidence, Laid, Placement, Question, Sorted, Stance, Statement  # noqa: PLC0415
    from app.workbench import operations  # noqa: PLC0415
    from app.workbench.queries import Wanted, cards_in  # noqa: PLC0415

    member = people_with(Role.MEMBER)[0]
    pile = operations.fix("Bench report", Wanted(), by=member)
    asked = [
        Question(slug=f"bench-{n}", sentence=f"Wie beheert straat {n}?", statements=[Statement(text="Niemand is eigenaar.", position=0)])
        for n in range(QUESTIONS)
    ]
    db.session.add_all(asked)
    db.session.flush()
    operations.offer(pile, asked, by=member)
    known = set(db.session.scalars(select(Sorted.contribution_id)))
    ids = [card.contribution_id for card in cards_in(pile) if card.contribution_id not in known]
    at = {key: asked[n % QUESTIONS] for n, key in enumerate(ids) if n % 3}
    db.session.execute(insert(Sorted), [{"contribution_id": key, "laid": Laid.QUESTIONS if key in at else Laid.ONE_CASE, "version": 1} for key in ids])
    db.session.execute(insert(Placement), [{"question_id": question.id, "contribution_id": key} for key, question in at.items()])
    left = dict.fromkeys((question.id for question in asked), QUOTES)
    facts = dict(db.session.execute(select(Contribution.id, Contribution.facts).where(Contribution.id.in_(list(at)[: QUESTIONS * QUOTES * 2]))).all())
    for key, question in at.items():
        if left[question.id] and key in facts:
            left[question.id] -= 1
            quote = facts[key][:80]
            db.session.add(Evidence(statement_id=question.statements[0].id, contribution_id=key, stance=Stance.SUPPORTS, field="facts", start=0, end=len(quote), quote=quote))
    db.session.commit()


if __name__ == "__main__":
    from app import create_app
    from app.core.database import writing

    with create_app().app_context():
        writing.set(True)
        if len(sys.argv) == 1:
            main()
        else:
            measured(freeze if sys.argv[1] == "freeze" else lambda: make(sys.argv[1]))
