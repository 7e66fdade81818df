"""What is kept of a request under the Woo, of who handles it, and of the stories that it is about."""

from app.core.wording import lazy
from app.pages.processing.kept import Kept

WOO = (
    Kept(
        what=lazy("A request under the Woo, and who handles it"),
        why=lazy("To answer it within the legal term"),
        seen_by=lazy("The administrators and the editors who handle it"),
        columns=(
            *("woo_request.reference", "woo_request.subject", "woo_request.opened_by_id", "woo_handler.user_id"),
        ),
        until=lazy("%(time)s after the request is over"),
        job="forget-woo-requests",
        setting="log_months",
    ),
    Kept(
        what=lazy("The file that is handed out under the Woo, and who had it made"),
        why=lazy("To answer the request"),
        seen_by=lazy("The editor who had it made"),
        columns=("woo_file.user_id", "woo_file.file_name", "woo_file.mark"),
        until=lazy("3 days after it was made"),
        job="forget-woo-files",
    ),
    Kept(
        what=lazy("A copy of what was asked for under the Woo, and what is blacked out in it"),
        why=lazy("Because the law forbids to change or delete it meanwhile, and two people judge what is made public"),
        seen_by=lazy("The editors who handle the request, but never one who is too near to your story"),
        columns=(
            *("woo_item.parts", "woo_item.seen_mark", "woo_item.ground", "woo_item.judged_by_id"),
            *("woo_item.agreed_by_id", "woo_blackout.part", "woo_blackout.ground", "woo_blackout.by_id"),
        ),
        until=lazy("Until the request is over"),
    ),
    Kept(
        what=lazy("What you think of handing out your story"),
        why=lazy("So that it is heard before they decide"),
        seen_by=lazy("The editors who handle the request"),
        columns=("woo_view.text",),
        until=lazy("Until the request is over"),
    ),
)
