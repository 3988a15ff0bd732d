"""Offices and institutions of a German sentence for which its translation has no word; bench/LOG.md has the figures."""

from __future__ import annotations

from collections.abc import Iterator

from chat.lang.offices import unnamed
from chat.schema import Doubt
from chat.translation.checks import Check, Pair


def _find(pair: Pair) -> Iterator[Doubt]:
    for word in unnamed(pair.german.offices, pair.english.text):
        yield CHECK.doubt(f"The English has no word for {word}.", german=word)


CHECK = Check(kind="role", label="An office", find=_find, order=40, about="offices and institutions")
