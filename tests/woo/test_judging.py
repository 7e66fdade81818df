"""Judging: who may, on which ground, and never alone."""

import pytest

from app.accounts.models import Role
from app.challenges.models import ChallengeStatus
from app.contributions.models import Status
from app.core.database import db
from app.core.errors import Refusal
from app.woo import operations, queries
from app.woo.grounds import GROUNDS
from app.woo.models import Judgement
from tests.factories import make_challenge, make_contribution, make_municipality, make_user

FACTS = "Wij legden de put te hoog. Jan Kanarie belde daarover. Daarna was alles nat."


@pytest.fixture
def item(office):
    office.freeze(make_contribution(facts=FACTS, opinion="Ik vond het dom.", status=Status.RECEIVED))
    return office.item("story")


def released(item, part="facts"):
    return "".join(map(str, item.pieces(part)))


def test_words_and_sentences_go_and_come_back(office, item):
    assert office.black_out(item, "jan kanarie") == 1
    assert released(item) == "Wij legden de put te hoog. [5.1.2.e] belde daarover. Daarna was alles nat."
    operations.black_out(item, [("facts", 27, 54)], "5.1.2.i", by=office.one)
    assert "belde" not in released(item) and "[5.1.2.e][5.1.2.i]" in released(item)
    for blackout in list(item.blackouts):
        operations.undo(item, blackout.id, by=office.one)
    assert released(item) == FACTS
    operations.undo(item, 0, by=office.one)


def test_the_same_passage_twice_is_once(office, item):
    assert office.black_out(item, "Kanarie") == 1
    assert office.black_out(item, "Kanarie") == 0
    assert len(item.blackouts) == 1


@pytest.mark.parametrize(
    ("part", "start", "end", "ground"),
    [("facts", 0, 9999, "5.1.2.e"), ("facts", 9, 9, "5.1.2.e"), ("nee", 0, 1, "5.1.2.e"), ("facts", 0, 3, "6.1")],
)
def test_what_does_not_stand_there_is_refused(office, item, part, start, end, ground):
    with pytest.raises(Refusal):
        operations.black_out(item, [(part, start, end)], ground, by=office.one)


def test_facts_never_stay_out_as_a_personal_opinion(office, item):
    with pytest.raises(Refusal, match="Feiten"):
        office.black_out(item, "Kanarie", "5.2.1")
    assert office.black_out(item, "dom", "5.2.1") == 1
    with pytest.raises(Refusal, match="Feiten"):
        operations.judge(item, Judgement.WITHHELD, "5.2.1", by=office.one)
    assert {"5.1.1.a", "5.1.1.e", "5.1.2.a", "5.1.2.e", "5.1.2.i", "5.1.5", "5.2.1"} <= {g.code for g in GROUNDS}


def test_nobody_agrees_with_themselves_or_with_something_else(office, item):
    with pytest.raises(Refusal, match="Nog niemand"):
        operations.agree(item, operations.mark_of(item), by=office.other)
    operations.judge(item, Judgement.PUBLIC, "", by=office.one)
    seen = operations.mark_of(item)
    with pytest.raises(Refusal, match="Iemand anders"):
        operations.agree(item, seen, by=office.one)
    office.black_out(item, "Kanarie")
    with pytest.raises(Refusal, match="veranderd"):
        operations.agree(item, seen, by=office.other)
    operations.agree(item, operations.mark_of(item), by=office.other)
    assert item.is_settled
    operations.black_out_words([item], "nat", "5.1.2.e", by=office.other)
    assert not item.is_settled and item.judged_by_id == office.other.id
    operations.agree(item, operations.mark_of(item), by=office.one)
    assert item.is_settled


def test_only_what_everybody_reads_is_public_already(office, item):
    with pytest.raises(Refusal, match="Niet iedereen"):
        operations.judge(item, Judgement.KNOWN, "", by=office.one)
    office.freeze(make_contribution(), words="straat")
    make_challenge(situation="Een eend.", status=ChallengeStatus.DRAFT)
    office.freeze(words="eend")
    known = [queries.is_public_now(found) for found in office.items()]
    assert sorted(known) == [False, False, True]


def test_who_is_too_near_sees_no_document_of_that_story(app, client, sign_in, office):
    place, kept = make_municipality(), make_municipality()
    story = make_contribution(status=Status.RECEIVED, place=place)
    story.kept_from = [kept]
    db.session.commit()
    office.freeze(story)
    near, excluded, fine = (make_user(Role.EDITOR, organisation) for organisation in (place, kept, None))
    operations.set_handlers(office.request, [near, excluded, fine], by=office.administrator)
    db.session.commit()
    path, page = office.path(office.item("story")), office.path()
    for user in (near, excluded):
        sign_in(user)
        assert client.get(path).status_code == 404
        assert client.post(f"{path}/lakken", data={"words": "put", "ground": "5.1.2.e"}).status_code == 404
        shown = client.get(page)
        assert shown.status_code == 200 and story.public_id not in shown.text
        assert "nog geen stukken" in shown.text and "0 van 0" in shown.text
    sign_in(fine)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("role", [None, *Role])
def test_nobody_but_a_handler_reads_a_document(client, sign_in, office, item, role):
    user = make_user(role) if role else make_user()
    sign_in(user)
    wanted = 404 if role is Role.EDITOR else 403
    assert client.get(office.path(item)).status_code == wanted
    assert client.get(office.path()).status_code == wanted
    for deed in ("lakken", "terug", "oordeel", "akkoord", "tekst", "zienswijze"):
        assert client.post(office.path(item, deed)).status_code == wanted
    assert client.post(office.path(None, "bestand")).status_code == wanted
    assert client.post(office.path(None, "bestand/ophalen")).status_code == wanted


def test_a_handler_who_is_no_editor_any_more_or_after_the_end_sees_nothing(client, sign_in, office, item):
    sign_in(office.one)
    assert client.get(office.path(item)).status_code == 200
    operations.set_handlers(office.request, [office.other], by=office.administrator)
    db.session.commit()
    assert client.get(office.path(item)).status_code == 404
    path = office.path(item)
    operations.close(office.request, by=office.administrator)
    db.session.commit()
    sign_in(office.other)
    assert client.get(path).status_code == 404
