"""Where members read what lies there, and choose from it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_login import current_user

from app.contributions.filters import KINDS, Choice, choices, chosen
from app.core.forms import number_in
from app.core.guard import allow
from app.stocktaking import permissions, queries
from app.stocktaking.queries.from_challenges import number_that_waits
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.words import LAID_NAMES
from app.taxonomy.queries import vocabulary

LONGEST = 200  # characters of a search that are read


@blueprint.get("/werkbank")
def workbench() -> str:
    allow(permissions.may_take_stock(current_user))
    wish = wished()
    return render_template(
        "stocktaking/workbench.html",
        wish=wish,
        heap=queries.for_the_workbench(current_user, wish.words, wish.picked, wish.show, wish.page),
        kinds=KINDS,
        themes=[c.term for c in choices(vocabulary())["thema"] if not c.is_undone],
        questions=queries.questions(current_user),
        left_by_challenges=number_that_waits(),
        link=link_for(wish),
        loose_names={word: LAID_NAMES[laid] for word, laid in queries.LOOSE.items() if laid},
        name_of=queries.name_of,
    )


@dataclass(frozen=True)
class Wish:
    """What an address of the workbench asks for; what means nothing is passed over."""

    words: str
    picked: dict[str, list[Choice]]
    show: str  # one of queries.SHOWN
    page: int
    statement: str  # the one to find quotes for

    def words_of(self, name: str) -> list[str]:
        return [choice.word for choice in self.picked.get(name, ())]


def wished() -> Wish:
    asked = request.args.to_dict(flat=False)
    offered = choices(vocabulary())
    statement = number_in(request.args.get("uitspraak"))
    return Wish(
        words=" ".join(request.args.get("q", "").split())[:LONGEST],
        picked=chosen(asked, {name: offered[name] for name in ("soort", "thema")}),
        show=show if (show := request.args.get("toon", "")) in queries.SHOWN else queries.SHOWN[0],
        page=max(1, number_in(request.args.get("pagina"), 1)),
        statement=str(statement or ""),
    )


def link_for(wish: Wish) -> Callable[..., str]:
    """Makes the address of the workbench as it is, with one thing changed."""

    def link(
        page: int = 1, show: str | None = None, words: str | None = None, without: Choice | None = None
    ) -> str:
        shown = show or wish.show
        kept = {name: [c.word for c in picked if c != without] for name, picked in wish.picked.items()}
        return url_for(
            "stocktaking.workbench",
            q=(wish.words if words is None else words) or None,
            **kept,  # type: ignore[arg-type]
            toon=shown if shown != queries.SHOWN[0] else None,
            uitspraak=wish.statement or None,
            pagina=page if page > 1 else None,
        )

    return link
