"""Stricter or taken back while something else is going on: in the end nobody sees more than the contributor said."""

import json
import zipfile
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import select

from app import schedule
from app.accounts.models import Export, Role
from app.cli import archive, publication
from app.contributions import operations, queries
from app.contributions.models import Audience, Contribution, Listing, Reading, Status, Step
from app.core import dutch, fulltext
from app.core.clock import now, today
from app.core.database import db, writing
from app.core.deal import deal
from app.core.files import folder_of
from app.pages import jobs
from app.stocktaking.models import Evidence
from app.stocktaking.routes import quoting
from tests.at_once import InBetween, at_once, posts
from tests.factories import make_contribution, make_question, make_user, save, seen_text

STRICTER, BACK = {"members_only": "y"}, {"sure": "y"}
WORD = "zonneklopper"  # stands in one text only


def story_of(code, **changes):
    return make_contribution(code=code, title=f"De {WORD} van de straat", **changes)


def is_in_public_view(story, browser):
    """Whether any door for everybody shows it: its page, the lists, the search, the index."""
    doors = (
        browser.get(f"/bijdragen/{story.public_id}").status_code == 200,
        story.public_id in browser.get("/bijdragen").text,
        story.public_id in browser.get(f"/zoeken?q={WORD}").text,
        story.id in fulltext.matches("public", [set(dutch.terms(WORD))]),
        db.session.scalar(select(Listing.gone).where(Listing.audience == Audience.PUBLIC, Listing.contribution_id == story.id)) is False,
    )
    assert len(set(doors)) == 1, f"half a state: {doors}"
    return doors[0]


def work(job):
    """A job as the clock runs it, that says when it fails."""
    writing.set(True)
    schedule.JOBS[job][0]()
    db.session.commit()


def test_it_can_be_seen(app, code, plain_client):
    """The doors of these tests can open."""
    assert is_in_public_view(story_of(code), plain_client())


@pytest.mark.parametrize(("path", "form"), [("strenger", STRICTER), ("intrekken", BACK)])
def test_stricter_while_the_second_reader_accepts(app, code, plain_client, sign_in, path, form):
    story = story_of(code, status=Status.READING, unchanged_is_fine=True)
    save(Reading(contribution_id=story.id, reader_id=make_user(Role.EDITOR).id, accepted_at=now()))
    second, browser, seen = make_user(Role.EDITOR), plain_client(), {"seen": seen_text(story)}
    save(Reading(contribution_id=story.id, reader_id=second.id))
    sign_in(second, browser)
    found = at_once(app, posts(browser, f"/redactie/{story.public_id}/akkoord", seen), *[posts(plain_client(), f"/volg/{code}/{path}", form)] * 2)
    assert found[0] in (302, 404, 409) and set(found[1:]) == {303}
    assert not is_in_public_view(story, plain_client())


@pytest.mark.parametrize(("path", "form"), [("strenger", STRICTER), ("intrekken", BACK)])
def test_stricter_while_the_clock_publishes(app, code, plain_client, monkeypatch, path, form):
    story = story_of(code, visible_from=today(), listed=False)
    between = InBetween(app, posts(plain_client(), f"/volg/{code}/{path}", form))
    monkeypatch.setattr(queries, "coming_into_view", between.after(queries.coming_into_view))
    found = at_once(app, lambda: work("list-what-came-into-view"))
    assert found == [None] and between.finish() == 303
    assert not is_in_public_view(story, plain_client())


def test_a_yes_while_the_clock_closes_it_for_silence_is_a_yes_or_comes_too_late(app, code, plain_client, monkeypatch):
    story = story_of(code, status=Status.WAITING_FOR_APPROVAL, clock_since=None)
    for _reader in range(2):
        save(Reading(contribution_id=story.id, reader_id=make_user(Role.EDITOR).id, accepted_at=now()))
    save(Step(contribution_id=story.id, what="sent_for_approval", by_role="clock", at=now() - timedelta(days=deal().closing_days + 2)))
    between = InBetween(app, posts(plain_client(), f"/volg/{code}/akkoord", {"seen": seen_text(story)}))
    monkeypatch.setattr(queries, "waiting_for_contributor", between.after(queries.waiting_for_contributor))
    assert at_once(app, lambda: work("mind-silence")) == [None] and between.finish() == 409
    assert db.session.get_one(Contribution, story.id).status is Status.WITHDRAWN
    assert not is_in_public_view(story, plain_client())


@pytest.mark.parametrize(("path", "form"), [("strenger", STRICTER), ("intrekken", BACK)])
def test_stricter_while_the_index_is_made_anew(app, code, plain_client, monkeypatch, path, form):
    story = story_of(code)
    between = InBetween(app, posts(plain_client(), f"/volg/{code}/{path}", form))
    monkeypatch.setattr(queries, "shown_now", between.after(queries.shown_now))

    def made_anew():
        writing.set(True)
        operations.index_again()
        db.session.commit()

    assert at_once(app, made_anew) == [None] and between.finish() == 303
    assert not is_in_public_view(story, plain_client())


