"""Everything that a member can do at the workbench, for the file with their own data."""

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import ThemeRefused
from app.contributions.queries import mark_of_pair
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.reports.models import Freezing, ReportFile, Stocktake
from app.stocktaking.models import Answer, Decision, DeclinedOwner, Dissent, Laid, Memo, Reach, Sorted, Star
from app.workbench.models import (
    Check,
    CheckCard,
    CheckKind,
    CheckNote,
    Deed,
    Did,
    GivenCard,
    Pile,
    PileCard,
    PileStep,
    Shortcuts,
)
from tests.factories import Dimension, make_contribution, make_organisation, make_user, save, term


def sorted_by(user, story):
    """Everything that a member can do at the workbench."""
    pile = save(Pile(slug="stapel", name="Stapel", wanted={}, made_by_id=user.id))
    balance = save(Stocktake(slug="balans", name="Balans", made_by_id=user.id, pile_id=pile.id))
    save(ReportFile(stocktake_id=balance.id, user_id=user.id, form="csv", expires_at=clock.now()))
    save(Freezing(pile_id=pile.id, name="Balans", n=1, asked_by_id=user.id))
    save(PileCard(pile_id=pile.id, contribution_id=story.id, position=1, taken_by_id=user.id))
    save(Deed(key="k", pile_id=pile.id, contribution_id=story.id, by_id=user.id, before={}, after={}))
    save(PileStep(pile_id=pile.id, did=Did.OFFERED, by_id=user.id, before={"bins": []}, after={"bins": []}))
    step = save(PileStep(pile_id=pile.id, did=Did.DIVIDED, before={}, after={"over": 1}))
    save(GivenCard(step_id=step.id, contribution_id=story.id, before_id=user.id, after_id=user.id))
    save(Sorted(contribution_id=story.id, laid=Laid.NOWHERE, by_id=user.id))
    save(Star(contribution_id=story.id, field="facts", start=0, end=3, words_hash="h", by_id=user.id))
    save(ThemeRefused(contribution_id=story.id, term_id=term(Dimension.THEME).id, by_id=user.id))
    check = save(Check(pile_id=pile.id, member_id=user.id, kind=CheckKind.AGAIN, number=1, seed="s", offered=[]))
    save(CheckCard(check_id=check.id, contribution_id=story.id, position=1, before={}, before_by_id=user.id))
    save(CheckNote(pile_id=pile.id, contribution_id=story.id, laid=Laid.NOWHERE, why="Daarom.", by_id=user.id))
    save(Shortcuts(user_id=user.id, are_on=False, chosen={"next": "d"}))


def judges_cases(user):
    """Two texts of others that are put together, and two that are not."""
    one, other, third = (make_contribution() for _n in range(3))
    operations.put_together(one, other, user, mark_of_pair(one, other))
    operations.judge_apart(one, third, user, mark_of_pair(one, third))


def with_question_by(user, question):
    """Everything that somebody can write with a question of the members."""
    by, office = {"question_id": question.id, "by_id": user.id}, make_organisation().id
    db.session.add_all([Memo(text="Vraag dit na.", **by), Dissent(organisation_id=office, text="Wij zien het anders.", **by)])
    signed = {"signed_by_id": user.id, "signed_at": clock.now()}
    db.session.add(Answer(organisation_id=office, reach=Reach.PART, steps="Zo deden wij het.", **by, **signed))
    db.session.add(Decision(body="De stuurgroep", on=today(), reason="Wij gaan door.", **by))
    db.session.add(DeclinedOwner(organisation_id=office, reason="Wij hebben geen tijd.", **by))


def deed():
    story, pile = make_contribution(), Pile(slug="stapel", name="Stapel", wanted={})
    db.session.add(pile)
    db.session.flush()
    db.session.add(Deed(key="k", pile_id=pile.id, contribution_id=story.id, at=clock.now(), before={}, after={}))
    divided = PileStep(pile_id=pile.id, did=Did.DIVIDED, at=clock.now(), before={}, after={"over": 0})
    divided.cards = [GivenCard(contribution_id=story.id)]
    db.session.add(divided)


def case_deed():
    one, other = make_contribution(), make_contribution()
    operations.judge_apart(one, other, make_user(Role.MEMBER), mark_of_pair(one, other))
