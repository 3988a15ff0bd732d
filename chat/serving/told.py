"""Errors as programs are told them: one form, and the status of HTTP that fits."""

from __future__ import annotations

from pydantic import Field

from chat import errors
from chat.errors import ChatError
from chat.schema import Frozen

# The first that fits; what stands nowhere is a fault of Belegt.
_STATUS: tuple[tuple[type[ChatError], int], ...] = (
    (errors.NotInLibrary, 404),
    (errors.UnreadableReading, 409),
    (errors.LibraryFull, 409),
    (errors.LibraryError, 503),
    (errors.UnsupportedFile, 415),
    (errors.PageUnavailable, 502),
    (errors.InputError, 422),
    (errors.QuotaReached, 429),
    (errors.Busy, 503),
    (errors.ModelError, 503),
    (errors.Cancelled, 409),
)
RETRY_AFTER = 30  # seconds, where a busy server is to be asked again
STATUSES = (400, 401, 403, 404, 409, 413, 415, 422, 429, 502, 503)


class Told(Frozen):
    """What went wrong."""

    kind: str = Field(description="what kind of error it is", examples=["EmptyText"])
    message: str = Field(description="what happened", examples=["There is nothing to read."])
    hint: str = Field(default="", description="what can be done about it")
    retryable: bool = Field(default=False, description="whether the same call may work later")


def told(error: ChatError) -> Told:
    """Return what a program is told of an error."""
    return Told(kind=type(error).__name__, message=error.message, hint=error.hint, retryable=error.retryable)


def status(error: ChatError) -> int:
    """Return the status of HTTP for an error."""
    return next((code for kind, code in _STATUS if isinstance(error, kind)), 500)


def headers(code: int) -> dict[str, str]:
    """Return what is said besides of an error with that status."""
    if code in (429, 503):
        return {"Retry-After": str(RETRY_AFTER)}
    return {"WWW-Authenticate": "Bearer"} if code == 401 else {}
