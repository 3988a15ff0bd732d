"""What is found across the articles of a dossier, on dossiers made up for this project: `python -m bench dossier`.

The dossiers (`tests/data/gold/dossiers/`, how they are written stands in its README) are in parts: rules are set on the
one in `development/`, and only measured on the others. Their English is the one written with them; no
model is asked but the embedder, where it is here. Printed are, for each dossier, the pairs of people that are the same,
of claims on one topic (precision, recall, F1; a claim by its sentence), the contradictions found and the false ones,
and the copies and quotations found.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.many_articles import measure_many
from chat import pipeline
from chat.article import paragraphs, sentences
from chat.attribution import engine, in_translation
from chat.attribution.translated import english_side
from chat.dossier.copies import copies
from chat.dossier.disagreements import Disagreement, disagreements
from chat.dossier.people import Person, people
from chat.dossier.quotations import Repeated, repeated
from chat.dossier.sources import Place, Source
from chat.dossier.topics import Topic, topics
from chat.lang.characters import one_line
from chat.models import registry
from chat.models.base import Embedder
from chat.schema import NO_ENGINE, EngineNames, Reading, Summary, content_of
from chat.settings import Settings

GOLD = Path(__file__).parents[1] / "tests" / "data" / "gold" / "dossiers"

_LONGEST = 100_000  # characters of a translation

Told = tuple[int, int]  # an article and a sentence


@dataclass
class Score:
    """How many were found of how many, and how many of those that were found are right."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set[Any], wanted: set[Any]) -> None:
        """Count what was found against what is wanted."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / max(1, self.found + self.wanted)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        return f"P {precision:.2f} R {recall:.2f} F1 {self.f1:.2f} ({self.right} of {self.wanted})"


class Gold:
    """A dossier with what a careful reader finds in it."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._row = tomllib.loads(path.read_text(encoding="utf-8"))
        self.sources = [self._source(row) for row in self._row["articles"]]
        self._by_number = {source.number: source for source in self.sources}
        self._texts = {int(row["id"]): row["text"].strip() for row in self._row["articles"]}

    def _source(self, row: dict[str, Any]) -> Source:
        code, text = row.get("language", "de"), row["text"].strip()
        if code == "de":
            reading = pipeline.compare(text, row["english"].strip())
        else:
            reading = translated(text, row.get("english", text).strip(), code)
        return Source(int(row["id"]), pipeline.analysed(reading), row["outlet"], row["published"])

    def same_people(self) -> set[frozenset[Place]]:
        """Return the pairs of entries of two articles that are the same."""
        groups = []
        for person in self._row["people"]:
            groups.append(
                {place for article, phrase in person["said"] for place in self._entries(int(article), phrase)}
            )
        return pairs_of(groups)

    def _entries(self, article: int, phrase: str) -> Iterator[Place]:
        entries = self._by_number[article].entries
        named = [at for at, entry in enumerate(entries) if entry.german == one_line(phrase)]
        also = [at for at, entry in enumerate(entries) if one_line(phrase) in entry.aliases]
        if named or len(also) == 1:  # "Roth" of several is nobody's
            yield from (Place(article, at) for at in named or also)

    def unfound(self) -> list[str]:
        """Return the phrases of speakers that no ledger has."""
        return [
            f"{article} {phrase}"
            for person in self._row["people"]
            for article, phrase in person["said"]
            if not list(self._entries(int(article), phrase))
        ]

    def same_topic(self) -> set[frozenset[Told]]:
        """Return the pairs of sentences of two articles that have claims on one topic."""
        return pairs_of(self.topics())

    def topics(self) -> list[set[Told]]:
        """Return the sentences that have claims on each topic."""
        return [{self.told(*claim) for claim in topic["claims"]} for topic in self._row["topics"]]

    def contradictions(self) -> list[tuple[str, frozenset[Told]]]:
        """Return the pairs of sentences that contradict each other, each with the kind."""
        return [
            (row["kind"], frozenset(self.told(*claim) for claim in row["between"]))
            for row in self._row.get("contradictions", ())
        ]

    def copies(self) -> set[frozenset[int]]:
        """Return the pairs of articles that are one text."""
        groups = [map(int, row["articles"]) for row in self._row.get("copies", ())]
        return {frozenset(pair) for group in groups for pair in combinations(group, 2)}

    def quotations(self) -> set[tuple[str, frozenset[Told]]]:
        """Return the pairs of sentences that have one quotation, each with the kind."""
        return {
            (row["kind"], frozenset(self.told(*claim) for claim in row["between"]))
            for row in self._row.get("quotations", ())
        }

    def told(self, article: str, begins: str) -> Told:
        """Return the sentence of an article in which these words stand."""
        number = int(article)
        at = self._texts[number].find(begins)
        for sentence in self._by_number[number].analysed.content:
            if sentence.start <= at < sentence.end:
                return number, sentence.id
        raise ValueError(f"{self.name}: article {article} has no sentence “{begins}”")

    def sentences(self, place: Place) -> set[Told]:
        """Return the sentences that tell a claim."""
        return {(place.article, number) for number in self._by_number[place.article].claim(place.number).sentences}

    def first_told(self, told: Collection[Told], copies: Iterable[Collection[int]]) -> frozenset[Told]:
        """Return sentences as the first of the articles that are one text has them."""
        first = {number: min(group) for group in copies for number in group}
        by_text = {
            (number, s.text): s.id for number in self._by_number for s in self._by_number[number].analysed.content
        }
        found = set()
        for number, sentence in told:
            text = self._by_number[number].sentence(sentence).text
            same = by_text.get((first.get(number, number), text))
            found.add((number, sentence) if same is None else (first.get(number, number), same))
        return frozenset(found)

    def text(self, told: Told) -> str:
        """Return a sentence, for the reader of what was wrong."""
        return f"{told[0]}: {self._by_number[told[0]].sentence(told[1]).text[:110]}"


