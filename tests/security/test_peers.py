"""What went wrong in products like ours, as tests on ours. Each name carries the advisory; docs/security.md lists them all."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Organisation, Role
from app.contributions.models import Audience, Contribution, Listing, Status
from app.contributions.operations import list_what_came_into_view, withdraw
from app.core.clock import today
from app.core.database import db
from app.stocktaking.models import Question
from tests.databases import ONCE
from tests.factories import (
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_user,
    save,
    term,
)
from tests.security.world import addresses

pytestmark = ONCE

# What somebody with an account and without a role opens; all else that is not for everybody stays shut.
OWN_PAGES = {
    "accounts.mine", "accounts.own_data", "accounts.factors", "accounts.confirm", "accounts.confirm_change", "accounts.be_fresh", "accounts.show_app",
    "notifications.inbox", "gatherings.mine", "pages.own_contributions", "pages.leave", "contributions.start", "appeals.own",
    "following.mine", "answering.stories",
}


def test_cve_2023_36465_without_a_role_no_page_with_a_role_opens(app, world, browser, sign_in):
    """Decidim 2023-36465, 2026-45086 and 2026-45415, Indico 2026-28352: a page of administrators that asked nothing."""
    found = browser()
    sign_in(make_user(), found)
    opened = set()
    for endpoint, path in addresses(app, "GET", world):
        if not getattr(app.view_functions[endpoint], "is_public", False) and endpoint != "static":
            opened |= {endpoint} if found.get(path).status_code == 200 else set()
    assert opened <= OWN_PAGES


@pytest.mark.parametrize("role", [None, Role.HOST, Role.MEMBER, Role.EDITOR])
def test_cve_2026_40869_nobody_decides_without_the_right_on_that_story(app, world, browser, sign_in, role):
    """Decidim: anyone could accept an amendment. Also Discourse 2026-21865, 2026-26973 and 2025-68933: states and notes."""
    someone = browser()
    if role:
        sign_in(make_user(role), someone)
    before = {story.public_id: (story.status, story.version, story.facts, len(story.proposals)) for story in db.session.scalars(select(Contribution))}
    for endpoint, path in addresses(app, "POST", world):
        if endpoint.startswith("review.") and endpoint != "review.open_to_read":
            answer = someone.post(path, data={"besluit": "af", "action": "stop", "reason": "x", "text": "x", "title": "x", "facts": "x y z w v", "version": "1", "seen": "x"})
            assert answer.status_code in (401, 403, 404), f"{endpoint}: {answer.status}"
    after = {story.public_id: (story.status, story.version, story.facts, len(story.proposals)) for story in db.session.scalars(select(Contribution))}
    assert after == before


def test_cve_2024_27090_no_other_form_of_an_address_shows_a_hidden_story(world, visitor):
    """Decidim: a private page was readable at its address for embedding."""
    for hidden in world.parts["redactie.public_id"]:
        for path in ("", ".json", ".txt", ".xml", ".ics", "/embed", "/print", "/oembed", "/og.png", "/feed", "?format=json", "?embed=1", "?preview=1"):
            for root in ("/bijdragen", "/en/bijdragen", "/redactie", "/volg", "/deel"):
                assert visitor.get(f"{root}/{hidden}{path}").status_code in (302, 401, 404), (root, path)
        for page in ("/sitemap.xml", "/bijdragen", "/balans", "/", "/zoeken?q=put"):
            assert hidden not in visitor.get(page).text


@pytest.mark.parametrize("role", [None, Role.HOST, Role.MEMBER, Role.EDITOR])
def test_cve_2025_53640_nobody_reads_a_list_of_people(app, world, browser, sign_in, role):
    """Indico: names and addresses of everybody through a field that looks people up. Also Discourse 2026-33300 and 2026-30891."""
    make_user(Role.MEMBER, email="vreemd@x.example", given_name="Zonderlinge", family_name="Vreemdeling")
    someone = browser()
    if role:
        sign_in(make_user(role), someone)
    for endpoint, path in addresses(app, "GET", world):
        told = someone.get(path).data  # some are pictures
        names = () if (role, endpoint) == (Role.MEMBER, "workbench.pile") else ("Vreemdeling", "Zonderlinge")  # who divides the work
        assert not [word for word in ("vreemd@x", *names, world.all_roles.email) if word.encode() in told], endpoint


MAILBOXES = {"zoetermeer.nl": True, "ZOETERMEER.nl": True, "attacker-zoetermeer.nl": False, "zoetermeer.nl.kwaad.example": False, "sub.zoetermeer.nl": False, "zoetermeer.nlx": False, "oetermeer.nl": False, "nl": False, "": False}


@pytest.mark.parametrize("domain", MAILBOXES)
def test_cve_2026_33393_a_domain_is_that_domain_and_no_other(app, domain):
    """Discourse: a list of allowed domains was compared by its end, so attacker-example.com was example.com."""
    town = make_municipality(mail_domains="zoetermeer.nl\nveiligheidsregio.example")
    assert town.mails_from(domain.lower()) is MAILBOXES[domain]


def test_cve_2024_49767_a_form_of_very_many_parts_is_refused(visitor):
    """Werkzeug: a form in many parts took all memory. V5.2.1: what is too large gets a page that says so."""
    many = {f"veld{n}": (io.BytesIO(b"x"), "x.txt") for n in range(1100)}
    assert visitor.post("/inloggen", data=many, content_type="multipart/form-data").status_code == 413
    large = visitor.post("/inloggen", data={"email": "x" * (3 * 1024 * 1024)}, content_type="multipart/form-data")
    assert large.status_code == 413 and "te groot" in large.text
    assert visitor.post("/inloggen", data=b"x" * (13 * 1024 * 1024), content_type="application/octet-stream").status_code in (400, 413, 422)


def test_cve_2023_23935_no_number_counts_what_its_reader_may_not_see(app, visitor, browser, sign_in):
    """Discourse: the number beside a tag counted private messages. Also 2024-56197 and 2025-46813: pages of a tag, and those that say no."""
    theme = term_of()
    make_contribution(terms=[theme])
    pages = ("/", "/bijdragen", "/balans?beeld=tabel", "/balans.csv", f"/themas/{theme.slug}", "/zoeken?q=put", "/bestaat-niet", "/inloggen", "/sitemap.xml")
    before = {page: visitor.get(page).text for page in pages}
    for status in Status:
        make_contribution(terms=[theme], status=status, audience=Audience.MEMBERS)
    assert {page: visitor.get(page).text for page in pages} == before
    member = browser()
    sign_in(make_user(Role.MEMBER), member)
    assert member.get(pages[2]).text != before[pages[2]], "the comparison can fail"


def term_of():
    from_vocabulary = term("theme")
    assert from_vocabulary is not None
    return from_vocabulary


def test_cve_2026_28227_the_clock_looks_again_before_it_publishes(app):
    """Discourse: what was planned happened, though the right to it was gone. Also 2026-32615."""
    story = make_contribution(visible_from=today() + timedelta(days=1))
    assert not listed(story)
    withdraw(story)
    story.visible_from = today()
    db.session.commit()
    list_what_came_into_view()
    db.session.commit()
    assert not listed(story)


def listed(story):
    found = db.session.get(Listing, (Audience.PUBLIC, story.id))
    return found is not None and not found.gone


def test_cve_2026_45330_a_host_does_nothing_for_another_municipality(app, browser, sign_in):
    """Decidim: records of another organisation could be changed; 2026-45414 used a token there. V8.4.1."""
    theirs = make_challenge(slug="van-een-ander", title="Van een ander?")
    host = browser()
    sign_in(make_user(Role.HOST, make_municipality()), host)
    for page in ("bewerken", "publiceren", "sluiten", "meelezen"):
        for method in ("GET", "POST"):
            assert host.open(f"/uitdagingen/van-een-ander/{page}", method=method, data={"title": "Overgenomen?"}).status_code in (403, 404)
    db.session.refresh(theirs)
    assert theirs.title == "Van een ander?"


def test_cve_2026_5600_a_list_holds_what_belongs_to_it(app, visitor):
    """pretix: the list of one event held those of all."""
    one, other = make_challenge(slug="een"), make_challenge(slug="ander")
    make_contribution(title="Bij de ene", challenge=one)
    make_contribution(title="Bij de andere", challenge=other)
    page = visitor.get("/uitdagingen/een").text
    assert "Bij de ene" in page and "Bij de andere" not in page


def test_cve_2026_45572_what_administrators_write_is_cleaned_too(app, visitor):
    """Decidim: a block of HTML of an administrator was shown as it was."""
    save(Question(slug="v", sentence="<img src=x onerror=alert(1)>?", explanation="<script>alert(1)</script>", is_public=True))
    make_organisation(name="<b onclick=x>Naam</b>")
    for page in ("/vraagstukken", "/vraagstukken/v"):
        text = visitor.get(page).text
        assert "<img src=x" not in text and "<script>alert" not in text
    assert db.session.scalars(select(Organisation)).first()


def test_cve_2026_32620_who_read_it_is_told_to_its_contributor_only(world, visitor, browser, sign_in):
    """Discourse: receipts told who had read. Nobody but the contributor sees that, and by role."""
    member = browser()
    sign_in(make_user(Role.MEMBER), member)
    for hidden in world.parts["redactie.public_id"]:
        assert member.get(f"/bijdragen/{hidden}").status_code == 404
    assert world.all_roles.given_name not in visitor.get(f"/volg/{world.visitor_code}").text
