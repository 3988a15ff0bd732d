"""What stands around articles in languages with a pack, and lines of articles that resemble it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.article import paragraphs

LINES = Path(__file__).parents[1] / "data" / "lines" / "around"
LEAST_MARKED = 0.95
BODY = {
    "en": "The town is building a new bridge over the river. The council decided so on Monday.",
    "fr": "La ville construit un nouveau pont sur le fleuve. Le conseil l’a décidé lundi.",
}


def of(path: Path) -> tuple[list[str], list[str]]:
    """Return the lines around articles in a file, and the lines of articles."""
    around, article = path.read_text(encoding="utf-8").split("# article\n")
    return [line for line in around.splitlines() if not line.startswith("#")], article.splitlines()


def is_marked(line: str, language: str) -> bool:
    body = BODY.get(language, BODY["en"])
    read = paragraphs.build(f"{body}\n\n{line}\n\n{body}", max_characters=10_000, language=language)
    return read.paragraphs[1].kind == "boilerplate"


@pytest.mark.parametrize("path", sorted(LINES.glob("*.txt")), ids=lambda path: path.stem)
def test_what_stands_around_an_article_is_marked_and_no_line_of_it(path: Path) -> None:
    around, article = of(path)
    left = [line for line in around if not is_marked(line, path.stem)]
    assert len(left) <= (1 - LEAST_MARKED) * len(around), left
    assert [line for line in article if is_marked(line, path.stem)] == []


@pytest.mark.parametrize(
    "line",
    [
        "Home | Politics | Local news",
        "Home › World - Europe › Court-case",
        "Home|Sport|Weather",
        "Home - Politics - World - Sport - Weather - Science and health - Culture - Letters to the editor",
    ],
)
def test_a_line_of_navigation_is_one_however_its_parts_are_parted(line: str) -> None:
    assert is_marked(line, "en")


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", f"Skip to main content{' | aa' * 70} !"), ("nl", f"Deel{' dit artikel' * 30} !")],
)
def test_a_line_that_only_begins_like_what_stands_around_is_left(language: str, line: str) -> None:
    assert not is_marked(line, language)
