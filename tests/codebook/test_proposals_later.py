"""What readers and administrators meet after a term was proposed: no room, somebody who left, words that were undone."""

import pytest

from app.accounts.models import Role
from app.accounts.operations import erase_account
from app.codebook import operations
from app.codebook.models import MOST_SYNONYMS, Deed, Stand
from app.codebook.queries import proposals as listed
from app.contributions.models import Audience, Reading
from app.contributions.operations.follow import withdraw
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.taxonomy.models import Dimension
from tests.codebook.made import change, words
from tests.codebook.proposed import BARRIER, WORDS, proposed, with_own_words
from tests.codebook.test_proposals import MINE, THEIRS, WHY, address, group
from tests.factories import make_contribution, make_user, save, term


def test_another_word_keeps_to_what_a_term_can_hold(client, reader, keeper, sign_in):
    """As the form of the term itself does."""
    heir, other = term(BARRIER, "niemand-durfde"), term(BARRIER, "draagvlak-ontbreekt")
    sign_in(keeper)
    named = proposed(reader, with_own_words(reader), words=other.name_nl, means=heir)
    form = {"heir": heir.code, "reason": WHY, "version": "1"}
    refused = client.post(f"{THEIRS}/{named.id}/ander-woord", data=form)
    assert refused.status_code == 409 and f"Er is al een begrip ‘{other.name_nl}’" in refused.text and WHY in refused.text
    heir.synonyms = [f"woord {n}" for n in range(MOST_SYNONYMS)]
    full = proposed(reader, with_own_words(reader), words="nog een woord", means=heir)
    refused = client.post(f"{THEIRS}/{full.id}/ander-woord", data=form)
    assert refused.status_code == 409 and "heeft al 60 andere woorden" in refused.text and WHY in refused.text
    db.session.expire_all()
    assert len(heir.synonyms) == MOST_SYNONYMS and {named.stand, full.stand} == {Stand.WAITING}


@pytest.mark.parametrize("leaves", ["the desk", "altogether"])
def test_once_who_proposed_it_left_another_reader_goes_on(client, reader, keeper, sign_in, leaves):
    story, second, stranger = with_own_words(reader), make_user(Role.EDITOR), make_user(Role.EDITOR)
    save(Reading(contribution_id=story.id, reader_id=second.id))
    proposal = proposed(reader, story)
    operations.accept_as_new(proposal, words(WORDS, parent=group()), WHY, keeper, proposal.version)
    db.session.commit()
    sign_in(second)
    assert story.title not in client.get(MINE).text and client.post(address(story, "/past")).status_code == 409
    if leaves == "the desk":
        reader.memberships[0].ended_at = clock.now()
    else:
        erase_account(reader)
    db.session.commit()
    page = client.get(MINE).text
    assert story.title in page and "van iemand die niet meer bij de redactie is" in page
    sign_in(stranger)
    assert story.title not in client.get(MINE).text and client.post(address(story, "/past")).status_code == 404
    sign_in(second)
    assert client.post(address(story, "/past")).status_code == 302
    db.session.expire_all()
    assert proposal.term_id in {tag.term_id for tag in story.tags} and not story.own_words


def test_a_term_that_is_out_of_use_since_is_not_offered(client, reader, keeper):
    story = with_own_words(reader)
    proposal = proposed(reader, story)
    made = operations.accept_as_new(proposal, words(WORDS, parent=group()), WHY, keeper, proposal.version).term
    assert "Past het bij deze tekst?" in client.get(MINE).text
    change(Deed.RETIRE, made.code, dimension=BARRIER)
    page = client.get(MINE).text
    assert "nu niet meer te kiezen" in page and "/past" not in page and "/redactie/eigen-woorden" in page
    assert client.post(address(story, "/past")).status_code == 409 and story.own_words


def test_the_list_says_when_more_wait(client, reader, keeper, sign_in, monkeypatch):
    for n in range(3):
        proposed(reader, with_own_words(reader), words=f"voorstel {'abc'[n]}")
    sign_in(keeper)
    assert "Er wachten er meer" not in client.get(THEIRS).text
    monkeypatch.setattr(listed, "MOST", 2)
    page = client.get(THEIRS).text
    assert "Er wachten er meer" in page and "voorstel b" in page and "voorstel c" not in page


