"""What is kept of whoever asks something about themselves, and of who answers it."""

from app.core.wording import lazy
from app.pages.processing.kept import CONSENT, Kept

REQUESTS = (
    Kept(
        what=lazy("What you asked about yourself, and our answer"),
        why=lazy("To do what you may ask of us: this is about me, see, correct, delete, object"),
        seen_by=lazy(
            "You, and the two editors who judge it. Whoever wrote the text reads why, of a question every member, and "
            "not who asked"
        ),
        columns=(
            *("appeal.text", "appeal.reason", "appeal.answer", "appeal.user_id", "appeal.token_hash"),
            "appeal.places",
        ),
        until=lazy("%(time)s after our answer"),
        job="forget-appeals",
        setting="appeal_days",
    ),
    Kept(
        what=lazy("Your e-mail address with a request, and who you say that you are"),
        why=lazy("To tell you that there is an answer, and to find what it is about"),
        seen_by=lazy("The address: nobody; a computer mails it. Who you are: the two editors who judge it"),
        columns=("appeal.email", "appeal.who"),
        until=lazy("Until our answer"),
        ground=CONSENT,
    ),
    Kept(
        what=lazy("Who of the desk judges a request, and who looked at it"),
        why=lazy("So that somebody answers, and misuse shows"),
        seen_by=lazy("The editors who judge it see a role; the name is for an investigation only"),
        columns=("appeal_judge.user_id", "appeal_step.by_id"),
        until=lazy("As long as the request: %(time)s after our answer"),
        job="forget-appeals",
        setting="appeal_days",
    ),
)
