"""How much the pipeline adds to translation: its time over that of the same requests sent straight to xllamacpp.

Both send the same prompts with the same number in flight, in turns, after a round of each that is not counted, so that
both find the prompts in the server's cache to the same degree. The ratio is that of the median rounds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

from chat import article, sentences, source, translation
from chat.models import llamacpp, weights
from chat.models.base import Message
from chat.models.prompted import PromptedTranslator
from chat.settings import Settings

ARTICLE = Path(__file__).parent.parent / "tests" / "data" / "hafenbruecke.txt"


class Recorder:
    """A chat model that passes everything on and keeps the requests."""

    def __init__(self, model: llamacpp.LlamaCpp) -> None:
        self.name = model.name
        self.requests: list[tuple[Sequence[Message], int]] = []
        self._model = model

    def generate(self, messages: Sequence[Message], *, max_tokens: int, **options: Any) -> Any:
        """Pass a request on."""
        return self._model.generate(messages, max_tokens=max_tokens, **options)

    def generate_many(
        self, batch: Sequence[Sequence[Message]], *, max_tokens: int, **options: Any
    ) -> Generator[tuple[int, str], None, None]:
        """Keep the requests of a batch, and pass it on."""
        self.requests += [(messages, max_tokens) for messages in batch]
        return self._model.generate_many(batch, max_tokens=max_tokens, **options)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _raw(model: llamacpp.LlamaCpp, requests: Sequence[tuple[Sequence[Message], int]]) -> None:
    def send(request: tuple[Sequence[Message], int]) -> None:
        messages, max_tokens = request
        model.server.handle_chat_completions({"messages": list(messages), "max_tokens": max_tokens, "temperature": 0})

    with ThreadPoolExecutor(model.parallel) as workers:
        list(workers.map(send, requests))


def main() -> None:
    """Print the seconds of each round and the ratio of the sums."""
    parser = argparse.ArgumentParser(prog="python -m bench translate", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=ARTICLE, help="an article; default: one of the tests'")
    parser.add_argument("--rounds", type=int, default=3, help="default: 3")
    options = parser.parse_args()
    settings = Settings()
    path = weights.require(settings.model, folder=settings.weights)
    model = llamacpp.shared(path, name=settings.model, threads=settings.threads, parallel=settings.parallel)
    found = sentences.split(article.build(source.from_file(options.file), max_characters=settings.max_characters))
    recorder = Recorder(model)

    def through_pipeline() -> None:
        recorder.requests.clear()
        translation.translate_sentences(found, PromptedTranslator(recorder))

    pairs = []
    for number in range(options.rounds + 1):
        pairs.append((_seconds(through_pipeline), _seconds(lambda: _raw(model, tuple(recorder.requests)))))
        print(f"round {number or 'not counted'}: pipeline {pairs[-1][0]:.1f} s, xllamacpp {pairs[-1][1]:.1f} s")
    pipeline, raw = (median(seconds) for seconds in zip(*pairs[1:], strict=True))
    count = sum(sentence.kind != "boilerplate" for sentence in found)
    print(f"{count} sentences, {len(recorder.requests)} requests, {model.parallel} in flight")
    print(f"{count / pipeline:.2f} sentences per second")
    print(f"ratio pipeline to xllamacpp: {pipeline / raw:.3f}")


if __name__ == "__main__":
    main()
