"""Every address of the site, made from the url map: a new one is opened by itself, or makes these tests fail.

`ADDRESSES` says what may stand in the variable parts. What a part can be is asked of the database, so that every
thing that was made is tried behind every door, whether it is for this reader or not.
"""

from itertools import product

from sqlalchemy import select

from app.appeals.models import Appeal
from app.challenges.models import Challenge
from app.contributions.models import Contribution, Draft, Photo
from app.core.database import db
from app.gatherings.models import Arrival, Clarifying, FieldNote, Gathering, Part, Registration, Stop, Walk
from app.reports.models import ReportFile, Stocktake
from app.stocktaking.models import Question
from app.woo.models import WooItem, WooRequest
from app.workbench.models import Pile
from tests.census import tried

ANYBODY = object()
GUESSED = "geraden"  # instead of a secret that belongs to somebody else
SLUGS = {"themas": ("ondergrond",), "uitdagingen": Challenge, "bijeenkomsten": Gathering}  # else a question
QUERIES = {  # filters, order and pages; every one that an address knows stands in one of these
    "search.contributions": (
        "", "?q=kanarie", "?q=kanarei", "?q=geheim&soort=leerzaam", "?landsdeel=westen", "?thema=ondergrond&fase=ontwerp",
        "?uitkomst=deels&belemmering=beheer-te-laat", "?hefboom=x&schaal=straat", "?organisatie=gemeente&zonder=ondergrond&ook=fase:ontwerp", "?pagina=2", "?pagina=99",
    ),
    "search.everywhere": ("", "?q=kanarie", "?q=kanarei", "?q=geheim", "?q=put", "?q=gehiem", "?q=stad"),
    "stocktaking.balance": ("", "?beeld=tabel", "?rij=barrier&kolom=outcome", "?rij=kind&kolom=lever&soort=leerzaam", "?rij=organisation_kind&kolom=part&splits=uitkomst", "?q=geheim&zonder=ondergrond&organisatie=gemeente"),
    "pages.on_the_map": ("", "?plek=gemeente-vraagstad", "?q=geheim&thema=ondergrond", "?landsdeel=westen&pagina=2"),
    "stocktaking.contradictions": ("", "?over=hefboom:mandaat", "?over=hefboom:eigenaar&q=geheim"),
    "stocktaking.together": ("", "?eerste=thema&tweede=fase", "?eerste=thema&tweede=thema&q=put"),
    "stocktaking.balance_csv": ("", "?rij=kind&kolom=outcome", "?rij=scale&kolom=theme&soort=goed"),
    "reports.compare": ("?met=eerdere-balans", "?met=geraden"),
    "reports.contributions": ("", "?bij=een-geval", "?bij=open&pagina=2"),
    "stocktaking.workbench": ("", "?toon=alles", "?toon=los", "?toon=open", "?q=kanarie&toon=alles", "?soort=leerzaam&pagina=2"),
    "stocktaking.quote": ("", "?q=geheim"),
    "workbench.sort": ("", "?toon=alles", "?q=geheim&toon=alles", "?soort=leerzaam&toon=mijn", "?belemmering=x&kaart=y"),
    "workbench.duplicates": ("", "?na=geraden", "?stapel=de-stapel", "?stapel=de-stapel&bij=geraden"),
    "workbench.told_together": ("", "?pagina=2"),
    "review.desk": ("", "?toon=niemand", "?toon=mijn"),
    "answering.stories": ("", "?q=kanarie", "?q=geheim"),
    "challenges.index": ("", "?thema=ondergrond"),
    "contributions.for_another": ("", "?uitdaging=de-uitdaging"),
    "contributions.start": ("", "?uitdaging=de-uitdaging", "?over=thema:ondergrond&over=x"),
    "gatherings.door": ("", "?q=ada"),
    "gatherings.month": ("", "?maand=2026-09", "?maand=x"),
    "codebook.split": ("", "?na=geraden"),
    "codebook.terms": ("", "?soort=barrier", "?soort=role"),
    "codebook.add": ("", "?soort=lever"),
    "accounts.organisations": ("", "?q=kanarie", "?q=gemeente"),
    "accounts.sign_in": ("", "?next=/mijn"),
}
LANGUAGES = ("", "/en")
ONE_LANGUAGE = {"static", "pages.healthy", "pages.ready", "pages.robots", "pages.sitemap", "pages.sitemap_part", "pages.security_txt"}


