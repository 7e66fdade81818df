"""The pages about the site itself: how it works, privacy, accessibility, help."""

from datetime import date

from flask import render_template

from app.core.deal import deal
from app.core.guard import public
from app.core.wording import language
from app.pages.candour import candour
from app.pages.cookies import cookies
from app.pages.processing import PROCESSING
from app.pages.routes.blueprint import blueprint

STATED_ON = date(2026, 11, 27)  # when somebody last held the statement on accessibility against the site


@blueprint.get("/jouw-verhaal")
@public
def your_story() -> str:
    first, *parts = candour(language(), deal())
    return render_template("pages/your_story.html", first=first, parts=parts)


@blueprint.get("/over")
@public
def about() -> str:
    return render_template("pages/about.html")


@blueprint.get("/privacy")
@public
def privacy() -> str:
    return render_template("pages/privacy.html", processing=PROCESSING, cookies=cookies())


@blueprint.get("/toegankelijkheid")
@public
def accessibility() -> str:
    return render_template("pages/accessibility.html", stated_on=STATED_ON)


@blueprint.get("/hulp", endpoint="help")
@public
def help_page() -> str:
    return render_template("pages/help.html")
