"""Lines that stand around articles, and lines of articles that begin like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.article import paragraphs

LINES = Path(__file__).parents[1] / "data" / "lines"
LEAST_MARKED = 0.95
BODY = "Die Stadt baut eine neue Brücke über den Fluss. Der Rat hat das am Montag beschlossen."


def lines(name: str) -> list[str]:
    """Return the lines of a file in tests/data/lines, but its comments."""
    text = (LINES / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def is_marked(line: str) -> bool:
    """Return whether a line between two paragraphs of an article is marked as boilerplate."""
    read = paragraphs.build(f"{BODY}\n\n{line}\n\n{BODY}", max_characters=10_000)
    return read.paragraphs[1].kind == "boilerplate"


@pytest.mark.parametrize("name", ["boilerplate_seen", "boilerplate_unseen"])
def test_what_stands_around_an_article_is_marked(name: str) -> None:
    left = [line for line in lines(name) if not is_marked(line)]
    assert len(left) <= (1 - LEAST_MARKED) * len(lines(name)), left


@pytest.mark.parametrize("name", ["article", "article_unseen"])
def test_no_line_of_an_article_is_marked(name: str) -> None:
    assert [line for line in lines(name) if is_marked(line)] == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Pressekontakt: Eva Muster, Telefon 030 1234567", "press release frame"),
        ("Sendung: Nordmagazin, 12. April 2024, 19:30 Uhr", "broadcast note"),
        ("War dieser Artikel hilfreich?", "rating prompt"),
        ("Korrektur: In einer früheren Version stand ein falscher Name.", "correction note"),
        ("Jetzt die App herunterladen", "reader prompt"),
        ("Quelle: beispiel.de, mmu/dpa", "copyright line"),
        ("BERLIN (dpa)", "date line"),
        ("+++ 12.30 Uhr +++", "date line"),
        ("Von unserem Korrespondenten", "byline"),
    ],
)
def test_the_reader_is_told_why(line: str, reason: str) -> None:
    read = paragraphs.build(f"{BODY}\n\n{line}\n\n{BODY}", max_characters=10_000)
    assert read.paragraphs[1].reason == reason


def test_every_line_is_quick_to_tell() -> None:
    """No pattern takes exponential time on what nearly matches it."""
    pieces = [
        "Mehr zum Thema ",
        "Jetzt Den Die ",
        "Pressekontakt: ",
        "030 12 ",
        "Von A. B. und ",
        "Quelle: a.de, ",
        "@. ",
    ]
    for piece in pieces:
        for times in range(1, 390 // len(piece), 3):
            assert not is_marked(f"{piece * times}ist es.")
