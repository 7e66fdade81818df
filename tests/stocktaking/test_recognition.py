"""Whether a public question plays elsewhere as well: one tap, one organisation, and nobody can be pointed at."""

import json

import pytest
from sqlalchemy import select

from app.accounts.models import Recognised, Role
from app.accounts.recognised import figures_of
from app.core import slowing
from app.core.clock import now
from app.core.database import db
from app.pages.erasing import erase
from app.stocktaking import operations
from app.stocktaking.models import Recognition
from tests.factories import make_contribution, make_municipality, make_organisation, make_question, make_user
from tests.stocktaking.recognised import answered_by

YES, NO, UNKNOWN = Recognised


@pytest.fixture
def question(app):
    return make_question(make_contribution(), slug="wie-beslist")


def tap(client, answer="yes", slug="wie-beslist", **more):
    return client.post(f"/vraagstukken/{slug}/herkennen", data={"answer": answer} | more)


def page(client):
    return client.get("/vraagstukken/wie-beslist").text


def figures(text):
    return text.split('id="herkennen"')[1].split("</section>")[0]


def said():
    rows = select(Recognition.organisation_id, Recognition.user_id, Recognition.answer).order_by(Recognition.id)
    return [tuple(row) for row in db.session.execute(rows)]


def test_one_tap_of_a_confirmed_colleague_counts_for_the_organisation(client, sign_in, question):
    town = make_municipality(name="Zonnedorp")
    sign_in(user := make_user(works_at=town))
    assert "Je antwoordt namens Zonnedorp." in page(client)
    answer = tap(client, organisation=town.id)
    assert (answer.status_code, answer.location) == (303, "/vraagstukken/wie-beslist#herkennen")
    assert said() == [(town.id, user.id, YES)] and 'aria-pressed="true">Ja' in page(client)
    tap(client, "no", organisation=town.id)
    assert said() == [(town.id, user.id, NO)], "changed, not counted twice"
    tap(client, "take-back", organisation=town.id)
    assert said() == [] and "Neem mijn antwoord terug" not in page(client)


def test_the_answer_of_a_colleague_takes_the_place_of_the_other_and_says_so(client, sign_in, question):
    town = make_municipality(name="Zonnedorp")
    sign_in(make_user(works_at=town, given_name="Noor"))
    tap(client, organisation=town.id)
    other = client.application.test_client()
    sign_in(second := make_user(Role.HOST, town), other)
    assert 'aria-pressed="true">Ja' in page(other), "the answer of the organisation stands there for its people"
    tap(other, "no", organisation=town.id)
    told = page(other)
    assert "Een collega had geantwoord: Ja. Jouw antwoord staat nu op die plek." in told and "Noor" not in told
    assert said() == [(town.id, second.id, NO)]
    tap(client, "take-back", organisation=town.id)
    assert "Een collega had geantwoord: Nee. Dat is nu weg." in page(client) and said() == []


def test_who_works_for_two_organisations_answers_for_each(client, sign_in, question):
    one, two = make_municipality(name="Aadorp"), make_organisation(name="Waterschap Bee")
    sign_in(make_user(Role.MEMBER, two, works_at=one))
    assert page(client).count('action="/vraagstukken/wie-beslist/herkennen"') == 2
    tap(client, "yes", organisation=one.id)
    tap(client, "no", organisation=two.id)
    assert [(place, answer) for place, _user, answer in said()] == [(one.id, YES), (two.id, NO)]


def test_nobody_answers_for_an_organisation_that_is_not_theirs(client, sign_in, question):
    town, other = make_municipality(), make_municipality()
    sign_in(make_user(works_at=town))
    for wrong in (other.id, "", "x", 10**9):
        answer = tap(client, organisation=wrong)
        assert answer.status_code == 409 and "Kies een van je eigen organisaties" in answer.text
    unconfirmed = client.application.test_client()
    sign_in(user := make_user(), unconfirmed)
    tap(unconfirmed, organisation=other.id)
    assert said() == [(None, user.id, YES)], "an account without a confirmed organisation stands apart"


