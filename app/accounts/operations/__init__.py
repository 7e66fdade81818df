"""What can happen to accounts: signing in, joining, changing, leaving."""

from app.accounts.operations.joining import (
    accept,
    confirm_address,
    create_administrator,
    end_role,
    give_role,
    invite,
    invite_host,
    load_municipalities,
    say_where_one_works,
    withdraw_invitation,
)
from app.accounts.operations.signing_in import (
    begin_session,
    check_password,
    demonstration_links,
    end_other_sessions,
    end_session,
    link_for,
    may_try_again,
    remove_what_expired,
    session_of,
    set_password,
    use_link,
)
from app.accounts.operations.throttling import has_failed_too_often, note_failure

__all__ = [
    "accept",
    "begin_session",
    "check_password",
    "confirm_address",
    "create_administrator",
    "demonstration_links",
    "end_other_sessions",
    "end_role",
    "end_session",
    "give_role",
    "has_failed_too_often",
    "invite",
    "invite_host",
    "link_for",
    "load_municipalities",
    "may_try_again",
    "note_failure",
    "remove_what_expired",
    "say_where_one_works",
    "session_of",
    "set_password",
    "use_link",
    "withdraw_invitation",
]
