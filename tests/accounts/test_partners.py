"""Partners of the deal that are no municipality, what administrators change, and municipalities that come and go."""

import csv
import shutil
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.models import Organisation, Role
from app.core.clock import today
from app.core.database import db
from app.stocktaking.queries import partners
from tests.factories import make_municipality, make_organisation, make_user

BZK = ("Ministerie van BZK", "rijk")


@pytest.fixture
def prepare(app, tmp_path, monkeypatch):
    """Runs `prepare` with these partners, and a register with these changes."""
    original = app.extensions["deal"]
    folder = tmp_path / "deal"
    shutil.copytree(original.folder, folder)

    def run(expected=0, rows=None, **changes):
        if rows:
            write_register(original.folder / "municipalities.csv", folder / "municipalities.csv", rows)
        monkeypatch.setitem(app.extensions, "deal", replace(original, folder=folder, **changes))
        said = app.test_cli_runner().invoke(args=["prepare"])
        assert said.exit_code == expected, said.output
        db.session.expire_all()
        return said.output

    return run


def write_register(old, new, changed):
    """The register with other columns beside it; `None` leaves a municipality out."""
    with old.open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row | {"valid_from": "", "valid_to": "", "successor": ""} for row in csv.DictReader(file)}
    first = next(iter(rows.values()))
    for code, facts in changed.items():
        rows[code] = facts and rows.get(code, first | {"code": code}) | facts
    with new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, first)
        writer.writeheader()
        writer.writerows(row for row in rows.values() if row)


@pytest.fixture
def admin(sign_in):
    user = make_user(Role.ADMINISTRATOR)
    sign_in(user)
    return user


def named(name):
    return db.session.scalars(select(Organisation).where(Organisation.name == name)).one()


def at(organisation):
    return f"/beheer/organisaties/{organisation.id}"


def test_a_ministry_can_own_a_question(prepare):
    prepare()
    names = [found.name for found in partners()]
    assert "Zoetermeer" in names and len([name for name in names if "Ministerie" in name]) == 2
    assert named("Centrum voor Criminaliteitspreventie en Veiligheid (CCV)").kind == "kennis"


def test_partners_follow_the_deal_at_each_start(prepare):
    prepare(partners=(BZK,), members=("Ede",))
    prepare(partners=(BZK,), members=("Ede",))
    assert [found.name for found in partners()] == ["Ede", "Ministerie van BZK"]
    prepare(partners=(("Het CCV", "kennis"),), members=("Urk",))
    assert [found.name for found in partners()] == ["Het CCV", "Urk"]
    assert named(BZK[0]).valid_to is None, "it stays, with its people"


def test_what_an_administrator_changed_stays(prepare, client, admin):
    prepare(partners=(BZK,), members=("Ede",))
    data = {"name": "Ministerie van Binnenlandse Zaken", "kind": "rijk", "mail_domains": "@MinBZK.nl, rijksoverheid.nl"}
    assert client.post(at(named(BZK[0])), data=data).status_code == 302
    assert client.post(at(named("Ede")), data={"mail_domains": "ede.nl"}).status_code == 302
    assert client.post(at(named("Urk")), data={"is_partner": "y"}).status_code == 302
    prepare(partners=(BZK,), members=("Ede",))
    assert [found.name for found in partners()] == ["Urk"]
    ministry = named("Ministerie van Binnenlandse Zaken")
    assert (ministry.mail_domains, ministry.is_partner) == ("minbzk.nl\nrijksoverheid.nl", False)
    assert db.session.scalars(select(Organisation).where(Organisation.name == BZK[0])).all() == []
    assert named("Ede").mail_domains == "ede.nl"


@pytest.mark.parametrize("wrong", [{"partners": (("X", "ruimtevaart"),)}, {"partners": (("Ede", "rijk"),)}])
def test_a_partner_that_cannot_be_is_named(prepare, wrong):
    said = prepare(expected=1, **wrong)
    assert "deal.toml" in said and "Traceback" not in said


def test_a_municipality_keeps_what_the_register_says(client, admin):
    town = make_municipality(name="Rondstad")
    page = client.get(at(town)).text
    assert 'name="name"' not in page and 'name="kind"' not in page and 'name="successor"' not in page
    assert client.post(at(town), data={"name": "Vierstad", "kind": "rijk", "successor": "X", "is_partner": "y"}).status_code == 302
    db.session.refresh(town)
    assert (town.name, town.kind, town.is_partner, town.successor_id) == ("Rondstad", "gemeente", True, None)


