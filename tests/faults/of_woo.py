"""The buttons of requests under the Woo: of the administrator, of who handles one, and of a contributor who is asked."""

from app.accounts.models import Role
from app.contributions.models import Status
from app.core.clock import today
from app.woo import operations
from app.woo.models import Judgement
from tests.factories import make_contribution, make_user
from tests.faults.pressing import CODE, TYPED, button
from tests.woo.requests import Office

ONE = "/beheer/woo/<request_id>"
HANDLED = "/redactie/woo/<request_id>"
ITEM = f"{HANDLED}/<item_id>"
FACTS = "Wij legden de put te hoog. Jan belde daarover. Daarna was alles nat."


def opened():
    """A request with one story in it, of somebody with an account."""
    office = Office()
    story = make_contribution(code=CODE, facts=FACTS, status=Status.READING, author_id=make_user().id)
    office.freeze(story)
    return office, office.item("story")


def address(office, rule, item=None):
    filled = rule.replace("<request_id>", office.request.public_id).replace("<code>", CODE)
    return filled.replace("<item_id>", item.public_id) if item else filled


def handler_presses(deed, mails=False):
    """For a function that prepares the document, and gives what is sent."""

    def mark(make):
        def whole():
            office, item = opened()
            sent, who = make(office, item)
            return address(office, f"{ITEM}/{deed}", item), sent, who

        button(f"woo {deed}", f"{ITEM}/{deed}", mails)(whole)

    return mark


@handler_presses("lakken")
def black_out(office, _item):
    return {"words": "Jan", "ground": "5.1.2.e"}, office.one


@handler_presses("terug")
def put_back(office, item):
    office.black_out(item, "Jan")
    return {"passage": str(item.blackouts[0].id)}, office.other


@handler_presses("oordeel")
def judge(office, _item):
    return {"oordeel-judgement": "public"}, office.one


@handler_presses("akkoord")
def agree(office, item):
    operations.judge(item, Judgement.PUBLIC, "", by=office.one)
    return {"seen": operations.mark_of(item)}, office.other


@handler_presses("tekst")
def choose_text(office, item):
    item.contribution.facts = "Een andere tekst."
    return {"welke": "nu"}, office.one


@handler_presses("zienswijze", mails=True)
def ask_view(office, _item):
    return {}, office.one


@button("say what one thinks", "/volg/<code>/woo/<request_id>", mails=True)
def answer_view():
    office, item = opened()
    operations.ask_view(office.request, item.contribution)
    return address(office, "/volg/<code>/woo/<request_id>"), {"text": TYPED}, None


@button("ask for the file", f"{HANDLED}/bestand")
def ask_for_file():
    """An older file is there: it goes with its row, or not at all."""
    office, _item = opened()
    office.settle()
    file = operations.ask_for_file(office.request, by=office.one)
    operations.finish(file, b"a file")
    return address(office, f"{HANDLED}/bestand"), {}, office.one


@button("fetch the file", f"{HANDLED}/bestand/ophalen")
def fetch_file():
    path, sent, who = ask_for_file()
    return f"{path}/ophalen", sent, who


@button("open a request", "/beheer/woo")
def open_request():
    story = make_contribution(code=CODE, status=Status.READING)
    sent = {"public_ids": story.public_id, "reference": "WOO-9", "subject": TYPED, "since": f"{today():%d-%m-%Y}"}
    return "/beheer/woo", sent | {"action": "bevries"}, make_user(Role.ADMINISTRATOR)


@button("ask handlers", f"{ONE}/behandelaars", mails=True)
def set_handlers():
    office, _item = opened()
    return address(office, f"{ONE}/behandelaars"), {"behandelaar": [make_user(Role.EDITOR).public_id]}, office.administrator


@button("take longer", f"{ONE}/verdagen")
def extend():
    office, _item = opened()
    return address(office, f"{ONE}/verdagen"), {}, office.administrator


@button("close a request", "/beheer/woo/opheffen")
def close():
    """With the file that was made: that goes as well."""
    office, _item = opened()
    office.settle()
    operations.finish(operations.ask_for_file(office.request, by=office.one), b"a file")
    return "/beheer/woo/opheffen", {"reference": office.request.reference, "sure": "ja"}, office.administrator