def test_stricter_while_it_is_listed_anew_for_a_class_that_changed(app, code, plain_client, monkeypatch):
    story = story_of(code)
    story.place.size = "large"
    db.session.commit()
    between = InBetween(app, posts(plain_client(), f"/volg/{code}/strenger", STRICTER))
    monkeypatch.setattr(queries, "listed_with_another_size", between.after(queries.listed_with_another_size))

    def listed_anew():
        writing.set(True)
        operations.follow_classes()
        db.session.commit()

    assert at_once(app, listed_anew) == [None] and between.finish() == 303
    assert not is_in_public_view(story, plain_client())


@pytest.mark.parametrize(("path", "form"), [("strenger", STRICTER), ("intrekken", BACK)])
def test_what_goes_while_a_public_file_is_made_is_not_in_it(app, code, plain_client, monkeypatch, tmp_path, path, form):
    story_of(code)
    stays = make_contribution(title="De put die bleef")
    between = InBetween(app, posts(plain_client(), f"/volg/{code}/{path}", form))
    monkeypatch.setattr(publication, "contribution_rows", between.after(publication.contribution_rows))
    made = at_once(app, lambda: publication.write(tmp_path / "public.json"))
    assert between.finish() == 303
    said = (tmp_path / "public.json").read_text()
    assert WORD not in said and stays.title in said and made[0]["contributions"] == 1


def test_the_balance_as_a_file_never_counts_what_is_gone(app, code, plain_client):
    story = story_of(code)
    make_contribution()
    csv = lambda: plain_client().get("/balans.csv?rij=kind&kolom=outcome").text  # noqa: E731
    *files, gone = at_once(app, *[csv] * 4, posts(plain_client(), f"/volg/{code}/intrekken", BACK))
    assert gone == 303 and {total(file) for file in files} <= {1, 2}
    assert total(csv()) == 1 and not is_in_public_view(story, plain_client())


def total(file):
    """The total of the balance, which is that of its rows as well."""
    lines = file.splitlines()
    rows = [line.split(";") for line in lines[1 : lines.index("")]]  # what stands below it explains the numbers
    assert sum(int(row[-1]) for row in rows[:-1]) == int(rows[-1][-1])
    return int(rows[-1][-1])


def test_taken_back_while_the_file_with_own_data_is_made(app, code, plain_client, monkeypatch):
    """Either it says so, or it is void: nobody is handed a file that says that it is still visible."""
    author = make_user()
    story = story_of(code, author_id=author.id)
    save(Export(user_id=author.id, expires_at=now()))
    between = InBetween(app, posts(plain_client(), f"/volg/{code}/intrekken", BACK))
    monkeypatch.setattr(jobs, "file_for", between.after(jobs.file_for))
    assert at_once(app, lambda: work("make-exports")) == [None]
    assert between.finish() == 303 and db.session.get_one(Contribution, story.id).status is Status.WITHDRAWN
    assert db.session.scalars(select(Export)).all() == [] and list(folder_of("exports").iterdir()) == []


def test_a_backup_during_a_withdrawal_holds_one_moment(app, code, plain_client, monkeypatch, tmp_path):
    story = story_of(code)
    between = InBetween(app, posts(plain_client(), f"/volg/{code}/intrekken", BACK))
    monkeypatch.setattr(archive, "schema", lambda: "0001")
    monkeypatch.setattr(archive, "as_kept", between.after(archive.as_kept))
    at_once(app, lambda: archive.write(tmp_path / "all.zip"))
    assert between.finish() == 303
    with zipfile.ZipFile(tmp_path / "all.zip") as kept:
        (status,) = {json.loads(line)["status"] for line in kept.open("contribution.jsonl")}
        gone = {json.loads(line)["gone"] for line in kept.open("listing.jsonl")}
        steps = [json.loads(line)["what"] for line in kept.open("step.jsonl")]
    assert (status == "withdrawn") is ("withdrawn" in steps) and gone == {status == "withdrawn"}
    assert not is_in_public_view(story, plain_client())


def test_taken_back_while_a_member_quotes_it(app, code, plain_client, sign_in, monkeypatch):
    """Who quotes holds it: it is taken back after that, and the quote is shown nowhere."""
    story = story_of(code, author_id=make_user().id)
    question, member, browser = make_question(slug="het-vraagstuk"), make_user(Role.MEMBER), plain_client()
    sign_in(member, browser)
    between, ended = InBetween(app, posts(plain_client(), f"/volg/{code}/intrekken", BACK)), []
    monkeypatch.setattr(quoting, "known_statements", between.after(quoting.known_statements))
    form = {"sentence": "facts-0", "stance": "supports", "statement": str(question.statements[0].id), "words": ""}

    def quotes():
        answer = browser.post(f"/werkbank/bijdragen/{story.public_id}", data=form).status_code
        ended.append(monotonic())
        return answer

    assert at_once(app, quotes) == [302] and between.finish() == 303
    assert between.done_at > ended[0] - 0.05, "it was taken back in the middle of the quoting"
    words = db.session.scalars(select(Evidence.quote)).one()
    for reader in (plain_client(), browser):
        page = reader.get("/vraagstukken/het-vraagstuk")
        assert page.status_code == 200 and words not in page.text
    assert words not in browser.get("/werkbank/vraagstukken/het-vraagstuk").text
