"""How much a model has read and written: what there is to count where nothing else tells what was saved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """What a model has done by now, in tokens, of the requests that were not stopped; or between two times.

    Args:
        prompt: in all prompts.
        computed: of these, those that were not there already from an earlier prompt.
        reply: in all replies.
    """

    prompt: int = 0
    computed: int = 0
    reply: int = 0

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(self.prompt + other.prompt, self.computed + other.computed, self.reply + other.reply)

    def __sub__(self, other: Tokens) -> Tokens:
        return Tokens(self.prompt - other.prompt, self.computed - other.computed, self.reply - other.reply)
