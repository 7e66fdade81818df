"""The buttons about terms that the desk proposes: of the reader, and of the administrator who decides."""

from app.accounts.models import Role
from app.codebook import operations
from tests.codebook.made import words
from tests.codebook.proposed import WORDS, proposed, with_own_words
from tests.codebook.test_proposals import group
from tests.factories import make_user
from tests.faults.pressing import TYPED, button

DESK = "/redactie/begrippen/voorstellen/<public_id>/<dimension>"
KEEPER = "/beheer/begrippen/voorstellen/<int:proposal_id>"


def asked():
    """A story with own words, its reader, an administrator, and what the reader proposed."""
    reader, keeper = make_user(Role.EDITOR), make_user(Role.ADMINISTRATOR)
    story = with_own_words(reader)
    return story, reader, keeper, proposed(reader, story)


def at_the_desk(story, more=""):
    return DESK.replace("<public_id>", story.public_id).replace("<dimension>", "barrier") + more


@button("propose a term", DESK)
def propose():
    reader = make_user(Role.EDITOR)
    return at_the_desk(with_own_words(reader)), {"words": TYPED, "means": ""}, reader


@button("take a proposal back", f"{DESK}/terug")
def take_back():
    story, reader, _keeper, _proposal = asked()
    return at_the_desk(story, "/terug"), {}, reader


@button("confirm a term", f"{DESK}/past")
def confirm():
    story, reader, keeper, proposal = asked()
    operations.accept_as_new(proposal, words(WORDS, parent=group()), TYPED, keeper, 1)
    return at_the_desk(story, "/past"), {}, reader


@button("decide about a proposal", f"{KEEPER}/<decision>", mails=True)
def decide():
    _story, _reader, keeper, proposal = asked()
    return f"/beheer/begrippen/voorstellen/{proposal.id}/afwijzen", {"reason": TYPED, "version": "1"}, keeper


@button("look at a proposal again", f"{KEEPER}/terug", mails=True)
def look_again():
    _story, _reader, keeper, proposal = asked()
    operations.decline(proposal, "Te smal.", keeper, 1)
    return f"/beheer/begrippen/voorstellen/{proposal.id}/terug", {}, keeper
