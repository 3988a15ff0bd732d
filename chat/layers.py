"""A reading as it grows, layer by layer: what there is of it, how far it is, how long it takes, and whether to stop.

Code finds sentences and claims ("known"); a translator drafts each sentence ("drafted") and settles it ("checked");
then claims and summary are told in English ("told"). A later layer replaces, and takes nothing away. Knows no order
of the stages: that is told in `pipeline`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from chat.article import language
from chat.attribution.translated import english_side
from chat.errors import Cancelled
from chat.schema import Claim, Layer, Origin, Reading, Sentence, Summary
from chat.translation.glossary import NO_TERMS

# "waiting" is for its turn, where many read; what is known is there.
Stage = Literal["preparing", "attributing", "waiting", "drafting", "checking", "summarising", "done"]

NO_SUMMARY = Summary(title="", sentences=())
# What the stages that a model is waited for take, in parts of the time of the drafts (bench/LOG.md).
SHARES: Mapping[Stage, float] = {"drafting": 1.0, "checking": 0.6, "summarising": 0.4}


@dataclass(frozen=True)
class Progress:
    """How far a reading is: the stage, parts done and in all, and all there is of it by now.

    While it waits for its turn, `done` is its place among those that wait, from 1, and `total` how many these are.

    Args:
        reading: None while nothing is known yet.
        seconds_left: as far as the speed so far tells; None where nothing does.
    """

    stage: Stage
    done: int = 0
    total: int = 0
    reading: Reading | None = None
    seconds_left: float | None = None


OnProgress = Callable[[Progress], None]
IsCancelled = Callable[[], bool]


class How(TypedDict, total=False):
    """How a text is to be read; what is left out is as usual.

    Keys:
        code: its language (ISO 639) where the reader says so; else it must be recognised as German.
        max_characters: a longer text is cut, with a notice; usually 100,000.
        kept: numbers of paragraphs that belong to the article though they look like boilerplate, as for
            `article.paragraphs.build`.
        origin: where the text came from.
        glossary: the reader's terms: the English that is to stand for German words.
        on_progress: called in this thread after each step.
        cancelled: asked between steps; true stops the reading.
    """

    code: str | None
    max_characters: int
    kept: frozenset[int]
    origin: Origin
    glossary: Mapping[str, str]
    on_progress: OnProgress | None
    cancelled: IsCancelled | None


class Growing:
    """One reading on its way: reports progress, keeps time, and raises Cancelled between steps.

    Args:
        how: see `How`.
        begun: the reading so far, None where nothing is known yet.
    """

    def __init__(self, how: How, begun: Reading | None = None) -> None:
        self.how = how
        self.glossary = how.get("glossary", NO_TERMS)
        self.cancelled = how.get("cancelled") or _never
        self._reading = begun
        self._places = {sentence.id: place for place, sentence in enumerate(begun.sentences)} if begun else {}
        self._seconds: dict[str, float] = dict(begun.seconds) if begun else {}
        self._ended = time.perf_counter()  # the stage before
        self._drafting = _Speed()

    @property
    def reading(self) -> Reading:
        """All there is by now.

        Raises:
            ValueError: nothing is known yet.
        """
        if self._reading is None:
            raise ValueError("nothing is known of the article yet")
        return self._reading

    def begin(self, reading: Reading) -> None:
        """Take what is known first."""
        self._reading = reading.model_copy(update={"seconds": dict(self._seconds)})
        self._places = {sentence.id: place for place, sentence in enumerate(reading.sentences)}

    def update(self, **fields: Any) -> None:
        """Put other parts into the reading: sentences, claims, summary, layer, engines."""
        self._reading = self.reading.model_copy(update={**fields, "seconds": dict(self._seconds)})

    def replace(self, sentence: Sentence) -> None:
        """Put a sentence in the place of the one of its number, and tell those claims in English that rest on it."""
        sentences = list(self.reading.sentences)
        sentences[self._places[sentence.id]] = sentence
        fields: dict[str, Any] = {"sentences": tuple(sentences)}
        if sentence.state != "known" and any(sentence.id in claim.sentences for claim in self.reading.claims):
            fields["claims"] = self._told_with(sentence, sentences)
        self._reading = self.reading.model_copy(update=fields)

    def _told_with(self, sentence: Sentence, sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
        """Return the claims, those of a sentence in English where all theirs have some."""
        own = {}
        for claim in self.reading.claims:
            touched = [sentences[self._places[number]] for number in claim.sentences]
            is_of_it = sentence.id in claim.sentences and claim.found_in == "text"
            if is_of_it and all(other.state != "known" for other in touched):
                (own[claim.id],) = english_side.in_english((claim,), touched, glossary=self.glossary)
        return tuple(own.get(claim.id, claim) for claim in self.reading.claims)

    def report(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Tell how far the reading is.

        Raises:
            Cancelled: it is to be stopped.
        """
        if self.cancelled():
            raise Cancelled("The reading was stopped.")
        if on_progress := self.how.get("on_progress"):
            share = self._written() if stage == "drafting" else done / max(total, 1)
            left = self._seconds_left(stage, share)
            on_progress(Progress(stage, done, total, self._reading, left))

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        """Report a stage, and keep how long it takes; one that is gone on with takes longer."""
        self._ended = time.perf_counter()
        self.report(name)
        yield
        self.end(name)

    def end(self, name: Stage) -> None:
        """Keep how long a stage took that ends now, and began where the one before it ended."""
        now = time.perf_counter()
        self._seconds[name] = self._seconds.get(name, 0.0) + now - self._ended
        self._ended = now

    def reach(self, layer: Layer) -> None:
        """Say that a layer is whole."""
        self.update(layer=layer)

    def let_go(self) -> None:
        """Forget what only translating and attributing ask for."""
        for sentence in self.reading.sentences:
            sentence.in_original.let_go()

    def _written(self) -> float:
        """Return the share of the characters that have English; of a sentence that is being written what is there."""
        german = [len(sentence.text) for sentence in self.reading.content]
        english = [
            min(length, len(sentence.english or "")) if sentence.state == "known" else length
            for length, sentence in zip(german, self.reading.content, strict=True)
        ]
        return sum(english) / max(sum(german), 1)

    def _seconds_left(self, stage: Stage, share: float) -> float | None:
        """Return how long the reading will take on, by how long its drafts take or took."""
        if stage == "drafting":
            self._drafting.note(share)
        whole = self._drafting.seconds
        if whole is None or stage in ("preparing", "attributing"):
            return None
        names = list(SHARES)
        if stage not in SHARES:
            return 0.0
        later = sum(SHARES[name] for name in names[names.index(stage) + 1 :])
        return whole * (SHARES[stage] * (1 - share) + later)


class _Speed:
    """How long a stage takes as a whole, by how long the share of it took that is done."""

    def __init__(self) -> None:
        self._started: tuple[float, float] | None = None
        self.seconds: float | None = None

    def note(self, share: float) -> None:
        """Note that a share is done, of what was to be done at the first note."""
        now = time.monotonic()
        if self._started is None:
            self._started = (now, share)
        began, before = self._started
        if share > before:
            self.seconds = (now - began) / (share - before)


def _never() -> bool:
    return False


def as_kept(reading: Reading) -> Reading:
    """Return a reading that was stopped as it can be kept and gone on with: without what was being written."""
    if reading.is_whole:
        return reading
    sentences = tuple(
        sentence.model_copy(update={"english": None})
        if sentence.state == "known" and sentence.english is not None
        else sentence
        for sentence in reading.sentences
    )
    return reading.model_copy(update={"sentences": sentences})


def is_english(text: str, *, source: str = language.GERMAN) -> bool:
    """Return whether a paragraph is English already, of an article in another language (`source`), or in English."""
    foreign = language.foreign_language(text, source=language.GERMAN if source == language.ENGLISH else source)
    return foreign is not None and foreign.code == language.ENGLISH
