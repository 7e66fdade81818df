"""The contributor reads of every field what others see of it; others cannot tell what was left out from what was never told."""

import re

import pytest

from app.accounts.models import Role
from app.cli.publication import contribution_row
from app.contributions.disclosure import disclosed
from app.contributions.hints import LEFT_OUT
from app.contributions.models import Reading, Status
from app.contributions.own_record import record_of
from app.contributions.privacy import shown_hints
from tests.contributions.followed import fresh, read_by_two
from tests.factories import make_contribution, make_municipality, make_organisation, make_user, save

PLACELESS = {"place": None, "organisation": None, "neighbourhood": "", "role": None, "organisation_kind": None, "year": None}


def lines(client, code):
    """What stands under "who sees what": label and words."""
    page = client.get(f"/volg/{code}").text.split('id="delen"')[1].split("</dl>")[0]
    plain = [re.sub(r"<[^>]+>", " ", part) for part in re.findall(r"<dt>(.*?</dd>)", page, re.DOTALL)]
    return {" ".join(text.split()).split(" ")[0]: " ".join(text.split()) for text in plain}


def test_what_was_never_told_is_unknown(client, code):
    make_contribution(code=code, status=Status.READING, **PLACELESS)
    found = lines(client, code)
    assert found["Plek"] == "Plek onbekend, niet ingevuld" and found["Periode"] == "Periode onbekend, niet ingevuld"
    assert found["Organisatie"] == "Organisatie Zonder naam"


def test_what_was_left_out_says_so_and_what_readers_see(client, code):
    home = make_municipality(name="Kanariestad")
    make_contribution(code=code, status=Status.READING, place=home, hides_place=True)
    found = lines(client, code)
    assert found["Plek"].startswith("Plek [weggelaten] Dat koos je zelf.") and "zien: Kanariestad." in found["Plek"]
    assert found["Organisatie"].endswith("Alleen de redacteuren die het lezen, zien: Kanariestad.")


def test_after_approval_it_says_what_was_deleted(client, code):
    story = make_contribution(code=code, status=Status.RECEIVED, place=make_municipality(name="Kanariestad"), unchanged_is_fine=True)
    read_by_two(story)
    found = lines(client, code)
    assert found["Plek"].startswith("Plek Middelgrote gemeente in het westen Gemeente: [weggelaten].")
    assert found["Organisatie"].endswith("[weggelaten]: gewist toen het zichtbaar werd.")
    assert "Kanariestad" not in client.get(f"/volg/{code}").text


def test_the_page_says_how_many_municipalities_the_place_fits(client, code):
    for _one in range(6):
        make_municipality(size="medium", part="west")
    make_contribution(code=code, place=make_municipality(size="medium", part="west"))
    assert "Deze plek past bij 7 gemeenten." in client.get(f"/volg/{code}").text


@pytest.mark.parametrize("told", [True, False])
def test_the_reason_for_no_size_stays_after_the_municipality_is_deleted(client, code, told):
    place = make_municipality(inhabitants=200_000, size=None, part="north", province="Drenthe") if told else None
    make_contribution(code=code, place=place, coarse_part="north", published_at=None, status=Status.READING)
    page = client.get(f"/volg/{code}").text
    assert ("Er is maar 1 zulke gemeente" in page or "dus we laten de grootte weg" in page) is told
    assert ("past de plek bij minder dan 5 gemeenten" in page) is not told


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Plek: Kanariestad"),
        (PLACELESS, "Plek: onbekend, niet ingevuld"),
        ({"place": None, "coarse_part": "west"}, "Plek: [weggelaten]"),
    ],
)
def test_a_reader_at_the_desk_sees_the_difference(client, sign_in, changes, says):
    home = {"place": make_municipality(name="Kanariestad"), "neighbourhood": ""}
    story = make_contribution(status=Status.READING, **home | {"organisation": make_organisation()} | changes)
    editor = make_user(Role.EDITOR)
    save(Reading(contribution_id=story.id, reader_id=editor.id))
    sign_in(editor)
    client.get("/redactie")  # by which the editor comes there
    page = client.get(f"/redactie/{story.public_id}").text
    assert says in page and ("Organisatie: onbekend, niet ingevuld" in page) is (changes is PLACELESS)


def both(**changes):
    """The same story twice: once the place is left out, once it was never told."""
    usual = {"title": "Zonder plek", "public_id": "p" * 26, "organisation": None, **changes}
    return usual | {"place": make_municipality(), "hides_place": True}, usual | {"place": None, "neighbourhood": ""}


def test_others_cannot_tell_left_out_from_never_told(app, client):
    """The pages are compared in test_candour; here the view, and the row of the file that everybody may have."""
    seen = []
    for way in both():
        story = make_contribution(**way)
        with app.test_request_context():
            view = disclosed(story, make_user())
            seen.append((view, contribution_row(view, {})))
        app.extensions["sqlalchemy"].session.delete(story)
        app.extensions["sqlalchemy"].session.commit()
    assert seen[0] == seen[1]
    assert not any("weggelaten" in str(value) or "left out" in str(value) for value in seen[0][1].values())


def test_the_own_record_tells_the_difference(app, code):
    story = make_contribution(status=Status.RECEIVED, unchanged_is_fine=True, **PLACELESS | {"place": make_municipality()})
    with app.test_request_context():
        assert record_of(story)["organisation"] == "" and record_of(story)["role"] is None
        read_by_two(story)
        found = record_of(fresh(story))
    assert found["place"] == found["role"] == found["neighbourhood"] == "[weggelaten]"
    assert (found["not_quoted"], found["hides_place"]) == (False, False)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_button_writes_the_mark_in_the_language_of_the_text(client, language):
    text = "Bel 06-12345678 voor meer." if language == "nl" else "Call 06-12345678 for more."
    assert [hint.suggestion for hint in shown_hints({"facts": text}, language, [])] == [LEFT_OUT[language]]
    assert LEFT_OUT == {"nl": "[weggelaten]", "en": "[left out]"}
