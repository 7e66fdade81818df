"""Sharing an experience: the four screens, the check page, sending, and what must never be lost."""

import re
import threading

import pytest
from sqlalchemy import func, select

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
from app.core.security import fingerprint, tidy_code
from tests.factories import make_challenge, make_contribution, make_municipality, make_user

FACTS = (
    "Wij legden op een plein een plek voor jongeren aan met banken en een dak. Er komt geen jongere. "
    "Het is te ver van de school en het is er te donker. Wij hadden ze zelf moeten vragen waar ze staan."
)
STORY = {"facts": FACTS, "lesson": "Vraag eerst waarom ze op die plek staan.", "opinion": ""}
WADI = "De wadi liep over bij een hoosbui en het regenwater stond op straat."
WHERE = {"phase": "", "scale": ""}
SHARE = {"audience": "public", "names_organisation": "no", "municipality": "Ede", "year": "2018"}
CHECK = {"title": "De plek waar niemand komt", "outcome": "stopped", "unchanged": "no"}


def begin(client, kind="learned"):
    """Starts a draft; the address that its screens stand under."""
    answer = client.post("/deel", data={"kind": kind})
    assert answer.status_code == 303
    return answer.location.rsplit("/", 1)[0]


def go_to_check(client, kind="learned", **share):
    if db.session.scalar(select(func.count()).select_from(Contribution)) == 0:
        make_municipality(name="Ede")
    base = begin(client, kind)
    assert client.post(f"{base}/verhaal", data=STORY).location == f"{base}/waar"
    assert client.post(f"{base}/waar", data=WHERE).location == f"{base}/delen"
    assert client.post(f"{base}/delen", data=SHARE | share).location == f"{base}/controle"
    return base


def share_story(client, kind="learned", **share):
    """The whole journey; the contribution and the code on the last page."""
    base = go_to_check(client, kind, **share)
    answer = client.post(f"{base}/controle", data=CHECK)
    assert answer.location == f"{base}/verstuurd"
    return newest(), code_on(client.get(answer.location))


def newest():
    return db.session.scalars(select(Contribution).order_by(Contribution.id.desc())).first()


def code_on(page):
    return tidy_code(re.search(r'class="code">([A-Z2-7-]+)<', page.text)[1])


def flat(page):
    return re.sub(r"\s+", " ", page.text)


def number_of(model):
    return db.session.scalar(select(func.count()).select_from(model))


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


def test_somebody_elses_draft_does_not_exist(app, client):
    base = go_to_check(client)
    stranger = app.test_client()
    for word in ("soort", "verhaal", "waar", "delen", "controle", "verstuurd"):
        assert stranger.get(f"{base}/{word}").status_code == 404
    for path in ("verhaal", "bewaar/story", "voorbeeld/share", "lijkt/story", "bereiken"):
        assert stranger.post(f"{base}/{path}", data={"facts": "van een ander"}).status_code == 404
    assert "Er komt geen jongere" in client.get(f"{base}/verhaal").text


def test_whoever_is_signed_in_goes_on_in_another_browser(app, client, sign_in):
    user = make_user()
    sign_in(user)
    base = go_to_check(client)
    other = app.test_client()
    sign_in(user, other)
    page = other.get(f"{base}/controle")
    assert "Vraag eerst waarom" in page.text
    answer = other.post(f"{base}/controle", data=CHECK)
    code = code_on(other.get(answer.location))
    assert newest().author_id == user.id and newest().code_hash == fingerprint(code)
    page = client.get(answer.location).text
    assert 'class="code"' not in page and f"/volg/{newest().public_id}" in page
    assert client.get(f"/volg/{newest().public_id}").status_code == 200


