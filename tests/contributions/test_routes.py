"""Sharing an experience: the four screens, the check page, sending, and what must never be lost."""

import re
import threading

import pytest
from sqlalchemy import select

from app.contributions.models import (
    Audience,
    CallbackAddress,
    Contribution,
    Draft,
    Kind,
    NewsAddress,
    Outcome,
    Provenance,
    Status,
    Voice,
)
from app.core.clock import today, workday_after
from app.core.database import db
from app.core.outbox import Email
from app.core.security import fingerprint
from tests.contributions.sharing import (
    CHECK,
    FACTS,
    SHARE,
    STORY,
    WADI,
    WHERE,
    begin,
    code_on,
    flat,
    go_to_check,
    newest,
    number_of,
    share_story,
)
from tests.factories import make_challenge, make_contribution, make_municipality, make_user


def test_a_story_goes_from_the_first_screen_to_the_desk(client):
    story, code = share_story(client)
    assert (story.kind, story.outcome, story.status) == (Kind.LEARNED, Outcome.STOPPED, Status.RECEIVED)
    assert (story.facts, story.lesson, story.title) == (FACTS, STORY["lesson"], CHECK["title"])
    assert (story.audience, story.names_organisation, story.unchanged_is_fine) == (Audience.PUBLIC, False, False)
    assert story.place.name == "Ede" and story.year == 2018
    assert story.code_hash == fingerprint(code) and len(code) == 26
    assert story.clock_since == today()
    assert [step.what for step in story.steps] == ["submitted"]


def test_every_screen_shows_again_what_was_typed(client):
    base = go_to_check(client)
    assert "Er komt geen jongere" in client.get(f"{base}/verhaal").text
    assert 'value="Ede"' in client.get(f"{base}/delen").text
    assert re.search(r'<input[^>]*checked[^>]*value="learned"', client.get(f"{base}/soort").text)
    assert client.get(f"{base}/waar").status_code == client.get(f"{base}/controle").status_code == 200


def test_the_title_is_proposed_from_the_lesson_and_the_outcome_from_the_kind(client):
    page = client.get(f"{go_to_check(client)}/controle").text
    assert 'value="Vraag eerst waarom ze op die plek staan"' in page
    assert re.search(r'<input[^>]*checked[^>]*value="stopped"', page)
    assert not re.search(r'<input[^>]*checked[^>]*name="unchanged"', page)


@pytest.mark.parametrize(
    ("kind", "preset"), [("learned", True), ("good", False), ("experience", False), ("question", False)]
)
def test_only_an_instructive_example_begins_without_a_name(client, kind, preset):
    page = client.get(f"{begin(client, kind)}/delen").text
    assert bool(re.search(r'<input[^>]*checked[^>]*name="names_organisation"', page)) is preset
    assert bool(re.search(r'<input[^>]*checked[^>]*name="audience"', page)) is preset


def test_themes_are_suggested_and_not_ticked(client):
    base = begin(client)
    client.post(f"{base}/verhaal", data={"facts": WADI})
    page = client.get(f"{base}/waar").text
    suggested = page.split("Deze haalden we uit je verhaal")[1].split("</details>")[0]
    assert 'value="klimaatadaptatie"' in suggested and "voorstel" in suggested
    assert "checked" not in suggested


def test_a_suggestion_that_was_followed_says_so(client):
    make_municipality(name="Ede")
    base = begin(client)
    client.post(f"{base}/verhaal", data={"facts": WADI})
    tapped = {"themes": ["klimaatadaptatie", "ondergrond"], "barriers": "beheer-te-laat"}
    client.post(f"{base}/waar", data=WHERE | tapped)
    client.post(f"{base}/delen", data=SHARE)
    client.post(f"{base}/controle", data=CHECK)
    assert {tag.term.code: tag.provenance for tag in newest().tags} == {
        "klimaatadaptatie": Provenance.SUGGESTION,
        "ondergrond": Provenance.CONTRIBUTOR,
        "beheer-te-laat": Provenance.CONTRIBUTOR,
    }