def test_a_visitor_counts_once_for_each_browser_and_no_address_is_kept(client, question):
    for answer in ("yes", "no", "unknown"):
        client.post("/vraagstukken/wie-beslist/herkennen", data={"answer": answer}, environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert said() == [(None, None, UNKNOWN)]
    tap(client.application.test_client())
    assert [answer for *_who, answer in said()] == [UNKNOWN, YES]
    second = make_question(slug="een-ander")
    tap(client, slug="een-ander")
    marks = db.session.scalars(select(Recognition.browser_hash)).all()
    assert len(set(marks)) == 3 and second.id, "no two answers of one browser can be put together"
    whole = json.dumps([str(vars(row)) for row in db.session.scalars(select(Recognition))])
    assert "203.0.113.9" not in whole and client.get_cookie("herkend").value not in whole
    tap(client, "take-back")
    assert [answer for *_who, answer in said()] == [YES, YES]


def test_who_signs_in_later_is_still_counted_once(client, sign_in, question):
    tap(client)
    sign_in(user := make_user())
    tap(client, "no")
    assert said() == [(None, user.id, NO)]
    town = make_municipality()
    sign_in(make_user(works_at=town))  # somebody else in the same browser
    tap(client, "no", organisation=town.id)
    assert len(said()) == 2
    sign_in(user)
    operations.recognise(question, user, None, {question.id: ""}, YES)
    assert len(said()) == 2


def test_it_opens_only_when_the_question_is_public(client, sign_in, question):
    hidden = make_question(slug="van-leden", is_public=False)
    assert tap(client, slug="van-leden").status_code == 404
    sign_in(make_user(Role.MEMBER, town := make_municipality()))
    answer = tap(client, slug="van-leden", organisation=town.id)
    assert answer.status_code == 409 and "zodra het vraagstuk openbaar is" in answer.text
    assert "Speelt dit" not in client.get("/vraagstukken/van-leden").text and hidden.id
    question.held_at = now()
    db.session.commit()
    assert tap(client, organisation=town.id).status_code == 409 and said() == []


@pytest.mark.parametrize("typed", ["", "misschien", "YES"])
def test_an_answer_that_is_none_says_what_to_choose(client, question, typed):
    answer = tap(client, typed)
    assert answer.status_code == 409 and "Kies ja, nee of weet ik niet." in answer.text and said() == []


def test_whoever_taps_very_often_from_one_place_has_to_wait(app, client, question, monkeypatch):
    slowing.init_app(app)
    monkeypatch.setitem(app.config, "RECOGNITIONS_A_MINUTE", 2)
    moment = now()
    monkeypatch.setattr(slowing, "now", lambda: moment)
    assert [tap(client).status_code for _time in range(3)] == [303, 303, 429]
    slowing.init_app(app)


def test_numbers_stand_per_kind_of_organisation_the_lowest_first_and_others_apart(client, question):
    answered_by(question, *[YES] * 5, NO, UNKNOWN)
    answered_by(question, *[YES] * 2, *[NO] * 3, kind="waterschap")
    for _other in range(5):
        tap(client.application.test_client(), "no")
    shown = figures(page(client))
    rows = [row.split("<")[0] for row in shown.split('<th scope="row">')[1:]]
    assert rows == ["Waterschap", "Gemeente", "Anderen, elk voor zich"]
    assert shown.split("Gemeente</th>")[1].startswith('<td class="num">5</td><td class="num">1</td><td class="num">1</td>')
    english = figures(client.get("/en/vraagstukken/wie-beslist").text)
    assert "Does this play where you work as well?" in english and "Others, each for themselves" in english


def test_a_small_group_has_no_number_and_no_name(client, question):
    """That somebody of a small group answered changes not one byte, whoever it was and whatever they said."""
    before = figures(page(client))
    answered_by(question, *[YES] * 4)
    answered_by(question, NO, kind="rijk")
    for _other in range(4):
        tap(client.application.test_client())
    assert without_token(figures(page(client))) == without_token(before) and "minder dan 5 antwoorden" in before


def without_token(text):
    return [part.split('"', 1)[-1] for part in text.split('name="csrf_token" value="')]


def test_which_organisations_answered_changes_nothing(client, question):
    towns = [make_municipality() for _n in range(12)]
    seen = []
    for chosen in (towns[:6], towns[6:]):
        for row in db.session.scalars(select(Recognition)):
            db.session.delete(row)
        for town in chosen:
            db.session.add(Recognition(question_id=question.id, answer=YES, organisation_id=town.id))
        db.session.commit()
        seen.append(without_token(page(client)))
    assert seen[0] == seen[1] and "Gemeente</th>" in str(seen[0])


def test_groups_are_told_by_the_share_that_recognises_it():
    counted = {("a", YES): 9, ("a", NO): 3, ("b", YES): 4, ("b", NO): 1, ("c", YES): 4, (None, UNKNOWN): 7}
    found = figures_of(counted, 5)
    assert [group.kind for group in found.groups] == ["a", "b"] and found.others.unknown == 7


def test_members_see_the_same_numbers_where_they_work_on_it(client, sign_in, question):
    answered_by(question, *[YES] * 5)
    sign_in(make_user(Role.MEMBER, make_municipality()))
    work = client.get("/werkbank/vraagstukken/wie-beslist").text
    assert "Speelt dit elders ook?" in work and 'Gemeente</th><td class="num">5</td>' in work
    question.is_public = False
    db.session.commit()
    assert "Speelt dit elders ook?" not in client.get("/werkbank/vraagstukken/wie-beslist").text


def test_it_goes_with_the_account_and_with_the_question(app, client, sign_in, question):
    town = make_municipality()
    user = make_user(works_at=town)
    operations.recognise(question, user, town.id, {question.id: ""}, YES)
    other = make_question()
    operations.recognise(other, make_user(), None, {other.id: ""}, YES)
    db.session.commit()
    db.session.delete(other)
    db.session.commit()
    assert said() == [(town.id, user.id, YES)]
    erase(user, ())
    db.session.commit()
    assert said() == []
