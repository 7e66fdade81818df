"""Operators are told which addresses are secrets, so that the log of a proxy holds none."""

import re
from pathlib import Path

from app.core.wording import ROOT

GUIDE = Path(ROOT) / "docs" / "operators.md"


def test_every_secret_address_is_named_in_the_guide(app):
    line = next(one for one in GUIDE.read_text(encoding="utf-8").splitlines() if "secrets out of the access log" in one)
    named = tuple(re.findall(r"`(/[a-z/-]+/)`", line))
    secret = {rule.rule for rule in app.url_map.iter_rules() if re.match(r"[^<]*<(token|code)>", rule.rule)}
    plain = {rule.removeprefix("/en") for rule in secret}
    assert len(named) > 5 and not [rule for rule in sorted(plain) if not rule.startswith(named)]
