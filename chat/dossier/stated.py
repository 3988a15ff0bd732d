"""What a claim states, in the forms in which it can be contradicted. Made once for an article.

A claim of several sentences is taken sentence by sentence: what one of them denies the others do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chat.article.analysed import AnalysedArticle
from chat.data import lines, table
from chat.dossier.compared import Comparable, Timing, compared
from chat.dossier.counted import Counted, counted
from chat.dossier.quotations import words_of_content
from chat.dossier.told import Told, concepts_of, family, told_claims
from chat.dossier.voices import stem_of
from chat.schema import Claim

_OF_VERB = 0.8  # weight of a verb among the concepts of a claim
_SHORTEST = 4  # letters of a word by which somebody is spoken of


@dataclass(frozen=True)
class Stated:
    """A sentence of a claim with what it is compared by.

    Args:
        wording: the words of the whole claim.
        about: the things it names; `done` the verbs, and `undone` their opposites.
        spoken_of: the stems of the nouns and names, by which people are spoken of.
        counted: the numbers in it.
        is_rejecting: whether it says that something is false.
        is_negative: whether it says that something is not so; who denies that it is not says that it is.
        timing: "early" of "schon", "late" of "erst"; empty for most.
    """

    claim: Claim
    wording: tuple[str, ...]
    about: frozenset[str]
    done: frozenset[str]
    undone: frozenset[str]
    spoken_of: frozenset[str]
    counted: tuple[Counted, ...]
    is_rejecting: bool
    is_negative: bool
    timing: Timing


def stated_claims(article: AnalysedArticle) -> dict[int, tuple[Stated, ...]]:
    """Return the sentences of the claims of an article, by the claim's number."""
    return {told.claim.id: tuple(_sentences(told)) for told in article.once(told_claims)}


def _sentences(told: Told) -> Iterator[Stated]:
    sentences, wording = compared(told.text, told.tongue).sentences(), words_of_content(told.claim)
    for text in sentences:
        own = compared(text, told.tongue)
        concepts, written = concepts_of(own)
        done = frozenset(concept for concept in written if concepts[concept] == _OF_VERB)
        yield Stated(
            claim=told.claim,
            wording=wording,
            about=frozenset(c for c in written if concepts[c] >= 1 and not c[0].isdigit()) - _months(),
            done=done,
            undone=frozenset(opposite for verb in done for opposite in _opposites().get(verb, ())),
            spoken_of=frozenset(stem_of(word) for word in own.own if word[0].isupper() and len(word) >= _SHORTEST),
            counted=told.counted if len(sentences) == 1 else counted(own),
            is_rejecting=own.rejects,
            is_negative=_is_negative(told.claim, own),
            timing=own.timing,
        )


def _is_negative(claim: Claim, text: Comparable) -> bool:
    says_not = text.negates or text.refuses
    if claim.stance == "denies" and says_not and not text.is_what_is_denied(is_quoted=claim.type == "direct"):
        return True  # "wies das zurück: Die Anweisung habe sie nie gegeben" is what is said instead
    denies = claim.stance == "denies" or text.rejects
    return sum((denies, claim.negated, says_not)) % 2 == 1


@cache
def _months() -> frozenset[str]:
    return frozenset(family(name.casefold()) for name in table("pairs/dates.toml")["months"].values())


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    pairs = [line.split() for line in lines("en/opposites.txt")]
    for one, other in (map(family, pair) for pair in [*pairs, *table("de/contradicting.toml")["opposites"]]):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
