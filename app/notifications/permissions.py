"""Who has an inbox."""

from app.accounts.models import Person


def may_have_an_inbox(person: Person) -> bool:
    return person.is_authenticated
