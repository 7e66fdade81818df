"""What an organiser fills in."""

from datetime import timedelta

from app.core.clock import today
from app.core.database import db
from app.gatherings.models import Gathering

DAY = today() + timedelta(30)
WHOLE = {
    "title": "Zomertour Voorbeeld",
    "series": "Zomertour",
    "on": f"{DAY:%d-%m-%Y}",
    "starts": "12.30",
    "ends": "17.00 uur",
    "place": "Wijkhuis aan de Markt",
    "walk": "Noord en Zuid",
    "access": "Geen trappen.\nEr is een ringleiding.",
    "open_to": "Wie meedenkt",
    "partners": "Het CCV\nBZK",
    "capacity": "40",
    "most_per_organisation": "3",
    "closes_on": f"{DAY - timedelta(2):%d-%m-%Y}",
    "contact_email": "tour@voorbeeld.example",
    "caterer_email": "lunch@voorbeeld.example",
    "catering_on": f"{DAY - timedelta(3):%d-%m-%Y}",
}
PART = {"title": "Lunch", "starts": "12.30", "ends": "13.15", "note": "Soep.", "is_chosen": "y", "capacity": "20", "serves_food": "y"}
STOP = {"number": "1", "title": "Hofje vol auto's", "question": "Waar blijft het water?", "place": "Hof 3", "step_free": "Via de poort."}


def the_one():
    return db.session.query(Gathering).one()
