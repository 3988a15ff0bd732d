"""Does a sentence that a model wrote say what the sentences it cites say? Named faults, found by code.

Each check looks where the sentence and its source share words: a negation or a "could" in another clause of the source
is none of its business. How often the checks are right on examples stands in bench/LOG.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from chat.grounding.citations import rests_on
from chat.grounding.support import unsupported
from chat.lang.en.frames import english_words, find_frames
from chat.lang.names import is_known, name_words, names_in_phrase
from chat.lang.negation import may_negate, negation
from chat.lang.words import english_stems, words
from chat.schema import Ledger, Sentence

_WORD_OR_BREAK = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*|[,;:–—]")
_AROUND = 3  # words on either side of those that a sentence shares with its source
_LEAST_SHARED = 2  # content words that tell what part of a source a sentence is about
_MOST_FOREIGN = 0.5  # of a sentence's content words, that neither its sources nor the question have
_LEAST_STATED = 3  # content words; a shorter sentence is too short to be measured so


def faults(
    text: str,
    sources: Sequence[Sentence],
    *,
    question: str = "",
    given: Collection[str] = (),
    ledger: Ledger | None = None,
) -> list[str]:
    """Return what is wrong with a sentence, each fault in words for who wrote it; an empty list where all holds.

    Args:
        text: the sentence, without marks.
        sources: the sentences it cites, at least one.
        question: what it answers: words of the question need no source.
        given: words of names in the question that the article has: they need none either.
        ledger: who claims what in the article, to check whom the sentence has speaking.
    """
    speaking = _speaking(sources, ledger)
    wrong = [
        f"{item} is not in the sentences."
        for item in unsupported(text, sources)
        if not any(known and is_known(item.split(), known, whole=True) for known in (speaking, given))
    ]
    stems = set(english_stems(text))
    asked = set(english_stems(question))
    offered = frozenset[str]().union(*(sentence.in_english.stem_set for sentence in sources))
    foreign = stems - offered - asked
    if len(stems) >= _LEAST_STATED and (len(foreign) > _MOST_FOREIGN * len(stems) or not rests_on(text, sources)):
        wrong.append("It says more than the sentences.")
    window = _window(stems | asked if question else stems, sources)
    wrong += _negation_faults(text, question, sources, window)
    wrong += _hedge_faults(text, question, window)
    wrong += _speaker_faults(text, sources, speaking)
    return wrong


def _window(stems: set[str], sources: Sequence[Sentence]) -> str:
    """Return the part of the sources around the words that they share with a sentence; empty for too few of those.

    The words around it end with their clause.
    """
    parts = []
    for sentence in sources:
        written = [match.group() for match in _WORD_OR_BREAK.finditer(sentence.best)]
        shared = [place for place, word in enumerate(written) if set(english_stems(word)) & stems]
        if len(shared) >= _LEAST_SHARED:
            first, last = shared[0], shared[-1] + 1
            while first > max(0, shared[0] - _AROUND) and not _is_break(written[first - 1]):
                first -= 1
            while last < min(len(written), shared[-1] + 1 + _AROUND) and not _is_break(written[last]):
                last += 1
            parts.append(" ".join(written[first:last]))
    return " ".join(parts)


def _is_break(word: str) -> bool:
    return not word[0].isalnum() or word.lower() in ("but", "while", "although")


def _negation_faults(text: str, question: str, sources: Sequence[Sentence], window: str) -> list[str]:
    lost = negation(window, "en")
    if lost and not may_negate(f"{text} {question}", "en"):
        return [f"The sentences negate this (“{lost}”)."]
    invented = negation(text, "en")
    negated = any(may_negate(sentence.best, "en") or may_negate(sentence.plain, "de") for sentence in sources)
    if invented and not negated and not may_negate(question, "en"):
        return [f"The sentences do not negate this (“{invented}”)."]
    return []


def _hedge_faults(text: str, question: str, window: str) -> list[str]:
    hedges = english_words()["hedges"]
    lost = [word for word in words(window) if word.lower() in hedges]
    held_open = {word.lower() for word in words(f"{text} {question}")} & (hedges | english_words()["attitudes"])
    if lost and not held_open and len(english_stems(text)) >= _LEAST_STATED:
        return [f"The sentences leave this open (“{lost[0]}”)."]
    return []


def _speaking(sources: Sequence[Sentence], ledger: Ledger | None) -> set[str]:
    """Return the words of the names and offices of those who speak in the sources, by their English or the ledger."""
    cited = {sentence.id for sentence in sources}
    known: set[str] = set()
    for sentence in sources:
        for frame in sentence.in_english.frames:
            if frame.speaker:
                known |= name_words(sentence.best[slice(*frame.speaker)])
    for entry in ledger.entries if ledger else ():
        if cited & set(entry.sentences):
            known |= name_words(
                f"{entry.english or ''} {entry.role or ''} {entry.german or ''} {' '.join(entry.aliases)}"
            )
    return known


def _speaker_faults(text: str, sources: Sequence[Sentence], known: set[str]) -> list[str]:
    """Return a fault for each speaker of a sentence who speaks in none of its sources: another name or noun."""
    phrases = [text[slice(*frame.speaker)] for frame in find_frames(text) if frame.speaker]
    present = set(english_stems(" ".join([*known, *(sentence.best for sentence in sources)])))
    strangers = []
    for phrase in phrases:
        named = names_in_phrase(phrase)
        stems = set(english_stems(phrase))
        if named and known:
            strangers += [" ".join(name) for name in named if not is_known(name, known, whole=False)]
        elif stems and not named and not stems & present:
            strangers.append(phrase)
    return [f"{speaker} is not who says this." for speaker in strangers]
