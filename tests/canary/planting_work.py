"""Canaries in everything else that is private: challenges and questions that are not public, accounts, half-typed texts."""

import re
from datetime import time

from sqlalchemy import select

from app.accounts import operations as accounts
from app.accounts.models import Organisation, Passkey, Role
from app.challenges.models import Challenge, RoundQuestion
from app.contributions.jobs import compare_texts
from app.contributions.models import Contribution, Status
from app.contributions.operations import judge_apart, put_together, refuse_theme
from app.contributions.queries import mark_of_pair
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.core.security import fingerprint, random_id
from app.gatherings.models import Gathering
from app.pages.jobs import make_exports
from app.reports.jobs import freeze_piles, make_reports
from app.stocktaking.models import Answer, Decision, Evidence, Memo, Question, Statement
from app.taxonomy.models import Dimension, Term
from app.workbench.models import Pile
from tests.accounts.second_steps import set_up_app, set_up_codes, set_up_passkey
from tests.canary.planting import LATER, LATER_DAY, canary, seen_on, told, written
from tests.canary.planting_gatherings import people_of
from tests.factories import make_challenge, make_municipality, make_organisation

OF_A_CHALLENGE = ("situation", "approach", "tried", "fixed", "questions", "usable_answer", "neighbourhood")


def work_of_hosts(site):
    """One draft that is half typed, one that somebody reads along with, and one whose embargo lasts."""
    site.add("host", 60, Role.HOST, make_municipality(name="Gemeente Vraagstad"))
    asked = make_challenge(slug="de-uitdaging", title="Waar ligt de put?", organisation=make_municipality(name="Gemeente Open"), ask_until=LATER_DAY)
    words = {"text": f"Is dit {canary(63, 'askedfirst')}?", "reply": canary(63, "replied"), "why_left_out": canary(63, "whynot")}
    db.session.add(RoundQuestion(challenge_id=asked.id, public_id=random_id(), browser_hash=fingerprint("een browser"), **words))
    by = site.person("host").id  # what they asked and wrote themselves, to their own file only
    own = {"text": f"Is dat {canary(63, 'ownquestion')}?", "reply": canary(63, "ownreply"), "why_left_out": ""}
    db.session.add(RoundQuestion(challenge_id=asked.id, public_id=random_id(), asked_by_id=by, replied_by_id=by, **own))
    db.session.commit()
    site.post("host", "/uitdagingen/nieuw", later="y", **challenge(61))
    site.post("host", "/uitdagingen/nieuw", **challenge(62), second_host=f"{canary(62, 'wanted')}@voorbeeld.example")
    asked = site.post("host", f"/uitdagingen/{slug_of(62)}/meelezen", reader=canary(62, "reader"))
    link = re.search(r"/meelezen/[\w-]+", asked.text)[0]
    version = re.search(r'name="version"[^>]*value="(\d+)"', site.page(site.browser(), link))[1]
    site.post(site.browser(), link, agreed="no", remark=canary(62, "remark"), version=version)
    hidden = make_challenge(visible_from=LATER_DAY, posted_by_role=canary(63, "posted"), **public_words(63))
    hidden.closing_note, hidden.remaining_question = canary(63, "closing"), canary(63, "remains")
    db.session.commit()


def challenge(number):
    words = {name: canary(number, name.replace("_", "")) for name in OF_A_CHALLENGE}
    return words | {"title": f"Hoe kan {canary(number, 'title')}?", "key": f"key-{number}", "version": "1", "closes_on": LATER}


def public_words(number):
    return {name: canary(number, name.replace("_", "")) for name in OF_A_CHALLENGE if name != "approach"} | {
        "title": f"Hoe kan {canary(number, 'title')}?", "slug": f"kanarie{number}slugx", "process": canary(number, "approach"),
    }


def slug_of(number):
    return db.session.scalars(select(Challenge.slug).where(Challenge.title.contains(canary(number, "title")))).one()


