"""What changed since an earlier stocktake, in words and as a table, as far as its reader may read both."""

import re

from app.accounts.models import Visitor
from app.contributions.models import Audience
from app.contributions.operations import follow, put_together
from app.contributions.queries import mark_of_pair
from app.core.database import db
from app.reports import operations, queries
from app.reports.difference import difference
from app.reports.outline import outline
from app.reports.routes import comparing
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid, Merge, QuestionStatus
from app.workbench import operations as workbench
from tests.factories import make_contribution, make_question
from tests.reports.made import frozen_later


def changed(laid, frozen):
    """One that is new, one that moved, one that was withdrawn; a new question, and one that was answered."""
    fresh = make_question(slug="wie-betaalt", sentence="Wie betaalt het groen?")
    make_contribution(title="Eend op de weg")
    make_contribution(title="Fluister voor leden", audience=Audience.MEMBERS)
    workbench.take_in(laid.pile, by=laid.member)
    workbench.offer(laid.pile, [fresh], by=laid.member)
    stocktaking.lay(laid.stories.case, Laid.QUESTIONS, frozenset({fresh.id}), laid.member)
    follow.withdraw(laid.stories.nowhere)
    laid.question.status = QuestionStatus.ANSWERED
    return frozen_later(laid, frozen)


def test_new_gone_moved_and_closed(app, client, laid, frozen):
    later = changed(laid, frozen)
    found = difference(queries.frozen(frozen, Visitor()), queries.frozen(later, Visitor()))
    assert [c.title for c in found.new] == ["Eend op de weg"] and found.gone == []
    assert [(m.now.title, m.before.laid, m.now.laid) for m in found.moved] == [
        ("Caravan in de gracht", Laid.ONE_CASE, Laid.QUESTIONS)
    ]
    assert {both.question.slug: both.change for both in found.questions} == {"wie-beheert": "closed", "wie-betaalt": "new"}
    page = re.sub(r"\s+", " ", app.test_client().get(f"/balans/{later.slug}/verschil?met={frozen.slug}").text)
    assert "Wat er veranderde sinds Zomertour 2026" in page and "Dit is geen steekproef." in page
    assert "1 bijdragen zijn nieuw, 0 staan er niet meer in, 1 liggen ergens anders." in page
    assert "1 van de eerdere en 0 van de latere" in page and "Fluister" not in page
    told = re.sub(r"<[^>]+>", " ", page)
    assert re.search(r"Wie betaalt het groen\?\s+Toen:\s+–\s+Nu:\s+1\s+nieuw", told)
    assert "Fluister voor leden" in client.get(f"/balans/{later.slug}/verschil?met={frozen.slug}").text
    assert f"verschil?met={frozen.slug}" in client.get(f"/balans/{later.slug}").text


def test_every_page_of_what_moved_and_what_is_new_is_reached(client, laid, frozen, monkeypatch):
    """Each list turns by itself, and a phone reads "Then" and "Now" beside what it tells."""
    monkeypatch.setattr(comparing, "PAGE", 1)
    make_contribution(title="Eend op de weg"), make_contribution(title="Fiets in de heg")
    workbench.take_in(laid.pile, by=laid.member)
    for name in ("case", "nowhere"):
        stocktaking.lay(getattr(laid.stories, name), Laid.QUESTIONS, frozenset({laid.question.id}), laid.member)
    later = frozen_later(laid, frozen)
    address = f"/balans/{later.slug}/verschil?met={frozen.slug}"
    seen = {(where, page): title_in(client, address, where, page) for where in ("elders", "nieuw") for page in (1, 2, 3)}
    for where, titles in (("elders", {"Caravan in de gracht", "Deksel zonder put"}), ("nieuw", {"Eend op de weg", "Fiets in de heg"})):
        assert {seen[where, 1], seen[where, 2]} == titles and seen[where, 3] == seen[where, 2], "beyond the end is the last"
    page = client.get(address).text
    assert f"{address}&amp;bij=elders&amp;pagina=2#elders" in page and 'aria-label="Bladzijden: Nieuw erin"' in page
    assert page.count('<span class="bij">Toen: </span>') == page.count('<span class="bij">Nu: </span>') == 2, "both tables"
    assert client.get(f"{address}&bij=onzin&pagina=x").status_code == 200


