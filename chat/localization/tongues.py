"""In which tongues the program can speak, which of them a browser asks for, and which is spoken here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).with_name("locales")
ENGLISH = "en"
# A part of an Accept-Language header (RFC 9110, 12.5.4): a language, its variants, how much it is wanted.
_ACCEPTED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
_LONGEST = 1_000  # characters of such a header that are looked at

_spoken: ContextVar[str] = ContextVar("tongue", default=ENGLISH)


@cache
def tongues() -> tuple[str, ...]:
    """Return the tongues (ISO 639-1) that the program can speak, English first."""
    return (ENGLISH, *sorted(path.stem for path in LOCALES.glob("*.po")))


def name_of(tongue: str) -> str:
    """Return what a tongue calls itself: "Deutsch"."""
    from babel import Locale

    return str(Locale.parse(tongue).display_name).capitalize()


def asked_for(locale: str | None, accepted: str = "") -> str:
    """Return the first tongue that a browser wants and the program can speak, else English.

    Args:
        locale: what the browser itself is in, as a BCP 47 tag: "de-AT".
        accepted: its Accept-Language header: "fr, de;q=0.8".
    """
    wanted = [locale.partition("-")[0].partition("_")[0].lower()] if locale else []
    return next((name for name in [*wanted, *_by_wish(accepted)] if name in tongues()), ENGLISH)


def _by_wish(accepted: str) -> list[str]:
    """Return the languages of an Accept-Language header, the most wanted first; what is none is left out."""
    parts = [_ACCEPTED.fullmatch(part) for part in accepted[:_LONGEST].split(",")]
    wishes = [(float(part[2] or 1), part[1].lower()) for part in parts if part]
    return [name for wish, name in sorted(wishes, key=lambda one: -one[0]) if wish > 0]


def tongue() -> str:
    """Return the tongue that is spoken in this thread or task."""
    return _spoken.get()


def speak(name: str) -> None:
    """Speak a tongue in this thread or task from now on; one that there is not is English."""
    _spoken.set(_known(name))


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak a tongue for a while; one that there is not is English."""
    before = _spoken.set(_known(name))
    try:
        yield
    finally:
        _spoken.reset(before)


def _known(name: str) -> str:
    return name if name in tongues() else ENGLISH
