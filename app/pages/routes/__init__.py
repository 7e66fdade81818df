"""The windows of the house: pages that show several features, and own nothing."""

from app.pages.routes import (
    about,
    challenge,
    challenge_writing,
    contribution,
    destroyed,
    erasing,
    expired,
    follow,
    follow_levels,
    follow_photos,
    follow_silence,
    follow_text,
    follow_woo,
    home,
    machines,
    news,
    objecting,
    own,
    photo,
)
from app.pages.routes.blueprint import blueprint
from app.pages.routes.frame import init_app

__all__ = [
    "about",
    "blueprint",
    "challenge",
    "challenge_writing",
    "contribution",
    "destroyed",
    "erasing",
    "expired",
    "follow",
    "follow_levels",
    "follow_photos",
    "follow_silence",
    "follow_text",
    "follow_woo",
    "home",
    "init_app",
    "machines",
    "news",
    "objecting",
    "own",
    "photo",
]
