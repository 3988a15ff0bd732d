"""Whether texts are read in the language they are in, by length and by language; `python -m bench languages` prints it.

The texts (`bench/data/recognition.tsv`) are in the languages that are read, in dialects of German, and in neighbours:
twenty of each. Counted is for each length and each language

    code            its code is told, a dialect's its own
    as it is        it is read in its language, a dialect in German; one that cannot be read is refused
    asked           it can be read, and the reader is asked which it is, since it is too short or cannot be told
    as German       it is read as German and is not
    as another      it is read as another language that it is not in
    sure and wrong  it is read so, or another language is named, with a confidence of 0.9 or more
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chat.article import language
from chat.errors import LanguageError
from chat.models.languages import readable

TEXTS = Path(__file__).parent / "data" / "recognition.tsv"
LENGTHS = ("headline", "short", "long", "paragraph")
_GERMAN = "de"
_SURE = 0.9


@dataclass(frozen=True)
class Text:
    """A text, its language (ISO 639) and its length; `half` says whether the rules were set on it."""

    code: str
    length: str
    half: str
    text: str

    @property
    def read_as(self) -> str | None:
        """The language that it is to be read in, None where it is to be refused."""
        code = _GERMAN if self.code in language.DIALECTS else self.code
        return code if code in readable() else None


@dataclass(frozen=True)
class Result:
    """What is made of a text: its code, the language it is read in or None, and the code and confidence then told."""

    row: Text
    code: str
    read: str | None
    told: str | None
    confidence: float

    @property
    def is_right(self) -> bool:
        return self.read == self.row.read_as

    @property
    def is_asked(self) -> bool:
        return self.read is None and self.row.read_as is not None

    @property
    def is_german(self) -> bool:
        """Whether it is read as German and is not."""
        return self.read == _GERMAN and not self.is_right

    @property
    def is_another(self) -> bool:
        """Whether it is read as another language that it is not in."""
        return self.read not in (None, _GERMAN) and not self.is_right

    @property
    def is_sure_and_wrong(self) -> bool:
        is_wrong = self.is_german or self.is_another or (self.read is None and self.told not in (None, self.row.code))
        return is_wrong and self.confidence >= _SURE


_COUNTED: dict[str, Callable[[Result], bool]] = {
    "code": lambda found: found.code == found.row.code,
    "as it is": lambda found: found.is_right,
    "asked": lambda found: found.is_asked,
    "as German": lambda found: found.is_german,
    "as another": lambda found: found.is_another,
    "sure and wrong": lambda found: found.is_sure_and_wrong,
}


def texts(path: Path = TEXTS) -> list[Text]:
    """Return the texts of a file."""
    return [
        Text(*line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]


def result(row: Text) -> Result:
    """Return what is made of a text."""
    code = language.detect(row.text).code
    try:
        found = language.readable_language(row.text, readable=readable())
    except LanguageError as error:
        return Result(row, code, None, error.detected, error.confidence)
    return Result(row, code, found.code, found.code, found.confidence)


def print_tables(halves: Sequence[str], *, wrong: bool = False) -> None:
    """Print a row for each length and each language, and with `wrong` each text that is not read as it is."""
    for half in halves:
        found = [result(row) for row in texts() if row.half == half]
        print(f"\n| {half} | n | {' | '.join(_COUNTED)} |\n|{' --- |' * (2 + len(_COUNTED))}")
        for length in LENGTHS:
            _print_row(length, [one for one in found if one.row.length == length])
        for code in dict.fromkeys(one.row.code for one in found):
            _print_row(language.name(code), [one for one in found if one.row.code == code])
        _print_row("all", found)
        if wrong:
            _print_wrong(found)


def _print_row(name: str, found: Sequence[Result]) -> None:
    counted = " | ".join(str(sum(map(is_so, found))) for is_so in _COUNTED.values())
    print(f"| {name} | {len(found)} | {counted} |")


def _print_wrong(found: Iterable[Result]) -> None:
    for one in found:
        if not one.is_right or one.code != one.row.code:
            read = one.read or f"refused ({one.told})"
            print(f"{one.row.code}: {read} {one.confidence:.2f}, code {one.code}: {one.row.text[:70]}")