def test_words_that_were_undone_are_told_nowhere_any_more(client, reader, keeper):
    """They may be of a contributor who did not mean them for everybody."""
    story = with_own_words(reader)
    proposal = proposed(reader, story)
    made = operations.accept_as_new(proposal, words(WORDS, parent=group()), WHY, keeper, proposal.version)
    db.session.commit()
    assert WORDS in client.get("/open-data/begrippen.json").text
    operations.take_back(made, keeper)
    db.session.commit()
    assert WORDS not in client.get("/open-data/begrippen.json").text


def test_an_undone_theme_is_found_by_no_words_and_offered_to_nobody(app, keeper, sign_in):
    """A search finds a theme by one word of it, also a misspelt one; members choose from lists of all of them."""
    member, visitor = app.test_client(), app.test_client()
    sign_in(make_user(Role.MEMBER), member)
    made = change(Deed.ADD, "", dimension=Dimension.THEME, **words("Zonnepaleizen van glas"))
    page, lists = f"/themas/{made.term.slug}", ("/werkbank", "/werkbank/stapels/nieuw")
    found = [f"/zoeken?q={word}" for word in ("zonnepaleizen", "zonnepalijzen")]
    everywhere = [(visitor, path) for path in (page, f"{page}/volgen", *found)] + [(member, path) for path in lists]
    assert all(made.term.name_nl in browser.get(path).text for browser, path in everywhere)
    operations.take_back(made, keeper)
    db.session.commit()
    assert not any(made.term.name_nl in browser.get(path).text for browser, path in everywhere)
    assert [visitor.get(path).status_code for path in (page, f"{page}/volgen")] == [404, 404]


def test_an_undone_theme_has_a_page_for_whoever_sees_a_text_with_it(app, keeper, sign_in):
    member, visitor = app.test_client(), app.test_client()
    sign_in(make_user(Role.MEMBER), member)
    made = change(Deed.ADD, "", dimension=Dimension.THEME, **words("Zonnepaleizen van glas"))
    make_contribution(terms=[made.term], audience=Audience.MEMBERS)
    operations.take_back(made, keeper)
    db.session.commit()
    page = f"/themas/{made.term.slug}"
    assert visitor.get(page).status_code == 404 and member.get(page).status_code == 200
    assert "/volgen" not in member.get(page).text


@pytest.mark.parametrize("deed", [Deed.ADD, Deed.MERGE, Deed.SPLIT])
def test_a_term_on_which_others_lean_is_not_undone_before_those(app, keeper, deed):
    """Else an address of before leads to words that were undone, and a term stands below one that never was."""
    made = change(Deed.ADD, "", dimension=Dimension.THEME, **words("Zonnepaleizen van glas"))
    code = made.term.code
    wishes = {Deed.ADD: words("Daken", parent=code), Deed.MERGE: {"heir": code}, Deed.SPLIT: {"parts": [{"code": code}, {"code": "deelmobiliteit"}]}}
    later = change(deed, "" if deed is Deed.ADD else "ondergrond", **wishes[deed])
    with pytest.raises(Refusal, match=f"nummer {later.id}"):
        operations.take_back(made, keeper)
    db.session.rollback()
    for one in (later, made):
        operations.take_back(one, keeper)
        db.session.commit()
    assert made.term.never_was and term(Dimension.THEME, "ondergrond").is_in_use


def test_what_was_added_and_went_up_in_another_on_one_day_still_leads_there(client):
    made = change(Deed.ADD, "", dimension=BARRIER, parent=group(), **words("Omwonenden zeiden nee"))
    change(Deed.MERGE, made.term.code, dimension=BARRIER, heir="niemand-durfde")
    assert made.term.since == made.term.until
    told = client.get("/open-data/begrippen.json").json["dimensions"]["barrier"]
    assert next(one for one in told if one["code"] == made.term.code)["replaced_by"] == "niemand-durfde"


def test_words_that_a_public_text_carries_stay_explained(client, reader, keeper):
    story = with_own_words(reader)
    proposal = proposed(reader, story)
    made = operations.accept_as_new(proposal, words(WORDS, parent=group()), WHY, keeper, proposal.version)
    db.session.commit()
    assert client.post(address(story, "/past")).status_code == 302
    operations.take_back(made, keeper)
    db.session.commit()
    assert WORDS in client.get("/open-data/begrippen.json").text
    withdraw(story)
    db.session.commit()
    assert WORDS not in client.get("/open-data/begrippen.json").text
