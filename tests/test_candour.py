"""What a reader receives does not depend on what that reader may not see.

Worlds are built here that differ only in hidden things; tests/candour/test_whole_url_map.py compares them to the byte
at every address. Here stands what may differ, and where.
"""

import re
from datetime import time, timedelta

import pytest
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts.models import Role
from app.answering.models import LinkedAnswer
from app.challenges.models import Challenge
from app.contributions import operations
from app.contributions.models import (
    Audience,
    Contribution,
    Kind,
    Maker,
    Outcome,
    People,
    Photo,
    PhotoState,
    Remark,
    Seen,
    Side,
    Status,
    Use,
    Withdrawn,
)
from app.core import storage
from app.core.clock import midnight, now, today
from app.core.database import db
from app.core.security import random_id
from app.gatherings.models import CameOut, Stop
from app.stocktaking.models import Evidence, Stance
from app.stocktaking.operations import remove_quote
from tests.contributions.talking import let_host_ask_before
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
from tests.gatherings.made import make_gathering
from tests.workbench.laid import lay_on_a_pile

PAGES = (
    "/", "/bijdragen", "/bijdragen?q=put", "/bijdragen?q=geheim", "/bijdragen?soort=leerzaam&landsdeel=westen",
    "/balans", "/balans?beeld=tabel", "/balans?rij=barrier&kolom=outcome", "/balans?rij=organisation_kind&kolom=part&splits=uitkomst&beeld=tabel",
    "/kaart", "/kaart?q=put&plek=gemeente-x", "/balans/tegenspraak", "/balans/samen?eerste=thema&tweede=fase", "/balans?q=geheim&zonder=ondergrond", "/bijdragen?organisatie=gemeente&ook=fase:ontwerp", "/balans.csv", "/vraagstukken",
    "/vraagstukken/wie-beslist", "/themas/ondergrond", "/sitemap.xml", "/en/bijdragen", "/robots.txt",
    "/bijeenkomsten/de-tour", "/en/bijeenkomsten/de-tour", "/zoeken?q=put", "/zoeken?q=geheim", "/zoeken?q=gehiem", "/uitdagingen", "/uitdagingen/de-uitdaging", "/uitdagingen/een-andere", "/en/", "/en/zoeken?q=put",
    "/en/balans", "/en/uitdagingen/de-uitdaging", f"/en/bijdragen/{'a' * 25}0",
    *(f"/bijdragen/{'a' * 25}{n}" for n in range(4)), f"/bijdragen/{'h' * 25}0", f"/bijdragen/{'w' * 26}", f"/bijdragen/{'p' * 26}",
    *(f"/bijdragen/{'a' * 25}{n}/fotos/{which * 25}{n}/{size}" for n in range(2) for which in "spmr" for size in ("groot", "klein")),
    f"/bijdragen/{'h' * 25}0/fotos/{'s' * 26}/groot", f"/bijdragen/{'w' * 26}/fotos/{'s' * 26}/groot",
)
WRITTEN = "Wij legden een put in de straat en dat geheim over de put kende niemand."
SEES_AS = {None: None, Role.MEMBER: Role.MEMBER, Role.HOST: None, Role.EDITOR: Role.MEMBER}  # an editor who reads nothing of it
WORDS = st.text("abcdefgh ", min_size=3, max_size=20)
BEGAN = time(0, 0)  # until then its page offers the names of all organisations
HIDDEN = st.fixed_dictionaries(
    {
        "towns": st.permutations(range(4)),  # which of four municipalities of one coarse class each story is of
        "neighbourhood": WORDS,
        "role": st.sampled_from(["projectleider", "beheerder", None]),
        "odd_year": st.booleans(),  # within the same period of two years
        "hour": st.integers(0, 23),
        "order": st.permutations(range(4)),
        "author": st.booleans(),
        "more": st.integers(0, 3),  # texts that this reader may not see
        "quoted": st.booleans(),  # one of them under a public question
        "not_quoted": st.booleans(),  # whether those may be quoted
        "placeless": st.sampled_from(["left out", "never told"]),  # why a public story shows no place
        "came_out": st.booleans(),  # whether the texts that this reader may not see came out of a gathering
        "asker": st.booleans(),  # whether one of the answers without a name is of the municipality that asks
        "linked": st.booleans(),  # whether a text that this reader may not see was put with the challenge
        "talks": st.integers(0, 2),  # conversations with the desk and with the hosts of a challenge that is not theirs
    }
)


