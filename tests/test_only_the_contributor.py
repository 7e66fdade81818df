"""No reader, host, member or administrator can ever show more of a contribution than its contributor chose.

Two proofs: only the contributor's own operations write a level, and every form of the site is sent as every role.
"""

import ast
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, Contribution, Reading, Status
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound, Refusal
from tests.databases import ONCE, WALK
from tests.factories import (
    make_challenge,
    make_contribution,
    make_municipality,
    make_question,
    make_user,
    save,
    seen_text,
)
from tests.test_every_door import doors
from tests.test_house import ROOT, name_of, tree_of

pytestmark = [ONCE, WALK]

LEVELS = {"audience", "names_organisation", "hides_place", "not_quoted", "remove_more", "visible_from"}
LATER = today() + timedelta(days=30)
# Where a level is written: by the contributor, or to show less; another place makes the test fail until it is looked at.
MAY_WRITE = {
    ("app/contributions/operations/levels.py", "make_stricter"),
    ("app/contributions/operations/levels.py", "wait_longer"),
    ("app/contributions/operations/levels.py", "loosen"),  # with a variable name, for the contributor alone
    ("app/contributions/operations/leaving.py", "leave_behind"),  # without a name for good
}
MAY_LOOSEN = {"app/pages/routes/follow_levels.py"}  # behind the code, or signed in as the author


def writes_of_levels(path):
    for function in ast.walk(tree_of(path)):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
                ofs = [t for target in targets for t in getattr(target, "elts", [target]) if isinstance(t, ast.Attribute)]
                names = {t.attr for t in ofs if getattr(t.value, "id", "") not in ("self", "challenge")}
                called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "setattr"
                if names & LEVELS or (called and "levels" in path.name):
                    yield name_of(path), function.name


def test_only_the_contributors_operations_write_a_level():
    found = {place for path in sorted((ROOT / "app").rglob("*.py")) for place in writes_of_levels(path)}
    assert found <= MAY_WRITE, found - MAY_WRITE
    assert ("app/contributions/operations/levels.py", "loosen") in found, "the search can find something"


def test_only_the_own_page_shows_more():
    for path in sorted((ROOT / "app").rglob("*.py")):
        calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute) and node.attr == "loosen"]
        assert not calls or name_of(path) in MAY_LOOSEN, path


def strict(status, **changes):
    """As strict as can be, with something to show more of."""
    usual = {
        "status": status, "audience": Audience.MEMBERS, "hides_place": True, "not_quoted": True, "visible_from": LATER,
        "remove_more": True, "place": make_municipality(), "unchanged_is_fine": True,
    }
    return make_contribution(**usual | changes)


@pytest.fixture
def stories(app):
    challenge = make_challenge(slug="de-uitdaging")
    made = [strict(status, challenge=challenge) for status in Status]
    made.append(strict(Status.PUBLISHED, visible_from=None, challenge=challenge))
    make_question(made[-1], slug="het-vraagstuk")
    return made


def levels():
    db.session.expire_all()
    columns = [getattr(Contribution, name) for name in sorted(LEVELS)]
    return db.session.execute(select(Contribution.public_id, *columns).order_by(Contribution.id)).all()


EVERYTHING = {  # every wish of every form, under every name
    **dict.fromkeys(("everybody", "with_name", "shows_place", "may_be_quoted", "at_once", "sure", "unchanged"), "y"),
    "audience": "public", "names_organisation": "yes", "hides_place": "", "not_quoted": "", "sooner": f"{today() + timedelta(days=2):%d-%m-%Y}",
    "title": "Een titel", "facts": "Wij legden de put op de verkeerde plek en dat gaf natte voeten.", "lesson": "", "opinion": "",
    "text": "Een vraag", "vraag-text": "Mag dit ruimer?", "reden-reason": "Daarom", "besluit": "terug", "stance": "supports",
    "statement": "1", "sentence": "facts-0", "reference": "W-1", "since": f"{today():%d-%m-%Y}", "action": "",
}


def somebody(role, stories):
    """A person of this role; the host runs the challenge, and the reader reads every story."""
    home = stories[0].challenge.organisation if role is Role.HOST else None
    user = make_user({"nobody special": None, "reader": Role.EDITOR}.get(role, role), home)
    for story in stories if role == "reader" else ():
        save(Reading(contribution_id=story.id, reader_id=user.id))
    return user


@pytest.mark.parametrize("role", [None, "nobody special", "reader", *Role])
def test_no_form_of_anybody_else_shows_more(app, client, sign_in, stories, role):
    if role is not None:
        sign_in(somebody(role, stories))
    before = levels()
    for endpoint, address in doors(app, "POST", stories, Role.EDITOR if role == "reader" else role):
        if not endpoint.startswith("accounts."):
            version = {"version": str(stories[0].version)}
            assert client.post(address, data=EVERYTHING | version).status_code < 500, address
    assert levels() == before


def test_the_same_forms_do_show_more_for_the_contributor(app, client, stories):
    """The walk can find something."""
    story = strict(Status.PUBLISHED, code="A" * 26)
    before = levels()
    wishes = {name: EVERYTHING[name] for name in ("everybody", "may_be_quoted", "sooner", "sure")}
    assert client.post(f"/volg/{'A' * 26}/ruimer", data=wishes).status_code == 303
    assert levels() != before and not db.session.get(Contribution, story.id).not_quoted


DESK = {
    "open_to_read": lambda c, by: operations.open_to_read(c, by=by),
    "propose": lambda c, by: operations.propose(c, by=by, title="T", facts="Wij deden het anders.", lesson="", opinion=""),
    "retag": lambda c, by: operations.retag(c, by, []),
    "ask": lambda c, by: operations.ask(c, by=by, text="Mag dit ruimer?"),
    "accept": lambda c, by: operations.accept(c, by=by, seen=seen_text(c)),
    "hand_back": lambda c, by: operations.hand_back(c, by=by, why="Vul aan."),
    "confirm": lambda c, by: operations.confirm(c, by=by),
    "step_down": lambda c, by: operations.step_down(c, by=by),
    "refuse": lambda c, by: operations.refuse(c, by=by, why="Spam."),
    "publish": lambda c, by: operations.publish(c),
    "relist": lambda c, by: operations.relist(c),
    "freeze": lambda c, by: operations.freeze([c.id], "W-1", today(), by=by),
    "lift": lambda c, by: operations.lift("W-1", by=by),
    "confirm_organisation": lambda c, by: operations.confirm_organisation(c, by=by),
    "leave_behind": lambda c, by: operations.leave_behind(c),
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("deed", DESK)
def test_no_operation_of_the_desk_shows_more(app, deed, status):
    story, editor = strict(status), make_user(Role.EDITOR)
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    before = levels()
    with app.test_request_context():
        try:
            DESK[deed](story, editor)
            db.session.commit()
        except (Refusal, NotFound):
            db.session.rollback()
    assert levels() == before
