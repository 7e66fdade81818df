"""V1.2.2, V1.2.3, V1.3: addresses in texts, data for scripts, letters that nobody sees, and patterns that could take for ever."""

import importlib
import json
import pkgutil
import re

import html5lib
import pytest
from sqlalchemy import select

import app as house
from app.contributions.models import Contribution
from app.core.database import db
from app.core.forms import FORBIDDEN, Form, one_line, tidy
from app.core.sanitize import paragraphs, sanitize
from tests.contributions.sharing import share_story
from tests.databases import ONCE
from tests.factories import make_contribution, make_user
from tests.growth import grows_in_proportion

RUNS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x",
    "data:text/html,<script>alert(1)</script>", "//kwaad.example", "\\\\kwaad.example", "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "feed:javascript:x",
)
MUTATIONS = (
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<p id=x onclick=alert(1)>x</p>", "<<script>script>alert(1)<</script>/script>", "<img src=https://elders.example/x.png>",
)


@pytest.mark.parametrize("address", RUNS)
def test_v1_2_2_an_address_in_a_text_becomes_no_link_that_runs(address):
    for text in (address, f"Kijk op {address} voor meer.", f'<a href="{address}">hier</a>', f"[hier]({address})"):
        for html in (paragraphs(text), sanitize(text)):
            for link in links(html):
                assert link.startswith(("http://", "https://", "mailto:")), (text, link)


def links(html):
    return [element.get("href") for element in html5lib.parse(str(html), namespaceHTMLElements=False).iter("a") if element.get("href")]


def test_ghsa_c4wc_ggrj_jg9v_no_form_takes_an_address_of_a_page(app):
    """Of Indico (V1.2.2): an address that runs was kept in a field of one's own. Here is no such field, so also V1.3.6 holds."""
    forms = every_kind_of(Form)
    assert len(forms) > 30
    for kind in forms:
        fields = [name for name in dir(kind) if getattr(getattr(kind, name), "field_class", None)]
        assert not [name for name in fields if re.search(r"url|link|website|webhook", name)], kind


def every_kind_of(form):
    return {kind for child in form.__subclasses__() for kind in (child, *every_kind_of(child))}


def test_v1_2_2_a_link_in_a_text_still_works():
    html = str(paragraphs("Zie (www.zoetermeer.nl/plan), https://x.example/a?b=c&d=1 of mail a@b.nl."))
    assert links(html) == ["http://www.zoetermeer.nl/plan"], html
    assert links(paragraphs("https://denhaag.nl:8443/a_(b)?c=d&e=f#g."))[0].startswith("https://denhaag.nl:8443/a_(b)?c=d&e=f#g")
    assert "http://kwaad.com" not in links(paragraphs("https://www.zoetermeer.nl@kwaad.com/")), "a name before an @ hides nothing"


@pytest.mark.parametrize("html", MUTATIONS)
def test_v1_3_1_nothing_comes_back_to_life(html):
    once = sanitize(html)
    assert sanitize(once) == once, "cleaning what is clean changes nothing"
    tree = html5lib.parse(str(once), namespaceHTMLElements=False)
    allowed = {"html", "head", "body", "p", "br", "a", "ul", "ol", "li", "strong", "em"}
    assert {str(element.tag) for element in tree.iter()} <= allowed
    assert {name for element in tree.iter() for name in element.attrib} <= {"href", "rel"}


def test_v1_2_3_data_for_scripts_ends_no_script(client, app, sign_in):
    """What scripts need stands in attributes and in JSON of its own; never inside a script."""
    code = "CODEVANDEINZENDER234567ABC"
    make_contribution(code=code, title="</script><!--<b>", facts="</script><script>alert(1)</script> en zo verder met de put.")
    told = client.get(f"/volg/{code}/gegevens")
    assert told.mimetype == "application/json" and json.loads(told.text)
    for path in (f"/volg/{code}", f"/volg/{code}/tekst", "/bijdragen"):
        page = html5lib.parse(client.get(path).text, namespaceHTMLElements=False)
        assert all(not (script.text or "").strip() or script.get("type") == "application/json" for script in page.iter("script"))


UNSEEN_LETTERS = ("\x00", "\x08", "\x1b", "\x7f", "\x85", "\u202e", "\u202a", "\u2066", "\u2068")


@pytest.mark.parametrize("letter", UNSEEN_LETTERS)
def test_v1_3_3_letters_that_deceive_are_not_kept(client, sign_in, letter):
    """NUL, control letters and those that turn a text around: in a name, in a title, in a story."""
    assert letter not in tidy(f"a{letter}b") and letter not in one_line(f"a{letter}b")
    user = make_user()
    sign_in(user)
    client.post("/mijn/naam", data={"given_name": f"A{letter}da", "infix": "", "family_name": f"Bos{letter}gpj.exe"})
    db.session.refresh(user)
    assert letter not in user.given_name + user.family_name and user.given_name


def test_v1_3_3_a_story_keeps_none_of_them(client):
    told = "".join(UNSEEN_LETTERS)
    share_story(client)
    story = db.session.scalars(select(Contribution)).one()
    assert not set(told) & set(story.facts + story.title)
    assert {"\u202e", "\u2066"} <= FORBIDDEN


def patterns_of_the_house():
    """Every pattern that a module of the house made when it was loaded, by where it stands."""
    found = {}
    for module in pkgutil.walk_packages(house.__path__, "app."):
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            for number, one in enumerate(value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]):
                parts = one if isinstance(one, tuple) else (one,)
                found |= {part.pattern: (f"{module.name}.{name}[{number}]", part) for part in parts if isinstance(part, re.Pattern)}
    return found


LONG = 100_000
ADVERSARIAL = [
    (word * (LONG // len(word) + 1))[:LONG] + end
    for word, end in (
        ("a", "!"), (" ", "x"), ("\n", "x"), ("1", "x"), ("-", "x"), ("a.", "@"), ("a@", "!"), ("a-", "@"), ("'", "x"),
        ("Jan van ", "x"), ("Straat ", "1"), ("06-", "x"), ("a b ", "!"), ("1234 AB ", "x"), ("(", ")"), ("=", "x"),
    )
]


@ONCE
def test_v1_3_12_no_pattern_takes_for_ever():
    """Every pattern of the house on 100 kB of what makes patterns go back and forth takes time in proportion."""
    patterns = patterns_of_the_house()
    assert len(patterns) > 25
    slow = {
        (where, text[:9]) for where, pattern in patterns.values() for text in ADVERSARIAL
        for read in (pattern.search, pattern.fullmatch) if not grows_in_proportion(read, text if isinstance(pattern.pattern, str) else text.encode())
    }
    assert slow == set()
    assert not grows_in_proportion(looks_at_every_pair, "a" * 8_000), "this is what would be found"


def looks_at_every_pair(text):
    return sum(1 for one in text for other in text if one != other)


@pytest.mark.parametrize("letters", ["[", "*", ">", "`", "_", "<", "&", "http://", "www.a.nl ", "(", "a@b.nl ", "a-", "a.", "www.", "a.b-", "http://a.nl/("])
def test_v1_3_5_a_text_of_one_letter_takes_time_in_proportion(letters):
    """There is no Markdown here; what makes links and paragraphs of plain text is as quick on such a text as on others."""
    assert grows_in_proportion(paragraphs, letters * (20_000 // len(letters)))
