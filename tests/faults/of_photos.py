"""The buttons under photos: on the own page, and at the desk."""

from app.contributions.models import CallbackAddress, People
from app.contributions.operations import PhotoAnswers, add_photo, describe_photo, received
from app.core.clock import today
from tests.contributions import talking
from tests.contributions.photos import ANSWERS, mark, typed_for
from tests.factories import save
from tests.faults.pressing import CODE, TYPED, button
from tests.photographs import jpeg

OWN = "/volg/<code>/fotos"
PHOTO = "/redactie/<public_id>/fotos/<photo_id>"
COVER = f"{PHOTO}/afdekken/<int(max=9):part>"
SMALL = jpeg(80, 60)


def shown(described=True, people=People.NOBODY):
    """A story with a photo that its contributor described, or not yet; and one of its readers."""
    story, editors = talking.in_reading(CODE)
    save(CallbackAddress(contribution_id=story.id, email="bel@x.example", delete_on=today()))
    photo = add_photo(story, received(SMALL))
    if described:
        describe_photo(photo, PhotoAnswers(**ANSWERS | {"people": people}))
    return photo, editors[0]


def at_the_desk(photo, rule):
    filled = rule.replace("<public_id>", photo.contribution.public_id).replace("<photo_id>", photo.public_id)
    return filled.replace("<int(max=9):part>", "0")


@button("add a photo", OWN, files=(SMALL,))
def add():
    talking.in_reading(CODE)
    return f"/volg/{CODE}/fotos", {"action": "keep"}, None


@button("describe a photo", OWN, mails=True)
def describe():
    photo, _reader = shown(described=False)
    return f"/volg/{CODE}/fotos", typed_for(photo, alt=TYPED), None


@button("remove a photo", OWN)
def remove():
    photo, _reader = shown()
    return f"/volg/{CODE}/fotos", {"action": f"remove:{photo.public_id}"}, None


@button("find a photo fit", f"{PHOTO}/goed")
def find_fit():
    photo, reader = shown()
    return at_the_desk(photo, f"{PHOTO}/goed"), {"mark": mark(photo)}, reader


@button("refuse a photo", f"{PHOTO}/af", mails=True)
def refuse():
    photo, reader = shown()
    return at_the_desk(photo, f"{PHOTO}/af"), {"mark": mark(photo), f"foto-{photo.public_id}-reason": TYPED}, reader


@button("cover a photo", COVER)
def cover():
    photo, reader = shown(people=People.COVER)
    return at_the_desk(photo, COVER), {"mark": mark(photo), "tile": ["0"], "people": "y"}, reader
