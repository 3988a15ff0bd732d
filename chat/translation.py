"""Sentences in, the same sentences with their English out: in document order, checked, every one accounted for.

Knows the translator only by its protocol. A sentence whose translation fails keeps `english` None and a warning, so
that it is shown in German; one whose numbers do not agree is tried once more on its own and, if they still do not,
marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chat.errors import Cancelled
from chat.faithfulness import invented_numbers, lost_numbers
from chat.models.base import Translator
from chat.schema import Sentence

FAILED = "This sentence could not be translated and is shown in the original."
UNTRANSLATED = "This sentence is English already and is shown as it is."

_LABEL = re.compile(r"^(?:translation|english(?: translation)?|sentence to translate)\s*:\s*", re.IGNORECASE)
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
# A translation that much longer than its sentence is no translation: in 997 pairs of news sentences (FLORES-200 dev)
# the English has at most 1.35 times the characters of the German.
_MOST_GROWTH = 2.0
_GROWTH_FLOOR = 60
_REPEATED = re.compile(r"(\b.{12,}?)(?:\s*\1){2,}", re.DOTALL)


@dataclass(frozen=True)
class Translation:
    """The English of a sentence, None where there is none, and what the reader should doubt in it."""

    english: str | None
    warnings: tuple[str, ...] = ()


def translate(
    sentences: Sequence[str], translator: Translator, *, source: str = "de"
) -> Iterator[tuple[int, Translation]]:
    """Yield (index, translation) for each sentence, as they finish; every index comes back once.

    Args:
        sentences: plain one-line texts in document order; an empty one comes back empty.
        source: the language they are in, ISO 639-1; "en" comes back as it is.
    """
    if source == "en":
        yield from ((index, Translation(sentence)) for index, sentence in enumerate(sentences))
        return
    places = [index for index, sentence in enumerate(sentences) if sentence.strip()]
    yield from ((index, Translation("")) for index, sentence in enumerate(sentences) if not sentence.strip())
    for number, reply in translator.translate([sentences[index] for index in places], source=source):
        index = places[number]
        yield index, _checked(sentences[index], reply, translator, source=source)


def _checked(german: str, reply: str, translator: Translator, *, source: str) -> Translation:
    """Return the translation that a reply gives; a doubtful one is asked for once more, without its neighbour."""
    first = _judged(german, reply)
    if first.english is not None and not first.warnings:
        return first
    again = "".join(text for _, text in translator.translate([german], source=source))
    second = _judged(german, again)
    return min(first, second, key=lambda candidate: (candidate.english is None, len(candidate.warnings)))


def _judged(german: str, reply: str) -> Translation:
    """Return a reply as a translation, with a warning for each number that only one side has."""
    english = _unwrapped(reply, german)
    if not _is_translation(english, german):
        return Translation(None, (FAILED,))
    lost = [f"The number {number} of the German is not in the English." for number in lost_numbers(german, english)]
    invented = [
        f"The number {number} of the English is not in the German." for number in invented_numbers(german, english)
    ]
    return Translation(english, (*lost, *invented))


def _unwrapped(reply: str, german: str) -> str:
    """Return a reply without a label before it and without quotation marks that the German does not have."""
    english = _LABEL.sub("", " ".join(reply.split()))
    closing = _QUOTES.get(english[:1])
    if closing and english.endswith(closing) and german[:1] not in {*_QUOTES, "‚", "»", "'"}:
        english = english[1:-1]
    return english


def _is_translation(english: str, german: str) -> bool:
    """Tell whether a text can be the translation: not empty, not the German itself, not endless."""
    if not english or len(english) > _GROWTH_FLOOR + _MOST_GROWTH * len(german):
        return False
    if _REPEATED.search(english) and not _REPEATED.search(german):
        return False
    return english != german or len(german.split()) < 5  # names and the like stay as they are


def translate_sentences(
    sentences: Sequence[Sentence],
    translator: Translator,
    *,
    source: str = "de",
    english_paragraphs: frozenset[int] = frozenset(),
    on_done: Callable[[Sentence], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Sentence, ...]:
    """Return all sentences, those that are no boilerplate with their English.

    Args:
        english_paragraphs: numbers of paragraphs that are English already, whatever the rest is.
        on_done: called with each sentence when its English is there, in the order in which they finish.
        cancelled: asked between sentences; true stops the work.

    Raises:
        Cancelled: `cancelled` said so.
    """
    translated = list(sentences)

    def finish(place: int, translation: Translation) -> None:
        translated[place] = sentences[place].model_copy(
            update={"english": translation.english, "warnings": translation.warnings}
        )
        if on_done:
            on_done(translated[place])

    places = []
    for place, sentence in enumerate(sentences):
        if sentence.kind != "boilerplate" and sentence.paragraph in english_paragraphs:
            finish(place, Translation(sentence.plain, (UNTRANSLATED,)))
        elif sentence.kind != "boilerplate":
            places.append(place)
    for number, translation in translate([sentences[place].plain for place in places], translator, source=source):
        if cancelled and cancelled():
            raise Cancelled("The translation was stopped.")
        finish(places[number], translation)
    return tuple(translated)
