"""Fills a database, and measures every page of a running server: `python -m bench.run PORT`."""

import json
import sys

from sqlalchemy import func, select

from app import create_app
from app.accounts.models import Role
from app.accounts.operations import begin_session
from app.accounts.queries import people_with
from app.contributions.models import Contribution
from app.contributions.operations import relist
from app.core.database import db, writing
from app.workbench.models import Pile
from app.workbench.operations.piles import put_in
from app.workbench.queries import Wanted
from bench.generate import COMMON, RARE, generate
from bench.measure import Browser, measure, measure_submitting

CARDS = 300


def fill(count):
    """Adds so many made-up contributions to the demonstration, which is there already."""
    with create_app().app_context():
        generate(count)


def main(port):
    app = create_app()
    with app.app_context():
        writing.set(True)
        some = db.session.scalars(select(Contribution).order_by(Contribution.id.desc()).limit(1)).one()
        found = {"visitor": measured(Browser(port), some), "member": measured(Browser(port, signed_in(app)), some)}
        found["visitor"].append(measure_submitting(port).row())
        found["member"].append(measured_sorting(Browser(port, signed_in(app)), some))
        print(json.dumps(found))


def measured(browser, some):
    def disturb():
        relist(some)
        db.session.commit()

    last = -(-db.session.scalar(select(func.count()).select_from(Contribution)) // 20)
    pages = {
        "bare": "/kaal",
        "home": "/",
        "list": "/bijdragen",
        "list, two facets": "/bijdragen?soort=leerzaam&thema=ondergrond",
        "search 1 %": f"/bijdragen?q={RARE}",
        "search 20 %": f"/bijdragen?q={COMMON}",
        "last page": f"/bijdragen?pagina={last}",
        "contribution": f"/bijdragen/{some.public_id}",
        "balance": "/balans",
        "balance, table": "/balans?beeld=tabel",
        "balance, filtered": "/balans?thema=ondergrond&landsdeel=westen&splits=uitkomst",
        "goes together": "/balans/samen",
        "contradictions": "/balans/tegenspraak",
        "map": "/kaart",
        "share, first screen": "/deel",
    }
    return [measure(name, browser, path, disturb).row() for name, path in pages.items()]


def measured_sorting(browser, some):
    """The sorting table with three hundred cards, all in one go."""
    pile = Pile(slug="bench", name="Bench", wanted=Wanted().kept())
    db.session.add(pile)
    db.session.flush()
    put_in(pile, db.session.scalars(select(Contribution.id).order_by(Contribution.id.desc()).limit(CARDS)).all())
    db.session.commit()

    def disturb():
        relist(some)
        db.session.commit()

    return measure(f"sorting, {CARDS} cards", browser, f"/werkbank/stapels/{pile.slug}/sorteren", disturb).row()


def signed_in(app):
    """The cookie of a member, so that every page looks up a session."""
    token = begin_session(people_with(Role.MEMBER)[0], "bench")
    db.session.commit()
    session = app.session_interface.get_signing_serializer(app).dumps({"sid": token})
    return {app.config["SESSION_COOKIE_NAME"]: session}


if __name__ == "__main__":
    main(int(sys.argv[1]))