def translated(text: str, english: str, code: str) -> Reading:
    """Return the reading of an article that is not German by its English, which is itself where it is in English.

    Raises:
        ValueError: the English is not sentence for sentence that of the article.
    """
    prepared = pipeline.prepare(text, code=code, readable={code})
    told = sentences.split(paragraphs.build(english, max_characters=_LONGEST, language="en"), language="en")
    own, theirs = content_of(prepared.sentences), content_of(told)
    if len(own) != len(theirs):
        raise ValueError(f"{len(own)} sentences, and {len(theirs)} in English: {text[:40]}")
    content = {
        sentence.id: sentence.model_copy(update={"english": other.plain, "state": "checked"})
        for sentence, other in zip(own, theirs, strict=True)
    }
    ordered = tuple(content.get(sentence.id, sentence) for sentence in prepared.sentences)
    if code in engine.LANGUAGES:
        found = engine.find_claims(prepared.article, ordered, language=code)
        claims = english_side.in_english(found, ordered)
    else:
        claims = in_translation.find_claims_in_english(ordered)
    return Reading(
        article=prepared.article,
        language=prepared.language,
        sentences=ordered,
        claims=claims,
        summary=Summary(title=next((s.best for s in content.values() if s.kind == "title"), ""), sentences=()),
        engines=EngineNames(model=NO_ENGINE, translator=NO_ENGINE),
        seconds={},
    )


def _once(pairs: Iterable[tuple[frozenset[Told], frozenset[Told], Disagreement]]) -> list[Disagreement]:
    """Return the disagreements, of those that are of the same sentences, also of a copy, one."""
    return list({(one, other): found for one, other, found in pairs}.values())


def pairs_of(groups: Iterable[set[Any]]) -> set[frozenset[Any]]:
    """Return the pairs within groups that are of two articles."""
    return {frozenset(p) for group in groups for p in combinations(sorted(group), 2) if p[0][0] != p[1][0]}


def apart(copies: Iterable[Collection[int]], *pairs: set[frozenset[Told]]) -> list[set[frozenset[Told]]]:
    """Return pairs of sentences without those of two articles that are one text."""
    return [
        {pair for pair in some if not any({article for article, _ in pair} <= set(group) for group in copies)}
        for some in pairs
    ]


def _of_people(found: Iterable[Person]) -> set[frozenset[Place]]:
    return pairs_of(set(person.entries) for person in found)


def _of_topics(found: Iterable[Topic], gold: Gold) -> set[frozenset[Told]]:
    return pairs_of({told for place in topic.claims for told in gold.sentences(place)} for topic in found)