def test_sending_twice_makes_one_contribution_and_shows_the_same_page(client):
    base = go_to_check(client)
    first = client.post(f"{base}/controle", data=CHECK)
    second = client.post(f"{base}/controle", data=CHECK | {"title": "Iets anders"})
    assert first.location == second.location
    assert number_of(Contribution) == 1 and newest().title == CHECK["title"]
    assert code_on(client.get(first.location)) == code_on(client.get(first.location))
    assert client.get(f"{base}/verhaal").location == f"{base}/verstuurd"


def test_the_text_is_kept_in_one_place_only_once_it_was_sent(client):
    share_story(client)
    assert db.session.scalars(select(Draft)).one().typed == {}


def test_a_screen_that_was_skipped_comes_back(client):
    base = begin(client)
    answer = client.post(f"{base}/controle", data=CHECK)
    assert answer.status_code == 422 and "Vertel wat er gebeurde" in answer.text
    assert number_of(Contribution) == 0


def test_the_live_card_keeps_what_was_typed_and_answers_with_a_part_of_the_page(client):
    base = go_to_check(client)
    data = SHARE | {"audience": "members", "year": "2013"}
    card = client.post(f"{base}/voorbeeld/share", data=data).json["html"]
    assert "2012–2013" in card and "Alleen voor leden" in card and "<html" not in card
    assert 'value="2013"' in client.get(f"{base}/delen").text


def test_without_scripts_a_button_refreshes_the_card(client):
    base = go_to_check(client)
    answer = client.post(f"{base}/delen", data=SHARE | {"year": "2013", "action": "refresh"})
    assert answer.location == f"{base}/delen#zo"
    assert "2012–2013" in client.get(f"{base}/delen").text


def test_a_telling_word_is_left_out_with_one_tap(client):
    make_municipality(name="Ede")
    base = begin(client)
    told = "Het plan mislukte omdat mevrouw De Vries uit Ede het niet wilde en de straat open lag."
    client.post(f"{base}/verhaal", data={"facts": told})
    page = client.get(f"{base}/delen").text
    button = re.search(r'value="(omit:facts:[^"]*Vries[^"]*)"', page)[1]
    assert client.post(f"{base}/delen", data=SHARE | {"action": button}).location == f"{base}/delen#herkennen"
    assert "Vries" not in client.get(f"{base}/verhaal").text
    assert "het niet wilde" in client.get(f"{base}/verhaal").text


def test_leaving_out_does_nothing_when_the_text_has_changed(client):
    base = begin(client)
    client.post(f"{base}/verhaal", data={"facts": "Het plan mislukte omdat mevrouw De Vries het niet wilde."})
    client.post(f"{base}/delen", data=SHARE | {"action": "omit:facts:0-4-iets"})
    assert "mevrouw De Vries" in client.get(f"{base}/verhaal").text


LIKE = "De jongerenplek met hangjongeren naast het winkelcentrum gaf overlast, de jongerenwerker was niet gevraagd."


def test_what_looks_alike_is_shown_and_gets_a_voice_in_two_taps(client):
    other = make_contribution(title="Een jongerenplek zonder jongeren", facts=LIKE)
    make_contribution(title="Heel iets anders", facts="De wadi liep vol met bladeren en niemand maaide het talud.")
    base = begin(client)
    client.post(f"{base}/verhaal", data={"facts": LIKE})
    page = flat(client.get(f"{base}/verhaal"))
    assert "1 verhaal lijkt hierop" in page and "Een jongerenplek zonder jongeren" in page
    client.post(f"{base}/verhaal", data={"facts": LIKE, "action": f"voice:{other.public_id}"})
    client.post(f"{base}/verhaal", data={"facts": LIKE, "action": f"voice:{other.public_id}"})
    assert db.session.scalars(select(Voice.contribution_id)).all() == [other.id]
    assert "Jouw stem telt hier mee" in client.get(f"{base}/verhaal").text
    client.post(f"{base}/verhaal", data={"facts": LIKE, "action": f"unvoice:{other.public_id}"})
    assert number_of(Voice) == 0


