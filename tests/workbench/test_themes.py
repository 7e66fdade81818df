"""Themes on a card: who put them there, what a computer proposes, and that a person always decides."""

import re

import numpy as np
import pytest

from app.contributions import operations, queries, theme_model
from app.contributions.jobs import propose_themes
from app.contributions.models import Audience, Gist, Provenance, Status, Step, ThemeProposal, ThemeRefused
from app.contributions.similarity import MEANING, WORDS
from app.contributions.theme_model import (
    best_border,
    by_centroids,
    by_lines,
    chosen_way,
    cross_validated,
    proposed,
    quality,
    unseen_scores,
)
from app.core.database import db
from app.taxonomy.models import Term
from tests.factories import Dimension, make_contribution, term


def theme(code):
    return term(Dimension.THEME, code)


def address(pile, story, last="tekst"):
    return f"/werkbank/stapels/{pile.slug}/kaarten/{story.public_id}/{last}"


def do(client, pile, story, code, deed):
    return client.post(address(pile, story, "themas"), data={"thema": code, "doe": deed})


def is_proposed(client, pile, story):
    return f'Past niet<span class="vh"> {theme("ondergrond").name("nl")}</span>' in client.get(address(pile, story)).text


def tags(story):
    db.session.refresh(story)
    return {tag.term.code: tag.provenance for tag in story.tags}


def test_it_says_where_each_theme_comes_from(client, member, pile, stories):
    operations.add_theme(stories[0], theme("ondergrond"), member)
    stories[0].tags[0].provenance = Provenance.REVIEWER
    db.session.commit()
    page = client.get(address(pile, stories[0])).text
    assert f'{theme("ondergrond").name("nl")} <span class="sm subtle">door een lezer</span>' in page


def test_a_theme_in_the_words_is_proposed_and_confirmed_by_a_person(client, member, pile):
    story = make_contribution(facts="Over de ondergrond en nog eens de ondergrond ging het bij ons in de straat.")
    page = client.get(address(pile, story)).text
    assert "Voorgesteld: past het?" in page and is_proposed(client, pile, story) and tags(story) == {}
    assert do(client, pile, story, "ondergrond", "past").status_code == 302
    assert tags(story) == {"ondergrond": Provenance.CONFIRMED}
    page = client.get(address(pile, story)).text
    assert "voorgesteld, en bevestigd door een lid" in page and not is_proposed(client, pile, story)
    assert db.session.query(Step).filter_by(contribution_id=story.id, what="retagged", by_role="member").count() == 1
    with queries.catalogue(Audience.PUBLIC) as known:
        assert story.id in known.holding(("term", theme("ondergrond").id))
    do(client, pile, story, "ondergrond", "weg")
    assert tags(story) == {}


def test_a_theme_that_a_member_thought_of_is_theirs(client, member, pile, stories):
    assert do(client, pile, stories[0], "verdichting", "past").status_code == 302
    assert tags(stories[0]) == {"verdichting": Provenance.MEMBER}


def test_what_does_not_fit_is_not_proposed_again(client, member, pile):
    story = make_contribution(facts="Over de ondergrond en nog eens de ondergrond ging het bij ons in de straat.")
    for _time in range(2):
        do(client, pile, story, "ondergrond", "past-niet")
    assert db.session.query(ThemeRefused).count() == 1 and tags(story) == {}
    assert not is_proposed(client, pile, story)


def test_what_did_not_fit_is_put_back_or_added_after_all(client, member, pile):
    story = make_contribution(facts="Over de ondergrond en nog eens de ondergrond ging het bij ons in de straat.")
    do(client, pile, story, "ondergrond", "past-niet")
    page = client.get(address(pile, story)).text
    assert "Past volgens een lid niet" in page and f'Zet terug<span class="vh"> {theme("ondergrond").name("nl")}</span>' in page
    assert '<option value="ondergrond">' in page, "somebody may choose it all the same"
    for _time in range(2):  # pressed twice
        assert do(client, pile, story, "ondergrond", "terug").status_code == 302
    assert db.session.query(ThemeRefused).count() == 0 and is_proposed(client, pile, story)
    do(client, pile, story, "ondergrond", "past-niet")
    do(client, pile, story, "ondergrond", "past")
    assert db.session.query(ThemeRefused).count() == 0 and tags(story) == {"ondergrond": Provenance.MEMBER}
    assert "Past volgens een lid niet" not in client.get(address(pile, story)).text


def test_what_the_contributor_chose_stays(client, member, pile):
    story = make_contribution(terms=[theme("ondergrond")])
    answer = do(client, pile, story, "ondergrond", "weg")
    assert answer.status_code == 409 and "Alleen een thema dat een lid erbij zette" in answer.text
    assert tags(story) == {"ondergrond": Provenance.CONTRIBUTOR}


@pytest.mark.parametrize(("code", "deed"), [("onzin", "past"), ("ondergrond", "onzin"), ("", ""), ("beheer", "past")])
def test_nonsense_is_not_found(client, member, pile, stories, code, deed):
    barrier = term(Dimension.BARRIER).code
    assert do(client, pile, stories[0], code, deed).status_code in (404,) or code == "beheer"
    assert do(client, pile, stories[0], barrier, "past").status_code == 404, "barriers are never guessed"
    assert tags(stories[0]).keys() <= {"beheer"}


def vector(direction, chance):
    found = np.zeros(MEANING, np.float32)
    found[direction] = 1
    return (found + chance.normal(0, 0.02, MEANING)).astype(np.float16)


