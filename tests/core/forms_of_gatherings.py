"""The forms of organisers, as tests/core/test_typed.py sends them."""

from app.accounts.models import Role
from app.core.clock import now
from app.gatherings import operations, queries
from app.gatherings.messages import token_of
from app.gatherings.models import Clarifying
from tests.factories import make_challenge, make_user, save
from tests.gatherings.made import give, make_gathering, save_registration
from tests.gatherings.walked import CODE, make_note, make_paper_note, make_walk, note_form
from tests.gatherings.written import PART, STOP, WHOLE

OF_ORGANISERS = ("plan a gathering", "change a gathering", "write a part", "write a stop", "cancel a gathering", "copy a gathering", "summarise a stop", "type a sheet over", "put a note right", "make table signs", "add somebody", "cancel for somebody", "write to people", "answer a phone")
OF_WHO_COMES = ("sign up", "change a registration", "leave a note", "write a card", "ask to understand", "give a question", "give a question of a note")
PHONE = "de telefoon waarmee deze formulieren zijn getypt"  # what its cookie holds


def forms_of_gatherings(typed):
    """For each form who sends it, where and with what."""
    gathering = make_gathering(slug="de-tour")
    host = make_user(Role.HOST, gathering.organisation)
    give(gathering, user=host)
    here = "/bijeenkomsten/de-tour"
    return {
        "plan a gathering": (host, "/bijeenkomsten/nieuw", WHOLE | {"access": typed}),
        "change a gathering": (host, f"{here}/bewerken", WHOLE | {"access": typed, "version": "1"}),
        "write a part": (host, f"{here}/programma/nieuw", PART | {"note": typed}),
        "write a stop": (host, f"{here}/haltes/nieuw", STOP | {"question": typed}),
        "cancel a gathering": (host, f"{here}/afzeggen", {"why": typed}),
        "copy a gathering": (host, f"{here}/kopieren", {"title": typed, "on": WHOLE["on"]}),
        **forms_of_the_walk(host, typed),
        **forms_about_people(gathering, host, here, typed),
        "make table signs": (host, f"{here}/tafelbordjes", {"tables": "2", "names": typed, "paper": "a5"}),
        "walk in": (host, f"{here}/deur/inloop", {"name": typed, "organisation": ""}),
        "give a task": (host, f"{here}/taken", {"email": "a@b.example", "task": "helper"}),
    }


def forms_of_the_walk(host, typed):
    """The note of a phone, and what organisers do with a walk."""
    about = make_challenge()
    walk = make_walk(slug="de-wandeling", organisation=host.memberships[0].organisation, challenges=[about])
    gathering, from_paper = walk.gathering, make_paper_note(walk).public_id
    give(gathering, user=host)
    operations.set_tables(gathering, 1)
    operations.write_card(queries.card_at(gathering, 1), 1, "", "", "Wie betaalt?")
    asked = Clarifying(gathering_id=gathering.id, challenge=about, text="Wie beheert dit?")
    save(asked)
    told = {"created_at": now(), "confirmed_at": now(), "experience": "De put lag te hoog."}
    brought = save_registration(gathering, **told)
    here = "/bijeenkomsten/de-wandeling"
    return {
        "leave a note": (None, f"/lopen/{CODE}/1", note_form(text=typed)),
        "bring notes to a phone": (None, f"/lopen/{CODE}/meenemen", {"phone_code": typed}),
        "give a question": (None, f"/aanmelding/{token_of(brought.public_id)}/vraag", {"asks": typed}),
        "give a question of a note": (None, f"/lopen/{CODE}/notities/{make_note(walk, PHONE).public_id}/vraag", {"asks": typed}),
        "summarise a stop": (host, f"{here}/haltes/1/samenvatting", {"text": typed, "version": "0"}),
        "type a sheet over": (host, f"{here}/notities/overnemen", {"sheet": "1", "key": "x", "n1-text": typed}),
        "put a note right": (host, f"{here}/notities/{from_paper}/verbeteren", {"sheet": "1", "text": typed, "version": "1"}),
        "set groups": (host, f"{here}/wandeling/groepen", {"groups": "4"}),
        "write a card": (None, f"/lopen/{CODE}/tafels/1", {"recognised": typed, "version": "2"}),
        "say whether it plays": (None, f"/lopen/{CODE}/tafels/1/herken", {"answer": "yes", "question": "Wie betaalt?"}),
        "ask to understand": (None, f"/lopen/{CODE}/vragen/{about.slug}", {"text": typed}),
        "answer a phone": (host, f"{here}/vragen/{asked.public_id}", {"answer": typed}),
    }


def forms_about_people(gathering, host, here, typed):
    """The forms of who comes, and those of organisers about them."""
    comes = save_registration(gathering, created_at=now(), confirmed_at=now())
    person, people = {"name": "Ans", "email": "ans@voorbeeld.example"}, f"{here}/aanmeldingen"
    return {
        "sign up": (None, f"{here}/aanmelden", person | {"access": typed}),
        "change a registration": (None, f"/aanmelding/{token_of(comes.public_id)}/wijzigen", {"experience": typed}),
        "add somebody": (host, f"{people}/toevoegen", person | {"organisation": typed}),
        "put an organisation right": (host, f"{people}/{comes.public_id}/organisatie", {"organisation": typed}),
        "cancel for somebody": (host, f"{people}/{comes.public_id}/afmelden", {"reason": typed}),
        "write to people": (host, f"{people}/bericht", {"to": "iedereen", "subject": "Regen", "text": typed, "key": "x"}),
    }
