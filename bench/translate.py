"""How much the pipeline adds to translation: its time over that of the same work given straight to the engine.

The same prompts go to xllamacpp with the same number in flight, those that revise a sentence one after the other. After
a round that is not counted they take turns in going first: the server finds more and more of the prompts in its cache.
The ratio is that of all rounds together. (`opus` measures OPUS-MT.)
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from chat.article import paragraphs, sentences
from chat.intake import source
from chat.models.backends import llamacpp
from chat.models.base import Request, TextModel
from chat.models.memory import Memory, RememberingModel
from chat.models.translators.prompted import PromptedTranslator
from chat.models.weights import store
from chat.models.weights.catalogue import lookup
from chat.schema import Sentence
from chat.settings import Settings
from chat.translation import checked

ARTICLE = Path(__file__).parent.parent / "tests" / "data" / "hafenbruecke.txt"


class Recorder(TextModel):
    """A chat model that passes everything on and keeps the requests.

    `chains` has the requests that were sent one after the other: one for each of a batch, and those of each thread
    that revised sentences.
    """

    def __init__(self, model: llamacpp.LlamaCpp) -> None:
        self.name = model.name
        self.parallel = model.parallel
        self._model = model
        self._batch: list[list[Request]] = []
        self._revisions: dict[int, list[Request]] = {}

    @property
    def chains(self) -> list[list[Request]]:
        """The requests, in the order in which they began."""
        return [*self._batch, *self._revisions.values()]

    def clear(self) -> None:
        """Forget the requests."""
        self._batch, self._revisions = [], {}

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Keep a request, which revises a sentence, and pass it on."""
        self._revisions.setdefault(threading.get_ident(), []).append(request)
        return self._model.generate(request)

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Keep the requests of a batch, and pass it on."""
        self._batch += [[request] for request in requests]
        return self._model.generate_many(requests)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _raw(model: llamacpp.LlamaCpp, chains: Sequence[Sequence[Request]]) -> None:
    def send(chain: Sequence[Request]) -> None:
        for request in chain:
            body = {"messages": list(request.messages), "max_tokens": request.max_tokens, "temperature": 0}
            model.server.handle_chat_completions(body)

    with ThreadPoolExecutor(model.parallel) as workers:
        list(workers.map(send, chains))


def _of_chat_model(found: Sequence[Sentence], *, rounds: int, settings: Settings) -> None:
    """Print the speed of the chat model, and the ratio of its translator to the same requests sent to xllamacpp."""
    path = store.require(settings.model, folder=settings.weights)
    model = llamacpp.shared(
        path,
        name=settings.model,
        cache_bytes=lookup(settings.model).cache_bytes_per_token,
        threads=settings.threads,
        parallel=settings.parallel,
    )
    recorder = Recorder(model)

    def through_pipeline() -> None:
        recorder.clear()
        checked.translate_sentences(found, PromptedTranslator(recorder))

    _compare(through_pipeline, lambda: _raw(model, recorder.chains), found, rounds=rounds, against="xllamacpp")
    print(f"{sum(map(len, recorder.chains))} requests, {model.parallel} in flight")
    _again(found, model)


def _again(found: Sequence[Sentence], model: llamacpp.LlamaCpp) -> None:
    """Print how much faster the same text is translated a second time, from the memory."""
    with TemporaryDirectory() as folder:
        remembering = PromptedTranslator(RememberingModel(model, Memory(Path(folder) / "memory.sqlite3")))
        first, second = (_seconds(lambda: checked.translate_sentences(found, remembering)) for _ in range(2))
    print(f"again from the memory: {second:.3f} s after {first:.2f} s, {first / second:.0f} times as fast")


def _compare(
    pipeline: Callable[[], object],
    raw: Callable[[], object],
    found: Sequence[Sentence],
    *,
    rounds: int,
    against: str,
) -> None:
    """Time both in turns; the first round is not counted."""
    spent = {"pipeline": 0.0, against: 0.0}
    turns = [("pipeline", pipeline), (against, raw)]
    for number in range(rounds + 1):
        seconds = {name: _seconds(work) for name, work in turns}
        told = ", ".join(f"{name} {taken:.2f} s" for name, taken in seconds.items())
        print(f"round {number or 'not counted'}: {told}", flush=True)
        if number:
            spent = {name: total + seconds[name] for name, total in spent.items()}
            turns.reverse()
    count = sum(sentence.kind != "boilerplate" for sentence in found)
    print(f"{count} sentences, {rounds * count / spent['pipeline']:.2f} sentences per second")
    print(f"ratio pipeline to {against}: {spent['pipeline'] / spent[against]:.3f}")


def main() -> None:
    """Print the seconds of each round and the ratio of the medians."""
    parser = argparse.ArgumentParser(prog="python -m bench translate", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=ARTICLE, help="an article; default: one of the tests'")
    parser.add_argument("--rounds", type=int, default=4, help="an even number is fair; default: 4")
    options = parser.parse_args()
    settings = Settings()
    found = sentences.split(paragraphs.build(source.from_file(options.file), max_characters=settings.max_characters))
    _of_chat_model(found, rounds=options.rounds, settings=settings)


if __name__ == "__main__":
    main()
