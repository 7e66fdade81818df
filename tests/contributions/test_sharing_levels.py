"""Who sees what of a story, as its contributor chooses on the fourth screen."""

from datetime import timedelta

from app.core.clock import today
from tests.contributions.sharing import (
    CHECK,
    SHARE,
    STORY,
    WHERE,
    begin,
    go_to_check,
    newest,
    share_story,
)
from tests.factories import make_municipality, make_user


def test_the_card_is_what_others_will_see(client):
    base = go_to_check(client)
    shown = client.get(f"{base}/delen").text.split('id="zo"')[1].split("</article>")[0]
    assert "Middelgrote gemeente in het westen" in shown and "2018–2019" in shown
    assert "Ede" not in shown


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


def test_no_place_at_all_shows_on_the_card_at_once(client):
    base = go_to_check(client, hides_place="y")
    assert "gemeente in het" not in client.get(f"{base}/controle").text.split('id="zo"')[1]
    client.post(f"{base}/controle", data=CHECK)
    assert newest().hides_place and newest().place.name == "Ede"


def test_organisations_are_kept_out_by_name(client):
    make_municipality(name="Zoetermeer")
    base = go_to_check(client, kept_from="gemeente zoetermeer\n\n Zoetermeer ")
    client.post(f"{base}/controle", data=CHECK)
    assert [organisation.name for organisation in newest().kept_from] == ["Zoetermeer"]


def test_an_organisation_that_is_not_known_is_asked_again(client):
    make_municipality(name="Ede")
    base = begin(client)
    client.post(f"{base}/verhaal", data=STORY)
    client.post(f"{base}/waar", data=WHERE)
    answer = client.post(f"{base}/delen", data=SHARE | {"kept_from": "Ede\nDe buurman"})
    assert answer.status_code == 422 and "De buurman" in answer.text and "één per regel" in answer.text


def test_use_but_do_not_quote_is_a_tick_that_the_card_explains(client):
    base = go_to_check(client)
    assert "een inzender, niet geciteerd" not in client.get(f"{base}/controle").text
    base = go_to_check(client, not_quoted="y")
    for word in ("delen", "controle"):
        assert "een inzender, niet geciteerd" in client.get(f"{base}/{word}").text
    client.post(f"{base}/controle", data=CHECK)
    assert newest().not_quoted


def test_who_says_nothing_may_be_quoted(client):
    assert not share_story(client)[0].not_quoted


def test_the_card_says_what_is_left_out_and_until_when(client):
    base = go_to_check(client, hides_place="y", visible_from=f"{today() + timedelta(days=9):%d-%m-%Y}")
    for word in ("delen", "controle"):
        page = client.get(f"{base}/{word}").text
        assert "Plek: [weggelaten]." in page and "Niet zichtbaar vóór" in page and "Deze plek past bij" not in page
    assert "[left out]" in client.get(f"/en{base}/delen").text
