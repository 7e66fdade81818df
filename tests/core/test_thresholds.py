"""`bin/bench` fails when a threshold is passed over, and judges nothing that was not measured."""

from bench.thresholds import judged
from tests.databases import ONCE

pytestmark = ONCE


def page(name, ms, cold=10.0):
    return {"page": name, "p95_ms": ms, "cold_ms": cold}


def test_what_was_not_measured_is_not_judged():
    assert judged({"many": 10_000, "pages": {}}) == []


def test_of_mails_none_may_be_lost_or_come_twice():
    mails = {"write": {"seconds": 200.0, "mb": 200}, "send": {"seconds": 601.0, "mb": 200, "letters": 10_000, "addresses": 9_999}}
    failed = [one.what for one in judged({"many": 10_000, "pages": {}, "mails": mails}) if not one.passes]
    assert failed == ["send 10,000 mails", "mails that did not arrive", "mails that arrived twice"]


def test_each_figure_meets_its_own_threshold():
    balance = {1000: {"member": [page("balance", 20.0, 40.0), page("sorting, 300 cards", 299.0)]}, 100_000: {"member": [page("balance", 61.0, 119.0), page("sorting, 300 cards", 301.0)]}}
    catalogue = {1000: {"p95": {"facets": 0.2, "facets, cold": 2.0}}, 1_000_000: {"p95": {"facets": 9.9, "facets, cold": 21.0}}}
    reports = {"freeze": {"seconds": 20.0, "mb": 900}, "pdf": {"seconds": 301.0, "mb": 1499}, "docx": {"seconds": 12.0, "mb": 1501}}
    found = {"many": 10_000, "pages": balance, "catalogue": catalogue, "reports": reports, "duplicates": {"seconds": 900.0}, "filter_ms": float("inf")}
    failed = [one.what for one in judged(found) if not one.passes]
    assert failed == [
        "sorting, 300 cards among 100,000 (p95)", "page balance of a member, warm, with 100,000 (61.0 ms)", "a filter over 300 cards, in the browser",
        "facets, cold, with 1,000,000 (21.0 ms)", "pdf of 10,000 contributions", "docx of 10,000 contributions, most memory",
    ]  # fmt: skip
    assert len(judged(found)) == 2 + 2 + 1 + 2 + 6 + 1 and judged(found)[0].line().startswith("PASS  sorting")
