"""What the site says of itself: one source, two languages, and nothing that the program does not do."""

import re
from html import unescape

import pytest

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import CallbackAddress, Status
from app.core.database import db
from app.core.deal import deal
from app.pages.candour import SOURCE, candour, parts
from tests.factories import make_contribution, make_municipality, make_user, seen_text


@pytest.mark.parametrize("start", ["", "/en"])
def test_the_page_shows_the_whole_document_with_its_numbers(client, app, start):
    page = unescape(client.get(f"{start}/jouw-verhaal").text)
    for part in candour("en" if start else "nl", deal()):
        assert all(text in page for text in (part.title, *part.paragraphs, *part.points))
    assert "{" not in re.sub(r"<script.*?</script>", "", page[page.index("<main") : page.index("</main")])
    for number in (app.config["BACKUP_DAYS"], deal().callback_days, deal().ended_days, deal().news_months):
        assert f"{number} " in page


def test_both_languages_say_the_same_things():
    dutch, english = parts()["nl"], parts()["en"]
    assert [len(part.points) for part in dutch] == [len(part.points) for part in english]
    assert len(dutch) == 10
    for one, other in zip(dutch, english, strict=True):
        for nl, en in zip(one.points, other.points, strict=True):
            assert re.findall(r"\{\w+\}", nl) == re.findall(r"\{\w+\}", en), nl


def test_the_sentences_are_short():
    text = " ".join(point for part in parts()["nl"] for point in (*part.paragraphs, *part.points))
    sentences = [len(sentence.split()) for sentence in re.split(r"(?<=[.?!:])\s", text)]
    assert sum(sentences) / len(sentences) <= 12 and max(sentences) <= 32, (sum(sentences) / len(sentences), max(sentences))


def test_each_subject_is_there():
    text = SOURCE.read_text(encoding="utf-8")
    for word in ("Woo", "112", "Feiten", "milieu", "reservekopie", "mailprovider", "herkent", "bevroren", "lezers"):
        assert word in text


def approved(**level):
    story = make_contribution(
        status=Status.RECEIVED, place=make_municipality(name="Kanariestad"), neighbourhood="Kanariewijk",
        role="projectleider", unchanged_is_fine=True, **level,
    )
    operations.allow_callback(story, "bel@ede.example")
    for _reader in range(deal().readers):
        editor = make_user(Role.EDITOR)
        operations.open_to_read(story, by=editor)
        operations.accept(story, by=editor, seen=seen_text(story))
    db.session.commit()
    assert story.status is Status.PUBLISHED
    return story


def test_what_it_says_is_deleted_is_deleted_and_what_stays_stays(app):
    with app.test_request_context():
        unnamed = approved(names_organisation=False)
        named = approved(names_organisation=True)
    assert unnamed.place is None and not unnamed.neighbourhood and unnamed.role is None and unnamed.facts
    assert named.place.name == "Kanariestad" and named.role == "projectleider"
    assert db.session.get(CallbackAddress, unnamed.id) is None and db.session.get(CallbackAddress, named.id) is None
