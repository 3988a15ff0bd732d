"""Sentences in, the same sentences with their English out: in document order, checked, every one accounted for.

Knows the translator only by its base class. Of what it proposes for a sentence the best is taken, by the checks and by
the words that it lacks. If anything is known against that, the sentence is revised, and the best is taken again; what
is left to doubt is marked. A sentence whose translation fails keeps `english` None and a doubt, so that it is shown in
German.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import replace
from itertools import chain
from typing import Any

from chat.data import any_of, table
from chat.errors import Cancelled, ModelError
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.names import with_english_names
from chat.lang.quotations import GERMAN_OPENING, WRAPPING
from chat.models.base import Draft, Translator
from chat.schema import Doubt, Sentence
from chat.translation.checks import GERMAN, Pair, doubts_of, quoted_words
from chat.translation.checks.numbers import invented_numbers
from chat.translation.choice import Translation, Wording, compared
from chat.translation.glossary import NO_TERMS
from chat.translation.remarks import remarks

_log = logging.getLogger(__name__)

FAILED = Doubt(kind="failed", message="This sentence could not be translated and is shown in the original.")
UNTRANSLATED = Doubt(kind="original", message="This sentence is English already and is shown as it is.", wording=True)

_REPLIES: dict[str, Any] = table("en/replies.toml")["translations"]
_LABEL = re.compile(rf"^(?:sure[!,.]?\s+)?(?:{'|'.join(_REPLIES['labels'])})\s*:\s*", re.IGNORECASE)
_ECHO = re.compile(r"^.*\bsentence to translate\s*:\s*", re.IGNORECASE)  # the prompt repeated before the reply
# The English of words that were lacking, repeated from the prompt behind the reply.
_TERMS = re.compile(
    r"(?:\s*In it, [“\"][^”\"]*[”\"] means [“\"][^”\"]*[”\"]\.?)+\s*$"
)  # of the prompt, behind the reply
_GERMAN_LABEL = re.compile(r"\w+\s*:")
_NOTE = re.compile(rf"\n\s*[(\[*]*(?:{any_of(_REPLIES['notes'].split())})\b.*", re.IGNORECASE | re.DOTALL)
# A translation that much longer than its sentence is no translation: in 997 pairs of news sentences (FLORES-200 dev)
# the English has at most 1.35 times the characters of the German.
_MOST_GROWTH = 2.0
_GROWTH_FLOOR = 60
_SPLIT_NUMBER = re.compile(r"\b(\d{1,3}), (\d{3})\b")
# Digits that mean something else in English: a decimal comma with one or two digits, full stops between thousands.
_GERMAN_NUMBER = re.compile(r"(?<![\d.,])(?:\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+(?:,\d+)?)(?![\d]|[.,]\d)")
_OTHER_MARKS = str.maketrans(",.", ".,")
_REPEATED = re.compile(r"(\b.{12,}?)(?:\s*\1){2,}", re.DOTALL)


def translate(
    sentences: Sequence[str | GermanText],
    translator: Translator,
    *,
    source: str = "de",
    glossary: Mapping[str, str] = NO_TERMS,
    cancelled: Callable[[], bool] | None = None,
) -> Generator[tuple[int, Translation], None, None]:
    """Yield (index, translation) for each sentence, as they finish; every index comes back once.

    Args:
        sentences: plain one-line texts in document order, analysed or not; an empty one comes back empty.
        source: the language they are in, ISO 639-1; "en" comes back as it is.
        glossary: the English that is to stand for words of it.
        cancelled: asked between sentences; true stops the work.

    Raises:
        ModelError: the translator failed; what it has made has been yielded before.
        Cancelled: `cancelled` said so.
    """
    texts = [given if isinstance(given, GermanText) else GermanText(given) for given in sentences]
    if source == "en":
        yield from ((index, Translation(german.text)) for index, german in enumerate(texts))
        return
    places = [index for index, german in enumerate(texts) if german.text.strip()]
    yield from ((index, Translation("")) for index, german in enumerate(texts) if not german.text.strip())
    if not places:
        return
    run = _Run(texts, translator, source=source, glossary=glossary)
    with contextlib.closing(run.translations(places)) as made:
        for index, translation in made:
            if cancelled and cancelled():
                raise Cancelled("The translation was stopped.")
            yield index, translation


class _Run:
    """Translates sentences, and revises the doubtful ones while the others are still being translated."""

    def __init__(
        self, german: Sequence[GermanText], translator: Translator, *, source: str, glossary: Mapping[str, str]
    ) -> None:
        self._german = german  # analysed once for all that is proposed
        self._sentences = [sentence.text for sentence in german]
        self._translator = translator
        self._source = source
        self._glossary = glossary
        self._wording = Wording()
        self._quoted: dict[str, str] = {}  # quotations with words that the lexicon does not have, translated alone

    def translations(self, places: Sequence[int]) -> Generator[tuple[int, Translation], None, None]:
        """Yield (index, translation) for the sentences at these places, as they finish.

        Raises:
            ModelError: the translator failed; what it has made has been yielded before, doubtful as it is.
        """
        waiting = {index: Translation(None, (FAILED,)) for index in places}
        revised: dict[Future[Translation], int] = {}
        with ThreadPoolExecutor(self._translator.parallel, thread_name_prefix="belegt-revise") as workers:
            try:
                for index, made in self._first(places):
                    if index not in waiting or index in revised.values():
                        continue
                    waiting[index] = made
                    if made.is_clean:
                        self._wording.note(made)
                        yield index, waiting.pop(index)
                    else:
                        revised[workers.submit(self._best, index, made)] = index
                forgotten = waiting.keys() - revised.values()
                revised |= {workers.submit(self._best, index, waiting[index]): index for index in forgotten}
                yield from ((revised[future], future.result()) for future in as_completed(revised))
                _log.info(
                    "Sentences: %d. Asked for again, since something is known against them: %d",
                    len(places),
                    len(revised),
                )
            except ModelError:
                yield from ((index, made) for index, made in waiting.items() if made.english is not None)
                raise
            finally:
                workers.shutdown(cancel_futures=True)  # those that nobody waits for any more

    def _first(self, places: Sequence[int]) -> Iterator[tuple[int, Translation]]:
        german = [self._sentences[index] for index in places]
        for number, replies in self._translator.propose(german, source=self._source):
            judged = (self._judged(places[number], reply) for reply in replies)
            yield places[number], self._wording.best(chain((Translation(None, (FAILED,)),), judged))

    def _judged(self, index: int, reply: str) -> Translation:
        """Return a reply as a translation, held against the German and against what it quotes, translated alone."""
        german = self._german[index]
        judged = _judged(german, reply, source=self._source, glossary=self._glossary)
        if judged.english is None or self._source not in GERMAN:
            return judged
        english = EnglishText(judged.english)
        otherwise = tuple(
            quoted_words.otherwise(quotation, alone)
            for quotation in german.once(quoted_words.unknown)
            if (alone := self._alone(quotation)) and quoted_words.differs(alone, english)
        )
        return replace(judged, warnings=(*judged.warnings, *otherwise))

    def _alone(self, quotation: str) -> str:
        """Return the English of a quotation translated alone, empty where it fails."""
        if quotation not in self._quoted:
            try:
                replies = dict(self._translator.translate([quotation], source=self._source))
            except ModelError:
                replies = {}
            reply = _unwrapped(replies.get(0, ""), GermanText(quotation)).strip(" .“”'\"")
            self._quoted[quotation] = reply if _is_translation(reply, quotation) else ""
        return self._quoted[quotation]

    def _best(self, index: int, first: Translation) -> Translation:
        """Return the best of a translation and its revisions."""
        best = self._wording.best(chain((first,), self._revised(index, first)))
        self._wording.note(best)
        return best

    def _revised(self, index: int, first: Translation) -> Iterator[Translation]:
        """Yield the revisions of a translation; none more where the translator fails."""
        draft = _draft(index, first, self._sentences)
        try:
            for reply in self._translator.revisions(draft, source=self._source):
                yield self._judged(index, reply)
        except ModelError as error:
            _log.warning("a translation could not be revised: %s", error)


def _draft(index: int, translation: Translation, sentences: Sequence[str]) -> Draft:
    """Return what a reviser is told of a translation: the sentence, its neighbours, what it lacks, and other faults."""
    lacking = {german for german, _ in translation.lacking}
    return Draft(
        sentence=sentences[index],
        previous=sentences[index - 1] if index else "",
        following=sentences[index + 1] if index + 1 < len(sentences) else "",
        english=translation.english or "",
        faults=tuple(doubt.message for doubt in translation.warnings if doubt.german not in lacking),
        terms=translation.lacking,
    )


def _judged(german: GermanText, reply: str, *, source: str, glossary: Mapping[str, str]) -> Translation:
    """Return a reply as a translation, with what the checks doubt in it."""
    english = _unwrapped(reply, german)
    if not _is_translation(english, german.text):
        return Translation(None, (FAILED,))
    pair = Pair(german, EnglishText(english), glossary)
    found = doubts_of(pair, source=source)
    if source not in GERMAN:
        return Translation(english, found)
    return compared(english, found, pair.compared, besides=quoted_words.lacking(pair))


def _unwrapped(reply: str, german: GermanText) -> str:
    """Return a reply without a label, a note after it and quotation marks around it that the German does not have."""
    english = " ".join(_NOTE.sub("", reply).split())
    english = _TERMS.sub("", _ECHO.sub("", english))
    if not _GERMAN_LABEL.match(german.text):
        english = _LABEL.sub("", english)
    opening, inner = english[:1], english[1:-1].strip()
    closing = WRAPPING.get(opening)
    wrapped = closing and english.endswith(closing) and not {opening, closing} & {*inner}
    if wrapped and german.text[:1] not in GERMAN_OPENING:
        english = inner
    return with_english_names(_with_english_numbers(english, german))


def _with_english_numbers(english: str, german: GermanText) -> str:
    """Return the English with numbers that it writes as the German does, or in two, as English writes them.

    "2,3 million" where the German has 2,3 is 2.3; 1.500 is 1,500; "12, 500", a habit of the Qwen models, is 12,500.
    """

    def whole(match: re.Match[str]) -> str:
        number = f"{match[1]},{match[2]}"
        return match.group() if invented_numbers(Pair(german, EnglishText(number))) else number

    def exchanged(match: re.Match[str]) -> str:
        number = match.group()
        return number.translate(_OTHER_MARKS) if number in _GERMAN_NUMBER.findall(german.text) else number

    return _GERMAN_NUMBER.sub(exchanged, _SPLIT_NUMBER.sub(whole, english))


def _is_translation(english: str, german: str) -> bool:
    """Return whether a text can be the translation: not empty, not the German itself, not endless."""
    if not english or len(english) > _GROWTH_FLOOR + _MOST_GROWTH * len(german):
        return False
    if _REPEATED.search(english) and not _REPEATED.search(german):
        return False
    return english.casefold() != german.casefold() or len(german.split()) < 5  # names and the like stay as they are


def translate_sentences(
    sentences: Sequence[Sentence],
    translator: Translator,
    *,
    source: str = "de",
    glossary: Mapping[str, str] = NO_TERMS,
    english_paragraphs: frozenset[int] = frozenset(),
    on_done: Callable[[Sentence], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Sentence, ...]:
    """Return all sentences, those that are no boilerplate with their English.

    Args:
        glossary, cancelled: as for `translate`.
        english_paragraphs: numbers of paragraphs that are English already, whatever the rest is.
        on_done: called with each sentence when its English is there, in the order in which they finish.

    Raises as `translate` does.
    """
    translated = list(sentences)

    def finish(place: int, translation: Translation) -> None:
        translated[place] = _with_english(sentences[place], translation, source=source)
        if on_done:
            on_done(translated[place])

    content = [place for place, sentence in enumerate(sentences) if sentence.kind != "boilerplate"]
    for place in content:
        if sentences[place].paragraph in english_paragraphs:
            finish(place, Translation(sentences[place].plain, (UNTRANSLATED,)))
    foreign = [place for place in content if sentences[place].paragraph not in english_paragraphs]
    german = [sentences[place].in_german for place in foreign]
    run = translate(german, translator, source=source, glossary=glossary, cancelled=cancelled)
    with contextlib.closing(run) as made:
        for number, translation in made:
            finish(foreign[number], translation)
    return tuple(translated)


def _with_english(sentence: Sentence, translation: Translation, *, source: str) -> Sentence:
    """Return a sentence with its English, what to doubt in it, and what to look at."""
    update = {"english": translation.english, "warnings": translation.warnings, "remarks": ()}
    if translation.english and source in GERMAN and UNTRANSLATED not in translation.warnings:
        pair = Pair(sentence.in_german, EnglishText(translation.english))
        update["remarks"] = remarks(pair, besides=translation.warnings)
    return sentence.model_copy(update=update)