def work_of_members(site, story):
    """A question that is for the members only, with a quote, a statement that was taken away, and its owner."""
    site.add("member", 65, Role.MEMBER)
    site.post("member", "/werkbank/vraagstukken/nieuw", sentence=f"Wie weet {canary(66, 'sentence')}?", explanation=canary(66, "explanation"))
    slug = db.session.scalars(select(Question.slug)).one()
    for what in ("statement", "dropped"):
        site.post("member", f"/werkbank/vraagstukken/{slug}/uitspraken", text=f"Wij zien {canary(66, what)}.")
    dropped = db.session.scalars(select(Statement.id).order_by(Statement.id.desc())).first()
    site.post("member", f"/werkbank/uitspraken/{dropped}/weghalen", sure="y")
    kept = db.session.scalars(select(Statement.id)).one()
    words = db.session.scalars(select(Contribution.facts).where(Contribution.public_id == story.public_id)).one()
    site.post("member", f"/werkbank/bijdragen/{story.public_id}", (302,), words=words, sentence="", stance="supports", statement=str(kept))
    twice = db.session.scalars(select(Evidence.id)).one()
    site.post("member", f"/werkbank/citaten/{twice}/weghalen", (302,))  # and quoted again: it can be put back
    site.post("member", f"/werkbank/bijdragen/{story.public_id}", (302,), words=words, sentence="", stance="supports", statement=str(kept))
    sorted_by_member(site, story)
    found_by_member(site, story)
    site.post("member", f"/werkbank/vraagstukken/{slug}/notities", (302,), memo=f"Wij vragen {canary(66, 'memo')} na.")
    office = site.person("member").memberships[0].organisation_id
    site.post("member", f"/werkbank/vraagstukken/{slug}/standpunt/{office}", (302,), text=f"Wij zien {canary(66, 'dissent')} anders.", was="")
    what_came_of_it(site, slug, office)
    said_before(site, slug, kept, office)
    gathering = Gathering(
        slug="kanarie67slugx", title=canary(67, "title"), place=canary(67, "place"), walk=canary(67, "walk"),
        on=LATER_DAY, starts=time(9), organisation=make_organisation(),
    )
    db.session.add(gathering)
    db.session.commit()
    people_of(gathering, site.person("member"))


def sorted_by_member(site, story):
    """A pile with one story laid at the question, and a sentence of it starred."""
    site.post("member", "/werkbank/stapels/nieuw", name=canary(66, "pile"))
    pile, question = db.session.scalars(select(Pile)).one(), db.session.scalars(select(Question)).one()
    address = f"/werkbank/stapels/{pile.slug}"
    mark = re.search(r'name="lid" value="(\w+)"', site.page("member", address))[1]
    for version, takes in (("1", {"lid": mark}), ("2", {}), ("3", {"lid": mark})):  # somebody, everybody, somebody again
        site.post("member", f"{address}/verdelen", versie=version, **takes)
    site.post("member", f"{address}/vakken", vraagstuk=question.slug)
    site.post("member", f"{address}/kaarten/{story.public_id}", vak=question.slug, gezien="0")
    seen = re.search(r'name="gezien" value="([^"]*)"', site.page("member", f"{address}/kaarten/{story.public_id}/tekst"))[1]
    site.post("member", f"{address}/kaarten/{story.public_id}/sterren", zin="facts-0", gezien=seen)
    site.post("member", f"{address}/vastleggen", (302,), name=canary(66, "stocktake"))
    for _turn in range(2):  # it begins, and is done
        freeze_piles()
        db.session.commit()
    site.post("member", f"/balans/{canary(66, 'stocktake')}/bestanden", (302,), about="", form="csv", for_members="y")
    for _turn in range(2):
        make_reports()
        db.session.commit()
    site.post("member", f"{address}/vastleggen", (302,), name=canary(66, "freezing"))  # it waits for the job
    site.post("member", "/werkbank/toetsen/terug")
    checked_by_member(site, story, address, question)


def checked_by_member(site, story, address, question):
    """The same story laid elsewhere in a check, and what is decided about that."""
    site.post("member", f"{address}/controle/opnieuw/begin")
    site.post("member", f"{address}/controle/opnieuw/{story.public_id}", places="nergens")
    page = site.page("member", f"{address}/verschillen/{story.public_id}")
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("seen", "key")}
    site.post("member", f"{address}/verschillen/{story.public_id}", places=question.slug, why=f"Het gaat over {canary(66, 'why')}.", **hidden)


