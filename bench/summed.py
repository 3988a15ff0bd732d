"""Summaries of articles made up for this project, against what they should tell: `python -m bench summed`.

The articles are those of `bench asked`, whose main event and disputes were marked beforehand. Printed is which share of
the summaries tells the main event in the first sentence (it cites a sentence that tells it, and has its words), which
share of the disputes appears with both its sides, which share of the sentences that cite a claim names its speaker, how
many sentences rest on several of the article's, and how many are the article's own; apart for the articles that `bench
asked` asks for one thing in many ways.

The model condenses the English that was written with the articles; with --read they are read with the engines of the
settings first.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from bench.asked import GOLD, INTENTS, PARTS
from chat import pipeline
from chat.attribution import ledger
from chat.attribution.reported import with_speaker
from chat.models import registry
from chat.models.registry import Engines
from chat.schema import Length, Reading, SummarySentence
from chat.settings import Settings


@dataclass(frozen=True)
class Text:
    """An article with its main event and disputes.

    Args:
        words: patterns that the first sentence of a summary has.
        main: beginnings of the German sentences that tell the main event.
        disputes: of each, for each side, beginnings of those that tell it.
    """

    name: str
    german: str
    english: str
    words: tuple[str, ...]
    main: tuple[str, ...]
    disputes: tuple[tuple[tuple[str, ...], ...], ...]


def texts(part: str) -> Iterator[Text]:
    """Yield the articles of a part that have a main event marked."""
    for path in sorted((GOLD / part).glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        if event := row.get("main_event"):
            disputes = tuple(tuple(map(tuple, dispute["proof"])) for dispute in row.get("disputes", ()))
            yield Text(
                path.stem,
                row["text"].strip(),
                row["english"].strip(),
                tuple(event["words"]),
                tuple(event["proof"]),
                disputes,
            )


def measured(text: Text, reading: Reading) -> Counter[str]:
    """Return the counts of one summary."""
    german = {sentence.id: sentence.text for sentence in reading.sentences}
    told = reading.summary.sentences if reading.summary else ()

    def cites(sentences: Sequence[SummarySentence], beginnings: Sequence[str]) -> bool:
        cited = [german[number] for sentence in sentences for number in sentence.citations]
        return any(begin in sentence for sentence in cited for begin in beginnings)

    first = told[:1]
    has_words = all(re.search(pattern, sentence.text, re.IGNORECASE) for sentence in first for pattern in text.words)
    counts = Counter(articles=1, main=int(bool(first) and has_words and cites(first, text.main)))
    counts["disputes"] = len(text.disputes)
    counts["both sides"] = sum(all(cites(told, side) for side in dispute) for dispute in text.disputes)
    built = ledger.build(reading.claims, reading.sentences)
    for sentence in told:
        sources = [source for source in reading.sentences if source.id in sentence.citations]
        of_claims = any(source.id in claim.sentences for claim in reading.claims for source in sources)
        named = with_speaker(sentence.text, sources, reading.claims, built) == sentence.text
        counts += Counter(
            sentences=1,
            claims=int(of_claims),
            named=int(of_claims and named),
            joined=int(len(sentence.condensed) > 1),
            own=int(sentence.extracted),
        )
    return counts


def measure(
    part: str, engines: Engines, *, length: Length, read: bool, names: Sequence[str] = (), show: bool = False
) -> Counter[str]:
    """Summarise the articles of a part, print what their summaries tell, and return the counts of the articles.

    Args:
        read: they are translated by the engines.
        show: the summaries are printed.
    """
    of_articles, of_intents = Counter[str](), Counter[str]()
    for text in texts(part):
        if names and text.name not in names:
            continue
        reading = pipeline.read(text.german, engines) if read else pipeline.compare(text.german, text.english)
        reading = pipeline.summarise(reading, engines, length=length)
        one = measured(text, reading)
        counts = of_intents if text.name.startswith(INTENTS) else of_articles
        counts.update(one)
        if show and reading.summary:
            print(f"{text.name}: {'main event' if one['main'] else 'NO MAIN EVENT'}, {one['both sides']} of "
                  f"{one['disputes']} disputes: {reading.summary.title}")  # fmt: skip
            for sentence in reading.summary.sentences:
                print(f"    {sentence.text} {list(sentence.citations)}{' =' if sentence.extracted else ''}", flush=True)
    for title, counts in (("articles", of_articles), (f"{INTENTS}*", of_intents)):
        if counts:
            _print(title, counts)
    return of_articles


def _print(title: str, counts: Counter[str]) -> None:
    print(title)
    for name, of in (("main", "articles"), ("both sides", "disputes"), ("named", "claims"), ("joined", "sentences"),
                     ("own", "sentences")):  # fmt: skip
        print(f"{name:12}{counts[name]:5} of {counts[of]:4} {of:12}{counts[name] / (counts[of] or 1):8.3f}")


def main() -> int:
    """Measure both parts, or one."""
    parser = argparse.ArgumentParser(
        prog="python -m bench summed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="articles, by the names of their files; none: all")
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--length", choices=get_args(Length), default="medium")
    parser.add_argument("--read", action="store_true", help="read the articles with the engines of the settings")
    parser.add_argument("--show", action="store_true", help="print the summaries")
    options = parser.parse_args()
    engines = registry.open_engines(Settings())
    for part in options.part or PARTS:
        print(f"{part}:")
        measure(part, engines, length=options.length, read=options.read, names=options.names, show=options.show)
    return 0
