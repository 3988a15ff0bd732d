"""Interviews in English by turns, in labelled or bare paragraphs: who asks, and what whoever is asked answers."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import groupby

from chat.attribution.english.bare_turns import bare_turns
from chat.attribution.english.interviewed import interviewed
from chat.attribution.english.labelled_turns import labelled_turns
from chat.attribution.english.turn import Turn
from chat.schema import Sentence


def find_turns(text: str, sentences: Sequence[Sentence], names: Set[str]) -> list[Turn]:
    """Return the turns of a text that is an interview, in order; none of any other.

    Args:
        text: the article.
        sentences: its sentences.
        names: its surnames.
    """
    kept = [sentence for sentence in sentences if sentence.kind != "boilerplate"]
    paragraphs = [tuple(group) for _, group in groupby(kept, key=lambda sentence: sentence.paragraph)]
    turns = labelled_turns(text, paragraphs) or bare_turns(text, paragraphs)
    if all(turn.asks or turn.name for turn in turns):
        return turns
    first = turns[0].sentences[0]
    who = interviewed(text, [sentence for sentence in kept if sentence.start < first.start], names)
    return [turn if turn.asks or turn.name else replace(turn, name=who) for turn in turns]
