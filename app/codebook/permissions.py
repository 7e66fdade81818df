"""Who may change the vocabulary, and who may say which terms a text gets."""

from app.accounts.models import Person, Role, Visitor
from app.codebook.models import ProposedWords
from app.contributions.models import Contribution
from app.contributions.permissions import fields_at_the_desk, may_view


def may_change_terms(person: Person) -> bool:
    return person.has(Role.ADMINISTRATOR)


def may_choose_tags(person: Person) -> bool:
    """The desk says what a text is about, when its contributor did not."""
    return person.has(Role.EDITOR)


def may_settle(person: Person, row: ProposedWords) -> bool:
    """Who proposed it; and once nobody of the desk is left of those, everybody else who reads the text."""
    return row.by is None or row.by == person or not may_choose_tags(row.by)


def may_propose(person: Person, contribution: Contribution) -> bool:
    """Who reads the own words with it, once everybody may read the story: no proposal tells of another one."""
    return may_view(Visitor(), contribution) and "own_words" in fields_at_the_desk(person, contribution)
