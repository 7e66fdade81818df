"""What is kept of gatherings and of who comes to them."""

from app.core.wording import lazy
from app.pages.processing.kept import CONSENT, Kept

GATHERINGS = (
    Kept(
        what=lazy("Who organises a gathering, helps at the door or takes notes"),
        why=lazy("So that they can do so, and hand it over"),
        seen_by=lazy("The organisers, and administrators"),
        columns=("gathering_task.user_id", "gathering_task.email"),
        until=lazy("A day after the gathering for helpers, 14 days for note takers, a year for organisers"),
        job="forget-gathering-tasks",
    ),
    Kept(
        what=lazy("What an organiser types in a form about a gathering and did not save"),
        why=lazy("So that nothing is lost when they are interrupted"),
        seen_by=lazy("Only who typed it"),
        columns=("gathering_unsaved.user_id", "gathering_unsaved.typed"),
        until=lazy("Until it is saved, and 30 days after they last typed at the latest"),
        job="forget-unsaved-forms",
    ),
    Kept(
        what=lazy("Addresses at a gathering"),
        why=lazy("So that people can ask something, and the caterer knows how many come"),
        seen_by=lazy("Everybody sees the address to ask; that of the caterer only the organisers"),
        columns=("gathering.contact_email", "gathering.caterer_email"),
        until=lazy("As long as the gathering"),
    ),
    Kept(
        what=lazy("To which address of a caterer we mailed how many people eat"),
        why=lazy("So that they hear it when no food is needed any more, also when the organisers name another caterer"),
        seen_by=lazy("Nobody; the program mails that address"),
        columns=("gathering_catering.told_to",),
        until=lazy("7 days after the gathering, or at once when they hear that no food is needed any more"),
        job="forget-wishes",
    ),
    Kept(
        what=lazy("Who comes to a gathering: name, address, organisation and language"),
        why=lazy("So that there is a place for them, and they hear it when something changes"),
        seen_by=lazy(
            "The organisers of that gathering, helpers at its door (not the address), and whoever holds the link"
        ),
        columns=(
            *("registration.name", "registration.email", "registration.organisation_id", "registration.language"),
            *("registration.organisation_name", "registration.lead_id", "registration.cancelled_why"),
        ),
        until=lazy("30 days after the gathering, or at once when they cancel"),
        job="forget-registrations",
    ),
    Kept(
        what=lazy("Who signed up for a gathering and did not confirm it"),
        why=lazy("So that nobody can sign up somebody else"),
        seen_by=lazy("Nobody; the person with the link in the mail"),
        columns=("registration.token_hash", "registration.public_id", "gathering_seat.registration_id"),
        until=lazy("48 hours"),
        job="forget-unconfirmed",
    ),
    Kept(
        what=lazy("The experience that somebody brings to a gathering, encrypted"),
        why=lazy("So that they can make a contribution of it"),
        seen_by=lazy("Only the person with the link in the mail"),
        columns=("registration.experience", "gathering_draft.draft"),
        until=lazy("30 days after the gathering, at once when they cancel, or within an hour after they shared it"),
        job="forget-registrations",
    ),
    Kept(
        what=lazy("What somebody does not eat, or needs to take part, encrypted"),
        why=lazy("So that there is food for them and they can take part; they choose whether they say it"),
        seen_by=lazy("The organisers of that gathering; the caterer gets numbers without names"),
        columns=(
            *("gathering_wishes.foods", "gathering_wishes.diet", "gathering_wishes.access"),
            "gathering_catering.told",
            "gathering_catering.meal",
        ),
        until=lazy("7 days after the gathering, or at once when they cancel"),
        job="forget-wishes",
    ),
    Kept(
        what=lazy("What tables wrote at a gathering, and what note takers gave to the members"),
        why=lazy("So that the questions that remain are not lost"),
        seen_by=lazy("Who has the code; members, of a given question; everybody, once a note taker showed the card"),
        columns=(
            *("table_card.recognised", "table_card.helped", "table_card.question", "table_card.public_id"),
            *("table_tap.walker_id", "question_from_table.question_id"),
        ),
        until=lazy("90 days after the gathering; what was shown or given to the members as long as the gathering"),
        job="forget-walk-notes",
    ),
    Kept(
        what=lazy("A question that you give to the members, from your note or from the experience that you brought"),
        why=lazy("So that a member can word it"),
        seen_by=lazy("Members, without your name; you, as long as nobody worded it"),
        columns=(
            *("given_question.asks", "given_question.public_id", "given_question.registration_id"),
            "question_from_given.question_id",
        ),
        until=lazy(
            "Until you take it back; 30 days after the gathering when it is from an experience, 90 days when it is "
            "from a note; once a member worded it as long as the gathering, and nothing leads to you"
        ),
        job="forget-walk-notes",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("Questions from phones about a challenge"),
        why=lazy("So that a host can answer them on the day"),
        seen_by=lazy("Organisers and note takers; the phone that asked"),
        columns=(
            *("clarifying_question.text", "clarifying_question.answer", "clarifying_question.public_id"),
            "clarifying_question.walker_id",
        ),
        until=lazy("90 days after the gathering"),
        job="forget-walk-notes",
    ),
    Kept(
        what=lazy("Who came to a gathering, and who ticked them off"),
        why=lazy("So that the organisers know who is there, also when the building has to be cleared"),
        seen_by=lazy("The organisers of that gathering and its helpers"),
        columns=(
            *("gathering_arrival.name", "gathering_arrival.organisation_name", "gathering_arrival.registration_id"),
            *("gathering_arrival.public_id", "gathering_arrival.by_id"),
        ),
        until=lazy("30 days after the gathering; how many came stays"),
        job="forget-arrivals",
    ),
    Kept(
        what=lazy("The address of somebody who walked in, when they want the link to what came of it"),
        why=lazy("So that they get that link"),
        seen_by=lazy("Nobody; it is used for the one mail"),
        columns=("gathering_arrival.harvest_to",),
        until=lazy("Until the mail is sent, and 30 days after the gathering at the latest"),
        job="forget-arrivals",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("What organisers wrote to who comes, and who of them wrote it"),
        why=lazy("So that the organisers know what was said, and a request under the Woo finds it"),
        seen_by=lazy("The organisers of that gathering; who got the mail, on their own page too"),
        columns=("gathering_message.subject", "gathering_message.text", "gathering_message.by_id"),
        until=lazy("As long as the gathering. The name goes when the account is removed"),
    ),
    Kept(
        what=lazy("The code that opens the walk of a gathering, and fingerprints of those that it had before"),
        why=lazy("So that people can walk along without an account"),
        seen_by=lazy("Who has the link, and who organises or helps"),
        columns=("gathering_walk.code", "gathering_walk.earlier_hashes"),
        until=lazy("As long as the gathering"),
    ),
    Kept(
        what=lazy("What you note on a walk, with its photo, and the key by which your phone knows its own notes"),
        why=lazy("So that a note taker can tell what the street taught"),
        seen_by=lazy("You on your own phone, the organisers and the note takers of the gathering"),
        columns=(
            *("walker.key_hash", "field_note.key", "field_note.text", "field_note_photo.alt"),
            *("field_note_photo.full_file", "field_note_photo.small_file"),
            *("walker.link_hash", "walker_phone.key_hash", "turned_note.key_hash", "turned_card.key_hash"),
        ),
        until=lazy("90 days after the gathering, or at once when you take it back"),
        job="forget-walk-notes",
    ),
    Kept(
        what=lazy("Your name under a note of a walk"),
        why=lazy("Because you wrote it there"),
        seen_by=lazy("You on your own phone, the organisers and the note takers of the gathering"),
        columns=("field_note.signed",),
        until=lazy("90 days after the gathering, or at once when you take it back"),
        job="forget-walk-notes",
        ground=CONSENT,
    ),
    Kept(
        what=lazy("That you began a draft with a note, at the card of a table or with the experience that you brought"),
        why=lazy("So that a second tap opens the same draft, and it knows the gathering and the stop"),
        seen_by=lazy("Only you, on your own phone"),
        columns=("draft_of_gathering.draft_id", "turned_note.draft_id", "turned_card.draft_id"),
        until=lazy("Until you send the draft or throw it away, and %(time)s after you last touched it at the latest"),
        job="forget-drafts",
        setting="draft_days",
    ),
    Kept(
        what=lazy("That a note taker asks you for a contribution of a note, who asks it, and that you said no"),
        why=lazy("So that you are asked once, and no more after that"),
        seen_by=lazy("You on your own phone, the organisers and the note takers of the gathering; no names"),
        columns=("note_question.asked_by_id",),
        until=lazy("90 days after the gathering, or at once when you take the note back"),
        job="forget-walk-notes",
    ),
    Kept(
        what=lazy("Which gathering and stop your contribution came out of"),
        why=lazy("Because you let others know it"),
        seen_by=lazy("Whoever may read your contribution"),
        columns=("came_out_of.contribution_id",),
        until=lazy("Until you take it away, show less of your contribution, or take that back"),
        ground=CONSENT,
    ),
    Kept(
        what=lazy("The summary of a stop of a walk, and which note taker wrote it"),
        why=lazy("So that everybody can read what the street taught, and who says so"),
        seen_by=lazy("Everybody, once it is published"),
        columns=("stop_summary.text", "stop_summary.by_id"),
        until=lazy("As long as the gathering. The name goes when the account is removed"),
    ),
)
