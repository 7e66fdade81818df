"""The pages where members judge whether two texts tell the same case."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations, queries
from app.contributions.jobs import compare_texts
from app.contributions.models import CaseVoice, NotTheSame, Provenance, Status, Tag
from app.core.database import db
from app.workbench import operations as work
from app.workbench.models import PileCard
from app.workbench.queries import Wanted
from app.workbench.shared_words import pieces, stems
from tests.factories import Dimension, make_contribution, make_user, term
from tests.workbench.conftest import TOLD

ADDRESS = "/werkbank/dubbel"


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER)
    sign_in(user)
    return user


def hidden_fields(page):
    return dict(re.findall(r'<input type="hidden" name="(een|ander|gezien|na|groep)" value="([^"]*)"', page))


def judged(client, verdict, **changes):
    sent = hidden_fields(client.get(ADDRESS).text)
    return client.post(ADDRESS, data=sent | {"oordeel": verdict} | changes, follow_redirects=False)


def lying():
    return db.session.scalars(select(CaseVoice.contribution_id).order_by(CaseVoice.contribution_id)).all()


def test_two_texts_stand_side_by_side_with_what_differs(client, member, alike):
    alike[0].facts += " Op vrijdag bleef het liggen."
    db.session.commit()
    page = client.get(ADDRESS).text
    assert page.count("<article") == 2 and "Voorstel 1 van 1" in page
    assert "Gemarkeerd is wat in maar één van de twee staat, behalve kleine woorden" in page
    assert re.search(r"<mark>[^<]*vrijdag[^<]*</mark>", page) and not re.search(r"<mark>[^<]*vrijwilligers", page)
    assert "Met naam" in page and "Zonder naam" in page and "hetzelfde" in page


def test_where_what_differs_is_marked_nothing_else_is(client, member, alike):
    """Not the tags that both have, and not the words that every text holds."""
    ground, dense = term(Dimension.THEME, "ondergrond"), term(Dimension.THEME, "verdichting")
    for story, more in zip(alike[:2], ([], [dense]), strict=True):
        story.tags = [Tag(term=found, provenance=Provenance.CONTRIBUTOR) for found in (ground, *more)]
        story.facts = f"In het {story.facts}"
    alike[0].facts += " De vrijdag was het dicht."
    db.session.commit()
    page = client.get(ADDRESS).text
    assert "Gemarkeerd is wat in maar één van de twee staat, behalve kleine woorden" in page
    marked = [re.sub(r"\s+", " ", words).strip() for words in re.findall(r"<mark>(.*?)</mark>", page)]
    assert dense.name_nl in marked and ground.name_nl not in marked
    assert not {"In het", "De", "De ", "in het", "het"} & set(marked) and any("vrijdag" in words for words in marked)
    assert f'<mark>{dense.name_nl}</mark><span class="vh"> (alleen hier)</span>' in page and "(allebei)" not in page


def marked(text):
    """What is marked in a page, a run of words each."""
    return [words.strip() for words in re.findall(r"<mark>(.*?)</mark>", text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("niet", "wel"), ("voor", "na"), ("zonder", "met"), ("geen", "een"), ("not", "always"), ("before", "after")],
)
def test_a_word_that_turns_what_is_told_about_is_marked(client, member, alike, one, other):
    """It can be all that tells two cases apart; small words that tell nothing are not marked."""
    for story, word in zip(alike, (one, other), strict=True):
        story.title, story.facts = "De wadi", f"De wadi aan de Dorpsstraat staat droog {word} een flinke regenbui in de herfst."
    db.session.commit()
    page = client.get(ADDRESS).text
    assert "Gemarkeerd is wat in maar één van de twee staat" in page
    left, right = page.split("<article")[1:3]
    assert one in marked(left) and one not in marked(right)
    assert other in {"met", "een"} or (other in marked(right) and other not in marked(left))


def test_what_differs_in_a_title_is_marked(client, member, alike):
    alike[0].title, alike[1].title = "Het hek werkt niet", "Het hek werkt wel"
    db.session.commit()
    left, right = client.get(ADDRESS).text.split("<article")[1:3]
    titles = [marked(re.search(r"<h2.*?</h2>", side, re.DOTALL).group()) for side in (left, right)]
    assert titles == [["niet"], ["wel"]]


def test_of_two_that_share_few_words_those_stand_out(client, member, alike):
    alike[0].facts = "Wij kochten een slot. De vrijwilligers stonden ervoor, in weer en wind, met koffie en goede moed."
    db.session.commit()
    page = client.get(ADDRESS).text
    assert "Gemarkeerde woorden staan in beide teksten." in page
    assert re.search(r"<mark>[^<]*vrijwilligers[^<]*</mark>", page) and not re.search(r"<mark>[^<]*koffie", page)


@pytest.fixture
def pile(member, alike):
    """A pile with the two that are alike, before a third one came that is like them."""
    made = work.fix("De hekken", Wanted(), by=member)
    third = make_contribution(title="Nog een hek", **TOLD)
    other = make_contribution(title="Heel iets anders", facts="Op het strand lag een bal.", lesson="Raap hem op.")
    db.session.add(PileCard(pile_id=made.id, contribution_id=other.id, position=3))
    compare_texts()
    db.session.commit()
    assert len(queries.open_pairs(member)) == 3
    return made, third, other


def test_a_pile_proposes_what_lies_in_it(client, member, alike, pile):
    made, third, _other = pile
    page = client.get(f"/werkbank/stapels/{made.slug}").text
    assert "1 paar lijkt over hetzelfde geval te gaan" in page and f"{ADDRESS}?stapel={made.slug}" in page
    page = client.get(f"{ADDRESS}?stapel={made.slug}").text
    assert "Voorstel 1 van 1" in page and "Nog een hek" not in page and "De hekken" in page
    assert "Voorstel 1 van 3" in client.get(ADDRESS).text
    sent = hidden_fields(page) | {"stapel": made.slug, "oordeel": "anders"}
    answer = client.post(ADDRESS, data=sent)
    assert answer.location == f"{ADDRESS}?stapel={made.slug}"
    assert "in deze stapel geen teksten meer" in client.get(answer.location).text
    assert f'name="stapel" value="{made.slug}"' in client.get(answer.location).text, "to put it back and stay here"
    assert "lijkt over hetzelfde" not in client.get(f"/werkbank/stapels/{made.slug}").text


def test_a_card_at_the_sorting_table_leads_to_what_looks_like_it(client, member, alike, pile):
    made, third, other = pile
    page = client.get(f"/werkbank/stapels/{made.slug}/sorteren").text
    links = re.findall(r'<a href="([^"]*)" data-go="compare">', page)
    assert [link.rpartition("bij=")[2] for link in links] == [story.public_id for story in alike]
    page = client.get(links[0].replace("&amp;", "&")).text
    assert "Voorstel 1 van 1" in page
    assert f"/werkbank/stapels/{made.slug}/sorteren?kaart={alike[0].public_id}" in page
    lone = client.get(f"{ADDRESS}?stapel={made.slug}&bij={other.public_id}").text
    assert "geen andere tekst die op deze lijkt" in lone


def test_a_text_that_one_may_not_read_is_as_one_that_is_not_there(client, member, alike):
    hidden = make_contribution(status=Status.RECEIVED, **TOLD)
    pages = [client.get(f"{ADDRESS}?bij={name}").text.replace(name, "") for name in ("zzzz", hidden.public_id)]
    assert pages[0] == pages[1] and "geen andere tekst die op deze lijkt" in pages[0]
    assert client.get(f"{ADDRESS}?stapel=geen").status_code == 404


def test_the_button_to_put_back_is_there_when_something_can_be(client, member, alike):
    assert "Zet terug wat ik het laatst deed" not in client.get(ADDRESS).text
    judged(client, "samen")
    for address in (ADDRESS, f"{ADDRESS}/groepen"):
        assert "Zet terug wat ik het laatst deed" in client.get(address).text


def test_putting_together_and_undoing(client, member, alike):
    answer = judged(client, "samen")
    assert answer.status_code == 302 and answer.location == ADDRESS
    assert lying() == sorted(one.id for one in alike)
    assert "Er zijn geen teksten meer" in client.get(ADDRESS).text
    groups = client.get(f"{ADDRESS}/groepen").text
    assert "Een hek voor de school" in groups and "Het schoolhek" in groups and "staat voor de groep" in groups
    assert client.post(f"{ADDRESS}/terug", data={"naar": "groepen"}).location == f"{ADDRESS}/groepen"
    assert lying() == [] and "Voorstel 1 van 1" in client.get(ADDRESS).text


def test_not_the_same_and_a_second_person(app, client, member, alike, sign_in):
    sent = hidden_fields(client.get(ADDRESS).text)
    colleague = app.test_client()
    sign_in(make_user(Role.COORDINATOR), colleague)
    assert judged(colleague, "anders").status_code == 302
    answer = client.post(ADDRESS, data=sent | {"oordeel": "samen"})
    assert answer.status_code == 409 and "Een collega veranderde dit intussen" in answer.text
    assert lying() == [] and len(db.session.scalars(select(NotTheSame)).all()) == 1
    assert client.post(f"{ADDRESS}/terug").status_code == 409, "somebody else did that"


def test_later_goes_on_and_comes_round(client, member, alike):
    for n in range(2):
        make_contribution(title=f"Een wadi {n}", facts="De wadi staat altijd vol water, want er ligt klei onder.", lesson="Boor eerst.")
    compare_texts()
    db.session.commit()
    first = client.get(ADDRESS).text
    later = re.search(r'href="(/werkbank/dubbel\?na=[^"]+)"', first).group(1)
    second = client.get(later).text
    assert "Voorstel 2 van 2" in second and hidden_fields(second)["een"] != hidden_fields(first)["een"]
    again = re.search(r'href="(/werkbank/dubbel\?na=[^"]+)"', second).group(1)
    assert "Voorstel 1 van 2" in client.get(again).text
    assert "Voorstel 1 van 2" in client.get(f"{ADDRESS}?na=onzin").text


def test_groups_are_changed_and_taken_apart(client, member, alike):
    judged(client, "samen")
    case = queries.voice_of(alike[0]).case_id
    second = next(v for v in queries.voices_in(case) if not v.is_primary).contribution
    sent = hidden_fields(client.get(f"{ADDRESS}/groepen").text)
    assert client.post(f"{ADDRESS}/groepen", data=sent | {"vooraan": second.public_id}).status_code == 302
    db.session.expire_all()
    assert queries.voice_of(second).is_primary
    assert client.post(f"{ADDRESS}/groepen", data=sent | {"eruit": second.public_id}).status_code == 409, "seen before"
    sent = hidden_fields(client.get(f"{ADDRESS}/groepen").text)
    assert client.post(f"{ADDRESS}/groepen", data=sent).status_code == 302
    assert lying() == []
    assert "nog geen teksten" in client.get(f"{ADDRESS}/groepen?pagina=99").text


@pytest.mark.parametrize("changes", [{"oordeel": "misschien"}, {"gezien": "verzonnen"}])
def test_nonsense_is_refused_in_words(client, member, alike, changes):
    answer = judged(client, "samen", **changes)
    assert answer.status_code == 409 and lying() == []


def test_what_one_may_not_read_is_not_found(client, member, alike):
    hidden = make_contribution(title="Ingetrokken", **TOLD)
    operations.withdraw_from_lists(hidden)
    hidden.status = "withdrawn"
    db.session.commit()
    assert judged(client, "samen", een=hidden.public_id).status_code == 404
    assert judged(client, "samen", een="").status_code == 404
    assert client.post(f"{ADDRESS}/groepen", data={"groep": "verzonnen"}).status_code == 404


@pytest.mark.parametrize("role", [None, Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_only_members_judge(client, sign_in, alike, role):
    if role:
        sign_in(make_user(role))
    for path in ("", "/groepen"):
        assert client.get(f"{ADDRESS}{path}").status_code in (302, 401, 403, 404)
    for path in ("", "/terug", "/groepen"):
        assert client.post(f"{ADDRESS}{path}", data={"een": alike[0].public_id}).status_code in (302, 401, 403, 404)
    assert lying() == []


def test_a_text_taken_back_leaves_the_pages_at_once(client, member, alike):
    judged(client, "samen")
    operations.withdraw_from_lists(alike[1])
    alike[1].status = "withdrawn"
    db.session.commit()
    assert "schoolhek" not in client.get(f"{ADDRESS}/groepen").text


@pytest.mark.parametrize("text", ["", "De.", "Het hek, en de paal; bij het hek brandt een lamp.", "  twee  regels\n"])
def test_the_pieces_are_the_text(text):
    found = pieces(text, stems("Hekken en een paal"))
    assert "".join(piece.text for piece in found) == text
    assert [piece.text for piece in found if piece.shared] == (["hek, en de paal; bij het hek"] if "hek" in text else [])
