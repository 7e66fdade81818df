"""Who may open a request under the Woo, and who may read and judge what it is about.

An administrator opens and closes a request and never sees a text. Editors who were asked to handle it see the
documents, but not those of a story that is too near to an organisation that they work for.
"""

from typing import cast

from app.accounts.models import Person, Role, User
from app.contributions.operations import is_too_near
from app.woo.models import WooItem, WooRequest


def may_open_requests(person: Person) -> bool:
    return person.has(Role.ADMINISTRATOR)


def may_judge_anything(person: Person) -> bool:
    return person.has(Role.EDITOR)


def may_handle(person: Person, request: WooRequest) -> bool:
    """Whether this editor was asked to handle this request, and it is not over yet."""
    return may_judge_anything(person) and request.is_open and request.is_handled_by(person.id)


def may_judge(person: Person, item: WooItem) -> bool:
    if not may_handle(person, item.request):
        return False
    handler = cast(User, person)  # visitors handle nothing
    return item.contribution is None or not is_too_near(item.contribution, handler)
