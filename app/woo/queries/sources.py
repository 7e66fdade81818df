"""Where documents are looked for. A table that may hold one is named here, or in NO_DOCUMENTS with the reason.

A later feature adds a `Source`: a name, the tables, and a function that tells its documents.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from app.core.wording import in_language
from app.woo.documents import Document
from app.woo.queries import members, others, stories


@dataclass(frozen=True)
class Source:
    """Documents of one kind. `find` takes the ids of stories, or those of the rows themselves (None: all)."""

    name: str  # before the colon in the key of a document
    tables: tuple[str, ...]
    find: Callable[..., Iterator[Document]]


OF_STORIES = (
    Source("story", ("contribution", "own_words"), stories.stories),
    Source("proposal", ("proposal",), stories.proposals),
    Source("remark", ("remark",), stories.remarks),
    Source("note", ("step",), stories.notes),
    Source("outcome", ("outcome_said",), stories.outcomes),
    Source("photo", ("photo",), stories.photos),
    Source("reaction", ("answer_mark",), stories.reactions),
    Source("quote", ("evidence",), stories.quotes),
)
OTHERS = (
    Source("challenge", ("challenge",), others.challenges),
    Source("agreement", ("agreement",), others.agreements),
    Source("first", ("round_question",), others.asked_first),
    Source("question", ("question", "statement"), members.questions),
    Source("change", ("question_change",), members.changes),
    Source("memo", ("memo",), members.memos),
    Source("gap", ("gap_judgement",), members.gaps),
    Source("check", ("check_note",), members.checks),
    Source("term", ("term_change",), members.terms),
    Source("asked_term", ("term_proposal",), members.proposed_terms),
    Source("dissent", ("dissent",), members.dissents),
    Source("answer", ("answer",), members.answers),
    Source("earlier", ("replaced",), members.earlier),
    Source("decision", ("decision",), members.decisions),
    Source("declined", ("declined_owner",), members.declined),
    Source("stocktake", ("stocktake",), members.stocktakes),
    Source("gathering", ("gathering", "gathering_part", "gathering_stop"), others.gatherings),
    Source("walk", ("field_note",), others.walk_notes),
    Source("summary", ("stop_summary",), others.summaries),
    Source("table", ("table_card",), others.cards_of_tables),
    Source("given", ("given_question",), others.given_questions),
    Source("asked", ("clarifying_question",), others.asked_by_phones),
    Source("letter", ("gathering_message",), others.letters),
    Source("message", ("notification",), others.messages),
)
BY_NAME = {source.name: source for source in (*OF_STORIES, *OTHERS)}
NO_DOCUMENTS = {  # tables with long texts that are not looked through, and why
    "draft": "not sent, so not received: nobody of the desk can or may open it (docs/woo.md)",
    "gathering_unsaved": "what an organiser typed and did not save; nobody else sees it, for thirty days at most",
    "asked_reader": "what a colleague says of a draft that was not sent; gone once it is",
    "appeal": "what somebody asks about themselves: only who was drawn to judge it may read it (docs/woo.md)",
    "stocktake_words": "copies of what is, or was, searched in `contribution` and `question`; what somebody withdraws, "
    "or goes by a decision of the desk, goes from them in the same moment",
    "frozen_codebook": "the words of the vocabulary on a day; they are no text about somebody",
    "listing": "copies of what is searched in `contribution`",
    "email": "says what the message says, may hold a link that signs in, and is emptied once it was sent",
    "question_merge": "numbers of what moved from one question to another; its words are searched where they stand",
    "pile": "which filters were chosen; its name is no text about somebody",
    "freezing": "the name of a stocktake that a job makes; once that is there, the name is searched in `stocktake`",
    "call": "which codes of themes, roles and kinds of organisation were tapped; it has no words of its own",
    "deed": "where a card lay before and after: numbers, kept for thirty days",
    "pile_step": "which questions and themes a pile had, and since when it was fixed: numbers, kept for thirty days",
    "pile_step_card": "which member takes a card when a pile is divided: numbers, kept for thirty days",
    "check_draw": "which cards were drawn by chance",
    "check_card": "where a card lay and was laid again: numbers",
    "shortcuts": "which keys a member chose",
    "term": "the vocabulary, published as open data",
    "retag": "which tag of a story went and which came: numbers, beside the story",
    "challenge_retag": "the same of a challenge",
    "export": "a copy of what somebody asked about themselves",
    "gathering_catering": "who does not eat what, in numbers, and which caterer was told; gone after a week",
    "erasure": "fingerprints only",
    "woo_item": "copies of documents, made for a request",
    "woo_view": "made for the request itself, and it stands beside the judgement",
}


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """Everything there is of these stories."""
    for source in OF_STORIES:
        yield from source.find(ids)


def other_documents() -> Iterator[Document]:
    for source in OTHERS:
        yield from source.find()


def as_they_are_now(kept: Iterable[tuple[str, int | None]]) -> dict[str, Document]:
    """The documents as they stand at this moment, by their key; what is gone is not in it. Takes keys with stories."""
    wanted: dict[str, set[int]] = {}
    for key, story in kept:
        name, _colon, number = key.partition(":")
        ids = wanted.setdefault(name, set())
        if BY_NAME[name] not in OF_STORIES:
            ids.add(int(number))
        elif story is not None:
            ids.add(story)
    with in_language("nl"):  # as it was when it was kept
        return {found.key: found for name, ids in wanted.items() for found in BY_NAME[name].find(ids)}
