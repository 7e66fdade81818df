"""For each job that deletes: something that it deletes, and after how long. The retention schedule, as a table."""

from datetime import timedelta

from flask import current_app

from app.accounts.models import (
    AddressChange,
    Attempt,
    CodeApp,
    Export,
    Invitation,
    Role,
    SignInLink,
    UserSession,
    WorkAddress,
)
from app.answering.models import ChallengeRecognised
from app.appeals.models import Appeal, AppealJudge, AppealKind, AppealStep
from app.codebook.models import Stand, TermProposal
from app.contributions import operations
from app.contributions.models import (
    CallbackAddress,
    CaseDeed,
    Contribution,
    Conversation,
    Draft,
    HostPhone,
    NewsAddress,
    OwnWords,
    Photo,
    Reading,
    Remark,
    Side,
    Status,
    Step,
    ToldToday,
    ViewOfHidden,
)
from app.core import clock
from app.core.clock import months_after, today
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import Destruction, destroyed
from app.core.mail_days import MailDay
from app.core.outbox import Bounce, Email, note_bounce, post
from app.core.security import random_id
from app.core.trail import AuditRow, note
from app.following.models import AnswererTelling, Call, Follow, Follower, Happening, Telling, What
from app.gatherings.models import (
    Arrival,
    Catering,
    Clarifying,
    FieldNote,
    GivenQuestion,
    NotePhoto,
    Registration,
    TableCard,
    Task,
    TaskHolder,
    Unsaved,
    Walker,
    Wishes,
)
from app.notifications.models import Notification
from app.reports.models import Freezing, ReportFile
from app.stocktaking.models import Recognition, Removal, RemovedQuote, Replaced, ReplacedSource
from app.woo.models import WooFile, WooHandler, WooRequest
from app.workbench.models import Deed, PileStep
from tests.codebook.proposed import proposed, with_own_words
from tests.factories import Dimension, make_challenge, make_contribution, make_organisation, make_user
from tests.following.made import follows, make_follower, put_out_by
from tests.gatherings.made import make_gathering, save_registration, save_task
from tests.gatherings.walked import make_note, make_walk
from tests.photographs import jpeg
from tests.reports.made import failed_to_freeze, file_of_a_stocktake
from tests.stocktaking.recognised import of_a_browser, of_a_browser_about_a_challenge, told_today
from tests.stocktaking.taken_away import dropped_answer, taken_away
from tests.woo.requests import woo_file, woo_request
from tests.workbench.deeds import case_deed, deed


def days(setting):
    """How many days from today until what a setting of the deal says has passed."""
    count = getattr(deal(), setting)
    return count if setting.endswith("_days") else (months_after(today(), count) - today()).days + 3  # months differ


def ended():
    story = make_contribution(status=Status.REFUSED)
    story.steps.append(Step(what="refused", by_role="editor", at=clock.now()))


def addresses():
    for model, setting in ((CallbackAddress, "callback_days"), (NewsAddress, "callback_days")):
        day = today() + timedelta(days=days(setting))
        extra = {"token_hash": random_id()} if model is NewsAddress else {}
        db.session.add(model(contribution_id=make_contribution().id, email="a@b.example", delete_on=day, **extra))


def who_read():
    story, editor = make_contribution(), make_user(Role.EDITOR)
    db.session.add(ViewOfHidden(contribution_id=story.id, user_id=editor.id, role="editor", at=clock.now()))
    db.session.add(Reading(contribution_id=story.id, reader_id=editor.id, began_at=clock.now()))
    story.steps.append(Step(what="opened", by_role="editor", by_id=editor.id, at=clock.now()))


def own_words():
    db.session.add(OwnWords(contribution_id=make_contribution(submitted_at=clock.now()).id, dimension=Dimension.BARRIER, words="Niemand durfde."))


def declined_term():
    """The own words of a story still wait for it: else it would go the next night."""
    proposal = proposed(make_user(Role.EDITOR), with_own_words(make_user(Role.EDITOR)))
    proposal.stand, proposal.decided_at = Stand.DECLINED, clock.now()


def answered():
    appeal = Appeal(public_id=random_id(), token_hash=random_id(), kind=AppealKind.ACCESS, due_on=today(), text="Wat?")
    appeal.decided_at, appeal.delete_on = clock.now(), today() + timedelta(days=deal().appeal_days)
    editor = make_user(Role.EDITOR)
    appeal.judges.append(AppealJudge(user_id=editor.id))
    appeal.steps.append(AppealStep(what="viewed", by_role="editor", by_id=editor.id))
    db.session.add(appeal)


