"""What the desk decided about a question takes the words that went out of stocktakes at that moment. Of what it decided
before, nobody knows any more which words those were: whatever a question or its statements say otherwise since goes.

On the way down nothing comes back. An older version calls a part changed whose salt is destroyed.

Revision ID: 0103
Revises: 0102
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0103"
down_revision = "0102"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True)
question = sa.table("question", *map(sa.column, ("id", "slug", "sentence", "explanation", "kept_out_at")))
change = sa.table("question_change", sa.column("id"), sa.column("question_id"), sa.column("what"), sa.column("at", moment))
statement = sa.table("statement", *map(sa.column, ("id", "question_id", "text")))
stood_under = sa.table("stood_under", *map(sa.column, ("statement_id", "removal_id", "question_id")))
removal = sa.table("removal", *map(sa.column, ("id", "change_id")))
merge = sa.table("question_merge", *map(sa.column, ("question_id", "into_id")))
stocktake = sa.table("stocktake", sa.column("id"), sa.column("made_at", moment))
item = sa.table("stocktake_item", *map(sa.column, ("id", "stocktake_id", "audience", "kind")))
words = sa.table("stocktake_words", *map(sa.column, ("item_id", "question_id", "content", "salt")))
BESIDE = (("answer", "steps"), ("decision", "reason"), ("dissent", "text"))


def upgrade():
    database = op.get_bind()
    frozen = database.execute(
        sa.select(item.c.stocktake_id, item.c.audience, stocktake.c.made_at, words.c.question_id, words.c.content)
        .select_from(words.join(item, item.c.id == words.c.item_id).join(stocktake, stocktake.c.id == item.c.stocktake_id))
        .where(item.c.kind == "question", words.c.question_id.is_not(None))
    ).all()
    if not frozen:
        return
    let_back = {}
    for key, at in database.execute(sa.select(change.c.question_id, change.c.at).where(change.c.what == "let_back")):
        let_back[key] = max(at, let_back.get(key, at))
    now = {row.id: row for row in database.execute(sa.select(question))}
    said, along = texts_by_question(database), families(database)
    for stocktake_id, audience, made_at, key, content in frozen:
        family, known = along.get(key, {key}), json.loads(content)
        decided = [one for one in family if now[one].kept_out_at is not None or (one in let_back and let_back[one] > made_at)]
        if decided and not says_the_same(known, now[key], set().union(*(said.get(one, ()) for one in family))):
            leave(database, (item.c.stocktake_id == stocktake_id, item.c.audience == audience), key, known["slug"], now[key].slug)


def texts_by_question(database):
    """What is stated at each question, and what was written beside that."""
    found = {}
    for table, column in (("statement", "text"), *BESIDE):
        rows = sa.select(sa.column("question_id"), sa.column(column)).select_from(sa.table(table))
        for key, text in database.execute(rows):
            found.setdefault(key, set()).add(text)
    return found


def families(database):
    """Of each question that was ever merged, or of which a statement moved: all of those, whenever that was."""
    took = stood_under.join(removal, removal.c.id == stood_under.c.removal_id).join(change, change.c.id == removal.c.change_id)
    moved = stood_under.join(statement, statement.c.id == stood_under.c.statement_id)
    pairs = [
        *database.execute(sa.select(merge.c.question_id, merge.c.into_id)),
        *database.execute(sa.select(stood_under.c.question_id, statement.c.question_id).select_from(moved)),
        *database.execute(sa.select(stood_under.c.question_id, change.c.question_id).select_from(took)),
    ]
    along = {}
    for one, other in pairs:
        joined = along.get(one, {one}) | along.get(other, {other})
        along.update(dict.fromkeys(joined, joined))
    return along


def says_the_same(known, now, stands):
    beside = {one["text"] for one in known["dissents"]} | {one["steps"] for one in known["answers"]}
    written = {*known["statements"], *beside, *(one["reason"] for one in known["decisions"])}
    return (known["sentence"], known["explanation"]) == (now.sentence, now.explanation) and written <= stands


def leave(database, edition, key, slug, slug_now):
    """Deletes all that an edition holds of a question, and its address where that says the old words as well."""
    here = sa.select(item.c.id).where(*edition)
    database.execute(sa.delete(words).where(words.c.question_id == key, words.c.item_id.in_(here)))
    if slug == slug_now:
        return
    lying = words.c.item_id.in_(here.where(item.c.kind == "contribution")), words.c.content.contains(json.dumps(slug))
    for item_id, content in database.execute(sa.select(words.c.item_id, words.c.content).where(*lying)).all():
        known = json.loads(content)
        known["questions"] = sorted("" if one == slug else one for one in known["questions"])
        kept = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        database.execute(sa.update(words).where(words.c.item_id == item_id).values(content=kept, salt=""))


def downgrade():
    """What went stays away."""
