"""What is kept of a story and of whoever shared it."""

from app.contributions.operations import host_phone
from app.core.wording import lazy
from app.pages.processing.kept import ADMINISTRATORS, CONSENT, MAILED, NOBODY, Kept

WITH_THE_NAME = lazy("Without a name: until your story is visible. With a name: as long as the story")

STORIES = (
    Kept(
        what=lazy("Your story, as others read it"),
        why=lazy("So that other professionals and the members can learn from it"),
        seen_by=lazy("Everybody, or only the members: what you chose"),
        columns=(
            *("contribution.title", "contribution.facts", "contribution.lesson", "contribution.opinion"),
            *("contribution.condition", "contribution.went_wrong"),
            "outcome_said.words",
            *("listing.title", "listing.sort_title", "listing.lesson", "listing.exact_place", "listing.years"),
            *("listing.size", "listing.part", "listing.organisation_kind", "evidence.quote"),
            *("contribution.coarse_size", "contribution.coarse_part"),
        ),
        until=lazy("Until you take it back; then %(time)s"),
        job="forget-ended-stories",
        setting="ended_days",
    ),
    Kept(
        what=lazy("Your photos, what they show, and who made them"),
        why=lazy("So that others see what you mean"),
        seen_by=lazy(
            "You and the editors who read your story; what they find fit, everybody who may read it. "
            "Without a name: no photo that shows the place, and no name of a maker"
        ),
        columns=(
            *("photo.full_file", "photo.small_file", "photo.alt", "photo.credit", "photo.reason", "listing.photo"),
        ),
        until=lazy("As long as the story, or until you remove it. What you do not describe: %(time)s"),
        job="tidy-photos",
        setting="draft_days",
    ),
    Kept(
        what=lazy("Which editor found a photo fit, while another one still has to look"),
        why=lazy("So that no photo is seen that only one of them looked at"),
        seen_by=lazy("Nobody sees who; you and the editors see that one did"),
        columns=("found_fit.reader_id",),
        until=lazy("Until the second one has looked, or the photo changes"),
    ),
    Kept(
        what=lazy("Where it was, your organisation and your role"),
        why=lazy("To show the name or the coarse place that you chose, and so that no colleague of yours reads it"),
        seen_by=lazy("Without a name: only the editors who read your story. With a name: everybody who may read it"),
        columns=(
            *("contribution.neighbourhood", "contribution.organisation_name", "contribution.organisation_kind"),
            *("contribution.role", "contribution.place_id", "contribution.organisation_id"),
            "contribution.confirmed_by",
        ),
        until=WITH_THE_NAME,
        job="forget-ended-stories",
    ),
    Kept(
        what=lazy("Which account shared a story, and which other story also holds for you"),
        why=lazy("So that you can follow it without a code, and change it or take it back"),
        seen_by=NOBODY,
        columns=("contribution.author_id", "voice.own_contribution_id"),
        until=lazy("As long as the story, or until you remove your account"),
        job="forget-ended-stories",
    ),
    Kept(
        what=lazy("Your telephone number, for the hosts of the challenge that you answer"),
        why=lazy("So that they can call you, when you let them"),
        seen_by=lazy("The hosts of that challenge from the next day, once everybody may read your story"),
        columns=("host_phone.phone",),
        until=lazy(
            "Until you take it back, stop it or take your story back, and no longer than %(days)s days after the "
            "challenge closed. That there was one, until the day after you took it back",
            days=host_phone.DAYS,
        ),
        job="forget-host-phones",
    ),
    Kept(
        what=lazy("Earlier texts"),
        why=lazy("To agree with you about the text"),
        seen_by=lazy("You and the editors who read your story"),
        columns=(
            *("proposal.title", "proposal.facts", "proposal.lesson", "proposal.opinion", "proposal.by_id"),
            *("proposal.condition", "proposal.went_wrong"),
            "step.note",
        ),
        until=WITH_THE_NAME,
        job="forget-ended-stories",
    ),
    Kept(
        what=lazy("What you and the editors write to each other, and the host municipality if you allow that"),
        why=lazy("So that they can ask you something without knowing who you are"),
        seen_by=lazy("You and the editors who read your story. What you write to the host municipality: its hosts"),
        columns=("remark.text", "remark.by_id"),
        until=lazy(
            "With the editors, without a name: until your story is visible. What comes after: %(time)s after the month "
            "in which it became visible, or in which you allowed it"
        ),
        job="end-conversations",
        setting="conversation_days",
    ),
    Kept(
        what=lazy("That the host municipality may ask you something"),
        why=lazy("So that nobody asks you anything that you do not want"),
        seen_by=lazy("You, and the hosts of that challenge from the next day"),
        columns=("conversation.allowed_at", "conversation.closed_at"),
        until=lazy("%(time)s after the month in which your story became visible, or in which you allowed it"),
        job="end-conversations",
        setting="conversation_days",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("What you typed and did not send"),
        why=lazy("So that nothing is lost when you are interrupted"),
        seen_by=lazy("Only you, in this browser or signed in"),
        columns=(
            *("draft.typed", "draft.user_id", "draft.secret_hash", "draft.browser_hash"),
            *("draft_photo.alt", "draft_photo.full_file", "draft_photo.small_file"),
        ),
        until=lazy("%(time)s after the last change"),
        job="forget-drafts",
        setting="draft_days",
    ),
    Kept(
        what=lazy("That somebody typed your story over for you, how they heard it, and when you said yes"),
        why=lazy("So that nobody types a story over without a yes, or reads it for the desk as well"),
        seen_by=lazy("You; who typed it is shown to nobody"),
        columns=("on_behalf.by_id", "on_behalf.came_by", "on_behalf.agreed_on"),
        until=lazy("Who typed it: until a story without a name is visible; the rest as long as your story"),
    ),
    Kept(
        what=lazy("Your story in numbers, made by a program from what others may read of it"),
        why=lazy("So that members find texts about the same case"),
        seen_by=NOBODY,
        columns=("gist.words", "gist.meaning"),
        until=lazy("Until others cannot read your story any more, or it reads differently"),
    ),
    Kept(
        what=lazy("Who read your story along before you sent it, and what they said"),
        why=lazy("So that you can let a colleague look first"),
        seen_by=lazy("Only you"),
        columns=("asked_reader.reader", "asked_reader.remark", "asked_reader.seen", "asked_reader.token_hash"),
        until=lazy("Until you send it, or take the link back; else %(time)s after the last change"),
        job="forget-drafts",
        setting="draft_days",
    ),
    Kept(
        what=lazy("Your e-mail address for questions of the editors"),
        why=lazy("So that the editors can tell you that they asked something"),
        seen_by=MAILED,
        columns=("callback_address.email",),
        until=lazy("Until your story is visible; at most %(time)s"),
        job="forget-addresses",
        setting="callback_days",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("Your e-mail address for news about your story"),
        why=lazy("To tell you that there is news"),
        seen_by=MAILED,
        columns=("news_address.email", "news_address.token_hash"),
        until=lazy("Until you unsubscribe; at most %(time)s"),
        job="forget-addresses",
        setting="news_months",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("That an address had its mail of the day with news"),
        why=lazy("So that nobody gets more than one a day"),
        seen_by=NOBODY,
        columns=("told_today.who",),
        until=lazy("1 day. It does not say about which story"),
        job="forget-addresses",
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
        what=lazy("Your own words for a theme, a barrier or what helped, when you missed them in the list"),
        why=lazy("So that the desk finds the term that fits, and the list gets better"),
        seen_by=lazy("You, and the editors who read your story"),
        columns=("own_words.words",),
        until=lazy("Until they chose a term or put it aside, and %(time)s at most"),
        job="forget-own-words",
        setting="log_months",
    ),
    Kept(
        what=lazy("Who of the editors opened or handled a story, and which host looked at the number that you left"),
        why=lazy("So that you can see that it was read, and that misuse shows"),
        seen_by=lazy("You see the role; the name is for an investigation only"),
        columns=("view_of_hidden.user_id", "view_of_hidden.role", "step.by_id", "reading.reader_id"),
        until=lazy("%(time)s"),
        job="forget-who-read",
        setting="log_months",
    ),
    Kept(
        what=lazy(
            "That a story was taken back, refused or made stricter, a photo, a note of a walk or your number for hosts "
            "removed, its news or what you followed stopped, that you cancelled coming to a gathering, and that you "
            "want to be asked nothing"
        ),
        why=lazy("So that it is so again when an older backup has to be put back"),
        seen_by=NOBODY,
        columns=(),
        file="decided",
        until=lazy("A week longer than we keep backups. It holds no name and no text"),
        job="forget-what-was-decided",
    ),
    Kept(
        what=lazy("That your story is frozen for a Woo request"),
        why=lazy("So that nothing is deleted that somebody asked for"),
        seen_by=ADMINISTRATORS,
        columns=("freeze.reference", "freeze.by_id"),
        until=lazy("Until the request is over"),
    ),
)
