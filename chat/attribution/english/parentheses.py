"""What two commas or dashes part from a clause: an apposition, a frame, a relative clause or a participle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chat.attribution.english.lexicon import lexicon
from chat.attribution.english.phrases import is_phrase_start, noun_phrase, time_phrase
from chat.attribution.english.relatives import RELATIVE
from chat.attribution.english.units import Unit
from chat.attribution.english.verbs import Group

COORDINATING = frozenset({"and", "but", "or", "yet", "so", "nor"})
_ASKED = frozenset({"asked", "questioned", "pressed", "quizzed"})
_QUESTIONS = frozenset({"whether", "if", "why", "how", "what", "who", "when", "where", "about", "by", "on"})
_LONGEST_FRAME = 10  # units of a frame that interrupts a clause


class Parentheses:
    """Tells what stands between two commas of a sentence; `group_at` has the verb group at each place of one."""

    def __init__(self, units: Sequence[Unit], group_at: Mapping[int, Group]) -> None:
        self._units = units
        self._group_at = group_at

    def is_apposition(self, first: int, closing: int) -> bool:
        """Return whether what stands between two commas is a noun phrase, an age before it or not."""
        units = self._units
        if units[first].tag == "CRD" and first + 1 < closing and units[first + 1].text == ",":
            first += 2
        elif units[first].tag == "CRD" and first + 1 == closing:
            return False
        if not is_phrase_start(units[first]) or units[first].tag in ("PNP", "DTQ", "EX0"):
            return False
        core = noun_phrase(units, first, closing)
        groups = (group for place in range(first, closing) if (group := self._group_at.get(place)))
        if core is None or not all(group.infinitive or self._is_naming(group) for group in groups):
            return False
        owned = any(unit.tag == "POS" for unit in units[first:core])  # "last year’s winner"
        return owned or time_phrase(units, first, closing) != closing

    def can_interrupt(self, first: int, closing: int) -> bool:
        """Return whether what stands between two commas interrupts a clause, and is none of its own."""
        units = self._units
        opening = units[first]
        if opening.lower in (*RELATIVE, "whose", "when", "where", "whom", "as", "though", "although", "if", "while"):
            return True
        if opening.lower in _ASKED and units[first + 1].lower in _QUESTIONS:
            return True  # "a spokesman, asked why it was cut down, said"
        if opening.tag in ("PRP", "PRF", "AV0", "AV0", "VVG", "VVN", "VHG", "VBG", "TO0", "AJ0", "CRD", "CJS"):
            return not self._has_finite(first, closing)
        if opening.tag == "VVD" and not self._has_finite(first + 1, closing):
            return True  # a participle that is taken for a past: "Wilk, signed in December, …"
        if opening.lower in COORDINATING:
            return False
        if closing - first <= _LONGEST_FRAME and self._is_frame(first, closing):
            return True
        return not self._has_finite(first, closing)

    def _is_frame(self, first: int, closing: int) -> bool:
        """Return whether "she recalls" or "said Hale" is all that stands between two commas."""
        held = [
            group for place in range(first, closing) if (group := self._group_at.get(place)) and group.start == place
        ]
        return len(held) == 1 and held[0].lemma in lexicon().verbs and lexicon().verbs[held[0].lemma].takes("v")

    def _has_finite(self, first: int, stop: int) -> bool:
        """Return whether a finite verb stands among units, outside what a relative pronoun opens."""
        relative = False
        for place in range(first, stop):
            relative = relative or self._units[place].lower in (*RELATIVE, "whose", "where", "when")
            group = self._group_at.get(place)
            if group and group.start == place and group.finite and not relative and not self._is_naming(group):
                return True
        return False

    def _is_naming(self, group: Group) -> bool:
        """Return whether a past is a participle before a name: "a driver called Emil Both"."""
        behind = self._units[group.end] if group.end < len(self._units) else None
        named = behind is not None and behind.tag == "NP0" and group.end == group.start + 1
        return named and group.lemma in ("call", "name") and self._units[group.start - 1].is_noun
