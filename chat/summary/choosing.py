"""Translated sentences and their claims in, groups of sentences to tell out, the most important first.

As a newsroom would: first what happened, then who disputes what with whom, then the rest by what it adds, so that every
source that carries the story comes up once. What stands together in a group shares its topic: a sentence with the one
it leans on, or a claim with its denial. Who will not speak is told only where nobody says anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from chat.data import any_of
from chat.lang.en.pronouns import pronouns
from chat.lang.words import akin
from chat.schema import Claim, Ledger, Sentence
from chat.summary.importance import Importance

_LEAST_WORDS = 4  # of one that tells something: a place alone begins many articles
_OPENING = 4  # sentences among which the main event is told
_LATER = 0.05  # what a sentence counts less for each before it
_CLAIMED = 0.1  # and where it is what somebody claims
_SAME_THING = 0.15  # share of the headline that another sentence must have more than the first one, to go before it
_OF_DISPUTES = (1, 2, 4, 6)  # which groups tell a dispute, while there is one
_SCENE_WEIGHT = 0.3  # of what stands before the main event
_ALONE_WEIGHT = 0.3  # of a sentence that leans on one that is told elsewhere
_SOON_AFTER = 3  # sentences
_KNOWN_WORD, _KNOWN_SPEAKER = 0.2, 0.5  # what a word or a speaker counts that has been told
_PERSON = re.compile(rf"\b(?:{any_of(pronouns('persons'))})\b", re.IGNORECASE)
_REFERRING = pronouns("subject", "possessive", "leaning", "perhaps_leaning")


def choose(
    sentences: Sequence[Sentence],
    *,
    most: int,
    title: Sentence | None = None,
    claims: Sequence[Claim] = (),
    ledger: Ledger | None = None,
) -> list[list[Sentence]]:
    """Return at most `most` groups of sentences to tell, the most important first, and no sentence in two of them.

    A smaller `most` gives the first of the same. The first is the main event: of the first sentences the one that says
    what the headline says. Then come disputes, and between them what adds most to what is told. What is
    translated doubtfully is taken only where there is nothing else.

    Args:
        sentences: the text's, with English.
        title: the headline.
    """
    usable = _usable(sentences)
    if not usable or most < 1:
        return []
    return _Choosing(usable, ledger or Ledger(entries=()), claims).groups(title, most)


def _usable(sentences: Sequence[Sentence]) -> list[Sentence]:
    telling = [sentence for sentence in sentences if len(sentence.in_english.words) >= _LEAST_WORDS] or [*sentences]
    return [sentence for sentence in telling if sentence.is_sound] or telling


class _Choosing:
    """Sentences by their place, and which of them are told."""

    def __init__(self, sentences: Sequence[Sentence], ledger: Ledger, claims: Sequence[Claim]) -> None:
        self._sentences = sentences
        self._ledger = ledger
        self._place = {sentence.id: place for place, sentence in enumerate(sentences)}
        important = Importance(sentences, claims, ledger)
        self._weights, self._speakers, self._countering = important.weights, important.speakers, important.countering
        telling = [place for place, sentence in enumerate(sentences) if sentence.id not in important.silent]
        self._free = set(telling or range(len(sentences)))
        self._told_words: set[str] = set()
        self._told_speakers: set[int] = set()

    def groups(self, title: Sentence | None, most: int) -> list[list[Sentence]]:
        """Return the groups, the main event first."""
        main = self._main(title)
        for place in range(main):  # a scene is set before what happened is said
            self._weights[place] *= _SCENE_WEIGHT
        groups = [self._take([main])]
        disputes = self._disputes()
        while len(groups) < most and self._free:
            dispute = next(disputes, None) if len(groups) in _OF_DISPUTES else None
            groups.append(self._take(dispute or [max(sorted(self._free), key=self._adds)]))
        return groups

    def _main(self, title: Sentence | None) -> int:
        """Return the place of the sentence that tells what the article is about."""
        opening = sorted(self._free)[:_OPENING]
        shares = {
            place: self._share_of_headline(place, title) - _LATER * place - _CLAIMED * self._is_claimed(place)
            for place in opening
        }
        first = opening[0]
        best = max(opening, key=lambda place: (shares[place], -place))
        return best if shares[best] >= shares[first] + _SAME_THING else first

    def _is_claimed(self, place: int) -> bool:
        return self._sentences[place].id in self._speakers

    def _share_of_headline(self, place: int, title: Sentence | None) -> float:
        """Return how much of the headline a sentence has, without one of what the article comes back to."""
        sentence = self._sentences[place]
        if title is None:
            shared = Counter(stem for sentence in self._sentences for stem in sentence.in_english.stem_set)
            common = {stem for stem, count in shared.items() if count > 1}
            return len(common & sentence.in_english.stem_set) / (len(common) or 1)
        own, asked = sentence.in_original.stems, set(title.in_original.stems)
        german = sum(any(_akin_in_german(stem, other) for other in own) for stem in asked) / (len(asked) or 1)
        if not title.english:
            return german
        asked = set(title.in_english.stem_set)
        english = sum(any(akin(stem, other) for other in sentence.in_english.stem_set) for stem in asked)
        return (german + english / (len(asked) or 1)) / 2

    def _disputes(self) -> Iterator[list[int]]:
        """Yield the places of a claim and of its denial, the weightiest first; what is told by then is left out."""
        denied = [[self._place[id] for id in d.sentences if id in self._place] for d in self._ledger.disputes]
        kinds = (filter(None, denied), self._countered())
        weightiest_first = (sorted(pairs, key=self._weight_of, reverse=True) for pairs in kinds)
        for places in map(sorted, chain.from_iterable(weightiest_first)):
            if free := [place for place in places if place in self._free]:
                yield free[:1] + free[-1:] if len(free) > 1 else free

    def _countered(self) -> Iterator[list[int]]:
        """Yield the places of what somebody says and of what another sets against it soon after, without denying it."""
        for place, sentence in enumerate(self._sentences):
            if sentence.id not in self._countering:
                continue
            speakers = self._speakers.get(sentence.id, set())
            for before in range(place - 1, max(place - 1 - _SOON_AFTER, -1), -1):
                other = self._speakers.get(self._sentences[before].id, set())
                if other and speakers and not other & speakers:
                    yield [before, place]
                    break

    def _weight_of(self, places: Sequence[int]) -> float:
        return sum(self._weights[place] for place in places)

    def _take(self, places: Sequence[int]) -> list[Sentence]:
        """Return some sentences, with that on which the first of them leans, and remember that they are told."""
        group = sorted(set(places))
        if self._leans(group[0]) and group[0] - 1 in self._free:
            group.insert(0, group[0] - 1)
        self._free.difference_update(group)
        for place in group:
            self._told_words |= self._sentences[place].in_english.stem_set
            self._told_speakers |= self._speakers.get(self._sentences[place].id, set())
        return [self._sentences[place] for place in group]

    def _leans(self, place: int) -> bool:
        """Return whether a sentence has a pronoun for somebody in the one before it: at its beginning, before a name.

        Not where it stands for who speaks: whose words they are is told.
        """
        first = self._sentences[place]
        opening = first.best.partition(" ")[0].casefold()
        follows = place > 0 and first.paragraph == self._sentences[place - 1].paragraph
        return follows and (opening in _REFERRING or _has_pronoun_before_name(first))

    def _adds(self, place: int) -> float:
        """Return how much a sentence adds to what is told."""
        sentence = self._sentences[place]
        speakers = self._speakers.get(sentence.id, set())
        known_speaker = bool(speakers) and speakers <= self._told_speakers
        alone = self._leans(place) and place - 1 not in self._free  # nobody would know who "she" is
        stems = sentence.in_english.stem_set
        known = len(stems & self._told_words) / (len(stems) or 1)
        return (
            self._weights[place]
            * (1 - (1 - _KNOWN_WORD) * known)
            * (_KNOWN_SPEAKER if known_speaker else 1.0)
            * (_ALONE_WEIGHT if alone else 1.0)
        )


def _has_pronoun_before_name(sentence: Sentence) -> bool:
    english = sentence.in_english
    speaking = [range(*frame.speaker) for frame in english.frames if frame.speaker]
    pronoun = next((m for m in _PERSON.finditer(english.text) if not any(m.start() in span for span in speaking)), None)
    named = min((english.text.find(name[0]) for name in english.names), default=len(english.text))
    return pronoun is not None and pronoun.start() < named


_LONG = 5  # letters, from which one German word may be part of another


def _akin_in_german(stem: str, other: str) -> bool:
    """Return whether two German stems are equal, or a long one is part of the other, as of a compound."""
    short, long = sorted((stem, other), key=len)
    return short == long or (len(short) >= _LONG and short in long)
