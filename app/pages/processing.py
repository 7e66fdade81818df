"""Which personal data is kept, why, who sees it and how long: the processing table, which the privacy page shows.

A test holds it equal to the columns of the database and to the jobs that delete. Everything rests on the public task
(AVG art. 6(1)(e)), but for the two addresses that somebody gives by choice.
"""

from dataclasses import dataclass

from app.core.deal import Deal
from app.core.wording import lazy, ngettext

PUBLIC_TASK, CONSENT = lazy("our public task"), lazy("your consent, which you can take back")
ADMINISTRATORS = lazy("You and the administrators")
NOBODY = lazy("Nobody; a computer compares it")


@dataclass(frozen=True)
class Kept:
    """One kind of personal data: in which columns it stands, and what we tell people about it."""

    what: str
    why: str
    seen_by: str
    columns: tuple[str, ...]
    until: str  # in words; `%(time)s` is how long the deal says
    job: str = ""  # of the schedule, when the clock deletes it
    setting: str = ""  # of the deal, in days or months, when it says how long
    ground: str = PUBLIC_TASK

    @property
    def by_consent(self) -> bool:
        return self.ground is CONSENT

    def how_long(self, deal: Deal) -> str:
        return str(self.until) % {"time": duration(self.setting, deal) if self.setting else ""}


def duration(setting: str, deal: Deal) -> str:
    count = int(getattr(deal, setting))
    if setting.endswith("_days"):
        return str(ngettext("%(num)s day", "%(num)s days", count))
    return str(ngettext("%(num)s month", "%(num)s months", count))