def build(world, reader):
    """The public part is always the same; `world` fills in what is hidden from this reader."""
    towns = [make_municipality(name=f"Stad {n} {world['neighbourhood']}", size="medium", part="west") for n in range(4)]
    first = today().replace(day=1)
    asking = make_organisation(name="Gemeente Vraagstad", slug="gemeente-vraagstad")
    challenge = make_challenge(
        slug="de-uitdaging", title="Waar leg je een put?", questions="Waar ligt de put?", neighbourhood="", organisation=asking,
    )
    for n in world["order"]:
        town = towns[world["towns"][n]]
        story = make_contribution(
            public_id="a" * 25 + str(n), title=f"De put van straat {n}", lesson="Meet eerst.", kind=Kind.LEARNED,
            outcome=Outcome.PARTLY, place=town, organisation=asking if world["asker"] and n == 0 else town, condition="Alleen op zand.", went_wrong="Te diep.", cost_hours=40, neighbourhood=world["neighbourhood"],
            role=world["role"], year=2020 + world["odd_year"], author=make_user() if world["author"] else None,
            terms=[term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")],
            published_at=now().replace(year=first.year, month=first.month, day=1, hour=world["hour"]),
            external_ref=f"{world['neighbourhood']}-{n}", remove_more=world["author"], challenge=challenge,
            photos=pictures(world, n, reader),
        )
        talk(story, world["talks"] if n < 2 else 0)
    make_contribution(
        public_id="w" * 26, status=Status.WITHDRAWN, title="Teruggetrokken put", place=towns[world["towns"][0]],
        published_at=now(), role=world["role"], challenge=challenge,
    )
    save(Withdrawn(public_id="w" * 26, audience=Audience.PUBLIC))
    make_challenge(slug="een-andere", title="Waar plant je een boom?", questions="Wie plantte er een?", neighbourhood="", organisation=asking)
    left_out = {"place": towns[0], "hides_place": True}
    make_contribution(
        public_id="p" * 26, title="Een put zonder plek", organisation=None,
        **(left_out if world["placeless"] == "left out" else {"place": None, "neighbourhood": ""}),
    )
    stops = [Stop(number=1, title="De put")]
    gathering = make_gathering(slug="de-tour", on=today(), organisation=asking, starts=BEGAN, stops=stops, changed_at=midnight(today()))
    came_out_of(gathering, [f"{'a' * 25}{n}" for n in range(4)])
    question = make_question(slug="wie-beslist", sentence="Wie beslist over de put?")
    hide(world, towns, question, challenge, reader)
    by_address = select(Contribution).order_by(Contribution.public_id)
    came_out_of(gathering, [f"{'h' * 25}{n}" for n in range(3)] if world["came_out"] else [])
    readable = Contribution.public_id.in_([*(f"{'a' * 25}{n}" for n in range(4)), "p" * 26])
    lay_on_a_pile(db.session.scalars(by_address.where(readable)).all(), question, with_deeds=False)


def came_out_of(gathering, ids):
    """Their contributors let others know it, with whatever they show."""
    for story in db.session.scalars(select(Contribution).where(Contribution.public_id.in_(ids))).all():
        save(CameOut(contribution_id=story.id, gathering_id=gathering.id, stop_id=gathering.stops[0].id, name_left_out=True, place_left_out=True))


def pictures(world, n, reader):
    """What everybody sees is the same; its maker's name, and photos of the place, for members or refused, are not."""
    ways = {"s": {}, "p": {"shows_place": True}, "r": {"approved_at": None}}
    ways |= {"m": {"members_only": True}} if reader is None else {}
    hidden = world["neighbourhood"].encode() * 9
    found = []
    for letter in (*ways, *"pr" * world["more"]):
        new = letter not in {photo.public_id[0] for photo in found}
        content = b"voor iedereen" if letter == "s" else hidden
        usual = {"shows_place": False, "members_only": False, "approved_at": now()} | ways[letter]
        found.append(Photo(
            public_id=f"{letter * 25}{n}" if new else random_id(), position=len(found) * (1 + world["hour"]), state=PhotoState.READY,
            full_file=storage.put("photos", content), small_file=storage.put("photos", content), width=40, height=30,
            small_width=20, small_height=15, seen=Seen.TEXT, alt="Een put" if letter == "s" else world["neighbourhood"],
            people=People.NOBODY, maker=Maker.SELF, use=Use.LOOK, credit=world["neighbourhood"], **usual,
        ))
    return found[:: -1 if world["author"] else 1]


def talk(story, how_much):
    """What its contributor, the desk and the hosts said to each other, seen and unseen, and one that was reported."""
    for number in range(how_much):
        let_host_ask_before(story)
        for side in Side:
            save(Remark(contribution_id=story.id, side=side, from_contributor=bool(number), text="Een geheim over de put"))
            operations.conversation_with(story, side).reported_at = now() if number else None
    db.session.commit()


def hide(world, towns, question, challenge, reader):
    """Texts out of this reader's sight: not published, in embargo, and for a visitor also those of the members."""
    ways = [
        {"status": Status.RECEIVED},
        {"visible_from": today() + timedelta(days=9)},
        {"status": Status.PUBLISHED, "audience": Audience.MEMBERS} if reader is None else {"status": Status.RETURNED},
    ]
    member = make_user(Role.MEMBER, public_id="l" * 26, given_name="Mies")  # in each world: who a member is, members may know
    for n in range(world["more"]):
        hidden = make_contribution(
            public_id="h" * 25 + str(n), title="Een geheim over de put", facts="Dit geheim over de put leest niemand hier.",
            kind=Kind.GOOD, place=towns[0], challenge=challenge, terms=[term(Dimension.THEME, "ondergrond"), term(Dimension.LEVER)],
            not_quoted=world["not_quoted"], **ways[n],
        )
        if world["linked"]:
            another = db.session.scalars(select(Challenge).where(Challenge.slug == "een-andere")).one()
            save(LinkedAnswer(challenge_id=another.id, contribution_id=hidden.id))
        if world["quoted"]:
            statement = question.statements[0]
            statement.evidence.append(
                Evidence(contribution=hidden, stance=Stance.SUPPORTS, field="facts", start=0, end=10, quote=hidden.facts[:10])
            )
            dropped = Evidence(contribution=hidden, stance=Stance.NUANCES, field="facts", start=0, end=4, quote=hidden.facts[:4])
            statement.evidence.append(dropped)
            db.session.flush()
            remove_quote(dropped, by=member)
            db.session.commit()


def photo_ids(story_id):
    """The addresses of the photos of a story: one for everybody, one of its place, one for members, one that was refused."""
    return [f"{letter * 25}{story_id[-1]}" for letter in "spmr"] if story_id.startswith("a") else []


def seen(client, reader, sign_in, office=None):
    """Every page and its headers, apart from tokens; and what is proposed as like a text, while it is written.

    Pages name the office of who reads them: whoever looks twice gives it, so that it is the same one.
    """
    if reader is not None:
        sign_in(make_user(reader, office or make_organisation()))
    return {path: received(client.get(path)) for path in PAGES} | resembling(client, reader)


def resembling(client, reader):
    """What is proposed as like a text, while it is written."""
    draft = client.post("/deel", data={"kind": "learned"}).location.split("/")[2]
    looks_like = {f"/deel/{draft}/lijkt/story": {"facts": WRITTEN}}
    if reader is Role.HOST:
        looks_like["/uitdagingen/nieuw/lijkt-op"] = {"title": "Waar leg je een put?", "situation": WRITTEN}
    found = {}
    for address, text in looks_like.items():
        answer = client.post(address, data=text)
        assert answer.status_code == 200 and answer.is_json
        found[address.replace(f"/deel/{draft}", "")] = received(answer)
    return found


def received(answer):
    body = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)
    headers = {name: value for name, value in answer.headers if name not in ("Set-Cookie", "Date", "Content-Length")}
    return answer.status_code, headers, body


