"""Requests under the Woo: opened by an administrator, judged by two editors, handed out as a file."""

from app.woo.routes import files, handling, judging, one, requests
from app.woo.routes.blueprint import blueprint

__all__ = ["blueprint", "files", "handling", "judging", "one", "requests"]
