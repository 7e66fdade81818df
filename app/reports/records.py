"""What is written down of each thing in a frozen stocktake: disclosed values, in the words of that day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from app.accounts.places import in_words
from app.accounts.recognised import Group
from app.codebook.queries import to_be_told
from app.contributions.costs import COSTS
from app.contributions.disclosure import View
from app.contributions.reading_mark import TEXTS
from app.core.clock import local
from app.core.deal import deal
from app.reports.queries.taking import AnswerSources, Lying
from app.reports.terms import codebook_text
from app.stocktaking.models import Laid, Question, Reach
from app.stocktaking.queries import AnswerSeen, Seen, decisions_about, dissenting_views, recognition_of
from app.taxonomy.models import Dimension
from app.taxonomy.queries import all_terms, vocabulary

LANGUAGES = ("nl", "en")


class Numbers(dict[int, int]):
    """Gives each case a number of its own within one edition, so that no number of the database is shown."""

    def __missing__(self, key: int) -> int:
        self[key] = len(self) + 1
        return self[key]


def codebook_of_now() -> str:
    """All terms as canonical JSON: another one once a term is added, renamed, moved, replaced or explained anew."""
    return codebook_text(to_be_told(all_terms()))


def contribution_record(lying: Lying, slugs: Mapping[int, str], numbers: Numbers) -> dict[str, Any]:
    """Of one that is not to be quoted only what counts: its kind, its tags, where it lay, and which case it tells."""
    row = lying.listing
    questions = sorted(slugs[i] for i in lying.lies.questions if i in slugs)
    hidden = lying.lies.laid is Laid.QUESTIONS and not questions  # at questions that this audience may not read
    counted = {
        "kind": row.kind,
        "outcome": row.outcome,
        "laid": (Laid.OPEN if hidden else lying.lies.laid).value,
        "questions": questions,
        "tags": tags_of(row.term_ids),
        "not_quoted": lying.not_quoted,
        "members_only": row.members_only,
        "case": numbers[row.case_key] if row.case_key is not None else None,
    }
    return counted if lying.not_quoted else counted | words_of(row)


def words_of(row: Row[Any]) -> dict[str, Any]:
    rough = {"size": row.size, "part": row.part}
    coarse = deal().coarse_place
    exact = row.exact_place
    return {
        "id": row.public_id,
        "title": row.title,
        "lesson": row.lesson,
        "language": row.language,
        "place": {code: exact or in_words(row.size, row.part, coarse, code) for code in LANGUAGES},
        "exact_place": exact,
        "rough_place": rough,
        "years": row.years,
        "month": row.month.isoformat() if row.month else None,
        "organisation_kind": named(Dimension.ORGANISATION_KIND, row.organisation_kind),
    }


def text_record(view: View) -> dict[str, Any]:
    """Every text that an audience reads of one, and how it was shared; of photos what is to be seen on them."""
    return {
        **{name: getattr(view, name) for name in (*TEXTS, *COSTS)},
        "organisation": view.organisation,
        "organisation_slug": view.organisation_slug,
        "role": named(Dimension.ROLE, view.role),
        "photos": [photo.alt for photo in view.photos if photo.is_described],
        "named": view.is_named,
        "members_only": view.members_only,
    }


def tags_of(ids: Sequence[int]) -> list[dict[str, Any]]:
    """Every tag, in the order of the vocabulary, as it was called that day; headings are no tags."""
    wanted = set(ids)
    return [
        {"dimension": word.dimension.value, "code": word.code, "name": {c: word.name(c) for c in LANGUAGES}}
        for word in vocabulary()
        if word.id in wanted and not word.is_group
    ]


def named(dimension: Dimension, code: str | None) -> dict[str, str] | None:
    """A term of this dimension in both languages; None when there is none."""
    found = (word for word in vocabulary() if word.dimension is dimension and word.code == code)
    return next(({c: word.name(c) for c in LANGUAGES} for word in found), None)


def question_record(question: Question, answers: Sequence[AnswerSeen]) -> dict[str, Any]:
    """With what came of it, and who sees it otherwise: whatever shows the question shows these with it."""
    return {
        "slug": question.slug,
        "sentence": question.sentence,
        "explanation": question.explanation,
        "language": question.language,
        "status": question.status.value,
        "is_public": question.is_in_view,
        "statements": [statement.text for statement in question.statements],
        "kind": named(Dimension.QUESTION_KIND, question.kind),
        "route": named(Dimension.ROUTE, question.route),
        "owner": question.owner.name if question.owner else "",
        "owner_accepted": question.owner_accepted_at is not None,
        "due_on": question.due_on.isoformat() if question.due_on else None,
        "dissents": [
            {"organisation": view.organisation, "text": view.text, "on": day_of(view.at)}
            for view in dissenting_views(question)
        ],
        "answers": [answer_record(answer) for answer in answers],
        "decisions": [
            {
                "body": decision.body,
                "on": decision.on.isoformat(),
                "route": named(Dimension.ROUTE, decision.route),
                "reason": decision.reason,
            }
            for decision in decisions_about(question)
        ],
        "recognition": recognition_records(question),
    }


def recognition_records(question: Question) -> list[dict[str, Any]]:
    """The numbers as everybody reads them on the page: those of small groups stand nowhere."""
    if not question.is_public:
        return []
    figures = recognition_of(question)
    told = [numbers_of(group, named(Dimension.ORGANISATION_KIND, group.kind)) for group in figures.groups]
    return [*told, numbers_of(figures.others, None)] if figures.others else told


def numbers_of(group: Group, kind: dict[str, str] | None) -> dict[str, Any]:
    return {"kind": kind, "yes": group.yes, "no": group.no, "unknown": group.unknown}


def answer_record(answer: AnswerSeen) -> dict[str, Any]:
    """Without its sources: those are things of their own, that can be withdrawn one by one."""
    return {
        "organisation": answer.organisation,
        "whole": answer.reach is Reach.WHOLE,
        "route": named(Dimension.ROUTE, answer.route),
        "steps": answer.steps,
        "on": day_of(answer.at),
        "signed_on": day_of(answer.signed_at) if answer.signed_at else None,
    }


def source_records(
    question: Question,
    answers: Sequence[AnswerSeen],
    used: AnswerSources,
    listings: Mapping[int, Row[Any]],
    silent: Collection[str],
) -> Iterator[tuple[int, dict[str, Any]]]:
    """What the answers rest on, as far as it is listed, by the contribution; of who is not to be quoted no word."""
    for number, answer in enumerate(answers):
        for contribution_id in used.get(answer.id, ()):
            source = listings.get(contribution_id)
            if source is None:
                continue
            is_withheld = source.public_id in silent
            yield (
                contribution_id,
                {
                    "question": question.slug,
                    "answer": number,
                    "source": "" if is_withheld else source.public_id,
                    "title": "" if is_withheld else source.title,
                    "language": source.language,
                    "is_withheld": is_withheld,
                    "members_only": source.members_only,
                },
            )


def day_of(moment: datetime) -> str:
    return local(moment).date().isoformat()


def quote_records(
    question: Question, seen: Sequence[Seen], sources: Mapping[int, int], listings: Mapping[int, Row[Any]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The quotes whose source is listed, by the number of the evidence: with its words, or that it is not quoted."""
    for number, statement in enumerate(seen):
        for quote in statement.quotes:
            source = listings.get(sources[quote.id])
            if source is None or quote.is_stale:
                continue
            silent = quote.is_withheld
            yield (
                quote.id,
                {
                    "question": question.slug,
                    "statement": number,
                    "stance": quote.stance.value,
                    "words": "" if silent else quote.text,
                    "source": "" if silent else source.public_id,
                    "title": "" if silent else source.title,
                    "language": source.language,
                    "is_withheld": silent,
                    "members_only": source.members_only,
                },
            )
