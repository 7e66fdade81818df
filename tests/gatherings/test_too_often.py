"""Whoever asks too often has to wait, and is told so; what others asked for at the same address is told to nobody."""

import pytest

from app.gatherings.routes.signing_up import FROM_ALL_PLACES
from tests.gatherings.signing_up import gathering_with, mails, typed

FORM = "/bijeenkomsten/tour/aanmelden"


@pytest.fixture
def tour(app):
    return gathering_with(3, None, slug="tour", capacity=40, contact_email="organisatie@voorbeeld.example")


def test_too_many_mails_to_one_address_are_refused_and_what_was_typed_stays(client, tour):
    answers = [client.post(FORM, data=typed(tour, email="een@voorbeeld.example", name="Sanne")) for _again in range(5)]
    assert [answer.status_code for answer in answers] == [303] * 3 + [429] * 2
    assert "niets bewaard" in answers[3].text and "in één formulier" in answers[3].text and 'value="Sanne"' in answers[3].text
    assert len(mails("een@voorbeeld.example")) == 3


def test_what_others_asked_for_at_an_address_is_told_to_nobody_and_fills_no_mailbox(client, tour):
    def sent_from(place):
        return client.post(FORM, data=typed(tour, email="een@voorbeeld.example"), environ_base={"REMOTE_ADDR": place})

    answers = [sent_from(f"192.0.2.{n}").status_code for n in range(FROM_ALL_PLACES + 2)]
    assert answers == [303] * (FROM_ALL_PLACES + 2)
    assert len(mails("een@voorbeeld.example")) == FROM_ALL_PLACES


def test_too_many_from_one_place_have_to_wait(client, tour):
    answers = [client.post(FORM, data=typed(tour)).status_code for _again in range(32)]
    assert answers == [303] * 30 + [429] * 2


def test_who_guesses_links_has_to_wait(client, tour):
    answers = [client.get(f"/aanmelding/{'a' * 39}{n % 10}").status_code for n in range(32)]
    assert answers[:30] == [404] * 30 and answers[30:] == [429] * 2
