"""Pictures: whatever comes in, what is kept is a plain JPEG of the colours alone; what cannot be that is refused."""

import io
import random
import re
import subprocess
import sys
import time
import zipfile

import pytest
from PIL import Image, ImageCms

from app.core.errors import Refusal
from app.core.pictures import COVER, FULL, MOST_BYTES, SMALL, Box, covered, picture_from
from app.core.wording import in_language
from tests.photographs import GPS, LEFT, RIGHT, SECRET, drawing, jpeg, moving, png, profile, webp

TRACES = (SECRET.encode(), b"Exif", b"http://ns.adobe.com", b"xmpmeta", b"ICC_PROFILE", b"Photoshop", b"Merk", b"2026")


def opened(content):
    return Image.open(io.BytesIO(content))


def near(one, other):
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@pytest.fixture(autouse=True)
def in_a_page(app):
    with app.test_request_context("/"), in_language("en"):
        yield


@pytest.mark.parametrize("content", [jpeg(), png(), webp(), jpeg(3000, 2000), png(mode="P"), png(mode="L")],
                         ids=["jpeg", "png", "webp", "large", "palette", "grey"])  # fmt: skip
def test_v14_2_8_nothing_but_the_colours_is_left_in_any_version(content):
    assert SECRET.encode() in content or b"zTXt" in content
    made = picture_from(content)
    for version, longest in ((made.full, FULL), (made.small, SMALL)):
        assert not [trace for trace in TRACES if trace in version]
        found = opened(version)
        assert found.format == "JPEG" and found.mode == "RGB" and max(found.size) <= longest
        assert not found.getexif() and not found.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        segments = {version[at + 1] for at in markers(version)}
        assert segments <= {0xD8, 0xE0, 0xDB, 0xC2, 0xC4, 0xDA, 0xD9}, "JFIF, tables, one frame and its scans"
        assert version.endswith(b"\xff\xd9")


def markers(content):
    """Where the segments of a JPEG begin, by their lengths."""
    at = 0
    while at < len(content) - 1:
        yield at
        kind = content[at + 1]
        if kind in (0xD8, 0xD9):
            at += 2
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if kind == 0xDA:
            at = re.compile(rb"\xff[^\x00\xd0-\xd7]").search(content, at).start()


def test_a_photo_that_was_held_upright_stands_upright():
    made = opened(picture_from(jpeg(orientation=6)).full)
    assert made.size == (200, 320)
    assert near(made.getpixel((100, 20)), LEFT) and near(made.getpixel((100, 300)), RIGHT)


def test_the_longest_side_has_a_most_and_nothing_is_made_larger():
    made = picture_from(jpeg(4000, 1000))
    assert (made.full_size.width, made.full_size.height) == (2000, 500)
    assert opened(made.small).size == (made.small_size.width, made.small_size.height) == (640, 160)
    assert opened(picture_from(jpeg(100, 50)).full).size == (100, 50)


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_colours_stay_what_they_were(mode):
    made = opened(picture_from(jpeg(mode=mode)).full)
    wanted = [drawing(mode=mode).convert("RGB").getpixel(at) for at in ((20, 20), (300, 20))]
    assert [near(made.getpixel(at), want) for at, want in zip(((20, 20), (300, 20)), wanted, strict=True)] == [True, True]


def test_a_profile_of_other_colours_is_followed_and_a_broken_one_passed_over():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for broken in (b"kapot" * 100, lab, profile()[:200], b""):
        assert near(opened(picture_from(jpeg(icc_profile=broken)).full).getpixel((20, 20)), LEFT)


