"""The one blueprint that all pages of this feature hang on."""

from flask import Blueprint

from app.stocktaking.words import asked_in_words, judged_in_words, known_in_words

blueprint = Blueprint("stocktaking", __name__)
for words in (asked_in_words, judged_in_words, known_in_words):
    blueprint.add_app_template_global(words)
