"""What leaves for a contributor tells whoever carries or sees the mail nothing about which story it is about."""

from email import message_from_string
from email.policy import default

import pytest

from app.contributions import operations
from app.contributions.models import NewsAddress
from app.core.database import db
from app.core.outbox import deliver_mail
from app.core.wording import lazy
from tests.core.test_outbox import mailbox  # noqa: F401
from tests.factories import make_contribution, make_user

pytestmark = pytest.mark.usefixtures("no_quiet_hours")


def taken_by(server):
    """Every message as a mail program opens it, with whom the server was told to bring it to."""
    return [(message_from_string(content, policy=default), receivers) for receivers, content in server.taken]


def test_no_header_and_no_line_tells_which_story_it_is_about(app, mailbox):  # noqa: F811
    author = make_user()
    story = make_contribution(author=author)
    with app.test_request_context():
        operations.ask_for_news(story, "nieuws@ede.example")
        operations.confirm_news(db.session.get(NewsAddress, story.id))
        operations.call_back(story, lazy("The desk asks you something"))
        operations.bring_news(story, lazy("Your contribution is visible"))
        db.session.commit()
        assert deliver_mail() == 3
    sent = taken_by(mailbox)
    for message, receivers in sent:
        whole = f"{message.items()} {[part.get_content() for part in message.iter_parts()]}"
        assert story.public_id not in whole and story.title not in whole and story.code_hash not in whole
        assert receivers == [message["To"]] and receivers[0] in ("nieuws@ede.example", author.email)
        assert message["Reply-To"] is None and message["References"] is None and message["In-Reply-To"] is None
    assert len({message["From"] for message, _to in sent}) == 1
    assert len({message["Message-ID"] for message, _to in sent}) == 3