def with_meaning(direction, chance, **changes):
    story = make_contribution(**changes)
    for audience in Audience:
        words = np.zeros(WORDS, np.float16).tobytes()
        db.session.merge(Gist(audience=audience, contribution_id=story.id, revision=1, words=words, meaning=vector(direction, chance).tobytes()))
    db.session.commit()
    return story


@pytest.fixture
def learnt(app):
    """Six texts about one theme, six about another, and one of each without a theme."""
    chance = np.random.default_rng(1)
    for _n in range(6):
        with_meaning(0, chance, terms=[theme("ondergrond")])
        with_meaning(1, chance, terms=[theme("verdichting")])
        with_meaning(2, chance, terms=[theme("deelmobiliteit")])
    return with_meaning(0, chance), with_meaning(1, chance)


def proposals(audience=Audience.MEMBERS):
    codes = {t.id: t.code for t in db.session.query(Term)}
    return {(p.contribution_id, codes[p.term_id]) for p in db.session.query(ThemeProposal).filter_by(audience=audience)}


def test_a_job_learns_from_what_people_confirmed(learnt):
    one, other = learnt
    assert propose_themes() == 4  # two texts, for two audiences
    assert proposals() == {(one.id, "ondergrond"), (other.id, "verdichting")}


def test_what_an_audience_may_not_read_teaches_it_nothing_and_has_no_proposal(learnt):
    one, other = learnt
    for story in db.session.query(type(one)):
        if any(tag.term.code == "ondergrond" for tag in story.tags):
            story.audience = Audience.MEMBERS
            operations.relist(story)
            with_gist_again(story)
    db.session.commit()
    propose_themes()
    assert proposals(Audience.PUBLIC) == {(other.id, "verdichting")}
    assert (one.id, "ondergrond") in proposals(Audience.MEMBERS)
    one.status = Status.WITHDRAWN
    operations.relist(one)
    db.session.commit()
    assert not {key for key, _code in proposals()} & {one.id}


def with_gist_again(story):
    chance = np.random.default_rng(story.id)
    words = np.zeros(WORDS, np.float16).tobytes()
    db.session.merge(Gist(audience=Audience.MEMBERS, contribution_id=story.id, revision=1, words=words, meaning=vector(0, chance).tobytes()))


def test_a_refused_theme_does_not_come_back_with_the_job(learnt, member):
    operations.refuse_theme(learnt[0], theme("ondergrond"), member)
    db.session.commit()
    propose_themes()
    assert proposals() == {(learnt[1].id, "verdichting")}


def test_the_figures_are_of_texts_that_the_model_did_not_see():
    chance = np.random.default_rng(2)
    texts = np.array([vector(n % 4, chance) for n in range(200)], np.float32)
    labels = np.zeros((200, 5), bool)
    labels[np.arange(200), np.arange(200) % 4] = True
    for learn in (by_centroids, by_lines):
        good = cross_validated(learn, texts, labels)
        assert good.precision > 0.95 and good.recall > 0.95 and good.texts == 200
        nonsense = cross_validated(learn, texts, labels[chance.permutation(200)])
        assert nonsense.f1 < 0.5, "what cannot be learnt is not told well"
        assert not proposed(unseen_scores(learn, texts, labels), 0.5)[:, 4].any(), "of a theme without texts nothing is known"


@pytest.mark.parametrize("better", [by_centroids, by_lines])
def test_the_linear_model_is_taken_only_where_it_does_better(monkeypatch, better):
    chance = np.random.default_rng(5)
    texts, labels = chance.normal(size=(200, 8)).astype(np.float32), np.eye(4, dtype=bool)[np.arange(200) % 4]
    told = {learn: quality(labels if learn is better else ~labels, labels) for learn in (by_centroids, by_lines)}
    monkeypatch.setattr(theme_model, "cross_validated", lambda learn, *_known: told[learn])
    assert chosen_way(texts, labels) is better
    assert chosen_way(texts[:199], labels[:199]) is by_centroids, "too few texts to try it"


def test_precision_and_recall_by_hand():
    labels = np.array([[1, 1, 0], [0, 1, 0]], bool)
    found = np.array([[1, 0, 1], [0, 1, 0]], bool)
    measured = quality(found, labels)
    assert (measured.proposed, measured.confirmed, measured.right) == (3, 3, 2)
    assert measured.precision == measured.recall == pytest.approx(2 / 3)
    assert best_border(np.array([[0.9, 0.2, 0.1], [0.1, 0.8, 0.2]], np.float32), np.array([[1, 0, 0], [0, 1, 0]], bool)) > 0.2


def test_the_command_prints_the_figures(app, learnt):
    said = app.test_cli_runner().invoke(args=["evaluate", "suggestions"])
    assert said.exit_code == 0, said.output
    assert "18 texts with confirmed themes, 18 themes on them, audience members." in said.output
    assert all(name in said.output for name in ("synonyms", "centroids", "linear model", "together", "In use now, together with the synonyms: centroids"))


def test_with_too_few_texts_there_is_no_figure(app):
    said = app.test_cli_runner().invoke(args=["evaluate", "suggestions", "--audience", "public"])
    assert said.exit_code == 1 and "at least 10 are needed" in said.output


def test_no_theme_is_added_by_a_slip(client, member, pile, stories):
    story = stories[0]
    page = client.get(address(pile, story, "tekst")).text
    assert re.search(r'<select[^>]*id="thema"[^>]*required><option value="">Kies een thema</option>', page)
    before = tags(story)
    refused = do(client, pile, story, "", "past")
    assert refused.status_code == 409 and "Kies eerst een thema." in refused.text
    assert tags(story) == before
