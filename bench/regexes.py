"""How long each regular expression of the program takes on text that is made to hold it up: `python -m bench regexes`.

The expressions are those that are compiled while all of the program is imported and an article of each language is
read. For each, texts are made of its own structure: what it repeats, repeated, with an end that does not match, behind
what comes before it; and runs of usual characters. Each is searched for in such texts of 2,000, 4,000 and 8,000
characters. Printed are those whose time grows faster than the text (the exponent of the growth; 1 is linear), with the
seconds at 8,000 characters.
"""

from __future__ import annotations

import argparse
import importlib
import math
import pkgutil
import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import regex

_LENGTHS = (2_000, 4_000, 8_000)  # characters
_STEEP = 1.4  # an exponent above this is no measuring error
_LONG = 0.01  # seconds at the greatest length below which nothing is to be told
# At 2,000 characters: one whose time grows with the square of the text takes ten times as long.
_QUICK = 1e-3
_TIRED = 2.0  # seconds after which an expression is not tried on longer texts
_MOST = 60  # texts an expression
_ENDS = ("\x00", "!", " ", "a", "\n\x00")
_RUNS = (
    " ", "\n", "\t", "a", "A", "1", ".", ",", "-", "–", "'", '"', "„", "“", "»", "(", "<", ">", "&", ":", "/", "|", "*",
    "_", "a ", "A ", "Aa ", "1 ", "1.", "1,", "a.", "A. ", "a-", "a, ", "<a ", "</", "&#", "[", "](", "a:", "@a.",
)  # fmt: skip


@dataclass(frozen=True)
class Slow:
    """An expression that takes more than its share: where it was compiled, on what text, how it grows."""

    where: str
    pattern: str
    text: str
    exponent: float
    seconds: float


def collected() -> dict[tuple[str, int], tuple[str, Any]]:
    """Return all expressions by pattern and flags, each with the module that compiled it, and compiled."""
    found: dict[tuple[str, int], tuple[str, Any]] = {}
    originals: dict[Any, Callable[..., Any]] = {re: re.compile, regex: regex.compile}

    def noting(module: Any) -> Callable[..., Any]:
        def compile(pattern: Any, *arguments: Any, **how: Any) -> Any:
            made = originals[module](pattern, *arguments, **how)
            if isinstance(made.pattern, str):
                found.setdefault((made.pattern, made.flags), (_caller(), made))
            return made

        return compile

    for module in originals:
        module.compile = noting(module)
    try:
        _use_all()
    finally:
        for module, original in originals.items():
            module.compile = original
    return {key: value for key, value in found.items() if value[0].partition(".")[0] in ("chat", "ui", "prompts")}


def _caller() -> str:
    """Return the module that compiles an expression; what libraries compile for themselves is theirs."""
    return str(sys._getframe(2).f_globals.get("__name__", ""))


def _use_all() -> None:
    """Import every module, and use what compiles an expression when it is first used."""
    for package in ("chat", "ui"):
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not module.name.endswith("__main__") and module.name not in ("ui.server",):
                importlib.import_module(module.name)
    from bench import abroad
    from chat import pipeline
    from chat.models.registry import Engines
    from chat.models.scripted import Scripted

    pipeline.load()
    for article in abroad.articles():
        engines = Engines(Scripted(default=""), abroad.Given(article))
        pipeline.verify(pipeline.read(article.text, engines, length="short"), "“Nothing of it is true”, said Klein.")


def attacks(pattern: str, flags: int) -> Iterator[str]:
    """Yield texts that may hold an expression up, as what comes first, what is repeated, and the end, by `{}`."""
    yielded = 0
    for before, repeated in [*_of_structure(pattern, flags), *(("", run) for run in _RUNS)]:
        for end in _ENDS[:2]:
            if repeated and yielded < 4 * _MOST:
                yielded += 1
                yield f"{before}\x01{repeated}\x01{end}"


