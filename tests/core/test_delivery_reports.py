"""What a mail server reports later: who reads no mail any more is told from it, of our own mail only."""

from pathlib import Path

import pytest
from sqlalchemy import event

from app.core import delivery_reports, mail, waiting_mail
from app.core.bounces import Bounce, mark_of_letter
from app.core.database import db, own_transaction
from app.core.outbox import Email, deliver_mail, forget_bounce, has_bounced, post

REPORTS = Path(__file__).parent / "reports"
WEG, NOG = "weg@gemeente.example", "nog@gemeente.example"


@pytest.fixture
def sent(app, monkeypatch, no_quiet_hours):
    """The Message-ID of a mail to WEG, and of one to NOG; both left, and nothing here says any more to whom."""
    taken = {}
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    monkeypatch.setattr(mail, "send", lambda to, message_id, **_letter: taken.update({to: message_id}))
    for address in (WEG, NOG):
        post(address, "Nieuws over wat je volgt", "Er is nieuws.", stop_url="https://straatwijs.example/stop")
    db.session.commit()
    assert deliver_mail() == 2
    assert {email.address for email in db.session.query(Email)} == {""}
    return taken


@pytest.fixture
def hand_in(app, tmp_path):
    """Hands in a report by its text, piped in or as a file; what the command said, and its exit code."""
    def typed(text, piped=True):
        raw = text if isinstance(text, bytes) else text.encode()
        if piped:
            return app.test_cli_runner().invoke(args=["bounced", "--report", "-"], input=raw)
        file = tmp_path / "report.eml"
        file.write_bytes(raw)
        return app.test_cli_runner().invoke(args=["bounced", "--report", str(file)])

    return typed


def report(name, **values):
    """As the mail server of that name writes it, with the lines that it sends over the line."""
    text = (REPORTS / f"{name}.eml").read_text()
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    assert "{" not in text
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize("piped", [True, False])
def test_a_permanent_failure_says_that_nobody_reads_mail_there(sent, hand_in, piped):
    said = hand_in(report("postfix", address="Weg@Gemeente.Example", status="5.1.1", message_id=sent[WEG]), piped)
    assert said.exit_code == 0 and "1 address was noted" in said.output and WEG not in said.output.lower()
    assert has_bounced(WEG) and not has_bounced(NOG)
    assert hand_in(report("postfix", address=WEG, status="5.1.1", message_id=sent[WEG])).exit_code == 0, "a second time"


@pytest.mark.parametrize(("name", "values"), [
    ("postfix", {"status": "4.2.2"}),
    ("postfix-delayed", {"action": "delayed", "status": "4.4.1"}),
    ("postfix-delayed", {"action": "failed", "status": "4.4.1"}),  # given up after days: tomorrow it may work
    ("postfix-delayed", {"action": "delivered", "status": "5.1.1"}),
    ("postfix", {"status": "5.7.1"}),  # of who sends: a blocklist
    ("postfix", {"status": "5.1.8"}),
    ("postfix", {"status": "5.3.4"}),  # of this one mail: too large
    ("postfix", {"status": "5.6.0"}),
    ("exim", {"said": "5.7.1", "other": "derde@elders.example"}),
    ("exim", {"said": "4.7.1", "other": "derde@elders.example"}),
])
def test_what_may_work_tomorrow_or_is_no_fault_of_the_address_does_nothing(sent, hand_in, name, values):
    hand_in(report(name, address=WEG, message_id=sent[WEG], **values))
    assert not has_bounced(WEG) and not has_bounced("derde@elders.example")


@pytest.mark.parametrize("status", ["5.0.0", "5.1.1", "5.1.10", "5.2.1", "5.4.4"])
def test_every_other_permanent_failure_does(sent, hand_in, status):
    hand_in(report("postfix-delayed", address=WEG, action="failed", status=status, message_id=sent[WEG]))
    assert has_bounced(WEG)


def test_of_several_in_one_report_only_those_to_whom_it_left(sent, hand_in):
    said = hand_in(report("exim", address=WEG, other=NOG, said="5.1.1", message_id=sent[WEG]))
    assert said.exit_code == 0 and has_bounced(WEG)
    assert not has_bounced(NOG), "another mail left to that address, and nothing is wrong with it"
    forget_bounce(WEG)
    two = report("postfix", address=WEG, status="5.1.1", message_id=sent[WEG])
    block = two[two.index("Final-Recipient"):two.index("\r\n\r\n", two.index("Diagnostic-Code")) + 4]
    hand_in(two.replace(block, block.replace(WEG, "vol@gemeente.example").replace("5.1.1", "4.2.2") + block))
    assert has_bounced(WEG) and not has_bounced("vol@gemeente.example")


@pytest.mark.parametrize("message_id", ["niet-van-ons@elders.example", "", "é@straatwijs.example"])
def test_a_forged_report_silences_nobody(sent, hand_in, message_id):
    said = hand_in(report("postfix", address=NOG, status="5.1.1", message_id=message_id))
    assert said.exit_code == 1 and "Nothing was noted." in said.output and not has_bounced(NOG)


