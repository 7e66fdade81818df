"""What is kept of challenges and questions, and of whoever works on them."""

from app.core.wording import lazy
from app.pages.processing.kept import NOBODY, Kept

WORK = (
    Kept(
        what=lazy("Challenges, and who runs them"),
        why=lazy("So that others can answer, and somebody reacts"),
        seen_by=lazy("Everybody reads the challenge; only hosts and administrators see who runs it"),
        columns=(
            *("challenge.title", "challenge.situation", "challenge.process", "challenge.tried", "challenge.fixed"),
            *("challenge.questions", "challenge.usable_answer", "challenge.neighbourhood", "challenge.closing_note"),
            "challenge.remaining_question",
            *("challenge.posted_by_role", "challenge.typed", "challenge_host.user_id", "wanted_host.email"),
            *("agreement.reader", "agreement.remark", "agreement.token_hash"),
        ),
        until=lazy("As long as the challenge"),
    ),
    Kept(
        what=lazy("What the hosts of a challenge do with an answer, and why; and who of them said so"),
        why=lazy("So that whoever answered knows what becomes of it, and two hosts do not say two things"),
        seen_by=lazy(
            "Its contributor, the hosts of the challenge and the members. Only the hosts see who said it. Does it name "
            "somebody, then also the two editors who judge that"
        ),
        columns=("answer_mark.reason", "answer_mark.by_id"),
        until=lazy("As long as everybody may read the answer; a reason, until the desk takes it away"),
    ),
    Kept(
        what=lazy("Questions about a challenge before people answer, and what its hosts say"),
        why=lazy("So that whoever answers understands the challenge"),
        seen_by=lazy("Only the hosts; everybody once they answer, without what they left out. Nobody sees who asked"),
        columns=(
            *("round_question.text", "round_question.reply", "round_question.why_left_out"),
            *("round_question.public_id", "round_question.replied_by_id"),
        ),
        until=lazy("As long as the challenge"),
    ),
    Kept(
        what=lazy("Which account or browser asked a question about a challenge; of a browser only a fingerprint"),
        why=lazy("So that one person asks three questions at most"),
        seen_by=NOBODY,
        columns=("round_question.asked_by_id", "round_question.browser_hash"),
        until=lazy("Until the day after people can ask, or until the hosts answer"),
    ),
    Kept(
        what=lazy("What members found of the gaps in the balance, and why"),
        why=lazy("To know which gaps are real, and to whom a question was put"),
        seen_by=lazy("Everybody sees what was found and when; the note and the name only members"),
        columns=("gap_judgement.note", "gap_judgement.by_id"),
        until=lazy("Until a member takes it back"),
    ),
    Kept(
        what=lazy("Views of the balance, the list and the map that members saved"),
        why=lazy("So that they find them again, and see what changed"),
        seen_by=lazy("Whoever saved it, and the other members when it is shared"),
        columns=("saved_view.owner_id", "saved_view.name", "saved_view.query"),
        until=lazy("Until they throw it away, or their account is removed"),
    ),
    Kept(
        what=lazy("Which texts members put together because they tell the same case, and who did so"),
        why=lazy("So that one case counts once when the members take stock"),
        seen_by=lazy("Members, at their workbench. Others see only texts together that all have a name, or all none"),
        columns=("case_voice.by_id", "not_the_same.by_id"),
        until=lazy("As long as the texts"),
    ),
    Kept(
        what=lazy("What a member did with such texts"),
        why=lazy("So that it can be undone"),
        seen_by=NOBODY,
        columns=("case_deed.by_id",),
        until=lazy("30 days"),
        job="forget-case-deeds",
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
    Kept(
        what=lazy("What was taken away from a question, and who had quoted it"),
        why=lazy("So that members can put it back as it was, and the desk knows what went since a complaint"),
        seen_by=lazy("The members, at their workbench"),
        columns=("removed_quote.added_by_id",),
        until=lazy(
            "30 days; what went since a complaint about the question until it is decided. It holds no word of a story"
        ),
        job="forget-removals",
    ),
    Kept(
        what=lazy("What stood with a question before members changed it or took it away, and who had written it"),
        why=lazy("So that members can put it back as it was, and the desk knows what went since a complaint"),
        seen_by=lazy(
            "The members, at their workbench. A note only who took it away; a view only members of its organisation. "
            "When it is asked for under the Woo also the editors who handle the request"
        ),
        columns=("replaced.was", "replaced.wrote_id", "replaced.only_for_id"),
        until=lazy(
            "30 days, or until it is put back; what went since a complaint about the question until it is decided"
        ),
        job="forget-removals",
    ),
    Kept(
        what=lazy("Piles that members sort, where a story lies, and sentences to quote later"),
        why=lazy("So that members can divide the work and nobody lays a card over somebody else's"),
        seen_by=lazy("The members, who also see each other's names there"),
        columns=(*("pile.name", "pile.made_by_id", "pile_card.taken_by_id", "sorted.by_id", "star.by_id"),),
        until=lazy("As long as the pile or the story. It holds no word of a story"),
    ),
    Kept(
        what=lazy("What administrators did with the terms that texts are tagged with, and why"),
        why=lazy("So that a change can be understood and undone"),
        seen_by=lazy("Administrators"),
        columns=("term_change.reason", "term_change.by_id", "term_change.ended_by_id"),
        until=lazy("As long as the vocabulary. The name goes when their account is removed"),
    ),
    Kept(
        what=lazy("Which tag of a story went by such a change, and who chose another"),
        why=lazy("So that a change can be understood and undone"),
        seen_by=NOBODY,
        columns=("retag.by_id",),
        until=lazy("As long as the story, or until the change is undone"),
    ),
    Kept(
        what=lazy("Terms that editors propose for words of contributors, and what became of them"),
        why=lazy("So that the list of terms gets what contributors miss in it"),
        seen_by=lazy("Administrators: the words of the editor and no story. Who proposed it sees what became of it"),
        columns=("term_proposal.words", "term_proposal.reason", "term_proposal.decided_by_id"),
        until=lazy("Until no story waits for it; once decided %(time)s"),
        job="forget-term-proposals",
        setting="log_months",
    ),
    Kept(
        what=lazy("Which words of a contributor wait for a proposed term, and who proposed it"),
        why=lazy("So that an editor can say whether the term fits, and hears what became of it"),
        seen_by=lazy("The editor who proposed it"),
        columns=("proposed_words.by_id",),
        until=lazy("As long as the words: until a term was chosen or they were put aside"),
        job="forget-own-words",
    ),
    Kept(
        what=lazy("Which proposed theme a member found not to fit"),
        why=lazy("So that it is not proposed for that text again"),
        seen_by=NOBODY,
        columns=("theme_refused.by_id",),
        until=lazy("As long as the story"),
    ),
    Kept(
        what=lazy("Frozen stocktakes: copies of stories and questions as readers saw them, and who made one"),
        why=lazy("To keep what the members took stock of readable, and to see what changed since"),
        seen_by=lazy("Members; and everybody what was public, once it is published. Nobody sees who made it"),
        columns=("stocktake.name", "stocktake.made_by_id", "stocktake_words.content", "stocktake_words.salt"),
        until=lazy(
            "As long as the stocktake. The words of a story go at once when it is withdrawn, changed or made stricter; "
            "those of a question when they go by a decision of the desk"
        ),
    ),
    Kept(
        what=lazy("That a member asked to freeze a pile, and under which name"),
        why=lazy("So that it is done once, and who waits sees how far it is"),
        seen_by=lazy("The members; nobody sees who asked"),
        columns=("freezing.name", "freezing.asked_by_id"),
        until=lazy("Until the stocktake is there; %(time)s when it could not be made"),
        setting="report_days",
        job="forget-failed-freezing",
    ),
    Kept(
        what=lazy("Files of stocktakes that somebody has made"),
        why=lazy("So that only who asked for one can fetch it"),
        seen_by=lazy("You"),
        columns=("report_file.user_id", "report_file.file_name"),
        until=lazy("%(time)s after it was made, and at once when something in it is withdrawn"),
        setting="report_days",
        job="forget-reports",
    ),
    Kept(
        what=lazy("What a member did while sorting"),
        why=lazy("So that it can be put back"),
        seen_by=lazy("The members"),
        columns=("deed.by_id", "pile_step.by_id", "pile_step_card.before_id", "pile_step_card.after_id"),
        until=lazy("30 days. It holds no word of a story"),
        job="forget-old-deeds",
    ),
    Kept(
        what=lazy("Checks of how cards were laid, and what members decided about differences, and why"),
        why=lazy("To know how far members agree, and why a card lies where it lies"),
        seen_by=lazy("The members. The site does not say who laid a card elsewhere in a check; who decided, it does"),
        columns=("check_draw.member_id", "check_card.before_by_id", "check_note.why", "check_note.by_id"),
        until=lazy("As long as the pile or the story"),
    ),
    Kept(
        what=lazy("Which keys a member chose"),
        why=lazy("So that single keys do what somebody wants, or nothing"),
        seen_by=lazy("You"),
        columns=("shortcuts.user_id",),
        until=lazy("As long as the account"),
    ),
    Kept(
        what=lazy("Whether a question plays where you work, and who said so for your organisation"),
        why=lazy("To know which questions are shared, and to let you change your answer"),
        seen_by=lazy(
            "Everybody sees numbers per kind of organisation, when they are large enough. "
            "Colleagues see the answer of your organisation. Nobody sees who gave it"
        ),
        columns=("recognition.user_id",),
        until=lazy("Until you take it back or remove your account, or as long as the question"),
    ),
    Kept(
        what=lazy("Whether a challenge plays where you work, and who said so for your organisation"),
        why=lazy("To know which challenges are shared, and to let you change your answer"),
        seen_by=lazy(
            "Everybody sees numbers per kind of organisation, when they are large enough. "
            "Colleagues see the answer of your organisation. Nobody sees who gave it"
        ),
        columns=("challenge_recognised.user_id",),
        until=lazy("Until you take it back or remove your account, or as long as the challenge"),
    ),
    Kept(
        what=lazy("That a browser said whether a challenge plays there, when nobody was signed in"),
        why=lazy("So that one browser counts once, and can change its answer"),
        seen_by=lazy("Nobody; a computer compares it. It holds no network address"),
        columns=("challenge_recognised.browser_hash",),
        until=lazy("Until it is taken back, and no longer than %(time)s"),
        job="forget-browsers-of-challenges",
        setting="recognition_months",
    ),
    Kept(
        what=lazy("That a browser said whether a question plays there, when nobody was signed in"),
        why=lazy("So that one browser counts once, and can change its answer"),
        seen_by=lazy("Nobody; a computer compares it. It holds no network address"),
        columns=("recognition.browser_hash",),
        until=lazy("Until it is taken back, and no longer than %(time)s"),
        job="forget-browsers",
        setting="recognition_months",
    ),
    Kept(
        what=lazy("Working notes of members with a question, and who wrote them"),
        why=lazy("So that members can work on a question together"),
        seen_by=lazy("Members and coordinators, with the name of who wrote it"),
        columns=("memo.text", "memo.by_id"),
        until=lazy("Until who wrote it takes it away, or as long as the question"),
    ),
    Kept(
        what=lazy("Views of organisations that see a question otherwise, and who wrote them"),
        why=lazy("So that what a minority sees stays with the question"),
        seen_by=lazy("Everybody reads the view, with the name of the organisation; nobody sees who wrote it"),
        columns=("dissent.text", "dissent.by_id"),
        until=lazy("Until the organisation takes it back, or as long as the question"),
    ),
    Kept(
        what=lazy("Answers to a question and decisions about it, and who wrote or signed them"),
        why=lazy("So that everybody can see what came of it, and who said so"),
        seen_by=lazy("Everybody reads them, with the name of the organisation; nobody sees who wrote or signed them"),
        columns=(
            *("answer.steps", "answer.by_id", "answer.signed_by_id", "decision.body", "decision.reason"),
            *("decision.by_id", "declined_owner.reason", "declined_owner.by_id"),
        ),
        until=lazy("As long as the question"),
    ),
)
