"""Which personal data is kept, why, who sees it and how long: the processing table, which the privacy page shows.

A test holds it equal to the columns of the database and to the jobs that delete. Everything rests on the public task
(AVG art. 6(1)(e)), but for the two addresses that somebody gives by choice.
"""

from app.pages.processing.following import FOLLOWING
from app.pages.processing.gatherings import GATHERINGS
from app.pages.processing.kept import Kept as Kept
from app.pages.processing.people import PEOPLE
from app.pages.processing.requests import REQUESTS
from app.pages.processing.stories import STORIES
from app.pages.processing.woo import WOO
from app.pages.processing.work import WORK

PROCESSING = (*STORIES, *PEOPLE, *REQUESTS, *WORK, *GATHERINGS, *FOLLOWING, *WOO)

# Columns that tell nothing about a person: facts about organisations, words of the vocabulary, random addresses.
NOT_PERSONAL = frozenset(
    """
    email.spoken email.haste happening.mark condition_check.mark challenge_told.what
    organisation.kind organisation.name organisation.other_names organisation.slug organisation.cbs_code
    organisation.tooi_uri organisation.province organisation.size organisation.part organisation.mail_domains
    audit_row.what audit_row.before_hash audit_row.hash audit_head.hash revision.name revision.epoch withdrawn.public_id
    term.code term.slug term.name_nl term.name_en term.scope term.not_this term.synonyms term.related
    term.split_into term_change.wish term_change.fault term_change.was term_change.now retag.came challenge_retag.came
    gap.first_name gap.first_word gap.second_name gap.second_word saved_view.page
    challenge.gap_sides gathering_part.gap_sides gathering_stop.gap_sides
    challenge.public_id challenge.slug challenge.external_ref question.slug question.kind question.route
    gathering.slug gathering.title gathering.place gathering.walk gathering.open_to gathering.partners
    gathering.external_ref gathering_part.title gathering_part.who gathering_part.note gathering_stop.title
    gathering.series gathering.access gathering.cancelled_why gathering_part.public_id gathering_part.place
    gathering_part.access gathering_stop.public_id gathering_stop.question gathering_stop.place
    gathering_stop.step_free field_note.public_id gathering_message.key gathering_message.to_whom
    gathering_unsaved.place
    gathering_change.part gathering_change.piece gathering_change.before gathering_change.after
    contribution.public_id contribution.language contribution.external_ref listing.public_id listing.kind
    listing.outcome listing.term_ids listing.language draft.public_id photo.public_id evidence.field step.what
    answer.route decision.route question_merge.moved on_behalf.former_hash
    step.by_role question_change.what asked_reader.public_id asked_reader.language
    woo_request.public_id woo_item.public_id woo_item.key woo_item.language
    star.field star.words_hash replaced.mark removed_quote.field removed_quote.words_hash
    pile.slug pile.wanted pile.switched_off deed.key deed.before deed.after pile_step.before pile_step.after
    shortcuts.chosen
    check_draw.seed check_draw.offered check_card.before check_card.again check_note.questions
    appeal.public_id appeal.language appeal_step.what appeal_step.by_role destruction.kind destruction.rule
    report_file.public_id report_file.language report_file.mark
    told_case.public_id stocktake.slug stocktake_edition.vocabulary stocktake_edition.root stocktake_item.digest
    frozen_codebook.fingerprint frozen_codebook.content
    """.split()
)
