"""Photos with a story, added on the own page and judged at the desk: a canary in each word, and in the file itself."""

from sqlalchemy import select

from app.contributions.models import Photo
from app.core import storage
from app.core.database import db
from tests.canary.planting import canary, story_browser
from tests.contributions.photos import mark, typed_for, upload
from tests.photographs import jpeg

ILLUSTRATED = (0, 1, 2, 7)  # public, for members, at the desk, and with its organisation
KINDS = {  # what the desk says of it, and what its contributor chose
    "alt": ("goed", {}),
    "membersalt": ("goed", {"members_only": "y"}),
    "placealt": (None, {"shows_place": "yes"}),  # to be covered first
    "waitingalt": ("half", {}),  # one of the two readers finds it fit
    "refusedalt": ("af", {}),
}


def photos(site, story):
    """One of each kind. The pictures are drawn anew, so what would betray a file is put in it afterwards."""
    if story.number in ILLUSTRATED:
        for kind, (verdict, chosen) in KINDS.items():
            photo_id = one(site, story, kind, chosen)
            if verdict:
                judged(site, story, photo_id, verdict)


def one(site, story, kind, chosen):
    client = story_browser(site)
    assert upload(client, story.code, (f"{canary(story.number, 'filename')}.jpg", jpeg())).status_code == 303
    photo = db.session.scalars(select(Photo).order_by(Photo.id.desc())).first()
    for name in ("full_file", "small_file"):
        setattr(photo, name, storage.put("photos", f"{name} {canary(story.number, kind)}".encode()))
    db.session.commit()
    said = {"alt": canary(story.number, kind), "credit": canary(story.number, "credit" if kind == "alt" else f"{kind}credit")}
    photo_id = photo.public_id
    site.post(client, f"/volg/{story.code}/fotos", (302, 303), action="keep", **typed_for(photo, **said | chosen))
    return photo_id


def judged(site, story, photo_id, verdict):
    seen = mark(db.session.scalars(select(Photo).where(Photo.public_id == photo_id)).one())
    reason = {f"foto-{photo_id}-reason": f"Niet goed: {canary(story.number, 'photoreason')}."} if verdict == "af" else {}
    deed = "af" if verdict == "af" else "goed"
    for reader in ("first", "second") if verdict == "goed" else ("first",):
        site.post(reader, f"/redactie/{story.public_id}/fotos/{photo_id}/{deed}", (302,), mark=seen, **reason)