def of_a_day():
    user, soon, place = make_user(), clock.now(), make_organisation()
    db.session.add_all([
        Attempt(key="x", at=clock.now()),
        SignInLink(token_hash="x", user_id=user.id, expires_at=soon),
        AddressChange(user_id=user.id, email="n@b.example", old_token_hash="a", new_token_hash="b", expires_at=soon),
        CodeApp(user_id=user.id, public_id=random_id(), secret="x", made_at=clock.now()),
        WorkAddress(user_id=user.id, organisation_id=place.id, email="w@b.example", expires_at=soon),
    ])  # fmt: skip


def of_a_month():
    user, place = make_user(), make_organisation()
    db.session.add(UserSession(token_hash="y", public_id=random_id(), user_id=user.id, began_at=clock.now(), seen_at=clock.now()))
    kept = {"token_hash": "y", "email": "i@b.example", "organisation_id": place.id, "role": Role.MEMBER}
    db.session.add(Invitation(**kept, expires_at=clock.now()))


def drafts():
    db.session.add(Draft(public_id=random_id(), secret_hash="z", typed={"story": {"facts": ["x"]}}, changed_at=clock.now()))


def export():
    db.session.add(Export(user_id=make_user().id, expires_at=clock.now() + timedelta(days=7)))


def photo():
    """One that nobody described. The file of a photo goes with it: tests/contributions."""
    with current_app.test_request_context("/"):
        operations.add_photo(make_contribution(), operations.received(jpeg()))


def message():
    db.session.add(Notification(user_id=make_user().id, subject="Iets", text="Kijk", created_at=clock.now()))


def mail():
    post("m@b.example", "Iets", "Kijk")


def trail():
    note("role given", "user 1", by=None)


def declared():
    destroyed("draft", 3, "draft_days")


def talked():
    of_it = {"contribution_id": make_contribution(published_at=clock.now()).id, "side": Side.DESK}
    db.session.add_all([Conversation(**of_it), Remark(**of_it, text="Wanneer was dat?", from_contributor=False)])


def may_be_called(closes_on, phone="010 123 45 67"):
    """By the hosts of a challenge with this last day; without a number it was taken back today."""
    challenge = make_challenge(closes_on=closes_on)
    story = make_contribution(challenge=challenge, published_at=clock.now())
    db.session.add(Conversation(contribution_id=story.id, side=Side.HOST, challenge_id=challenge.id))
    db.session.add(HostPhone(contribution_id=story.id, phone=phone, given_at=clock.now()))


def after_the_month():  # days until a conversation about what became visible today ends
    return (months_after(today().replace(day=1), 1) - today()).days + deal().conversation_days


def came():
    db.session.add(Arrival(gathering_id=make_gathering(on=today()).id, name="Cas Stoep"))


def helped():
    save_task(make_user(), Task.HELPER, on=today())


def half_typed():
    db.session.add(Unsaved(user_id=make_user().id, place="new", typed={"title": ["Rondje"]}, typed_at=clock.now()))


def signed_up(moment):
    """Somebody who comes to a gathering of today, with a wish; or who did not confirm that."""
    made = save_registration(make_gathering(on=today()), created_at=clock.now(), confirmed_at=moment)
    db.session.add(Wishes(registration_id=made.id, foods="no_nuts"))
    db.session.add(Catering(gathering_id=made.gathering_id, told={"people": 1}, told_on=today()))
    return made


def gave():
    made = signed_up(clock.now())
    db.session.add(GivenQuestion(gathering_id=made.gathering_id, registration_id=made.id, asks="Hoe hoog?"))
def walked():
    walk = make_walk()
    about = {"gathering_id": walk.gathering_id, "challenge_id": make_challenge().id}
    note = make_note(walk)
    db.session.add(Clarifying(walker_id=note.walker_id, text="Wat?", **about))
    db.session.add(TableCard(number=1, recognised="Hitte.", gathering_id=walk.gathering_id))
    db.session.add(GivenQuestion(gathering_id=walk.gathering_id, note_id=note.id, asks="Van wie?"))
    db.session.add(NotePhoto(note=note, width=1, height=1, small_width=1, small_height=1))


