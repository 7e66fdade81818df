"""Which conditions hold, what that says of an experience, and that failures stand between the rest."""

from sqlalchemy import select

from app.answering.models import ConditionCheck, Holds
from app.answering.operations import check
from app.answering.side_by_side import conditions_of, mark_of
from app.answering.transfer import Condition, conditions_in, fit, ranked
from app.contributions import operations as contributions
from app.contributions.disclosure import disclosed
from app.contributions.models import Outcome, Status
from app.core.database import db
from tests.answering.made import answered
from tests.factories import Dimension, term

CLAY, MONEY, TREES = (Condition(name, name) for name in ("klei", "geld", "bomen"))
PHASE = Condition("phase x", "Fase: x", is_said=False)


def test_each_line_is_a_condition_and_the_same_words_count_once():
    found = conditions_in("- Er is geld.\n\n2. De grond is klei\n•  er is  GELD\n   \n--")
    assert [(one.key, one.words) for one in found] == [("er is geld", "Er is geld."), ("de grond is klei", "De grond is klei")]
    assert conditions_in("") == []


def order_of(tried, known):
    return [one.experience for one in ranked([fit(name, said, known) for name, said in tried.items()])]


def test_the_larger_share_stands_on_top_and_unknown_counts_half():
    known = {"klei": Holds.YES, "geld": Holds.NO}
    tried = {
        "half": [CLAY, MONEY], "none holds": [MONEY], "said none": [PHASE], "all": [CLAY], "unknown": [TREES],
        "three quarters": [CLAY, TREES], "a quarter": [MONEY, TREES],
    }  # fmt: skip
    assert order_of(tried, known) == ["all", "three quarters", "half", "unknown", "said none", "a quarter", "none holds"]
    one = fit("x", [CLAY, TREES, MONEY, PHASE], known)
    assert (one.holding, len(one.said), len(one.told)) == (1, 3, 1)


def test_characteristics_decide_between_equal_ones_only():
    """Else an experience whose one condition does not hold would stand on top because its phase and size do."""
    known = {"geld": Holds.NO, "klei": Holds.YES} | {f"phase {n}": Holds.YES for n in range(3)} | {"phase x": Holds.NO}
    fits = [Condition(f"phase {n}", f"Fase {n}", is_said=False) for n in range(3)]
    tried = {"fails": [MONEY, *fits], "holds": [CLAY, PHASE], "holds in our phase": [CLAY, fits[0]], "none": fits, "other": [PHASE]}
    assert order_of(tried, known) == ["holds in our phase", "holds", "none", "other", "fails"]


def test_as_long_as_nothing_is_said_they_stand_as_they_came():
    tried = {"first": [CLAY], "without": [PHASE], "second": [CLAY, MONEY]}
    assert order_of(tried, {}) == ["first", "second", "without"]
    assert fit("x", [CLAY], {}).judged == ((CLAY, None),)


def test_hosts_share_what_they_found_and_see_failures_too(client, sign_in):
    challenge, (story, other) = answered("Een put", "Een wadi", terms=[term(Dimension.PHASE)])
    other.outcome, other.went_wrong, other.cost_hours, other.cost_euros = Outcome.STOPPED, "Te laat begonnen.", 40, 5000
    db.session.commit()
    one, second = (host.user for host in challenge.hosts)
    marks = {mark_of(found): found for found in conditions_of(disclosed(story, one))}
    phase = next(mark for mark, found in marks.items() if found.key.startswith("phase"))
    size = next(mark for mark, found in marks.items() if found.key.startswith("size"))
    sign_in(one)
    address = f"/uitdagingen/{challenge.slug}/voorwaarden"
    page = client.get(address).text
    assert "Fase: " in page and "Middelgrote gemeente<" in page and other.title in page
    assert "De volgorde zegt dus nog niets" in page and "(nog niet gezegd)" in page and "(weet ik niet)" not in page
    side_by_side = page.split('id="ervaringen"')[1]
    assert "Te laat begonnen." in side_by_side and "40 uur, 5.000 euro" in side_by_side and "Niet verteld" in side_by_side
    assert "Schreef geen voorwaarden op" in side_by_side and "Wat er verder van bekend is" in side_by_side and "Gestopt" in side_by_side
    assert client.post(address, data={f"geldt-{phase}": "yes", f"eerst-{phase}": ""}).status_code == 303
    check(challenge, {size: Holds.NO})  # the second host, meanwhile
    db.session.commit()
    sign_in(second)
    sent = {f"geldt-{phase}": "no", f"eerst-{phase}": "yes", f"geldt-{size}": "", f"eerst-{size}": "", "geldt-x": "yes"}
    assert client.post(address, data=sent).status_code == 303
    assert "De volgorde zegt dus nog niets" not in client.get(address).text
    found = db.session.scalars(select(ConditionCheck)).all()
    assert {row.mark: row.holds for row in found} == {phase: Holds.NO, size: Holds.NO}


def test_what_nobody_says_any_more_is_forgotten(app):
    challenge, (story,) = answered(terms=[term(Dimension.PHASE)])
    found = conditions_of(disclosed(story, challenge.hosts[0].user))
    check(challenge, {mark_of(one): Holds.YES for one in found})
    assert len(found) == 2 and len(db.session.scalars(select(ConditionCheck)).all()) == 2
    story.status = Status.WITHDRAWN
    contributions.withdraw_from_lists(story)
    assert db.session.scalars(select(ConditionCheck)).all() == []


def test_before_somebody_said_something_no_condition_is_told_not_to_hold(client, sign_in):
    challenge, (story,) = answered("Een wadi")
    story.condition = "De buurt doet mee."
    db.session.commit()
    sign_in(challenge.hosts[0].user)
    address = f"/uitdagingen/{challenge.slug}/voorwaarden"
    page = client.get(address).text
    assert "1 voorwaarde, waarvan jullie nog niets zeiden" in page and "0 van 1" not in page
    mark = next(mark_of(one) for one in conditions_of(disclosed(story, challenge.hosts[0].user)) if one.is_said)
    client.post(address, data={f"geldt-{mark}": "no", f"eerst-{mark}": ""})
    assert "0 van 1 voorwaarde geldt bij jullie" in client.get(address).text
