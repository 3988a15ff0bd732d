"""How well and how fast a translator translates each language, by a few sentences that say the same in all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from chat.evaluation.measuring import chrf
from chat.evaluation.texts import sentences_in
from chat.lang.en.text import EnglishText
from chat.lang.figures import lacking
from chat.lang.language_names import name
from chat.models.base import Translator
from chat.schema import Frozen
from chat.translation import checked

OnProgress = Callable[[str, int, int], None]  # what is done, how many of how many


class LanguageFigures(Frozen):
    """What was measured of a translator and a language.

    Args:
        engine: the translator.
        language: ISO 639-1.
        sentences: how many were translated.
        chrf: of their English against the references, 0–100 (sacrebleu's chrF2).
        numbers: share of the numbers of the references that their English has, 0–1.
        seconds: a sentence took, checked, several at once.
        english: what they were translated as.
    """

    engine: str
    language: str
    sentences: int
    chrf: float
    numbers: float
    seconds: float
    english: tuple[str, ...]


def measure(translator: Translator, code: str, *, on_progress: OnProgress | None = None) -> LanguageFigures:
    """Measure a translator that is loaded and remembers nothing.

    Raises:
        ModelError: it failed.
        KeyError: there are no sentences in that language.
    """
    report = on_progress or (lambda stage, done, total: None)
    given = sentences_in(code)
    english, started = [""] * len(given), time.perf_counter()
    run = checked.translate([one.sentence for one in given], translator, source=code, is_text=False)
    for done, (index, translation) in enumerate(run, start=1):
        english[index] = translation.english or ""
        report(f"Translating {name(code)}", done, len(given))
    seconds = (time.perf_counter() - started) / len(given)
    references = [one.english for one in given]
    return LanguageFigures(
        engine=translator.name_of(code),
        language=code,
        sentences=len(given),
        chrf=round(chrf(english, references), 1),
        numbers=round(_kept(english, references), 3),
        seconds=round(seconds, 2),
        english=tuple(english),
    )


def _kept(english: Sequence[str], references: Sequence[str]) -> float:
    """Return the share of the numbers of references that translations have, 0–1."""
    there = lost = 0
    for text, reference in zip(map(EnglishText, english), map(EnglishText, references), strict=True):
        there += sum(figure.weighty for figure in reference.figures)
        lost += len(lacking(reference.figures, text.figures, among=[text.text]))
    return 1 - lost / there if there else 1.0


def told(figures: Sequence[LanguageFigures]) -> str:
    """Return a table of figures, a language a line."""
    head = ["language", "sentences", "chrF", "numbers kept", "seconds a sentence"]
    rows = [
        [name(one.language), str(one.sentences), f"{one.chrf:.1f}", f"{one.numbers:.0%}", f"{one.seconds:.1f}"]
        for one in figures
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [head, *rows]
    )
