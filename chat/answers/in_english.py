"""A question in English, whichever of the two languages it was asked in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chat.answers.questions import german_claim_question
from chat.answers.retrieval import is_german
from chat.article.analysed import AnalysedArticle
from chat.lang.en.pronouns import articles
from chat.lang.names import with_english_names
from chat.models.base import Priority, Translator
from chat.translation import checked


def in_english(
    question: str,
    article: AnalysedArticle,
    translator: Translator,
    *,
    glossary: Mapping[str, str],
    cancelled: Callable[[], bool] | None,
) -> str:
    """Return an English question; a German one that cannot be translated stays as it is.

    Args:
        article: the one that is asked about.
        translator: gets the part of a German question that is not understood by its form.
        glossary: the reader's terms.
        cancelled: asked between steps; true stops the translation.

    Raises:
        ModelError: the translator failed.
        Cancelled: `cancelled` said so.
    """
    if not is_german(question, article):
        return question
    wording, german = german_claim_question(question) or ("{}", question)
    if wording != "{}" and all(word[:1].isupper() for word in german.split()):  # a name is one in English too
        return wording.format(with_english_names(german))
    at_once = translator.at(Priority.QUESTION)
    ((_, translated),) = checked.translate([german], at_once, glossary=glossary, cancelled=cancelled)
    phrase = (translated.english or "").rstrip(".?")
    if not any(character.isalnum() for character in phrase):
        return question
    has_article = phrase.startswith(tuple(f"{word.capitalize()} " for word in articles()))
    return wording.format(phrase[:1].lower() + phrase[1:] if has_article else phrase)
