"""Engines whose model says what bytes tell: the truth, nothing, too much, numbers of sentences that are not there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.fuzz import texts
from bench.fuzz.draw import Draw
from chat.models.base import Message
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator

_LONGEST = 8_000  # characters of a reply
_SHOWN = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


class Liar:
    """What a model says, reply by reply; when the bytes have run out it begins with them again."""

    def __init__(self, draw: Draw) -> None:
        self._given = draw.rest()
        self._draw = Draw(self._given)

    def reply(self, messages: Sequence[Message]) -> str:
        """Return the next reply, cut where a model's limit of words would cut it."""
        return self._said(messages)[:_LONGEST]

    def _said(self, messages: Sequence[Message]) -> str:
        if not self._draw:
            self._draw = Draw(self._given)
        kind = self._draw.byte()
        shown = messages[-1]["content"]
        said = texts.line(Draw(self._draw.some(kind % 32)), 3_000)
        match kind // 32:
            case 0:
                return said
            case 1:  # what it was shown, as it stands
                return shown
            case 2:
                numbered = _SHOWN.findall(shown) or [("1", shown)]
                number, line = numbered[kind % len(numbered)]
                return f"{line} [{number}]"
            case 3:
                return f"{said} [{self._draw.byte()}] [99999999999999999999]"
            case 4:
                return f"English: {shown.rpartition(': ')[2]}"
            case 5:
                return "" if kind % 2 else "The article does not say."
            case 6:
                return f"{said} [1] {said} [2][3]"
            case _:
                return (said or "no ") * 12


def engines(draw: Draw) -> Engines:
    """Return engines on one such model."""
    model = Scripted(default=Liar(draw).reply)
    return Engines(model=model, translator=PromptedTranslator(model))
