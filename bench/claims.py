"""Who claims what, against the gold of short news texts made up for this project: `python -m bench claims`.

The texts (`tests/data/gold/*.toml`, whose first lines say how they are annotated) are in registers: agency, interview,
court, … and in two parts: rules are set on the one in `development.toml`, and only measured on `unseen.toml`. Printed
are for each register and each type of claim, in percent:

    claims     how many the gold has
    found      those with a claim whose content is the same by half: shared characters of all characters of both
    speaker    those found whose speakers are written the same, each of them
    touching   those found whose first speaker shares a character with the gold's
    person     those found whose first speaker is the gold's in any of these ways, or is told to be the same person: the
               name that a pronoun or a short form stands for, as the reader is shown it
    stance     of those found, the ones with the right stance
    precision  of the claims read in the texts, the ones that are in the gold; a quotation within one of these, by the
               same speakers, is not counted

and how many claims with a speaker are read in 100 sentences of narrative (`narrative_*.txt`), which has none.

With `--language en` it is the English texts of `tests/data/gold/english/<part>/*.toml`, and instead of narrative false
claims in 100 sentences of these texts: claims read that are not in the gold, nor lie within one that is.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from chat.article import paragraphs, sentences
from chat.attribution.engine import LANGUAGES, find_claims
from chat.schema import Claim

GOLD = Path(__file__).parents[1] / "tests" / "data" / "gold"
PARTS = ("development", "unseen")
ENGLISH_PARTS = (*PARTS, "unseen2")  # the last by somebody who had seen no rule, written later
PIECES = " … "  # between the pieces of a content
_SAME = 0.5  # of the characters of both contents
_FIGURES = "{:14}{:>7}{:>9}{:>9}{:>10}{:>8}{:>8}{:>11}"


@dataclass(frozen=True)
class Attributed:
    """A claim as the gold has it or as it was read.

    `first` is where its first speaker stands, `characters` where those of its content do, white space left out.
    """

    speakers: tuple[str, ...]
    first: range
    content: str
    characters: frozenset[int]
    type: str
    stance: str
    stands_for: str | None = None  # the full name of the first speaker, where one is told

    def __str__(self) -> str:
        return f"{list(self.speakers)} {self.type} {self.stance}: {self.content}"


@dataclass(frozen=True)
class Text:
    """A text of the gold, and the claims it has."""

    register: str
    text: str
    claims: tuple[Attributed, ...]


@dataclass
class Score:
    """Counts of claims: `read` are all that were read, the others those of the gold that are right in that respect."""

    claims: int = 0
    found: int = 0
    speaker: int = 0
    touching: int = 0
    person: int = 0
    stance: int = 0
    read: int = 0
    false: int = 0
    sentences: int = 0

    def count(self, said: Attributed, claim: Attributed | None, read: Sequence[Attributed] = ()) -> None:
        """Count a claim of the gold, and the one that was read for it among all that were."""
        self.claims += 1
        if claim is not None:
            self.found += 1
            self.speaker += said.speakers == claim.speakers
            self.touching += _touch(said.first, claim.first)
            self.person += said.speakers == claim.speakers or not _names(said, read).isdisjoint(_names(claim, read))
            self.stance += said.stance == claim.stance


def _touch(first: range, other: range) -> bool:
    """Return whether two speakers share a character, or are both nobody."""
    if not first or not other:
        return not first and not other
    return max(first.start, other.start) < min(first.stop, other.stop)


def _names(claim: Attributed, read: Sequence[Attributed]) -> set[str]:
    """Return what the first speaker is called where it stands, and in the claims read there."""
    there = [other for other in (claim, *read) if _touch(claim.first, other.first)]
    return {name for other in there for name in (*other.speakers[:1], other.stands_for) if name} or {""}


def texts(path: Path) -> list[Text]:
    """Return the texts of a gold file.

    Raises:
        ValueError: a speaker or a piece of a content is not in its text.
    """
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["text"]
    parts = ((row["register"], row.get("german") or row["english"], row["claims"]) for row in rows)
    return [Text(name, text, tuple(_in_gold(text, *claim) for claim in claims)) for name, text, claims in parts]


def gold(part: str, language: str) -> list[Text]:
    """Return the texts of a part of the gold in a language.

    Raises:
        ValueError: a speaker or a piece of a content is not in its text.
    """
    if language == "en":
        return [text for path in sorted((GOLD / "english" / part).glob("*.toml")) for text in texts(path)]
    return texts(GOLD / f"{part}.toml")


def _in_gold(text: str, speakers: Sequence[str], content: str, type_: str, stance: str) -> Attributed:
    """Return a claim of the gold, its content where it first stands, its first speaker where it stands nearest."""
    spans, position = [], 0
    for piece in content.split(PIECES):
        position = text.index(piece, position) + len(piece)
        spans.append(range(position - len(piece), position))
    places = [_nearest(text, speaker, range(spans[0].start, position)) for speaker in speakers]
    first = places[0] if places else range(0)
    return Attributed(tuple(speakers), first, content, _characters(text, spans), type_, stance)


def _nearest(text: str, phrase: str, content: range) -> range:
    """Return where a phrase stands nearest to a content, as words of their own."""
    places = [range(*match.span()) for match in regex.finditer(rf"(?<!\w){regex.escape(phrase)}(?!\w)", text)]
    if not places:
        raise ValueError(f"{phrase!r} is not in {text!r}")
    return min(places, key=lambda place: max(place.start - content.stop, content.start - place.stop, 0))


def _characters(text: str, spans: Iterable[range]) -> frozenset[int]:
    return frozenset(place for span in spans for place in span if not text[place].isspace())


def read(text: str, language: str = "de") -> tuple[list[Attributed], int]:
    """Return the claims the rules find in a text, and how many sentences it has."""
    article = paragraphs.build(text, max_characters=len(text), language=language)
    split = sentences.split(article, language=language)
    return [_as_read(text, claim) for claim in find_claims(article, split, language=language)], len(split)


def _as_read(text: str, claim: Claim) -> Attributed:
    return Attributed(
        tuple(speaker.text for speaker in claim.speakers),
        range(*claim.speaker.place) if claim.speaker and claim.speaker.place else range(0),
        PIECES.join(span.text for span in claim.content),
        _characters(text, (range(span.start, span.end) for span in claim.content)),
        claim.type,
        claim.stance,
        claim.speaker.resolved if claim.speaker else None,
    )


def paired(gold: Sequence[Attributed], found: Sequence[Attributed]) -> dict[int, int]:
    """Return the index of the claim read for each of the gold: those that share most first, then the same speakers."""
    pairs = sorted(
        (
            -len(said.characters & claim.characters) / len(said.characters | claim.characters),
            said.speakers != claim.speakers,
            index,
            other,
        )
        for index, said in enumerate(gold)
        for other, claim in enumerate(found)
    )
    taken: dict[int, int] = {}
    for shared, _, index, other in pairs:
        if -shared >= _SAME and index not in taken and other not in taken.values():
            taken[index] = other
    return taken


def surplus(found: Sequence[Attributed], matched: Iterable[int]) -> Iterator[Attributed]:
    """Yield the claims read that are not in the gold, without the quotations within one that is."""
    indexes = set(matched)
    right = [found[index] for index in indexes]
    for index, claim in enumerate(found):
        within = any(claim.characters <= other.characters and claim.speakers == other.speakers for other in right)
        if index not in indexes and not (claim.type == "direct" and within):
            yield claim


def outside(found: Sequence[Attributed], matched: Iterable[int], row: Text) -> list[Attributed]:
    """Return the claims read that are not in the gold, nor within one that is."""
    said = [claim.characters for claim in row.claims]
    return [claim for claim in surplus(found, matched) if not any(claim.characters <= inside for inside in said)]


def measured(rows: Iterable[Text], language: str = "de") -> dict[str, Score]:
    """Return the score of each register, then of each type with a colon before it, and of "all"."""
    scores: dict[str, Score] = defaultdict(Score)
    for row in rows:
        found, count = read(row.text, language)
        taken = paired(row.claims, found)
        for index, said in enumerate(row.claims):
            claim = found[taken[index]] if index in taken else None
            for name in (row.register, f": {said.type}", "all"):
                scores[name].count(said, claim, found)
        for name in (row.register, "all"):
            scores[name].read += len(taken) + len(list(surplus(found, taken.values())))
            scores[name].false += len(outside(found, taken.values(), row))
            scores[name].sentences += count
    return {name: scores[name] for name in sorted(scores, key=lambda name: (name == "all", name.startswith(":")))}


def false_claims(path: Path) -> tuple[int, list[tuple[str, Attributed]]]:
    """Return how many sentences a narrative file has, and each claim with a speaker that is read in one of them."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return len(lines), [(line, claim) for line in lines for claim in read(line)[0] if claim.speakers]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def _report(part: str, language: str) -> None:
    """Print the figures of one part."""
    print(f"\n{part}")
    print(_FIGURES.format("", "claims", "found", "speaker", "touching", "person", "stance", "precision"))
    scores = measured(gold(part, language), language)
    for name, score in scores.items():
        shares = (_percent(count, score.claims) for count in (score.found, score.speaker, score.touching, score.person))
        stance, precision = _percent(score.stance, score.found), _percent(score.found, score.read)
        print(_FIGURES.format(name.removeprefix(": "), score.claims, *shares, stance, precision))
    if language == "en" and (whole := scores.get("all")):
        share = _percent(whole.false, whole.sentences)
        print(f"false claims in 100 sentences: {share} ({whole.false} in {whole.sentences})")


