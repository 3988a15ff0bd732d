"""Translated sentences and their claims in, an English summary out. Code chooses, and checks how the model words it.

Each sentence of the summary is condensed by the model from a group of the article's. The groups have an order: a short
summary is made of the first three, one of each third of the article, and a longer one adds to it; each more is of the
stretch that has most left to tell. Sentences that tell what sources claim and deny go first. A sentence that cites
nothing real, says what its citations do not, or tells a claim without its speaker is replaced by the translation of the
sentence it should have condensed.
"""

from __future__ import annotations

import contextlib
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from chat.attribution.reported import proof_of_speakers, with_speaker
from chat.errors import Cancelled
from chat.grounding.citations import cited, nearest, relevant, rests_on, statements, without_marks
from chat.grounding.faults import faults
from chat.grounding.support import foreign_names, unsupported
from chat.lang.en.pronouns import pronouns
from chat.lang.words import english_stems
from chat.models.base import Priority, Request, TextModel
from chat.schema import Claim, Ledger, Length, Sentence, Summary, SummarySentence
from prompts import render

# Sentences of a summary, and of the article for each of them.
_SENTENCES: dict[Length, int] = {"short": 3, "medium": 5, "long": 8}
_CONDENSED = 2
_LEAST_WORDS = 4  # of one that tells something: a place alone begins many articles
_MAX_TOKENS = 120
# The first sentences of a news article say what it is about (the inverted pyramid).
_LEAD = 2
_LEAD_WEIGHT = 2.0
# Sentences that tell a claim count more, those of a dispute most, and those with a number more again. Where a speaker
# has no English name they count less, and so do those that tell only that somebody will not speak.
_CLAIM_WEIGHT, _DISPUTE_WEIGHT, _FIGURE_WEIGHT = 1.25, 3.0, 1.2
_NAMELESS_WEIGHT, _DECLINED_WEIGHT = 0.3, 0.3
_UNSOURCED = "Reportedly, "  # only where the sentences have nothing that somebody stands behind
_LONGEST_TITLE = 140
_REFERRING = pronouns("subject", "possessive", "leaning", "perhaps_leaning")
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
        self._groups = choose(self._usable, most=self._most, claims=claims, ledger=ledger) if length else []
        self._told: dict[int, SummarySentence] = {}
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
            self._title = _headline(reply, self._usable)
            return
        group = self._groups[number]
        told = worded_or_extracted(reply, group, self._claims, self._ledger)
        proved = _with_proof_of_speakers(told, self._sentences, self._claims, self._ledger)
        self._told[number] = proved.model_copy(update={"condensed": _ids(group)})

    def take_over(self, known: Summary) -> None:
        """Take the sentences of an earlier summary that were condensed from the same groups, and its headline."""
        by_group = {sentence.condensed: sentence for sentence in known.sentences}
        for number, group in enumerate(self._groups):
            sentence = by_group.get(_ids(group))
            if sentence and self._still_holds(sentence):
                self._told[number] = sentence
        if self._title is None and known.length and _headline(known.title, self._usable) == known.title:
            self._title = known.title

    def _still_holds(self, sentence: SummarySentence) -> bool:
        """Return whether a sentence says what its citations say, with its speaker, as they are now."""
        sources = [source for source in self._sentences if source.id in sentence.citations]
        if not sources or len(sources) < len(sentence.citations) or faults(sentence.text, sources, ledger=self._ledger):
            return False
        return with_speaker(sentence.text, sources, self._claims, self._ledger) == sentence.text

    def summary(self) -> Summary:
        """Return what is there by now, in document order; of sentences that say the same, the most important."""
        first: dict[str, int] = {}
        for number in sorted(self._told):
            first.setdefault(self._told[number].text.casefold(), number)
        shown = sorted(first.values(), key=lambda number: self._groups[number][0].id)
        return Summary(
            title=self._title or _headline("", self._usable),
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


def choose(
    sentences: Sequence[Sentence], *, most: int, claims: Sequence[Claim] = (), ledger: Ledger | None = None
) -> list[list[Sentence]]:
    """Return at most `most` groups of sentences to condense, the most important first, and no sentence in two of them.

    A smaller `most` gives the first of the same. The first three are of one third of the article each, the others of
    the stretch between those before that weighs most. Sentences that tell a claim count more, and those of a dispute
    most, so that both its sides appear; who will not speak is not among the first while others are. A sentence whose
    translation is doubtful is taken only where there is no other.
    """
    sentences = [sentence for sentence in sentences if len(sentence.in_english.words) >= _LEAST_WORDS] or sentences
    sentences = (
        [sentence for sentence in sentences if sentence.is_sound and not foreign_names(sentence)]
        or [sentence for sentence in sentences if sentence.is_sound]
        or sentences
    )
    if not sentences:
        return []
    ledger = ledger or Ledger(entries=())
    declining = _declining(claims)
    choosing = _Choosing(sentences, _weights(sentences, ledger, declining))
    telling = [place for place, sentence in enumerate(sentences) if sentence.id not in declining]
    groups = [choosing.take(stretch) for stretch in choosing.cut(telling or range(len(sentences)))]
    while len(groups) < most and (stretches := choosing.stretches()):
        groups.append(choosing.take(max(stretches, key=choosing.weight)))
    return [[sentences[place] for place in group] for group in groups[:most]]


class _Choosing:
    """Sentences by their place, and which of them no group has yet.

    Args:
        weights: how important each sentence is.
    """

    def __init__(self, sentences: Sequence[Sentence], weights: Sequence[float]) -> None:
        self._sentences, self._weights = sentences, weights
        self._free = set(range(len(sentences)))

    def leans(self, place: int) -> bool:
        """Return whether a sentence begins with a pronoun, for somebody in the one before it."""
        first = self._sentences[place]
        opening = first.best.partition(" ")[0].casefold()
        follows = place > 0 and first.paragraph == self._sentences[place - 1].paragraph
        return follows and opening in _REFERRING

    def cut(self, places: Sequence[int]) -> list[list[int]]:
        """Return places in as many stretches as a short summary has sentences; none begins with one that leans."""
        starts = [place for place in places if not self.leans(place)] or places
        count = min(_SENTENCES["short"], len(starts))
        ends = [starts[len(starts) * number // count] for number in range(1, count)]
        borders = [0, *ends, len(self._sentences)]
        return [[place for place in places if start <= place < end] for start, end in pairwise(borders)]

    def stretches(self) -> list[list[int]]:
        """Return the free sentences between those taken; one that leans on a sentence of another group stays out."""
        stretches: list[list[int]] = [[]]
        for place in range(len(self._sentences)):
            if place not in self._free:
                stretches.append([])
            elif not self.leans(place) or place - 1 in self._free:
                stretches[-1].append(place)
        return [stretch for stretch in stretches if stretch]

    def weight(self, stretch: Sequence[int]) -> float:
        """Return how important the sentences of a stretch are together."""
        return sum(self._weights[place] for place in stretch)

    def take(self, stretch: Sequence[int]) -> list[int]:
        """Return the most important sentences of a stretch, free ones, with that on which the first of them leans."""
        free = [place for place in stretch if place in self._free]
        group = sorted(sorted(free, key=lambda place: -self._weights[place])[:_CONDENSED])
        if self.leans(group[0]) and group[0] - 1 in self._free:
            group.insert(0, group[0] - 1)
        self._free.difference_update(group)
        return group


def _declining(claims: Sequence[Claim]) -> frozenset[int]:
    """Return the ids of the sentences of which all claims tell that somebody will not speak."""
    other = {number for claim in claims if claim.stance != "declines" for number in claim.sentences}
    return frozenset(number for claim in claims for number in claim.sentences if number not in other)


def _weights(sentences: Sequence[Sentence], ledger: Ledger, declining: Collection[int]) -> list[float]:
    """Return how important each sentence is: by what it has in common with the article, and by the claims it tells."""
    told = {number for entry in ledger.entries for number in entry.sentences}
    named = {number for entry in ledger.entries if entry.english for number in entry.sentences}
    disputed = {number for dispute in ledger.disputes for number in dispute.sentences}

    def of_claims(sentence: Sentence) -> float:
        if sentence.id not in told:
            return 1.0
        if sentence.id in declining:
            return _DECLINED_WEIGHT
        if sentence.id not in named:
            return _NAMELESS_WEIGHT
        has_figure = any(figure.weighty for figure in sentence.in_english.figures)
        weight = _DISPUTE_WEIGHT if sentence.id in disputed else _CLAIM_WEIGHT
        return weight * (_FIGURE_WEIGHT if has_figure else 1.0)

    central = _centrality(sentences)
    return [weight * of_claims(sentence) for weight, sentence in zip(central, sentences, strict=True)]


def _centrality(sentences: Sequence[Sentence]) -> list[float]:
    """Return how much each sentence has in common with the article: mean weight of its words, more in the lead.

    A word's weight is the number of other sentences that have it, damped (SumBasic, Nenkova and Vanderwende 2005,
    on sentence counts).
    """
    stems = [sentence.in_english.stem_set for sentence in sentences]
    shared = Counter(stem for stem_set in stems for stem in stem_set)
    weights = [sum(math.log(shared[stem]) for stem in stem_set) / math.sqrt(len(stem_set) or 1) for stem_set in stems]
    return [weight * (_LEAD_WEIGHT if place < _LEAD else 1.0) for place, weight in enumerate(weights)]


def worded_or_extracted(
    reply: str, group: Sequence[Sentence], claims: Sequence[Claim] = (), ledger: Ledger | None = None
) -> SummarySentence:
    """Return the first sentence of a reply about a group that holds, else the group's own sentence.

    The marks of a reply number the sentences of its group from 1.
    """
    ledger = ledger or Ledger(entries=())
    checked = [_checked(statement, group, claims, ledger) for statement in statements(reply)]
    held = next((sentence for sentence in checked if not sentence.extracted), None)
    return held or (checked[0] if checked else _extract(group, claims, ledger))


def _checked(statement: str, group: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger) -> SummarySentence:
    by_number = dict(enumerate(group, start=1))
    text = without_marks(statement)
    close = nearest(text, group)
    citations = [by_number[number] for number in cited(statement, known=set(by_number))] or ([close] if close else [])
    for sources in (citations, [*group]):  # what it cites, else all it was made from
        if citations and not faults(text, sources, ledger=ledger):
            proofs = _needed(text, relevant(text, sources))
            if faults(text, proofs, ledger=ledger):  # the others hold up a part of it
                proofs = sources
            attributed = with_speaker(text, proofs, claims, ledger)
            if attributed is None or attributed.startswith(_UNSOURCED):
                break
            return SummarySentence(text=attributed, citations=tuple(sorted(s.id for s in proofs)), checked=True)
    return _extract([close, *group] if close else group, claims, ledger)


def _needed(text: str, sources: Sequence[Sentence]) -> list[Sentence]:
    """Return the sources without those that have no content word of a text which the others have not."""
    stems = set(english_stems(text))
    shares = {source.id: stems & source.in_english.stem_set for source in sources}
    for source in sorted(sources, key=lambda source: len(shares[source.id])):
        others = set[str]().union(*(share for id, share in shares.items() if id != source.id))
        if len(shares) > 1 and shares[source.id] <= others:
            del shares[source.id]
    return [source for source in sources if source.id in shares]


def _extract(group: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger) -> SummarySentence:
    """Return the first of some sentences that can be told with its speaker, as the article has it.

    One that nobody stands behind ("Reportedly, …") is taken only where there is no other.
    """
    attributed = [(sentence, with_speaker(_own_text(sentence), [sentence], claims, ledger)) for sentence in group]
    named = sorted((item for item in attributed if item[1]), key=lambda item: (item[1] or "").startswith(_UNSOURCED))
    sentence, text = named[0] if named else (group[0], _own_text(group[0]))
    return SummarySentence(text=text or "", citations=(sentence.id,), checked=True, extracted=True)


def _own_text(sentence: Sentence) -> str:
    return without_marks(sentence.best) or sentence.best  # an article's own "[4]" is no mark of ours


def _with_proof_of_speakers(
    stated: SummarySentence, sentences: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger
) -> SummarySentence:
    """Return a sentence of the summary that cites as well who a speaker is whom its sources call "she"."""
    own = [sentence for sentence in sentences if sentence.id in stated.citations]
    proofs = proof_of_speakers(stated.text, own, claims, ledger, sentences)
    return stated.model_copy(update={"citations": tuple(sorted({s.id for s in (*own, *proofs)}))})


def _headline(reply: str, sentences: Sequence[Sentence]) -> str:
    """Return the model's headline where it holds nothing the article lacks, else the first sentence, cut."""
    headline = without_marks(reply).strip("\"“”'*# ")
    fits = bool(headline) and len(headline) <= _LONGEST_TITLE
    if fits and rests_on(headline, sentences) and not unsupported(headline, sentences):
        return headline
    if not sentences:
        return "Untitled article"
    first = sentences[0].best
    return first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
