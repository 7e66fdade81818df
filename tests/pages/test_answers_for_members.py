"""A story for members only that is told to a challenge: its contributor knows that the municipality does not read it."""

from app.contributions.models import Audience
from app.core.database import db
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE
from tests.contributions.talking import answer_to, conversation
from tests.factories import make_challenge, make_municipality

UNREAD = "ziet het niet bij de antwoorden"


def test_for_members_only_it_says_that_the_municipality_does_not_read_it_and_offers_no_question(client):
    make_challenge(slug="de-straat")
    make_municipality(name="Ede")
    base = client.post("/deel?uitdaging=de-straat", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    for word, data in (("verhaal", STORY), ("waar", WHERE)):
        share = client.post(f"{base}/{word}", data=data).location
    assert UNREAD in client.get(share).text, "before it is chosen"
    alone = client.post("/deel", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    assert "Het staat niet op de openbare site." in client.get(f"{alone}/delen").text and UNREAD not in client.get(f"{alone}/delen").text
    check = client.post(share, data=SHARE | {"audience": "members"}).location
    assert UNREAD in client.get(check).text
    done = client.post(check, data=CHECK).location
    page = client.get(done).text
    assert UNREAD in page and 'name="may_ask"' not in page and "Jij en de gastgemeente" in page


def test_the_own_page_says_so_too_and_not_of_what_everybody_reads(client, code):
    story = answer_to(code=code, allowed=False)
    assert UNREAD not in client.get(f"/volg/{code}").text
    story.audience = Audience.MEMBERS
    db.session.commit()
    page = client.get(f"/volg/{code}").text
    assert UNREAD in page and 'name="may_ask"' not in page
    kept_open = client.post(f"/volg/{code}/gastgemeente", data={"may_ask": "y"})
    assert kept_open.status_code == 409 and conversation(story) is None, "it would count once everybody may read it"
