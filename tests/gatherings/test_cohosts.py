"""Other organisations that are a host of a gathering are named once one of their own hosts said yes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Membership, Role
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.core.waiting_mail import mail_to
from app.gatherings import operations, permissions, queries
from app.gatherings.models import GatheringStatus
from app.notifications.models import Notification
from tests.factories import make_municipality, make_user, save
from tests.gatherings.made import give, mails_to, make_gathering

MINE = "/mijn/bijeenkomsten"
YES, NO_MORE = "Ja, noem mijn organisatie", "Noem mijn organisatie niet meer"


def test_an_organisation_is_named_as_a_host_after_its_own_yes(client, planned, sign_in):
    cohost = make_municipality(name="Buurstad")
    planned.cohosts = [cohost]
    theirs = give(planned, user=make_user(Role.HOST, cohost)).user
    ours = planned.holders[0].user
    agree, page, named = "/bijeenkomsten/tour/gastheer", "/bijeenkomsten/tour", "<dd>Buurstad</dd>"
    of_it = {"organisation": cohost.id}
    assert named not in client.get(page).text
    shown = client.get(f"{page}/plannen").text
    assert "Buurstad" in shown and "Ja, noem mijn organisatie" not in shown
    assert client.post(agree, data=of_it).status_code == 409, "another organisation cannot say yes for them"
    for stranger in (make_user(Role.HOST), make_user(Role.MEMBER, cohost)):
        sign_in(stranger)
        assert client.post(agree, data=of_it).status_code == client.post(f"{agree}/terug", data=of_it).status_code == 403
    sign_in(theirs)
    assert named not in client.get(page).text and "Ja, noem mijn organisatie" in client.get(f"{page}/plannen").text
    for _press in range(2):
        assert client.post(agree, data=of_it).status_code == 302
    assert named in client.get(page).text and "Buurstad</li>" not in client.get(f"{page}/plannen").text
    operations.write(planned, planned.version, [], cohosts=[cohost])
    assert queries.cohosts(planned, agreed=True) == [cohost]
    assert not queries.cohosts(operations.copy(planned, "Nog eens", planned.on, ours, ""), agreed=True), "that asks anew"
    operations.write(planned, planned.version, [], cohosts=[])
    operations.write(planned, planned.version, [], cohosts=[cohost])
    assert not queries.cohosts(planned, agreed=True)


def asked_for(draft, **changes):
    """A host of an organisation of which organisers of this draft just said that it is a host too."""
    cohost = make_municipality(**changes)
    theirs = make_user(Role.HOST, cohost)
    db.session.commit()
    operations.write(draft, draft.version, [], cohosts=[cohost])
    db.session.commit()
    return theirs


@pytest.fixture
def draft(app):
    found = make_gathering(slug="concept-kanarie", title="De conceptkanarie", status=GatheringStatus.DRAFT, place="Wijkhuis")
    give(found)
    return found


def test_its_hosts_hear_that_it_is_asked_and_read_what(draft, client, sign_in):
    """Also of a draft, of which the mail holds nothing: they have to know what they say yes to."""
    theirs = asked_for(draft, name="Buurstad")
    (mail,) = mails_to(theirs.email)
    told = db.session.scalars(select(Notification).where(Notification.user_id == theirs.id)).one()
    assert told.path == MINE and MINE in mail and "Buurstad" in mail
    for part in ("kanarie", "Wijkhuis", draft.organisation.name, str(draft.on.year)):
        assert part not in mail + told.subject + told.text, "a draft is in no mail"
    assert "geen uiterste dag" in mail and "Je krijgt dit omdat je gastheer bent" in mail
    sign_in(theirs)
    page = client.get(MINE).text
    for part in ("De conceptkanarie", "Wijkhuis", draft.organisation.name, YES):
        assert part in page
    assert client.get(f"/bijeenkomsten/{draft.slug}").status_code == 404, "a yes or no, and no more than that"
    for stranger in (make_user(Role.HOST), make_user(Role.MEMBER, draft.cohosts[0])):
        sign_in(stranger)
        assert "conceptkanarie" not in client.get(MINE).text
        for deed in ("gastheer", "gastheer/terug"):
            assert client.post(f"/bijeenkomsten/{draft.slug}/{deed}", data={"organisation": draft.cohosts[0].id}).status_code == 404


def test_a_yes_is_taken_back_where_it_was_given(draft, client, sign_in):
    theirs = asked_for(draft, name="Buurstad")
    organiser = draft.holders[0].user
    draft.status = GatheringStatus.PUBLISHED
    db.session.commit()
    agree, page, named = f"/bijeenkomsten/{draft.slug}/gastheer", f"/bijeenkomsten/{draft.slug}", "<dd>Buurstad</dd>"
    of_it = {"organisation": draft.cohosts[0].id}
    sign_in(theirs)
    assert client.post(agree, data=of_it).location.endswith(MINE)
    assert named in client.get(page).text and NO_MORE in client.get(MINE).text and YES not in client.get(MINE).text
    for _press in range(2):
        assert client.post(f"{agree}/terug", data=of_it).location.endswith(MINE)
    assert named not in client.get(page).text and YES in client.get(MINE).text
    sign_in(organiser)
    assert client.post(f"{agree}/terug", data=of_it).status_code == 409, "nobody takes it back for another organisation"
    both = give(draft, user=make_user(Role.HOST, draft.cohosts[0])).user
    sign_in(both)
    assert YES in client.get(f"{page}/plannen").text and NO_MORE not in client.get(f"{page}/plannen").text
    assert client.post(agree, data=of_it).location.endswith("/plannen") and NO_MORE in client.get(f"{page}/plannen").text
    assert client.post(f"{agree}/terug", data=of_it).location.endswith("/plannen") and NO_MORE not in client.get(f"{page}/plannen").text


def test_it_is_asked_once_each_time_that_it_is_put_there(draft):
    theirs = asked_for(draft)
    operations.write(draft, draft.version, [], title="Anders", cohosts=list(draft.cohosts))
    assert len(mails_to(theirs.email)) == 1
    cohosts = list(draft.cohosts)
    operations.write(draft, draft.version, [], cohosts=[])
    assert not mails_to(theirs.email), "nothing is asked any more, so nothing leaves"
    operations.write(draft, draft.version, [], cohosts=cohosts)
    assert len(mails_to(theirs.email)) == 1
    for _press in range(2):
        operations.copy(draft, "Nog eens", draft.on, draft.holders[0].user, "sleutel")
    assert len(mails_to(theirs.email)) == 2, "a copy asks anew, and a form that is sent twice asks once"
    new = operations.begin(draft.organisation, draft.holders[0].user, [], "k", title="Nieuw", on=draft.on, starts=draft.starts, cohosts=cohosts)
    assert len(mails_to(theirs.email)) == 3
    operations.throw_away(new)
    assert len(mails_to(theirs.email)) == 2


def test_a_host_of_two_organisations_answers_for_each(draft, client, sign_in):
    """A yes for the one is none for the other, nor is a no."""
    first, second, stranger = (make_municipality(name=name) for name in ("Aastad", "Beestad", "Ceestad"))
    both = make_user(Role.HOST, first)
    save(Membership(user=both, role=Role.HOST, organisation=second))
    operations.write(draft, draft.version, [], cohosts=[first, second])
    db.session.commit()
    sign_in(both)
    agree = f"/bijeenkomsten/{draft.slug}/gastheer"
    page = client.get(MINE).text
    for place in (first, second):
        assert f'name="organisation" value="{place.id}"' in page and f"{YES}<span class=\"vh\">: {place.name}" in page
    assert client.post(agree, data={"organisation": second.id}).status_code == 302
    assert queries.cohosts(draft, agreed=True) == [second]
    for typed in ({}, {"organisation": "x"}, {"organisation": stranger.id}):
        assert client.post(agree, data=typed).status_code == client.post(f"{agree}/terug", data=typed).status_code == 409
    client.post(agree, data={"organisation": first.id})
    client.post(f"{agree}/terug", data={"organisation": second.id})
    assert queries.cohosts(draft, agreed=True) == [first]
    give(draft, user=both)
    for place in (first, second):
        assert f'name="organisation" value="{place.id}"' in client.get(f"/bijeenkomsten/{draft.slug}/plannen").text


def test_who_was_mailed_today_is_not_mailed_again(draft):
    """Put off and on again: whose mail left knows it, whose mail was taken back is asked still."""
    theirs = asked_for(draft)
    cohosts = list(draft.cohosts)
    late = make_user(Role.HOST, cohosts[0])
    (mail,) = mail_to(theirs.email)
    mail.sent_at = clock.now() - timedelta(hours=23)
    operations.write(draft, draft.version, [], cohosts=[])
    operations.write(draft, draft.version, [], cohosts=cohosts)
    assert mail_to(theirs.email) == [mail] and len(mails_to(late.email)) == 1
    mail.sent_at = clock.now() - timedelta(hours=25)
    operations.write(draft, draft.version, [], cohosts=[])
    operations.write(draft, draft.version, [], cohosts=cohosts)
    assert len(mail_to(theirs.email)) == 2 and len(mails_to(late.email)) == 1


def test_what_is_cancelled_asks_nobody_any_more(draft):
    theirs = asked_for(draft)
    draft.status = GatheringStatus.PUBLISHED
    db.session.commit()
    operations.cancel(draft, "Het regent.")
    assert not mails_to(theirs.email)


def test_pages_say_who_reads_a_draft(draft, client, sign_in):
    sign_in(draft.holders[0].user)
    pages = (MINE, f"/bijeenkomsten/{draft.slug}", f"/bijeenkomsten/{draft.slug}/plannen")
    for page in pages:
        assert "alleen de organisatoren zien het" in client.get(page).text, page
    asked_for(draft)
    for page in pages:
        text = client.get(page).text
        assert "Gastheren van een organisatie die gevraagd is, lezen de naam" in text, page
    assert "Niemand ziet" not in client.get("/bijeenkomsten/nieuw").text


def test_who_lost_the_role_is_not_asked_nor_who_works_elsewhere(draft):
    cohost = make_municipality()
    goes, elsewhere, member = make_user(Role.HOST, cohost), make_user(Role.HOST), make_user(Role.MEMBER, cohost)
    goes.memberships[0].ended_at = goes.memberships[0].since
    db.session.commit()
    operations.write(draft, draft.version, [], cohosts=[cohost])
    assert not [mail for one in (goes, elsewhere, member) for mail in mails_to(one.email)]
    with pytest.raises(Refusal):
        operations.be_named_no_more(draft, cohost.id, goes)
    assert not queries.asked_as_host(goes)


def test_what_is_over_or_cancelled_is_not_asked_and_a_yes_can_still_go(draft):
    theirs = asked_for(draft)
    assert queries.asked_as_host(theirs)
    for changes in ({"on": today() - timedelta(days=1)}, {"status": GatheringStatus.CANCELLED, "on": draft.on}):
        for name, value in changes.items():
            setattr(draft, name, value)
        db.session.commit()
        assert not queries.asked_as_host(theirs)
    operations.agree_to_be_named(draft, draft.cohosts[0].id, theirs)
    assert [agreed for _gathering, _organisation, agreed in queries.asked_as_host(theirs)] == [True]


def test_who_may_answer_is_who_finds_it(draft):
    theirs = asked_for(draft)
    for user in (theirs, draft.holders[0].user):
        assert queries.gathering_to_answer(draft.slug, user) and permissions.may_be_asked(user, draft)
    assert not permissions.may_be_asked(make_user(Role.HOST), draft)