def following(moment):
    """Somebody who follows a part of the country and confirmed it or not, and was told something."""
    follower = make_follower(began_at=clock.now())
    follows(follower, "west", asked_at=clock.now(), confirmed_at=moment)
    happening = Happening(mark="x", what=What.START, told_from=today())
    db.session.add(happening)
    db.session.flush()
    db.session.add(Telling(follower_id=follower.id, happening_id=happening.id, told_at=clock.now()))


def heard_outcome():
    """An answer of which its contributor heard that the challenge was closed."""
    challenge = make_challenge()
    happening = Happening(mark="y", what=What.CHALLENGE_CLOSED, told_from=today(), challenge_id=challenge.id)
    db.session.add(happening)
    db.session.flush()
    story = make_contribution(challenge=challenge)
    db.session.add(AnswererTelling(contribution_id=story.id, happening_id=happening.id, told_at=clock.now()))


def mail_day():
    db.session.add(MailDay(who="x", on=today()))


# For each job: what to make, how to find it, and after how many days it goes. A row per term.
DEMONSTRATED = (
    ("forget-ended-stories", ended, (Contribution, Step), "ended_days"),
    ("forget-addresses", addresses, (CallbackAddress, NewsAddress), "callback_days"),
    ("forget-addresses", told_today, (ToldToday,), 1),
    ("end-conversations", talked, (Conversation, Remark), after_the_month),
    ("forget-host-phones", lambda: may_be_called(today()), (HostPhone,), 91),
    ("forget-host-phones", lambda: may_be_called(None, phone=""), (HostPhone,), 1),
    ("forget-drafts", drafts, (Draft,), "draft_days"),
    ("forget-who-read", who_read, (ViewOfHidden, Reading), "log_months"),
    ("forget-own-words", own_words, (OwnWords,), "log_months"),
    ("forget-term-proposals", declined_term, (TermProposal,), "log_months"),
    ("forget-appeals", answered, (Appeal, AppealJudge, AppealStep), "appeal_days"),
    ("remove-what-expired", of_a_day, (Attempt, SignInLink, AddressChange, CodeApp, WorkAddress), 1),
    ("remove-what-expired", of_a_month, (UserSession, Invitation), 30),
    ("forget-exports", export, (Export,), 7),
    ("tidy-photos", photo, (Photo,), "draft_days"),
    ("forget-woo-files", woo_file, (WooFile,), 3),
    ("forget-reports", file_of_a_stocktake, (ReportFile,), "report_days"),
    ("forget-failed-freezing", failed_to_freeze, (Freezing,), "report_days"),
    ("forget-woo-requests", woo_request, (WooRequest, WooHandler), "log_months"),
    ("forget-old-deeds", deed, (Deed, PileStep), 30),
    ("forget-removals", taken_away, (Removal, RemovedQuote), 30),
    ("forget-removals", dropped_answer, (Removal, Replaced, ReplacedSource), 30),
    ("forget-browsers", of_a_browser, (Recognition,), "recognition_months"),
    ("forget-browsers-of-challenges", of_a_browser_about_a_challenge, (ChallengeRecognised,), "recognition_months"),
    ("forget-gathering-tasks", helped, (TaskHolder,), 1),
    ("forget-unsaved-forms", half_typed, (Unsaved,), 30),
    ("forget-unconfirmed", lambda: signed_up(None), (Registration,), 2),
    ("forget-unconfirmed-follows", lambda: following(None), (Follow, Follower), 2),
    ("forget-told", lambda: following(clock.now()), (Telling,), "message_months"),
    ("forget-old-mail", mail_day, (MailDay,), 60),
    ("forget-told", heard_outcome, (AnswererTelling,), "message_months"),
    ("forget-told", lambda: put_out_by(None), (Call,), "message_months"),
    ("forget-wishes", lambda: signed_up(clock.now()), (Wishes, Catering), 7),
    ("forget-arrivals", came, (Arrival,), 30),
    ("forget-registrations", gave, (Registration, GivenQuestion), 30),
    ("forget-walk-notes", walked, (FieldNote, NotePhoto, Walker, Clarifying, TableCard, GivenQuestion), 90),
    ("forget-case-deeds", case_deed, (CaseDeed,), 30),
    ("forget-old-messages", message, (Notification,), "message_months"),
    ("forget-old-mail", mail, (Email,), 30),
    ("forget-old-mail", lambda: note_bounce("m@b.example"), (Bounce,), 365),
    ("forget-old-audit", trail, (AuditRow,), "log_months"),
    ("forget-old-destructions", declared, (Destruction,), "destruction_months"),
)
