"""What can happen to a challenge: kept, written, agreed on, published, closed."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.challenges import operations
from app.challenges.models import ChallengeStatus
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from tests.factories import Dimension, make_challenge, make_municipality, make_user, term

TEXT = {"title": "Wie beslist?", "situation": "Alles ligt open.", "questions": "Wie?", "usable_answer": "Een naam."}


def draft(**changes):
    return make_challenge(**{"status": ChallengeStatus.DRAFT, "published_at": None, "slug": "concept-x"} | changes)


def host_of(challenge, number=0):
    return challenge.hosts[number].user


def test_the_same_key_gives_the_same_draft_and_only_to_the_same_person(app):
    place = make_municipality()
    one, other = make_user(Role.HOST, place), make_user(Role.HOST, place)
    first = operations.begin(place, by=one, key="a-key")
    assert operations.begin(place, by=one, key="a-key") is first
    assert operations.begin(place, by=other, key="a-key") is not first
    assert operations.begin(place, by=one) is not operations.begin(place, by=one)


def test_a_title_shows_in_the_address_only_when_it_is_public(app):
    challenge = draft()
    operations.write(challenge, 1, [], by=host_of(challenge), **TEXT)
    assert challenge.slug == "concept-x"
    operations.publish(challenge)
    assert challenge.slug == "wie-beslist"


def test_two_hosts_type_beside_each_other(app):
    challenge = draft()
    one, other = host_of(challenge), host_of(challenge, 1)
    operations.keep_typed(challenge, {"title": "van mij"}, by=one)
    operations.keep_typed(challenge, {"title": "van jou"}, by=other)
    assert challenge.typed_by(one) == {"title": "van mij"}
    operations.forget_typed(challenge, by=one)
    assert challenge.typed_by(one) == {} and challenge.typed_by(other) == {"title": "van jou"}


def test_typing_is_no_new_version(app):
    challenge = draft()
    operations.keep_typed(challenge, TEXT, by=host_of(challenge))
    db.session.commit()
    assert challenge.version == 1


def test_writing_the_same_is_no_new_version(app):
    challenge = draft()
    by = host_of(challenge)
    theme = term(Dimension.THEME)
    operations.write(challenge, 1, [theme], by=by, **TEXT)
    assert challenge.version == 2
    operations.write(challenge, 1, [theme], by=by, **TEXT)  # sent twice: the second finds it done
    assert challenge.version == 2
    operations.write(challenge, 2, [], by=by, **TEXT)
    assert challenge.version == 3 and challenge.terms == []


def test_who_saw_an_older_text_does_not_overwrite_a_newer_one(app):
    challenge = draft()
    one, other = host_of(challenge), host_of(challenge, 1)
    operations.write(challenge, 1, [], by=one, **TEXT)
    with pytest.raises(Refusal):
        operations.write(challenge, 1, [], by=other, **TEXT | {"title": "Wie betaalt?"})
    assert challenge.title == "Wie beslist?"


def test_a_closed_text_stays_as_it_is(app):
    challenge = make_challenge(status=ChallengeStatus.CLOSED)
    with pytest.raises(Refusal):
        operations.write(challenge, 1, [], by=host_of(challenge), title="Iets anders?")


def test_a_second_host_belongs_to_the_same_municipality(app):
    challenge = draft(hosts=1)
    colleague = make_user(Role.HOST, challenge.organisation)
    for stranger in (make_user(Role.HOST), make_user(Role.MEMBER, challenge.organisation), make_user()):
        with pytest.raises(Refusal):
            operations.add_host(challenge, stranger)
    with_a_page(app, lambda: [operations.add_host(challenge, colleague), operations.add_host(challenge, colleague)])
    assert [host.user_id for host in challenge.hosts].count(colleague.id) == 1


def with_a_page(app, deed):
    """Mails hold links, and links need a request."""
    with app.test_request_context():
        return deed()


@pytest.mark.parametrize(
    ("changes", "hosts"),
    [
        ({}, 1),
        ({"title": ""}, 2),
        ({"situation": ""}, 2),
        ({"questions": ""}, 2),
        ({"usable_answer": ""}, 2),
        ({"closes_on": today()}, 2),
        ({"status": ChallengeStatus.PUBLISHED}, 2),
        ({"status": ChallengeStatus.CLOSED}, 2),
    ],
)
def test_what_stands_in_the_way_of_publishing(app, changes, hosts):
    challenge = draft(hosts=hosts, **changes)
    before = challenge.status
    with pytest.raises(Refusal):
        operations.publish(challenge)
    assert challenge.status is before


def test_it_does_not_become_visible_after_it_closes(app):
    challenge = draft(closes_on=today() + timedelta(days=5))
    with pytest.raises(Refusal):
        operations.publish(challenge, visible_from=today() + timedelta(days=5))
    operations.publish(challenge, visible_from=today() + timedelta(days=4))
    assert not challenge.is_public(today()) and challenge.is_open(today() + timedelta(days=4))


def test_published_titles_get_addresses_of_their_own(app):
    slugs = set()
    for _n in range(3):
        challenge = draft(slug=f"concept-{_n}", title="Wie beslist?")
        operations.publish(challenge)
        slugs.add(challenge.slug)
    assert slugs == {"wie-beslist", "wie-beslist-2", "wie-beslist-3"}


def test_a_no_stands_in_the_way_until_the_same_reader_says_yes(app):
    challenge = draft()
    operations.ask_to_agree(challenge, "communicatie")
    operations.answer(challenge.agreements[0], agreed=False, remark="Te scherp.", seen_version=challenge.agreements[0].challenge.version)
    operations.ask_to_agree(challenge, "wethouder")
    operations.answer(challenge.agreements[1], agreed=True, remark="", seen_version=challenge.agreements[1].challenge.version)
    with pytest.raises(Refusal):
        operations.publish(challenge)
    operations.ask_to_agree(challenge, "Communicatie")
    operations.answer(challenge.agreements[2], agreed=True, remark="", seen_version=challenge.agreements[2].challenge.version)
    operations.publish(challenge)
    assert challenge.status is ChallengeStatus.PUBLISHED


def test_asking_the_same_reader_again_replaces_the_link(app):
    challenge = draft()
    first, second = (
        operations.ask_to_agree(challenge, "communicatie"),
        operations.ask_to_agree(challenge, "communicatie"),
    )
    assert first != second and len(challenge.agreements) == 1


def test_a_yes_belongs_to_the_text_that_was_read(app):
    challenge = draft()
    operations.ask_to_agree(challenge, "communicatie")
    agreement = challenge.agreements[0]
    operations.answer(agreement, agreed=True, remark="", seen_version=agreement.challenge.version)
    operations.publish(challenge)
    db.session.commit()
    assert agreement.version == challenge.version  # publishing changes no text
    operations.write(challenge, challenge.version, [], by=host_of(challenge), title="Iets anders?")
    assert agreement.version != challenge.version


def test_nobody_reads_along_with_an_empty_draft(app):
    with pytest.raises(Refusal):
        operations.ask_to_agree(draft(usable_answer=""), "communicatie")


@pytest.mark.parametrize("status", [ChallengeStatus.DRAFT, ChallengeStatus.CLOSED])
def test_only_a_published_challenge_closes(app, status):
    challenge = make_challenge(status=status)
    with pytest.raises(Refusal):
        operations.close(challenge, "Dank.")
    assert challenge.closing_note == ""


def test_a_link_to_read_along_wears_out(app):
    challenge = draft()
    operations.ask_to_agree(challenge, "communicatie")
    lasts = challenge.agreements[0].expires_at - now()
    assert timedelta(days=13) < lasts <= timedelta(days=14)