def title_in(client, address, where, page):
    """What the list at this anchor shows on this page of it, while each shows one."""
    shown = client.get(f"{address}&bij={where}&pagina={page}").text.split(f'<h2 id="{where}">')[1].split("</section>")[0]
    return re.search(r'<a href="/bijdragen/[^>]*>([^<]*)</a>', shown).group(1)


def test_then_and_now_are_cases_and_where_they_lay_says_both(client, laid, frozen):
    one, other = laid.stories.case, laid.stories.nowhere
    put_together(one, other, laid.member, mark_of_pair(one, other))
    for found in (one, other):
        stocktaking.lay(found, Laid.QUESTIONS, frozenset({laid.question.id}), laid.member)
    later = frozen_later(laid, frozen)
    both = difference(*(queries.frozen(s, laid.member) for s in (frozen, later))).questions[0]
    assert (both.before, both.now) == (3, 4)
    assert "<dd>5 bijdragen over 4 gevallen</dd>" in client.get(f"/balans/{later.slug}").text
    assert "5 bijdragen over 4 gevallen</h2>" in client.get(f"/balans/{later.slug}/bijdragen").text
    told = [(piece.name, piece.text) for piece in outline(queries.frozen(later, laid.member))]
    assert ("Bij een vraagstuk", "5 bijdragen over 4 gevallen") in told
    assert ("", "Bij een vraagstuk: 5 bijdragen over 4 gevallen") in told


def test_the_other_way_round_or_unknown_is_no_address(app, client, laid, frozen):
    later = frozen_later(laid, frozen)
    for asked in (f"{frozen.slug}/verschil?met={later.slug}", f"{later.slug}/verschil?met=x", f"{later.slug}/verschil"):
        assert client.get(f"/balans/{asked}").status_code == 404
    operations.take_back(frozen)
    db.session.commit()
    visitor = app.test_client()
    assert visitor.get(f"/balans/{later.slug}/verschil?met={frozen.slug}").status_code == 404
    assert frozen.name not in visitor.get(f"/balans/{later.slug}").text


def test_two_of_the_same_second_are_told_apart(client, laid, frozen):
    later = frozen_later(laid, frozen)
    later.made_at = frozen.made_at
    db.session.commit()
    assert client.get(f"/balans/{later.slug}/verschil?met={frozen.slug}").status_code == 200
    assert f"verschil?met={frozen.slug}" in client.get(f"/balans/{later.slug}").text
    assert f"verschil?met={later.slug}" not in client.get(f"/balans/{frozen.slug}").text
    assert client.get(f"/balans/{frozen.slug}/verschil?met={later.slug}").status_code == 404


def test_what_is_not_in_the_later_one_is_gone(laid, frozen):
    workbench.withdraw_bin(laid.pile, laid.question, by=laid.member)
    for name in ("named", "members", "silent"):
        stocktaking.lay(getattr(laid.stories, name), Laid.NOWHERE, frozenset(), laid.member)
    found = difference(*(queries.frozen(s, laid.member) for s in (frozen, frozen_later(laid, frozen))))
    assert [(both.question.slug, both.change, both.before) for both in found.questions] == [("wie-beheert", "gone", 3)]
    assert len(found.moved) == 3


def test_a_question_that_went_up_in_another_one_says_in_which(app, client, laid, frozen):
    """As its reader may read that one now; the sentence of one that is for the members only stays hidden."""
    heir = make_question(slug="wie-zorgt", sentence="Wie zorgt voor het groen?")
    db.session.add(Merge(question_id=laid.question.id, into_id=heir.id, moved={}))
    db.session.commit()
    later = frozen_later(laid, frozen)
    address = f"/balans/{later.slug}/verschil?met={frozen.slug}"
    line = 'niet meer erin. Ging op in: <a href="/vraagstukken/wie-zorgt" lang="nl">Wie zorgt voor het groen?</a>'
    assert line in app.test_client().get(address).text and line in client.get(address).text
    heir.is_public = False
    db.session.commit()
    assert "Ging op in" not in app.test_client().get(address).text and line in client.get(address).text
