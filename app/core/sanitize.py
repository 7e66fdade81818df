"""What people write, made safe to show. Nothing else marks text as safe."""

import re

import bleach
import nh3
from bleach.linkifier import LinkifyFilter
from markupsafe import Markup, escape

POLICY_VERSION = 1
TAGS = {"p", "br", "a", "ul", "ol", "li", "strong", "em"}
ATTRIBUTES = {"a": ["href", "rel"]}
PARAGRAPH = re.compile(r"\n[ \t]*\n+")

cleaner = bleach.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    protocols=["http", "https", "mailto"],
    filters=[LinkifyFilter],  # type: ignore[list-item]  # the stubs know only keyword filters
)


def sanitize(html: str) -> Markup:
    """HTML with our own few tags only: bleach by policy, then nh3 has the last word."""
    once = cleaner.clean(html)
    return Markup(nh3.clean(once, tags=TAGS, attributes={"a": {"href"}}, link_rel="nofollow noopener ugc"))  # noqa: S704


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs: markup in it is shown as the letters it is; addresses become links."""
    parts = (part.strip() for part in PARAGRAPH.split(text))
    html = "".join(f"<p>{str(escape(part)).replace(chr(10), '<br>')}</p>" for part in parts if part)
    return sanitize(html)
