"""A text written in another way that looks the same: what is found in it must be the same too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from bench.fuzz.findings import require
from chat.lang.characters import one_line
from chat.schema import Claim, Reading

_WITHIN_WORDS = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
WAYS: Sequence[Callable[[str], str]] = (
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: _WITHIN_WORDS.sub("\u00ad", text),  # soft hyphens
    lambda text: text.replace(" ", " \u200b"),  # spaces without width
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
)


def looks_the_same(one: Reading, other: Reading) -> None:
    """Require that two readings of a text have the same sentences and claims, as somebody sees them."""
    require(_sentences(one) == _sentences(other), "what looks the same has the same sentences", _apart(one, other))
    require(_claims(one) == _claims(other), "what looks the same has the same claims", (_claims(one), _claims(other)))


def _sentences(reading: Reading) -> list[tuple[object, ...]]:
    return [(sentence.plain, sentence.kind) for sentence in reading.sentences]


def _apart(one: Reading, other: Reading) -> Sequence[object]:
    return [pair for pair in zip(_sentences(one), _sentences(other), strict=False) if pair[0] != pair[1]][:2]


def _claims(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (claim.type, claim.stance, one_line(claim.told), claim.sentences, claim.hedged, claim.negated, _who(claim))
        for claim in reading.claims
    ]


def _who(claim: Claim) -> list[str]:
    return [one_line(speaker.resolved or speaker.text) for speaker in claim.speakers]
