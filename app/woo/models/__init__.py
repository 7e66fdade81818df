"""Requests under the Woo: what is asked for, how each document is judged, and the file that is handed out."""

from app.woo.models.file import FileState, WooFile
from app.woo.models.item import Blackout, Judgement, WooItem
from app.woo.models.request import WooHandler, WooRequest, WooView

__all__ = ["Blackout", "FileState", "Judgement", "WooFile", "WooHandler", "WooItem", "WooRequest", "WooView"]
