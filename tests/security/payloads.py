"""What somebody writes who wants the site to run it, and where it is put: in every text that the site keeps."""

from xml.etree import ElementTree

import html5lib
from sqlalchemy import JSON, Enum, String, inspect, select

from app.accounts.models import User
from app.contributions.models import Contribution, Status
from app.contributions.operations import relist
from app.core.database import Base, db
from app.stocktaking.models import Evidence, Question
from app.taxonomy.models import Term
from app.taxonomy.queries import known_words
from app.woo.models import WooItem

SUM = "1787569"  # 1337 times 1337: nobody writes it, so who shows it has calculated
SHARP = "\"'><x-probe>{{1337*1337}}"  # fits in the shortest field of the site
PAYLOAD = SHARP + "<svg onload=alert(1)>${1337*1337}{%x%}</script><!--]]></title></textarea>&amp;[a](javascript:alert(1))"
# What the program itself writes and reads: names of states, keys, fingerprints, codes of the vocabulary.
OF_THE_PROGRAM = {
    "appeal.language", "appeal.places", "appeal_step.by_role", "appeal_step.what", "destruction.kind", "destruction.rule",
    "audit_head.hash", "audit_row.before_hash", "audit_row.hash", "audit_row.what", "audit_row.about", "attempt.key", "code_app.secret",
    "contribution.coarse_part", "contribution.coarse_size", "contribution.confirmed_by", "contribution.language",
    "contribution.organisation_kind", "contribution.role", "email.key", "erasure.who", "erasure.kept", "evidence.field",
    "export.file_name", "notification.path", "organisation.cbs_code", "organisation.kind", "organisation.mail_domains",
    "organisation.part", "organisation.size", "organisation.tooi_uri", "passkey.credential", "passkey.public_key",
    "question.kind", "question.route", "question_change.what", "revision.epoch", "revision.name", "sign_in_link.next_path",
    "step.by_role", "step.what", "term.code", "term.related", "user.language", "user.password_hash", "view_of_hidden.role",
    "challenge_told.what", "challenge.typed", "draft.typed", "gathering_unsaved.typed", "gathering_unsaved.place",  # put there over the forms
    "woo_item.key", "woo_item.language", "woo_item.ground", "woo_item.seen_mark", "woo_blackout.part", "woo_blackout.ground",
    "woo_item.parts",  # copies of texts: see below
    "woo_file.file_name", "woo_file.mark",
    "field_note.key",  # of a pattern that is held at the door, and unique
    "gathering_walk.code",  # made by the program, unique, and the way to the walk
    "gathering_walk.earlier_hashes",
    "happening.mark", "telling.mail_key", "follower.address_mark", "follower.spoken", "follower.works_as", "follower.works_at", "follow.country_part",
    "deed.key", "deed.before", "deed.after", "pile_step.before", "pile_step.after", "pile.wanted", "pile.switched_off", "shortcuts.chosen", "star.field", "removed_quote.field",
    "check_draw.seed", "check_draw.offered", "check_card.before", "check_card.again", "check_note.questions",
}
ADDRESSES = ("email", "address")  # these have a form of their own, see `odd_address`
DERIVED = {"listing", "email"}  # made from the rest


def is_written_by_people(column):
    """Whether this column holds words that a person chose, whoever it was."""
    kept = str(column) in OF_THE_PROGRAM or column.table.name in DERIVED or column.name in ADDRESSES
    secret = column.name.endswith(("_hash", "public_id")) or column.name in ("slug", "public_id", "external_ref")
    return isinstance(column.type, (String, JSON)) and not isinstance(column.type, Enum) and not kept and not secret


def columns_of(mapper):
    """Those that are stored: not what a row is asked in SQL."""
    return [(name, column) for name, column in mapper.columns.items() if getattr(column, "table", None) is not None]


def fitting(payload, column):
    return [payload] if isinstance(column.type, JSON) else payload[: column.type.length or len(payload)]


def fill_every_text(payload=PAYLOAD):
    """Writes it in every text of every row, as somebody could who got past all forms. Gives how many columns."""
    filled = set()
    for mapper in Base.registry.mappers:
        names = [(name, column) for name, column in columns_of(mapper) if is_written_by_people(column)]
        for row in db.session.scalars(select(mapper.class_)):
            for name, column in names:
                if getattr(row, name) is not None and not inspect(row).mapper.columns[name].primary_key:
                    setattr(row, name, fitting(payload, column))
                    filled.add(str(column))
    for quote in db.session.scalars(select(Evidence)):
        quote.start, quote.end = 0, len(quote.quote)
    for item in db.session.scalars(select(WooItem)):
        item.parts = [part | {"text": payload} for part in item.parts]
    for number, user in enumerate(db.session.scalars(select(User))):
        user.email = odd_address(number)
    for question in db.session.scalars(select(Question)):
        question.is_public = True
    db.session.flush()
    for story in db.session.scalars(select(Contribution).where(Contribution.status == Status.PUBLISHED)):
        relist(story)
    db.session.commit()
    known_words.clear()
    return filled


def odd_address(number=0):
    """An address that is one by its form, and all the same holds letters that mean something elsewhere."""
    return f"o'n&{{{{1337*1337}}}}{number}@x.example"


def terms_as_they_are():
    """The vocabulary, to be put back: it is the same in every test."""
    columns = [column for column in Term.__table__.columns if is_written_by_people(column)]
    return [{"id": row.id} | {c.name: getattr(row, c.name) for c in columns} for row in db.session.scalars(select(Term))]


def faults_in(answer):
    """Why this answer would run or lose something of the payload; empty when it shows it as the letters it is."""
    text = answer.data.decode(errors="replace")  # some are pictures
    faults = [f"it calculated {SUM}"] if SUM in text else []
    if "<x-probe" in str(answer.headers):
        faults.append("it stands in a header, not encoded")
    if answer.mimetype == "text/html" and "x-probe" in text:
        faults += mark_up_in(text)
    if answer.mimetype.endswith("xml"):
        faults += ["an element in the XML"] * any("x-probe" in str(e.tag) for e in ElementTree.fromstring(text).iter())
    return faults


def mark_up_in(html):
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        name = str(element.tag)
        if name == "x-probe" or (name == "svg" and element.get("onload")):
            yield f"a new element <{name}>"
        for attribute, value in element.attrib.items():
            if str(attribute).startswith("on") or "x-probe" in str(attribute):
                yield f"a new attribute {attribute} on <{name}>"
            if attribute in ("href", "src", "action", "formaction") and value.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                yield f"an address that runs on <{name}>: {value[:40]}"
        if name == "script" and element.text and "x-probe" in element.text:
            yield "a script that holds it"