PROCESSING = (
    Kept(
        what=lazy("Your story, as others read it"),
        why=lazy("So that other professionals and the members can learn from it"),
        seen_by=lazy("Everybody, or only the members: what you chose"),
        columns=(
            *("contribution.title", "contribution.facts", "contribution.lesson", "contribution.opinion"),
            *("listing.title", "listing.sort_title", "listing.lesson", "listing.exact_place", "listing.years"),
            *("listing.size", "listing.part", "listing.organisation_kind", "evidence.quote"),
        ),
        until=lazy("Until you take it back; then %(time)s"),
        job="forget-ended-stories",
        setting="ended_days",
    ),
    Kept(
        what=lazy("Where it was, your organisation and your role"),
        why=lazy("To show the name or the coarse place that you chose, and so that no colleague of yours reads it"),
        seen_by=lazy("Without a name: only the editors who read your story. With a name: everybody who may read it"),
        columns=(
            *("contribution.neighbourhood", "contribution.organisation_name", "contribution.organisation_kind"),
            *("contribution.coarse_size", "contribution.coarse_part"),
            *("contribution.role", "contribution.place_id", "contribution.organisation_id", "contribution.author_id"),
            *("contribution.confirmed_by", "voice.own_contribution_id"),
        ),
        until=lazy("Without a name: until your story is visible. With a name: as long as the story"),
        job="forget-ended-stories",
    ),
    Kept(
        what=lazy("Earlier texts, questions of the editors and your answers"),
        why=lazy("To agree with you about the text"),
        seen_by=lazy("You and the editors who read your story"),
        columns=(
            *("proposal.title", "proposal.facts", "proposal.lesson", "proposal.opinion", "proposal.by_id"),
            *("remark.text", "remark.by_id", "step.note"),
        ),
        until=lazy("Without a name: until your story is visible. With a name: as long as the story"),
        job="forget-ended-stories",
    ),
    Kept(
        what=lazy("What you typed and did not send"),
        why=lazy("So that nothing is lost when you are interrupted"),
        seen_by=lazy("Only you, in this browser or signed in"),
        columns=("draft.typed", "draft.user_id", "draft.secret_hash", "draft.browser_hash"),
        until=lazy("%(time)s after the last change"),
        job="forget-drafts",
        setting="draft_days",
    ),
    Kept(
        what=lazy("Your e-mail address for questions of the editors"),
        why=lazy("So that the editors can tell you that they asked something"),
        seen_by=lazy("Nobody; a computer mails it"),
        columns=("callback_address.email",),
        until=lazy("Until your story is visible; at most %(time)s"),
        job="forget-addresses",
        setting="callback_days",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("Your e-mail address for news about your story"),
        why=lazy("To tell you that there is news"),
        seen_by=lazy("Nobody; a computer mails it"),
        columns=("news_address.email", "news_address.token_hash"),
        until=lazy("Until you unsubscribe; at most %(time)s"),
        job="forget-addresses",
        setting="news_months",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("The code of your story"),
        why=lazy("So that you can follow your story without an account"),
        seen_by=NOBODY,
        columns=("contribution.code_hash",),
        until=lazy("As long as the story"),
        job="forget-ended-stories",
    ),
    Kept(
        what=lazy("Who of the editors opened or handled a story"),
        why=lazy("So that you can see that it was read, and that misuse shows"),
        seen_by=lazy("You see the role; the name is for an investigation only"),
        columns=("view_of_hidden.user_id", "view_of_hidden.role", "step.by_id", "step.by_role", "reading.reader_id"),
        until=lazy("%(time)s"),
        job="forget-who-read",
        setting="log_months",
    ),
    Kept(
        what=lazy("That your story is frozen for a Woo request"),
        why=lazy("So that nothing is deleted that somebody asked for"),
        seen_by=ADMINISTRATORS,
        columns=("freeze.reference", "freeze.by_id"),
        until=lazy("Until the request is over"),
    ),
    Kept(
        what=lazy("Your account: name, e-mail address, organisation and roles"),
        why=lazy("So that you can sign in, and only see and do what belongs to your work"),
        seen_by=ADMINISTRATORS,
        columns=(
            *("user.public_id", "user.email", "user.given_name", "user.infix", "user.family_name", "user.language"),
            *("user.password_hash", "membership.user_id", "membership.given_by_id"),
            *("address_change.user_id", "address_change.email"),
            *("address_change.old_token_hash", "address_change.new_token_hash"),
            *("work_address.user_id", "work_address.email", "work_address.token_hash"),
        ),
        until=lazy("Until you ask to have it removed. An address that you did not confirm: 1 day after the link"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("The file with your own data"),
        why=lazy("So that you can take along what we know of you"),
        seen_by=lazy("Only you, right after signing in"),
        columns=("export.user_id", "export.file_name"),
        until=lazy("7 days after it was made"),
        job="forget-exports",
    ),
    Kept(
        what=lazy("That you had your account removed"),
        why=lazy("So that we can remove it again when an older backup has to be put back"),
        seen_by=NOBODY,
        columns=("erasure.who", "erasure.kept"),
        until=lazy("As long as this site exists. It holds no name and no text"),
    ),
    Kept(
        what=lazy("Where you are signed in, and links to sign in"),
        why=lazy("So that you can end a session, and nobody else uses your link"),
        seen_by=lazy("You"),
        columns=(
            *("user_session.token_hash", "user_session.public_id", "user_session.user_id", "user_session.browser"),
            *("sign_in_link.token_hash", "sign_in_link.user_id", "sign_in_link.next_path"),
        ),
        until=lazy("A session: 30 days after its last use. A link: 1 day"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("Who changed a role, a second step or an organisation"),
        why=lazy("So that misuse of such a right shows, and nobody can wipe it out unseen"),
        seen_by=lazy("Nobody; the operator checks it, and looks at it in an investigation only"),
        columns=("audit_row.about",),
        until=lazy("%(time)s"),
        job="forget-old-audit",
        setting="log_months",
    ),
    Kept(
        what=lazy("Your second step at signing in"),
        why=lazy("So that nobody gets in with your mail or password alone"),
        seen_by=lazy("You see the names; a computer compares the rest"),
        columns=(
            *("passkey.public_id", "passkey.user_id", "passkey.name", "passkey.credential", "passkey.public_key"),
            *("code_app.user_id", "code_app.public_id", "code_app.secret"),
            *("recovery_code.code_hash", "recovery_code.user_id"),
        ),
        until=lazy("Until you take it away. What you only began: 1 day"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("That somebody tried to sign in or to guess a code"),
        why=lazy("To slow down whoever guesses"),
        seen_by=NOBODY,
        columns=("attempt.key",),
        until=lazy("1 day"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("An invitation for a role"),
        why=lazy("To let a colleague join"),
        seen_by=lazy("The administrators"),
        columns=("invitation.email", "invitation.token_hash", "invitation.invited_by_id"),
        until=lazy("30 days after it ended"),
        job="remove-what-expired",
    ),
    Kept(
        what=lazy("Messages and mail to you"),
        why=lazy("To tell you what you need to know or do. They hold links, never a story"),
        seen_by=lazy("You; the mail provider carries the mail"),
        columns=(
            *("notification.user_id", "notification.subject", "notification.text", "notification.path"),
            *("email.address", "email.subject", "email.text", "email.key", "email.fault"),
        ),
        until=lazy("A message: %(time)s. The mail: until it was sent, at most 30 days"),
        job="forget-old-messages",
        setting="message_months",
    ),
    Kept(
        what=lazy("Challenges, and who runs them"),
        why=lazy("So that others can answer, and somebody reacts"),
        seen_by=lazy("Everybody reads the challenge; only hosts and administrators see who runs it"),
        columns=(
            *("challenge.title", "challenge.situation", "challenge.process", "challenge.tried", "challenge.fixed"),
            *("challenge.questions", "challenge.usable_answer", "challenge.neighbourhood", "challenge.closing_note"),
            *("challenge.posted_by_role", "challenge.typed", "challenge_host.user_id", "wanted_host.email"),
            *("agreement.reader", "agreement.remark", "agreement.token_hash"),
        ),
        until=lazy("As long as the challenge"),
    ),
    Kept(
        what=lazy("Questions of the members, and who worked on them"),
        why=lazy("To keep track of how a question came about"),
        seen_by=lazy("Everybody reads the question; nobody sees who worked on it"),
        columns=(
            *("question.sentence", "question.explanation", "question.created_by_id", "statement.text"),
            *("evidence.added_by_id", "question_change.by_id", "question_change.note"),
        ),
        until=lazy("As long as the question"),
    ),
)

# Columns that tell nothing about a person: facts about organisations, words of the vocabulary, random addresses.
NOT_PERSONAL = frozenset(
    """
    organisation.kind organisation.name organisation.other_names organisation.slug organisation.cbs_code
    organisation.tooi_uri organisation.province organisation.size organisation.part organisation.mail_domains
    audit_row.what audit_row.before_hash audit_row.hash audit_head.hash revision.name revision.epoch withdrawn.public_id
    term.code term.slug term.name_nl term.name_en term.scope term.not_this term.synonyms term.related
    challenge.public_id challenge.slug challenge.external_ref question.slug question.kind question.route
    gathering.slug gathering.title gathering.place gathering.walk gathering.open_to gathering.partners
    gathering.external_ref gathering_part.title gathering_part.who gathering_part.note gathering_stop.title
    contribution.public_id contribution.language contribution.external_ref listing.public_id listing.kind
    listing.outcome listing.term_ids listing.language draft.public_id evidence.field step.what question_change.what
    """.split()
)
