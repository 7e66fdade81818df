"""Finding challenges: in the right order, and only those that somebody may know of."""

from datetime import timedelta

import pytest

from app.accounts.models import Role, Visitor
from app.challenges import operations, queries
from app.challenges.models import ChallengeHost, ChallengeStatus
from app.core import dutch
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotFound
from app.core.security import fingerprint
from tests.challenges.people import former_host
from tests.factories import Dimension, make_challenge, make_municipality, make_user, save, term


def day(number):
    return today() + timedelta(days=number)


def titles(found):
    return [challenge.title for challenge in found]


def test_open_ones_come_first_by_closing_day_and_closed_ones_last(app):
    for title, changes in {
        "later": {"closes_on": day(9)},
        "gesloten": {"status": ChallengeStatus.CLOSED, "closes_on": day(5)},
        "zonder dag": {"closes_on": None},
        "voorbij": {"closes_on": day(-3)},
        "vandaag": {"closes_on": today()},
        "concept": {"status": ChallengeStatus.DRAFT},
        "nog niet": {"visible_from": day(1)},
    }.items():
        make_challenge(title=title, **changes)
    found = titles(queries.challenges(Visitor()))
    assert found == ["vandaag", "later", "zonder dag", "voorbij", "gesloten"]
    assert titles(queries.open_challenges(Visitor())) == ["vandaag", "later", "zonder dag"]


def test_a_theme_narrows_the_list(app):
    about = term(Dimension.THEME)
    make_challenge(title="hierover", terms=[about])
    make_challenge(title="iets anders")
    assert titles(queries.challenges(Visitor(), about)) == ["hierover"]


def test_a_draft_is_not_found_by_others(app):
    challenge = make_challenge(status=ChallengeStatus.DRAFT, slug="concept-abc")
    for person in (Visitor(), make_user(Role.HOST, challenge.organisation), make_user(Role.ADMINISTRATOR)):
        with pytest.raises(NotFound):
            queries.challenge_by_slug("concept-abc", person)
    assert queries.challenge_by_slug("concept-abc", challenge.hosts[0].user) is challenge


def test_the_address_of_a_draft_keeps_working_after_publication(app):
    place = make_municipality()
    host, colleague = make_user(Role.HOST, place), make_user(Role.HOST, place)
    challenge = operations.begin(place, by=host)
    save(ChallengeHost(challenge_id=challenge.id, user_id=colleague.id))
    db.session.refresh(challenge)
    old = challenge.slug
    text = {"title": "Wie beslist?", "situation": "Zo.", "questions": "Wie?", "usable_answer": "Een naam."}
    operations.write(challenge, 1, [], by=host, **text)
    operations.publish(challenge)
    assert queries.challenge_by_slug(old, host) is queries.challenge_by_slug("wie-beslist", Visitor()) is challenge


def test_mine_are_those_that_i_may_still_run(app):
    challenge = make_challenge()
    assert list(queries.run_by(challenge.hosts[0].user)) == [challenge]
    assert list(queries.run_by(former_host(challenge))) == []
    assert list(queries.run_by(Visitor())) == []


def test_the_sitemap_names_what_is_public_today(app):
    make_challenge(slug="open")
    make_challenge(slug="sinds-gisteren", visible_from=day(-1))
    make_challenge(slug="morgen", visible_from=day(1))
    make_challenge(slug="concept-x", status=ChallengeStatus.DRAFT)
    assert list(queries.public_slugs()) == ["open", "sinds-gisteren"]


def test_what_looks_alike_shares_words_and_may_be_seen(app):
    make_challenge(title="Hoe voorkom je hittestress bij schoolpleinen?", questions="Welke bomen helpen?")
    make_challenge(title="Waar laat je fietsen bij het station?", questions="Wie betaalt de stalling?")
    make_challenge(title="Hittestress op schoolpleinen?", status=ChallengeStatus.DRAFT)
    text = dutch.terms("Onze schoolpleinen lijden onder hittestress, ook met bomen")
    assert titles(queries.challenges_like(text, Visitor())) == ["Hoe voorkom je hittestress bij schoolpleinen?"]
    assert queries.challenges_like([], Visitor()) == []


def test_a_link_that_is_too_old_is_not_found(app):
    challenge = make_challenge(status=ChallengeStatus.DRAFT)
    token = operations.ask_to_agree(challenge, "communicatie")
    assert queries.agreement_by_token(fingerprint(token)).challenge is challenge
    challenge.agreements[0].expires_at = now() - timedelta(seconds=1)
    db.session.commit()
    with pytest.raises(NotFound):
        queries.agreement_by_token(fingerprint(token))
