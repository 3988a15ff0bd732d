"""The page in Streamlit's AppTest: opened, used and looked at as its tests do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chat.errors import ModelFailed
from chat.models import registry
from chat.models.base import Message
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from tests.builders import sentence_asked
from tests.engines import reply
from ui import readings, room, session

ROOT = Path(__file__).parents[2]
APP, UI = str(ROOT / "app.py"), ROOT / "ui"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def page() -> AppTest:
    return AppTest.from_file(APP, default_timeout=120).run()


def button(at: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(b for b in at.button if b.label == label)


def settle(at: AppTest) -> AppTest:
    """Wait for all jobs to end, and draw the page again."""
    for job in list(room._desk._jobs.values()):
        assert job.wait(120)
    at.run()
    assert not at.exception
    return at


def read(at: AppTest, text: str) -> AppTest:
    at.text_area[0].set_value(text)
    button(at, "Read").click()
    return settle(at.run())


def ask(at: AppTest, question: str) -> AppTest:
    at.chat_input[0].set_value(question)
    return settle(at.run())


def again(at: AppTest) -> AppTest:
    """Load the page anew in the same browser: the session is lost, the cookie and the address stay."""
    new = AppTest.from_file(APP, default_timeout=120)
    new.session_state[session._VISITOR] = at.session_state[session._VISITOR]
    for name, values in at.query_params.items():
        new.query_params[name] = values
    return new.run()


def shown(at: AppTest) -> str:
    """Return all that the page shows, as HTML or text."""
    pieces = [*at.get("html"), *at.markdown, *at.text, *at.error, *at.info, *at.caption]
    return "\n".join(str(getattr(piece, "value", None) or getattr(piece.proto, "body", "")) for piece in pieces)


def is_read(at: AppTest) -> bool:
    """Return whether the article that is open, that of the tests or one much like it, is read to its end."""
    return "The city of Nordhaven" in shown(at) and not any(one.label == "Go on reading" for one in at.button)


def lengths(at: AppTest):  # type: ignore[no-untyped-def]
    return next(group for group in at.button_group if (group.key or "").startswith("length-"))


def suggested(at: AppTest):  # type: ignore[no-untyped-def]
    return next(group for group in at.button_group if (group.key or "").startswith("suggested-"))


def failing(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Have every engine fail from now on; return the list of the attempts to open one."""
    attempts: list[object] = []

    def fail(settings: object) -> registry.Engines:
        attempts.append(settings)
        raise ModelFailed("The model stumbled.", hint="Try again.")

    monkeypatch.setattr(registry, "open_engines", fail)
    return attempts


class Held:
    """Engines that open, and translate each sentence for the first time, when they are let.

    Args:
        opened: they are let open at once.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, opened: bool = True) -> None:
        self._open = threading.Event()
        self._sentences = threading.Semaphore(0)
        self._asked: set[str] = set()
        self.broken = False
        if opened:
            self._open.set()
        monkeypatch.setattr(registry, "open_engines", self._engines)

    def let_open(self) -> None:
        self._open.set()

    def let(self, sentences: int = 1_000) -> None:
        self._sentences.release(sentences)

    def _engines(self, settings: object) -> Engines:
        assert self._open.wait(120)
        model = Scripted(default=self._reply)
        return Engines(model=model, translator=PromptedTranslator(model))

    def _reply(self, messages: Sequence[Message]) -> str:
        sentence = sentence_asked(messages)
        if "translat" in messages[0]["content"] and sentence not in self._asked:
            self._asked.add(sentence)
            assert self._sentences.acquire(timeout=120)
        if self.broken:
            raise RuntimeError("The model is gone.")
        return reply(messages)


def begin(at: AppTest, text: str) -> AppTest:
    """Have the page read a text, and look at it at once."""
    at.text_area[0].set_value(text)
    button(at, "Read").click()
    at.run()
    (job,) = room._desk._jobs.values()
    until(lambda: readings.known_by(job))  # the first time word lists are loaded, which takes a while
    at.run()
    assert not at.exception
    return at


def until(condition: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def count(*states: str) -> int:
    """Return how many sentences of the article that is being read are in these states."""
    (job,) = room._desk._jobs.values()
    reading = readings.known_by(job)
    return reading.count(*states) if reading else 0
