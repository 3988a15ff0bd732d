"""Sentences in, the same sentences with their English out: drafted in document order, checked, every one accounted for.

Knows the translator only by its base class. The first English of a sentence, its draft, is told word by word. If
nothing is known against it, and the translator was certain of it, it is settled; else the sentence is revised, and the
best by the checks and by the words that it lacks is taken; what is left to doubt is marked. A sentence whose
translation fails keeps `english` None and a doubt, so that it is shown in German.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import KW_ONLY, dataclass, replace
from itertools import islice

from chat.errors import Cancelled, ModelError
from chat.lang.analysis import analysed
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.text import AnalysedText
from chat.models.base import Draft, Reply, Translator
from chat.schema import Doubt, Sentence, State
from chat.translation.checks import GERMAN, Pair, quoted_words
from chat.translation.choice import Translation, Wording
from chat.translation.glossary import NO_TERMS
from chat.translation.remarks import remarks
from chat.translation.reply import is_endless, is_translation, judged, unwrapped

_log = logging.getLogger(__name__)

UNTRANSLATED = Doubt(kind="original", message="This sentence is English already and is shown as it is.", wording=True)

# A draft of which the translator was less certain than that is compared with another translation (bench/LOG.md).
_CERTAIN = -0.6
_MOST_EFFORTS = 3  # to revise a sentence
_WORD = "Danke"  # in whatever language, and with a number that no memory has: an answer is all that is wanted


def load(german: str, *english: str) -> None:
    """Load what the checks know by holding a sentence against others, right and wrong; it takes 2 s, once a process."""
    for text in english:
        judged(GermanText(german), text, glossary=NO_TERMS)


@dataclass(frozen=True)
class Step:
    """What there is by now of the English of a sentence: its first words, a whole draft, or what is to stay."""

    index: int
    translation: Translation
    _: KW_ONLY
    drafted: bool = True
    settled: bool = False

    @property
    def state(self) -> State:
        """The state of a sentence that has this English."""
        return "checked" if self.settled else "draft" if self.drafted else "known"


def translate(
    sentences: Sequence[str | AnalysedText],
    translator: Translator,
    *,
    source: str = "de",
    glossary: Mapping[str, str] = NO_TERMS,
    is_text: bool = True,
    cancelled: Callable[[], bool] | None = None,
) -> Generator[tuple[int, Translation], None, None]:
    """Yield (index, translation) for each sentence when it is settled; every index comes back once.

    Arguments and errors are those of `steps`; before a ModelError drafts are yielded that could not be revised.
    """
    drafts: dict[int, Translation] = {}
    run = steps(sentences, translator, source=source, glossary=glossary, is_text=is_text, cancelled=cancelled)
    with contextlib.closing(run):
        try:
            for step in run:
                if step.settled:
                    drafts.pop(step.index, None)
                    yield step.index, step.translation
                elif step.drafted:
                    drafts[step.index] = step.translation
        except ModelError:
            yield from ((index, draft) for index, draft in drafts.items() if draft.english is not None)
            raise


def steps(
    sentences: Sequence[str | AnalysedText],
    translator: Translator,
    *,
    source: str = "de",
    glossary: Mapping[str, str] = NO_TERMS,
    is_text: bool = True,
    drafts: Sequence[str | None] = (),
    settled: Sequence[str | None] = (),
    cancelled: Callable[[], bool] | None = None,
) -> Generator[Step, None, None]:
    """Yield how the English of each sentence comes about; every index is settled once.

    Args:
        sentences: plain one-line texts in document order, analysed or not; an empty one comes back empty.
        source: the language they are in, ISO 639-1; "en" comes back as it is.
        glossary: the English that is to stand for words of it.
        is_text: each sentence comes after the one before it; else they have nothing to do with each other.
        drafts: the draft of each sentence where one was made before.
        settled: the English of each sentence that is settled already; of these nothing is yielded.
        cancelled: asked between steps; true stops the work.

    Raises:
        ModelError: the translator failed; what it has made has been yielded before.
        Cancelled: `cancelled` said so.
    """
    texts = [given if isinstance(given, AnalysedText) else analysed(given, source) for given in sentences]
    there = {index: english for index, english in enumerate(settled) if english is not None}
    new = [index for index in range(len(texts)) if index not in there]
    as_they_are = {index for index in new if source == "en" or not texts[index].text.strip()}
    yield from (Step(index, Translation(texts[index].text.strip()), settled=True) for index in sorted(as_they_are))
    places = [index for index in new if index not in as_they_are]
    known = {index: draft for index, draft in enumerate(drafts) if draft is not None}
    run = _Run(texts, translator, source=source, glossary=glossary, is_text=is_text, settled=there)
    with contextlib.closing(run.steps(places, known)) as made:
        for step in made:
            if cancelled and cancelled():
                raise Cancelled("The translation was stopped.")
            yield step


class _Run:
    """Drafts sentences, then revises those that need it.

    Nothing depends on which reply came first: a revision looks at drafts alone, and begins when all are there.
    """

    def __init__(
        self,
        originals: Sequence[AnalysedText],
        translator: Translator,
        *,
        source: str,
        glossary: Mapping[str, str],
        is_text: bool,
        settled: Mapping[int, str],
    ) -> None:
        self._originals = originals  # analysed once for all that is tried
        self._sentences = [sentence.text for sentence in originals]
        self._translator = translator
        self._source = source
        self._glossary = glossary
        self._wording = Wording()
        self._quoted: dict[str, str] = {}  # quotations with words that the lexicon does not have, translated alone
        self._is_text = is_text
        self._english = dict(settled)  # as settled before, or drafted
        self._stopped = threading.Event()
        self._drafts: dict[int, Translation] = {}
        self._endless: set[int] = set()  # whose reply has no end
        self._revised: dict[Future[Translation], int] = {}  # of those under way
        self._failed: dict[int, ModelError] = {}  # in being revised

    def steps(self, places: Sequence[int], known: Mapping[int, str]) -> Generator[Step, None, None]:
        """Yield how the sentences at these places come about, those that have a draft already and the others.

        Raises:
            ModelError: the translator failed; what it has made has been yielded before.
        """
        with ThreadPoolExecutor(self._translator.parallel, thread_name_prefix="belegt-revise") as workers:
            try:
                for reply in self._replies(places, known):
                    if not reply.done:
                        yield from self._begun(reply)
                    elif reply.index not in self._drafts:
                        yield self._drafted(reply)
                for index in [index for index in places if index not in self._drafts]:  # the translator forgot them
                    yield self._drafted(Reply(index, ""))
                self._revise([index for index in places if not self._is_settled(index)], workers)
                _log.info("Sentences: %d. To be revised: %d", len(places), len(self._revised))
                yield from self._settled(as_completed([*self._revised]))
                self._look_whether_the_translator_is_gone()
                yield from (Step(index, self._drafts[index], settled=True) for index in self._failed)
            finally:
                self._stopped.set()  # nobody waits for what is under way, or has not begun
                workers.shutdown(cancel_futures=True)

    def _replies(self, places: Sequence[int], known: Mapping[int, str]) -> Iterator[Reply]:
        """Yield the drafts of sentences as they come, those first that are there."""
        yield from (Reply(index, known[index]) for index in places if index in known)
        new = [index for index in places if index not in known]
        if new:
            german = [self._sentences[index] for index in new]
            for reply in self._translator.drafts(german, source=self._source):
                yield replace(reply, index=new[reply.index])

    def _begun(self, reply: Reply) -> Iterator[Step]:
        """Yield what is written so far; of a reply without end nothing, and that once."""
        if reply.index in self._endless:
            return
        original = self._originals[reply.index]
        if is_endless(reply.text, original.text):
            self._endless.add(reply.index)
            yield Step(reply.index, Translation(None), drafted=False)
        else:
            yield Step(reply.index, Translation(unwrapped(reply.text, original) or None), drafted=False)

    def _drafted(self, reply: Reply) -> Step:
        """Return a draft, settled where it needs no revision."""
        index, original = reply.index, self._originals[reply.index]
        draft = judged(original, reply.text, glossary=self._glossary, certainty=reply.certainty)
        self._drafts[index] = draft
        self._english[index] = draft.english or ""
        return Step(index, draft, settled=self._is_settled(index))

    def _is_settled(self, index: int) -> bool:
        """Return whether a draft needs no revision."""
        return _is_sure(self._drafts[index]) and not self._unknown_quotations(self._originals[index])

    def _revise(self, places: Sequence[int], workers: ThreadPoolExecutor) -> None:
        """Begin to revise the drafts at some places, terms to be called what those call them that stay."""
        for index in sorted(self._drafts, key=lambda index: (index in places, index)):
            self._wording.note(self._drafts[index])
        for index in places:
            self._revised[workers.submit(self._best, index, self._drafts[index])] = index

    def _settled(self, futures: Iterable[Future[Translation]]) -> Iterator[Step]:
        """Yield what comes of revisions."""
        for future in futures:
            index = self._revised.pop(future)
            try:
                yield Step(index, future.result(), settled=True)
            except ModelError as error:
                _log.warning("a translation could not be revised: %s", error)
                self._failed[index] = error

    def _look_whether_the_translator_is_gone(self) -> None:
        """Ask for a word, if revisions failed: what is a draft since nobody answers is to stay one.

        Raises:
            ModelError: nobody answers.
        """
        word = f"{_WORD} {time.time_ns()}."
        if self._failed and not any(english for _, english in self._translator.translate([word], source=self._source)):
            raise next(iter(self._failed.values()))

    def _best(self, index: int, draft: Translation) -> Translation:
        """Return the best of a draft and its revisions.

        Raises:
            ModelError: the translator failed.
        """
        best = first = self._beside_quotations(index, draft)
        if not _is_sure(first):
            for replies in islice(self._efforts(index, first), _MOST_EFFORTS):
                best = self._wording.best([best, *(self._revised_as(index, reply) for reply in replies)])
                if best.is_sound or self._stopped.is_set():
                    break  # a word that is lacking is worth one effort, a doubt all of them
        return best

    def _efforts(self, index: int, first: Translation) -> Iterator[Sequence[str]]:
        """Yield other translations than the first one, all that an effort brings."""

        before = self._english.get(index - 1) if self._is_text else None
        previous = (self._sentences[index - 1], before) if before else None
        draft = Draft(self._sentences[index], previous=previous, terms=first.lacking)
        return self._translator.revisions(draft, source=self._source)

    def _revised_as(self, index: int, reply: str) -> Translation:
        """Return a revision as a translation."""
        made = judged(self._originals[index], reply, glossary=self._glossary)
        return self._beside_quotations(index, made)

    def _unknown_quotations(self, original: AnalysedText) -> Sequence[str]:
        return original.once(quoted_words.unknown) if isinstance(original, GermanText) else ()

    def _beside_quotations(self, index: int, made: Translation) -> Translation:
        """Return a translation, held against what the sentence quotes, translated alone."""
        if made.english is None:
            return made
        english = EnglishText(made.english)
        otherwise = tuple(
            quoted_words.otherwise(quotation, alone)
            for quotation in self._unknown_quotations(self._originals[index])
            if (alone := self._alone(quotation)) and quoted_words.differs(alone, english)
        )
        return replace(made, warnings=(*made.warnings, *otherwise))

    def _alone(self, quotation: str) -> str:
        """Return the English of a quotation translated alone, empty where it fails."""
        if self._stopped.is_set():
            return ""
        if quotation not in self._quoted:
            try:
                replies = dict(self._translator.translate([quotation], source=self._source))
            except ModelError:
                replies = {}
            reply = unwrapped(replies.get(0, ""), analysed(quotation, self._source)).strip(" .“”'\"")
            self._quoted[quotation] = reply if is_translation(reply, quotation) else ""
        return self._quoted[quotation]


def _is_sure(translation: Translation) -> bool:
    """Return whether a draft needs no other translation beside it."""
    return translation.is_clean and (translation.certainty is None or translation.certainty >= _CERTAIN)


def translate_sentences(
    sentences: Sequence[Sentence],
    translator: Translator,
    *,
    source: str = "de",
    glossary: Mapping[str, str] = NO_TERMS,
    on_change: Callable[[Sentence], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Sentence, ...]:
    """Return all sentences, those that are no boilerplate with the English that stays.

    Args:
        sentences: those that are checked stay as they are, and drafts are not made again.
        glossary, cancelled: as for `steps`.
        on_change: called with a sentence again and again as its English comes about.

    Raises as `steps` does.
    """
    translated = list(sentences)
    places = [place for place, sentence in enumerate(sentences) if sentence.kind != "boilerplate"]
    run = steps(
        [sentences[place].in_language(source) for place in places],
        translator,
        source=source,
        glossary=glossary,
        drafts=[sentences[place].english if sentences[place].state == "draft" else None for place in places],
        settled=[sentences[place].english or "" if sentences[place].is_checked else None for place in places],
        cancelled=cancelled,
    )
    with contextlib.closing(run) as made:
        for step in made:
            place = places[step.index]
            translated[place] = _with_english(sentences[place], step, source=source)
            if on_change:
                on_change(translated[place])
    return tuple(translated)


def as_it_is(sentence: Sentence) -> Sentence:
    """Return a sentence that is English already, as one that is translated."""
    update = {"language": "en", "english": sentence.plain, "state": "checked", "warnings": (UNTRANSLATED,)}
    return sentence.model_copy(update=update)


def _with_english(sentence: Sentence, step: Step, *, source: str) -> Sentence:
    """Return a sentence with its English, what to doubt in it, and what to look at."""
    made = step.translation
    update = {"english": made.english, "state": step.state, "warnings": made.warnings, "remarks": ()}
    if step.settled and made.english and source in GERMAN:
        pair = Pair(sentence.in_german, EnglishText(made.english))
        update["remarks"] = remarks(pair, besides=made.warnings)
    return sentence.model_copy(update=update)
