"""Translated sentences and their claims in, an English summary out. Code chooses, and checks how the model words it.

Each sentence of the summary tells a group of the article's (`choosing`), the first the main event. The groups have an
order: a short summary is made of the first two, and a longer one adds to it. One short sentence is told as it stands,
the others are condensed by the model as far as what it writes holds (`wording`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from chat.attribution.reported import with_speaker
from chat.errors import Cancelled
from chat.grounding.faults import faults
from chat.models.base import Priority, Request, TextModel
from chat.schema import Claim, Ledger, Length, Sentence, Summary, SummarySentence
from chat.summary.choosing import choose
from chat.summary.wording import (
    extracted,
    headline_or_first,
    needs_no_model,
    with_proof_of_speakers,
    worded_or_extracted,
)
from prompts import render

_SENTENCES: dict[Length, int] = {"short": 2, "medium": 5, "long": 8}
_MAX_TOKENS = 120
_LEAD = 2  # sentences that a headline is made of
_TITLE = -1  # stands for the headline among the numbers of groups

OnSummary = Callable[[Summary], None]


def summarise(
    sentences: Sequence[Sentence],
    model: TextModel,
    *,
    claims: Sequence[Claim] = (),
    ledger: Ledger | None = None,
    length: Length | None = "medium",
    known: Summary | None = None,
    on_summary: OnSummary | None = None,
    on_done: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Summary:
    """Return the summary of translated sentences; boilerplate and untranslated ones are left out.

    Args:
        claims: with `ledger`, the same by speaker: who claims what; without them nothing is known of speakers.
        length: how many sentences it has, as far as the article has them; None: a title and no sentence.
        known: an earlier summary of these sentences, finished or not; what still holds of it is not asked for again.
        on_summary: called with what is there by now whenever something is added: what is known, then the short
            summary, then longer ones; its length is the one that it is complete for, None before it is for any.
        on_done: called with (replies done, replies in all).
        cancelled: asked between replies; true stops the work. What was there has gone to `on_summary`.

    Raises:
        Cancelled: `cancelled` said so.
    """
    written = _Written(sentences, claims=claims, ledger=ledger or Ledger(entries=()), length=length)
    tell, on_done = on_summary or _ignore, on_done or _ignore
    if known:
        written.take_over(known)
    if written.is_begun:
        tell(written.summary())
    requests = written.requests()
    for done, (number, reply) in enumerate(_replies(model, requests), start=1):
        written.take(number, reply)
        tell(written.summary())
        if cancelled and cancelled():
            raise Cancelled("The summary was stopped.")
        on_done(done, len(requests))
    return written.summary()


def _replies(model: TextModel, requests: Mapping[int, Request]) -> Iterator[tuple[int, str]]:
    """Yield the number of each request and the reply to it, as they come: first all that a short summary needs.

    A model computes many at once, as slowly as they are many: eight together left the first three for the end.
    """
    for before, most in pairwise((_TITLE, *_SENTENCES.values())):
        batch = [number for number in requests if before <= number < most]
        if not batch:
            continue
        with contextlib.closing(model.generate_many([requests[number] for number in batch])) as replies:
            for index, reply in replies:
                yield batch[index], reply


def _ignore(*_: object) -> None:
    pass


class _Written:
    """A summary while it is written: the groups it condenses, by importance, and what there is of each by now."""

    def __init__(
        self, sentences: Sequence[Sentence], *, claims: Sequence[Claim], ledger: Ledger, length: Length | None
    ) -> None:
        self._sentences, self._claims, self._ledger = sentences, claims, ledger
        self._usable = [sentence for sentence in sentences if sentence.kind == "text" and sentence.english]
        self._most = _SENTENCES[length] if length else 0
        title = next((sentence for sentence in sentences if sentence.kind == "title"), None)
        self._groups = choose(self._usable, most=self._most, title=title, claims=claims, ledger=ledger)
        self._told: dict[int, SummarySentence] = {}
        for number, group in enumerate(self._groups):
            if needs_no_model(group):
                self._tell(number, extracted(group, claims, ledger))
        sound = (sentence for sentence in sentences if sentence.english and sentence.is_sound)
        self._title = next((sentence.best for sentence in sound if sentence.kind == "title"), None)

    @property
    def is_begun(self) -> bool:
        """Whether there is a sentence of it, or there will be none."""
        return bool(self._told) or not self._groups

    def requests(self) -> dict[int, Request]:
        """Return what is to be asked for, by number of the group, in the order in which it is shown first."""
        asked = {
            number: Request(
                render("summarise", sentences=group),
                max_tokens=_MAX_TOKENS,
                citable=range(1, len(group) + 1),
                priority=Priority.SUMMARY,
            )
            for number, group in enumerate(self._groups)
            if number not in self._told
        }
        if self._title or not self._groups:
            return asked
        lead = render("headline", sentences=self._usable[:_LEAD])
        return {_TITLE: Request(lead, max_tokens=_MAX_TOKENS, priority=Priority.SUMMARY), **asked}

    def take(self, number: int, reply: str) -> None:
        """Take the reply about a group, or the headline."""
        if number == _TITLE:
            self._title = headline_or_first(reply, self._usable)
            return
        self._tell(number, worded_or_extracted(reply, self._groups[number], self._claims, self._ledger))

    def _tell(self, number: int, told: SummarySentence) -> None:
        proved = with_proof_of_speakers(told, self._sentences, self._claims, self._ledger)
        self._told[number] = proved.model_copy(update={"condensed": _ids(self._groups[number])})

    def take_over(self, known: Summary) -> None:
        """Take the sentences of an earlier summary that were condensed from the same groups, and its headline."""
        by_group = {sentence.condensed: sentence for sentence in known.sentences}
        for number, group in enumerate(self._groups):
            sentence = by_group.get(_ids(group))
            if sentence and self._still_holds(sentence):
                self._told[number] = sentence
        if self._title is None and known.length and headline_or_first(known.title, self._usable) == known.title:
            self._title = known.title

    def _still_holds(self, sentence: SummarySentence) -> bool:
        """Return whether a sentence says what its citations say, with its speaker, as they are now."""
        sources = [source for source in self._sentences if source.id in sentence.citations]
        if not sources or len(sources) < len(sentence.citations) or faults(sentence.text, sources, ledger=self._ledger):
            return False
        return with_speaker(sentence.text, sources, self._claims, self._ledger) == sentence.text

    def summary(self) -> Summary:
        """Return what is there by now: the main event, then the rest in document order, what says the same once."""
        first: dict[str, int] = {}
        for number in sorted(self._told):
            first.setdefault(self._told[number].text.casefold(), number)
        shown = sorted(first.values(), key=lambda number: (number > 0, self._groups[number][0].id))
        return Summary(
            title=self._title or headline_or_first("", self._usable),
            sentences=tuple(self._told[number] for number in shown),
            length=self._complete_for(),
        )

    def _complete_for(self) -> Length | None:
        """Return the greatest length of which nothing is missing, the headline neither."""
        if self._title is None and self._groups:
            return None
        missing = next((number for number in range(len(self._groups)) if number not in self._told), self._most)
        return next((length for length, count in reversed(_SENTENCES.items()) if count <= missing), None)


def _ids(group: Sequence[Sentence]) -> tuple[int, ...]:
    return tuple(sentence.id for sentence in group)
