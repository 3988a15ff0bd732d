"""A question in English, with the names that the article has left as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from chat.article.analysed import AnalysedArticle
from chat.lang.de.text import GermanText
from chat.lang.names import is_known, names_in_phrase, sounds_like
from chat.lang.words import words
from chat.models.base import Priority, Translator
from chat.translation import checked

GERMAN = "de"
_SOMEBODY = re.compile(r"\b(?:some|any)(?:one|body)\b")  # for a name that was not known as one
_LEAST_ALIKE = 2  # letters that a changed name begins with like the right one


def in_english(
    question: str,
    article: AnalysedArticle,
    translator: Translator,
    *,
    source: str = GERMAN,
    glossary: Mapping[str, str],
    cancelled: Callable[[], bool] | None,
) -> str:
    """Return a question in English; one that cannot be translated stays as it is.

    Args:
        article: the one that is asked about: names that it has are not translated.
        source: the language of the question, ISO 639-1.
        glossary: the reader's terms.
        cancelled: asked between steps; true stops the translation.

    Raises:
        ModelError: the translator failed.
        Cancelled: `cancelled` said so.
    """
    own = _names(question, article, source=source)
    terms = {**{name: name for name in own}, **glossary}
    at_once = translator.at(Priority.QUESTION)
    ((_, translated),) = checked.translate([question], at_once, source=source, glossary=terms, cancelled=cancelled)
    english = translated.english or ""
    if not any(character.isalnum() for character in english):
        return question
    return _with_names(english, own, article)


def _names(question: str, article: AnalysedArticle, *, source: str) -> list[str]:
    """Return the names of a question that the article has, as the article spells them.

    Only in German are nouns capitalised too; elsewhere a capitalised word behind the first is a name.
    """
    spelled = {
        word.lower(): word for sentence in article.content for word in sentence.in_original.words if word[:1].isupper()
    }
    if source == GERMAN:
        named = [token.text for token in GermanText(question).tokens if token.tag == "NE"]
    else:
        named = [word for word in words(question)[1:] if word[:1].isupper()]
    speakers = {
        word.lower()
        for entry in article.ledger.entries
        for name in names_in_phrase(entry.english or "")
        for word in name
    }
    named += [word for word in words(question) if word.lower() in speakers and word not in named]
    return [spelled[word.lower()] for word in named if word.lower() in spelled]


def _with_names(english: str, names: list[str], article: AnalysedArticle) -> str:
    """Return a question with names put right that the translation has changed ("Otto" for "Ott")."""
    for name in names:
        present = {word for found in names_in_phrase(english) for word in found}
        if is_known([name], present, whole=True):
            continue
        strange = [word for word in present if not is_known([word], article.name_words, whole=True)]
        alike = [word for word in strange if word[:_LEAST_ALIKE] == name[:_LEAST_ALIKE] or sounds_like(word, name)]
        if somebody := _SOMEBODY.search(english):
            english = english.replace(somebody.group(), name, 1)
        elif alike or len(strange) == 1:
            english = re.sub(rf"\b{re.escape((alike or strange)[0])}\b", lambda _, name=name: name, english)  # type: ignore[misc]
    return english
