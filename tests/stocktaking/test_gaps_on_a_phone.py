"""On a phone the empty cells of a row stand in one line after what they share; one that was judged stands by itself, in its words."""

import re

from tests.stocktaking.test_gaps import judge, member  # noqa: F401  a fixture

CELL = re.compile(r'<td class="(gat[^"]*)"(?: data-kop="([^"]*)")?>(.*?)</td>', re.DOTALL)


def cells(browser, address="/balans", row="Ondergrond"):
    line = browser.get(address).text.split(f'<th scope="row">{row}</th>')[1].split("</tr>")[0]
    return [(kind, said, re.sub(r"<[^>]+>", " ", words).split()) for kind, said, words in CELL.findall(line)]


def test_what_was_not_asked_is_named_once_for_those_next_to_each_other(app, client, member):  # noqa: F811
    stranger = app.test_client()
    found = cells(stranger)
    assert [said for _kind, said, _words in found] == ["Nog niet gevraagd:"] + ["·"] * (len(found) - 1)
    assert {kind for kind, _said, _words in found} == {"gat gat--open"} and found[3][2] == "Ontwerp nog niet gevraagd".split()
    judge(client)
    for reader in (stranger, client):
        found = cells(reader)
        kind, said, words = found[3]
        assert kind == "gat" and said == "Ontwerp" and " ".join(words).startswith("een echt gat")
        assert found[4][1] == "Nog niet gevraagd:" and found[5][1] == "·"
