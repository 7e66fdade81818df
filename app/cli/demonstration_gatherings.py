"""The gatherings of the demonstration as they go: one that people sign up for, and one that was, with its harvest."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from app.accounts.models import Role, User
from app.core import clock
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.core.deal import deal
from app.core.security import random_id
from app.core.slugs import slug_of
from app.gatherings.models import (
    Arrival,
    FieldNote,
    Gathering,
    GatheringStatus,
    Part,
    Stop,
    StopSummary,
    TableCard,
    Task,
    TaskHolder,
)
from app.gatherings.operations import Guest, Wish, ask_for, make_walk, registered
from app.gatherings.queries import everybody_at
from app.taxonomy.models import Dimension, Term

AGO = timedelta(days=2)  # so that its walk still opens for some days
TABLE_FOR = 6  # places at the tables of the first gathering, so that somebody waits in line
GUESTS = (  # name, organisation, what they do not eat
    ("Aafje Zand", "Utrecht", ()),
    ("Bilal Haddou", "Groningen", ("vegetarian",)),
    ("Carla Mulder", "Bureau Straat (voorbeeld)", ()),
    ("Douwe Veenstra", "Zwolle", ("no_nuts",)),
    ("Esra Yilmaz", "Utrecht", ()),
    ("Femke de Boer", "Netbedrijf (voorbeeld)", ("vegan",)),
    ("Gijs Kramer", "Amersfoort", ()),
    ("Hanna Peters", "Waterschap (voorbeeld)", ()),
)
NOTES = (  # the number of the stop, what somebody noted there
    (1, "Iedereen loopt door: er is geen plek in de schaduw."),
    (1, "De bankjes staan met de rug naar de speelplek."),
    (2, "De lamp op de hoek is stuk, de bewoners meldden dat in het voorjaar."),
    (3, "Het pad is mooi, maar niemand weet wie het bijhoudt."),
    (4, "Kinderen spelen op de plek waar de woningen komen."),
)
SUMMARIES = (
    (1, "Wie hier blijft, staat in de zon. Schaduw en zicht op de speelplek helpen meer dan nieuwe stenen."),
    (3, "Het park is er gekomen met geld voor aanleg. Voor het onderhoud is nog niets afgesproken."),
)
CARDS = (  # what a table recognised, what helped, which question is left
    (
        "Bij de aanleg is geld, bij het beheer niet.",
        "De beheerder tekende vóór het ontwerp mee.",
        "Wie betaalt het onderhoud van een plek die van drie partijen is?",
    ),
    (
        "Bewoners melden iets en horen niets terug.",
        "Eén naam op een bordje, met een nummer dat iemand opneemt.",
        "Hoe laat je zien wat je met een melding deed?",
    ),
)


def let_them_go_on(people: list[User]) -> None:
    """Stops with a theme, links for the walks, who signed up, and one gathering that was. Mails nobody."""
    ahead = db.session.scalars(
        select(Gathering).where(Gathering.is_demonstration.is_(True)).order_by(Gathering.on, Gathering.id)
    ).all()
    for gathering in ahead:
        for stop in gathering.stops:
            stop.theme = theme_of(stop)
        make_walk(gathering)
    first = ahead[0]
    tables = [part for part in first.parts if part.is_chosen and not part.is_walk and not part.serves_food][-2:-1]
    for part in tables:
        part.capacity = TABLE_FOR
    sign_up(first, clock.now())
    remember_one_that_was(first, next(user for user in people if user.works_for(first.organisation_id, Role.HOST)))


def theme_of(stop: Stop) -> Term | None:
    themes = (term for term in stop.challenge.terms if term.dimension is Dimension.THEME) if stop.challenge else ()
    return next(iter(themes), None)


def sign_up(gathering: Gathering, at: datetime) -> None:
    """Everybody comes to all that they can choose, and confirmed that at this moment, in the order of the list."""
    for name, organisation, foods in GUESTS:
        address = f"{slug_of(name)}@{slug_of(organisation)}.example"
        parts = [part for part in gathering.parts if part.is_chosen]
        made = registered(gathering, Guest(name, address, parts, organisation, wish=Wish(foods)), "nl")
        made.created_at = made.confirmed_at = at
        db.session.flush()
        ask_for(made, parts)


def remember_one_that_was(like: Gathering, host: User) -> None:
    """A walk of two days ago over the same stops: who came, what was noted, and what everybody reads of it."""
    on = clock.today() - AGO
    past = Gathering(
        slug=f"proefwandeling-{like.slug}"[:90],
        title=f"Proefwandeling {like.organisation.name}",
        organisation=like.organisation,
        on=on,
        starts=time(13),
        ends=time(16),
        place=like.place,
        walk=like.walk,
        status=GatheringStatus.PUBLISHED,
        contact_email=deal().help_email,
        harvested_at=datetime.combine(on, time(18), tzinfo=AMSTERDAM),
        is_demonstration=True,
    )
    past.challenges = list(like.challenges)
    past.parts = [Part(position=0, starts=time(13), title="Wandelen en aan tafel", is_chosen=True, is_walk=True)]
    past.stops = [a_stop_like(stop) for stop in like.stops]
    past.holders = [TaskHolder(task=Task.ORGANISER, email=host.email, user=host)]
    db.session.add(past)
    db.session.flush()
    make_walk(past)
    sign_up(past, past.begins_at - timedelta(days=10))
    let_in(past, host)
    gather(past, host)


def a_stop_like(stop: Stop) -> Stop:
    same = {name: getattr(stop, name) for name in ("number", "title", "question", "step_free", "latitude", "longitude")}
    return Stop(challenge=stop.challenge, theme=stop.theme, **same)


def let_in(gathering: Gathering, helper: User) -> None:
    """Everybody who signed up but the last came, and one more walked in."""
    *came, _missing = everybody_at(gathering)
    at = gathering.begins_at
    there = [Arrival(gathering=gathering, registration=one, at=at, by=helper) for one in came]
    walked_in = Arrival(gathering=gathering, name="Ids Postma", at=at, by=helper)
    db.session.add_all([*there, walked_in])
    db.session.flush()


def gather(gathering: Gathering, note_taker: User) -> None:
    """What was noted and written at the tables, as far as it was shown to everybody."""
    stops, at = {stop.number: stop for stop in gathering.stops}, gathering.ends_at
    for number, text in NOTES:
        told = {"text": text, "written_at": at, "received_at": at}
        db.session.add(FieldNote(key=random_id(), gathering_id=gathering.id, stop=stops.get(number), **told))
    for number, text in SUMMARIES:
        if number in stops:
            db.session.add(StopSummary(stop=stops[number], text=text, by=note_taker, published_at=at))
    for number, (recognised, helped, question) in enumerate(CARDS, start=1):
        written = {"recognised": recognised, "helped": helped, "question": question, "written_at": at, "shown_at": at}
        challenge = gathering.challenges[number - 1] if len(gathering.challenges) >= number else None
        db.session.add(TableCard(gathering=gathering, number=number, challenge=challenge, **written))
    db.session.flush()
