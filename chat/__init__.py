"""Belegt: read a German news article in English, and see who claimed what, with the sentence that proves it.

    from chat import Settings, ask, open_engines, read

    engines = open_engines(Settings())
    reading = read(text, engines)
    answer = ask(reading, "Who denies it?", engines)

These names are imported when they are used: `import chat` alone loads nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chat.models.registry import open_engines
    from chat.pipeline import ask, claims, read
    from chat.schema import Reading
    from chat.settings import Settings

__version__ = "0.2.0"
__all__ = ["Reading", "Settings", "__version__", "ask", "claims", "open_engines", "read"]

_HOMES = {
    "Reading": "chat.schema",
    "Settings": "chat.settings",
    "ask": "chat.pipeline",
    "claims": "chat.pipeline",
    "open_engines": "chat.models.registry",
    "read": "chat.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