@pytest.mark.parametrize("data", [
    {"name": ""}, {"name": "x" * 121}, {"name": "bezet"}, {"kind": "gemeente"}, {"kind": "onzin"}, {"mail_domains": "geen domein!"},
    {"mail_domains": "http://gemeente.nl/"}, {"mail_domains": "\n".join(f"afdeling{n}.gemeente.nl" for n in range(20))},
])
def test_what_cannot_be_changed_comes_back_to_repair(client, admin, data):
    make_organisation(name="Bezet")
    ours = make_organisation(name="Van ons", mail_domains="ons.nl")
    answer = client.post(at(ours), data={"name": "Van ons", "kind": "kennis", "mail_domains": "nieuw.nl"} | data)
    assert answer.status_code == 422 and "alert--fout" in answer.text
    assert all(value[:60].splitlines()[0] in answer.text for value in data.values() if value and "kind" not in data)
    db.session.expire_all()
    assert (ours.name, ours.mail_domains) == ("Van ons", "ons.nl")


def test_the_own_name_in_other_letters_is_no_namesake(client, admin):
    ours = make_organisation(name="van ons")
    assert client.post(at(ours), data={"name": "Van  Ons", "kind": "kennis"}).status_code == 302
    db.session.refresh(ours)
    assert ours.name == "Van Ons"


def test_a_vanished_municipality_gets_its_successor(client, admin):
    gone = make_municipality(name="Oudstad", valid_to=date(2026, 1, 1))
    new, also_gone = make_municipality(name="Nieuwstad"), make_municipality(name="Weg", valid_to=date(2025, 1, 1))
    listed = client.get("/beheer/organisaties?q=oudstad").text
    assert "tot 1 januari 2026" in listed
    assert client.post(at(gone), data={"successor": "nieuwstad"}).status_code == 302
    db.session.refresh(gone)
    assert gone.successor_id == new.id and 'value="Nieuwstad"' in client.get(at(gone)).text
    for wrong in ("Atlantis", also_gone.name, gone.name):
        answer = client.post(at(gone), data={"successor": wrong})
        assert answer.status_code == 422 and wrong in answer.text
    assert client.post(at(gone), data={"successor": ""}).status_code == 302
    db.session.refresh(gone)
    assert gone.successor_id is None


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.ADMINISTRATOR)])
def test_only_administrators_change_organisations(client, sign_in, role):
    ours = make_organisation(name="Van ons")
    if role:
        sign_in(make_user(role))
    assert client.get(at(ours)).status_code == (403 if role else 302)
    assert client.post(at(ours), data={"name": "X", "kind": "kennis"}).status_code == (403 if role else 401)
    assert client.get("/beheer/organisaties/999999").status_code == (403 if role else 302)


def test_the_register_may_tell_who_came_and_went(prepare):
    merged = {"code": "GM9999", "name": "Nieuw-Ede", "valid_from": "2026-01-01"}
    prepare(rows={"GM0228": {"valid_to": "2026-01-01", "successor": "GM9999"}, "GM9999": merged})
    ede, new = named("Ede"), named("Nieuw-Ede")
    assert (ede.valid_to, ede.successor, new.valid_from) == (date(2026, 1, 1), new, date(2026, 1, 1))
    assert ede.size and ede.part == "east", "stories of then keep their coarse place"
    prepare(rows={"GM9999": merged, "GM0228": None})
    assert (ede.valid_to, ede.successor) == (date(2026, 1, 1), new), "a register that does not tell changes nothing"


def test_a_municipality_that_left_the_register_ended_today(prepare):
    prepare()
    prepare(rows={"GM0228": None})
    assert named("Ede").valid_to == today() and named("Ede").size
    prepare(rows={"GM0228": {"valid_to": ""}})
    assert named("Ede").valid_to is None


def test_classes_are_counted_over_the_municipalities_of_today(prepare):
    """Three large ones in the north are too few to name the size; two that are gone do not make five."""
    gone = {"name": "", "province": "Drenthe", "inhabitants": "200000", "valid_to": "2020-01-01"}
    prepare(rows={"GM9998": gone | {"name": "Weg A"}, "GM9997": gone | {"name": "Weg B"}})
    assert named("Groningen").size is None and named("Weg A").size is None


def test_a_register_that_cannot_be_read_is_named(prepare):
    said = prepare(expected=1, rows={"GM0228": {"valid_to": "vorig jaar"}})
    assert "municipalities.csv" in said and "Traceback" not in said
