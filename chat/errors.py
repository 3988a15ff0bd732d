"""Everything that can go wrong, in words for the reader.

    ChatError
    ├── InputError              the text, the file or the option is at fault; exit code 2
    │   ├── EmptyText           nothing to read
    │   ├── NotText             bytes that are no text, or a text whose encoding cannot be told
    │   ├── UnsupportedFile     a kind of file that cannot be read
    │   ├── UnreadableDocument  a PDF or Word file, or a mail, that is damaged, protected, too large, or without text
    │   ├── UnreadableFeed      no feed, or one that declares what feeds have no need of
    │   ├── FetchingOff         web addresses are switched off in the settings
    │   ├── AddressRefused      no address of a page on the public internet
    │   ├── PageUnavailable     the page did not come, or is of no kind that can be read
    │   ├── NotForPrograms      the site asks programs not to fetch the page
    │   ├── LanguageError       in no language that is read, or too short to tell
    │   └── UnknownName         no model or engine of that name
    ├── ModelError              no usable model; exit code 3
    │   ├── WeightsMissing      the weights are not on this machine
    │   ├── DownloadFailed      no source gave the weights, or gave the wrong bytes
    │   ├── DiskFull            not enough room for the weights
    │   ├── TooLittleMemory     not enough memory for the model that was chosen
    │   ├── ModelFailed         the model, or the server it runs on, failed to reply
    │   └── PromptTooLong       the prompt does not fit the model's context
    ├── LibraryError            what was read before is out of reach; reading and asking go on without it
    │   ├── NotInLibrary        nothing of that name is the reader's
    │   ├── UnreadableReading   kept by a newer version, or damaged; its text and its conversation are there
    │   ├── LibraryUnavailable  the folder cannot be written, the disk is full, or others hold the file
    │   ├── LibraryFull         it has as many dossiers, articles of them, or decisions as it can have
    │   ├── LibraryTooNew       a newer version of Belegt made the file
    │   └── LibraryDamaged      the file was damaged, and was set aside
    ├── Busy                    the same work is under way, or too much of it
    │   ├── QuotaReached        the reader has had as much read as may be at once, or in a day
    │   ├── Ending              the server is being stopped; what is there can be gone on with after that
    │   └── Overloaded          so little memory is free that nothing new is begun
    └── Cancelled               the reader stopped it; exit code 130

Each error has a message (what happened), a hint (what the reader can do) and `retryable`: whether the same
call may work later without a change. Message and hint are plain text and must be escaped where they are shown
as HTML, since they can quote the reader's input.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

# How messages name the program.
PROGRAM = "python -m chat"
# Of the page's server: how the program was called that started it, where it was not called so. Told by `belegt page`,
# no setting of the reader's.
CALLED = "BELEGT_CALLED"


def as_called(message: str, program: str) -> str:
    """Return a message that names the program as it was called."""
    return message.replace(PROGRAM, program)


class ChatError(Exception):
    """Base of all errors of this library.

    Args:
        message: what happened, one sentence.
        hint: what the reader can do about it; may be empty.
    """

    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(ChatError):
    """The text, the file or the option is at fault."""

    exit_code = 2


class EmptyText(InputError):
    """There is nothing to read."""


class NotText(InputError):
    """The bytes are no text, or their encoding cannot be told."""


class UnsupportedFile(InputError):
    """This kind of file cannot be read."""


class UnreadableDocument(InputError):
    """A PDF or Word file, or a mail, is damaged, protected, too large, or without text."""


class UnreadableFeed(InputError):
    """It is no feed, or one that declares what feeds have no need of and bombs are made with."""


class FetchingOff(InputError):
    """Web addresses are switched off in the settings."""


class AddressRefused(InputError):
    """It is no address of a page on the public internet. Whether anything is at it is not told."""


class PageUnavailable(InputError):
    """The page did not come, or is of no kind that can be read.

    Args:
        status: what the server answered with (HTTP), 0 where it did not, or broke off.
    """

    retryable = True

    def __init__(self, message: str, *, hint: str = "", status: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class NotForPrograms(InputError):
    """The site asks programs not to fetch the page, or not to fetch any while its wishes cannot be had."""


class LanguageError(InputError):
    """The text is in no language that is read, or too short to tell.

    Args:
        detected: ISO 639 code of the likeliest language, None where there is none.
        confidence: how sure the detector is of it, 0–1.
        near: ISO 639 code of the language that is read and is near to it, None where none is.
    """

    def __init__(
        self, message: str, *, hint: str = "", detected: str | None, confidence: float, near: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.detected = detected
        self.confidence = confidence
        self.near = near


class UnknownName(InputError):
    """There is no model or engine of that name."""


class ModelError(ChatError):
    """No usable model."""

    exit_code = 3


class WeightsMissing(ModelError):
    """The weights are not on this machine."""


class DownloadFailed(ModelError):
    """No source gave the weights, or what came was not the pinned file."""

    retryable = True


class DiskFull(ModelError):
    """There is not enough room for the weights."""

    retryable = True


class TooLittleMemory(ModelError):
    """There is not enough free memory for the model, which was not loaded, or for what was to be done."""

    retryable = True


def too_little_memory() -> TooLittleMemory:
    """Return what is told where memory ended in the middle of something."""
    return TooLittleMemory("There is not enough memory for this.", hint="Close other programs, or read a shorter text.")


class ModelFailed(ModelError):
    """The model, or the server it runs on, failed to reply."""

    retryable = True


class PromptTooLong(ModelError):
    """The prompt does not fit the model's context."""


class LibraryError(ChatError):
    """What was read before is out of reach; reading and asking go on without it."""


class NotInLibrary(LibraryError):
    """Nothing of that name is the reader's: never there, deleted, or another's. Which of these is not told."""


class UnreadableReading(LibraryError):
    """It was kept by a newer version of Belegt, or is damaged. Its text and its conversation can be had still.

    Args:
        newer: whether a newer version kept it.
    """

    def __init__(self, message: str, *, hint: str = "", newer: bool) -> None:
        super().__init__(message, hint=hint)
        self.newer = newer


class LibraryUnavailable(LibraryError):
    """The folder cannot be written, the disk is full, or others hold the file."""

    retryable = True


class LibraryFull(LibraryError):
    """It has as many dossiers, articles of them or decisions as it can have, or a page is too large for it."""

    exit_code = 2


class LibraryTooNew(LibraryError):
    """A newer version of Belegt made the file; it is left as it is."""


class LibraryDamaged(LibraryError):
    """The file was damaged, and was set aside; the next call begins a new one."""

    retryable = True


class Busy(ChatError):
    """The same work is under way, or too much of it."""

    retryable = True


class QuotaReached(Busy):
    """The reader has had as much read as may be at once, or in a day.

    Args:
        free: when there is room again; None where no clock says so.
    """

    def __init__(self, message: str, *, hint: str = "", free: datetime.datetime | None = None) -> None:
        super().__init__(message, hint=hint)
        self.free = free


class Ending(Busy):
    """The server is being stopped. What is there of a reading is kept, and can be gone on with after that."""


class Overloaded(Busy):
    """So little memory is free on this machine that nothing new is begun."""


class Cancelled(ChatError):
    """The reader stopped it."""

    exit_code = 130
    retryable = True
