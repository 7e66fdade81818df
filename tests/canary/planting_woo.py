"""A request under the Woo that two editors handle: judged, blacked out, and with what the contributor thinks of it."""

import re
from datetime import timedelta

from sqlalchemy import select

from app.core.clock import now
from app.core.database import db
from app.core.security import random_id
from app.woo.models import WooFile, WooItem, WooRequest
from app.woo.operations.files import mark_of_all
from tests.canary.planting import canary, story_browser


def handled(site, story):
    """What was frozen for this story, up to the file that one of the two asked for."""
    request = request_of(story)
    request_id = request.public_id
    site.post("keeper", f"/beheer/woo/{request_id}/behandelaars", (302,), behandelaar=[site.person(name).public_id for name in ("first", "second")])
    own = next(item.public_id for item in items(request_id) if item.source == "story")
    document = f"/redactie/woo/{request_id}/{own}"
    site.post("first", f"{document}/lakken", (302,), words=canary(story.number, "facts"), ground="5.1.2.e")
    site.post("first", f"{document}/oordeel", (302,), **{"oordeel-judgement": "withheld", "oordeel-ground": "5.1.2.e"})
    seen = re.search(r'name="seen" value="(\w+)"', site.page("second", document))[1]
    site.post("second", f"{document}/akkoord", (302,), seen=seen)
    site.post("first", f"{document}/zienswijze", (302,))
    site.post(story_browser(site), f"/volg/{story.code}/woo/{request_id}", (303,), text=f"Laat {canary(story.number, 'view')} weg.")
    asked = {"request_id": request_of(story).id, "user_id": site.people["first"], "file_name": random_id()}
    db.session.add(WooFile(**asked, mark=mark_of_all(items(request_id)), expires_at=now() + timedelta(days=1)))
    db.session.commit()


def request_of(story):
    return db.session.scalars(select(WooRequest).where(WooRequest.reference == canary(story.number, "reference"))).one()


def items(request_id):
    of_it = select(WooItem).join(WooRequest, WooRequest.id == WooItem.request_id).where(WooRequest.public_id == request_id)
    return list(db.session.scalars(of_it.order_by(WooItem.id)))


def some_of(story):
    """What the crawl asks for: this request, and of each kind of document one."""
    request_id = request_of(story).public_id
    return {"request_id": [request_id], "item_id": list({item.source: item.public_id for item in items(request_id)}.values())}
