"""What is doubted in translations from languages with a pack: broken ones, and no good ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.lang import packs
from chat.lang.analysis import analysed
from chat.translation.checks import doubts

PAIRS = Path(__file__).parents[2] / "data" / "pairs"
LEAST_GOOD, LEAST_BROKEN = 20, 10
MOST_FALSE, MOST_MISSED = 0.05, 0.1
OWN_RULES = {"de", "en"}


def of(path: Path) -> list[tuple[str, str, str]]:
    """Return the pairs of a file, each with the kind of its fault, which good ones have none of."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(kind, own, english) for kind, own, english in (line.split("\t") for line in lines)]


def test_every_pack_has_pairs() -> None:
    assert {path.stem for path in PAIRS.glob("*.tsv")} == set(packs.codes()) - OWN_RULES


@pytest.mark.parametrize("path", sorted(PAIRS.glob("*.tsv")), ids=lambda path: path.stem)
def test_broken_translations_are_doubted_and_good_ones_left_alone(path: Path) -> None:
    found = [
        (kind, own, {doubt.kind for doubt in doubts(analysed(own, path.stem), english)})
        for kind, own, english in of(path)
    ]
    good = [(own, kinds) for kind, own, kinds in found if not kind]
    broken = [(kind, own, kinds) for kind, own, kinds in found if kind]
    assert len(good) >= LEAST_GOOD and len(broken) >= LEAST_BROKEN
    false = [(own, kinds) for own, kinds in good if kinds]
    missed = [(kind, own) for kind, own, kinds in broken if kind not in kinds]
    assert len(false) <= MOST_FALSE * len(good), false
    assert len(missed) <= MOST_MISSED * len(broken), missed
