"""Where this site stands, for links in mail."""

from flask import current_app


def address_of(path: str) -> str:
    """The full address of a path of this site; never from a Host header, which a stranger can choose."""
    return f"{current_app.config['SITE_URL']}{path}"


def path_of(endpoint: str, **values: str) -> str:
    """The path of a page, also where no request asks for it: for what the clock sends."""
    return current_app.url_map.bind("localhost").build(endpoint, values)
