"""A row of the input → a row of the output: read, or only who claims what in it; or why that could not be.

Whatever is wrong with one row is said in that row, and the others go on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from chat import pipeline
from chat.batch.inputs import Given
from chat.errors import Cancelled, ChatError, ModelError
from chat.export import rows
from chat.models import registry
from chat.models.registry import Engines
from chat.schema import Length, Origin
from chat.settings import Settings

R = TypeVar("R")
IsCancelled = Callable[[], bool]
Task = Literal["claims", "read"]

# How long a row waits for a model that is away, as one on a server that is started again, and between two tries.
PATIENCE = 600.0  # seconds
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """What is wished of each row.

    Attributes:
        task: whether it is read whole, or only who claims what is looked for, without a model.
        language: the code of its language, None where it is to be recognised.
        glossary: the reader's terms.
        patience: how many seconds a row waits for a model that is away.
    """

    task: Task
    settings: Settings
    language: str | None = None
    length: Length = "medium"
    glossary: Mapping[str, str] = field(default_factory=dict)
    patience: float = PATIENCE


class Worker:
    """Makes rows of rows; its engines are opened with the first one, and stay open.

    Args:
        cancelled: asked whether to stop, between two rows and while one is read.
    """

    def __init__(self, asked: Asked, *, cancelled: IsCancelled = lambda: False) -> None:
        self._asked = asked
        self._cancelled = cancelled
        self._engines: Engines | None = None

    def row(self, given: Given) -> dict[str, Any]:
        """Return the row of the output for one of the input.

        Raises:
            Cancelled: `cancelled` said so.
        """
        if self._cancelled():
            raise Cancelled("The batch was stopped.")
        try:
            if given.error is not None or given.text is None:
                raise given.error or ChatError("The row has no text.")
            result = self._made(given.text, given.told)
        except Cancelled:
            raise
        except ChatError as error:
            result = {"error": _told(error)}
        except Exception as error:  # a fault of the program in one row is no reason to lose the others
            _log.exception("a row failed")
            message = f"Something went wrong inside Belegt: {type(error).__name__}."
            result = {"error": {"kind": "Fault", "message": message, "hint": "The log has the details."}}
        return {"id": given.id, **given.told, **result}

    def _made(self, text: str, told: Mapping[str, str]) -> dict[str, Any]:
        asked = self._asked
        how: pipeline.How = {
            "code": asked.language,
            "max_characters": asked.settings.max_characters,
            "glossary": asked.glossary,
            "cancelled": self._cancelled,
            "origin": Origin(**told),
        }
        if asked.task == "claims":
            return rows.of_claims(*pipeline.claims(text, None, **how))
        return rows.of_reading(self._patiently(lambda: pipeline.read(text, self._opened(), length=asked.length, **how)))

    def _opened(self) -> Engines:
        if self._engines is None:
            self._engines = registry.open_engines(self._asked.settings)
        return self._engines

    def _patiently(self, work: Callable[[], R]) -> R:
        """Return what some work gives, which is begun again while the model is away, as long as there is patience."""
        ends = time.monotonic() + self._asked.patience
        pause = _FIRST_PAUSE
        while True:
            try:
                return work()
            except ModelError as error:
                if not error.retryable or time.monotonic() + pause > ends:
                    raise
                _log.warning("%s It is tried again in %.0f s.", error.message, pause)
                self._wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _wait(self, seconds: float) -> None:
        """Wait, and look meanwhile whether to stop."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if self._cancelled():
                raise Cancelled("The batch was stopped.")
            time.sleep(min(0.2, seconds))


def _told(error: ChatError) -> dict[str, str]:
    return {"kind": type(error).__name__, "message": error.message, "hint": error.hint}