def found_by_member(site, story):
    """A gap that was judged, a view that was saved, two texts about one case, and two that are not."""
    site.post("member", "/werkbank/gaten/thema:verdichting/fase:beheer", (302,), verdict="real", note=f"Zie {canary(66, 'gap')}.", version="0")
    site.post("member", "/werkbank/beelden/nieuw?van=balans", (302,), name=canary(66, "view"))
    compare_texts()
    db.session.commit()
    readable = Contribution.status == Status.PUBLISHED, Contribution.visible_from.is_(None), Contribution.public_id != story.public_id
    others = db.session.scalars(select(Contribution).where(*readable).order_by(Contribution.id).limit(2)).all()
    own = db.session.scalars(select(Contribution).where(Contribution.public_id == story.public_id)).one()
    member = site.person("member")
    put_together(own, others[0], member, mark_of_pair(own, others[0]))
    free = db.session.scalars(select(Contribution).where(*readable, ~Contribution.freezes.any())).first()
    refuse_theme(free, db.session.scalars(select(Term).where(Term.dimension == Dimension.THEME, Term.is_group.is_(False))).first(), member)
    judge_apart(own, others[1], member, mark_of_pair(own, others[1]))
    db.session.commit()


def what_came_of_it(site, slug, office):
    """An answer, a decision of a coordinator, and an organisation that does not go after it."""
    found = db.session.scalars(select(Question)).one()
    found.owner_id = office
    db.session.get(Organisation, office).is_partner = True
    db.session.commit()
    base = f"/werkbank/vraagstukken/{slug}"
    site.post("member", f"{base}/antwoorden/nieuw", (302,), steps=f"Wij deden {canary(66, 'answer')}.", reach="part", organisation=str(office))
    site.post("member", f"/vraagstukken/{slug}/teruggeven", (302,), reason=f"Omdat {canary(66, 'declined')}.")
    site.add("coordinator", 68, Role.COORDINATOR)
    answer = db.session.scalars(select(Answer)).one()
    site.post("coordinator", f"/werkbank/antwoorden/{answer.id}/aftekenen", (302,), version=str(answer.version))
    decided = {"body": f"Groep {canary(66, 'body')}", "on": f"{today():%d-%m-%Y}", "reason": f"Want {canary(66, 'decided')}."}
    site.post("coordinator", f"{base}/besluiten/nieuw", (302,), **decided)
    recognised(site, slug, office)


def said_before(site, slug, statement, office):
    """What stood there before: each of it was worded otherwise or taken away, and can be put back."""
    question, site_of = db.session.scalars(select(Question)).one(), f"/werkbank/vraagstukken/{slug}"
    now = {"sentence": question.sentence, "explanation": question.explanation, "state": question.status.value}
    then = now | {"sentence": f"Wie wist {canary(66, 'wassentence')}?", "explanation": canary(66, "wasexplanation")}
    for said in (then, now):
        db.session.expire_all()
        site.post("member", site_of, (302,), version=str(db.session.get(Question, question.id).version), **said)
    text = db.session.get(Statement, statement).text
    for was, said in ((text, f"Wij zagen {canary(66, 'wasstatement')}."), (f"Wij zagen {canary(66, 'wasstatement')}.", text)):
        site.post("member", f"/werkbank/uitspraken/{statement}", (302,), text=said, was=was)
    site.post("member", f"{site_of}/notities", (302,), memo=f"Wij vroegen {canary(66, 'wasmemo')} na.")
    note = db.session.scalars(select(Memo.id).order_by(Memo.id.desc())).first()
    site.post("member", f"/werkbank/notities/{note}/weghalen", (302,))
    view, before = f"Wij zien {canary(66, 'dissent')} anders.", f"Wij zagen {canary(66, 'wasdissent')} anders."
    for was, said in ((view, before), (before, view)):
        site.post("member", f"{site_of}/standpunt/{office}", (302,), text=said, was=was)
    site.post("member", f"{site_of}/antwoorden/nieuw", (302,), steps=f"Wij wilden {canary(66, 'wasanswer')}.", reach="part", organisation=str(office))
    dropped = db.session.scalars(select(Answer.id).order_by(Answer.id.desc())).first()
    site.post("member", f"/werkbank/antwoorden/{dropped}/intrekken", (302,))
    decision = db.session.scalars(select(Decision)).one()
    kept = {"body": decision.body, "on": f"{decision.on:%d-%m-%Y}", "reason": decision.reason}
    for said in (kept | {"reason": f"Want {canary(66, 'wasdecided')}."}, kept):
        db.session.expire_all()
        site.post("coordinator", f"/werkbank/besluiten/{decision.id}", (302,), version=str(db.session.get(Decision, decision.id).version), **said)


