"""An article in each language, read end to end: `python -m bench abroad [--given] [--language CODE] [--listed]`.

The articles (`tests/data/gold/languages/*.toml`) have their sentences, a good English of each, and the claims that a
careful reader lists. Printed for each language:

    sentences    of the gold's, those that are split just so; "more" are others than the gold has
    boilerplate  of the lines that stand around the article, those that are left out
    numbers      of the weighty numbers of the original, those that the English has
    doubted      sentences with a doubt about what their English says
    claims       of the gold's, those for which somebody is read to claim something in that sentence
    speaker      of the gold's, those for which it is the right one
    more         claims that are read with a speaker in sentences where the gold has none
    chrF         of the English against the gold's
    cited        sentences of the summary, and those that cite nothing
    s            seconds that it took

With --given the translation is the gold's, and no model is asked: what is left to be wrong is the code's.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sacrebleu

from chat import pipeline
from chat.lang.characters import one_line
from chat.lang.figures import missing
from chat.lang.names import sound
from chat.lang.words import english_stems, words
from chat.models import registry
from chat.models.base import Translator
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.schema import Claim, Ledger, Reading
from chat.settings import Settings

GOLD = Path(__file__).parents[1] / "tests" / "data" / "gold" / "languages"
_HEAD = "{:5}{:>11}{:>6}{:>13}{:>9}{:>9}{:>8}{:>9}{:>6}{:>7}{:>8}{:>6}"
_UNNAMED = frozenset({"unnamed", "source", "sources", "unattributed", "anonymous", "report", "reports"})


@dataclass(frozen=True)
class Article:
    """An article of the gold. `claims` are who says it, the number of the sentence, the stance, and what."""

    code: str
    text: str
    sentences: tuple[str, ...]
    boilerplate: tuple[str, ...]
    english: tuple[str, ...]
    claims: tuple[tuple[str, int, str, str], ...]


class Given(Translator):
    """A translator that knows the sentences of one article; others it cannot translate."""

    name = "gold"

    def __init__(self, article: Article) -> None:
        self._english = {one_line(own): told for own, told in zip(article.sentences, article.english, strict=True)}

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English), empty for a sentence that is none of the article's."""
        yield from ((index, self._english.get(one_line(own), "")) for index, own in enumerate(sentences))


@dataclass
class Score:
    """What is right of an article, and what is not, in words."""

    sentences: int = 0
    more_sentences: int = 0
    boilerplate: int = 0
    numbers: int = 0
    all_numbers: int = 0
    claims: int = 0
    speakers: int = 0
    more_claims: int = 0
    wrong: list[str] = field(default_factory=list)


def articles(language: str | None = None) -> list[Article]:
    """Return the articles of the gold, or the one of a language."""
    rows = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.toml"))]
    return [
        Article(
            code=row["code"],
            text=row["text"],
            sentences=tuple(row["sentences"]),
            boilerplate=tuple(row["boilerplate"]),
            english=tuple(row["english"]),
            claims=tuple((who, number, stance, what) for who, number, stance, what in row["claims"]),
        )
        for row in rows
        if language in (None, row["code"])
    ]


def scored(article: Article, reading: Reading) -> Score:
    """Return what of a reading of an article is as the gold has it."""
    score = Score()
    split = [one_line(sentence.text) for sentence in reading.content]
    own = [one_line(text) for text in article.sentences]
    score.sentences = sum(text in split for text in own)
    others = [text for text in split if text not in own]
    score.more_sentences = len(others)
    score.wrong += [f"split as: {text}" for text in others]
    left_out = " ".join(one_line(s.text) for s in reading.sentences if s.kind == "boilerplate")
    score.boilerplate = sum(one_line(line) in left_out for line in article.boilerplate)
    score.wrong += [f"not left out: {line}" for line in article.boilerplate if one_line(line) not in left_out]
    _score_numbers(reading, score)
    _score_claims(article, reading, score)
    return score


def _score_numbers(reading: Reading, score: Score) -> None:
    code = reading.language.code
    for sentence in reading.content:
        weighty = [figure for figure in sentence.in_original.figures if figure.weighty]
        lost = missing(sentence.plain, code, among={"en": sentence.english or ""})
        score.all_numbers += len(weighty)
        score.numbers += len(weighty) - len(lost)
        score.wrong += [f"numbers {lost} are not in: {sentence.english}"] if lost else []


