"""What the first article would wait for, done beside the page while the reader looks for an article: once a process.

Word lists and taggers are loaded, a sentence is read, and the engines are opened where their weights are here. What
fails is only logged: the reading itself explains it.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Callable
from functools import cache

from chat import pipeline
from chat.errors import ChatError
from chat.models import registry
from chat.settings import Settings
from ui.markup import article
from ui.room import Room

# How long a process that ends waits for what is being loaded, in seconds: Python ends a thread that is in native code
# by force, which aborts the process where that is C++ (seen beside busy processes).
_AT_MOST = 10.0

_log = logging.getLogger(__name__)


def up(room: Room) -> None:
    """Begin what has not begun yet."""
    begin(None if room.missing else room.settings)


def begin(settings: Settings | None) -> None:
    """Warm up the code, and the engines of these settings, in a thread of its own; None: there are no weights yet."""
    _begin_once(settings)


@cache
def _begin_once(settings: Settings | None) -> None:
    warming = threading.Thread(target=_warm, args=(settings,), name="belegt-warm", daemon=True)
    warming.start()
    atexit.register(warming.join, _AT_MOST)


def _warm(settings: Settings | None) -> None:
    _timed("word lists", read_a_sentence)
    if settings:
        _timed("engines", lambda: open_engines(settings))


def read_a_sentence() -> None:
    """Do once all that code does for an article."""
    pipeline.load()
    reading = pipeline.known(pipeline.SAMPLE)
    voices = article.voices(reading.claims, pipeline.analysed(reading).ledger)
    article.side_by_side(reading.sentences, article.Look(reported=voices))


def open_engines(settings: Settings) -> None:
    """Load the engines, as the first article would, with what their prompts begin with.

    Raises as `registry.open_engines` does.
    """
    registry.warm(registry.open_engines(settings))


def _timed(what: str, work: Callable[[], None]) -> None:
    started = time.perf_counter()
    try:
        work()
    except ChatError as error:
        _log.warning("the %s are not warm: %s", what, error)
    except Exception:  # whatever it is, the reading will tell; this thread has nobody to tell it to
        _log.exception("the %s are not warm", what)
    else:
        _log.info("Warming up the %s: %.1f s", what, time.perf_counter() - started)
