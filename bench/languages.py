"""Language detectors compared on texts made up for this project: `python -m bench languages`.

The texts (`bench/data/languages.tsv`) are in classes: German headlines, short lines, capitals, running sentences, Swiss
spelling, dialects, neighbours of German, other languages, texts in two languages. Printed are for each class and each
half of the texts, in percent, how often it is told rightly whether a text is German, dialects counted as German, and
how often its code is right; the same for three texts of a class as one paragraph; how often each is sure, and how many
of those are wrong; and what each costs. Those that are not installed are skipped.

    langdetect, py3langid   each alone
    lingua, lingua low      lingua with all its languages, and in its mode of low accuracy
    then py3langid, …       langdetect, and where it is less than 0.9 sure the other
    together                a quarter langdetect, three quarters py3langid (`chat/article/detectors.py`)
    belegt                  that, with the rules around it: whether a text is read, and what it is called

Then whether texts in all languages that are read, and in their neighbours, are read as what they are (`recognition`).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil

from bench import recognition
from chat.article import detectors, language
from chat.errors import LanguageError

Told = tuple[str, float]
Detector = Callable[[str], Told]

TEXTS = Path(__file__).parent / "data" / "languages.tsv"
HALVES = ("seen", "unseen")
GERMAN = frozenset({"de", "gsw", "bar"})
_SURE = 0.9
_FIRST = "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke abzureißen."
_SEVERAL = frozenset(
    {"english_quotations", "english_paragraphs", "german_quotations", "german_in_foreign", "article_german"}
)
_KINDS = {
    "de": "German",
    **dict.fromkeys(("gsw", "bar"), "dialects"),
    **dict.fromkeys(("lb", "nds", "fy"), "neighbours"),
}
_NORWEGIAN = {"nb": "no", "nn": "no"}


@dataclass(frozen=True)
class Text:
    """A text, its class and its language (ISO 639); `half` says whether the rules were set on it."""

    kind: str
    code: str
    half: str
    text: str


@dataclass(frozen=True)
class Way:
    """A way to tell a language; `reads` says whether a text is read as German, where that is not just its code."""

    packages: tuple[str, ...]
    detect: Detector
    reads: Callable[[str], bool] | None = None


def texts(path: Path = TEXTS) -> list[Text]:
    """Return the texts of a file."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [Text(kind, code, half, text.replace("\\n", "\n")) for kind, code, half, text in rows]


def threes(rows: Iterable[Text]) -> list[Text]:
    """Return the texts of a line by three, as paragraphs of one language; classes of several languages are left out."""
    done = []
    for (code, half, _), group in groupby(rows, key=lambda row: (row.code, row.half, row.kind)):
        found = [row.text for row in group if row.kind not in _SEVERAL]
        pieces = [" ".join(found[start : start + 3]) for start in range(0, len(found) - 2, 3)]
        done += [Text(f"by three, {_KINDS.get(code, 'other languages')}", code, half, piece) for piece in pieces]
    return done


def _likeliest(found: dict[str, float]) -> Told:
    return max(found.items(), key=lambda one: one[1]) if found else ("und", 0.0)


def _langdetect(text: str) -> Told:
    return _likeliest(detectors.by_langdetect(detectors.in_small_letters(text)))


def _py3langid(text: str) -> Told:
    return _likeliest(detectors.by_py3langid(detectors.in_small_letters(text)))


def _together(text: str) -> Told:
    return next(iter(detectors.ranked(text)), ("und", 0.0))


@cache
def _lingua_of(*, low: bool) -> Any:
    builder = importlib.import_module("lingua").LanguageDetectorBuilder.from_all_languages()
    return (builder.with_low_accuracy_mode() if low else builder).build()


def _lingua(text: str, *, low: bool = False) -> Told:
    found = _lingua_of(low=low).compute_language_confidence_values(detectors.in_small_letters(text))[0]
    code = found.language.iso_code_639_1.name.lower()
    return _NORWEGIAN.get(code, code), found.value


def _lingua_low(text: str) -> Told:
    return _lingua(text, low=True)


def _belegt(text: str) -> Told:
    found = language.detect(text)
    return found.code, found.confidence


def _is_read(text: str) -> bool:
    try:
        language.readable_language(text, readable={language.GERMAN})
    except LanguageError:
        return False
    return True


def _after_langdetect(second: Detector) -> Detector:
    """Return the detector that asks langdetect, and the second where that is not sure."""

    def detect(text: str) -> Told:
        first = _langdetect(text)
        return first if first[1] >= _SURE else second(text)

    return detect


