"""What counts as an answer to a challenge. Everything that shows or counts answers asks it here.

An answer is an experience of others: what the municipality that asks tells itself stands apart and is not counted. It
is theirs where their name is shown with it; whose name is hidden counts as another's, so that nothing tells who it is.
"""

from collections.abc import Collection

from pyroaring import BitMap

from app.challenges.models import Challenge
from app.contributions.catalogue import Catalogue


def answers_among(known: Catalogue, challenge: Challenge, linked: Collection[int]) -> tuple[BitMap, BitMap]:
    """The ids of what others answered, and of what the asking municipality tells, among what an audience may find.

    `linked` are the stories that were put with the challenge; those that the audience cannot find are left out.
    """
    told = known.holding(("challenge", challenge.id)) | (BitMap(linked) & known.everything)
    own = told & known.holding(("organisation", challenge.organisation_id))
    return told - own, own
