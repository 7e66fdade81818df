"""Bad input on the way from the first screen to the desk: a clear message, and nothing typed is lost."""

import html
from functools import partial

import pytest
from sqlalchemy import func, select

from app.contributions.models import Contribution
from app.core.clock import today
from app.core.database import db
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE, begin
from tests.databases import ONCE
from tests.factories import make_municipality

pytestmark = ONCE

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LONG = "Dit is een lange zin over een straat. " * 400

FIVE_THEMES = ["klimaatadaptatie", "ondergrond", "verdichting", "deelmobiliteit", "sociale-veiligheid"]

# screen, field, what was typed, what the answer says
REFUSED = [
    ("verhaal", "facts", "", "Vertel in een paar zinnen"),
    ("verhaal", "facts", "   \n \t ", "Vertel in een paar zinnen"),
    ("verhaal", "facts", "Het lukte niet", "Vertel in een paar zinnen"),
    ("verhaal", "facts", "\u202e\u2066 \x00", "Vertel in een paar zinnen"),
    ("verhaal", "facts", LONG, "korter"),
    ("verhaal", "lesson", "x" * 301, "korter"),
    ("verhaal", "opinion", "y" * 2500, "korter"),
    ("waar", "themes", "bestaat-niet", "Kies opnieuw"),
    ("waar", "themes", "' OR 1=1 --", "Kies opnieuw"),
    ("waar", "themes", FIVE_THEMES, "hooguit 4"),
    ("waar", "barriers", "bg-geld", "Kies opnieuw"),
    ("waar", "levers", SCRIPT, "Kies opnieuw"),
    ("waar", "phase", "nooit", "Kies iets uit de lijst"),
    ("waar", "scale", "-1", "Kies iets uit de lijst"),
    ("delen", "audience", "", "Tik aan wie het mag lezen"),
    ("delen", "audience", "desk", "Tik aan wie het mag lezen"),
    ("delen", "names_organisation", "misschien", "Tik aan of je organisatie erbij staat"),
    ("delen", "names_organisation", "yes", "Schrijf de naam van je organisatie"),
    ("delen", "municipality", "Edde", "Bedoel je Ede?"),
    ("delen", "municipality", "Atlantis aan Zee", "We kennen geen gemeente"),
    ("delen", "municipality", SCRIPT, "We kennen geen gemeente"),
    ("delen", "municipality", "E" * 500, "korter"),
    ("delen", "year", "vorig jaar", "Schrijf een jaar tussen 1950"),
    ("delen", "year", "1066", "Schrijf een jaar tussen 1950"),
    ("delen", "year", "9999", "Schrijf een jaar tussen 1950"),
    ("delen", "organisation_kind", "sekte", "Kies iets uit de lijst"),
    ("delen", "role", "keizer", "Kies iets uit de lijst"),
    ("delen", "visible_from", "ooit", "Schrijf de dag zo"),
    ("delen", "visible_from", "31-02-2027", "Schrijf de dag zo"),
    ("delen", "visible_from", "24-11-2020", "Kies een dag die nog komt"),
    ("delen", "visible_from", "01-01-2199", "Kies een dag die nog komt"),
    ("controle", "title", "", "Geef je verhaal een titel"),
    ("controle", "title", "t" * 81, "korter"),
    ("controle", "outcome", "won", "Tik aan hoe het afliep"),
    ("controle", "unchanged", "", "eerst meeleest"),
]
GOOD = {"verhaal": STORY, "waar": WHERE, "delen": SHARE, "controle": CHECK}


@pytest.mark.parametrize(("screen", "field", "typed", "says"), REFUSED)
def test_bad_input_gets_a_clear_message_and_keeps_everything(client, screen, field, typed, says):
    make_municipality(name="Ede")
    base = begin(client)
    for earlier, data in GOOD.items():
        if earlier == screen:
            break
        client.post(f"{base}/{earlier}", data=data)
    sent = GOOD[screen] | {field: typed}
    answer = client.post(f"{base}/{screen}", data=sent)
    assert answer.status_code == 422
    assert says in html.unescape(answer.text), answer.text
    assert 'class="alert alert--fout"' in answer.text
    again = client.get(f"{base}/{screen}")
    for name, value in sent.items():
        if value and isinstance(value, str) and name in ("facts", "lesson", "opinion", "municipality", "year", "title"):
            assert value.replace("\x00", "").strip() in html.unescape(again.text), name
    assert db.session.scalar(select(func.count()).select_from(Contribution)) == 0


@pytest.mark.parametrize("field", ["facts", "lesson", "opinion"])
def test_markup_is_shown_as_the_letters_it_is(client, field):
    make_municipality(name="Ede")
    base = begin(client)
    client.post(f"{base}/verhaal", data=STORY | {field: f"Er stond {SCRIPT} op het bord in de straat."})
    client.post(f"{base}/waar", data=WHERE)
    client.post(f"{base}/delen", data=SHARE)
    for word in ("verhaal", "delen", "controle"):
        page = client.get(f"{base}/{word}").text
        assert "<script>alert" not in page and "<img" not in page


@pytest.mark.parametrize(
    "title", [SCRIPT[:80], '=HYPERLINK("x")', "Ünïcödé 日本語 🚲", "'; DROP TABLE contribution; --"]
)
def test_odd_titles_are_kept_as_they_are(client, title):
    make_municipality(name="Ede")
    base = begin(client)
    for word, data in GOOD.items():
        client.post(f"{base}/{word}", data=data | ({"title": title} if word == "controle" else {}))
    assert db.session.scalars(select(Contribution.title)).one() == title
    assert "<script>alert" not in client.get(f"{base}/verstuurd").text


