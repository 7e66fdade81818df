"""Pictures as they are kept: looked at by their header first, then drawn anew, so that nothing else of the file stays.

Whatever comes in (a place, a time, a name, a script behind the picture) is gone from what comes out: a plain JPEG in
two sizes, made from the colours alone. One picture at a time is opened in a process, so the memory has a bound.
"""

import io
import struct
import threading
import warnings
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms, ImageDraw, ImageOps, UnidentifiedImageError

from app.core.errors import Refusal
from app.core.wording import _

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE  # of one file
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}  # a JPEG is opened at a fraction of its size
MOST_SCANS = 60  # passes over a progressive JPEG: each costs the time of a whole picture
MOST_PROFILE = 2 * MEGABYTE  # of colours
FULL, SMALL = 2000, 640  # pixels, the longest side
QUALITY = 84
TYPES = ("image/jpeg", "image/png", "image/webp")
STORED_AS = "image/jpeg"
MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"}
FAULTS = (  # what the library raises for files that are not what they seem
    *(UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError),
    *(OverflowError, MemoryError, struct.error, zlib.error),
)
COVER = (38, 38, 38)  # a grey that is seen to be no part of the picture
one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Size:
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture in the two sizes that are kept."""

    full: bytes
    small: bytes
    full_size: Size
    small_size: Size


@dataclass(frozen=True)
class Box:
    """A rectangle in the full picture, in pixels; right and bottom do not belong to it."""

    left: int
    top: int
    right: int
    bottom: int


def picture_from(content: bytes) -> Picture:
    """The picture in this file, drawn anew. Raises Refusal, in words that say what to do, for anything else."""
    refuse_unseen(content)
    with one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of odd metadata, which goes anyway
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return drawn_anew(content)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise Refusal(too_many_pixels("JPEG")) from None
        except FAULTS:
            raise Refusal(
                _("This file is damaged or no photo. Open it, save it again as JPEG, and add that.")
            ) from None


def covered(full: bytes, boxes: Iterable[Box]) -> Picture:
    """A new picture in which these rectangles are opaque; what was under them is in none of its bytes."""
    with one_at_a_time, Image.open(io.BytesIO(full), formats=["JPEG"]) as opened:
        picture = clean(opened)
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        left, top = max(0, box.left), max(0, box.top)
        right, bottom = min(picture.width, box.right), min(picture.height, box.bottom)
        if left < right and top < bottom:
            draw.rectangle((left, top, right - 1, bottom - 1), fill=COVER)
    return in_both_sizes(picture)


def part_of(full: bytes, box: Box) -> bytes:
    """What lies in this rectangle of a picture, as large as it is kept."""
    with one_at_a_time, Image.open(io.BytesIO(full), formats=["JPEG"]) as opened:
        return as_jpeg(opened.crop((box.left, box.top, box.right, box.bottom)))


def refuse_unseen(content: bytes) -> None:
    """Refuses what can be seen without opening it: its size, and what kind of file it is."""
    if not content:
        raise Refusal(_("This file is empty. Choose the photo again."))
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // MEGABYTE
        raise Refusal(_("This photo is larger than %(most)s MB. Make it smaller, and add it again.", most=most))
    reason = other_kind(content)
    if reason:
        raise Refusal(reason)
    if content.startswith(b"\xff\xd8") and content.count(b"\xff\xda") > MOST_SCANS:
        raise Refusal(_("We cannot read this photo. Open it, save it again as JPEG, and add that."))


def other_kind(content: bytes) -> str:
    """What to do with a file that is no JPEG, PNG or WebP; empty for one that is."""
    head = content[:64]
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return ""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ""
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"):
        return _(
            "This is a HEIC or AVIF photo, which we do not open. Send it to yourself as JPEG, or choose "
            "'Most compatible' in the camera settings of your phone, and add that one."
        )
    if head.startswith((b"GIF8", b"BM", b"II*\x00", b"MM\x00*")):
        return _("We take JPEG, PNG and WebP. Save this picture as JPEG, and add that.")
    if head.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return _(
            "This is a document, and we take photos only: a document holds names that nobody sees. "
            "Write in your story what matters in it, or add a picture of the page."
        )
    start = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype", b"<html")):
        return _("This is a drawing or a page with code in it. Make a screenshot of it, and add that.")
    return _("This is no photo that we know. We take JPEG, PNG and WebP.")


def too_many_pixels(kind: str) -> str:
    most = MOST_PIXELS[kind] // 1_000_000
    return _("This photo has more than %(most)s million pixels. Make it smaller, and add it again.", most=most)


def drawn_anew(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=list(MOST_PIXELS)) as opened:
        kind = "JPEG" if opened.format == "MPO" else str(opened.format)  # a phone's photo with a second one behind it
        if opened.width * opened.height > MOST_PIXELS[kind]:
            raise Refusal(too_many_pixels(kind))
        if kind != "JPEG" and getattr(opened, "n_frames", 1) > 1:
            raise Refusal(_("This picture moves. Save one picture of it as JPEG, and add that."))
        if opened.mode not in MODES:
            raise Refusal(_("We cannot read this photo. Open it, save it again as JPEG, and add that."))
        if kind == "JPEG":
            opened.draft(None, (FULL, FULL))  # opens it at the first half, quarter or eighth that is large enough
        opened.thumbnail((FULL, FULL), Image.Resampling.LANCZOS)  # before it is copied, for the memory
        return in_both_sizes(clean(ImageOps.exif_transpose(opened)))


def clean(opened: Image.Image) -> Image.Image:
    """The colours of a picture in sRGB, on white where it is transparent, and nothing else of it."""
    if opened.has_transparency_data or opened.mode in ("P", "PA", "1"):
        layer = opened.convert("RGBA")
        profiled = in_srgb(layer.convert("RGB"), opened.info.get("icc_profile"))
        alpha = layer.getchannel("A")
    else:
        profiled, alpha = in_srgb(opened, opened.info.get("icc_profile")), None
    plain = Image.new("RGB", profiled.size, "white")
    plain.paste(profiled, mask=alpha)
    return plain


def in_srgb(picture: Image.Image, profile: Any) -> Image.Image:
    """The colours as they are meant, when a profile says so and can be read."""
    if isinstance(profile, bytes) and len(profile) <= MOST_PROFILE:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            meant = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if meant is not None:
                return meant
    return picture.convert("RGB")


def in_both_sizes(picture: Image.Image) -> Picture:
    small = picture.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Picture(as_jpeg(picture), as_jpeg(small), Size(*picture.size), Size(*small.size))


def as_jpeg(picture: Image.Image) -> bytes:
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return content.getvalue()
