""" "This is about me": reported without an account, hidden while it is judged, decided with a reason for both."""

import pytest
from sqlalchemy import select, text

from app.accounts.models import Role
from app.appeals.models import Appeal, AppealStep
from app.contributions import operations as contributions
from app.contributions.models import Audience, Contribution, Status
from app.core import clock
from app.core.clock import months_after, today, workday_after
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from app.stocktaking.models import Question
from tests.appeals.asked import CODE, TYPED, WORDS, decide, desk, hide, judged_by, newest, report
from tests.factories import make_challenge, make_contribution, make_organisation, make_question, make_user, seen_text


@pytest.fixture
def story(app):
    return make_contribution(code=CODE, author=make_user(email="inzender@voorbeeld.example"))


def test_every_public_text_has_a_quiet_link(client, story):
    question, challenge = make_question(story), make_challenge()
    path = f"/bijdragen/{story.public_id}"
    assert f'href="{path}/gaat-over-mij"' in client.get(path).text
    page = client.get(f"/vraagstukken/{question.slug}").text
    assert f'href="{path}/gaat-over-mij"' in page and f'href="/vraagstukken/{question.slug}/gaat-over-mij"' in page
    path = f"/uitdagingen/{challenge.slug}"
    assert f'href="{path}/gaat-over-mij"' in client.get(path).text


def test_anybody_reports_and_keeps_the_page_of_the_answer(client, story):
    first, second = desk()
    form = client.get(f"/bijdragen/{story.public_id}/gaat-over-mij").text
    assert "Bel 112" in form and story.title in form
    answer = report(client, f"/bijdragen/{story.public_id}")
    found = newest()
    assert answer.status_code == 303 and (found.text, found.who, found.contribution_id) == (WORDS, "Melderman", story.id)
    assert found.hide_by == workday_after(today(), 1) and found.due_on == months_after(today(), 1)
    page = client.get(answer.location)
    assert page.status_code == 200 and "Bewaar het adres van deze pagina" in page.text
    assert WORDS not in page.text and story.title not in page.text
    assert {judge.user_id for judge in found.judges} == {first.id, second.id}
    told = db.session.scalars(select(Notification)).all()
    assert {note.user_id for note in told} == {first.id, second.id}
    assert all(WORDS not in note.text and story.title not in note.text for note in told)
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 200  # a report hides nothing by itself


def test_the_address_is_sealed_where_it_waits(client, story):
    desk()
    report(client, f"/bijdragen/{story.public_id}")
    raw = db.session.connection().exec_driver_sql("SELECT email FROM appeal").scalar()
    assert "melder" not in raw and newest().email == TYPED["email"]


@pytest.mark.parametrize("change", [{"text": ""}, {"wish": ""}, {"email": "geen adres"}, {"text": "x" * 3001}, {"wish": "alles"}])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(client, story, change):
    answer = report(client, f"/bijdragen/{story.public_id}", **change)
    assert answer.status_code == 422 and "Melderman" in answer.text
    assert ("Kies wat je graag wilt." in answer.text) == ("wish" in change) and "Ongeldig" not in answer.text
    assert db.session.scalars(select(Appeal)).all() == []


def test_hidden_and_unknown_look_the_same(client, story):
    hidden = make_contribution(status=Status.READING)
    members = make_contribution(audience=Audience.MEMBERS)
    draft, closed = make_challenge(status="draft", slug="concept-x"), make_question(is_public=False)
    paths = (f"/bijdragen/{hidden.public_id}", f"/bijdragen/{members.public_id}", f"/uitdagingen/{draft.slug}", f"/vraagstukken/{closed.slug}")
    for path in paths:
        unknown = path.rsplit("/", 1)[0] + "/bestaatniet"
        for ask in (lambda p: client.get(f"{p}/gaat-over-mij"), lambda p: report(client, p)):
            found, missing = ask(path), ask(unknown)
            assert found.status_code == missing.status_code == 404
            assert found.text.replace(path, "") == missing.text.replace(unknown, "")
    assert db.session.scalars(select(Appeal)).all() == []