def test_who_has_a_mail_of_ours_cannot_silence_somebody_else_with_it(sent, hand_in):
    said = hand_in(report("postfix", address=NOG, status="5.1.1", message_id=sent[WEG]))
    assert said.exit_code == 1 and "no mail that left here" in said.output and not has_bounced(NOG)


def test_what_waits_still_cannot_have_come_back(app, hand_in):
    post(WEG, "Nieuws", "Er is nieuws.", key="waits")
    db.session.commit()
    assert hand_in(report("postfix", address=WEG, status="5.1.1", message_id=f"{mark_of_letter('waits', WEG)}@x")).exit_code == 1
    assert not has_bounced(WEG)


def of_many(number, last, message_id):
    """A report of so many recipients, with this one as the last."""
    text = report("postfix", address=last, status="5.1.1", message_id=message_id)
    block = text[text.index("Final-Recipient"):text.index("\r\n\r\n", text.index("Diagnostic-Code")) + 4]
    others = [block.replace(last, f"ander{n}@elders.example") for n in range(number - 1)]
    return text.replace(block, "".join((*others, block)))


def test_of_many_the_mails_are_read_once_and_of_more_than_twenty_never(sent, hand_in):
    """A mail of ours has one recipient; each that is told of is held against every mail of a month."""
    asked = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *args: asked.append(args[2]))
    try:
        refused = hand_in(of_many(21, WEG, sent[WEG]))
        assert refused.exit_code == 1 and "Nothing was noted. It tells of more than 20 recipients" in refused.output
        assert not [sql for sql in asked if "email" in sql]
        assert hand_in(of_many(20, WEG, sent[WEG])).exit_code == 0
        assert len([sql for sql in asked if "email" in sql]) == 1
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert has_bounced(WEG) and not has_bounced("ander0@elders.example")


def test_while_a_report_is_read_others_write(sent, hand_in, monkeypatch):
    """It comes from outside: whoever sends it says how long that takes."""
    written = []

    def meanwhile(key, address):
        with own_transaction() as apart:
            apart.add(Bounce(who=f"{len(written):064}"))
        written.append(address)
        return mark_of_letter(key, address)

    monkeypatch.setattr(waiting_mail, "mark_of_letter", meanwhile)
    assert hand_in(report("postfix", address=WEG, status="5.1.1", message_id=sent[WEG])).exit_code == 0
    assert written and has_bounced(WEG)


NESTED = "".join(f'Content-Type: multipart/report; boundary="b{n}"\n\n--b{n}\n' for n in range(2000))
GARBAGE = {
    "nothing": b"", "letters": b"hallo", "zeros": b"\x00" * 500, "not text": bytes(range(256)) * 40,
    "an answer": b"From: a@b.example\nSubject: Ik ben er niet\nContent-Type: text/plain\n\nTot maandag.",
    "no parts": b"Content-Type: multipart/report; report-type=delivery-status\n\nleeg",
    "no status": b'Content-Type: multipart/report; boundary="x"\n\n--x\nContent-Type: text/plain\n\nhoi\n--x--\n',
    "deep": NESTED.encode(), "too large": b"a" * (delivery_reports.MOST + 1),
}


@pytest.mark.parametrize("raw", GARBAGE.values(), ids=GARBAGE)
def test_garbage_gets_a_clear_message_and_another_exit_code(app, hand_in, raw):
    said = hand_in(raw)
    assert said.exit_code == 1 and said.output.startswith("Error: Nothing was noted. It") and "Traceback" not in said.output


@pytest.mark.parametrize("args", [(), ("--report", "-", WEG), ("--report", "bestaat-niet.eml")])
def test_it_wants_addresses_or_one_report(app, args):
    said = app.test_cli_runner().invoke(args=["bounced", *args], input=b"")
    assert said.exit_code == 2 and not has_bounced(WEG)


def test_addresses_that_somebody_types_are_noted_as_before(app):
    said = app.test_cli_runner().invoke(args=["bounced", WEG, NOG])
    assert said.exit_code == 0 and "2 addresses were noted" in said.output and has_bounced(WEG) and has_bounced(NOG)


def test_the_same_letter_has_the_same_id_at_every_try(app, monkeypatch, no_quiet_hours):
    """Otherwise whoever has it already would see it twice."""
    ids = []

    def fails(message_id, **_letter):
        ids.append(message_id)
        raise mail.Failed("busy")

    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    monkeypatch.setattr(mail, "send", fails)
    post(WEG, "Nieuws", "Er is nieuws.")
    db.session.commit()
    for _try in range(2):
        deliver_mail()
        db.session.query(Email).update({"due_at": Email.created_at})
        db.session.commit()
    assert len(ids) == 2 and len(set(ids)) == 1 and WEG not in ids[0]
