"""What the figures are held to: each with what was measured, the most that it may be, and whether it is."""

from dataclasses import dataclass

CARDS_MS, FILTER_MS = 300, 100  # of 300 cards: the page (p95), and a filter over them in the browser
TIMES = {100_000: 3, 1_000_000: 10}  # a matrix or all facets, cold or warm: times the p95 of a thousand contributions
FLOOR_MS = 1.0  # below this a ratio says more of the clock than of us
REPORT_SECONDS, REPORT_MB = 300, 1500  # of one file of 10,000 contributions, made by the job
MAILS_SECONDS, MAILS_MB = 600, 300  # to write or to send 10,000: a worker does it within its ordinary rounds
DUPLICATES_SECONDS = 3600  # of 10,000 texts, every pair looked at
GROWING = ("balance", "balance, filtered", "list, two facets")  # pages that show the matrix or the facets
SMALL = 1000  # contributions that the ratios are to


@dataclass(frozen=True)
class Judged:
    what: str
    measured: float
    most: float
    unit: str

    @property
    def passes(self):
        return self.measured <= self.most

    def line(self):
        return f"{'PASS' if self.passes else 'FAIL'}  {self.what}: {self.measured:,.1f} {self.unit}, at most {self.most:,.1f}"


def judged(found):
    """All that can be judged of what was measured; `found` has the figures by part."""
    return [*of_pages(found.get("pages", {})), *of_filter(found), *of_catalogue(found.get("catalogue", {})), *of_reports(found), *of_duplicates(found), *of_mails(found)]


def of_pages(pages):
    by_size = {size: {(who, row["page"]): row for who, rows in found.items() for row in rows} for size, found in pages.items()}
    for size, rows in by_size.items():
        for (_who, name), row in rows.items():
            if name.startswith("sorting"):
                yield Judged(f"{name} among {size:,} (p95)", row["p95_ms"], CARDS_MS, "ms")
    for size, most in TIMES.items():
        for who, name in by_size.get(size, {}) if SMALL in by_size else ():
            if name in GROWING:
                small, large = by_size[SMALL][who, name], by_size[size][who, name]
                yield times(f"page {name} of a {who}, warm, with {size:,}", large["p95_ms"], small["p95_ms"], most)
                yield times(f"page {name} of a {who}, cold, with {size:,}", large["cold_ms"], small["cold_ms"], most)


def of_catalogue(sizes):
    for size, most in TIMES.items():
        if size in sizes and SMALL in sizes:
            for name, ms in sizes[size]["p95"].items():
                yield times(f"{name if 'cold' in name else f'{name}, warm'}, with {size:,}", ms, sizes[SMALL]["p95"][name], most)


def times(what, large, small, most):
    return Judged(f"{what} ({large:.1f} ms)", large / max(small, FLOOR_MS), most, f"times that with {SMALL:,}")


def of_filter(found):
    if "filter_ms" in found:
        yield Judged("a filter over 300 cards, in the browser", found["filter_ms"], FILTER_MS, "ms")


def of_reports(found):
    for name, row in found.get("reports", {}).items():
        what = f"{name} of {found['many']:,} contributions"
        yield Judged(what, row["seconds"], REPORT_SECONDS, "s")
        yield Judged(f"{what}, most memory", row["mb"], REPORT_MB, "MB")


def of_duplicates(found):
    if "duplicates" in found:
        yield Judged(f"duplicates of {found['many']:,}, to the end", found["duplicates"]["seconds"], DUPLICATES_SECONDS, "s")


def of_mails(found):
    if "mails" not in found:
        return
    many, sent = found["many"], found["mails"]["send"]
    for name, row in found["mails"].items():
        yield Judged(f"{name} {many:,} mails", row["seconds"], MAILS_SECONDS, "s")
        yield Judged(f"{name} {many:,} mails, most memory", row["mb"], MAILS_MB, "MB")
    yield Judged("mails that did not arrive", many - sent["addresses"], 0, "mails")
    yield Judged("mails that arrived twice", sent["letters"] - sent["addresses"], 0, "mails")
