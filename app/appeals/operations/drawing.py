"""Who judges a request: drawn at random from the desk, so that it does not show why an editor was not drawn."""

import secrets

from app.accounts.models import Role, User
from app.accounts.queries import people_with
from app.appeals import messages
from app.appeals.models import Appeal, AppealJudge, AppealStep
from app.appeals.permissions import may_be_drawn
from app.appeals.queries import others_about
from app.core.database import db

JUDGES = 2


def draw(appeal: Appeal, number: int = JUDGES, but: User | None = None) -> list[User]:
    """Lets so many more editors judge it; whoever judges another open request about the same text comes first."""
    near = {judge.user_id for judge in appeal.judges} | {but.id if but else None}
    fit = [user for user in people_with(Role.EDITOR) if user.id not in near and may_be_drawn(user, appeal)]
    known = {judge.user_id for other in others_about(appeal) if not other.decided_at for judge in other.judges}
    secrets.SystemRandom().shuffle(fit)
    drawn = sorted(fit, key=lambda user: user.id not in known)[:number]
    appeal.judges.extend(AppealJudge(user_id=user.id, user=user) for user in drawn)
    db.session.flush()
    if not appeal.judges:
        messages.nobody_may_judge(people_with(Role.ADMINISTRATOR))
    return drawn


def note(appeal: Appeal, what: str, by_role: str, by: User | None = None) -> None:
    appeal.steps.append(AppealStep(what=what, by_role=by_role, by_id=by.id if by else None))
    db.session.flush()
