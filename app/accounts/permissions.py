"""Who may change people and organisations."""

from app.accounts.models import Person, Role


def may_have_a_page(person: Person) -> bool:
    return person.is_authenticated


def may_administer(person: Person) -> bool:
    return person.has(Role.ADMINISTRATOR)
