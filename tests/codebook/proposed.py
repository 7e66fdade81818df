"""Own words of contributors for which a reader proposes a term, for tests."""

from sqlalchemy import select

from app.codebook import operations
from app.codebook.models import ProposedWords, TermProposal
from app.contributions.models import OwnWords, Reading
from app.core.clock import now
from app.core.database import db
from app.taxonomy.models import Dimension
from tests.factories import make_contribution, save

BARRIER = Dimension.BARRIER
OWN = "buurman Jansen wilde niet"
WORDS = "omwonenden wilden niet"


def with_own_words(reader, **more):
    """A visible story, read by this editor, with own words about what stood in the way."""
    story = make_contribution(**more)
    story.own_words = [OwnWords(dimension=BARRIER, words=OWN)]
    save(Reading(contribution_id=story.id, reader_id=reader.id))
    db.session.commit()
    return story


def proposed(reader, *stories, words=WORDS, means=None):
    """The proposal of this reader for the own words with these stories."""
    for story in stories:
        operations.propose(story, BARRIER, words, means, reader)
    db.session.commit()
    return db.session.scalars(select(TermProposal).order_by(TermProposal.id.desc())).first()


def waiting():
    """The stories of which own words wait for a proposal."""
    return set(db.session.scalars(select(ProposedWords.contribution_id)))


def asked_for_a_term(user, story):
    """What points at somebody who proposed a term for words with this story, and decided about it as well."""
    story.own_words = [OwnWords(dimension=BARRIER, words=OWN)]
    proposal = save(TermProposal(dimension=BARRIER, words=WORDS, decided_by_id=user.id, decided_at=now()))
    save(ProposedWords(contribution_id=story.id, dimension=BARRIER, proposal_id=proposal.id, by_id=user.id))