def things():
    """What stands in the variable parts of addresses now, by the name of the part."""
    stories = list(db.session.scalars(select(Contribution.public_id).order_by(Contribution.id)))
    drafts = list(db.session.scalars(select(Draft.public_id).order_by(Draft.id)))
    return {
        "public_id": stories, "drafts": [*drafts, *stories[:2]], "code": [*stories, "A" * 26], "token": [GUESSED], "number": [1], "z": [8], "x": [131], "y": [84], "first": ["thema:ondergrond"], "second": ["fase:ontwerp"], "word": ["verhaal"],
        "step": ["story"], "dimension": ["barrier"], "decision": ["nieuw", "ander-woord", "afwijzen"], "deed": ["hernoemen", "samenvoegen", "splitsen"], "card_deed": ["geven", "houden", "tonen", "verbergen"], "role": ["member"], "filename": ["css/site.css"], "size": ["groot", "klein"], "part": [1], "country_part": ["westen"],
        "appeals": [*ids_of(Appeal), *stories[:1]], "photo_id": ids_of(Photo),
        "stories_of_photos": stories_of_photos(), "registration_id": ids_of(Registration) or [GUESSED], "request_id": ids_of(WooRequest), "item_id": ids_of(WooItem),
        **{f"{name}_id": [1, 2] for name in ("evidence", "statement", "view", "address", "membership", "invitation", "organisation", "memo", "answer", "decision", "merge", "star", "term", "proposal", "change", "removal", "step")},
        "piece_id": [*ids_of(Part), *ids_of(Stop), GUESSED],
        "arrival_id": ids_of(Arrival) or [GUESSED],
        "slugs": {first: found if isinstance(found, tuple) else slugs(found) for first, found in SLUGS.items()},
        "walks": list(db.session.scalars(select(Walk.code))), "note_id": ids_of(FieldNote) or [GUESSED], "question_id": ids_of(Clarifying) or [GUESSED], "challenge_slug": slugs(Challenge) or (GUESSED,),
        "questions": slugs(Question), "question_slug": slugs(Question), "pile_slug": slugs(Pile), "check_kind": ["opnieuw", "tweede"], "stocktake_slug": slugs(Stocktake), "file_id": ids_of(ReportFile) or [GUESSED], "frozen_slug": slugs(Question),
    }


def stories_of_photos():
    photos = select(Photo.public_id, Contribution.public_id).join(Contribution, Contribution.id == Photo.contribution_id)
    return dict(db.session.execute(photos).tuples().all())


def ids_of(model):
    return list(db.session.scalars(select(model.public_id).order_by(model.id)))


def slugs(model):
    return tuple(db.session.scalars(select(model.slug).order_by(model.slug)))


def values_for(rule, offered):
    """Every combination of what can stand in the variable parts of this address. A part nobody knows is an error."""
    first = rule.rule.split("/")[1]
    own = offered | {"slug": offered["slugs"].get(first, offered["questions"])}
    own |= {"public_id": own["drafts"]} if first in ("deel", "namens") else {}
    own |= {"public_id": own["appeals"]} if rule.rule.startswith("/redactie/meldingen") else {}
    own |= {"code": [*offered["walks"], GUESSED]} if first == "lopen" else {}
    unknown = rule.arguments - own.keys()
    assert not unknown, f"{rule.rule}: say in tests/doors.py what stands in {unknown}"
    names = sorted(rule.arguments)
    values = [dict(zip(names, chosen, strict=True)) for chosen in product(*(own[name] for name in names))]
    return [found for found in values if "photo_id" not in found or is_worth_asking(found, offered)]


def is_worth_asking(found, offered):
    """A photo is asked for below its own story, and below the first one and an unknown code."""
    below = found.get("public_id", found.get("code"))
    first = offered["public_id"][:1] + offered["code"][-1:]
    return below in first or below == offered["stories_of_photos"].get(found["photo_id"])


def doors(app, method="GET", offered=None, but=("static",), in_english=2, role=ANYBODY):
    """The endpoint and the address of everything that can be asked for with this method, with each of its queries.

    In English only the first few of many like it: the same view answers with the same things in other words.
    For a known role also only a few of those that are shut to it.
    """
    offered = things() if offered is None else offered
    urls = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if method not in rule.methods or rule.endpoint in but:
            continue
        every = values_for(rule, offered)
        for at, values in enumerate(every if role is ANYBODY else tried(every, rule.endpoint, role)):
            languages = LANGUAGES if at < in_english and rule.endpoint not in ONE_LANGUAGE else LANGUAGES[:1]
            address = urls.build(rule.endpoint, values, method=method)
            for number, query in enumerate(QUERIES.get(rule.endpoint, ("",)) if method == "GET" else ("",)):
                for start in languages if number < in_english else LANGUAGES[:1]:
                    yield rule.endpoint, start + address + query
