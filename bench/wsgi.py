"""The product with what only measuring needs: a count of statements in a header, and a bare page to compare with."""

from flask import g, render_template_string
from sqlalchemy import event

from app import create_app
from app.core.database import db
from app.core.guard import public

CARD = '<article class="card"><h3><a href="/over">Een titel van een bijdrage</a></h3><p class="les">Een les van een zin.</p></article>'
BARE = (
    '{% extends "base.html" %}{% block title %}Kaal{% endblock %}{% block main %}<div class="wrap page"><h1>Kaal</h1>'
    f'<div class="grid">{CARD * 20}</div></div>{{% endblock %}}'
)
app = create_app()


@app.get("/kaal")
@public
def bare():
    """The same layout and session look-up, with twenty cards that are always the same."""
    return render_template_string(BARE)


with app.app_context():

    @event.listens_for(db.engine, "before_cursor_execute")
    def count(*_what):
        g.statements = g.get("statements", 0) + 1


@app.after_request
def tell(response):
    response.headers["X-Statements"] = str(g.get("statements", 0))
    return response
