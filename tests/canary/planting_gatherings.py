"""Canaries in what is private of a gathering: who runs it, who comes, what they wish, and what they bring."""

from app.core.clock import now, today
from app.core.database import db
from app.gatherings.models import (
    Arrival,
    BroughtDraft,
    Catering,
    GivenQuestion,
    MessageTo,
    SentMessage,
    TaskHolder,
    Wishes,
)
from tests.canary.planting import canary
from tests.factories import make_organisation, save
from tests.gatherings.made import save_registration


def people_of(gathering, organiser):
    """Nobody but who organises this draft sees any of it."""
    gathering.contact_email, gathering.caterer_email = (f"{canary(67, name)}@voorbeeld.example" for name in ("contact", "caterer"))
    save(TaskHolder(gathering_id=gathering.id, task="note_taker", email=f"{canary(67, 'tasked')}@voorbeeld.example", user_id=organiser.id))
    told = {"people": 1, "plates": {"no_nuts": 1}, "asks": 1}
    told_to = f"{canary(67, 'caterertold')}@voorbeeld.example"
    save(Catering(gathering_id=gathering.id, told=told, told_on=today(), told_to=told_to))
    kept = {"created_at": now(), "confirmed_at": now(), "name": canary(67, "visitor")}
    office = make_organisation(name=canary(67, "kept"))
    lead = save_registration(
        gathering, email=f"{canary(67, 'address')}@voorbeeld.example", organisation_id=office.id,
        organisation_name=canary(67, "office"), experience=f"Onze {canary(67, 'experience')} lag te hoog.", **kept,
    )  # fmt: skip
    save_registration(gathering, lead_id=lead.id, cancelled_at=now(), cancelled_why=canary(67, "cancelled"), **kept)
    came = {"name": canary(67, "arrived"), "organisation_name": canary(67, "arrivedoffice"), "by_id": organiser.id}
    save(Arrival(gathering_id=gathering.id, registration_id=lead.id, **came))
    save(Arrival(gathering_id=gathering.id, name=canary(67, "walkedin"), harvest_to=f"{canary(67, 'harvestto')}@voorbeeld.example"))
    words = {"subject": canary(67, "lettersubject"), "text": f"Neem {canary(67, 'lettertext')} mee."}
    sent = save(SentMessage(gathering_id=gathering.id, key="x", to_whom="iedereen", number=1, by_id=organiser.id, **words))
    save(MessageTo(message_id=sent.id, registration_id=lead.id))
    save(GivenQuestion(gathering_id=gathering.id, registration_id=lead.id, asks=f"Wie {canary(67, 'asks')}?"))
    save(BroughtDraft(registration_id=lead.id, draft=canary(67, "draft")))
    save(Wishes(registration_id=lead.id, foods="no_nuts", diet=canary(67, "diet"), access=canary(67, "access")))
    db.session.commit()
