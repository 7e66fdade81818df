"""What counts as an answer to a challenge. Everything that shows or counts answers asks it here.

An answer is an experience of others: what the municipality that asks tells itself stands apart and is not counted. It
is theirs where their name is shown with it; whose name is hidden counts as another's, so that nothing tells who it is.
Who asks a question tells no experience: it stands apart as well, and no time to react runs for it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from pyroaring import BitMap

from app.challenges.models import Challenge
from app.contributions.catalogue import Catalogue
from app.contributions.models import Kind


@dataclass(frozen=True)
class Among:
    """The ids of what stands with a challenge, among what an audience may find."""

    answers: BitMap
    questions: BitMap  # of others
    own: BitMap  # of the municipality that asks

    @property
    def everything(self) -> BitMap:
        return self.answers | self.questions | self.own


def answers_among(known: Catalogue, challenge: Challenge, linked: Collection[int]) -> Among:
    """What stands with it. `linked` are the stories that were put there; what the audience cannot find is left out."""
    told = known.holding(("challenge", challenge.id)) | (BitMap(linked) & known.everything)
    own = told & known.holding(("organisation", challenge.organisation_id))
    questions = (told - own) & known.holding(("kind", Kind.QUESTION.value))
    return Among(told - own - questions, questions, own)
