"""A frozen stocktake stays readable in the terms of its day, whatever becomes of the vocabulary."""

from app.codebook.models import Deed
from app.core.database import db
from app.reports import operations, queries
from app.reports.records import vocabulary_mark
from app.taxonomy.models import Dimension
from tests.codebook.made import change, words
from tests.factories import term


def test_renamed_merged_and_split_terms_are_called_there_as_they_were(client, frozen, laid):
    before = client.get(f"/balans/{frozen.slug}/bijdragen").text
    seen = {edition.audience: edition.vocabulary for edition, _found in operations.verified()}
    tags = [c.tags for c in queries.frozen(frozen, laid.member).contributions]
    name = term(Dimension.THEME, "ondergrond").name_nl
    change(Deed.RENAME, "ondergrond", **words("Onder onze voeten"))
    change(Deed.MERGE, "ondergrond", heir="verdichting")
    change(Deed.SPLIT, "verdichting", parts=[{"name_nl": "Bijbouwen in de straat", "name_en": ""}, {"code": "deelmobiliteit"}])
    db.session.expire_all()
    now = client.get(f"/balans/{frozen.slug}/bijdragen").text
    assert name in now and "Onder onze voeten" not in now and "Bijbouwen in de straat" not in now
    assert now == before, "to the letter, for whoever reads it"
    assert [c.tags for c in queries.frozen(frozen, laid.member).contributions] == tags
    assert {edition.audience: edition.vocabulary for edition, _found in operations.verified()} == seen
    assert vocabulary_mark() not in seen.values(), "what is frozen now would name another vocabulary"
    assert all(found.is_sound for _edition, found in operations.verified())
