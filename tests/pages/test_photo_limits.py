"""V5.1.1: what is taken is documented, and the document says what the code does."""

import re

from app.contributions.operations import MOST_A_DAY, MOST_PHOTOS
from app.core import pictures
from app.pages.routes.follow_photos import MOST_TOGETHER
from config import ROOT


def test_v5_1_1_the_limits_in_the_docs_are_those_of_the_code():
    text = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text.split("## Files")[1].split("\n## ")[0], re.MULTILINE))
    million = 1_000_000
    assert said == {
        "limit": "value",
        "types taken": ", ".join({"jpeg": "JPEG", "png": "PNG", "webp": "WebP"}[t.split("/")[1]] for t in pictures.TYPES),
        "one file": f"{pictures.MOST_BYTES // pictures.MEGABYTE} MB",
        "everything in one request": f"{MOST_TOGETHER // pictures.MEGABYTE} MB",
        "pixels of a JPEG": f"{pictures.MOST_PIXELS['JPEG'] // million} million",
        "pixels of a PNG or WebP": f"{pictures.MOST_PIXELS['PNG'] // million} million",
        "pictures in a file": "1",
        "photos with one contribution": str(MOST_PHOTOS),
        "photos from one person or place in a day": str(MOST_A_DAY),
        "stored: longest side": f"{pictures.FULL} pixels, and a small version of {pictures.SMALL} pixels",
        "stored as": "JPEG without metadata",
    }
    assert pictures.MOST_PIXELS["PNG"] == pictures.MOST_PIXELS["WEBP"] and pictures.STORED_AS == "image/jpeg"
    assert {kind.lower() for kind in pictures.MOST_PIXELS} == {t.split("/")[1] for t in pictures.TYPES}
