"""The timeline of a reading beside the raw engine: what a reader has when, and what it costs in tokens.

Nothing is remembered. `known` is from the text to sentences and claims, in a process that has read nothing before; the
other times are from the text being known, and the model and the words of the checks loaded, as when the page is open.
`raw` (R) is what the bare engine takes for the article's sentences one after the other, one short request each, in the
same run. Tokens are those of the reading alone: `prompt_computed` without what was read from the engine's prefix cache.

With --beside another reader's article is being read already when this one's reading begins.
"""

from __future__ import annotations

import argparse
import json
import platform
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from chat import pipeline
from chat.errors import Cancelled
from chat.intake import source
from chat.models import registry
from chat.models.base import LEAD, Request, TextModel
from chat.schema import Sentence
from chat.settings import Settings

ARTICLE = Path(__file__).parent.parent / "tests" / "data" / "hafenbruecke.txt"
_ROOM = 200  # tokens


class Timeline:
    """When what was there, in seconds from the start."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def note(self, progress: pipeline.Progress) -> None:
        """Note what a progress shows for the first time."""
        reading = progress.reading
        if reading is None:
            return
        reached = {
            "first_word": any(sentence.english for sentence in reading.content),
            "first_sentence": reading.count("draft", "checked") > 0,
            "drafted": reading.layer in ("drafted", "checked", "told"),
            "checked": reading.layer in ("checked", "told"),
            "short_summary": bool(reading.summary.sentences),
            "summary": reading.is_whole,
        }
        for name, is_there in reached.items():
            if is_there:
                self.seconds.setdefault(name, time.perf_counter() - self._started)


def raw(model: TextModel, sentences: Sequence[Sentence]) -> float:
    """Return how many seconds bare requests for the English of some sentences take, one after the other."""
    started = time.perf_counter()
    for sentence in sentences:
        asked = f"Translate into English: {sentence.plain}"
        for _ in model.generate(Request([{"role": "user", "content": asked}], max_tokens=_ROOM)):
            pass
    return time.perf_counter() - started


def processor() -> str:
    """Return the name of the processor, with what of its instructions matters to the engines."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    told = {name.strip(): value for name, value in fields.items()}
    flags = [flag for flag in ("avx2", "avx512f", "amx_int8") if flag in told.get("flags", "").split()]
    return f"{told.get('model name', platform.machine()).strip()} ({', '.join(flags)})"


class OtherReader:
    """Somebody whose article is read on the same engines, from now until it is told to stop."""

    def __init__(self, text: str, engines: registry.Engines) -> None:
        self._known = pipeline.known(text)
        self._engines = engines
        self._is_under_way, self._stopped = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._read, name="other-reader")
        self._thread.start()
        self._is_under_way.wait()

    def stop(self) -> None:
        """Stop reading."""
        self._stopped.set()
        self._thread.join()

    def _read(self) -> None:
        with suppress(Cancelled):
            pipeline.go_on(self._known, self._engines, on_progress=self._look, cancelled=self._stopped.is_set)
        self._is_under_way.set()

    def _look(self, progress: pipeline.Progress) -> None:
        if progress.reading and progress.reading.count("draft", "checked") > LEAD:
            self._is_under_way.set()


def measure(text: str, settings: Settings, *, beside: str = "") -> dict[str, Any]:
    """Return the timeline of one reading, with its tokens and what the bare engine takes.

    Args:
        beside: the article of another reader.
    """
    started = time.perf_counter()
    known = pipeline.known(text, max_characters=settings.max_characters)
    seconds = {"known": time.perf_counter() - started}
    started = time.perf_counter()
    engines = registry.open_engines(settings)
    registry.warm(engines)
    pipeline.load()
    seconds["load"] = time.perf_counter() - started
    other = OtherReader(beside, engines) if beside else None
    before = engines.model.tokens
    timeline = Timeline()
    reading = pipeline.go_on(known, engines, on_progress=timeline.note)
    spent = engines.model.tokens - before
    if other:
        other.stop()
    seconds |= timeline.seconds
    seconds["raw"] = raw(engines.model, reading.content)
    return {
        **{name: round(value, 3) for name, value in seconds.items()},
        "prompt_tokens": spent.prompt,
        "prompt_computed": spent.computed,
        "reply_tokens": spent.reply,
        "sentences": len(reading.content),
        "doubtful": sum(bool(sentence.warnings) for sentence in reading.content),
        "claims": len(reading.claims),
        "engine": engines.model.name,
        "processor": processor(),
    }


def _told(figures: dict[str, Any]) -> str:
    """Return the figures as lines for people."""
    whole = figures["raw"]
    lines = [f"{figures['sentences']} sentences, {figures['engine']}, {figures['processor']}", f"R = {whole:.1f} s"]
    for name in ("known", "load", "first_word", "first_sentence", "drafted", "checked", "short_summary", "summary"):
        if name in figures:
            lines.append(f"{name:15} {figures[name]:7.2f} s  {figures[name] / whole:6.3f} R")
    tokens = "{prompt_tokens:,} of prompts, {prompt_computed:,} of them computed, {reply_tokens:,} of replies"
    return "\n".join([*lines, f"tokens: {tokens.format(**figures)}"])


def main() -> None:
    """Read an article and print its timeline."""
    parser = argparse.ArgumentParser(prog="python -m bench reading", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=ARTICLE, help="an article; default: one of the tests'")
    parser.add_argument("--beside", type=Path, metavar="FILE", help="an article that somebody else has begun to read")
    parser.add_argument("--json", action="store_true", help="one object")
    options = parser.parse_args()
    settings = Settings(memory=False)
    beside = source.from_file(options.beside) if options.beside else ""
    figures = measure(source.from_file(options.file), settings, beside=beside)
    print(json.dumps(figures) if options.json else _told(figures))


if __name__ == "__main__":
    main()