WAYS: dict[str, Way] = {
    "langdetect": Way(("langdetect",), _langdetect),
    "py3langid": Way(("py3langid",), _py3langid),
    "lingua": Way(("lingua",), _lingua),
    "lingua low": Way(("lingua",), _lingua_low),
    "then py3langid": Way(("langdetect", "py3langid"), _after_langdetect(_py3langid)),
    "then lingua": Way(("langdetect", "lingua"), _after_langdetect(_lingua)),
    "together": Way(("langdetect", "py3langid"), _together),
    "belegt": Way(("langdetect", "py3langid"), _belegt, _is_read),
}


@dataclass(frozen=True)
class Result:
    """What a way says of a text: whether that it is German is told rightly, whether the code is, and how sure it is."""

    row: Text
    german: bool
    code: bool
    confidence: float


def results(way: Way, rows: Sequence[Text]) -> list[Result]:
    """Return what a way says of some texts."""
    done = []
    for row in rows:
        code, confidence = way.detect(row.text)
        read = way.reads(row.text) if way.reads else code in GERMAN
        done.append(Result(row, read == (row.code in GERMAN), code == row.code, confidence))
    return done


def _percent(hits: Iterable[bool]) -> str:
    found = list(hits)
    return f"{100 * sum(found) / len(found):.0f}" if found else "-"


def _print_table(half: str, told: dict[str, list[Result]]) -> None:
    """Print a row for each class: German or not, and the code, in percent, for each way."""
    print(f"\n| {half} | n | {' | '.join(told)} |\n|{' --- |' * (2 + len(told))}")
    first = next(iter(told.values()))
    for kind in dict.fromkeys(result.row.kind for result in first if result.row.half == half):
        cells = []
        for found in told.values():
            here = [result for result in found if result.row.kind == kind and result.row.half == half]
            cells.append(f"{_percent(one.german for one in here)} / {_percent(one.code for one in here)}")
        print(f"| {kind} | {len(here)} | {' | '.join(cells)} |")


def _print_sure(half: str, told: dict[str, list[Result]]) -> None:
    """Print how often each way is sure, by confidence, and how many of those are wrong of German or not."""
    print(f"\n| {half}: sure / wrong then | 0.3 | 0.5 | 0.7 | 0.9 |\n| --- | --- | --- | --- | --- |")
    for name, found in told.items():
        here = [result for result in found if result.row.half == half]
        cells = []
        for least in (0.3, 0.5, 0.7, 0.9):
            sure = [result for result in here if result.confidence >= least]
            cells.append(f"{_percent(result in sure for result in here)} / {sum(not one.german for one in sure)}")
        print(f"| {name} | {' | '.join(cells)} |")


def _cost(name: str) -> tuple[float, float]:
    """Return the seconds and the MB that the first text takes; to be called in a process of its own."""
    before, started = psutil.Process().memory_info().rss, time.perf_counter()
    WAYS[name].detect(_FIRST)
    return time.perf_counter() - started, (psutil.Process().memory_info().rss - before) / 1e6


def _print_costs(names: Iterable[str], rows: Sequence[Text]) -> None:
    """Print what each way takes to load, and how fast it is then."""
    print("\n| way | first text, s | memory, MB | texts/s |\n| --- | --- | --- | --- |")
    for name in names:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            seconds, megabytes = fresh.submit(_cost, name).result()
        started = time.perf_counter()
        for row in rows:
            WAYS[name].detect(row.text)
        speed = len(rows) / (time.perf_counter() - started)
        print(f"| {name} | {seconds:.2f} | {megabytes:.0f} | {speed:,.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="only one half of the texts; default: both, one after the other")
    parser.add_argument("--wrong", action="store_true", help="the texts too that are not read as what they are")
    options = parser.parse_args()
    halves = [options.half] if options.half else HALVES
    rows = texts()
    rows += threes(sorted(rows, key=lambda row: row.half))
    ways = {name: way for name, way in WAYS.items() if all(map(importlib.util.find_spec, way.packages))}
    for half in halves:
        told = {name: results(way, [row for row in rows if row.half == half]) for name, way in ways.items()}
        _print_table(half, told)
        _print_sure(half, told)
    _print_costs(ways, rows)
    recognition.print_tables(halves, wrong=options.wrong)


if __name__ == "__main__":
    main()
