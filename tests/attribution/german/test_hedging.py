"""Whether a content leaves open what it says."""

from __future__ import annotations

import pytest

from chat.attribution.german.hedging import is_hedged


@pytest.mark.parametrize(
    "content", ["es regnet wohl", "das dürfte stimmen", "Möglicherweise schneit es", "er ist „vielleicht“ da"]
)
def test_what_is_not_sure_says_so(content: str) -> None:
    assert is_hedged(content)


@pytest.mark.parametrize(
    "content",
    ["es regnet", "das Wohl der Kinder", "sie fühlt sich wohl", "er weiß das sehr wohl", "das ist wohl überlegt"],
)
def test_a_feeling_is_no_doubt(content: str) -> None:
    assert not is_hedged(content)
