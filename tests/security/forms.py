"""The forms that stand on a page, as a browser reads them, and how somebody fills them in."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import html5lib

from app.core.clock import today
from tests.security.payloads import odd_address

NO_WORDS = {"hidden", "radio", "checkbox", "submit", "button", "file"}


@dataclass(frozen=True)
class Field:
    name: str
    kind: str  # of an input, or `select`, `textarea`
    value: str
    is_chosen: bool = False


@dataclass(frozen=True)
class SeenForm:
    """A form that sends something (POST), with its fields. Two with the same fields and address are one."""

    action: str
    names: tuple[str, ...]
    fields: tuple[Field, ...] = field(compare=False)

    def endpoint(self, app):
        path = urlsplit(self.action).path.removeprefix("/en") or "/"
        return app.url_map.bind("localhost").match(path, method="POST")[0]

    def field_names(self):
        return {found.name for found in self.fields}


def forms_of(answer):
    if answer.mimetype != "text/html" or "<form" not in answer.text:
        return
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    inert = {form for template in tree.iter("template") for form in template.iter("form")}  # no part of the page
    for form in tree.iter("form"):
        if form not in inert and form.get("method", "get").lower() == "post":
            fields = tuple(found for element in form.iter() for found in fields_of(element))
            action = form.get("action") or answer.request.full_path.rstrip("?")
            for button in (element for element in form.iter() if is_button(element)):
                own = (Field(button.get("name"), "hidden", button.get("value", "")),) if button.get("name") else ()
                pressed = button.get("formaction") or action
                yield SeenForm(pressed, tuple(f"{f.name}" for f in fields + own), fields + own)


def is_button(element):
    usual = {"button": "submit", "input": "text"}
    return element.tag in usual and element.get("type", usual[element.tag]) == "submit"


def fields_of(element):
    name = element.get("name")
    if not name or element.tag not in ("input", "select", "textarea") or is_button(element):
        return
    if element.tag == "textarea":
        yield Field(name, "textarea", element.text or "")
    elif element.tag == "select":
        options = [option.get("value", option.text or "") for option in element.iter("option")]
        yield Field(name, "select", next(filter(None, options), ""), True)
    else:
        yield Field(name, element.get("type", "text"), element.get("value", ""), "checked" in element.attrib)


def filled(form, words):
    """What is sent: the words in every field for words, and a choice in the others."""
    sent, chosen = [], set()
    for one in form.fields:
        if one.kind == "email":
            sent.append((one.name, odd_address(7)))
        elif one.kind == "radio":
            if one.name not in chosen and one.value:
                sent.append((one.name, one.value))
                chosen.add(one.name)
        elif one.kind == "checkbox":
            sent.append((one.name, one.value or "y"))
        elif one.kind in NO_WORDS or one.kind == "select":
            sent.append((one.name, one.value))
        else:
            sent.append((one.name, fitting(one.name, words)))
    together = {}
    for name, value in sent:
        together.setdefault(name, []).append(value)
    return together


def fitting(name, words):
    """Words that a field may take: some want a day, a year, or a question."""
    if name.endswith("_on") or name in ("visible_from", "since"):
        return f"{today() + timedelta(days=40):%d-%m-%Y}"
    if name == "year":
        return "2020"
    return f"{words} en nog vier woorden erbij?" if len(words) > 60 else words
