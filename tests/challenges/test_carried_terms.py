"""A term that a challenge carries stays with it: also one that can be chosen no longer, until its host takes it off."""

from app.challenges.models import ChallengeStatus
from app.core.clock import today
from app.core.database import db
from app.taxonomy.queries import terms_of
from tests.challenges.written import WHOLE, how_many, own_draft, the_one
from tests.factories import Dimension, term

ADDRESS = "/uitdagingen/concept-x/bewerken"


def ticked(page, wanted):
    """How the box of this term stands on the page: None when it is not there."""
    lines = [line for line in page.text.splitlines() if f'name="terms" value="{wanted.code}"' in line]
    return " checked" in lines[0] if lines else None


def test_a_retired_term_stays_until_it_is_taken_off(client, host):
    theme = term(Dimension.THEME)
    challenge = own_draft(host, status=ChallengeStatus.PUBLISHED, terms=[theme])
    theme.until, theme.by_hand = today(), True
    db.session.commit()
    page = client.get(ADDRESS)
    assert ticked(page, theme) and page.text.count("niet meer te kiezen") == 1
    kept = WHOLE | {"terms": [theme.code]}
    assert client.post(ADDRESS, data=kept).status_code == 302
    assert the_one().terms == [theme]
    refused = client.post(ADDRESS, data=WHOLE | {"version": "2", "terms": [], "title": ""})
    assert refused.status_code == 422 and ticked(refused, theme) is False, "it may come back before it is gone"
    assert client.post(ADDRESS, data=WHOLE | {"version": "2", "terms": []}).status_code == 302
    db.session.refresh(challenge)
    assert challenge.terms == []
    assert ticked(client.get(ADDRESS), theme) is None
    assert client.post(ADDRESS, data=kept | {"version": "3"}).status_code == 302
    assert the_one().terms == [], "who did not have it, cannot choose it"


def test_a_term_below_another_stays_too(client, host):
    """The form offers the upper themes only; one below came with a change of the codebook."""
    below = next(found for found in terms_of(Dimension.THEME) if found.parent_id)
    own_draft(host, status=ChallengeStatus.PUBLISHED, terms=[below])
    page = client.get(ADDRESS)
    assert ticked(page, below) and "niet meer te kiezen" not in page.text
    assert client.post(ADDRESS, data=WHOLE | {"terms": [below.code]}).status_code == 302
    assert the_one().terms == [below] and how_many() == 1
