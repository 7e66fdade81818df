"""The rights table, walked through every address of the site: for every role, nothing shows what the table hides.

The doors are those of the url map. A new address makes these tests fail until it says here how it is opened.
"""

import re
from datetime import time
from itertools import product

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role, Visitor
from app.appeals.models import Appeal, AppealKind
from app.contributions import operations
from app.contributions.models import (
    Audience,
    Contribution,
    Draft,
    Kind,
    OwnWords,
    Proposal,
    Reading,
    Remark,
    Side,
    Status,
)
from app.contributions.operations.follow import ENDED
from app.contributions.permissions import audience_of, fields_at_the_desk, fields_for
from app.core import dutch, fulltext
from app.core.clock import today
from app.core.database import db
from app.core.security import random_id
from app.gatherings.models import Gathering, GatheringStatus, Stop, Walk
from app.reports.models import ReportFile
from app.review.queries import AT_THE_DESK
from app.stocktaking.models import Evidence, Stance
from app.woo.models import WooRequest
from app.workbench.models import PileStep
from tests.census import tried
from tests.contributions.talking import let_host_ask_before
from tests.databases import ONCE, WALK
from tests.door_photos import PHOTOS, canary, photo, photo_values
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_question,
    make_user,
    save,
    term,
)
from tests.reports.made import freeze_the_pile
from tests.woo.requests import asked_for_under_the_woo, some_of_the_items
from tests.workbench.laid import lay_on_a_pile

pytestmark = [ONCE, WALK]

ROLES = (None, "nobody special", *Role)
LEVELS = tuple(  # every level of what is visible; of what is not, the widest and the narrowest
    level for level in product(Status, Audience, (True, False))
    if level[0] is Status.PUBLISHED or level[1:] in ((Audience.PUBLIC, True), (Audience.MEMBERS, False))
)
FIELDS = ("title", "facts", "lesson", "opinion", "condition", "went_wrong", "own_words", "municipality", "neighbourhood", "organisation", "credit", *PHOTOS)
# Behind these doors nothing of a contribution is found, or they belong to whoever holds a secret (tested elsewhere).
WITHOUT = {
    "static", "accounts.link", "accounts.use_link", "accounts.confirm", "accounts.confirm_change", "accounts.invitation", "accounts.demonstrate",
    "challenges.agree", "contributions.read_along", "pages.news", "pages.answer_news", "accounts.sign_out",
    "pages.stop_page", "pages.stop_news_at_once",
}
# Here stand the names of all organisations in the register, whoever shared something.
REGISTERS = {"gatherings.gathering", "gatherings.sign_up", "gatherings.add_person", "gatherings.put_right", "gatherings.change_registration", "accounts.mine", "accounts.admin", "accounts.organisations", "accounts.organisation", "accounts.rights", "accounts.rights_csv", "stocktaking.edit", "stocktaking.save", "stocktaking.write_answer", "stocktaking.change_answer"}
QUERIES = {
    "search.contributions": ("", "?q=kanarie", "?landsdeel=westen", "?pagina=2"),
    "search.everywhere": ("?q=kanarie",),
    "stocktaking.balance": ("", "?beeld=tabel", "?rij=kind&kolom=outcome"),
    "stocktaking.balance_csv": ("", "?rij=kind&kolom=outcome"),
    "stocktaking.workbench": ("", "?toon=alles"),
    "review.desk": ("", "?toon=niemand"),
    "answering.stories": ("", "?q=kanarie"),
    "reports.compare": ("?met=de-balans",),
    "workbench.duplicates": ("", "?stapel=de-stapel"),
    "workbench.sort": ("", "?toon=alles", "?q=kanarie&toon=alles"),
}
CANARY = re.compile(r"kanarie\d\d[a-z_]+")


@pytest.fixture
def stories(app):
    """One contribution for each state, audience and choice of name, with words that stand nowhere else."""
    challenge = make_challenge(slug="de-uitdaging")
    question = make_question(slug="het-vraagstuk")
    # It begins so late that people can sign up at any hour at which this runs.
    gathering = Gathering(slug="de-bijeenkomst", title="Wandeling", on=today(), starts=time(23, 59), status=GatheringStatus.PUBLISHED)
    gathering.organisation, gathering.challenges = challenge.organisation, [challenge]
    gathering.stops = [Stop(number=1, title="Put", challenge_id=challenge.id)]
    save(gathering)
    save(Walk(gathering=gathering, code="dewandeling"))
    made = [story(n, challenge, question, *level) for n, level in enumerate(LEVELS)]
    draft = Draft(public_id=random_id(), secret_hash="niet van jou", typed={"story": {"facts": ["kanarieconcept"]}})
    save(draft)
    asked = Appeal(public_id=random_id(), token_hash="niet van jou", kind=AppealKind.ABOUT_ME, due_on=today(), contribution=made[0])
    asked.text = asked.who = asked.reason = asked.answer = "kanariemelding"
    save(asked)
    for found in made:
        operations.relist(found)  # with its photos
    asked_for_under_the_woo(made)
    freeze_the_pile(lay_on_a_pile(made, question))
    return made


