"""What is handed out: the list, the documents, and a manifest, as one zip."""

from app.woo.exports.bundle import zip_of
from app.woo.exports.papers import CannotPrint

__all__ = ["CannotPrint", "zip_of"]
