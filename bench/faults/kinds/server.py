"""A server that is slow, hangs, cuts off, or lies."""

from __future__ import annotations

import resource
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.faults import scripted
from bench.faults.fault import Fault, Tally
from bench.faults.lies import LIES, Lie, served
from bench.faults.process import Say, run
from chat import pipeline
from chat.errors import ChatError
from chat.models.backends.openai_compatible import OpenAICompatible, address
from chat.models.base import Request, TextModel
from chat.models.registry import Engines
from chat.models.translators.prompted import PromptedTranslator

_REQUEST = Request(({"role": "user", "content": "Hello"},), max_tokens=20)
_SILENT = 0.5  # seconds
_MOST = 600_000_000  # bytes that a lie may have the process take


def _one(model: TextModel) -> None:
    list(model.generate(_REQUEST))


def _many(model: TextModel) -> None:
    replies = dict(model.generate_many([_REQUEST] * 3))
    if sorted(replies) != [0, 1, 2]:
        raise AssertionError("not every request has its reply")


def _article(model: TextModel) -> None:
    reading = pipeline.read(scripted.ARTICLE, Engines(model=model, translator=PromptedTranslator(model)))
    pipeline.ask(reading, scripted.QUESTION, Engines(model=model, translator=PromptedTranslator(model)))


def _asked(lie: Lie, ask: Callable[[TextModel], None], say: Say) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with served(lie) as url:
        try:
            ask(OpenAICompatible(address(url), model="large", silent=_SILENT, pauses=(0.01,)))
        except ChatError as error:
            port = url.rsplit(":", 1)[1].removesuffix("/v1")
            print(f"Error: {error}".replace(f":{port}", ""))
    taken = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    if taken > _MOST:
        say(f"it took {taken // 1_000_000} MB of memory")


def _tried(ask: Callable[[TextModel], None]) -> Callable[[Path, Tally], None]:
    def tried(folder: Path, tally: Tally) -> None:
        scripted.layers()
        for name, lie in LIES.items():
            ended = run(partial(_asked, lie, ask), patience=30)
            tally.add([f"{name}: {fault}" for fault in (*ended.faults, *ended.said)], sees=ended.messages)

    return tried


FAULTS = (
    Fault("server-one", "a server that lies, asked for one reply", _tried(_one)),
    Fault("server-many", "a server that lies, asked for three replies at once", _tried(_many)),
    Fault("server-article", "a server that lies, through a whole article and a question", _tried(_article)),
)
