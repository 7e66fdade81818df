"""Who may change the vocabulary, and who may say which terms a text gets."""

from app.accounts.models import Person, Role


def may_change_terms(person: Person) -> bool:
    return person.has(Role.ADMINISTRATOR)


def may_choose_tags(person: Person) -> bool:
    """The desk says what a text is about, when its contributor did not."""
    return person.has(Role.EDITOR)
