"""Photos in a request under the Woo, and what is in the file that is handed out, as the tests look at it."""

import csv
import io
import zipfile

from pypdf import PdfReader

from app.core import storage
from app.woo import queries
from app.woo.exports import zip_of
from tests.woo.test_file import bytes_of

ALT = "Drie bakken staan in de looproute."
OUT = {"sentence": "picture:0:1", "ground": "5.1.2.e"}  # what leaves the photo out


def kept(story):
    """The bytes of the photo in our store."""
    return storage.get(story.photos[0].full_file)


def made(office):
    return zip_of(office.request, queries.items_of(office.request))


def opened(archive):
    """The names of the files, and the line of the photo in the list."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        table = list(csv.reader(io.StringIO(files.read("inventarislijst.csv").decode("utf-8-sig")), delimiter=";"))
        lines = [dict(zip(table[0], line, strict=True)) for line in table[1:]]
        line = next(line for line in lines if line["Soort stuk"].startswith("Foto"))
        return {name: files.read(name) for name in files.namelist()}, line


def images_in(pdf):
    return [image.image for page in PdfReader(io.BytesIO(pdf)).pages for image in page.images]


def holds_picture(archive, content):
    """Whether a stretch of the picture can be found in any file or stream, or any document shows a picture at all."""
    stretches = [content[at : at + 40] for at in range(180, len(content) - 40, 97)]
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        pictures = [image for name in files.namelist() if name.endswith(".pdf") for image in images_in(files.read(name))]
    return bool(pictures) or any(stretch in data for data in bytes_of(archive) for stretch in stretches)


def alt_texts(pdf):
    """What is said instead of each figure, in the tags of the document."""
    reader = PdfReader(io.BytesIO(pdf))
    objects = (reader.get_object(n) for n in range(1, len(reader.xref_objStm) + max(reader.xref[0], default=0) + 1))
    return [str(o["/Alt"]) for o in objects if isinstance(o, dict) and o.get("/S") == "/Figure" and "/Alt" in o]
