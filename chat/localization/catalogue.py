"""The catalogue of a tongue, a .po file: which words stand for which English ones."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from typing import TYPE_CHECKING

from chat.localization.tongues import ENGLISH, LOCALES

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

# The context (msgctxt) of messages that are found again by their template.
MESSAGE = "message"


@dataclass(frozen=True)
class Catalogue:
    """What is said in a tongue.

    Args:
        words: by the English, with the forms of the plural.
        messages: English templates of messages, each with its own.
    """

    words: NullTranslations
    messages: tuple[tuple[str, str], ...] = ()


@cache
def catalogue(tongue: str) -> Catalogue:
    """Return the catalogue of a tongue; of English an empty one, which leaves all as it is."""
    if tongue == ENGLISH:
        return Catalogue(NullTranslations())
    read = parsed(tongue)
    messages = tuple((str(entry.id), str(entry.string)) for entry in read if entry.context == MESSAGE and entry.string)
    return Catalogue(_compiled(read), messages)


def parsed(tongue: str) -> Catalog:
    """Return a catalogue as it is written, with its comments."""
    from babel.messages.pofile import read_po

    with LOCALES.joinpath(f"{tongue}.po").open("rb") as file:
        return read_po(file, locale=tongue)


def _compiled(read: Catalog) -> GNUTranslations:
    """Return a catalogue as gettext uses it."""
    from babel.messages.mofile import write_mo

    with io.BytesIO() as file:
        write_mo(file, read)
        file.seek(0)
        return GNUTranslations(file)
