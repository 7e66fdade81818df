"""On the workbench members see how many questions closed challenges left them, and where they word those."""

import pytest

from app.accounts.models import Role
from app.challenges.models import ChallengeStatus
from app.core.clock import now
from tests.factories import make_challenge, make_user

ASKED = "Wie betaalt het onderhoud?"


def left(slug, **how):
    return make_challenge(slug=slug, status=ChallengeStatus.CLOSED, closed_at=now(), remaining_question=ASKED, **how)


@pytest.mark.parametrize(("number", "words"), [(1, "1 gesloten uitdaging liet"), (2, "2 gesloten uitdagingen lieten")])
def test_the_workbench_says_how_many_wait_and_leads_there(client, sign_in, number, words):
    for each in range(number):
        left(f"vraag-{each}")
    left("uit-beeld", held_at=now())
    make_challenge(slug="niets-over", status=ChallengeStatus.CLOSED, closed_at=now())
    sign_in(make_user(Role.MEMBER))
    page = client.get("/werkbank").text
    assert words in page and 'href="/werkbank/vraagstukken/nieuw#uitdagingen"' in page
    assert 'id="uitdagingen"' in client.get("/werkbank/vraagstukken/nieuw").text


def test_with_nothing_left_it_says_nothing(client, sign_in):
    make_challenge(slug="niets-over", status=ChallengeStatus.CLOSED, closed_at=now())
    sign_in(make_user(Role.MEMBER))
    assert "nog niemand verwoordde" not in client.get("/werkbank").text
