"""The forms about photos and about requests under the Woo, as tests/core/test_typed.py sends them."""

from app.contributions.models import People
from app.core.clock import now, today
from app.core.security import random_id
from app.woo.documents import mark_of_parts
from app.woo.models import WooHandler, WooItem, WooRequest, WooView
from app.woo.queries.sources import documents_of
from tests.contributions.photos import TYPED as DESCRIBED
from tests.contributions.photos import add_photo, mark
from tests.factories import save


def photos_and_woo(editor, story, mine, code, typed):
    """For each form who sends it, where and with what."""
    return photos(editor, story, mine, code, typed) | woo(editor, story, mine, code, typed)


def photos(editor, story, mine, code, typed):
    """A photo at the desk, of which something has to be covered, and one that its contributor describes."""
    shown, own = add_photo(story, approved=False, people=People.COVER), add_photo(mine, approved=False)
    desk = f"/redactie/{story.public_id}/fotos/{shown.public_id}"
    described = {f"foto-{own.public_id}-{name}": value for name, value in (DESCRIBED | {"alt": typed}).items()}
    return {
        "refuse a photo": (editor, f"{desk}/af", {f"foto-{shown.public_id}-reason": typed, "mark": mark(shown)}),
        "cover": (editor, f"{desk}/afdekken/0", {"tile": "3", "mark": mark(shown)}),
        "describe photos": (None, f"/volg/{code}/fotos", described),
    }


def woo(editor, story, mine, code, typed):
    """A document that this editor judges, and a contributor who is asked what they think."""
    opened = WooRequest(public_id=random_id(), reference="WOO-1", received_on=today(), answer_days=28)
    opened.handlers = [WooHandler(user=editor)]
    save(opened)
    document = next(iter(documents_of([story.id])))
    parts = document.kept_parts()
    item = WooItem(public_id=random_id(), request_id=opened.id, key=document.key, contribution_id=story.id, made_at=now(), parts=parts)
    item.seen_mark = mark_of_parts(parts)
    save(item)
    save(WooView(request_id=opened.id, contribution_id=mine.id, asked_on=today(), until=today()))
    desk = f"/redactie/woo/{opened.public_id}/{item.public_id}"
    return {
        "black out": (editor, f"{desk}/lakken", {"words": typed[:290], "ground": "5.1.2.e"}),
        "judge a document": (editor, f"{desk}/oordeel", {"oordeel-judgement": "outside"}),
        "view on the Woo": (None, f"/volg/{code}/woo/{opened.public_id}", {"text": typed}),
    }
