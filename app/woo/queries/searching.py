"""Looking for what a request asks for, in everything that may be a document."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from app.accounts.queries import plain
from app.contributions.queries import About, ids_about
from app.core.clock import midnight
from app.woo.documents import Document
from app.woo.queries.sources import documents_of, other_documents


@dataclass(frozen=True)
class Found:
    """The stories that fit, by id, and the documents that belong to no story."""

    stories: frozenset[int]
    others: tuple[Document, ...] = ()

    def documents(self) -> list[Document]:
        """All of them, the oldest first. Of a story everything there is."""
        return sorted((*documents_of(self.stories), *self.others), key=lambda found: (found.made_at, found.key))


def found_about(about: About, chosen: Collection[int] = ()) -> Found:
    """What fits, and the stories that were named by their address."""
    others = tuple(found for found in other_documents() if fits(found, about)) if about.says_something else ()
    return Found(frozenset(chosen) | frozenset(ids_about(about)), others)


def fits(document: Document, about: About) -> bool:
    """Whether a document that belongs to no story is about this."""
    if about.first is not None and document.made_at < midnight(about.first):
        return False
    if about.last is not None and document.made_at >= midnight(about.last + timedelta(days=1)):
        return False
    if about.organisation is not None and about.organisation.id not in document.organisations:
        return False
    if about.term_ids and not about.term_ids & document.terms:
        return False
    said = plain(document.words)
    return all(word in said for word in plain(about.words).split())
