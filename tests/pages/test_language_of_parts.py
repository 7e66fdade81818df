"""On an English page the Dutch words, and nothing else, say that they are Dutch; and the other way round."""

from datetime import time

import html5lib
import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.challenges.models import ChallengeHost
from app.contributions.models import Proposal, Reading, Status
from app.core.clock import today
from app.core.database import db
from app.gatherings.models import Gathering, GatheringStatus, Part, Stop
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_question,
    make_user,
    save,
    term,
)
from tests.pages import XHTML

WORD = "kanarie"  # in every text that somebody wrote
NAMES = {"Nederlands", "English"}  # the link to the other language is in that language
ALONE = {"title", "option", "script", "textarea"}  # hold no marks of their own


@pytest.fixture
def written(app):
    """One of each thing that people write, with the word in each of its texts."""
    town = make_municipality(name="Ede")
    text = {name: f"kanarie {name}" for name in ("situation", "process", "tried", "fixed", "usable_answer")}
    challenge = make_challenge(
        slug="de-uitdaging", title="Hoe houd je een kanarie koel?", questions="Waar zingt de kanarie?",
        organisation=town, neighbourhood="", **text,
    )
    story = make_contribution(
        title="De kanarie zweeg", facts="De kanarie zweeg op straat en dat merkte iedereen.", lesson="Kanarie eerst.",
        opinion="Arme kanarie.", challenge=challenge, place=town, terms=[term(Dimension.THEME, "ondergrond")],
    )
    question = make_question(story, slug="het-vraagstuk", sentence="Wie hoort de kanarie?", explanation="De kanarie zwijgt.")
    question.statements[0].text = "De kanarie is van niemand."
    gathering = Gathering(
        slug="de-bijeenkomst", title="Kanarie kijken", on=today(), starts=time(12, 30), status=GatheringStatus.PUBLISHED,
        organisation=town, place="Kanariehuis", walk="kanariepad", open_to="iedere kanarie",
    )
    gathering.challenges, gathering.stops = [challenge], [Stop(number=1, title="Kanariehoek", challenge_id=challenge.id)]
    gathering.parts = [Part(position=1, starts=time(12, 30), title="Kanarielunch", who="elke kanarie", note="kanarie")]
    save(gathering)
    return {"challenge": challenge, "story": story, "question": question}


def pieces(page):
    """Every piece of text on a page, with the language that it is said in."""
    tree = html5lib.parse(page.text, namespaceHTMLElements=True)
    yield from said(tree, tree.get("lang"))


def said(element, spoken):
    spoken = element.get("lang") or spoken
    if str(element.tag).removeprefix(XHTML) in ALONE:
        return
    yield (element.text or "").strip(), spoken
    for child in element:
        if isinstance(child.tag, str):
            yield from said(child, spoken)
        yield (child.tail or "").strip(), spoken


def check(page, language, theirs):
    where = page.request.path
    assert page.status_code == 200
    found = [(text, spoken) for text, spoken in pieces(page) if text and text not in NAMES]
    wrong = [text for text, spoken in found if WORD in text.lower() and spoken != theirs]
    assert not wrong, f"{where}: not marked as {theirs}: {wrong}"
    if language != theirs:
        wrong = [text for text, spoken in found if WORD not in text.lower() and spoken == theirs]
        assert not wrong, f"{where}: marked as {theirs}, and it is not: {wrong}"
    return any(WORD in text.lower() for text, _spoken in found)


def addresses(written):
    return (
        "/", "/uitdagingen", "/uitdagingen/de-uitdaging", "/bijdragen", f"/bijdragen/{written['story'].public_id}",
        "/vraagstukken", "/vraagstukken/het-vraagstuk", "/bijeenkomsten", "/bijeenkomsten/de-bijeenkomst",
        "/zoeken?q=kanarie", "/deel?uitdaging=de-uitdaging",
    )


def test_everybody_hears_dutch_words_as_dutch(client, written):
    for address in addresses(written):
        assert check(client.get(f"/en{address}"), "en", "nl"), address


def test_a_story_in_english_is_marked_on_a_dutch_page(client, written):
    story = written["story"]
    story.language = "en"
    db.session.commit()
    page = client.get(f"/bijdragen/{story.public_id}")
    wrong = [text for text, spoken in pieces(page) if text.startswith(("Wat er", "De les", "Leerzaam")) and spoken != "nl"]
    assert not wrong and ("De kanarie zwijgt.", "en") not in pieces(page)
    assert ("De kanarie zweeg", "en") in pieces(page) and ("Arme kanarie.", "en") in pieces(page)


def test_members_hear_dutch_words_as_dutch(client, sign_in, written):
    sign_in(make_user(Role.MEMBER))
    for address in ("/werkbank?toon=alles", "/werkbank/vraagstukken/het-vraagstuk", f"/werkbank/bijdragen/{written['story'].public_id}"):
        assert check(client.get(f"/en{address}"), "en", "nl"), address


def test_hosts_hear_dutch_words_as_dutch(client, sign_in, written):
    sign_in(db.session.scalars(select(ChallengeHost)).first().user)
    for address in ("/mijn/uitdagingen", "/uitdagingen/de-uitdaging/sluiten"):
        assert check(client.get(f"/en{address}"), "en", "nl"), address


def test_a_contributor_hears_the_own_words_as_they_were_written(client, sign_in, written):
    me, editor = make_user(), make_user(Role.EDITOR)
    story = make_contribution(
        author=me, status=Status.WAITING_FOR_APPROVAL, title="Mijn kanarie", facts="Mijn kanarie zweeg.",
        lesson="Kanarie mee.", opinion="Kanarie!",
    )
    story.proposals.append(Proposal(title="Een kanarie", facts="Een kanarie zweeg.", by_id=editor.id))
    written["question"].statements[0].evidence[0].contribution = story
    db.session.commit()
    sign_in(me)
    page = client.get(f"/en/volg/{story.public_id}")
    words = [(text, spoken) for text, spoken in pieces(page) if text]
    assert all(spoken == "nl" for text, spoken in words if WORD in text.lower())
    assert not [text for text, spoken in words if spoken == "nl" and text.startswith(("What", "Title", "Read", "Used"))]
    assert check(client.get("/en/mijn/bijdragen"), "en", "nl")


def test_readers_at_the_desk_hear_dutch_words_as_dutch(client, sign_in, written):
    editor = make_user(Role.EDITOR)
    story = make_contribution(status=Status.READING, title="Mijn kanarie", facts="Mijn kanarie zweeg.", lesson="Kanarie mee.", opinion="")
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    sign_in(editor)
    assert check(client.get(f"/en/redactie/{story.public_id}"), "en", "nl")


def test_who_writes_a_story_hears_what_looks_like_it_in_its_language(client, written):
    base = client.post("/en/deel", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    client.post(f"{base}/verhaal", data={"facts": "De kanarie zweeg op straat en dat merkte iedereen.", "lesson": "Kanarie eerst."})
    for screen in ("verhaal", "waar", "delen", "controle"):
        page = client.get(f"{base}/{screen}")
        looks = [(text, spoken) for text, spoken in pieces(page) if "kanarie zweeg" in text.lower()]
        assert all(spoken == ("nl" if text == "De kanarie zweeg" else spoken) for text, spoken in looks), screen
