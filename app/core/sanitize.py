"""What people write, made safe to show. Nothing else marks text as safe."""

import re
from functools import partial

import bleach
import nh3
from bleach.linkifier import TLDS, LinkifyFilter
from markupsafe import Markup, escape

POLICY_VERSION = 2
TAGS = {"p", "br", "a", "ul", "ol", "li", "strong", "em"}
ATTRIBUTES = {"a": ["href", "rel"]}
SCHEMES = ("http://", "https://", "mailto:")
PARAGRAPH = re.compile(r"\n[ \t]*\n+")
# Begins only where a word begins, and no part is longer than a name can be: that of bleach itself takes seconds for a
# text of nothing but brackets. Without a name before an @, which makes a stranger's address look like ours.
URL = re.compile(
    rf"""(?<![\w@.-])(?:https?://)?(?:[\w-]{{1,63}}\.){{1,8}}(?:{"|".join(TLDS)})(?::[0-9]{{1,5}})?(?!\.\w)\b
    (?:[/?][^\s{{}}|\\^`<>"]*)?""",
    re.IGNORECASE | re.VERBOSE,
)

cleaner = bleach.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    protocols=["http", "https", "mailto"],
    filters=[partial(LinkifyFilter, url_re=URL)],
)


def leads_somewhere(_tag: str, name: str, value: str) -> str | None:
    """An address with a scheme of ours; never one that a browser reads as another site's, such as //name."""
    return value if name != "href" or value.lower().startswith(SCHEMES) else None


def sanitize(html: str) -> Markup:
    """HTML with our own few tags only: bleach by policy, then nh3 has the last word."""
    once = cleaner.clean(html)
    last = nh3.clean(
        once,
        tags=TAGS,
        attributes={"a": {"href"}},
        attribute_filter=leads_somewhere,
        link_rel="nofollow noopener ugc",
    )
    return Markup(last)  # noqa: S704


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs: markup in it is shown as the letters it is; addresses become links."""
    parts = (part.strip() for part in PARAGRAPH.split(text))
    html = "".join(f"<p>{str(escape(part)).replace(chr(10), '<br>')}</p>" for part in parts if part)
    return sanitize(html)