def test_the_cookie_of_a_draft_cannot_be_read_by_scripts_or_sent_from_other_sites(client):
    answer = client.post("/deel", data={"kind": "good"})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("deel="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


def test_looking_writes_no_draft(client):
    assert client.get("/deel").status_code == 200
    assert number_of(Draft) == 0 and client.get_cookie("deel") is None


@pytest.fixture
def strict(app):
    """The check of tokens as it is in real life."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_form_that_stood_open_too_long_loses_nothing(client, strict, app):
    app.config["WTF_CSRF_ENABLED"] = False
    base = begin(client)
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(f"{base}/verhaal", data=STORY | {"csrf_token": "oud"})
    assert answer.status_code == 400
    assert "Er komt geen jongere" in answer.text and "Druk nog één keer op de knop" in answer.text
    assert "Er komt geen jongere" in client.get(f"{base}/verhaal").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]
    assert client.post(f"{base}/verhaal", data=STORY | {"csrf_token": token}).location == f"{base}/waar"


def test_another_site_writes_nothing_into_a_draft(client, strict, app):
    app.config["WTF_CSRF_ENABLED"] = False
    base = begin(client)
    app.config["WTF_CSRF_ENABLED"] = True
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{base}/verhaal", data={"facts": "van een ander"}, headers=headers).status_code == 400
    assert "van een ander" not in client.get(f"{base}/verhaal").text


def test_sending_asks_for_a_fresh_token(client, strict, app):
    app.config["WTF_CSRF_ENABLED"] = False
    base = go_to_check(client)
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(f"{base}/controle", data=CHECK).status_code == 400
    assert number_of(Contribution) == 0


def test_a_first_screen_with_an_old_token_keeps_the_choice(client, strict):
    answer = client.post("/deel", data={"kind": "question"})
    assert answer.status_code == 400
    assert re.search(r'<input[^>]*checked[^>]*value="question"', answer.text)


def test_autosave_keeps_half_a_sentence(client):
    base = begin(client)
    answer = client.post(f"{base}/bewaar/story", data={"facts": "Wij begonnen", "copy": "5"})
    assert answer.json == {"kept": True, "copy": 5}
    assert "Wij begonnen" in client.get(f"{base}/verhaal").text


def test_a_copy_that_arrives_late_does_not_bring_an_old_sentence_back(client):
    base = begin(client)
    client.post(f"{base}/bewaar/story", data={"facts": "De nieuwe zin", "copy": "8"})
    answer = client.post(f"{base}/bewaar/story", data={"facts": "De oude zin", "copy": "7"})
    assert answer.json == {"kept": False, "copy": 8}
    assert "De nieuwe zin" in client.get(f"{base}/verhaal").text


def test_a_refused_form_was_kept_first(client):
    base = begin(client)
    answer = client.post(f"{base}/verhaal", data={"facts": "Te kort", "lesson": "Een les"})
    assert answer.status_code == 422 and "Te kort" in answer.text and 'class="alert alert--fout"' in answer.text
    assert "Een les" in client.get(f"{base}/verhaal").text


def test_the_card_is_what_others_will_see(client):
    base = go_to_check(client)
    shown = client.get(f"{base}/delen").text.split('id="zo"')[1].split("</article>")[0]
    assert "Middelgrote gemeente in het westen" in shown and "2018–2019" in shown
    assert "Ede" not in shown


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


def test_a_made_up_name_is_not_shown(client):
    story, _code = share_story(client, names_organisation="yes", organisation="Ede")
    assert story.names_organisation and not story.shows_organisation


def test_the_card_says_that_the_name_waits_for_proof(client):
    base = go_to_check(client, names_organisation="yes", organisation="Ede")
    assert "zodra we weten dat je er werkt" in client.get(f"{base}/controle").text


def test_a_confirmed_address_shows_the_organisation(client, sign_in):
    ede = make_municipality(name="Ede")
    sign_in(make_user(works_at=ede))
    base = begin(client, "good")
    named = SHARE | {"names_organisation": "yes", "organisation": "Ede"}
    for word, data in (("verhaal", STORY), ("waar", WHERE), ("delen", named)):
        client.post(f"{base}/{word}", data=data)
    client.post(f"{base}/controle", data=CHECK)
    assert newest().shows_organisation and newest().confirmed_by == "address"


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
