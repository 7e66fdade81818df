"""Other organisations that are a host of a gathering are named once one of their own hosts said yes."""

from app.accounts.models import Role
from app.gatherings import operations, queries
from tests.factories import make_municipality, make_user
from tests.gatherings.made import give


def test_an_organisation_is_named_as_a_host_after_its_own_yes(client, planned, sign_in):
    cohost = make_municipality(name="Buurstad")
    planned.cohosts = [cohost]
    theirs = give(planned, user=make_user(Role.HOST, cohost)).user
    ours = planned.holders[0].user
    agree, page, named = "/bijeenkomsten/tour/gastheer", "/bijeenkomsten/tour", "<dd>Buurstad</dd>"
    assert named not in client.get(page).text
    shown = client.get(f"{page}/plannen").text
    assert "Buurstad" in shown and "Ja, noem mijn organisatie" not in shown
    assert client.post(agree).status_code == 409, "another organisation cannot say yes for them"
    sign_in(make_user(Role.HOST, cohost))
    assert client.post(agree).status_code == 403, "who does not organise it has nothing to say yes to"
    sign_in(theirs)
    assert named not in client.get(page).text and "Ja, noem mijn organisatie" in client.get(f"{page}/plannen").text
    for _press in range(2):
        assert client.post(agree).status_code == 302
    assert named in client.get(page).text and "Buurstad" not in client.get(f"{page}/plannen").text
    operations.write(planned, planned.version, [], cohosts=[cohost])
    assert queries.cohosts(planned, agreed=True) == [cohost]
    assert not queries.cohosts(operations.copy(planned, "Nog eens", planned.on, ours, ""), agreed=True), "that asks anew"
    operations.write(planned, planned.version, [], cohosts=[])
    operations.write(planned, planned.version, [], cohosts=[cohost])
    assert not queries.cohosts(planned, agreed=True)
