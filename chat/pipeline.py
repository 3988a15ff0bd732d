"""The story in order: a text is read into a Reading, a Reading is asked. Says how far it is; stops when told to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from chat import attribution, summary
from chat.answers import answer
from chat.answers.questions import german_claim_question
from chat.answers.retrieval import is_german, prepare
from chat.article import language, paragraphs, sentences
from chat.attribution import ledger
from chat.errors import Cancelled
from chat.lang.names import with_english_names
from chat.models.registry import Engines
from chat.schema import Answer, Article, Claim, EngineNames, Ledger, Length, Reading, Sentence, Summary, content_of
from chat.translation import checked
from chat.translation.glossary import NO_TERMS

Stage = Literal["preparing", "translating", "attributing", "summarising", "done"]


@dataclass(frozen=True)
class Progress:
    """How far a reading is: the stage, parts of it done and in all, and the sentences as they are by now."""

    stage: Stage
    done: int = 0
    total: int = 0
    sentences: tuple[Sentence, ...] = ()


OnProgress = Callable[[Progress], None]
OnText = Callable[[str], None]
IsCancelled = Callable[[], bool]


def _never() -> bool:
    return False


class _Reader:
    """One run of `read`: reports progress, keeps time, and raises Cancelled between steps."""

    def __init__(self, on_progress: OnProgress | None, cancelled: IsCancelled | None) -> None:
        self.seconds: dict[str, float] = {}
        self.sentences: tuple[Sentence, ...] = ()
        self.cancelled = cancelled or _never
        self._on_progress = on_progress

    def report(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        if self.cancelled():
            raise Cancelled("The reading was stopped.")
        if self._on_progress:
            self._on_progress(Progress(stage, done, total, self.sentences))

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        started = time.perf_counter()
        self.report(name)
        yield
        self.seconds[name] = time.perf_counter() - started

    def translate(
        self, engines: Engines, *, source: str, glossary: Mapping[str, str], english_paragraphs: frozenset[int]
    ) -> None:
        """Translate `sentences`, replacing each as its English comes."""
        current = list(self.sentences)
        places = {sentence.id: place for place, sentence in enumerate(current)}
        total = sum(sentence.kind != "boilerplate" for sentence in current)
        done = 0

        def one_done(sentence: Sentence) -> None:
            nonlocal done
            done += 1
            current[places[sentence.id]] = sentence
            self.sentences = tuple(current)
            self.report("translating", done, total)

        self.sentences = checked.translate_sentences(
            self.sentences,
            engines.translator,
            source=source,
            glossary=glossary,
            english_paragraphs=english_paragraphs,
            on_done=one_done,
            cancelled=self.cancelled,
        )

    def summarise(self, claimed: Sequence[Claim], engines: Engines, *, length: Length | None) -> Summary:
        return summary.summarise(
            self.sentences,
            engines.model,
            claims=claimed,
            ledger=ledger.build(claimed, self.sentences),
            length=length,
            on_done=lambda done, total: self.report("summarising", done, total),
            cancelled=self.cancelled,
        )


def read(
    text: str,
    engines: Engines,
    *,
    length: Length | None = "medium",
    code: str | None = None,
    max_characters: int = 100_000,
    kept: frozenset[int] = frozenset(),
    glossary: Mapping[str, str] = NO_TERMS,
    on_progress: OnProgress | None = None,
    cancelled: IsCancelled | None = None,
) -> Reading:
    """Read an article: find its sentences, translate them, find who claims what, summarise it.

    Args:
        text: the article as given.
        length: how long the summary is; None: no summary, for who only wants to ask.
        code: its language (ISO 639-1) where the reader says so; else it must be recognised as German.
        max_characters: a longer text is cut, with a notice.
        kept: numbers of paragraphs that belong to the article though they look like boilerplate, as for
            `paragraphs.build`.
        glossary: the reader's terms: the English that is to stand for German words.
        on_progress: called in this thread after each step.
        cancelled: asked between steps; true stops the reading.

    Raises:
        EmptyText, LanguageError: the text cannot be read.
        ModelError: an engine failed.
        Cancelled: `cancelled` said so.
    """
    reader = _Reader(on_progress, cancelled)
    with reader.stage("preparing"):
        given = paragraphs.build(text, max_characters=max_characters, kept=kept)
        found = language.require_german(given.text, override=code)
        texts = [given.text[paragraph.start : paragraph.end] for paragraph in given.paragraphs]
        told = (*given.notices, *language.notices(texts), *attribution.notices(given))
        given = given.model_copy(update={"notices": told})
        reader.sentences = sentences.split(given)
    with reader.stage("translating"):
        reader.translate(engines, source=found.code, glossary=glossary, english_paragraphs=_english(texts))
    with reader.stage("attributing"):
        claimed = _claims(given, reader.sentences, engines, source=found.code)
    if engines.embedder:
        prepare(content_of(reader.sentences), engines.embedder)
    with reader.stage("summarising"):
        condensed = reader.summarise(claimed, engines, length=length)
    reader.report("done")
    return Reading(
        article=given,
        language=found,
        sentences=reader.sentences,
        claims=claimed,
        summary=condensed,
        engines=EngineNames(model=engines.model.name, translator=engines.translator.name),
        seconds=reader.seconds,
    )


def summarise(
    reading: Reading,
    engines: Engines,
    *,
    length: Length,
    on_progress: OnProgress | None = None,
    cancelled: IsCancelled | None = None,
) -> Reading:
    """Return a reading with a summary of another length; all else stays.

    Other arguments and errors are those of `read`.
    """
    reader = _Reader(on_progress, cancelled)
    reader.sentences = reading.sentences
    with reader.stage("summarising"):
        condensed = reader.summarise(reading.claims, engines, length=length)
    return reading.model_copy(update={"summary": condensed})


def _english(paragraphs: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the paragraphs that are English already."""
    found = {number: language.foreign_language(paragraph) for number, paragraph in enumerate(paragraphs)}
    return frozenset(number for number, foreign in found.items() if foreign and foreign.code == "en")