def recognised(site, slug, office):
    """For a moment everybody reads the question, and two say whether it plays there too."""
    site.post("member", f"/werkbank/vraagstukken/{slug}/publiceren", (302,))
    site.post("member", f"/vraagstukken/{slug}/herkennen", answer="yes", organisation=str(office))
    site.post(site.browser(), f"/vraagstukken/{slug}/herkennen", answer="no")
    site.post("member", f"/werkbank/vraagstukken/{slug}/terughalen", (302,))


def account(site):
    """Somebody with everything that an account can have, and somebody who was invited."""
    site.add("somebody", 70)
    employer = make_organisation(name="Bureau Zeventig").name
    site.post("somebody", "/mijn/organisatie", (302,), organisation=employer, email=f"{canary(70, 'work')}@voorbeeld.example")
    site.post("somebody", "/mijn/adres", (302,), new_email=f"{canary(70, 'newaddress')}@voorbeeld.example")
    user = site.person("somebody")
    accounts.set_password(user, f"{canary(70, 'password')} is lang genoeg", keep=None)
    set_up_app(user), set_up_codes(user)
    set_up_passkey(user)
    db.session.scalars(select(Passkey)).one().name = canary(70, "passkey")
    db.session.commit()
    site.browsers["somebody"] = site.browser(user, canary(70, "browser"))
    site.post(site.browser(), "/inloggen", email=site.person("somebody").email, next=f"/volg/{canary(70, 'next')}")
    invited = {"organisation": employer, "role": "member"}
    for number in (72, 71):  # the first of them accepts
        site.post("keeper", "/beheer/uitnodigen", (302,), **invited | {"email": f"{canary(number, 'invited')}@voorbeeld.example"})
        if number == 72:
            mail = db.session.scalars(select(Email.text).where(Email.text.contains("/uitnodiging/")).order_by(Email.id.desc())).first()
            link = re.search(r"/uitnodiging/[\w-]+", mail)[0]
            site.post(site.browser(), link, (302,), given_name=canary(72, "given"), infix="", family_name=canary(72, "family"))


def texts_that_were_not_sent(site):
    """A draft of a visitor, of which every screen was kept while it was typed, with a voice; and one of an account."""
    for number, who in ((75, site.browser()), (76, site.browsers["somebody"])):
        base = site.post(who, "/deel", kind="learned").location.rsplit("/", 1)[0]
        site.post(who, f"{base}/bewaar/story", **{name: canary(number, name) for name in ("facts", "lesson", "opinion")})
        site.post(who, f"{base}/bewaar/share", **{name: canary(number, name) for name in ("municipality", "neighbourhood", "organisation")})
        site.post(who, f"{base}/bewaar/check", title=canary(number, "title"))


def one_that_is_read_along(site):
    """A draft that somebody without an account reads before it is sent, and says no to."""
    client, link = site.browser(), re.compile(r'value="http://localhost(/meelezen/verhaal/\w+)"')
    base = written(site, 77, client, {})
    site.post(client, f"{base}/meelezen", key="k")
    address = link.search(site.page(client, f"{base}/meelezen"))[1]
    colleague = site.browser()
    seen = seen_on(site.page(colleague, address))
    site.post(colleague, address, agreed="no", remark=canary(77, "along"), reader=canary(77, "reader"), seen=seen)


def gone(site):
    """Somebody who asked for the file with their data; and who had their account removed, and left a story."""
    site.add("asker", 78)
    site.post("asker", "/mijn/gegevens", (302,))
    make_exports()
    db.session.commit()
    site.add("leaver", 79)
    left = told(site, 51, "untouched", {}, author="leaver")
    site.post("leaver", "/mijn/verwijderen", (302,), sure="ja", **{f"keuze-{left.public_id}": "blijft"})
    return left
