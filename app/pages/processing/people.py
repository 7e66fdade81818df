"""What is kept of people with an account, and of whoever tries to sign in."""

from app.core.wording import lazy
from app.pages.processing.kept import ADMINISTRATORS, NOBODY, Kept

PEOPLE = (
    Kept(
        what=lazy("Your account: name, e-mail address, organisation and roles"),
        why=lazy("So that you can sign in, and only see and do what belongs to your work"),
        seen_by=ADMINISTRATORS,
        columns=(
            *("user.public_id", "user.email", "user.given_name", "user.infix", "user.family_name", "user.language"),
            *("user.password_hash", "membership.user_id", "membership.given_by_id"),
            *("address_change.user_id", "address_change.email"),
            *("address_change.old_token_hash", "address_change.new_token_hash"),
            *("work_address.user_id", "work_address.email", "work_address.token_hash"),
        ),
        until=lazy("Until you ask to have it removed. An address that you did not confirm: 1 day after the link"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("The file with your own data"),
        why=lazy("So that you can take along what we know of you"),
        seen_by=lazy("Only you, right after signing in"),
        columns=("export.user_id", "export.file_name"),
        until=lazy("7 days after it was made"),
        job="forget-exports",
    ),
    Kept(
        what=lazy("That you had your account removed"),
        why=lazy("So that we can remove it again when an older backup has to be put back"),
        seen_by=NOBODY,
        columns=("erasure.who", "erasure.kept"),
        until=lazy("As long as this site exists. It holds no name and no text"),
        file="erasures.jsonl",
    ),
    Kept(
        what=lazy("Where you are signed in, and links to sign in"),
        why=lazy("So that you can end a session, and nobody else uses your link"),
        seen_by=lazy("You"),
        columns=(
            *("user_session.token_hash", "user_session.public_id", "user_session.user_id", "user_session.browser"),
            *("sign_in_link.token_hash", "sign_in_link.user_id", "sign_in_link.next_path"),
        ),
        until=lazy("A session: 30 days after its last use. A link: 1 day"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("Who changed a role, a second step or an organisation"),
        why=lazy("So that misuse of such a right shows, and nobody can wipe it out unseen"),
        seen_by=lazy("Nobody; the operator checks it, and looks at it in an investigation only"),
        columns=("audit_row.about",),
        until=lazy("%(time)s"),
        job="forget-old-audit",
        setting="log_months",
    ),
    Kept(
        what=lazy("Your second step at signing in"),
        why=lazy("So that nobody gets in with your mail or password alone"),
        seen_by=lazy("You see the names; a computer compares the rest"),
        columns=(
            *("passkey.public_id", "passkey.user_id", "passkey.name", "passkey.credential", "passkey.public_key"),
            *("code_app.user_id", "code_app.public_id", "code_app.secret"),
            *("recovery_code.code_hash", "recovery_code.user_id"),
        ),
        until=lazy("Until you take it away. What you only began: 1 day"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("That somebody tried to sign in or to guess a code"),
        why=lazy("To slow down whoever guesses"),
        seen_by=NOBODY,
        columns=("attempt.key",),
        until=lazy("1 day"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("An invitation for a role"),
        why=lazy("To let a colleague join"),
        seen_by=lazy("The administrators"),
        columns=("invitation.email", "invitation.token_hash", "invitation.invited_by_id"),
        until=lazy("30 days after it ended"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("Messages to you on this site"),
        why=lazy("To tell you what you need to know or do. They hold links, never a story"),
        seen_by=lazy("You"),
        columns=("notification.user_id", "notification.subject", "notification.text", "notification.path"),
        until=lazy("%(time)s"),
        job="forget-old-messages",
        setting="message_months",
    ),
    Kept(
        what=lazy("Mail to you"),
        why=lazy("To tell you what you need to know or do. They hold links, never a story"),
        seen_by=lazy("You; the mail provider carries the mail"),
        columns=("email.address", "email.subject", "email.text", "email.key", "email.fault", "email.stop_url"),
        until=lazy("Until it was sent. That it was sent: 30 days"),
        job="forget-old-mail",
    ),
)
