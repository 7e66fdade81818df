"""Why somebody hears of something, as a sentence that ends once."""

import pytest

from app.core.wording import in_language
from app.following.words import why
from tests.factories import make_challenge
from tests.following.made import follows, make_follower


@pytest.mark.parametrize(("title", "said"), [
    ("Wie geeft bomen water?", "Je krijgt dit omdat je dit volgt: Wie geeft bomen water?"),
    ("Hitte in de wijk", "Je krijgt dit omdat je dit volgt: Hitte in de wijk."),
    ("Hitte, droogte enz.", "Je krijgt dit omdat je dit volgt: Hitte, droogte enz."),
])
def test_a_challenge_that_is_a_question_ends_with_one_mark(app, title, said):
    follower, challenge = make_follower(), make_challenge(title=title)
    follows(follower, challenge)
    with app.test_request_context("/"), in_language("nl"):
        assert why(follower.follows) == said
    with app.test_request_context("/"), in_language("en"):
        assert why(follower.follows).endswith(title) is title.endswith(("?", "."))
