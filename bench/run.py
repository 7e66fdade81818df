"""Fills a database, and measures every page of a running server: `python -m bench.run PORT`."""

import json
import sys

from sqlalchemy import select

from app import create_app
from app.contributions.models import Contribution
from app.contributions.operations import relist
from app.core.database import db, writing
from bench.generate import COMMON, RARE, generate
from bench.measure import measure


def fill(count):
    with create_app().app_context():
        generate(count)


def main(port):
    app = create_app()
    with app.app_context():
        writing.set(True)
        some = db.session.scalars(select(Contribution).limit(1)).one()
        count = db.session.query(Contribution).count()

        def disturb():
            relist(some)
            db.session.commit()

        last = -(-count // 20)
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
            "share, first screen": "/deel",
        }
        print(json.dumps([measure(name, port, path, disturb).row() for name, path in pages.items()]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