def test_the_worlds_would_show_a_difference_that_is_public(app, client, sign_in):
    """The comparison can fail: a public difference is seen on the pages."""
    usual = {
        "towns": [0, 1, 2, 3], "neighbourhood": "abc", "role": None, "odd_year": False, "hour": 3, "order": [0, 1, 2, 3],
        "author": False, "more": 0, "quoted": False, "not_quoted": False, "placeless": "never told", "came_out": False, "asker": False, "linked": False, "talks": 0,
    }
    build(usual, None)
    before = seen(client, None, sign_in)
    make_contribution(title="Een openbaar verhaal", facts=WRITTEN)
    after = seen(client, None, sign_in)
    assert before["/"] != after["/"] and before["/bijdragen"] != after["/bijdragen"]
    assert before["/lijkt/story"] != after["/lijkt/story"]
    shown = {path: found[0] for path, found in before.items() if "/fotos/" in path}
    assert {path.split("/")[4][0] for path, code in shown.items() if code == 200} == {"s"} and 410 in shown.values()
    assert "voor iedereen" in before[f"/bijdragen/{'a' * 25}0/fotos/{'s' * 25}0/klein"][2]
    assert before[f"/bijdragen/{'w' * 26}"][0] == 410 and before["/uitdagingen/de-uitdaging"][0] == 200
    assert "De put van straat 0" in before["/uitdagingen/de-uitdaging"][2]