def _of_structure(pattern: str, flags: int) -> list[tuple[str, str]]:
    """Return what an expression repeats, each with what has to come before it; none where it is not understood."""
    try:
        tree = parser.parse(pattern, flags & ~regex.VERSION0 & 0xFF)
    except Exception:  # what only `regex` knows
        return []
    found: list[tuple[str, str]] = []
    try:
        _walk(tree, "", found)
    except RecursionError:
        return []
    return list(dict.fromkeys(found))[:_MOST]


def _walk(tree: Iterable[Any], before: str, found: list[tuple[str, str]]) -> str:
    """Note what is repeated in a part of an expression, and return a text that it matches."""
    text = ""
    for kind, value in tree:
        text += _walk_one(kind, value, before + text, found)
    return text


def _walk_one(kind: Any, value: Any, before: str, found: list[tuple[str, str]]) -> str:
    if kind is kinds.LITERAL:
        return chr(value)
    if kind in (kinds.NOT_LITERAL, kinds.ANY):
        return "a"
    if kind is kinds.IN:
        return _of_set(value)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        least, most, inner = value
        body = _walk(inner, before, found)
        if most is kinds.MAXREPEAT or most > 20:
            found.append((before, body))
            found.append((before, body + " "))
        return body * max(1, min(least, 3)) if least else ""
    if kind is kinds.SUBPATTERN:
        return _walk(value[-1], before, found)
    if kind is kinds.ATOMIC_GROUP:
        return _walk(value, before, found)
    if kind is kinds.BRANCH:
        texts = [_walk(branch, before, found) for branch in value[1][:8]]
        return max(texts, key=len) if texts else ""
    return ""


def _of_set(members: Iterable[Any]) -> str:
    """Return a character of a set."""
    members = list(members)
    if members and members[0][0] is kinds.NEGATE:
        return "a"
    for kind, value in members:
        if kind is kinds.LITERAL:
            return chr(value)
        if kind is kinds.RANGE:
            return chr(value[0])
        if kind is kinds.CATEGORY:
            return {kinds.CATEGORY_DIGIT: "1", kinds.CATEGORY_SPACE: " "}.get(value, "a")
    return "a"


def measured(where: str, compiled: Any) -> Slow | None:
    """Return the worst that a text does to an expression, None where its time grows as the text does."""
    worst: Slow | None = None
    for text in attacks(compiled.pattern, compiled.flags):
        before, repeated, end = text.split("\x01")
        exponent, seconds = _growth(compiled, before, repeated, end)
        if exponent >= _STEEP and seconds >= _LONG and (worst is None or seconds > worst.seconds):
            worst = Slow(where, compiled.pattern, f"{before}({repeated})*{end}", exponent, seconds)
            if seconds >= _TIRED:
                return worst
    return worst


def _growth(compiled: Any, before: str, repeated: str, end: str) -> tuple[float, float]:
    """Return how the time grows with the text, as an exponent, and the seconds of the processor on the longest one."""
    times: list[float] = []
    for length in _LENGTHS:
        text = before + repeated * (length // len(repeated)) + end
        started = time.process_time()
        compiled.search(text)
        times.append(time.process_time() - started)
        if len(times) == 1 and times[0] < _QUICK:
            return 1.0, times[0]
        if times[-1] >= _TIRED:
            break
    if len(times) < 2 or times[0] <= 0:
        return (9.0 if times[-1] >= _TIRED else 1.0), times[-1]
    steps = len(times) - 1
    return math.log2(times[-1] / times[0]) / steps, times[-1]


def main() -> int:
    """Measure every expression, and print those that can be held up; 1 where there are some."""
    argparse.ArgumentParser(
        prog="python -m bench regexes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    found = collected()
    slow: list[Slow] = []
    for where, compiled in found.values():
        if one := measured(where, compiled):
            slow.append(one)
            shown = one.pattern if len(one.pattern) <= 200 else f"{one.pattern[:200]} …"
            told = f"{one.exponent:4.1f} {one.seconds:8.3f} s  {one.where}: {shown!r}\n       on {one.text[:100]!r}"
            print(told, flush=True)
    print(f"{len(found)} expressions, {len(slow)} of them grow faster than the text")
    return 1 if slow else 0
