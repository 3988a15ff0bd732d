"""Articles on one matter share names, and claims of others are hardly ever put together."""

from __future__ import annotations

import tomllib
from pathlib import Path

from chat import pipeline
from chat.dossier.matters import matters
from chat.dossier.sources import Source
from chat.dossier.topics import topics
from tests.dossier.builders import sources

GOLD = Path(__file__).parents[1] / "data" / "gold" / "dossiers" / "development"


def test_articles_that_share_names_are_on_one_matter_also_by_way_of_another() -> None:
    given = sources(
        "In Kallstedt wird gestritten. Vera Lund sagte, der Steg am Lenkebach sei morsch.",
        "Der Lenkebach bei Kallstedt ist über die Ufer getreten. In Ahrwede half die Feuerwehr, sagte Udo Brenk.",
        "Nach der Flut in Ahrwede sagte Udo Brenk, die Keller seien trocken.",
        "Im Zoo von Wesselrode sagte Anton Mehring, die Elefanten seien gesund.",
    )
    first, second, third, fourth = matters(given)
    assert first == second == third != fourth
    assert matters([]) == []


def test_articles_on_unrelated_matters_have_hardly_any_topic() -> None:
    texts = [
        tomllib.loads(path.read_text(encoding="utf-8"))["articles"][0]["text"].strip()
        for path in sorted(GOLD.glob("*.toml"))
    ]
    given = [Source(at, pipeline.analysed(pipeline.known(text))) for at, text in enumerate(texts, start=1)]
    assert len(texts) > 5 and len(topics(given)) <= 1