def test_hiding_works_in_every_door_and_the_contributor_reads_why(app, client, sign_in, story):
    question, public_id = make_question(story), story.public_id
    desk()
    report(client, f"/bijdragen/{public_id}")
    visitor, judge = app.test_client(), judged_by(sign_in, newest())
    assert hide(client, newest()).status_code == 302
    assert visitor.get(f"/bijdragen/{public_id}").status_code == 404
    for path in ("/bijdragen", "/bijdragen?q=put", f"/vraagstukken/{question.slug}", "/", "/zoeken?q=put"):
        assert public_id not in visitor.get(path).text, path
    page = visitor.get(f"/volg/{CODE}").text
    assert "In de tekst staat misschien een naam." in page and "Uit beeld" in page
    for secret in ("Melderman", WORDS, "melder@", judge.given_name):
        assert secret not in page
    mails = db.session.scalars(select(Email)).all()
    told = [mail for mail in mails if mail.address == "inzender@voorbeeld.example"]
    assert len(told) == 1 and "misschien een naam" not in told[0].text


def test_a_hidden_text_looks_to_others_like_one_that_never_was(app, client, sign_in, story):
    desk()
    path = f"/bijdragen/{story.public_id}"
    report(client, path)
    judged_by(sign_in, newest())
    hide(client, newest())
    visitor = app.test_client()
    missing = visitor.get("/bijdragen/bestaatniet").text
    assert visitor.get(path).text.replace(path, "") == missing.replace("/bijdragen/bestaatniet", "")


