"""How long the checks take: the German analysed once for its translations, against anew for each of them.

Each sentence gets three translations: the one given, the same with other digits, and its first half. Without files they
are those of the tests' article, again and again until there are as many as `--limit` says. Both ways run in turns, and
the ratio is that of all rounds together.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from chat.article import paragraphs, sentences
from chat.intake import source
from chat.lang.de.text import GermanText
from chat.schema import content_of
from chat.translation.checks import doubts

DATA = Path(__file__).parent.parent / "tests" / "data"
ENOUGH = 34  # sentences, for a hundred translations
_OTHER_DIGITS = str.maketrans("0123456789", "1234567890")

Work = tuple[str, tuple[str, ...]]  # a sentence and its translations


def candidates(english: str) -> tuple[str, ...]:
    """Return three translations of a sentence: one as given, one with other numbers, and one that lacks a part."""
    words = english.split()
    return english, english.translate(_OTHER_DIGITS), " ".join(words[: len(words) // 2])


def once(work: Sequence[Work]) -> int:
    """Return the number of doubts, each sentence analysed once."""
    analysed = [(GermanText(sentence), translations) for sentence, translations in work]
    return sum(len(doubts(german, english)) for german, translations in analysed for english in translations)


def anew(work: Sequence[Work]) -> int:
    """Return the number of doubts, each sentence analysed for each of its translations."""
    return sum(len(doubts(GermanText(german), english)) for german, translations in work for english in translations)


def _pairs(german: Path | None, english: Path | None, limit: int | None) -> list[tuple[str, str]]:
    """Return the sentences with their translations: the lines of two files, or those of the tests' article."""
    if german and english:
        files = (path.read_text(encoding="utf-8").splitlines() for path in (german, english))
        return list(zip(*files, strict=True))[:limit]
    article = paragraphs.build(source.from_file(DATA / "hafenbruecke.txt"), max_characters=10_000)
    own = [sentence.plain for sentence in content_of(sentences.split(article))]
    translated = (DATA / "hafenbruecke.en.txt").read_text(encoding="utf-8").splitlines()
    return list(islice(cycle(zip(own, translated, strict=True)), limit or ENOUGH))


def _seconds(way: Callable[[Sequence[Work]], int], work: Sequence[Work]) -> float:
    started = time.perf_counter()
    way(work)
    return time.perf_counter() - started


def main() -> None:
    """Print the seconds of both ways, and their ratio."""
    parser = argparse.ArgumentParser(
        prog="python -m bench checks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--de", type=Path, metavar="FILE", help="German, a sentence a line")
    parser.add_argument("--en", type=Path, metavar="FILE", help="its translation, a sentence a line")
    parser.add_argument("--limit", type=int, default=None, help=f"so many sentences; of the tests' article {ENOUGH}")
    parser.add_argument("--rounds", type=int, default=4, help="an even number is fair; default: 4")
    options = parser.parse_args()
    if (options.de is None) != (options.en is None):
        parser.error("--de and --en go together")
    pairs = _pairs(options.de, options.en, options.limit)
    work = [(german, candidates(english)) for german, english in pairs]
    count = sum(len(translations) for _, translations in work)
    ways = [("once", once), ("anew", anew)]
    print(f"{len(work)} sentences, {count} translations, {once(work)} doubts ({anew(work)} anew)", flush=True)
    spent = dict.fromkeys(dict(ways), 0.0)
    for _ in range(options.rounds):
        for name, way in ways:
            spent[name] += _seconds(way, work)
        ways.reverse()
    for name, taken in spent.items():
        print(f"{name}: {1000 * taken / options.rounds / count:.2f} ms a translation")
    print(f"ratio anew to once: {spent['anew'] / spent['once']:.2f}")


if __name__ == "__main__":
    main()
