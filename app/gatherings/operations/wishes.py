"""Wishes: kept sealed and apart, for the organisers, until a named day."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.database import db
from app.gatherings import queries
from app.gatherings.models import Registration, Wishes


@dataclass(frozen=True)
class Wish:
    """What somebody does not eat, by code and in words, and what they need to take part."""

    foods: Sequence[str] = ()
    diet: str = ""
    access: str = ""

    def __bool__(self) -> bool:
        return bool(self.foods or self.diet or self.access)


def keep_wishes(registration: Registration, wish: Wish) -> None:
    """What they wish from now on; nothing is kept of what they wished before."""
    kept = queries.wishes_of(registration)
    if not wish:
        forget_wishes(registration)
        return
    if kept is None:
        kept = Wishes(registration_id=registration.id)
        db.session.add(kept)
    kept.foods, kept.diet, kept.access = "\n".join(wish.foods), wish.diet, wish.access
    db.session.flush()


def wish_of(registration: Registration) -> Wish:
    kept = queries.wishes_of(registration)
    return Wish(tuple(kept.foods.split()), kept.diet, kept.access) if kept else Wish()


def forget_wishes(registration: Registration) -> None:
    kept = queries.wishes_of(registration)
    if kept is not None:
        db.session.delete(kept)
        db.session.flush()