def _score_claims(article: Article, reading: Reading, score: Score) -> None:
    ledger = pipeline.analysed(reading).ledger
    number = {one_line(text): place for place, text in enumerate(article.sentences, start=1)}
    placed = {sentence.id: number.get(one_line(sentence.text)) for sentence in reading.content}
    read: dict[int, list[Claim]] = {}
    for claim in reading.claims:
        for id in claim.sentences:
            if at := placed.get(id):
                read.setdefault(at, []).append(claim)
    for who, at, stance, what in article.claims:
        there = read.get(at, [])
        is_right = any(_is_said_by(who, claim, ledger) for claim in there)
        score.claims += bool(there)
        score.speakers += is_right
        if not is_right:
            found = "; ".join(f"{_called(claim, ledger)}: {claim.told}" for claim in there) or "nothing"
            score.wrong.append(f"({at}) {who} {stance} {what}\n        read  {found}")
    claimed = {at for _, at, _, _ in article.claims}
    for at, claims in read.items():
        for claim in claims if at not in claimed else ():
            if claim.speaker and not claimed.intersection(placed[id] or 0 for id in claim.sentences):
                score.more_claims += 1
                score.wrong.append(f"({at}) more: {_called(claim, ledger)}: {claim.told}")


def _called(claim: Claim, ledger: Ledger) -> str:
    return " and ".join(
        f"{entry.name}, {entry.role}" if entry.role else entry.name for entry in ledger.entries_of(claim.id)
    )


def _is_said_by(who: str, claim: Claim, ledger: Ledger) -> bool:
    """Return whether what a speaker is called shares a name or another content word with whom the gold names."""
    spoken = [speaker.text for speaker in claim.speakers]
    called = " ".join([_called(claim, ledger), *spoken, *(a for e in ledger.entries_of(claim.id) for a in e.aliases)])
    named = {sound(word) for word in words(who) if word[:1].isupper()} & {
        sound(w) for w in words(called) if w[:1].isupper()
    }
    unnamed = not claim.speaker and bool(_UNNAMED.intersection(word.lower() for word in words(who)))
    return bool(named) or unnamed or bool(set(english_stems(who)) & set(english_stems(called)))


def _chrf(article: Article, reading: Reading) -> float:
    english = {one_line(sentence.text): sentence.english or "" for sentence in reading.content}
    told = [english.get(one_line(text), "") for text in article.sentences]
    return float(sacrebleu.corpus_chrf(told, [list(article.english)]).score)


def _row(article: Article, reading: Reading, score: Score, seconds: float) -> str:
    summary = reading.summary.sentences
    return _HEAD.format(
        article.code,
        f"{score.sentences}/{len(article.sentences)}",
        score.more_sentences,
        f"{score.boilerplate}/{len(article.boilerplate)}",
        f"{score.numbers}/{score.all_numbers}",
        sum(not sentence.is_sound for sentence in reading.content),
        f"{score.claims}/{len(article.claims)}",
        f"{score.speakers}/{len(article.claims)}",
        score.more_claims,
        f"{_chrf(article, reading):.1f}",
        f"{len(summary)}/{sum(not one.citations for one in summary)}",
        f"{seconds:.0f}",
    )


def _report(article: Article, engines: Engines, *, length: bool, listed: bool) -> None:
    started = time.perf_counter()
    reading = pipeline.read(article.text, engines, length="medium" if length else None)
    score = scored(article, reading)
    print(_row(article, reading, score, time.perf_counter() - started), flush=True)
    if listed:
        print("".join(f"    {line}\n" for line in score.wrong), end="")
        print("".join(f"    summary  {one.text} {list(one.citations)}\n" for one in reading.summary.sentences), end="")


def main() -> None:
    """Read the articles, and print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m bench abroad", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--given", action="store_true", help="with the gold's translation, and without a model")
    parser.add_argument("--language", metavar="CODE", help="one language only")
    parser.add_argument("--listed", action="store_true", help="print what is wrong, and the summary")
    options = parser.parse_args()
    names = [
        "sentences",
        "more",
        "boilerplate",
        "numbers",
        "doubted",
        "claims",
        "speaker",
        "more",
        "chrF",
        "cited",
        "s",
    ]
    print(_HEAD.format("", *names))
    engines = None if options.given else registry.open_engines(Settings())
    for article in articles(options.language):
        given = engines or Engines(Scripted(default=""), Given(article))
        _report(article, given, length=not options.given, listed=options.listed)


if __name__ == "__main__":
    main()
