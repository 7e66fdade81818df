"""What stands on every page: the menu, and the bar of the demonstration."""

from flask import Flask, current_app, url_for
from flask_login import current_user

from app.accounts.models import Role
from app.contributions.operations.news_mail import KIND, still_wanted
from app.core.mail_days import stops_all
from app.core.outbox import written_anew
from app.core.wording import _
from app.pages.routes.mail import stops_everything


def init_app(app: Flask) -> None:
    app.add_template_global(main_menu)
    stops_all["pages"] = stops_everything
    written_anew[KIND] = still_wanted
    app.context_processor(lambda: {"demonstration": current_app.config["MODE"] == "demonstration"})


def main_menu() -> list[tuple[str, str, str]]:
    """The menu of whoever looks: a key, an address and a name for each item."""
    menu = [
        ("challenges", url_for("challenges.index"), _("Challenges")),
        ("contributions", url_for("search.contributions"), _("Contributions")),
        ("questions", url_for("stocktaking.questions"), _("Questions")),
        ("balance", url_for("stocktaking.balance"), _("Balance")),
        ("gatherings", url_for("gatherings.index"), _("Gatherings")),
    ]
    if not current_user.is_authenticated:
        return [*menu, ("sign_in", url_for("accounts.sign_in"), _("Sign in"))]
    own = (
        (Role.HOST, "my_challenges", "challenges.mine", _("My challenges")),
        (Role.MEMBER, "workbench", "stocktaking.workbench", _("Workbench")),
        (Role.COORDINATOR, "workbench", "stocktaking.workbench", _("Workbench")),
        (Role.EDITOR, "desk", "review.desk", _("Desk")),
        (Role.ADMINISTRATOR, "admin", "accounts.admin", _("Administration")),
    )
    added = {key: (key, url_for(endpoint), name) for role, key, endpoint, name in own if current_user.has(role)}
    return [*menu, *added.values(), ("mine", url_for("accounts.mine"), _("My page"))]
