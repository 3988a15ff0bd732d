"""Dossiers of a few lines."""

from __future__ import annotations

from bench.dossier import translated
from chat import pipeline
from chat.dossier.sources import Source
from chat.schema import Reading

_TITLES = {"de": "Bericht aus dem Rathaus", "en": "Report from the town hall", "fr": "Nouvelles de la mairie"}


def sources(*texts: str) -> list[Source]:
    """Return articles of these texts, each with a headline in front, as code alone knows them."""
    return [
        Source(number, pipeline.analysed(pipeline.known(f"Bericht aus dem Rathaus\n\n{text}")))
        for number, text in enumerate(texts, start=1)
    ]


def in_languages(*articles: tuple[str, ...]) -> list[Source]:
    """Return articles as read with given English: each its language, its text, and, if it is not English, that."""
    return [
        Source(number, pipeline.analysed(_read(*article)), published="2027-03-11")
        for number, article in enumerate(articles, start=1)
    ]


def _read(language: str, text: str, english: str = "") -> Reading:
    own, told = f"{_TITLES.get(language, _TITLES['en'])}\n\n{text}", f"{_TITLES['en']}\n\n{english or text}"
    return pipeline.compare(own, told) if language == "de" else translated(own, told, language)
