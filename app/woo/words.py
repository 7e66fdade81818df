"""What documents, their parts and their judgements are called."""

from app.core.wording import lazy
from app.woo.models import Judgement, WooItem

SOURCE_NAMES = {
    "story": lazy("Contribution"),
    "proposal": lazy("Another version of a contribution"),
    "remark": lazy("Question of the editors, or the answer"),
    "outcome": lazy("What a contributor said later of how it went on"),
    "note": lazy("Note with a step of a contribution"),
    "photo": lazy("Photo, and what is said of it"),
    "quote": lazy("Quote from a contribution"),
    "challenge": lazy("Challenge"),
    "reaction": lazy("What a municipality says of an answer"),
    "agreement": lazy("Remark of somebody who read a challenge before it was public"),
    "first": lazy("Question about a challenge before people answered"),
    "question": lazy("Question of the members"),
    "change": lazy("Note in the history of a question"),
    "term": lazy("Why a term was changed"),
    "asked_term": lazy("Term that the desk proposed, and why it was declined"),
    "memo": lazy("Working note of a member with a question"),
    "gap": lazy("Note of a member with a gap in the balance"),
    "check": lazy("Note of a member on where a card belongs"),
    "dissent": lazy("View of an organisation that sees a question otherwise"),
    "answer": lazy("Answer to a question"),
    "decision": lazy("Decision about a question"),
    "earlier": lazy("What stood with a question before it was changed or taken away"),
    "declined": lazy("Why an organisation does not go after a question"),
    "stocktake": lazy("Name of a frozen stocktake"),
    "gathering": lazy("Gathering"),
    "walk": lazy("Note of a walk"),
    "summary": lazy("Summary of a stop of a walk"),
    "table": lazy("Card of a table"),
    "asked": lazy("Question from a phone"),
    "given": lazy("Question that somebody gave to the members"),
    "letter": lazy("Message of organisers to who comes"),
    "message": lazy("Message of this site to somebody"),
}
PART_NAMES = {
    "title": lazy("Title"),
    "facts": lazy("What happened"),
    "lesson": lazy("The lesson"),
    "opinion": lazy("What the contributor thinks of it"),
    "condition": lazy("Under which condition it works"),
    "went_wrong": lazy("What went wrong"),
    "cost": lazy("What it cost, roughly"),
    "own_words": lazy("What the contributor missed among the terms"),
    "place": lazy("Municipality or place"),
    "neighbourhood": lazy("Neighbourhood"),
    "organisation": lazy("Organisation"),
    "role": lazy("Role and kind of organisation"),
    "year": lazy("Year"),
    "challenge": lazy("Answer to"),
    "follow_up": lazy("What came of"),
    "came_out": lazy("Came out of"),
    "sent": lazy("Sent on"),
    "deleted": lazy("What is not there any more"),
    "text": lazy("Text"),
    "quote": lazy("Quote"),
    "alt": lazy("What the photo shows"),
    "credit": lazy("Maker of the photo"),
    "picture": lazy("The photo"),
    "unseen": lazy("The photo"),
    "statement": lazy("Statement"),
    "statements": lazy("Statements"),
    "situation": lazy("Situation"),
    "process": lazy("How we work"),
    "tried": lazy("Already tried"),
    "fixed": lazy("What cannot change"),
    "questions": lazy("Questions"),
    "usable_answer": lazy("A usable answer holds"),
    "closing_note": lazy("Closing note"),
    "remaining_question": lazy("What remained, as a question"),
    "explanation": lazy("Explanation"),
    "reader": lazy("Who read along"),
    "signed": lazy("Name under it"),
    "walk": lazy("Walk"),
    "programme": lazy("Programme"),
    "stops": lazy("Stops"),
}
JUDGEMENT_NAMES = {
    Judgement.PUBLIC: lazy("public"),
    Judgement.WITHHELD: lazy("not public"),
    Judgement.KNOWN: lazy("public already"),
    Judgement.OUTSIDE: lazy("not part of the request"),
}
IN_PART = lazy("public in part")


def judgement_name(item: WooItem) -> str:
    """The judgement in words; empty while there is none. What has something blacked out is public in part."""
    if item.judgement is None:
        return ""
    if item.judgement is Judgement.PUBLIC and item.blackouts:
        return str(IN_PART)
    return str(JUDGEMENT_NAMES[item.judgement])


def judgement_of(item: WooItem, is_opinion: bool) -> str:
    """The judgement of the facts, or of the opinions, in a document; empty when it holds none."""
    names = {part["name"] for part in item.parts if part["is_opinion"] is is_opinion}
    if not names or item.judgement is None:
        return ""
    if item.judgement is Judgement.PUBLIC and any(blackout.part in names for blackout in item.blackouts):
        shown = "".join(piece.text for name in names for piece in item.pieces(name))
        return str(IN_PART if shown.strip() else JUDGEMENT_NAMES[Judgement.WITHHELD])
    return str(JUDGEMENT_NAMES[item.judgement])