def _report_false(part: str, *, listed: bool) -> None:
    """Print how often a claim is read in narrative, and `listed` also where."""
    count, false = false_claims(GOLD / f"narrative_{part}.txt")
    print(f"false claims in 100 sentences of narrative: {_percent(len(false), count)} ({len(false)} in {count})")
    for line, claim in false if listed else ():
        print(f"    {line}\n        read  {claim}")


def _report_wrong(rows: Iterable[Text], language: str) -> None:
    """Print the texts that are read wrongly in any respect but the type, with their claims and those read."""
    for row in rows:
        found, _ = read(row.text, language)
        taken = paired(row.claims, found)
        right = all(
            index in taken
            and (said.speakers, said.stance) == (found[taken[index]].speakers, found[taken[index]].stance)
            for index, said in enumerate(row.claims)
        )
        if not right or any(surplus(found, taken.values())):
            print(f"\n{row.register}\n{row.text.strip()}")
            print(
                "\n".join([*(f"    gold  {said}" for said in row.claims), *(f"    read  {claim}" for claim in found)])
            )


def parts(language: str) -> tuple[str, ...]:
    """Return the parts of the gold in a language: the one that rules are set on, and those that they are not."""
    return ENGLISH_PARTS if language == "en" else PARTS


def main() -> None:
    """Measure each part that is there, and print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m bench claims", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=ENGLISH_PARTS, help="one part only; the last is English")
    parser.add_argument("--language", choices=LANGUAGES, default="de", help="of the texts; German, unless told")
    parser.add_argument("--wrong", action="store_true", help="print what is read wrongly in development, never unseen")
    options = parser.parse_args()
    if options.part and options.part not in parts(options.language):
        parser.error(f"there is no part {options.part} in this language")
    for part in (options.part,) if options.part else parts(options.language):
        _report(part, options.language)
        if options.language == "de":
            _report_false(part, listed=options.wrong and part == PARTS[0])
        if options.wrong and part == PARTS[0]:
            _report_wrong(gold(part, options.language), options.language)
