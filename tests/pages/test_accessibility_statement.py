"""The statement on accessibility: how it stands, since when, what was tested, what is known, where to complain."""

import pytest


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("", ("27 november 2026", "axe-core", "Een onafhankelijk onderzoek is er nog niet", "schermlezer", "nationaleombudsman.nl")),
        ("/en", ("27 November 2026", "axe-core", "No independent audit has been done", "screen reader", "mailto:")),
    ],
)
def test_the_statement_says_what_it_must(client, start, words):
    page = client.get(f"{start}/toegankelijkheid").text
    assert not [word for word in words if word not in page]


@pytest.mark.parametrize("start", ["", "/en"])
def test_it_claims_nothing_that_was_not_examined(client, start):
    page = client.get(f"{start}/toegankelijkheid").text
    for claim in ("voldoet volledig", "We kennen geen onderdeel", "Elke pagina werkt", "fully", "We know of no part"):
        assert claim not in page


