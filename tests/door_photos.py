"""Photos with words that stand nowhere else, below every story of the walk through all addresses."""

from app.contributions.models import Maker, People, Photo, PhotoState, Seen, Use
from app.core import storage
from app.core.clock import now

PHOTOS = ("photos", "members_photos", "place_photos", "waiting_photos")  # what somebody needs to see each of these


def canary(number, field):
    return f"kanarie{number:02}{field}"


def photo(n, position, field):
    """A photo with words that stand nowhere else, also in its file."""
    return Photo(
        public_id=f"{n:02}{position}" + "f" * 23, position=position, state=PhotoState.READY, alt=canary(n, field),
        full_file=storage.put("photos", f"groot {canary(n, field)}".encode()), width=9, height=9, small_width=9, small_height=9,
        small_file=storage.put("photos", f"klein {canary(n, field)}".encode()), seen=Seen.TEXT, people=People.NOBODY,
        shows_place=field == "place_photos", maker=Maker.SELF, use=Use.LOOK, members_only=field == "members_photos",
        credit=canary(n, "credit") if field == "photos" else "", approved_at=None if field == "waiting_photos" else now(),
    )


def photo_values(rule, ids):
    """Each photo below its own story; and one below another's."""
    first = ids[:3] + ["A" * 26] if "code" in rule.arguments else ids
    photos = [(n, f"{n:02}{position}" + "f" * 23) for n in range(len(first)) for position in range(len(PHOTOS))]
    for n, photo_id in [*photos, (1, "000" + "f" * 23)]:
        for size in ("groot", "klein") if n < 2 else ("groot",):
            given = {"public_id": first[n], "code": first[n], "photo_id": photo_id, "size": size, "part": 1}
            yield {name: given[name] for name in rule.arguments}
            if "size" not in rule.arguments:
                break
