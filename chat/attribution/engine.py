"""Sentences in, claims out: by the grammar of their language, `german` or `english`."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution import tongues
from chat.attribution.as_given import Legible
from chat.attribution.english.article import EnglishReading
from chat.attribution.english.own_words import with_own_words
from chat.attribution.german.article import ArticleReading
from chat.attribution.nesting import nested
from chat.attribution.resolved import Resolved
from chat.schema import Article, Claim, Sentence

LANGUAGES = ("de", "en")  # in which claims are found
_READINGS: dict[str, type[ArticleReading] | type[EnglishReading]] = {"de": ArticleReading, "en": EnglishReading}


def find_claims(article: Article, sentences: Sequence[Sentence], *, language: str = "de") -> tuple[Claim, ...]:
    """Return the claims of an article, in order; boilerplate has none. The cost grows linearly with the text.

    Those of an English article have their English: its own words.

    Args:
        article: the article.
        sentences: its sentences.
        language: the ISO 639 code of the language it is in, one of `LANGUAGES`; in any other nobody is looked for.
    """
    if language not in _READINGS:
        return ()
    legible = Legible(article, sentences, language)
    article, sentences = legible.article, legible.sentences
    reading = _READINGS[language](article, sentences)
    reading.read(sentences)
    resolved = Resolved(article, sentences, reading.mentions, reading.together, tongues.tongue(language))
    claims = nested([resolved.claim(number, found) for number, found in enumerate(reading.claims, start=1)])
    if language == "en":
        by_id = {sentence.id: sentence for sentence in sentences}
        claims = tuple(with_own_words(claim, article.text, by_id) for claim in claims)
    return tuple(map(legible.given, claims))
