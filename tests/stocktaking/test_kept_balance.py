"""The balance of everything is counted once, until something changes; it is the same as counted anew."""

from dataclasses import replace

from app.contributions.filters import choices
from app.contributions.models import Audience, Kind
from app.contributions.operations import follow, relist
from app.contributions.queries import catalogue
from app.core.database import db
from app.stocktaking import matrix
from app.stocktaking.matrix import Asked, balance
from app.stocktaking.queries import axis_values
from app.taxonomy.queries import vocabulary
from tests.factories import Dimension, make_contribution, term

KINDS = [kind.value for kind in Kind]


def asked(split=()):
    offered = choices(vocabulary())
    return Asked(*(axis_values(side, offered) for side in ("theme", "phase")), KINDS, split, with_stones=False)


def counted(wish):
    with catalogue(Audience.PUBLIC) as known:
        return balance(known, known.everything, wish)


def anew(wish):
    with catalogue(Audience.PUBLIC) as known:
        return matrix.counted(known, known.everything, wish)


def test_it_is_counted_once_and_anew_when_something_changes(app, monkeypatch):
    theme, phase = term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")
    story, _other = (make_contribution(terms=[theme, phase]) for _n in range(2))
    db.session.commit()
    times = []
    monkeypatch.setattr(matrix, "counted", lambda *given, count=matrix.counted: times.append(1) or count(*given))
    crossing = ("term", theme.id), ("term", phase.id)
    assert [counted(asked()).cells[crossing].total for _time in range(3)] == [2, 2, 2] and len(times) == 1
    story.title = "Een andere naam"
    relist(story)
    db.session.commit()
    assert counted(asked()).cells[crossing].total == 2 and len(times) == 2
    follow.withdraw(story)
    db.session.commit()
    assert counted(asked()).cells[crossing].total == 1 and len(times) == 3


def test_what_is_asked_otherwise_is_counted_by_itself_and_every_part_adds_up(app):
    themes = [term(Dimension.THEME, code) for code in ("ondergrond", "verdichting")]
    phase = term(Dimension.PHASE, "ontwerp")
    for number, kind in enumerate([Kind.GOOD, Kind.LEARNED, Kind.LEARNED, Kind.EXPERIENCE, Kind.QUESTION]):
        make_contribution(terms=[themes[number % 2], phase], kind=kind)
    db.session.commit()
    by_kind, by_outcome = ([choice.mark for choice in choices(vocabulary())[name]] for name in ("soort", "uitkomst"))
    for split in ((), by_kind, by_outcome, by_kind[:2]):
        wish = asked(split)
        assert counted(wish) == anew(wish) == counted(wish)
        for (row, column), cell in counted(wish).cells.items():
            with catalogue(Audience.PUBLIC) as known:
                here = known.holding(row) & known.holding(column)
                told = {str(mark[1]): len(here & known.holding(mark)) for mark in split}
            assert cell.total == len(here) and (not cell.total or dict(cell.parts) == told)


def test_the_names_are_those_of_the_page(app):
    make_contribution(terms=[term(Dimension.THEME, "ondergrond")])
    db.session.commit()
    wish = asked()
    counted(wish)
    other = replace(wish, rows=[replace(row, name="Underground") for row in wish.rows])
    assert {row.name for row in counted(other).rows} == {"Underground"}
