"""Which chat model the reader chose, on the page or by `models use`: kept beside the weights, for every start after."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from chat.errors import ModelFailed

_FILE = "chosen.json"

_log = logging.getLogger(__name__)


def read(home: Path) -> str:
    """Return the name that was chosen, empty where none was, or where it cannot be read."""
    try:
        told = json.loads((home / _FILE).read_bytes())
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        _log.warning("%s cannot be read: %s", home / _FILE, error)
        return ""
    name = told.get("model") if isinstance(told, dict) else None
    return name if isinstance(name, str) else ""


def keep(name: str, home: Path) -> None:
    """Keep a choice.

    Raises:
        ModelFailed: it cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        partial = home / f"{_FILE}.partial"
        partial.write_text(json.dumps({"model": name}), encoding="utf-8")
        os.replace(partial, home / _FILE)
    except OSError as error:
        raise ModelFailed(
            f"The choice cannot be kept in {home}: {error}.",
            hint=f"Set BELEGT_MODEL={name} instead, or BELEGT_HOME to a folder that can be written.",
        ) from error