def test_back_in_view(app, client, sign_in, story):
    desk()
    report(client, f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    month = client.get("/bijdragen").text
    hide(client, newest())
    assert decide(client, newest(), "let_back", reason="", answer="Jij staat er niet in.").status_code == 302
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 200
    assert client.get("/bijdragen").text == month
    assert "blijft zoals het is" in client.get(f"/volg/{CODE}").text


def test_another_text_goes_along_the_desk_and_the_contributor(app, client, sign_in, story):
    desk(3)
    report(client, f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    hide(client, newest())
    decide(client, newest(), "other_text", reason="Haal de naam van de opzichter weg.")
    found = db.session.get(Contribution, story.id)
    assert found.status is Status.RECEIVED and not found.unchanged_is_fine
    assert "Haal de naam van de opzichter weg." in client.get(f"/volg/{CODE}").text
    with app.test_request_context("/"):
        readers = desk(2)
        for reader in readers:
            contributions.open_to_read(found, by=reader)
        contributions.propose(found, readers[0], title="Titel", facts="De opzichter gaf het door aan de aannemer.", lesson="", opinion="")
        mark = contributions.proposed(found)
        for reader in readers:
            contributions.accept(found, by=reader, seen=seen_text(found))
    assert found.status is Status.WAITING_FOR_APPROVAL and mark.sent_at is not None


def test_it_stays_out_of_view_and_is_deleted_later(app, client, sign_in, story):
    desk()
    report(client, f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    decide(client, newest(), "stays_out", reason="Het gaat over iemands gezondheid.")
    assert db.session.get(Contribution, story.id).status is Status.REFUSED
    page = client.get(f"/volg/{CODE}").text
    assert "Het gaat over iemands gezondheid." in page and "wissen we de tekst" in page
    assert app.test_client().get(f"/bijdragen/{story.public_id}").status_code == 404


def test_both_hear_and_the_address_goes(client, sign_in, story):
    desk()
    answer = report(client, f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    decide(client, newest(), "stays_out", reason="Voor de schrijver.", answer="Voor de melder.")
    found = newest()
    assert (found.email, found.who) == ("", "") and found.delete_on is not None
    (mail,) = [mail for mail in db.session.scalars(select(Email)) if mail.address == TYPED["email"]]
    assert answer.location in mail.text and "Voor de melder" not in mail.text and story.title not in mail.text
    kept = db.session.scalar(text("SELECT text FROM email WHERE key = :key"), {"key": mail.key})
    assert answer.location not in kept and "/gaat-over-mij/" not in kept, "the link opens the answer, also in a backup"
    page = client.get(answer.location).text
    assert "Voor de melder." in page and "Voor de schrijver." not in page and story.title not in page
    follow = client.get(f"/volg/{CODE}").text
    assert "Voor de schrijver." in follow and "Voor de melder." not in follow


@pytest.mark.parametrize(("decision", "reason", "answer"), [("", "x", "y"), ("stays_out", "", "y"), ("let_back", "x", ""), ("answered", "x", "y")])
def test_a_decision_says_why_to_both(client, sign_in, story, decision, reason, answer):
    desk()
    report(client, f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    assert decide(client, newest(), decision, reason, answer).status_code == 422
    assert newest().decided_at is None and db.session.get(Contribution, story.id).status is Status.PUBLISHED


def test_what_is_decided_is_decided(client, sign_in, story):
    desk()
    report(client, f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    decide(client, newest(), "let_back")
    assert decide(client, newest(), "stays_out").status_code == 409
    assert hide(client, newest()).status_code == 409


def test_challenges_and_questions_can_be_hidden_too(app, client, sign_in, story):
    desk()
    challenge, question = make_challenge(title="Hoe koelt de haven?"), make_question(story)
    make_user(Role.COORDINATOR)
    for path in (f"/uitdagingen/{challenge.slug}", f"/vraagstukken/{question.slug}"):
        report(client, path)
        judged_by(sign_in, newest())
        hide(client, newest())
        visitor = app.test_client()
        assert visitor.get(path).status_code == 404
        assert path not in visitor.get(path.rsplit("/", 1)[0]).text
        decide(client, newest(), "let_back")
        assert visitor.get(path).status_code == 200
    assert db.session.get(Question, question.id).held_at is None


def test_the_hosts_read_why_their_challenge_is_out_of_view(app, client, sign_in):
    desk()
    challenge = make_challenge()
    report(client, f"/uitdagingen/{challenge.slug}")
    judged_by(sign_in, newest())
    hide(client, newest(), "Er staat een naam bij Situatie.")
    host = challenge.hosts[0].user
    sign_in(host)
    page = client.get(f"/uitdagingen/{challenge.slug}").text
    assert "Er staat een naam bij Situatie." in page and "Melderman" not in page
    assert db.session.scalars(select(Notification).where(Notification.user_id == host.id)).all()


def test_two_requests_about_one_text_hold_it_together(client, sign_in, story):
    desk()
    for _time in range(2):
        report(client, f"/bijdragen/{story.public_id}")
    first, second = db.session.scalars(select(Appeal).order_by(Appeal.id)).all()
    judged_by(sign_in, first)
    hide(client, first)
    hide(client, second)
    decide(client, first, "let_back")
    assert db.session.get(Contribution, story.id).status is Status.HELD
    decide(client, second, "let_back")
    assert db.session.get(Contribution, story.id).status is Status.PUBLISHED


def test_what_is_frozen_can_be_hidden_but_not_changed(app, client, sign_in, story):
    desk()
    with app.test_request_context("/"):
        contributions.freeze([story.id], "WOO-9", today(), by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    report(client, f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    assert hide(client, newest()).status_code == 302
    assert "bevroren" in client.get(f"/redactie/meldingen/{newest().public_id}").text
    assert decide(client, newest(), "other_text").status_code == 409
    assert db.session.get(Contribution, story.id).status is Status.HELD
    assert decide(client, newest(), "stays_out").status_code == 302


def test_each_look_is_noted(client, sign_in, story):
    desk()
    report(client, f"/bijdragen/{story.public_id}")
    judge = judged_by(sign_in, newest())
    assert WORDS in client.get(f"/redactie/meldingen/{newest().public_id}").text
    steps = db.session.scalars(select(AppealStep).order_by(AppealStep.id)).all()
    assert [(step.what, step.by_role) for step in steps] == [("received", "visitor"), ("viewed", "editor")]
    assert steps[1].by_id == judge.id and steps[1].at <= clock.now()
    assert hide(client, newest(), reason="").status_code == 422  # the form comes back, with the words beside it
    assert [step.what for step in db.session.scalars(select(AppealStep))] == ["received", "viewed", "viewed"]


def test_many_from_one_place_have_to_wait(client, story):
    desk()
    codes = [report(client, f"/bijdragen/{story.public_id}").status_code for _time in range(6)]
    assert codes == [303] * 5 + [429]
    last = report(client, f"/bijdragen/{story.public_id}")
    assert WORDS in last.text  # to copy from
    assert len(db.session.scalars(select(Appeal)).all()) == 5


def test_the_organisation_of_who_shared_it_does_not_judge(app, client, sign_in):
    place = make_organisation(kind="gemeente")
    near = make_user(Role.EDITOR, organisation=place)
    far = make_user(Role.EDITOR)
    own, hosted = make_contribution(author=make_user(works_at=place)), make_challenge(organisation=place)
    for path in (f"/bijdragen/{own.public_id}", f"/uitdagingen/{hosted.slug}"):
        report(app.test_client(), path)
        assert [judge.user_id for judge in newest().judges] == [far.id]
    sign_in(near)
    assert client.get(f"/redactie/meldingen/{newest().public_id}").status_code == 404
    page = client.get("/redactie/meldingen").text
    assert page.count("Iemand zegt: dit gaat over mij") == 2 and own.title not in page and WORDS not in page
    assert hide(client, newest()).status_code == 404 and decide(client, newest(), "let_back").status_code == 404
