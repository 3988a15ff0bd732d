"""What commands keep: the library of this machine, under an owner of its own, apart from those of the page."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from chat import gathering
from chat.dossier.dossier import Dossier
from chat.errors import InputError
from chat.lang.characters import one_line
from chat.models import registry
from chat.settings import Settings
from chat.storage.dossiers import DOSSIERS, DossierEntry
from chat.storage.library import Library, open_library

# The owners of the page are browsers, whose names nobody can guess; this one is whoever may read the user's files.
OWNER = "terminal"


def library(settings: Settings) -> Library:
    """Return the library of this machine.

    Raises:
        InputError: the settings want none.
    """
    if opened := open_library(settings):
        return opened
    raise InputError(
        "Dossiers are kept on this machine, and BELEGT_HISTORY is off.",
        hint="Set BELEGT_HISTORY=on, or read articles one by one: python -m chat read FILE",
    )


def dossier(kept: Library, name: str) -> DossierEntry:
    """Return the dossier of that name.

    Raises:
        InputError: there is none.
    """
    if found := kept.dossiers.named(OWNER, name):
        return found
    known = [entry.name for entry in kept.dossiers.recent(OWNER, limit=DOSSIERS)]
    raise InputError(f"There is no dossier “{one_line(name)}”.", hint=_hint(name, known))


def opened(name: str, settings: Settings) -> tuple[Library, DossierEntry, Dossier]:
    """Return the library, and the dossier of that name, which counts as opened, as it is listed and as it is read.

    Raises:
        InputError: there is none, or the settings want no library.
    """
    kept = library(settings)
    entry = kept.dossiers.find(OWNER, dossier(kept, name).id)
    embedder = registry.open_embedder(settings)
    return kept, entry, gathering.open_dossier(kept, OWNER, entry.id, embedder=embedder)


def _hint(name: str, known: Sequence[str]) -> str:
    if near := get_close_matches(one_line(name), known, n=1):
        return f"Did you mean “{near[0]}”? python -m chat dossier list"
    return "To see all: python -m chat dossier list. To begin one: python -m chat dossier add NAME FILE"
