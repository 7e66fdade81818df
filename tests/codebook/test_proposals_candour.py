"""What an administrator reads of proposed terms is the same in two worlds that differ in what they may not find."""

from app.accounts.models import Role
from app.codebook import operations
from app.codebook.models import Stand
from app.contributions.models import Audience
from app.core.database import db
from app.core.deal import deal
from tests.candour.normal import begin_anew, received
from tests.codebook.proposed import proposed, with_own_words
from tests.factories import make_organisation, make_user

PAGES = ("", "/voorstellen", *(f"/voorstellen/{n}/{how}" for n in (1, 2) for how in ("nieuw", "ander-woord", "afwijzen")))


def world(app, sign_in, hidden):
    """The pages of an administrator: one text waits for a proposal, as many as make a number for another, and hidden ones for both."""
    begin_anew()
    office = make_organisation(name="Bureau Kijk", slug="bureau-kijk")
    reader, keeper = (
        make_user(role, office, email=f"{role.value}@voorbeeld.example", public_id=role.value[0] * 26) for role in (Role.EDITOR, Role.ADMINISTRATOR)
    )
    for said, number in (("weinig", 1), ("genoeg", deal().coarse_place["fewest"])):
        proposed(reader, *(with_own_words(reader) for _n in range(number)), words=said)
        proposed(reader, *(with_own_words(reader, audience=Audience.MEMBERS) for _n in range(hidden)), words=said)
    client = app.test_client()
    sign_in(keeper, client)
    client.get("/")  # which sets the cookie
    return [received(client.get(f"{start}/beheer/begrippen{path}")) for start in ("", "/en") for path in PAGES]


def test_texts_that_they_may_not_find_change_nothing(app, sign_in):
    few = deal().coarse_place["fewest"]
    one, other = world(app, sign_in, 0), world(app, sign_in, few)
    assert f"minder dan {few} teksten" in one[1][-1] and f"{few} teksten die jij" in one[1][-1]
    assert one == other


def test_a_decision_is_put_back_only_of_what_everybody_may_find(app, client, reader, keeper, sign_in):
    """Of texts for members the address answers as that of no proposal at all, and the decision stands."""
    stories = {audience: with_own_words(reader, audience=audience) for audience in Audience}
    asked = {audience: proposed(reader, story, words=f"woorden voor {audience.value}") for audience, story in stories.items()}
    for proposal in asked.values():
        operations.decline(proposal, "Dat is te algemeen.", keeper, proposal.version)
    db.session.commit()
    sign_in(keeper)
    for_members, none = (f"/beheer/begrippen/voorstellen/{n}/terug" for n in (asked[Audience.MEMBERS].id, 10**6))
    hidden, nothing = (client.post(path) for path in (for_members, none))
    assert hidden.status_code == nothing.status_code == 404 and hidden.text.replace(for_members, none) == nothing.text
    assert client.post(f"/beheer/begrippen/voorstellen/{asked[Audience.PUBLIC].id}/terug").status_code == 302
    db.session.expire_all()
    assert {audience: proposal.stand for audience, proposal in asked.items()} == {Audience.PUBLIC: Stand.WAITING, Audience.MEMBERS: Stand.DECLINED}
    proposals = client.get("/beheer/begrippen/voorstellen").text
    assert "woorden voor public" in proposals and "woorden voor members" not in proposals