@pytest.mark.parametrize("reader", SEES_AS, ids=["visitor", "member", "host", "editor"])
def test_that_somebody_is_not_to_be_quoted_shows_only_where_a_reader_needs_it(app, client, sign_in, reader):
    """On the page of the story, and where a quote of it would stand. In no list, count, search or other page."""
    story = make_contribution(public_id="a" * 25 + "0", title="De put van straat 0", terms=[term(Dimension.THEME, "ondergrond")])
    make_question(story, slug="wie-beslist")
    make_challenge(slug="de-uitdaging")
    office = make_organisation()
    before = seen(client, reader, sign_in, office)
    story.not_quoted = True
    db.session.flush()
    operations.relist(story)
    db.session.commit()
    after = seen(client, reader, sign_in, office)
    own_page = f"/bijdragen/{'a' * 25}0"
    assert {p for p in before if before[p] != after[p]} == {own_page, f"/en{own_page}", "/vraagstukken/wie-beslist"}


def test_stricter_and_withdrawn_work_in_every_door_at_once(app, client):
    story = make_contribution(title="De put van toen", terms=[term(Dimension.THEME, "ondergrond")])
    assert "De put van toen" in client.get("/bijdragen").text
    with app.test_request_context():
        operations.make_stricter(story, members_only=True, without_name=False, remove_more=False)
        db.session.commit()
    for path in ("/", "/bijdragen", "/bijdragen?q=put", "/themas/ondergrond", "/sitemap.xml", "/balans"):
        assert "De put van toen" not in client.get(path).text
        assert story.public_id not in client.get(path).text
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 404
    db.session.refresh(story)
    with app.test_request_context():
        operations.withdraw(story)
        db.session.commit()
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 404  # nobody learns that it was there
