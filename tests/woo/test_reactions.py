"""What a municipality says of an answer, in a request under the Woo: it stays as it was when it was asked for."""

import pytest

from app.answering import operations as answering
from app.answering.operations.beside import link
from app.answering.queries import mark_on
from app.core.database import db
from app.core.errors import Refusal
from app.woo import operations
from app.woo.documents import mark_of_parts
from app.woo.operations.files import changed_since
from app.woo.reading import to_read
from tests.answering.made import answered
from tests.factories import make_challenge

WHY = "Opzichter Wouters wil het niet."


def asked_for(office):
    """An answer that does not fit, frozen with why; its challenge is open still."""
    challenge, (story,) = answered()
    host = challenge.hosts[0].user
    answering.judge(challenge, story, "no", WHY, host, 0)
    office.freeze(story)
    return challenge, story, host


def another_reason(challenge, story, host):
    answering.judge(challenge, story, "no", "Te duur.", host, 1)


def another_verdict(challenge, story, host):
    answering.judge(challenge, story, "now", "", host, 1)


def taken_back(challenge, story, host):
    answering.take_back(challenge, story, host, 1)


def taken_by_the_desk(challenge, story, _host):
    answering.take_reason_away(challenge, story, 1)


@pytest.mark.parametrize("change", [another_reason, another_verdict, taken_back, taken_by_the_desk])
def test_what_was_asked_for_stays_as_it_was(office, change):
    challenge, story, host = asked_for(office)
    item = office.item("reaction")
    office.settle()
    change(challenge, story, host)
    db.session.commit()
    db.session.expire_all()
    assert item.text_of("text") == WHY and item.pieces("text")[0].text == WHY
    assert changed_since(office.items()) == [item], "whoever judges says which text counts, before it goes out"
    shown = to_read(item, office.items())
    assert shown.is_changed and shown.is_gone is (change is not another_reason)
    if shown.is_gone:
        with pytest.raises(Refusal):
            operations.choose_text(item, of_now=True, by=office.one)
    operations.choose_text(item, of_now=False, by=office.one)
    assert item.text_of("text") == WHY and changed_since(office.items()) == []


def test_a_file_that_was_made_is_void_once_it_changed(office):
    challenge, story, host = asked_for(office)
    office.settle()
    file = operations.ask_for_file(office.request, by=office.one)
    assert not operations.is_void(file)
    taken_by_the_desk(challenge, story, host)
    assert operations.is_void(file)


def test_what_the_desk_took_away_before_is_in_no_request(office):
    challenge, (story,) = answered()
    answering.judge(challenge, story, "no", WHY, challenge.hosts[0].user, 0)
    answering.take_reason_away(challenge, story, 1)
    office.freeze(story)
    assert office.items("reaction") == [] and not any(WHY in part["text"] for item in office.items() for part in item.parts)


def test_once_the_request_is_over_nothing_of_it_is_left(office):
    challenge, story, host = asked_for(office)
    taken_by_the_desk(challenge, story, host)
    operations.close(office.request, by=office.administrator)
    assert office.items() == [] and mark_on(challenge, story).reason == ""


def test_what_two_municipalities_say_is_read_and_blacked_out_apart(office):
    challenge, (story,) = answered()
    other = make_challenge(slug="elders")
    answering.judge(challenge, story, "no", WHY, challenge.hosts[0].user, 0)
    from_elsewhere = "De wethouder vindt het te duur."
    link(other, story)
    answering.judge(other, story, "no", from_elsewhere, other.hosts[0].user, 0)
    office.freeze(story)
    item = office.item("reaction")
    assert item.text_of("text") == f"{WHY}\n\n{from_elsewhere}"
    assert [line.text.strip() for line in to_read(item, [item]).parts[0].lines] == [WHY, from_elsewhere]
    office.black_out(item, "Opzichter Wouters")
    shown = "".join(map(str, item.pieces("text")))
    assert "Wouters" not in shown and from_elsewhere in shown and "[5.1.2.e]" in shown
    assert mark_of_parts(item.parts) == item.seen_mark
