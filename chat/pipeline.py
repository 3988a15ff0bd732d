"""The story in order: known → translated → attributed → summarised; then asked. Says how far it is; stops when told to.

Every way in, the page, the commands and the batch, begins with `prepare`; they differ only in how far they go.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

from chat import summary
from chat.answers import answer
from chat.answers.questions import german_claim_question
from chat.answers.retrieval import is_german
from chat.article import language, paragraphs, sentences
from chat.article.analysed import AnalysedArticle
from chat.attribution import engine, english_side, ledger, quotations
from chat.errors import Cancelled
from chat.lang.en.pronouns import articles
from chat.lang.names import with_english_names
from chat.models.registry import Engines
from chat.schema import (
    NO_ENGINE,
    Answer,
    Article,
    Claim,
    EngineNames,
    Language,
    Ledger,
    Length,
    Reading,
    Sentence,
    Summary,
    content_of,
)
from chat.translation import checked, elsewhere
from chat.translation.glossary import NO_TERMS

Stage = Literal["preparing", "translating", "attributing", "summarising", "done"]


@dataclass(frozen=True)
class Progress:
    """How far a reading is: the stage, parts done and in all, the sentences as they are by now, and their language."""

    stage: Stage
    done: int = 0
    total: int = 0
    sentences: tuple[Sentence, ...] = ()
    language: str = language.GERMAN


OnProgress = Callable[[Progress], None]
OnText = Callable[[str], None]
IsCancelled = Callable[[], bool]


class How(TypedDict, total=False):
    """How a text is to be read; what is left out is as usual.

    Keys:
        code: its language (ISO 639) where the reader says so; else it must be recognised as German.
        max_characters: a longer text is cut, with a notice; usually 100,000.
        kept: numbers of paragraphs that belong to the article though they look like boilerplate, as for
            `article.paragraphs.build`.
        glossary: the reader's terms: the English that is to stand for German words.
        on_progress: called in this thread after each step.
        cancelled: asked between steps; true stops the reading.
    """

    code: str | None
    max_characters: int
    kept: frozenset[int]
    glossary: Mapping[str, str]
    on_progress: OnProgress | None
    cancelled: IsCancelled | None


@dataclass(frozen=True)
class Prepared:
    """A text that is ready to be read.

    `english_paragraphs` are the numbers of those that are English already, whatever the rest is; they are not looked
    for where nothing is translated.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    language: Language
    english_paragraphs: frozenset[int]


def prepare(
    text: str,
    *,
    code: str | None = None,
    max_characters: int = 100_000,
    kept: frozenset[int] = frozenset(),
    translated: bool = True,
) -> Prepared:
    """Return what is known of a text without a model: its article with notices, its sentences, its language.

    Args:
        translated: whether it will be; else it is refused only where it is clearly not German, which is quicker told.
            Other arguments are those of `How`.

    Raises:
        EmptyText, LanguageError: the text cannot be read.
    """
    article = paragraphs.build(text, max_characters=max_characters, kept=kept)
    texts = [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs]
    notices, english = article.notices, frozenset[int]()
    if not translated and code is None and language.is_not_foreign(article.text):
        code = language.GERMAN
    found = language.require_german(article.text, override=code)
    if translated:
        english = _english(texts)
        notices += language.notices(texts, source=found.code)
    notices += quotations.notices(article)
    article = article.model_copy(update={"notices": notices})
    return Prepared(article, sentences.split(article), found, english)


