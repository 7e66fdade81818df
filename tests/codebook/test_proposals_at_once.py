"""A reader proposes the same words while an administrator decides about them: nobody waits for what never comes."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.codebook import queries
from app.codebook.models import ProposedWords, Stand
from app.codebook.routes import proposals as deciding
from app.core.database import db
from app.notifications.models import Notification
from app.taxonomy.models import Term
from tests.at_once import InBetween, posts
from tests.codebook.proposed import BARRIER, WORDS, proposed, with_own_words
from tests.factories import make_user

WHY = "Dat misten er meer."


@pytest.mark.parametrize("decision", ["nieuw", "afwijzen"])
@pytest.mark.parametrize("step", ["before it is held", "while it is held"])
def test_who_joins_a_proposal_while_it_is_decided_waits_or_hears_it(app, sign_in, monkeypatch, decision, step):
    reader, other, keeper = make_user(Role.EDITOR), make_user(Role.EDITOR), make_user(Role.ADMINISTRATOR)
    first, second = with_own_words(reader), with_own_words(other)
    proposal = proposed(reader, first)
    group = db.session.scalars(select(Term.code).where(Term.dimension == BARRIER, Term.is_group).order_by(Term.position)).first()
    path, version = f"/beheer/begrippen/voorstellen/{proposal.id}/{decision}", str(proposal.version)
    joins = f"/redactie/begrippen/voorstellen/{second.public_id}/barrier"
    browsers = {}
    for user in (keeper, other):
        browsers[user] = app.test_client()
        sign_in(user, browsers[user])
    between = InBetween(app, posts(browsers[other], joins, {"words": WORDS, "means": ""}))
    where, name = (queries, "proposal_by_id") if step == "before it is held" else (deciding, "terms_in")
    monkeypatch.setattr(where, name, between.after(getattr(where, name)))
    key, who = second.id, other.id
    db.session.rollback()
    form = {"reason": WHY, "version": version, "name_nl": WORDS, "name_en": "", "scope": "", "parent": group}
    assert posts(browsers[keeper], path, form)() == 302
    assert between.finish() == 302
    row = db.session.scalars(select(ProposedWords).where(ProposedWords.contribution_id == key)).one()
    told = db.session.scalars(select(Notification).where(Notification.user_id == who)).all()
    assert (row.proposal.stand is Stand.WAITING) is not bool(told)
