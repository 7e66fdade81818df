"""Own words of contributors become terms: a reader proposes, an administrator decides, and a reader confirms."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.codebook import operations, queries
from app.codebook.models import Deed, ProposedWords, Stand, TermChange, TermProposal
from app.contributions.models import Audience, OwnWords, Provenance, Status, ViewOfHidden
from app.contributions.operations import follow, freeze
from app.contributions.operations.own_words import put_words_aside
from app.core import clock
from app.core.clock import midnight, months_after, today
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.outbox import Email
from app.notifications.models import Notification
from app.taxonomy.models import Term
from tests.codebook.made import words
from tests.codebook.proposed import BARRIER, OWN, WORDS, proposed, waiting, with_own_words
from tests.factories import make_user, term
from tests.pages import MOST_STATEMENTS

MINE, THEIRS = "/redactie/begrippen/voorstellen", "/beheer/begrippen/voorstellen"
WHY = "Dat misten er meer."


def address(story, more=""):
    return f"{MINE}/{story.public_id}/barrier{more}"


def new_term(proposal, **more):
    return {"name_nl": WORDS, "name_en": "Neighbours refused", "scope": "Wie er woont, zegt nee.", "reason": WHY, "version": str(proposal.version)} | more


def group():
    return db.session.scalars(select(Term.code).where(Term.dimension == BARRIER, Term.is_group).order_by(Term.position)).first()


def test_a_reader_words_a_proposal_beside_the_own_words(client, reader):
    story = with_own_words(reader)
    assert f'href="{address(story)}"' in client.get("/redactie/eigen-woorden").text
    page = client.get(address(story)).text
    assert OWN in page and f'value="{OWN}"' not in page and "Een beheerder leest alleen wat je hieronder schrijft" in page
    assert db.session.scalar(select(func.count()).select_from(ViewOfHidden)) == 2, "each look at own words is noted"
    assert client.post(address(story), data={"words": WORDS, "means": ""}).status_code == 302
    assert WORDS in client.get(MINE).text and story.title in client.get(MINE).text
    made = db.session.scalars(select(TermProposal)).one()
    assert (made.words, made.means, made.stand) == (WORDS, None, Stand.WAITING) and waiting() == {story.id}
    assert db.session.scalars(select(OwnWords)).one().words == OWN, "they wait as well"


def test_what_cannot_be_comes_back_with_what_was_typed(client, reader):
    story = with_own_words(reader)
    for typed, means, says in (("mevrouw Jansen wilde niet", "", "kan een persoon, plek of organisatie noemen"), ("", "", "Schrijf de woorden"), ("x" * 121, "", "korter"), (WORDS, "bestaat-niet", "Kies een begrip uit de lijst")):
        answer = client.post(address(story), data={"words": typed, "means": means})
        assert answer.status_code == 422 and says in answer.text and typed in answer.text
    client.post(address(story), data={"words": WORDS, "means": ""})
    again = client.post(address(story), data={"words": "Iets anders", "means": ""})
    assert again.status_code == 409 and "al een begrip voorgesteld" in again.text and "Iets anders" in again.text
    assert "al een begrip voorgesteld" in client.get(address(story)).text


def test_the_same_words_of_two_readers_wait_for_one_answer(app, reader):
    other, heir = make_user(Role.EDITOR), term(BARRIER, "niemand-durfde")
    one, two, three = with_own_words(reader), with_own_words(other), with_own_words(other)
    first = proposed(reader, one)
    assert proposed(other, two, words=WORDS.upper()) is first
    assert proposed(other, three, means=heir) is not first, "as another word for a term it is another proposal"
    assert set(queries.who_wait_for(first)) == {reader, other}


def test_the_administrator_reads_the_proposal_and_nothing_of_the_story(client, reader, keeper, sign_in):
    story = with_own_words(reader, title="Het hek van de buurman")
    proposal = proposed(reader, story)
    sign_in(keeper)
    for path in (THEIRS, *(f"{THEIRS}/{proposal.id}/{how}" for how in ("nieuw", "ander-woord", "afwijzen"))):
        page = client.get(path).text
        assert WORDS in page and OWN not in page and story.title not in page and story.public_id not in page and reader.email not in page, path
    assert f'href="{THEIRS}"' in client.get("/beheer/begrippen").text


def test_few_texts_are_no_number(client, reader, keeper, sign_in):
    few = deal().coarse_place["fewest"]
    proposed(reader, *(with_own_words(reader) for _n in range(few - 1)))
    sign_in(keeper)
    assert f"minder dan {few} teksten" in client.get(THEIRS).text
    proposed(reader, with_own_words(reader))
    assert f"{few} teksten die jij kunt vinden, wachten erop" in client.get(THEIRS).text


def test_accepted_it_is_a_term_and_each_text_waits_for_who_read_it(client, reader, keeper, sign_in):
    story = with_own_words(reader)
    proposal = proposed(reader, story)
    sign_in(keeper)
    path = f"{THEIRS}/{proposal.id}/nieuw"
    for nowhere in ("", "-"):  # a group is no term that a text carries
        missing = client.post(path, data=new_term(proposal, parent=nowhere))
        assert missing.status_code == 422 and "Kies waar het staat" in missing.text and "Wie er woont, zegt nee." in missing.text
    assert client.post(path, data=new_term(proposal, parent=group())).status_code == 302
    db.session.expire_all()
    made = proposal.term
    assert (made.name_nl, made.name_en, made.scope, made.parent.code) == (WORDS, "Neighbours refused", "Wie er woont, zegt nee.", group())
    assert made.code not in {tag.term.code for tag in story.tags}, "nothing is tagged by itself"
    told = db.session.scalars(select(Notification)).one()
    assert told.user_id == reader.id and "aangenomen" in told.subject and told.path == MINE
    assert WORDS not in told.text and WORDS not in db.session.scalars(select(Email)).one().text
    sign_in(reader)
    assert "Past het bij deze tekst?" in client.get(MINE).text
    assert client.post(address(story, "/past")).status_code == 302
    db.session.expire_all()
    assert next(tag for tag in story.tags if tag.term_id == made.id).provenance is Provenance.REVIEWER
    assert not story.own_words and not waiting()
    assert "De woorden zijn gewist" in client.get(MINE).text and WORDS not in client.get(MINE).text
    assert client.post(address(story, "/past")).status_code == 404


def test_undone_it_waits_again_and_its_reader_hears_it(client, reader, keeper, sign_in):
    story = with_own_words(reader)
    proposal = proposed(reader, story)
    change = operations.accept_as_new(proposal, words(WORDS, parent=group()), WHY, keeper, proposal.version)
    operations.take_back(change, keeper)
    db.session.commit()
    assert (proposal.stand, proposal.term, proposal.change_id) == (Stand.WAITING, None, None)
    assert client.post(address(story, "/past")).status_code == 409 and story.own_words
    assert "wacht opnieuw" in db.session.scalars(select(Notification.subject).order_by(Notification.id.desc())).first()
    sign_in(keeper)
    assert f"{THEIRS}/{proposal.id}/nieuw" in client.get(THEIRS).text


def test_as_another_word_the_term_gets_it(client, reader, keeper, sign_in):
    heir, story = term(BARRIER, "niemand-durfde"), with_own_words(reader)
    proposal = proposed(reader, story, means=heir)
    sign_in(keeper)
    page = client.get(f"{THEIRS}/{proposal.id}/ander-woord").text
    assert re.search(r'<option selected value="niemand-durfde">', page)
    assert client.post(f"{THEIRS}/{proposal.id}/ander-woord", data={"heir": "", "reason": WHY, "version": "1"}).status_code == 422
    assert client.post(f"{THEIRS}/{proposal.id}/ander-woord", data={"heir": heir.code, "reason": WHY, "version": "1"}).status_code == 302
    db.session.expire_all()
    change = db.session.scalars(select(TermChange)).one()
    assert WORDS in heir.synonyms and change.deed is Deed.RENAME and proposal.term is heir
    operations.take_back(change, keeper)
    assert WORDS not in heir.synonyms and proposal.stand is Stand.WAITING


def test_a_word_that_the_term_had_already_changes_nothing_and_is_put_back_here(app, reader, keeper):
    heir = term(BARRIER, "niemand-durfde")
    proposal = proposed(reader, with_own_words(reader), words=heir.name_nl.upper(), means=heir)
    operations.accept_as_synonym(proposal, heir, WHY, keeper, 1)
    assert not db.session.scalars(select(TermChange)).all() and proposal.term is heir
    operations.look_again(proposal)
    assert proposal.stand is Stand.WAITING


def test_declined_with_a_reason_that_its_reader_reads(client, reader, keeper, sign_in):
    story = with_own_words(reader)
    proposal = proposed(reader, story)
    sign_in(keeper)
    path = f"{THEIRS}/{proposal.id}/afwijzen"
    assert client.post(path, data={"reason": "", "version": "1"}).status_code == 422
    assert client.post(path, data={"reason": WHY, "version": "1"}).status_code == 302
    assert WHY in client.get(THEIRS).text
    assert client.post(f"{THEIRS}/{proposal.id}/terug").status_code == 302
    assert client.post(f"{THEIRS}/{proposal.id}/terug").status_code == 409
    assert client.post(path, data={"reason": WHY, "version": "3"}).status_code == 302
    sign_in(reader)
    assert f"Afgewezen: {WHY}" in client.get(MINE).text and WHY in client.get(address(story)).text
    assert client.post(address(story), data={"words": "bewoners zeiden nee", "means": ""}).status_code == 302
    assert db.session.scalars(select(ProposedWords)).one().proposal.words == "bewoners zeiden nee"


def test_two_administrators_at_once_do_not_overwrite_each_other(client, reader, keeper, sign_in):
    proposal = proposed(reader, with_own_words(reader))
    operations.decline(proposal, "Te smal.", keeper, 1)
    db.session.commit()
    sign_in(make_user(Role.ADMINISTRATOR))
    late = client.post(f"{THEIRS}/{proposal.id}/nieuw", data=new_term(proposal, parent=group(), version="1"))
    assert late.status_code == 409 and "Iemand anders besloot" in late.text and "Wie er woont, zegt nee." in late.text
    assert "besloot al over dit voorstel" in client.get(f"{THEIRS}/{proposal.id}/nieuw").text
    operations.look_again(proposal)
    db.session.commit()
    stale = client.post(f"{THEIRS}/{proposal.id}/nieuw", data=new_term(proposal, parent=group(), version="1"))
    assert stale.status_code == 409, "it waits, but not as they saw it"
    assert client.post(f"{THEIRS}/{proposal.id}/nieuw", data=new_term(proposal, parent=group())).status_code == 302


def test_a_reader_takes_it_back(client, reader, keeper):
    one, two = with_own_words(reader), with_own_words(reader)
    proposal = proposed(reader, one, two)
    assert client.post(address(one, "/terug")).status_code == 302
    assert waiting() == {two.id} and client.post(address(one, "/terug")).status_code == 409
    operations.decline(proposal, WHY, keeper, 1)
    db.session.commit()
    assert client.post(address(two, "/terug")).status_code == 409
    operations.look_again(proposal)
    db.session.commit()
    assert client.post(address(two, "/terug")).status_code == 302 and not db.session.scalars(select(TermProposal)).all()


def test_only_who_reads_the_story_proposes_and_only_once_it_is_visible(client, reader, sign_in):
    unseen, hidden = with_own_words(reader, status=Status.READING), with_own_words(make_user(Role.EDITOR))
    later, inner = with_own_words(reader, visible_from=today() + timedelta(days=9)), with_own_words(reader, audience=Audience.MEMBERS)
    for story in (unseen, hidden, later, inner):
        assert client.get(address(story)).status_code == 404
        for more in ("", "/terug", "/past"):
            assert client.post(address(story, more), data={"words": WORDS, "means": ""}).status_code == 404
    assert client.get(f"{MINE}/{hidden.public_id}/phase").status_code == 404
    listed = client.get("/redactie/eigen-woorden").text
    assert "zodra iedereen deze tekst kan lezen" in listed and f'href="{MINE}/' not in listed, "no link that leads nowhere"
    assert not waiting()
    for role in (Role.MEMBER, Role.HOST, Role.ADMINISTRATOR):
        sign_in(make_user(role))
        assert client.get(MINE).status_code == 403 and client.get(address(hidden)).status_code == 403
        assert client.get(THEIRS).status_code == (200 if role is Role.ADMINISTRATOR else 403)


@pytest.mark.parametrize("way", ["withdrawn", "put aside"])
def test_words_that_go_wait_no_more_and_the_proposal_goes_too(client, reader, keeper, sign_in, way):
    story = with_own_words(reader, author=make_user())
    proposed(reader, story)
    follow.withdraw(story) if way == "withdrawn" else put_words_aside(story, BARRIER)
    db.session.commit()
    sign_in(keeper)
    assert not waiting() and WORDS not in client.get(THEIRS).text
    key = db.session.scalars(select(TermProposal.id)).one()
    for how, data in (("nieuw", {"name_nl": OWN, "parent": group()}), ("ander-woord", {"heir": "niemand-durfde"}), ("afwijzen", {})):
        for answer in (client.get(f"{THEIRS}/{key}/{how}"), client.post(f"{THEIRS}/{key}/{how}", data=data | {"reason": WHY, "version": "1"})):
            assert answer.status_code == 404 and WORDS not in answer.text, how
    assert operations.forget_old_proposals() == 1 and not db.session.scalars(select(TermProposal)).all()


@pytest.mark.parametrize("way", ["withdrawn", "for members", "later"])
def test_no_proposal_tells_of_a_story_that_is_out_of_view(client, reader, keeper, sign_in, way):
    story, declined = with_own_words(reader, author=make_user()), with_own_words(reader, author=make_user())
    waits, over = proposed(reader, story), proposed(reader, declined, words="dat werd afgewezen")
    operations.decline(over, WHY, keeper, 1)
    for each in (story, declined):
        if way == "withdrawn":
            follow.withdraw(each)
        elif way == "for members":
            each.audience = Audience.MEMBERS
        else:
            each.visible_from = today() + timedelta(days=9)
    db.session.commit()
    sign_in(keeper)
    page = client.get(THEIRS).text
    assert WORDS not in page and "dat werd afgewezen" not in page
    assert [client.get(f"{THEIRS}/{one.id}/nieuw").status_code for one in (waits, over)] == [404, 404]
    operations.forget_old_proposals()
    assert db.session.scalars(select(TermProposal)).all() == ([] if way == "withdrawn" else [waits, over])


def test_a_full_list_of_proposals_is_read_in_few_statements(client, reader):
    """The client of the tests refuses a page with more than twenty."""
    for number in range(15):
        proposed(reader, with_own_words(reader, place=None), words=f"woorden {number}")
    db.session.expunge_all()
    page = client.get(MINE)
    assert all(f"woorden {number}<" in page.text for number in range(15)) and client.statements <= MOST_STATEMENTS


def test_what_was_decided_long_ago_goes_and_what_waits_stays(app, reader, keeper):
    old, new = (proposed(reader, with_own_words(reader), words=said) for said in ("oud", "nieuw"))
    proposed(reader, with_own_words(reader), words="wacht")
    for found in (old, new):
        operations.decline(found, WHY, keeper, 1)
    old.decided_at = midnight(months_after(clock.today(), -deal().log_months - 1))
    db.session.commit()
    assert operations.forget_old_proposals() == 1
    assert set(db.session.scalars(select(TermProposal.words))) == {"nieuw", "wacht"}


def test_a_text_that_is_frozen_waits(app, reader):
    story = with_own_words(reader)
    freeze([story.id], "W1", today(), make_user(Role.ADMINISTRATOR))
    db.session.commit()
    with pytest.raises(Refusal):
        proposed(reader, story)
