"""Sentences in, the same sentences with their English out: in document order, checked, every one accounted for.

Knows the translator only by its protocol. A sentence whose translation fails keeps `english` None and a warning, so
that it is shown in German; one whose numbers do not agree is tried once more on its own and, if they still do not,
marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
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
_RETRIES_AT_ONCE = 8
_SPLIT_NUMBER = re.compile(r"\b(\d{1,3}), (\d{3})\b")
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
    doubtful: dict[int, Translation] = {}
    for number, reply in translator.translate([sentences[index] for index in places], source=source):
        index = places[number]
        first = _judged(sentences[index], reply)
        if first.english is None or first.warnings:
            doubtful[index] = first
        else:
            yield index, first
    yield from _tried_again(doubtful, sentences, translator, source=source)


def _tried_again(
    doubtful: Mapping[int, Translation], sentences: Sequence[str], translator: Translator, *, source: str
) -> Iterator[tuple[int, Translation]]:
    """Yield for each doubtful translation the better of it and of one made without the sentence before as context."""

    def better(index: int) -> Translation:
        reply = "".join(text for _, text in translator.translate([sentences[index]], source=source))
        return min(doubtful[index], _judged(sentences[index], reply), key=_faults)

    with ThreadPoolExecutor(_RETRIES_AT_ONCE, thread_name_prefix="belegt-retry") as workers:
        futures = {workers.submit(better, index): index for index in doubtful}
        yield from ((futures[future], future.result()) for future in as_completed(futures))


def _faults(candidate: Translation) -> tuple[bool, int]:
    return candidate.english is None, len(candidate.warnings)


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
    return _with_whole_numbers(english, german)


def _with_whole_numbers(english: str, german: str) -> str:
    """Return the English with "12, 500" put together, a habit of the Qwen models, where the German has 12.500."""

    def whole(match: re.Match[str]) -> str:
        number = f"{match[1]},{match[2]}"
        return match.group() if invented_numbers(german, number) else number

    return _SPLIT_NUMBER.sub(whole, english)


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
