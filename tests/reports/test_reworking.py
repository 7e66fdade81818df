"""What became of a question between two stocktakes, in words, and nothing of what may not be read today."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import delete, select

from app.accounts.models import Role, Visitor
from app.contributions import operations as contributions
from app.contributions.models import Audience
from app.contributions.operations import follow, relist
from app.core.clock import now, today
from app.core.database import db
from app.reports import queries
from app.reports.difference import difference
from app.reports.terms import FrozenTerm
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Answer, Decision, Dissent, Evidence, QuestionStatus, Reach, Stance, Statement
from tests.factories import Dimension, make_contribution, make_organisation, make_user
from tests.reports.complained import complain, decide, hide
from tests.reports.made import frozen_later


def line_of(browser, earlier, later, sentence="Wie beheert het groen?", home=""):
    """The row of a question as it is read, without markup; None when it is in neither."""
    page = browser.get(f"{home}/balans/{later.slug}/verschil?met={earlier.slug}").text
    rows = re.findall(r"<tr><th scope=\"row\".*?</tr>", page.split('<h2 id="elders">')[0], re.DOTALL)
    told = (re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", row))) for row in rows if sentence in row)
    return next(told, None)


def quoted(statement, story):
    quote = Evidence(contribution=story, stance=Stance.SUPPORTS, field="facts", start=0, end=9, quote=story.facts[:9])
    statement.evidence.append(quote)


def worked_on(question):
    """Everything else than its place and whether it is closed."""
    owner = make_organisation(name="Gemeente Put")
    question.sentence, question.explanation = "Wie betaalt het groen?", "Het kost geld."
    question.status = QuestionStatus.ASSIGNED
    question.owner_id, question.owner_accepted_at, question.due_on = owner.id, now(), date(2027, 3, 1)
    question.kind, question.route = "beheer", "pilot"
    question.statements.append(Statement(position=2, text="Niemand betaalt."))
    quoted(question.statements[1], make_contribution(title="Eend op de weg"))
    one = {"question_id": question.id, "organisation_id": owner.id}
    db.session.add_all([
        Answer(**one, reach=Reach.PART, steps="Leg geld apart."),
        Decision(question_id=question.id, body="Raad van Put", on=today(), reason="Omdat het moet."),
        Dissent(**one, text="Wij zien dat anders."),
    ])
    db.session.scalars(select(Answer).where(Answer.steps == "Begin met een lijst.")).one().signed_at = now()
    db.session.scalars(select(Dissent).where(Dissent.text == "Wij vinden van niet.")).one().text = "Liever niet."
    db.session.execute(delete(Decision).where(Decision.body == "Stuurgroep groen"))
    db.session.commit()


def test_every_thing_that_changed_is_told_in_words(app, client, laid, frozen):
    worked_on(laid.question)
    later = frozen_later(laid, frozen)
    for browser, quotes in ((app.test_client(), "toen 1, nu 2"), (client, "toen 2, nu 3")):
        told = line_of(browser, frozen, later, "Wie betaalt het groen?")
        for line in (
            "veranderd", "Anders verwoord. Toen: Wie beheert het groen?", "De toelichting is anders verwoord",
            "Stand: toen Nieuw, nu Uitgezet", "Trekker: toen nog niemand, nu Gemeente Put ",
            "Antwoord vóór: toen geen dag, nu 1 maart 2027", "Uitspraken: toen 1, nu 2", f"Citaten die je mag lezen: {quotes}",
            "Nieuw antwoord van Gemeente Put", "Een coördinator tekende het antwoord van Waterschap Rijn af",
            "Nieuw besluit van Raad van Put", "Niet meer erin: het besluit van Stuurgroep groen",
            "Nieuw: Gemeente Put ziet het anders", "Hoe Waterschap Rijn het anders ziet, is veranderd",
        ):  # fmt: skip
            assert line in told, line
        assert "gebleven" not in told and "voorgesteld" not in told and "antwoord van Waterschap Rijn is" not in told
    page = client.get(f"/balans/{later.slug}/verschil?met={frozen.slug}").text
    assert "0 weer open, 1 op een andere manier veranderd." in page
    english = line_of(client, frozen, later, "Wie betaalt het groen?", home="/en")
    for line in ("Worded otherwise. Then:", "Status: then New, now Passed on", "New decision of Raad van Put", "Quotes that may be read: then 2, now 3"):
        assert line in english, line


def test_where_nothing_differs_it_stayed(client, laid, frozen):
    told = line_of(client, frozen, frozen_later(laid, frozen))
    assert told.strip().endswith("gebleven")


def test_an_owner_who_accepted_is_told(client, laid, frozen):
    laid.question.owner_id = make_organisation(name="Gemeente Put").id
    proposed = frozen_later(laid, frozen)
    proposed.name, laid.question.owner_accepted_at = "Herfsttour", now()
    accepted = frozen_later(laid, proposed)
    assert "Trekker: toen nog niemand, nu Gemeente Put (voorgesteld)" in line_of(client, frozen, proposed)
    told = line_of(client, proposed, accepted)
    assert "Trekker: toen Gemeente Put (voorgesteld), nu Gemeente Put " in told and "gebleven" not in told


def test_that_it_became_public_is_told_to_members_only_while_it_is(app, client, laid, frozen):
    """Everybody never read it in the earlier one; and of one that is out of view today nobody is told that it came."""
    laid.question.is_public = False
    hidden = frozen_later(laid, frozen)
    hidden.name = "Herfsttour"
    laid.question.is_public = True
    later = frozen_later(laid, hidden)
    assert "Toen alleen voor leden, nu voor iedereen" in line_of(client, hidden, later)
    visitor = line_of(app.test_client(), hidden, later)
    assert visitor.strip().endswith("nieuw")
    stocktaking.hold(laid.question, make_user())
    db.session.commit()
    assert line_of(app.test_client(), hidden, later) is None
    assert "voor iedereen" not in line_of(client, hidden, later)


@pytest.mark.parametrize("way", ["withdrawn", "out of view", "for members", "not to be quoted"])
def test_a_quote_that_went_since_is_told_in_neither(app, laid, frozen, way):
    story = make_contribution(title="Eend op de weg")
    quoted(laid.question.statements[0], story)
    db.session.commit()
    later = frozen_later(laid, frozen)
    visitor = app.test_client()
    assert "Citaten die je mag lezen: toen 1, nu 2" in line_of(visitor, frozen, later)
    {
        "withdrawn": lambda: follow.withdraw(story),
        "out of view": lambda: contributions.hold(story, make_user()),
        "for members": lambda: setattr(story, "audience", Audience.MEMBERS) or relist(story),
        "not to be quoted": lambda: setattr(story, "not_quoted", True) or relist(story),
    }[way]()
    db.session.commit()
    assert line_of(visitor, frozen, later).strip().endswith("gebleven")


def test_who_wants_no_quote_any_more_seems_to_say_nothing_new(app, client, laid, frozen):
    laid.stories.named.not_quoted = True
    relist(laid.stories.named)
    db.session.commit()
    later = frozen_later(laid, frozen)
    for browser in (app.test_client(), client):
        assert line_of(browser, frozen, later).strip().endswith("gebleven")


def test_two_worlds_in_which_members_quoted_more(app, laid, frozen):
    """Of quotes for members, and of a question of theirs with its decision and another view, nobody else hears."""
    visitor, address = app.test_client(), "/balans/wintertour/verschil?met=" + frozen.slug
    secret = make_contribution(title="Fluister voor leden", audience=Audience.MEMBERS)
    later = frozen_later(laid, frozen)
    plain = visitor.get(address).text
    made_at = later.made_at
    db.session.delete(later)
    frozen.made_at += timedelta(days=30)
    quoted(laid.question.statements[0], secret)
    body = {"question_id": laid.inner.id}
    db.session.add_all([
        Decision(**body, body="Geheime raad", on=today(), reason="Stil."),
        Dissent(**body, organisation_id=make_organisation(name="Geheim bedrijf").id, text="Sst."),
    ])
    db.session.commit()
    later = frozen_later(laid, frozen)
    later.made_at = made_at
    db.session.commit()
    assert visitor.get(address).text == plain and "gebleven" in plain


def test_a_view_that_went_in_a_complaint_is_told_nowhere(app, client, laid, frozen):
    other = make_organisation(name="Bedrijf Boos", is_partner=True)
    theirs = make_user(Role.MEMBER, other)
    stocktaking.dissent(laid.question, other, "Die meneer liegt.", "", theirs)
    db.session.commit()
    later = frozen_later(laid, frozen)
    assert "Nieuw: Bedrijf Boos ziet het anders" in line_of(app.test_client(), frozen, later)
    appeal = hide(complain(laid.question))
    assert line_of(app.test_client(), frozen, later) is None, "nobody else reads it while it is judged"
    stocktaking.withdraw_dissent(laid.question, other, "Die meneer liegt.", theirs)
    decide(appeal)
    for browser in (app.test_client(), client):
        page = browser.get(f"/balans/{later.slug}/verschil?met={frozen.slug}").text
        assert "Bedrijf Boos" not in page and "ziet het anders" not in page


def called(code, name):
    return FrozenTerm(Dimension.ROUTE, code, {"nl": name, "en": name}, "", "", (), "", "", (), False, None, None)


def routed(edition, name, codebook):
    found = replace(edition.questions[0], route={"nl": name, "en": name})
    return replace(edition, questions=(found,), vocabulary=name, codebook=codebook)


def change_of(earlier, later):
    return difference(earlier, later).questions[0].change


def test_a_route_that_is_only_called_otherwise_is_no_change(laid, frozen):
    edition = queries.frozen(frozen, Visitor())
    then = routed(edition, "Proef", (called("pilot", "Proef"), called("raad", "Raad")))
    renamed = (called("pilot", "Pilot"), called("raad", "Raad"))
    assert change_of(then, routed(edition, "Pilot", renamed)) == ""
    assert change_of(then, routed(edition, "Raad", renamed)) == "reworked"


def test_an_old_stocktake_without_its_terms_says_nothing_of_them(laid, frozen):
    edition = queries.frozen(frozen, Visitor())
    then = routed(edition, "Proef", ())
    assert change_of(then, routed(edition, "Pilot", (called("pilot", "Pilot"),))) == ""
