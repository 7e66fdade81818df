"""Who may type a story over for somebody who told it."""

from app.accounts.models import Person, Role


def may_type_for_others(person: Person) -> bool:
    """The desk, and whoever asks something on behalf of a municipality: these are who people call."""
    return person.has(Role.EDITOR) or person.has(Role.HOST)
