"""The spots of the balance of which more is known than that nobody told about them."""

from dataclasses import dataclass

from app.stocktaking.gaps import PutOut, Spot
from app.stocktaking.models import GapJudgement
from app.stocktaking.queries.gaps import judged_gaps
from app.stocktaking.queries.put_out import spots_put_out


@dataclass(frozen=True)
class KnownSpot:
    """A spot with what members found of it, or when its question was put out last, or both."""

    place: Spot
    judgement: GapJudgement | None
    put_out: PutOut | None


def known_spots() -> list[KnownSpot]:
    """All of them, the same for everybody, whether anything lies there or not."""
    judged, asked = judged_gaps(most=None), spots_put_out()
    judgements = {frozenset(place.marks): judgement for place, judgement in judged}
    put_out = {frozenset(place.marks): times[-1] for place, times in asked}
    places = {frozenset(found[0].marks): found[0] for found in (*judged, *asked)}
    return [KnownSpot(place, judgements.get(marks), put_out.get(marks)) for marks, place in places.items()]