@dataclass(frozen=True)
class Linked:
    """What is found in a dossier, and how long that took, in seconds."""

    copies: tuple[tuple[int, ...], ...]
    quotations: tuple[Repeated, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    disagreements: tuple[Disagreement, ...]
    seconds: float


def linked(sources: Sequence[Source], embedder: Embedder | None) -> Linked:
    """Return all that is found across articles."""
    started = time.perf_counter()
    same_text = copies(sources)
    who = people(sources, quotations=repeated(sources))
    quoted = repeated(sources, copies=same_text)
    about = topics(sources, copies=same_text, embedder=embedder, quotations=quoted)
    against = disagreements(sources, about, who, copies=same_text)
    return Linked(same_text, quoted, who, about, against, time.perf_counter() - started)


def measure(part: str, embedder: Embedder | None, *, wrong: bool) -> tuple[Score, Score, Score]:
    """Print what is found in each dossier of a part, and in all; return it of people, topics and contradictions."""
    same, topical, sure = Score(), Score(), Score()
    for path in sorted((GOLD / part).glob("*.toml")):
        gold = Gold(path)
        found = linked(gold.sources, embedder)
        people_here, topics_here, denied = Score(), Score(), Score()
        on_topic, wanted_topics = apart(found.copies, _of_topics(found.topics, gold), gold.same_topic())
        _count(gold, _of_people(found.people), gold.same_people(), (same, people_here), wrong=wrong)
        _count(gold, on_topic, wanted_topics, (topical, topics_here), wrong=wrong)
        _count_contradictions(gold, found, (sure, denied), wrong=wrong)
        unfound = gold.unfound()
        print(f"{gold.name}: {len(gold.sources)} articles, {found.seconds:.2f} s; speakers not found {len(unfound)}")
        print(f"  people        {people_here}\n  topics        {topics_here}")
        print(f"  contradicted  {denied.right} of {denied.wanted}, {denied.found - denied.right} false")
        got, wanted = {frozenset(p) for group in found.copies for p in combinations(group, 2)}, gold.copies()
        print(f"  copies        {len(got & wanted)} of {len(wanted)}, {len(got - wanted)} false")
        quotes = [(one.kind, gold.sentences(one.one), gold.sentences(one.other)) for one in found.quotations]
        of_two = apart(found.copies, {pair for _, pair in gold.quotations()})[0]
        again = [(kind, pair) for kind, pair in gold.quotations() if pair in of_two]
        right = sum(any(kind == k and pair & a and pair & b for k, a, b in quotes) for kind, pair in again)
        print(f"  quotations    {right} of {len(again)}, {len(quotes)} told")
        if wrong:
            print(f"    not found: {unfound}")
    print(f"{part}: people {same}\n  topics {topical}\n  contradictions {sure}")
    return same, topical, sure


def _count_contradictions(gold: Gold, found: Linked, scores: Iterable[Score], *, wrong: bool) -> None:
    """Count the contradictions, those of the same sentences in copies once."""
    pairs = [
        (
            gold.first_told(gold.sentences(one.one), found.copies),
            gold.first_told(gold.sentences(one.other), found.copies),
            one,
        )
        for one in found.disagreements
    ]
    wanted = list(dict.fromkeys((kind, gold.first_told(pair, found.copies)) for kind, pair in gold.contradictions()))
    hit = [any(pair & a and pair & b for a, b, _ in pairs) for _, pair in wanted]
    false = _once([one for one in pairs if not any(pair & one[0] and pair & one[1] for _, pair in wanted)])
    for score in scores:
        score.right += sum(hit)
        score.wanted += len(hit)
        score.found += sum(hit) + len(false)
    if wrong:
        for one in false:
            print(f"    false {one.kind} {one.shown_by}: {one.one} {one.other}")
        for (kind, pair), found_it in zip(wanted, hit, strict=True):
            if not found_it:
                print(f"    missed {kind}: {' / '.join(map(gold.text, sorted(pair)))}")


def _count(gold: Gold, found: set[Any], wanted: set[Any], scores: Iterable[Score], *, wrong: bool) -> None:
    for score in scores:
        score.add(found, wanted)
    if wrong:
        _print_wrong(gold, found - wanted, wanted - found)


def _print_wrong(gold: Gold, false: set[frozenset[Any]], missed: set[frozenset[Any]]) -> None:
    for what, pairs in (("false", false), ("missed", missed)):
        for pair in sorted(map(sorted, pairs)):
            if isinstance(pair[0], Place):
                named = (gold._by_number[place.article].entries[place.number].german for place in pair)
                print(f"    {what}: {' = '.join(map(str, named))} {pair}")
            else:
                print(f"    {what}: {' ~ '.join(gold.text(told) for told in pair)}")


def measure_mixed(part: str, embedder: Embedder | None) -> None:
    """Print how many topics and people go across where each two dossiers of a part are put together: hardly any may."""
    golds = [Gold(path) for path in sorted((GOLD / part).glob("*.toml"))]
    counts = {"topics": [0, 0], "people": [0, 0]}
    for one, other in combinations(golds, 2):
        both = [*one.sources, *other.sources]
        mixed = [replace(source, number=number) for number, source in enumerate(both, start=1)]
        found = linked(mixed, embedder)
        several = [person for person in found.people if len(person.articles) > 1]
        for name, articles in (
            ("topics", [topic.articles for topic in found.topics]),
            ("people", [person.articles for person in several]),
        ):
            counts[name][0] += len(articles)
            counts[name][1] += sum(min(own) <= len(one.sources) < max(own) for own in articles)
    for name, (found_here, across) in counts.items():
        print(f"{part}, two dossiers mixed: {across} of {found_here} {name} go across")


def parts_there() -> list[str]:
    """Return the parts of the gold."""
    return sorted(path.name for path in GOLD.iterdir() if path.is_dir())


def main() -> int:
    """Measure both parts, or one."""
    parser = argparse.ArgumentParser(
        prog="python -m bench dossier", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=parts_there(), action="append")
    parser.add_argument("--many", type=int, metavar="N", help="seconds for a dossier of so many made-up articles")
    parser.add_argument("--mixed", action="store_true", help="what is wrongly found across dossiers put together")
    parser.add_argument("--alone", action="store_true", help="without the embedder")
    parser.add_argument("--wrong", action="store_true", help="print what is not right; of the development part alone")
    options = parser.parse_args()
    if options.many:
        measure_many(options.many, None if options.alone else registry.open_embedder(Settings()))
        return 0
    parts = options.part or parts_there()
    if options.wrong and any("unseen" in part for part in parts):
        parser.error("what is wrong in the unseen parts is not to be seen: add --part development")
    embedder = None if options.alone else registry.open_embedder(Settings())
    for part in parts:
        if options.mixed:
            measure_mixed(part, embedder)
        else:
            measure(part, embedder, wrong=options.wrong)
    return 0
