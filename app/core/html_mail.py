"""A mail as HTML, made from its text: the same words and the same links, in the same order.

No pictures, no colours and nothing from elsewhere: nobody can see that it was opened, and a mail program in the dark
chooses its own colours. Only addresses of this site become links: what somebody wrote in a title stays words.
"""

import re
from collections.abc import Iterator
from html import escape

ADDRESS = re.compile(r"https?://[^\s<>\"]+")
AFTER = ".,;:!?)"  # what stands behind an address and does not belong to it
BEGINS, GOES_ON = "- ", "  "  # of an item of a list, and of its next lines
LOOKS = "font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 38em; margin: 0 auto; padding: 16px"


def as_html(subject: str, text: str, language: str, site: str) -> str:
    """The whole page; `site` is how the addresses begin that become links."""
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(subject)}</title>'
    )
    parts = "\n".join(part for block in re.split(r"\n[ \t]*\n", text.strip("\n")) for part in parts_of(block, site))
    page = f'<html lang="{escape(language)}"><head>{head}</head>\n<body style="{LOOKS}">\n{parts}\n</body></html>'
    return f"<!doctype html>\n{page}\n"


def parts_of(block: str, site: str) -> Iterator[str]:
    """The paragraphs and lists of what stands between two empty lines."""
    lines: list[str] = []
    items: list[list[str]] = []
    for line in block.split("\n"):
        if line.startswith(BEGINS):
            items.append([line.removeprefix(BEGINS)])
        elif items and line.startswith(GOES_ON):
            items[-1].append(line.strip())
        else:
            if items:
                yield listed(items, site)
                items = []
            lines.append(line)
            continue
        if lines:
            yield paragraph(lines, site)
            lines = []
    if items:
        yield listed(items, site)
    if any(line.strip() for line in lines):
        yield paragraph(lines, site)


def paragraph(lines: list[str], site: str) -> str:
    return f"<p>{'<br>'.join(linked(line, site) for line in lines)}</p>"


def listed(items: list[list[str]], site: str) -> str:
    inside = "".join(f"<li>{'<br>'.join(linked(line, site) for line in item)}</li>" for item in items)
    return f"<ul>{inside}</ul>"


def linked(line: str, site: str) -> str:
    """A line with its addresses of this site as links."""
    made, done = [], 0
    for found in ADDRESS.finditer(line):
        address = found.group().rstrip(AFTER)
        if address == site or address.startswith(f"{site}/"):
            made.append(escape(line[done : found.start()]))
            made.append(f'<a href="{escape(address)}">{escape(address)}</a>')
            done = found.start() + len(address)
    return "".join((*made, escape(line[done:])))