@pytest.mark.parametrize("kind", [None, "", "GOOD", "anders", SCRIPT])
def test_a_first_screen_without_a_known_kind(client, kind):
    answer = client.post("/deel", data={} if kind is None else {"kind": kind})
    assert answer.status_code == 422 and "Tik aan wat je wilt delen" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/deel/0/verhaal", "/deel/" + "z" * 26 + "/verhaal", "/deel/%C3%A9%F0%9F/verhaal",
     "/deel/" + "z" * 26 + "/nergens", "/deel?uitdaging=bestaat-niet", "/deel/" + "z" * 26 + "/verstuurd"],
)
def test_an_unknown_address_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_page_after_sending_does_not_exist_before(client):
    base = begin(client)
    assert client.get(f"{base}/verstuurd").status_code == 404
    assert client.get(f"{base}/eerste-reactie.ics").status_code == 404
    assert client.post(f"{base}/bereiken", data={"callback": "", "news": ""}).status_code == 404


def test_broken_letters_are_kept_as_far_as_they_can_be_read(client):
    base = begin(client)
    send = partial(client.post, f"{base}/verhaal", content_type="application/x-www-form-urlencoded")
    assert send(data=b"facts=Het+caf%E9+was+dicht,+de+straat+lag+maanden+open.").status_code == 303
    assert "de straat lag maanden open" in client.get(f"{base}/verhaal").text
    assert send(data=b"facts=Het caf\xe9 was dicht").status_code == 303
    assert "de straat lag maanden open" in client.get(f"{base}/verhaal").text


def test_a_body_of_fifty_megabytes_is_refused_and_the_draft_stays(client):
    base = begin(client)
    client.post(f"{base}/verhaal", data=STORY)
    assert client.post(f"{base}/verhaal", data={"facts": "x" * 50_000_000}).status_code == 413
    assert "Er komt geen jongere" in client.get(f"{base}/verhaal").text


def test_fields_that_a_screen_does_not_have_are_passed_over(client):
    make_municipality(name="Ede")
    base = begin(client)
    for word, data in GOOD.items():
        client.post(f"{base}/{word}", data=data | {"status": "published", "author_id": "1", "confirmed_by": "desk"})
    story = db.session.scalars(select(Contribution)).one()
    assert story.status.value == "received" and story.author_id is None and story.confirmed_at is None


@pytest.mark.parametrize(
    "action", ["voice:", "voice:onbekend", "unvoice:onbekend", "omit:", "omit:facts", "omit:audience:1-2-x"]
)
def test_a_small_button_with_nonsense_does_no_harm(client, action):
    base = begin(client)
    assert client.post(f"{base}/verhaal", data=STORY | {"action": action}).status_code == 303
    assert "Er komt geen jongere" in client.get(f"{base}/verhaal").text


@pytest.mark.parametrize("copy", ["", "-5", "1e9", "9" * 40, "abc"])
def test_a_copy_with_a_strange_number_is_kept(client, copy):
    base = begin(client)
    assert client.post(f"{base}/bewaar/story", data={"facts": "Een halve zin", "copy": copy}).json["kept"]


@pytest.mark.parametrize("typed", ["jan", "jan@", "@ede.nl", "jan ede@ede.nl", "x" * 250 + "@ede.nl", SCRIPT])
def test_an_address_that_cannot_be_one(client, typed):
    make_municipality(name="Ede")
    base = begin(client)
    for word, data in GOOD.items():
        client.post(f"{base}/{word}", data=data)
    answer = client.post(f"{base}/bereiken", data={"callback": typed, "news": "goed@ede.example"})
    assert answer.status_code == 422 and "met een @" in answer.text
    assert "goed@ede.example" in answer.text and html.escape(typed, quote=False)[:20] in answer.text


@pytest.mark.parametrize(
    "typed",
    ["ede", "EDE", " Ede ", "gemeente Ede", "Gemeente Ede", "'s-gravenhage", "s gravenhage", "Den Haag",
     "súdwest fryslan"],
)
def test_a_municipality_is_found_however_it_is_written(client, typed):
    make_municipality(name="Ede")
    make_municipality(name="'s-Gravenhage", other_names="Den Haag\nThe Hague")
    make_municipality(name="Súdwest-Fryslân")
    base = begin(client)
    client.post(f"{base}/verhaal", data=STORY)
    assert client.post(f"{base}/delen", data=SHARE | {"municipality": typed}).status_code == 303


@pytest.mark.parametrize(("typed", "year"), [("2019", 2019), ("ca. 2019", 2019), ("voorjaar 2019", 2019), ("", None)])
def test_a_year_may_be_rough(client, typed, year):
    make_municipality(name="Ede")
    base = begin(client)
    for word, data in GOOD.items():
        client.post(f"{base}/{word}", data=data | ({"year": typed} if word == "delen" else {}))
    assert db.session.scalars(select(Contribution.year)).one() == year
    assert today().year >= (year or 0)


def test_rather_not_say_wins_over_what_was_typed(client):
    make_municipality(name="Ede")
    base = begin(client)
    for word, data in GOOD.items():
        extra = {"no_place": "y", "neighbourhood": "Veldhuizen"} if word == "delen" else {}
        client.post(f"{base}/{word}", data=data | extra)
    story = db.session.scalars(select(Contribution)).one()
    assert story.place_id is None and story.neighbourhood == ""
