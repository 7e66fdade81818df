"""What two sides tell each other and what is asked of the desk: who it was meant for sees it, and nobody beside them."""

from app.appeals.operations.receiving import token_of
from tests.canary.planting_talk import ANSWERED, ASKED, NUMBER, request_of

SAID = {f"kanarie{NUMBER}{what}x" for what in ("hostquestion", "hostanswer")}


def test_only_who_was_drawn_reads_a_request_and_only_until_the_answer_who_it_was(planted):
    waits, done = (planted.page("second", f"/redactie/meldingen/{request_of(number).public_id}") for number in (ASKED, ANSWERED))
    assert f"kanarie{ASKED}whox" in waits and f"kanarie{ANSWERED}answerx" in done
    assert f"kanarie{ASKED}askerx" not in waits, "a computer mails it, and nobody sees it"
    assert f"kanarie{ANSWERED}whox" not in planted.secrets.words, "deleted with the answer"
    assert planted.secrets.words[f"kanarie{ANSWERED}askerx"] == {"email.address"}, "the one mail that is to go out"


def test_who_wrote_the_text_does_not_read_what_was_asked_and_who_asked_not_why(planted):
    story = next(story for story in planted.stories if story.number == NUMBER)
    page = planted.page(planted.browser(), f"/volg/{story.code}")
    assert planted.secrets.in_(page) >= SAID
    assert not {word for word in planted.secrets.in_(page) if word.startswith((f"kanarie{ASKED}", f"kanarie{ANSWERED}m", f"kanarie{ANSWERED}an"))}
    answer = planted.page(planted.browser(), f"/gaat-over-mij/{token_of(request_of(ANSWERED).public_id)}")
    assert planted.secrets.in_(answer) & {f"kanarie{ANSWERED}{what}x" for what in ("answer", "reason")} == {f"kanarie{ANSWERED}answerx"}
    assert not [word for word in planted.secrets.in_(answer) if word.startswith(f"kanarie{NUMBER}")]


def test_no_editor_reads_what_a_host_and_a_contributor_said(planted):
    """Neither who reads the story, nor who judges a request about it; nor the host of another challenge."""
    story = next(story for story in planted.stories if story.number == NUMBER)
    desk = ["/redactie", f"/redactie/{story.public_id}", f"/redactie/{story.public_id}/gesprek", *(f"/redactie/meldingen/{request_of(n).public_id}" for n in (ASKED, ANSWERED))]
    read = {(who, path): planted.fresh(who).get(path) for who in ("first", "second") for path in desk}
    assert all(answer.status_code == 200 for (_who, path), answer in read.items() if "meldingen" in path)
    assert not [where for where, answer in read.items() if planted.secrets.in_(answer.text) & SAID]
    theirs = f"/bijdragen/{story.public_id}/gesprek"
    assert planted.secrets.in_(planted.page("asking host", theirs)) & SAID == SAID
    assert planted.fresh("host").get(theirs).status_code == 404
