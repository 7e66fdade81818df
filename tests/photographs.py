"""Photographs to test with, drawn here: with a place, a maker, a thumbnail and more in them, as cameras make them."""

import io

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

SECRET = "Jansen-kanarie"  # stands in every field that can hold words
XMP = f"<x:xmpmeta><dc:creator>{SECRET}</dc:creator></x:xmpmeta>".encode()
GPS, ORIENTATION = 0x8825, 0x0112
LEFT, RIGHT = (200, 30, 30), (30, 60, 200)


def drawing(width=320, height=200, mode="RGB"):
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), LEFT)
    ImageDraw.Draw(picture).rectangle((width // 2, 0, width, height), fill=RIGHT)
    return picture.convert(mode)


def exif(orientation=1):
    """Who, when, with what, where, and a small picture of it."""
    found = Image.Exif()
    found[ORIENTATION] = orientation
    found[0x010F], found[0x0110], found[0x013B], found[0x010E] = "Merk", "Toestel 9", SECRET, SECRET
    found[0x0132] = "2026:05:04 12:34:56"
    found[GPS] = {1: "N", 2: tuple(map(IFDRational, (52, 3, 41))), 3: "E", 4: tuple(map(IFDRational, (4, 29, 38)))}
    found.get_ifd(0x8769)[0x927C] = SECRET.encode()  # the maker's note
    return found


def profile():
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return made.tobytes().replace(b"sRGB built-in", SECRET[:13].encode())


def jpeg(width=320, height=200, orientation=1, mode="RGB", **more):
    content = io.BytesIO()
    given = {"exif": exif(orientation), "icc_profile": profile(), "comment": SECRET, "xmp": XMP, "quality": 95}
    if mode != "RGB":
        given.pop("icc_profile")
    drawing(width, height, mode).save(content, "JPEG", **given | more)
    return content.getvalue()


def png(width=320, height=200, mode="RGBA"):
    content = io.BytesIO()
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    drawing(width, height, mode).save(content, "PNG", pnginfo=words, exif=exif(), icc_profile=profile())
    return content.getvalue()


def webp(width=320, height=200):
    content = io.BytesIO()
    drawing(width, height).save(content, "WEBP", exif=exif(), icc_profile=profile(), xmp=XMP)
    return content.getvalue()


def moving(kind):
    content = io.BytesIO()
    frames = [drawing(), drawing().rotate(180)]
    frames[0].save(content, kind, save_all=True, append_images=frames[1:], duration=200)
    return content.getvalue()
