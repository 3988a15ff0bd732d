"""Any number of articles: the project's own short news texts, put together, with other names and numbers in each."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_TEXTS = Path(__file__).parents[2] / "tests" / "data" / "gold" / "development.toml"
_TOGETHER = 3  # texts in an article: some ten sentences
# Made up, as are the texts.
_SURNAMES = (
    "Ahlborn", "Bremser", "Cordes", "Dahlke", "Ebeling", "Fricke", "Gellert", "Hombach", "Immenthal", "Jessen",
    "Kolbrich", "Lindau", "Maibaum", "Neuhoff", "Ostrowski", "Pahlke", "Quandt", "Rottmann", "Sebald", "Tewes",
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\d.,:])[1-9]\d{0,2}(?![\d.,:])")
_NAMED = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+ ([A-ZÄÖÜ][a-zäöüß]{3,})\b")


@cache
def _texts() -> tuple[str, ...]:
    with _TEXTS.open("rb") as file:
        return tuple(row["german"].strip() for row in tomllib.load(file)["text"])


@cache
def _surnames() -> frozenset[str]:
    """Return the surnames in the texts: in what a speaker is called, a capital word behind another one."""
    with _TEXTS.open("rb") as file:
        spoken = [phrase for row in tomllib.load(file)["text"] for claim in row["claims"] for phrase in claim[0]]
    return frozenset(match[1] for phrase in spoken for match in _NAMED.finditer(phrase))


def article(number: int) -> str:
    """Return the article of a number, the same each time."""
    texts = _texts()
    turn = number // len(texts)
    chosen = (texts[(number * (1 + 2 * place) + 7 * place) % len(texts)] for place in range(_TOGETHER))
    text = "\n\n".join(chosen)
    if not turn:
        return text
    surnames = sorted(_surnames())
    other = {name: _SURNAMES[(at + turn) % len(_SURNAMES)] for at, name in enumerate(surnames)}
    named = re.sub(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}\b", lambda match: other.get(match.group(), match.group()), text)
    return _NUMBER.sub(lambda match: str(int(match.group()) + turn), named)


def write(path: Path, rows: int) -> None:
    """Write so many articles as rows of a batch."""
    with path.open("w", encoding="utf-8") as file:
        for line in _lines(rows):
            print(line, file=file)


def _lines(rows: int) -> Iterator[str]:
    for number in range(rows):
        yield json.dumps({"id": f"article {number}", "text": article(number)}, ensure_ascii=False)