def _english(texts: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the paragraphs that are English already."""
    languages = {number: language.foreign_language(text) for number, text in enumerate(texts)}
    return frozenset(number for number, foreign in languages.items() if foreign and foreign.code == language.ENGLISH)


def read(text: str, engines: Engines, *, length: Length | None = "medium", **how: Unpack[How]) -> Reading:
    """Read an article: find its sentences, translate them, find who claims what, summarise it.

    Args:
        text: the article as given.
        length: how long the summary is; None: no summary, for who only wants to ask.
        how: see `How`.

    Raises:
        EmptyText, LanguageError: the text cannot be read.
        ModelError: an engine failed.
        Cancelled: `cancelled` said so.
    """
    run = _Run(how)
    prepared = run.prepare(text)
    run.translate(prepared, engines)
    claims = run.attribute(prepared, engines)
    condensed = run.summarise(claims, engines, length=length)
    run.report("done")
    run.let_go()
    return Reading(
        article=prepared.article,
        language=prepared.language,
        sentences=run.sentences,
        claims=claims,
        summary=condensed,
        engines=EngineNames(model=engines.model.name, translator=engines.translator.name),
        seconds=run.seconds,
    )


def compare(text: str, english: str, **how: Unpack[How]) -> Reading:
    """Return the reading of a German article by a translation that somebody else made. No model is asked.

    Its sentences have the English of that translation, and what to doubt in it; it has no summary. Arguments and errors
    are those of `read`; an empty translation is an EmptyText too.
    """
    run, glossary = _Run(how), how.get("glossary", NO_TERMS)
    prepared = run.prepare(text, translated=False)
    translation = paragraphs.build(english, max_characters=how.get("max_characters", 100_000))
    told = [sentence.plain for sentence in content_of(sentences.split(translation))]
    with run.stage("translating"):
        run.sentences = elsewhere.beside(run.sentences, told, article=prepared.article, glossary=glossary)
    claims = english_side.in_english(run.attribute(prepared, None), run.sentences, glossary=glossary)
    title = next((sentence.best for sentence in run.sentences if sentence.kind == "title"), "")
    run.let_go()
    return Reading(
        article=prepared.article,
        language=prepared.language,
        sentences=run.sentences,
        claims=claims,
        summary=Summary(title=title, sentences=()),
        engines=EngineNames(model=NO_ENGINE, translator=NO_ENGINE),
        seconds=run.seconds,
    )


def claims(text: str, engines: Engines | None, **how: Unpack[How]) -> tuple[tuple[Claim, ...], Ledger]:
    """Return who claimed what in an article, and the same by speaker; with engines, each claim with its English.

    Without engines no model is loaded. Arguments and errors are those of `read`.
    """
    run = _Run(how)
    prepared = run.prepare(text, translated=engines is not None)
    if engines:
        run.translate(prepared, engines)
    attributed = run.attribute(prepared, engines)
    return attributed, ledger.build(attributed, run.sentences)


def summarise(reading: Reading, engines: Engines, *, length: Length, **how: Unpack[How]) -> Reading:
    """Return a reading with a summary of another length; all else stays.

    Other arguments and errors are those of `read`.
    """
    run = _Run(how)
    run.sentences = reading.sentences
    again = reading.model_copy(update={"summary": run.summarise(reading.claims, engines, length=length)})
    analysed(again).meanings = analysed(reading).meanings  # what was embedded is the same
    return again


class _Run:
    """One run through the stages: reports progress, keeps time, and raises Cancelled between steps."""

    def __init__(self, how: How) -> None:
        self.seconds: dict[str, float] = {}
        self.sentences: tuple[Sentence, ...] = ()
        self._language = language.GERMAN
        self._how = how
        self._glossary = how.get("glossary", NO_TERMS)
        self._cancelled = how.get("cancelled") or _never

    def let_go(self) -> None:
        """Forget what only translating and attributing ask for."""
        for sentence in self.sentences:
            sentence.in_german.let_go()

    def report(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        if self._cancelled():
            raise Cancelled("The reading was stopped.")
        if on_progress := self._how.get("on_progress"):
            on_progress(Progress(stage, done, total, self.sentences, self._language))

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        """Report a stage, and keep how long it takes."""
        started = time.perf_counter()
        self.report(name)
        yield
        self.seconds[name] = time.perf_counter() - started

    def prepare(self, text: str, *, translated: bool = True) -> Prepared:
        with self.stage("preparing"):
            prepared = prepare(
                text,
                code=self._how.get("code"),
                max_characters=self._how.get("max_characters", 100_000),
                kept=self._how.get("kept", frozenset()),
                translated=translated,
            )
        self.sentences = prepared.sentences
        self._language = prepared.language.code
        return prepared

    def translate(self, prepared: Prepared, engines: Engines) -> None:
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

        with self.stage("translating"):
            self.sentences = checked.translate_sentences(
                self.sentences,
                engines.translator,
                source=prepared.language.code,
                glossary=self._glossary,
                english_paragraphs=prepared.english_paragraphs,
                on_done=one_done,
                cancelled=self._cancelled,
            )

    def attribute(self, prepared: Prepared, engines: Engines | None) -> tuple[Claim, ...]:
        """Return the claims of a German article, with engines with their English; of one in another language none.

        Speakers whom no sentence's translation names are translated on their own.
        """
        with self.stage("attributing"):
            if prepared.language.code != language.GERMAN:
                return ()
            german = engine.find_claims(prepared.article, self.sentences)
            if engines is None:
                return german
            return english_side.in_english(
                german,
                self.sentences,
                translate=lambda phrases: self._phrases(phrases, engines),
                glossary=self._glossary,
            )

    def _phrases(self, german: Sequence[str], engines: Engines) -> list[str | None]:
        """Return the English of phrases, None of those whose translation is doubtful."""
        english = dict(
            checked.translate(german, engines.translator, glossary=self._glossary, cancelled=self._cancelled)
        )
        return [None if english[place].warnings else english[place].english for place in range(len(german))]

    def summarise(self, claims: Sequence[Claim], engines: Engines, *, length: Length | None) -> Summary:
        with self.stage("summarising"):
            return summary.summarise(
                self.sentences,
                engines.model,
                claims=claims,
                ledger=ledger.build(claims, self.sentences),
                length=length,
                on_done=lambda done, total: self.report("summarising", done, total),
                cancelled=self._cancelled,
            )


def _never() -> bool:
    return False


_articles: dict[int, tuple[weakref.ref[Reading], AnalysedArticle]] = {}  # of the readings in use, by identity


def analysed(reading: Reading) -> AnalysedArticle:
    """Return the article of a reading as answers, exports and the page look at it; its ledger is built here.

    Once for each reading, as long as that is in use.
    """
    key = id(reading)
    known = _articles.get(key)
    if known and known[0]() is reading:
        return known[1]
    article = AnalysedArticle(
        reading.sentences,
        claims=reading.claims,
        ledger=ledger.build(reading.claims, reading.sentences),
        summary=reading.summary,
    )
    _articles[key] = (weakref.ref(reading, lambda _: _articles.pop(key, None)), article)
    return article


def ask(
    reading: Reading,
    question: str,
    engines: Engines,
    *,
    history: Sequence[Answer] = (),
    glossary: Mapping[str, str] = NO_TERMS,
    on_text: OnText | None = None,
    cancelled: IsCancelled | None = None,
) -> Answer:
    """Answer a question about what was read, in English; a German question is translated first.

    Args:
        history: as the other arguments and errors, those of `answers.answer.answer`.
        glossary: the reader's terms, for a German question.
    """
    question = answer.valid(question)
    article = analysed(reading)
    answered = answer.answer(
        _in_english(question, article, engines, glossary=glossary, cancelled=cancelled),
        article,
        engines.model,
        embedder=engines.embedder,
        history=history,
        on_text=on_text,
        cancelled=cancelled,
    )
    return answered.model_copy(update={"question": question})


def _in_english(
    question: str,
    article: AnalysedArticle,
    engines: Engines,
    *,
    glossary: Mapping[str, str],
    cancelled: IsCancelled | None,
) -> str:
    """Return an English question; a German one that cannot be translated stays as it is."""
    if not is_german(question, article):
        return question
    wording, german = german_claim_question(question) or ("{}", question)
    if wording != "{}" and all(word[:1].isupper() for word in german.split()):  # a name is one in English too
        return wording.format(with_english_names(german))
    ((_, translated),) = checked.translate([german], engines.translator, glossary=glossary, cancelled=cancelled)
    phrase = (translated.english or "").rstrip(".?")
    if not any(character.isalnum() for character in phrase):
        return question
    has_article = phrase.startswith(tuple(f"{word.capitalize()} " for word in articles()))
    return wording.format(phrase[:1].lower() + phrase[1:] if has_article else phrase)
