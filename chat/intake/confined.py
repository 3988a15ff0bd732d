"""Has a PDF read by a program of its own (`pdf`), so that nothing in it can take this one down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from chat.errors import UnreadableDocument

_PROGRAM = "chat.intake.pdf"
_ROOT = Path(__file__).parents[2]
_AT_ONCE = 2  # each may take half a gigabyte
_MAX_SECONDS = 40.0  # with its start; its own limit is one of the processor's time

_PASTE = "Open it in its program, copy the article, and paste it here."

_places = threading.BoundedSemaphore(_AT_ONCE)


def pdf(data: bytes, name: str) -> dict[str, str]:
    """Return the text of a PDF as "text", and what it tells of itself as "title", "author" and "created".

    Args:
        data: all of the file.
        name: that of the file, for messages.

    Raises:
        UnreadableDocument: it is damaged, protected by a password, too large, or has no text.
    """
    try:
        with _places:
            answer = _answer(data)
    except OSError as error:
        raise UnreadableDocument(
            f"{name} cannot be read: the program that reads PDF does not start.",
            hint="Close other programs and try again, or paste the article here.",
        ) from error
    if answer is None:
        raise UnreadableDocument(f"{name} has too much in it for an article, or is damaged.", hint=_PASTE)
    if "unread" in answer:
        raise _unread(name, *answer["unread"])
    return {key: str(value) for key, value in answer.items()}


def _answer(data: bytes) -> dict[str, Any] | None:
    """Return what the program writes, None where it took too long or too much, or crashed.

    Raises:
        OSError: it does not start.
    """
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    try:
        ended = subprocess.run(
            [sys.executable, "-P", "-m", _PROGRAM],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            timeout=_MAX_SECONDS,
            check=True,
        )
        answer: dict[str, Any] = json.loads(ended.stdout)
        return answer
    except (subprocess.SubprocessError, ValueError):
        return None


def _unread(name: str, reason: str, *numbers: int) -> UnreadableDocument:
    """Return the error for the reason that the program gives."""
    if reason == "password":
        return UnreadableDocument(f"{name} is protected by a password.", hint=_PASTE)
    if reason == "too much":
        return UnreadableDocument(f"{name} has too much in it for an article.", hint=_PASTE)
    if reason == "no text":
        return UnreadableDocument(
            f"{name} has no text, only pictures of pages, as a scanner makes them.",
            hint="Have its text recognised (OCR) by another program, or type the article in here.",
        )
    if reason == "pages":
        pages, most = numbers
        return UnreadableDocument(
            f"{name} has {pages} pages; Belegt reads up to {most}.",
            hint="Save the pages of the article as a file of their own, or paste the article here.",
        )
    return UnreadableDocument(f"{name} is damaged, or is no PDF.", hint=_PASTE)