def claims(
    text: str,
    engines: Engines | None,
    *,
    code: str | None = None,
    max_characters: int = 100_000,
    glossary: Mapping[str, str] = NO_TERMS,
) -> tuple[tuple[Claim, ...], Ledger]:
    """Return who claimed what in an article, and the same by speaker; with engines, each claim with its English.

    Without engines no model is loaded, and the language is not asked for.

    Raises:
        EmptyText, LanguageError: the text cannot be read.
        ModelError: an engine failed.
    """
    given = paragraphs.build(text, max_characters=max_characters)
    split = sentences.split(given)
    if engines is None:
        found = attribution.find_claims(given, split)
    else:
        source = language.require_german(given.text, override=code).code
        split = checked.translate_sentences(split, engines.translator, source=source, glossary=glossary)
        found = _claims(given, split, engines, source=source)
    return found, ledger.build(found, split)


def _claims(given: Article, translated: Sequence[Sentence], engines: Engines, *, source: str) -> tuple[Claim, ...]:
    """Return the claims of a German article with their English; of one in another language none are told.

    Speakers whom no sentence's translation names are translated on their own.
    """
    if source != "de":
        return ()

    def phrases(german: Sequence[str]) -> list[str | None]:
        english: dict[int, checked.Translation] = dict(checked.translate(german, engines.translator, source=source))
        return [None if english[place].warnings else english[place].english for place in range(len(german))]

    return attribution.in_english(attribution.find_claims(given, translated), translated, translate=phrases)


def ask(
    reading: Reading,
    question: str,
    engines: Engines,
    *,
    history: Sequence[Answer] = (),
    on_text: OnText | None = None,
    cancelled: IsCancelled | None = None,
) -> Answer:
    """Answer a question about what was read, in English; a German question is translated first.

    Arguments and errors are those of `answer.answer`.
    """
    question = answer.valid(question)
    found = answer.answer(
        _in_english(question, reading, engines),
        answer.Ground(reading.sentences, reading.claims, reading.summary),
        engines.model,
        embedder=engines.embedder,
        history=history,
        on_text=on_text,
        cancelled=cancelled,
    )
    return found.model_copy(update={"question": question})


def _in_english(question: str, reading: Reading, engines: Engines) -> str:
    """Return an English question; a German one that cannot be translated stays as it is."""
    if not is_german(question, reading.content):
        return question
    wording, german = german_claim_question(question) or ("{}", question)
    if wording != "{}" and all(word[:1].isupper() for word in german.split()):  # a name is one in English too
        return wording.format(with_english_names(german))
    ((_, translated),) = checked.translate([german], engines.translator)
    if not translated.english:
        return question
    phrase = translated.english.rstrip(".?")
    return wording.format(phrase[:1].lower() + phrase[1:] if phrase.startswith(("The ", "A ", "An ")) else phrase)
