"""The story in order: known → drafted → checked → told; then asked. Says how far it is; stops when told to.

Every way in, the page, the commands and the batch, begins with `prepare`; they differ only in how far they go.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Unpack

from chat.answers import answer, quote_check
from chat.answers.in_english import in_english
from chat.article import detectors, language, paragraphs, sentences
from chat.article.analysed import AnalysedArticle
from chat.attribution import engine, in_translation, ledger
from chat.attribution.translated import english_side
from chat.layers import NO_SUMMARY, Growing, How, IsCancelled, OnProgress, Progress, as_kept
from chat.models import languages
from chat.models.base import Priority
from chat.models.registry import Engines
from chat.preparing import Prepared, prepare
from chat.schema import (
    NO_ENGINE,
    Answer,
    Claim,
    EngineNames,
    Ledger,
    Length,
    Origin,
    Reading,
    Sentence,
    Summary,
    content_of,
)
from chat.summary import writing
from chat.translation import checked, elsewhere
from chat.translation.glossary import NO_TERMS

__all__ = [
    "SAMPLE",
    "How",
    "IsCancelled",
    "OnProgress",
    "OnText",
    "Prepared",
    "Progress",
    "analysed",
    "as_kept",
    "ask",
    "claims",
    "compare",
    "go_on",
    "known",
    "load",
    "prepare",
    "read",
    "summarise",
    "verify",
]

OnText = Callable[[str], None]

_NOT_YET = EngineNames(model="", translator="")
_UNKNOWN = Origin()
SAMPLE = "Der Bau werde teuer, sagte Bürgermeisterin Anna Vogt am Montag."  # made up
_WRONG = "The tenants flew to “London” on 5 May."  # doubted, which looks into more lists than what is right


@cache
def load() -> None:
    """Load all that code reads an article by: detectors, tagger, word lists, lexicon. It takes 3 s, once a process.

    Without it the first article waits for them, and those for its checks take several times as long while a model
    computes.
    """
    known(SAMPLE)
    detectors.load()
    checked.load(SAMPLE, "Construction will be expensive, Mayor Anna Vogt said on Monday.", _WRONG)


def read(text: str, engines: Engines, *, length: Length | None = "medium", **how: Unpack[How]) -> Reading:
    """Read an article: find its sentences and who claims what, translate them, summarise it.

    Args:
        text: the article as given.
        length: how long the summary is; None: no summary, for who only wants to ask.
        how: see `How`.

    Raises:
        EmptyText, LanguageError: the text cannot be read.
        ModelError: an engine failed; the reading of the last progress can be gone on with.
        Cancelled: `cancelled` said so; likewise.
    """
    return go_on(known(text, **how), engines, length=length, **how)


def known(text: str, **how: Unpack[How]) -> Reading:
    """Return what code alone knows of an article: its sentences, and who claims what in German. Takes no model.

    Arguments and errors are those of `read`.
    """
    growing = Growing(how)
    _prepare(growing, text)
    _attribute(growing)
    growing.report("attributing", 1, 1)
    return growing.reading


def _prepare(growing: Growing, text: str, *, translated: bool = True, readable: Collection[str] | None = None) -> None:
    """Find sentences and language."""
    how = growing.how
    with growing.stage("preparing"):
        prepared = prepare(
            text,
            code=how.get("code"),
            max_characters=how.get("max_characters", 100_000),
            kept=how.get("kept", frozenset()),
            origin=how.get("origin", _UNKNOWN),
            translated=translated,
            readable=readable,
        )
    growing.begin(
        Reading(
            layer="known",
            article=prepared.article,
            language=prepared.language,
            sentences=prepared.sentences,
            summary=NO_SUMMARY,
            engines=_NOT_YET,
            seconds={},
        )
    )


def _attribute(growing: Growing) -> None:
    """Find who claims what, where the language of the article has a grammar; else it is found in the English later."""
    with growing.stage("attributing"):
        reading = growing.reading
        code = reading.language.code
        claims = engine.find_claims(reading.article, reading.sentences, language=code)
    growing.update(claims=claims)


def _find_in_english(growing: Growing) -> None:
    """Find who claims what in the English as far as it is there, of an article whose language has no grammar."""
    if growing.reading.language.code not in engine.LANGUAGES:
        growing.update(claims=in_translation.find_claims_in_english(growing.reading.sentences))


def go_on(begun: Reading, engines: Engines, *, length: Length | None = "medium", **how: Unpack[How]) -> Reading:
    """Read an article on from what there is of it, to its end; what is there already is not made again.

    Args:
        begun: what is known of it, or more: as it was when an earlier reading of it was stopped (see `as_kept`).
        engines: what it is read with.
        length: of the summary; other arguments and errors are those of `read`.
    """
    growing = Growing(how, begun)
    translator = engines.translator.name_of(begun.language.code)
    growing.update(engines=EngineNames(model=engines.model.name, translator=translator))
    _translate(growing, engines)
    _tell_claims(growing, engines)
    _summarise(growing, engines, length=length)
    growing.reach("told")
    growing.report("done")
    growing.let_go()
    return growing.reading


def _translate(growing: Growing, engines: Engines) -> None:
    """Draft the sentences and settle them, replacing each as its English comes about."""
    total = len(growing.reading.content)

    def changed(sentence: Sentence) -> None:
        growing.replace(sentence)
        drafted = growing.reading.count("draft", "checked")
        if drafted < total:
            growing.report("drafting", drafted, total)
            return
        if growing.reading.layer == "known":
            growing.end("drafting")
            _find_in_english(growing)
            growing.reach("drafted")
        growing.report("checking", growing.reading.count("checked"), total)

    growing.report("drafting", growing.reading.count("draft", "checked"), total)
    checked.translate_sentences(
        growing.reading.sentences,
        engines.translator,
        source=growing.reading.language.code,
        glossary=growing.glossary,
        on_change=changed,
        cancelled=growing.cancelled,
    )
    growing.end("checking" if growing.reading.layer == "drafted" else "drafting")
    growing.reach("checked")
    growing.report("checking", total, total)


def _tell_claims(growing: Growing, engines: Engines) -> None:
    """Tell the claims in English; speakers whom no sentence's translation names are translated on their own.

    Where the language of the article has no grammar, they are found in the English as it is to stay.
    """

    def phrases(german: Sequence[str]) -> list[str | None]:
        """Return the English of phrases, None of those whose translation is doubtful."""
        translator = engines.translator.at(Priority.DRAFT)
        run = checked.translate(
            german, translator, is_text=False, glossary=growing.glossary, cancelled=growing.cancelled
        )
        english = dict(run)
        return [None if english[place].warnings else english[place].english for place in range(len(german))]

    reading = growing.reading
    if reading.language.code not in engine.LANGUAGES:
        _find_in_english(growing)
        return
    told = english_side.in_english(reading.claims, reading.sentences, translate=phrases, glossary=growing.glossary)
    growing.update(claims=told)


def _summarise(growing: Growing, engines: Engines, *, length: Length | None) -> None:
    reading = growing.reading
    with growing.stage("summarising"):
        told = writing.summarise(
            reading.sentences,
            engines.model,
            claims=reading.claims,
            ledger=ledger.build(reading.claims, reading.sentences),
            length=length,
            known=reading.summary,
            on_summary=lambda told: growing.update(summary=told),
            on_done=lambda done, total: growing.report("summarising", done, total),
            cancelled=growing.cancelled,
        )
    growing.update(summary=told)


def compare(text: str, english: str, **how: Unpack[How]) -> Reading:
    """Return the reading of an article by a translation that somebody else made. No model is asked.

    Its sentences have the English of that translation, and what to doubt in it; it has no summary. Arguments and errors
    are those of `read`; an empty translation is an EmptyText too.
    """
    growing = Growing(how)
    _prepare(growing, text, translated=False, readable=languages.readable() - {language.ENGLISH})
    translation = paragraphs.build(
        english, max_characters=how.get("max_characters", 100_000), language=language.ENGLISH
    )
    told = [sentence.plain for sentence in content_of(sentences.split(translation, language=language.ENGLISH))]
    reading = growing.reading
    beside = elsewhere.beside(reading.sentences, told, article=reading.article, glossary=growing.glossary)
    title = next((sentence.best for sentence in beside if sentence.kind == "title"), "")
    growing.update(
        sentences=beside,
        summary=Summary(title=title, sentences=()),
        engines=EngineNames(model=NO_ENGINE, translator=NO_ENGINE),
    )
    _attribute(growing)
    growing.update(claims=english_side.in_english(growing.reading.claims, beside, glossary=growing.glossary))
    _find_in_english(growing)
    growing.reach("told")
    growing.let_go()
    return growing.reading


def claims(text: str, engines: Engines | None, **how: Unpack[How]) -> tuple[tuple[Claim, ...], Ledger]:
    """Return who claimed what in an article, and the same by speaker; with engines, each claim with its English.

    Without engines no model is loaded. Arguments and errors are those of `read`.
    """
    growing = Growing(how)
    _prepare(growing, text, translated=engines is not None)
    _attribute(growing)
    if engines:
        _translate(growing, engines)
        _tell_claims(growing, engines)
    reading = growing.reading
    return reading.claims, ledger.build(reading.claims, reading.sentences)


def summarise(reading: Reading, engines: Engines, *, length: Length, **how: Unpack[How]) -> Reading:
    """Return a reading with a summary of another length; all else stays.

    Other arguments and errors are those of `read`.
    """
    growing = Growing(how, reading)
    _summarise(growing, engines, length=length)
    again = growing.reading
    analysed(again).meanings = analysed(reading).meanings  # what was embedded is the same
    return again


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
        languages=(reading.language.code,),
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
    """Answer a question about what was read, in English; it is asked in English, German, or the article's language.

    Args:
        reading: one that is not whole is answered from as far as it is read, and the answer says so.
        history: as the other arguments and errors, those of `answers.answer.answer`.
        glossary: the reader's terms, for a question that is not English.
    """
    article = analysed(reading)

    def english(asked: str, source: str) -> str:
        return in_english(asked, article, engines.translator, source=source, glossary=glossary, cancelled=cancelled)

    return answer.answer(
        question,
        article,
        engines.model,
        embedder=engines.embedder,
        in_english=english,
        partial=not reading.is_whole,
        history=history,
        on_text=on_text,
        cancelled=cancelled,
    )


def verify(reading: Reading, quote: str) -> quote_check.CheckedQuote:
    """Return what a quotation from an article that was read is worth. No model is asked.

    Raises:
        InputError: the quotation is empty or too long.
    """
    return quote_check.check(quote, analysed(reading))
