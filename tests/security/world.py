"""A site with one of everything, and somebody with every role: what the tests of security walk through."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import product
from typing import Any

from flask import current_app
from sqlalchemy import text

from app.accounts.models import AddressChange, Invitation, Membership, Role, SignInLink, User, WorkAddress
from app.answering.models import AnswerMark
from app.appeals.models import Appeal, AppealJudge, AppealKind
from app.challenges.models import Agreement, ChallengeHost, ChallengeStatus, RoundQuestion
from app.contributions.models import (
    AskedReader,
    Conversation,
    Draft,
    Freeze,
    NewsAddress,
    Proposal,
    Reading,
    Remark,
    Side,
    Status,
)
from app.contributions.operations import news_mail, received
from app.core.clock import now, today
from app.core.database import db
from app.core.security import fingerprint, random_id
from app.following.messages import own_token, stop_token
from app.gatherings.messages import token_of
from app.gatherings.models import (
    Clarifying,
    FieldNote,
    Gathering,
    GatheringStatus,
    NoteQuestion,
    PaperNote,
    Part,
    Stop,
    StopSummary,
    TableCard,
    Task,
    TaskHolder,
    Walk,
)
from app.gatherings.operations import Written, come_along, leave_note
from app.notifications.models import Notification
from app.stocktaking.models import Answer, Decision, Dissent, Memo, Reach
from app.woo.documents import mark_of_parts
from app.woo.models import Blackout, WooHandler, WooItem, WooRequest, WooView
from app.woo.queries.sources import documents_of
from tests.contributions.photos import add_photo
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_question,
    make_user,
    save,
    term,
)
from tests.following.made import follows, make_follower
from tests.gatherings.made import save_registration
from tests.photographs import jpeg
from tests.stocktaking.taken_away import taken_away
from tests.workbench.laid import lay_on_a_pile

CODE = "CODEVANDEINZENDER234567ABC"
SECRETS = ("link", "invitation", "confirm", "confirm_change", "agree", "news")
WALK_CODE, WALKER = "wandeling2", "de telefoon van iemand die meeloopt 123456"
APPEAL = "h" * 26  # the public id of a request
LONG = timedelta(days=2)


@dataclass
class World:
    """What stands on the site, and what stands in the variable parts of its addresses."""

    all_roles: User
    visitor_code: str = CODE
    parts: dict[str, Any] = field(default_factory=dict)  # by the argument, or by the endpoint and the argument

    def value(self, rule, name):
        first = rule.rule.strip("/").split("/")[0]
        for key in (f"{rule.endpoint}.{name}", f"{first}.{name}", name):
            if key in self.parts:
                return self.parts[key]
        return 1 if "<int" in rule.rule else "onbekend"

    def values(self, rule):
        """Every way in which the variable parts of a rule are filled in: words and steps give several."""
        given = {name: self.value(rule, name) for name in sorted(rule.arguments)}
        every = [value if isinstance(value, tuple) else (value,) for value in given.values()]
        return [dict(zip(given, chosen, strict=True)) for chosen in product(*every)]


def make_world():
    """Makes it. Every text holds a word of its own, so that a page can be seen to show something."""
    place, other = make_municipality(), make_municipality()
    who = make_user(Role.HOST, place)
    for role in (Role.MEMBER, Role.COORDINATOR, Role.EDITOR, Role.ADMINISTRATOR):
        save(Membership(user=who, organisation=place, role=role))
    open_one = make_challenge(organisation=place, slug="open", hosts=1)
    draft_one = make_challenge(organisation=place, slug="concept", hosts=1, status=ChallengeStatus.DRAFT, published_at=None)
    for challenge in (open_one, draft_one):
        save(ChallengeHost(challenge_id=challenge.id, user_id=who.id))
    open_one.ask_until = today() + timedelta(days=9)
    save(RoundQuestion(challenge_id=open_one.id, public_id=random_id(), text="Wie beheert dit?", reply="Wij.", why_left_out="Nee.", asked_by_id=who.id))
    world = World(who)
    world.parts |= stories(who, other, open_one) | secrets(who, draft_one) | others(who, open_one)
    db.session.commit()
    return world


def stories(who, place, challenge):
    """A story at the desk, one that waits for its contributor, and one that everybody reads."""
    terms = [term(Dimension.THEME), term(Dimension.PHASE)]
    visible = make_contribution(place=place, terms=terms, challenge=challenge, opinion="Dat kan beter.")
    asked = make_contribution(place=place, terms=terms, code=CODE, status=Status.WAITING_FOR_APPROVAL)
    asked.proposals.append(Proposal(title="Een betere titel", facts="De put lag laag in de straat.", sent_at=now()))
    read = make_contribution(place=place, terms=terms, status=Status.READING)
    for one in (asked, read):
        save(Reading(contribution_id=one.id, reader_id=who.id))
        save(Remark(contribution_id=one.id, from_contributor=False, by_id=who.id, text="Wanneer was dat?"))
    talks(visible, read)
    save(AnswerMark(challenge_id=challenge.id, contribution_id=visible.id, verdict="no", reason="Te duur voor ons.", by_id=who.id))
    save(NewsAddress(contribution_id=visible.id, email="nieuws@x.example", token_hash=fingerprint("news"), delete_on=today() + LONG))
    photos = {one.id: add_photo(one, approved=one is visible).public_id for one in (visible, asked, read)}
    question = make_question(visible, slug="vraagstuk", owner=place)
    typed = {"kind": {"kind": ["learned"]}, "story": {"facts": ["Wij legden de put op de hoogste plek van de straat."]}}
    unsent = save(Draft(public_id=random_id(), secret_hash=random_id(), user_id=who.id, typed=typed))
    sent = save(Draft(public_id=random_id(), secret_hash=random_id(), user_id=who.id, sent_as_id=visible.id))
    save(AskedReader(public_id=random_id(), draft=unsent, language="nl", token_hash=fingerprint("read_along"), expires_at=now() + LONG))
    statement = question.statements[0]
    return asked_for(who, read, asked) | requests(who, visible) | of_sent(sent) | with_question(who, place, question) | {
        "public_id": visible.public_id,
        "redactie.public_id": (read.public_id, asked.public_id),
        "deel.public_id": unsent.public_id,
        "contributions.read_along.token": "read_along",
        "word": ("soort", "verhaal", "waar", "delen", "controle"),
        "step": "story",
        "size": ("groot", "klein"),
        "photo_id": photos[visible.id],
        "redactie.photo_id": photos[read.id],
        "volg.photo_id": photos[asked.id],
        "code": CODE,
        "statement_id": statement.id,
        "evidence_id": statement.evidence[0].id, "removal_id": taken_away().id, "step_id": 1,
        "slug": "vraagstuk",
        "uitdagingen.slug": ("open", "concept"),
        "themas.slug": terms[0].slug,
        "question_slug": "vraagstuk", "check_kind": "tweede", "star_id": 1,
        "pile_slug": lay_on_a_pile([visible], question).slug,
    }


def with_question(who, place, question):
    """What members wrote with a question."""
    memo = save(Memo(question_id=question.id, text="Vraag dit na.", by_id=who.id))
    save(Dissent(question_id=question.id, organisation_id=place.id, text="Wij zien het anders.", by_id=who.id))
    for_the_office = ("stocktaking.dissent.organisation_id", "stocktaking.withdraw_dissent.organisation_id")
    answer = save(Answer(question_id=question.id, organisation_id=place.id, reach=Reach.PART, steps="Vraag eerst.", by_id=who.id))
    decision = save(Decision(question_id=question.id, body="De stuurgroep", on=today(), reason="Het kan.", by_id=who.id))
    return dict.fromkeys(for_the_office, place.id) | {"memo_id": memo.id, "answer_id": answer.id, "decision_id": decision.id}


def of_sent(draft):
    """The addresses that a draft has once it was sent."""
    return {f"contributions.{name}.public_id": draft.public_id for name in ("done", "calendar", "contact", "let_host_ask")}


def asked_for(who, read, asked):
    """A request under the Woo about two of these stories, of which one contributor is asked what they think."""
    opened = WooRequest(public_id=random_id(), reference="WOO-2026-1", subject="De put", received_on=today(), answer_days=28)
    opened.handlers = [WooHandler(user=who)]
    save(opened)
    items = []
    for document in documents_of([read.id, asked.id]):
        parts = document.kept_parts()
        items.append(save(WooItem(public_id=random_id(), request_id=opened.id, key=document.key, contribution_id=document.story, made_at=document.made_at, parts=parts, seen_mark=mark_of_parts(parts))))
    save(Blackout(item_id=items[0].id, part="facts", start=0, end=3, ground="5.1.2.e", by_id=who.id))
    save(Freeze(contribution_id=asked.id, reference=opened.reference, since=today()))
    save(WooView(request_id=opened.id, contribution_id=asked.id, asked_on=today(), until=today() + LONG))
    return {"request_id": opened.public_id, "item_id": (items[0].public_id, items[-1].public_id)}


def requests(who, visible):
    """Somebody said that the visible story is about them, and this person judges it; and they asked something themselves."""
    asked = Appeal(public_id=APPEAL, token_hash=fingerprint("asked"), kind=AppealKind.ABOUT_ME, due_on=today(), contribution=visible)
    asked.text, asked.who, asked.reason, asked.answer = "De opzichter ben ik.", "De opzichter", "Er staat een naam.", "Wij kijken."
    asked.judges = [AppealJudge(user_id=who.id)]
    save(asked)
    own = Appeal(public_id=random_id(), token_hash=random_id(), kind=AppealKind.ACCESS, due_on=today(), user_id=who.id, text="Wat?")
    save(own)
    deeds = (f"appeals.{deed}.public_id" for deed in ("judge", "hide", "decide", "take_reason_away", "pass_on"))
    return dict.fromkeys(deeds, APPEAL) | {"appeals.answer.token": "asked"}


def talks(visible, read):
    """What a host and a contributor said, and what the desk is asked to look at."""
    for story, reported in ((visible, None), (read, now())):
        save(Conversation(contribution_id=story.id, side=Side.HOST, allowed_at=now() - LONG, reported_at=reported))
        for number in range(2):
            said = {"from_contributor": bool(number), "text": "Wie betaalde het?", "at": now() - LONG}
            save(Remark(contribution_id=story.id, side=Side.HOST, **said))


def secrets(who, challenge):
    """A link of every kind that somebody may hold. The secret of each is its own name."""
    later, colleague = now() + LONG, make_organisation(name="Waterschap Vechtdal")
    save(SignInLink(token_hash=fingerprint("link"), user_id=who.id, expires_at=later))
    invited = save(Invitation(token_hash=fingerprint("invitation"), email="nieuw@x.example", organisation=colleague, role=Role.MEMBER, expires_at=later))
    save(WorkAddress(user_id=who.id, organisation=colleague, email="w@x.example", token_hash=fingerprint("confirm"), expires_at=later))
    judged = save(WorkAddress(user_id=make_user().id, organisation=colleague, email="v@y.example", confirmed_at=now()))
    save(AddressChange(user_id=who.id, email="ander@x.example", old_token_hash=fingerprint("confirm_change"), new_token_hash=fingerprint("new"), expires_at=later))
    save(Agreement(challenge_id=challenge.id, token_hash=fingerprint("agree"), reader="communicatie", expires_at=later, version=1))
    tokens = {f"{feature}.{name}.token": name for name, feature in zip(SECRETS, ("accounts",) * 4 + ("challenges", "pages"), strict=True)}
    tokens |= {"accounts.use_link.token": "link", "pages.answer_news.token": "news"}
    tokens |= {"pages.stop_page.token": "news", "pages.stop_news_at_once.token": "news"}
    tokens |= {"pages.stop_mail.token": news_mail.stop_token(who, news_mail.Stops.EVERYTHING)}
    return tokens | {"address_id": judged.id, "invitation_id": invited.id, "organisation_id": colleague.id}


def others(who, challenge):
    walk = Gathering(slug="wandeling", title="Wandeling", on=today(), starts=time(12, 30), status=GatheringStatus.PUBLISHED, organisation=challenge.organisation)
    walk.challenges, walk.stops = [challenge], [Stop(number=1, title="Put", challenge_id=challenge.id)]
    walk.parts = [Part(position=1, starts=time(13), title="Lopen", who="Ada", note="Neem een jas mee.")]
    walk.holders = [TaskHolder(task=Task.ORGANISER, email=who.email, user_id=who.id)]
    save(walk)
    pieces = {f"gatherings.{name}.piece_id": walk.parts[0].public_id for name in ("write_part", "remove_part")}
    pieces |= {f"gatherings.{name}.piece_id": walk.stops[0].public_id for name in ("write_stop", "remove_stop")}
    comes = save_registration(walk, name="Ada", created_at=now(), confirmed_at=now())
    deeds = ("registration", "confirm", "take_seat", "change_registration", "cancel_registration", "make_contribution", "give_experience")
    pieces |= {f"gatherings.{deed}.token": token_of(comes.public_id) for deed in deeds} | {"registration_id": comes.public_id}
    save(Notification(user_id=who.id, subject="Er is nieuws", text="Kijk op je pagina.", path="/mijn"))
    pieces |= followed_at(challenge)
    session = random_id()
    note, asked = walked(walk)
    pieces |= {"lopen.code": WALK_CODE, "note_id": note.public_id, "card_deed": "tonen", "lopen.challenge_slug": challenge.slug}
    pieces |= {f"gatherings.{name}.question_id": asked.public_id for name in ("answer_clarifying", "take_clarifying_back")}
    pieces |= from_paper(walk)
    return pieces | {"bijeenkomsten.slug": "wandeling", "gatherings.end_task.number": walk.holders[0].id, "membership_id": next(m.id for m in who.memberships if m.role is Role.HOST), "role": "editor",
            "mijn.public_id": session, "number": 1, "filename": "css/tokens.css"}


def followed_at(challenge):
    """Somebody who follows this challenge without an account, with each of their links."""
    follower = make_follower()
    follows(follower, challenge, confirm_hash=fingerprint("confirm-follow"))
    tokens = {f"following.{name}.token": own_token(follower.public_id) for name in ("own", "settle_own", "stop_own")}
    tokens |= {"following.confirm.token": "confirm-follow", "following.stop_at_once.token": stop_token(follower.public_id)}
    return tokens | {"country_part": "westen"}


def walked(gathering):
    """The walk of a gathering that this person runs: a note with a photo of their own phone, and a summary."""
    walk = save(Walk(gathering=gathering, code=WALK_CODE, groups=2))
    with current_app.test_request_context("/"):
        written = Written(key=random_id(), stop=gathering.stops[0].public_id, text="De put ligt hoog.", signed="Bo", alt="Een put")
        note = leave_note(walk, come_along(walk, WALKER), written, received(jpeg()))
        db.session.commit()
    save(TableCard(gathering_id=gathering.id, number=1, question="Wie betaalt de bomen?"))
    save(NoteQuestion(note_id=note.id))
    save(StopSummary(stop_id=gathering.stops[0].id, text="De straat is hol.", by_id=gathering.holders[0].user_id, published_at=now()))
    asked = Clarifying(gathering_id=gathering.id, challenge_id=gathering.challenges[0].id, walker_id=note.walker_id, text="Wie beheert dit?")
    return note, save(asked)


def from_paper(gathering):
    """A note that was typed over from a sheet, where such a note is put right."""
    note = FieldNote(key=random_id(), gathering_id=gathering.id, stop=gathering.stops[0], text="De stoep is smal.", signed="Bo", paper=PaperNote())
    return dict.fromkeys((f"gatherings.{deed}_note.note_id" for deed in ("mend", "remove")), save(note).public_id)


def addresses(app, method, world, leave_out=()):
    """Every address that answers to this method: the endpoint and the path."""
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if method in rule.methods and rule.endpoint not in leave_out:
                for values in world.values(rule):
                    yield rule.endpoint, urls.build(rule.endpoint, values, method=method)


def everything(but=()):
    """The whole database, row by row, without these columns (`table.column`) and tables."""
    found = {}
    for table in db.metadata.sorted_tables:
        columns = [column.name for column in table.columns if str(column) not in but]
        if table.name not in but:
            listed = ", ".join(f'"{name}"' for name in columns)
            found[table.name] = sorted(map(repr, db.session.execute(text(f'SELECT {listed} FROM "{table.name}"'))))
    db.session.rollback()
    return found
