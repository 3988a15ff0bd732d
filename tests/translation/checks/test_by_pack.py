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


@pytest.mark.parametrize(
    ("language", "own", "english", "german", "message"),
    [
        ("ru", "Мэр Озёрска молчит.", "The mayor of Озёрска is silent.", "Озёрска", "“Озёрска” is left in Russian."),
        ("ru", "Мэр Озёрска молчит.", "The mayor of Озёрск is silent.", "Озёрск", "“Озёрск” is left in Russian."),
        ("ru", "Мэр Озёрска молчит.", "The mayor of Озеро is silent.", "", "“Озеро” is left in Russian."),
        ("es", "El alcalde calla.", "The mayor У is silent.", "", "“У” is not in Latin letters."),
    ],
    ids=["as it stands", "a part of it", "in another form", "not its own letters"],
)
def test_what_is_left_is_said_to_be_the_originals_only_where_it_is(
    language: str, own: str, english: str, german: str, message: str
) -> None:
    (doubt,) = [doubt for doubt in doubts(analysed(own, language), english) if doubt.kind == "untranslated"]
    assert (doubt.german, doubt.message) == (german, message)