def story(n, challenge, question, status, audience, named):
    place, editor = make_municipality(name=canary(n, "municipality")), make_user(Role.EDITOR)
    made = make_contribution(
        status=status, audience=audience, names_organisation=named, kind=Kind.LEARNED, place=place,
        organisation=make_organisation(name=canary(n, "organisation")), neighbourhood=canary(n, "neighbourhood"),
        title=f"Verhaal {canary(n, 'title')}", facts=f"Dit is {canary(n, 'facts')} en dat gebeurde hier op straat.",
        lesson=canary(n, "lesson"), opinion=canary(n, "opinion"), condition=canary(n, "condition"), went_wrong=canary(n, "went_wrong"), challenge=challenge,
        terms=[term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "beheer")],
    )
    made.proposals.append(Proposal(title=canary(n, "never"), facts=canary(n, "never"), by_id=editor.id))
    let_host_ask_before(made) if status not in ENDED else None
    for side in Side:
        db.session.add(Remark(contribution_id=made.id, side=side, from_contributor=True, text=canary(n, "never")))
    question.statements[0].evidence.append(
        Evidence(contribution=made, stance=Stance.SUPPORTS, field="facts", start=0, end=30, quote=made.facts[:30])
    )
    made.own_words = [OwnWords(dimension=Dimension.BARRIER, words=canary(n, "own_words"))]
    made.photos = [photo(n, position, field) for position, field in enumerate(PHOTOS)]
    db.session.commit()
    return made


def values_for(rule, ids):
    """What stands in the variable parts of an address: every value that could show something."""
    if "photo_id" in rule.arguments:
        return list(photo_values(rule, ids))
    offered = {
        "public_id": ids,
        "code": ids[:3] + ["A" * 26],
        "z": [8], "x": [131], "y": [84], "first": ["thema:ondergrond"], "second": ["fase:ontwerp"], "number": [1], "token": ["geraden"], "word": ["verhaal"], "step": ["story"],
        "evidence_id": [1, 2], "statement_id": [1], "view_id": [1], "address_id": [1], "membership_id": [1], "invitation_id": [1],
        "organisation_id": [1, 2], "memo_id": [1], "star_id": [1, 2], "answer_id": [1], "decision_id": [1], "merge_id": [1], "term_id": [1, 2], "proposal_id": [1], "decision": ["nieuw", "ander-woord"], "change_id": [1], "removal_id": [1], "step_id": list(db.session.scalars(select(func.min(PileStep.id)).group_by(PileStep.did))), "deed": ["hernoemen", "samenvoegen"], "dimension": ["barrier"], "pile_slug": ["de-stapel"], "check_kind": ["opnieuw"], "question_slug": ["het-vraagstuk"], "stocktake_slug": ["de-balans", "latere-balans"], "frozen_slug": ["het-vraagstuk"], "file_id": list(db.session.scalars(select(ReportFile.public_id))),
        "piece_id": list(db.session.scalars(select(Stop.public_id))),
        "request_id": list(db.session.scalars(select(WooRequest.public_id))), "registration_id": ["geraden"], "arrival_id": ["geraden"],
        "item_id": some_of_the_items(), "note_id": ["geraden"], "question_id": ["geraden"], "challenge_slug": ["de-uitdaging"], "size": ["klein"], "country_part": ["westen"],
    }
    drafts, appeals = (list(db.session.scalars(select(model.public_id))) for model in (Draft, Appeal))
    if rule.rule.startswith(("/deel", "/namens")):
        offered["public_id"] = [*drafts, *ids[:2]]
    elif rule.rule.startswith("/redactie/meldingen"):
        offered["public_id"] = [*appeals, *ids[:2]]
    elif rule.rule.startswith("/lopen"):
        offered["code"] = ["dewandeling"]
    offered["card_deed"] = ["geven", "tonen"]
    slugs = {"themas": "ondergrond", "uitdagingen": "de-uitdaging", "bijeenkomsten": "de-bijeenkomst"}
    offered["slug"] = [slugs.get(rule.rule.split("/")[1], "het-vraagstuk")]
    names = sorted(rule.arguments)
    return [dict(zip(names, chosen, strict=True)) for chosen in product(*(offered[name] for name in names))]


def doors(app, method, stories, role):
    """Every address of the site with every value that could show something to this role."""
    ids = [s.public_id for s in stories]  # once, as every commit makes the stories be read again
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if method in rule.methods and rule.endpoint not in WITHOUT:
                for values in tried(values_for(rule, ids), rule.endpoint, role):
                    for query in QUERIES.get(rule.endpoint, ("",)) if method == "GET" else ("",):
                        yield rule.endpoint, urls.build(rule.endpoint, values, method=method) + query


