"""How the papers of a gathering are drawn: every word on the page and clear of the others, every square read by a camera."""

import io
from itertools import combinations

import pytest
import zxingcpp
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from app.core.clock import now, today
from app.core.database import db
from app.gatherings import operations
from app.gatherings.models import SeatState, Stop
from app.gatherings.sheets import sheet_code
from app.taxonomy.models import Dimension
from tests.databases import ONCE
from tests.factories import make_challenge, term
from tests.gatherings.made import give, save_registration
from tests.gatherings.test_route_map import WHEERMOLEN
from tests.gatherings.walked import CODE, make_walk

pytestmark = ONCE
EDGE = 5 / 25.4 * 72  # printers leave five millimetres at each side white
TOUCH = 0.6  # points that letters of two lines may come into each other's box
FULL = "Hoe houden we de straat droog, groen en veilig voor wie er woont "


def drawn(pdf):
    """Of each page its size, the boxes of its words, and what a camera reads on it."""
    for page in PdfDocument(io.BytesIO(pdf)):
        found = page.get_objects([FPDF_PAGEOBJ_TEXT])
        boxes = [box for box in (one.get_bounds() for one in found) if box[2] > box[0]]  # a space has no width of ink
        squares = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
        yield page.get_size(), boxes, sorted(square.text for square in squares)


def is_well_drawn(pdf):
    """Gives what a camera reads, by page."""
    read = []
    for number, ((width, height), boxes, squares) in enumerate(drawn(pdf), 1):
        assert boxes, f"page {number} is empty"
        for left, low, right, high in boxes:
            assert left >= EDGE and low >= EDGE and right <= width - EDGE and high <= height - EDGE, f"page {number}: words run off the paper"
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)], f"page {number}: words on words"
        read.append(squares)
    return read


def overlap(one, other):
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > TOUCH and down > TOUCH


@pytest.fixture
def walk(client, sign_in):
    """One stop with as much as fits its fields, and one with next to nothing."""
    full = {"title": (FULL * 4)[:200], "question": (FULL * 5)[:300], "place": (FULL * 4)[:200], "step_free": (FULL * 4)[:200]}
    told = [full | {"challenge": make_challenge(title=(FULL * 3)[:149] + "?"), "theme": term(Dimension.THEME, "ondergrond")}, {"title": "Hof"}, {"title": "Plein"}, {"title": "Kade"}]
    spots = [{"latitude": at[0], "longitude": at[1]} for at in WHEERMOLEN]
    stops = [Stop(number=n, **fields, **spot) for n, (fields, spot) in enumerate(zip(told, spots, strict=True), 1)]
    walk = make_walk(stops, title=(FULL * 3)[:150], place=(FULL * 4)[:200], on=today())
    sign_in(give(walk.gathering).user)
    return walk


def test_sheets_of_a_walk(client, walk):
    here = f"/bijeenkomsten/{walk.gathering.slug}"
    read = is_well_drawn(client.get(f"{here}/wandeling/haltebladen.pdf").data)
    of_stops = [squares for squares in read if squares != [f"http://localhost/lopen/{CODE}"]]
    assert len(read) == len(of_stops) + 1, "the first page has the way to the walk on a phone"
    codes = [sheet_code(stop) for stop in walk.gathering.stops]
    assert [code in squares[0] for code, squares in zip(codes, of_stops, strict=True)] == [True] * 4


@pytest.mark.parametrize("paper", ["a5", "a4"])
def test_signs_of_tables(client, walk, paper):
    gathering = walk.gathering
    operations.set_tables(gathering, 2)
    gathering.challenges = [make_challenge(title=(FULL * 3)[:149] + "?"), make_challenge(title="Wie maait?")]
    db.session.commit()
    form = {"tables": "3", "names": f"{FULL}\nOoievaar\n{'W' * 40}", "about": "alles", "paper": paper}
    read = is_well_drawn(client.post(f"/bijeenkomsten/{gathering.slug}/tafelbordjes", data=form).data)
    assert read == [[f"http://localhost/lopen/{CODE}/tafels/1"], [f"http://localhost/lopen/{CODE}/tafels/2"], []]


def test_list_of_the_door(client, walk):
    for number in range(40):
        name = FULL if number == 3 else f"Bezoeker {number}"
        made = save_registration(walk.gathering, name=name[:80], organisation_name=(FULL * 2)[:100], created_at=now(), confirmed_at=now())
        made.seats[0].state = SeatState.HELD
    db.session.commit()
    assert len(is_well_drawn(client.get(f"/bijeenkomsten/{walk.gathering.slug}/deur/lijst.pdf").data)) > 1
