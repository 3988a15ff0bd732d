"""Sentence splitters compared on annotated articles: `python -m bench sentences PATH`.

Without PATH the project's own tricky lines of each language are split, by Belegt and at every full stop.

PATH is a JSONL file with rows {"text", "sentences": [[start, end], …]}. A boundary is the end of a sentence within
a paragraph; the last one of each paragraph is left out, since everybody finds it. Splitters that are not installed
are skipped.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

Spans = set[tuple[int, int]]
Splitter = Callable[[str], Spans]

_PARAGRAPH = regex.compile(r"(?:(?!\n[ \t]*\n).)+", regex.DOTALL)
_PASSES = 3
LINES = Path(__file__).parents[1] / "tests" / "data" / "lines" / "sentences"


@dataclass
class Score:
    """Counts of boundaries and of whole sentences, and the seconds it took."""

    found: int = 0
    gold: int = 0
    right: int = 0
    sentences: int = 0
    exact: int = 0
    seconds: float = 0.0

    @property
    def figures(self) -> tuple[float, float, float, float]:
        """Precision, recall and F1 of boundaries, and the share of annotated sentences found exactly, each 0–1."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return precision, recall, f1, self.exact / max(self.sentences, 1)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between blank lines."""
    for match in _PARAGRAPH.finditer(text):
        if match.group().strip():
            yield match.span()


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def located(text: str, pieces: Iterator[str]) -> Spans:
    """Return the spans of consecutive pieces of a text."""
    spans, position = set(), 0
    for piece in pieces:
        piece = piece.strip()
        start = text.find(piece, position)
        if piece and start >= 0:
            position = start + len(piece)
            spans.add((start, position))
    return spans


def by_paragraph(split: Callable[[str], Iterator[str]]) -> Splitter:
    """Return a splitter of whole texts from one that yields the sentences of a paragraph as strings."""

    def spans(text: str) -> Spans:
        return {
            (start + first, start + last)
            for start, end in paragraphs(text)
            for first, last in located(text[start:end], split(text[start:end]))
        }

    return spans


def _belegt() -> Splitter:
    from chat.article import paragraphs, sentences

    def spans(text: str) -> Spans:
        read = paragraphs.build(text, max_characters=10**9)
        return {(sentence.start, sentence.end) for sentence in sentences.split(read)}

    return spans


def _syntok() -> Splitter:
    segmenter = importlib.import_module("syntok.segmenter")

    def split(text: str) -> Iterator[str]:
        for paragraph in segmenter.analyze(text):
            for tokens in paragraph:
                yield text[tokens[0].offset : tokens[-1].offset + len(tokens[-1].value)]

    return by_paragraph(split)


def _pysbd() -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(language="de", clean=False)
    return by_paragraph(lambda text: iter(segmenter.segment(text)))


def _segtok() -> Splitter:
    split_multi = importlib.import_module("segtok.segmenter").split_multi
    return by_paragraph(lambda text: iter(split_multi(text)))


def _sentencex() -> Splitter:
    segment = importlib.import_module("sentencex").segment
    return by_paragraph(lambda text: iter(segment("de", text)))


def _blingfire() -> Splitter:
    split = importlib.import_module("blingfire").text_to_sentences
    return by_paragraph(lambda text: iter(split(text).split("\n")))


def _punctuation() -> Splitter:
    return by_paragraph(lambda text: iter(regex.split(r"(?<=[.!?])\s+", text)))


SPLITTERS: dict[str, tuple[str, Callable[[], Splitter]]] = {
    "punctuation": ("regex", _punctuation),
    "syntok": ("syntok", _syntok),
    "pysbd": ("pysbd", _pysbd),
    "segtok": ("segtok", _segtok),
    "sentencex": ("sentencex", _sentencex),
    "blingfire": ("blingfire", _blingfire),
    "belegt": ("chat", _belegt),
}


def measured(splitter: Splitter, rows: list[dict[str, Any]]) -> Score:
    """Return the score of a splitter on annotated rows; seconds are of the fastest of a few passes."""
    score = Score(seconds=min(_timed(splitter, rows) for _ in range(_PASSES)))
    for row in rows:
        text = row["text"]
        gold = {stripped(text, *span) for span in row["sentences"]}
        found = {stripped(text, *span) for span in splitter(text)}
        last = {stripped(text, *span)[1] for span in paragraphs(text)}
        gold_ends, found_ends = {end for _, end in gold} - last, {end for _, end in found} - last
        score.found += len(found_ends)
        score.gold += len(gold_ends)
        score.right += len(gold_ends & found_ends)
        score.sentences += len(gold)
        score.exact += len(gold & found)
    return score


def of_own_lines() -> Iterator[tuple[str, int, int, int]]:
    """Yield each language that has tricky lines: how many, how many are split rightly, and how many at every stop."""
    from chat.article import paragraphs, sentences

    for path in sorted(LINES.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        right = plain = 0
        for line in lines:
            text, wanted = line.replace(" | ", " "), line.split(" | ")
            read = paragraphs.build(text, max_characters=len(text), language=path.stem)
            right += [found.text for found in sentences.split(read, language=path.stem)] == wanted
            plain += regex.split(r"(?<=[.!?…])\s+", text) == wanted
        yield path.stem, len(lines), right, plain


def _timed(splitter: Splitter, rows: list[dict[str, Any]]) -> float:
    start = time.perf_counter()
    for row in rows:
        splitter(row["text"])
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?", help='JSONL rows {"text", "sentences": [[start, end]]}')
    path = parser.parse_args().path
    if path is None:
        sys.stdout.write("language  lines  right  at every stop\n")
        for code, lines, right, plain in of_own_lines():
            sys.stdout.write(f"{code:9} {lines:5}  {right / lines:.3f}  {plain / lines:.3f}\n")
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    characters = sum(len(row["text"]) for row in rows)
    sys.stdout.write("splitter     precision recall  F1     exact  characters/s\n")
    for name, (module, make) in SPLITTERS.items():
        if importlib.util.find_spec(module) is None:
            continue
        score = measured(make(), rows)
        precision, recall, f1, exact = score.figures
        speed = characters / score.seconds
        sys.stdout.write(f"{name:12} {precision:.4f}    {recall:.4f}  {f1:.4f} {exact:.4f} {speed:,.0f}\n")


if __name__ == "__main__":
    main()