def test_a_reader_sees_no_more_on_pages_for_others(app, client, sign_in, stories):
    """The same walk for somebody who read every story: only the desk shows more, and notes it."""
    editor = make_user(Role.EDITOR)
    for found in stories:
        save(Reading(contribution_id=found.id, reader_id=editor.id))
        found.author_id = editor.id if found is stories[0] else None
    db.session.commit()
    sign_in(editor)
    hidden = hidden_from(editor, stories)
    for endpoint, address in doors(app, "GET", stories, Role.EDITOR):
        if not endpoint.startswith(("review.", "codebook.propose", "pages.follow", "pages.own_text", "pages.own_photo", "pages.own_contributions", "pages.leave")):
            allowed = in_the_register(endpoint, stories) | {word for word in hidden if word in address}
            told = client.get(address).text.replace(address, "")
            assert not [word for word in hidden if word in told and word not in allowed], address


def hidden_from(person, stories):
    """For each word that the table hides from this person, which contribution it would betray."""
    words = {canary(n, "never"): n for n in range(len(stories))} | {"kanarieconcept": None, "kanariemelding": None}
    for n, found in enumerate(stories):
        fields = fields_for(person, found)
        words |= {canary(n, field): n for field in FIELDS if field not in fields}
        if not fields:
            words[found.public_id] = n
    return words


def at_the_desk(person, endpoint, stories):
    """What an editor may see of the queue before opening a text: its title and its random address."""
    if not person.has(Role.EDITOR) or not endpoint.startswith("review."):
        return set()
    waiting = [n for n, found in enumerate(stories) if found.status in AT_THE_DESK]
    return {canary(n, "title") for n in waiting} | {stories[n].public_id for n in waiting}


def in_the_register(endpoint, stories):
    names = product(range(len(stories)), ("municipality", "organisation")) if endpoint in REGISTERS else ()
    return {canary(n, field) for n, field in names}


def person_in(role, sign_in):
    if role is None:
        return Visitor()
    user = make_user(None if role == "nobody special" else role)
    sign_in(user)
    return user


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_what_the_table_hides(app, client, sign_in, stories, role):
    person = person_in(role, sign_in)
    hidden = hidden_from(person, stories)
    opened, on_its_page, elsewhere = 0, set(), set()
    for endpoint, address in doors(app, "GET", stories, role):
        answer = client.get(address)
        opened += answer.status_code == 200
        told = f"{answer.text} {answer.headers}".replace(address, "").replace(f"/en{address}", "")
        allowed = at_the_desk(person, endpoint, stories) | in_the_register(endpoint, stories)
        allowed |= {word for word in hidden if word in address}
        leaks = {word for word in hidden if word in told} - allowed
        assert not leaks, f"{address} shows {leaks} to {role}"
        (on_its_page if endpoint == "pages.contribution" else elsewhere).update(set(CANARY.findall(told)) - allowed)
    assert elsewhere <= on_its_page, "S-32: no list, file, search or mail shows more of a story than its own page"
    assert opened > 25


@ONCE
@pytest.mark.parametrize("role", [role for role in ROLES if role is not Role.EDITOR])
def test_no_form_that_is_sent_tells_or_changes_what_is_not_yours(app, client, sign_in, stories, role):
    person = person_in(role, sign_in)
    hidden = hidden_from(person, stories)
    before = [state_of(s) for s in stories]
    for endpoint, address in doors(app, "POST", stories, role):
        if endpoint.startswith("accounts."):
            continue
        answer = client.post(address, data={"action": "stop", "besluit": "af", "version": "1"})
        told = f"{answer.text} {answer.headers}".replace(address, "")
        allowed = in_the_register(endpoint, stories)  # a form that comes back offers the same names
        leaks = [word for word in hidden if word in told and word not in address and word not in allowed]
        assert not leaks, f"{address} tells {leaks} to {role}"
        assert answer.status_code < 500
    db.session.expire_all()
    again = db.session.scalars(select(Contribution).order_by(Contribution.id)).all()
    assert [state_of(s) for s in again] == before


def state_of(story):
    photos = [(photo.alt, photo.state, photo.approved_at, photo.files()) for photo in story.photos]
    return story.status, story.version, story.audience, story.facts, photos


@pytest.mark.parametrize("role", [None, Role.MEMBER])
def test_no_index_knows_a_word_that_its_audience_may_not_read(app, stories, role):
    person = make_user(role) if role else Visitor()
    for word in hidden_from(person, stories):
        assert not fulltext.matches(audience_of(person).value, [{term} for term in dutch.terms(word)]), word
    shown = {canary(n, "title") for n in range(len(stories))} - hidden_from(person, stories).keys()
    assert all(fulltext.matches(audience_of(person).value, [set(dutch.terms(word))]) for word in shown) and shown, "it would be found"


def test_a_reader_sees_what_the_table_gives_a_reader(app, client, sign_in, stories):
    """The walk can find something: the one who reads a story sees its words behind the same door."""
    editor = make_user(Role.EDITOR)
    for found in stories:
        save(Reading(contribution_id=found.id, reader_id=editor.id))
    sign_in(editor)
    for n, found in enumerate(stories):
        db.session.refresh(found)
        page = client.get(f"/redactie/{found.public_id}")
        shown = fields_at_the_desk(editor, found)
        assert (page.status_code == 200) is bool(shown), found.status
        for field in FIELDS:
            assert (canary(n, field) in page.text) is (field in shown), field