def test_what_is_transparent_becomes_white():
    content = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(content, "PNG")
    assert near(opened(picture_from(content.getvalue()).full).getpixel((25, 25)), (255, 255, 255))


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"%PDF-1.7 /JS (kwaad)", b"PK\x03\x04 kwaad"])
def test_v5_2_2_what_hides_in_or_behind_a_picture_is_gone(tail):
    archive = io.BytesIO(jpeg(comment=tail))
    archive.seek(0, io.SEEK_END)
    with zipfile.ZipFile(archive, "a") as behind:
        behind.writestr("kwaad.js", tail)
    for content in (archive.getvalue(), png() + tail, webp() + tail):
        made = picture_from(content)
        assert tail not in made.full + made.small and not zipfile.is_zipfile(io.BytesIO(made.full))


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)
REFUSED = {
    "heic": (HEIC, "HEIC"), "avif": (HEIC.replace(b"heic", b"avif"), "AVIF"),
    "gif": (moving("GIF"), "JPEG, PNG and WebP"), "svg": (b"<svg onload='alert(1)'/>", "screenshot"),
    "html": (b"\n<!DOCTYPE html><h1>x</h1>", "screenshot"), "pdf": (b"%PDF-1.7\n", "document"),
    "docx": (b"PK\x03\x04" + bytes(100), "document"), "doc": (b"\xd0\xcf\x11\xe0" + bytes(100), "document"),
    "moving png": (moving("PNG"), "moves"), "moving webp": (moving("WEBP"), "moves"),
    "text": (b"gewoon tekst", "no photo that we know"), "empty": (b"", "empty"),
    "too many bytes": (jpeg() + bytes(MOST_BYTES), "larger than 10 MB"),
    "cut off": (jpeg()[:900], "damaged"), "tiff": (b"II*\x00" + bytes(50), "JPEG, PNG and WebP"),
    "many scans": (jpeg() + b"\xff\xda" * 61, "save it again"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused_with_words_that_help(name):
    content, said = REFUSED[name]
    with pytest.raises(Refusal, match=said):
        picture_from(content)


def flood(kind, side):
    """A small file that says it is very large: a header with nothing behind it."""
    content = io.BytesIO()
    drawing(16, 16).save(content, kind)
    small = content.getvalue()
    if kind == "PNG":
        return small[:16] + side.to_bytes(4, "big") * 2 + small[24:]
    at = small.index(b"\xff\xc0") + 5
    return small[:at] + side.to_bytes(2, "big") * 2 + small[at + 4 :]


@pytest.mark.parametrize(("kind", "side"), [("PNG", 60_000), ("PNG", 12_000), ("PNG", 5_001), ("JPEG", 65_000), ("JPEG", 7_200)])
def test_v5_2_6_a_flood_of_pixels_is_refused_by_its_header(kind, side):
    began = time.process_time()
    with pytest.raises(Refusal, match="million pixels|damaged"):
        picture_from(flood(kind, side))
    assert time.process_time() - began < 1


def test_a_broken_file_is_refused_and_never_fails():
    chance = random.Random(7)
    for content in (jpeg(60, 40), png(60, 40), webp(60, 40)):
        for _try in range(150):
            broken = bytearray(content)
            for _byte in range(chance.randint(1, 8)):
                broken[chance.randrange(8, len(broken))] = chance.randrange(256)
            try:
                assert opened(picture_from(bytes(broken)).full).format == "JPEG"
            except Refusal:
                continue


def test_the_largest_photo_takes_little_memory_and_time():
    """In a process of its own, so that what the tests themselves hold does not count."""
    program = """
import io, resource, sys, time
from app import create_app
from app.core.pictures import picture_from
from tests.photographs import jpeg, webp
app = create_app(TESTING=True, SQLALCHEMY_DATABASE_URI="sqlite://")
content = {"jpeg": lambda: jpeg(8160, 6120, quality=80, progressive=True), "webp": lambda: webp(5000, 5000)}[sys.argv[1]]()
sys.stdout.write(f"{len(content)} bytes ")
child = __import__("os").fork()
if child == 0:
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with app.test_request_context("/"):
        picture_from(content)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{time.monotonic() - began:.1f} s, {after / 1024:.0f} MB at most")
    sys.stdout.flush()
    __import__("os")._exit(0 if after - before < 700 * 1024 else 1)
sys.exit(__import__("os").waitpid(child, 0)[1] >> 8)
"""
    for kind in ("jpeg", "webp"):
        done = subprocess.run([sys.executable, "-c", program, kind], capture_output=True, text=True, check=False)
        print(kind, done.stdout)
        assert done.returncode == 0, done.stderr + done.stdout


def test_what_is_covered_is_in_no_byte_of_what_is_kept():
    first = picture_from(jpeg())
    made = covered(first.full, [Box(-50, -50, 160, 999), Box(5, 5, 5, 9), Box(9000, 0, 9001, 5)])
    for version in (opened(made.full), opened(made.small)):
        assert near(version.getpixel((10, 10)), COVER) and near(version.getpixel((150, 190)), COVER)
        assert near(version.getpixel((300, 100)), RIGHT)
        colours = version.crop((0, 0, 152, version.height)).getcolors(100_000)
        assert all(near(colour, COVER) for _count, colour in colours)
    assert opened(first.full).getpixel((10, 10))[0] > 150  # the one that came in is another


def test_gps_is_what_the_tests_put_in():
    assert opened(jpeg()).getexif().get_ifd(GPS)
