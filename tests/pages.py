"""A client that looks at every page it fetches: what is wrong on one page is wrong for somebody."""

import re
from functools import lru_cache

import html5lib
from flask import g
from flask.testing import FlaskClient
from sqlalchemy import event

from app.core.database import db, is_sqlite
from app.pages.cookies import cookies

MOST_STATEMENTS = 20
XHTML = "{http://www.w3.org/1999/xhtml}"
ADDRESS = re.compile(r"(?<=/)[0-9a-z]{26}(?=[/?\"])")  # the random part of one, on which no fault depends
UNLABELLED = {"hidden", "submit", "button"}
ALLOWED_FAULTS = {"unexpected-end-tag-treated-as", "eof-in-script-in-script"}


class InspectingClient(FlaskClient):
    """Counts the statements of a request, and inspects the HTML that it answers with."""

    statements = 0
    inspects = True  # what only looks who sees what leaves the making of a page to other tests: a quarter of its time

    def open(self, *args, **kwargs):
        self.statements = 0
        for name in ("_login_user", "user_session", "_flask_babel"):
            g.pop(name, None)  # a real request begins with nothing; here it shares the context of the test
        listening = (db.engine, "before_cursor_execute", self.count)
        follows = event.contains(*listening)  # a redirect that is followed begins to count anew
        if not follows:
            event.listen(*listening)
        try:
            response = super().open(*args, **kwargs)
        finally:
            if not follows:
                event.remove(*listening)
        db.session.rollback()  # the test looks at what was committed, not at what it saw before
        db.session.expire_all()
        for cookie in response.headers.getlist("Set-Cookie"):
            assert cookie.split("=")[0] in {known.name for known in cookies()}, f"the privacy page is silent on {cookie}"
        is_page = response.mimetype == "text/html" and response.request.method != "HEAD"  # that has no text
        if is_page and not 300 <= response.status_code < 400:
            where = f"{response.request.method} {response.request.path}"
            if self.inspects and is_sqlite():  # once is enough: the same tests fetch the same pages on another database
                inspect_page(response.text, where)
            if response.request.method == "GET":
                assert self.statements <= MOST_STATEMENTS, f"{where}: {self.statements} statements"
        return response

    def count(self, *_what):
        self.statements += 1


def inspect_page(html, where="page"):
    """Fails with every fault of the page at once."""
    faults = known_faults(ADDRESS.sub("id", html))
    assert not faults, f"{where}:\n- " + "\n- ".join(faults)


@lru_cache(maxsize=1000)
def known_faults(html):
    """Reading a page takes 10 ms, and the same text has the same faults: that of an error differs only in its address."""
    return tuple(faults_of(html))


def faults_of(html):
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    tree = parser.parse(html)
    for (line, _column), code, _data in parser.errors:
        if code not in ALLOWED_FAULTS:
            yield f"line {line}: {code}: {html.splitlines()[line - 1].strip()[:120]}"
    yield from heading_faults(tree)
    yield from label_faults(tree)
    yield from attribute_faults(tree)
    if not tree.get("lang"):
        yield "the page does not say its language"


def named(tree, *tags):
    return [element for tag in tags for element in tree.iter(f"{XHTML}{tag}")]


def words(element):
    return " ".join("".join(element.itertext()).split())


def heading_faults(tree):
    headings = named(tree, "h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 on the page"
        return
    title = words(named(tree, "title")[0])
    title = re.sub(r"^(Fout: |Error: )", "", title)
    if not title.startswith(words(headings[0])):
        yield f"the title '{title}' does not begin with the h1 '{words(headings[0])}'"
    level = 1
    for element in tree.iter():
        found = re.fullmatch(r"h([1-6])", str(element.tag).removeprefix(XHTML))
        if found and int(found[1]) > level + 1:
            yield f"heading level {found[1]} after {level}: '{words(element)}'"
        level = int(found[1]) if found else level


def label_faults(tree):
    labelled = {label.get("for") for label in named(tree, "label")}
    inside = {id(field) for label in named(tree, "label") for field in label.iter()}
    for field in named(tree, "input", "select", "textarea"):
        if field.get("type") in UNLABELLED or id(field) in inside or field.get("aria-label"):
            continue
        if field.get("id") not in labelled:
            yield f"no label for {field.get('name')}"


def attribute_faults(tree):
    seen = set()
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.get("id")
        if name and name in seen:
            yield f"id '{name}' twice"
        seen.add(name)
        if element.get("lang") == "":
            yield f"an empty lang on <{element.tag.removeprefix(XHTML)}>"
        for attribute in inline(element):
            yield f"{attribute}= on <{element.tag.removeprefix(XHTML)}>: the content policy forbids it"
        if element.tag == f"{XHTML}script" and not element.get("src") and element.get("type") != "application/json":
            yield "a script inside the page"
    yield from pointer_faults(tree, seen)


def inline(element):
    return [name for name in element.attrib if name == "style" or name.startswith("on")]


def pointer_faults(tree, known):
    for attribute in ("aria-describedby", "aria-labelledby"):
        for element in tree.iter():
            for name in (element.get(attribute) or "").split():
                if name not in known:
                    yield f"{attribute}='{name}' points at nothing"
