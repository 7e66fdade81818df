"""“Something else, namely”: the words of a contributor are for their readers, become a term or nothing, and then go."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Membership, Role
from app.contributions import operations
from app.contributions.models import Contribution, Draft, OwnWords, Provenance, Reading, Status, ViewOfHidden
from app.contributions.operations import follow, freeze, refuse
from app.core.clock import today
from app.core.database import db
from app.taxonomy.models import Dimension
from tests.factories import make_contribution, make_organisation, make_user, save

WORDS = "niemand durfde het hek te verplaatsen"


@pytest.fixture
def editor(app, sign_in):
    user = make_user(Role.EDITOR)
    sign_in(user)
    return user


def with_words(*readers, words=WORDS, **more):
    """A story with own words about what stood in the way, read by these editors."""
    story = make_contribution(**more)
    story.own_words = [OwnWords(dimension=Dimension.BARRIER, words=words)]
    for reader in readers:
        save(Reading(contribution_id=story.id, reader_id=reader.id))
    db.session.commit()
    return story


def number():
    return db.session.scalar(select(func.count()).select_from(OwnWords))


def address(story, dimension="barrier"):
    return f"/redactie/eigen-woorden/{story.public_id}/{dimension}"


def test_what_was_typed_on_the_third_screen_goes_to_the_desk_and_is_optional(client):
    base = client.post("/deel", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    story = {"facts": "Wij legden een put in de straat en niemand wist dat die er lag, tot het ging regenen.", "lesson": ""}
    assert client.post(f"{base}/verhaal", data=story).status_code == 303
    assert "Anders, namelijk" in client.get(f"{base}/waar").text
    long = client.post(f"{base}/waar", data={"own_barrier": "x" * 121})
    assert long.status_code == 422 and "korter" in long.text and "x" * 121 in long.text
    assert client.post(f"{base}/waar", data={"own_barrier": f"  {WORDS}\n", "own_theme": "", "own_lever": "een taart"}).status_code == 303
    assert WORDS in client.get(f"{base}/waar").text
    client.post(f"{base}/delen", data={"audience": "public", "names_organisation": "no", "no_place": "y"})
    assert WORDS not in client.get(f"{base}/controle").text, "it is no part of what others see"
    assert client.post(f"{base}/controle", data={"title": "Put", "outcome": "stopped", "unchanged": "no", "action": "send"}).status_code == 303
    sent = db.session.scalars(select(Contribution)).one()
    assert {own.dimension: own.words for own in sent.own_words} == {Dimension.BARRIER: WORDS, Dimension.LEVER: "een taart"}
    assert not db.session.scalars(select(Draft.typed)).one()


def test_its_readers_see_the_words_and_nobody_else(client, editor, sign_in):
    story = with_words(editor, code="C" * 26)
    assert WORDS in client.get("/redactie/eigen-woorden").text and WORDS in client.get(f"/redactie/{story.public_id}").text
    assert WORDS in client.get(f"/volg/{'C' * 26}").text, "its contributor does too"
    for role in (Role.EDITOR, Role.MEMBER, Role.ADMINISTRATOR, Role.HOST):
        sign_in(make_user(role))
        for path in ("/redactie/eigen-woorden", f"/redactie/{story.public_id}", f"/bijdragen/{story.public_id}", "/bijdragen?q=hek", "/balans", "/beheer/begrippen?soort=barrier"):
            assert WORDS not in client.get(path).text, (role, path)


def test_before_it_is_visible_it_stands_with_the_story_alone(client, editor):
    story = with_words(editor, status=Status.READING)
    assert WORDS in client.get(f"/redactie/{story.public_id}").text
    assert WORDS not in client.get("/redactie/eigen-woorden").text


def test_the_list_stands_by_dimension_with_the_count_and_each_look_is_noted(client, editor):
    with_words(editor)
    with_words(editor, words=WORDS.upper())
    page = client.get("/redactie/eigen-woorden").text
    assert "2 keer" in page and f">{WORDS}</b>" in page and f">{WORDS.upper()}</b>" in page
    assert db.session.scalar(select(func.count()).select_from(ViewOfHidden)) == 2, "their contributors see that somebody looked"


def test_a_term_that_fits_becomes_a_tag_of_the_desk_and_the_words_go(client, editor):
    story = with_words(editor)
    nothing = client.post(address(story), data={"kies": "begrip", "term": ""})
    assert nothing.status_code == 422 and "Kies het begrip" in nothing.text and number() == 1
    assert client.post(address(story), data={"kies": "begrip", "term": "niemand-durfde"}).status_code == 302
    db.session.expire_all()
    tag = next(tag for tag in story.tags if tag.term.code == "niemand-durfde")
    assert tag.provenance is Provenance.REVIEWER and number() == 0
    assert story.title in client.get("/bijdragen?belemmering=niemand-durfde").text
    late = client.post(address(story), data={"kies": "weg"})
    assert late.status_code == 409 and "andere lezer" in late.text


def test_who_also_runs_the_vocabulary_gets_there_from_here(client, sign_in):
    both = make_user(Role.EDITOR)
    save(Membership(user_id=both.id, organisation=make_organisation(), role=Role.ADMINISTRATOR))
    db.session.expire_all()
    with_words(both)
    sign_in(both)
    assert 'href="/beheer/begrippen/nieuw?soort=barrier"' in client.get("/redactie/eigen-woorden").text
    only = make_user(Role.EDITOR)
    with_words(only)
    sign_in(only)
    assert "/beheer/begrippen/nieuw" not in client.get("/redactie/eigen-woorden").text


def test_put_aside_they_go_and_nothing_is_tagged(client, editor):
    story = with_words(editor)
    before = len(story.tags)
    assert client.post(address(story), data={"kies": "weg"}).status_code == 302
    db.session.expire_all()
    assert number() == 0 and len(story.tags) == before
    assert client.post(address(story, "phase"), data={"kies": "weg"}).status_code == 404


def test_who_does_not_read_the_story_decides_nothing(client, editor):
    story = with_words(make_user(Role.EDITOR))
    assert client.post(address(story), data={"kies": "weg"}).status_code == 404 and number() == 1


@pytest.mark.parametrize("way", ["withdrawn", "refused", "left behind"])
def test_what_is_taken_back_takes_its_words_along(app, way):
    author, reader = make_user(), make_user(Role.EDITOR)
    story = with_words(reader, author=author, status=Status.READING if way == "refused" else Status.PUBLISHED)
    {
        "withdrawn": lambda: follow.withdraw(story),
        "refused": lambda: refuse(story, reader, "Reclame."),
        "left behind": lambda: operations.leave_behind(story),
    }[way]()
    db.session.commit()
    assert number() == 0


def test_a_request_under_the_woo_keeps_them(client, editor):
    story = with_words(editor)
    freeze([story.id], "W1", today(), make_user(Role.ADMINISTRATOR))
    db.session.commit()
    assert client.post(address(story), data={"kies": "weg"}).status_code == 409
    follow.withdraw(story)
    db.session.commit()
    assert number() == 1