def test_a_look_alike_for_members_is_not_shown_to_a_visitor_and_takes_no_voice(client):
    hidden = make_contribution(title="Een besloten jongerenplek", facts=LIKE, audience=Audience.MEMBERS)
    base = begin(client)
    client.post(f"{base}/verhaal", data={"facts": LIKE, "action": f"voice:{hidden.public_id}"})
    assert "besloten" not in client.get(f"{base}/verhaal").text
    assert number_of(Voice) == 0


def test_an_answer_to_a_challenge(client):
    challenge = make_challenge()
    assert challenge.title in client.get(f"/deel?uitdaging={challenge.slug}").text
    base = client.post(f"/deel?uitdaging={challenge.slug}", data={"kind": "good"}).location.rsplit("/", 1)[0]
    assert challenge.title in client.get(f"{base}/verhaal").text


def test_a_challenge_that_closes_meanwhile_lets_the_story_go_by_itself(client):
    challenge = make_challenge()
    make_municipality(name="Ede")
    base = client.post(f"/deel?uitdaging={challenge.slug}", data={"kind": "good"}).location.rsplit("/", 1)[0]
    for word, data in (("verhaal", STORY), ("waar", WHERE), ("delen", SHARE)):
        client.post(f"{base}/{word}", data=data)
    challenge = db.session.merge(challenge)
    challenge.closes_on = today().replace(year=today().year - 1)
    db.session.commit()
    assert client.post(f"{base}/controle", data=CHECK).status_code == 409
    assert "Deel het zonder de uitdaging" in client.get(f"{base}/controle").text
    client.post(f"{base}/controle", data=CHECK | {"action": "alone"})
    assert client.post(f"{base}/controle", data=CHECK).location == f"{base}/verstuurd"
    assert newest().challenge_id is None
    assert client.get(f"/deel?uitdaging={challenge.slug}").status_code == 409


def test_the_last_page_names_its_dates_and_keeps_two_addresses_apart(client):
    story, _code = share_story(client)
    page = "/deel/" + db.session.scalars(select(Draft.public_id)).one()
    day = workday_after(today(), 5)
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in client.get(f"{page}/eerste-reactie.ics").text
    client.post(f"{page}/bereiken", data={"callback": "een@ede.example", "news": "twee@ede.example"})
    callback, news = db.session.scalars(select(CallbackAddress)).one(), db.session.scalars(select(NewsAddress)).one()
    assert (callback.email, (callback.delete_on - today()).days) == ("een@ede.example", 60)
    assert (news.email, news.delete_on.year, news.confirmed_at) == ("twee@ede.example", today().year + 2, None)
    client.post(f"{page}/bereiken", data={"callback": "", "news": ""})
    assert number_of(CallbackAddress) == number_of(NewsAddress) == 0
    assert story.id == newest().id


def test_the_calendar_and_the_mails_hold_no_code_and_no_text(client):
    _story, code = share_story(client)
    make_user()
    page = "/deel/" + db.session.scalars(select(Draft.public_id)).one()
    client.post(f"{page}/bereiken", data={"callback": "", "news": "twee@ede.example"})
    texts = [client.get(f"{page}/eerste-reactie.ics").text, *db.session.scalars(select(Email.text))]
    assert len(texts) > 1
    for text in texts:
        assert code not in text and "jongere" not in text and CHECK["title"] not in text


def test_everything_stands_in_english_too(client):
    answer = client.post("/en/deel", data={"kind": "learned"})
    assert answer.location.startswith("/en/deel/")
    assert "Tell what happened" in client.get(answer.location).text


def test_two_presses_at_the_same_moment_send_once(app, client):
    base = go_to_check(client)
    held = client.get_cookie("deel").value
    answers = []

    def press():
        with app.app_context():
            browser = app.test_client()
            browser.set_cookie("deel", held)
            answers.append(browser.post(f"{base}/controle", data=CHECK).location)
            db.session.remove()

    presses = [threading.Thread(target=press) for _press in range(4)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert answers == [f"{base}/verstuurd"] * 4
    assert number_of(Contribution) == 1
