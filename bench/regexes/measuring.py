"""How the time that an expression takes grows with the text."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bench.regexes.attacks import attacks
from bench.regexes.collecting import Expression

_LENGTHS = (2_000, 4_000, 8_000)  # characters
_STEEP = 1.4  # an exponent above this is no measuring error
_LONG = 0.01  # seconds at the greatest length below which nothing is to be told
_QUICK = 1e-4  # at some 900 characters; of what takes less, 8,000 take no more than `_LONG` even by the square
# Before that, in small steps: what grows exponentially never comes back from a longer text.
_FIRST, _STUCK = [round(20 * 1.25**step) for step in range(18)], 0.05  # characters, seconds
_TIRED = 2.0  # seconds after which an expression is not tried on longer texts
_A_CHARACTER = 2e-5  # seconds; with this an article of 100,000 characters, put together of the worst, takes two
_TRIES, _SURE = 3, 0.1  # what seems slow is tried again, as others work on the machine; of more seconds it is sure
_HOW: dict[str, Callable[[Any, str], object]] = {
    "search": lambda compiled, text: compiled.search(text),
    "match": lambda compiled, text: compiled.match(text),
    "fullmatch": lambda compiled, text: compiled.fullmatch(text),
    "finditer": lambda compiled, text: sum(1 for _ in compiled.finditer(text)),
}


@dataclass(frozen=True)
class Slow:
    """An expression that takes more than its share: how it is used, on what text, how its time grows."""

    of: Expression
    method: str
    text: str
    exponent: float
    seconds: float


def measured(of: Expression, *, most: int | None = None) -> Slow | None:
    """Return what holds an expression up, None where its time grows as the text does.

    Args:
        most: texts that are tried; None: all.
    """
    for before, repeated, end in islice(attacks(of.compiled.pattern, of.compiled.flags), most):
        for method in _methods(of):
            for _ in range(_TRIES):
                slow = _tried(of, method, before, repeated, end)
                if slow is None or slow.seconds >= _SURE:
                    break
            if slow:
                return slow
    return None


def _methods(of: Expression) -> Iterator[str]:
    """Yield how an expression is used: `finditer` stands for all that go through the whole text."""
    used = {method if method in _HOW else "finditer" for method in of.methods}
    yield from sorted(used - {"search"} if "finditer" in used else used or {"finditer"})


def _tried(of: Expression, method: str, before: str, repeated: str, end: str) -> Slow | None:
    """Return how an expression is held up by a text, None where it is not."""

    def seconds(length: int) -> float:
        text = before + repeated * ((length - len(before) - len(end)) // len(repeated)) + end
        started = time.process_time()
        _HOW[method](of.compiled, text)
        return time.process_time() - started

    def slow(exponent: float, taken: float) -> Slow:
        return Slow(of, method, f"{before}({repeated})*{end}", exponent, taken)

    for length in (length for length in _FIRST if length < (of.longest or math.inf)):
        if (taken := seconds(length)) >= _STUCK:
            return slow(math.inf, taken)
    if of.longest is not None:
        taken = seconds(of.longest)
        return slow(1.0, taken) if taken > _A_CHARACTER * of.longest else None
    if taken < _QUICK or (first := seconds(_LENGTHS[0])) < _QUICK:
        return None
    last = seconds(_LENGTHS[1])
    if last < _TIRED:
        last = seconds(_LENGTHS[2])
        exponent = math.log2(last / first) / 2
    else:
        exponent = math.log2(last / first)
    return slow(exponent, last) if exponent >= _STEEP and last >= _LONG else None
