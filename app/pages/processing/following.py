"""What is kept of whoever follows something."""

from app.core.wording import lazy
from app.pages.processing.kept import CONSENT, Kept

ONLY_YOU = lazy("Only you; a computer mails it")
FOLLOWING = (
    Kept(
        what=lazy("Who follows something, with an account or an address, what it is and when they want mail"),
        why=lazy("To mail you when something happens with it"),
        seen_by=ONLY_YOU,
        columns=(
            *("follow.follower_id", "follow.confirm_hash", "follow.country_part", "follow.public_id"),
            *("follower.user_id", "follower.sealed_address", "follower.address_mark", "follower.public_id"),
            *("follower.own_hash", "follower.stop_hash", "follower.spoken", "follower.works_as", "follower.works_at"),
        ),
        until=lazy("Until you stop. What you did not confirm: 48 hours"),
        job="forget-unconfirmed-follows",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("That you put something out to people, and to which roles and kinds of organisation"),
        why=lazy("So that nobody is asked too often"),
        seen_by=lazy("Nobody; a computer counts it"),
        columns=("call.by_id", "call.sides", "call.themes", "call.to_roles", "call.to_kinds"),
        until=lazy("%(time)s"),
        job="forget-told",
        setting="message_months",
    ),
    Kept(
        what=lazy("What you were told of what you follow"),
        why=lazy("So that you hear of everything once, in one mail a day"),
        seen_by=ONLY_YOU,
        columns=("telling.follower_id", "telling.mail_key"),
        until=lazy("%(time)s"),
        job="forget-told",
        setting="message_months",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("That whoever answered a challenge was told that it was closed, or what came of it"),
        why=lazy("So that you hear of it once"),
        seen_by=ONLY_YOU,
        columns=("answerer_telling.contribution_id",),
        until=lazy("%(time)s"),
        job="forget-told",
        setting="message_months",
        ground=CONSENT,
    ),
)
