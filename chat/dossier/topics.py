"""Claims about one thing, put together across articles, and why.

Sure from the start are claims of one sentence, the same sentence in articles that are one text, and the same quotation.
How likely the others are about one thing is a matter of words, meaning and place (`likeness`), and groups grow from the
pairs that most likely are (`grouping`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from chat.article.analysed import AnalysedArticle
from chat.data import table
from chat.dossier.grouping import grouped
from chat.dossier.likeness import likelihood
from chat.dossier.quotations import Repeated, repeated
from chat.dossier.sources import Place, Source
from chat.dossier.told import Told, told_claims
from chat.lang.characters import one_line
from chat.models.base import Embedder

_SHOWN = 4  # words that are said to link a topic


@dataclass(frozen=True)
class Topic:
    """Claims about one thing in several articles.

    Args:
        claims: by article, then in its order.
        shared: the words that most of them have, as written, the most telling first: German ones where it has any.
        why: short English reasons to take them for one, the surest first; words alone are no reason of their own.
        language: of most of the words, ISO 639-1: German or English.
    """

    claims: tuple[Place, ...]
    shared: tuple[str, ...]
    why: tuple[str, ...] = ()
    language: str = "de"

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles that have a claim about it."""
        return tuple(dict.fromkeys(place.article for place in self.claims))


@dataclass(frozen=True)
class _Placed:
    place: Place
    told: Told


def topics(
    sources: Sequence[Source],
    *,
    copies: Sequence[Collection[int]] = (),
    embedder: Embedder | None = None,
    quotations: Sequence[Repeated] | None = None,
) -> tuple[Topic, ...]:
    """Return the topics that at least two articles have, in the order in which they first come.

    Args:
        copies: the numbers of articles that are one text, which count as one.
        quotations: those that several articles have, where they were looked for before.

    Raises:
        ModelFailed: the embedder failed.
    """
    claims = [
        _Placed(Place(source.number, told.claim.id), told) for source in sources for told in source.once(told_claims)
    ]
    if len({one.place.article for one in claims}) < 2:
        return ()
    first_copy = {number: min(group) for group in copies for number in group}
    quotations = repeated(sources, copies=copies) if quotations is None else quotations
    units = units_of(sources, copies=copies, quotations=quotations)
    weights = table("pairs/topics.toml")["words_alone" if embedder is None else "with_meaning"]
    groups = [
        [claims[at] for unit in group for at in units[unit]]
        for group in grouped(likelihood(sources, units, embedder), least=weights["least"])
    ]
    of_several = [
        group for group in groups if len({first_copy.get(one.place.article, one.place.article) for one in group}) > 1
    ]
    same = frozenset(place for pair in quotations for place in (pair.one, pair.other))
    found = [_topic(group, same) for group in of_several]
    return tuple(sorted(found, key=lambda topic: topic.claims[0]))


def units_of(
    sources: Sequence[Source], *, copies: Sequence[Collection[int]], quotations: Sequence[Repeated]
) -> list[list[int]]:
    """Return which claims are surely about one thing: of one sentence, of the same in a copy, or the same quotation.

    Each by its place among the claims of all sources, in their order.
    """
    first_copy = {number: min(group) for group in copies for number in group}
    claims = [(source, told.claim) for source in sources for told in source.once(told_claims)]
    by_place = {Place(source.number, claim.id): at for at, (source, claim) in enumerate(claims)}
    pairs = [(by_place.get(pair.one), by_place.get(pair.other)) for pair in quotations]
    first: dict[tuple[int, str], int] = {}
    for at, (source, claim) in enumerate(claims):
        for number in claim.sentences:
            text = source.once(_lines)[number]
            pairs.append((first.setdefault((first_copy.get(source.number, source.number), text), at), at))
    group_of = {at: [at] for at in range(len(claims))}
    for one, other in pairs:
        if one is None or other is None or group_of[one] is group_of[other]:
            continue
        small, large = sorted((group_of[one], group_of[other]), key=len)
        large += small
        for at in small:
            group_of[at] = large
    return list({id(group): sorted(group) for group in group_of.values()}.values())


def _lines(article: AnalysedArticle) -> dict[int, str]:
    """Return the sentences of an article by their numbers, each in one line."""
    return {number: one_line(sentence.text) for number, sentence in article.by_id.items()}


def _topic(group: Sequence[_Placed], quoted: Collection[Place]) -> Topic:
    written: dict[str, str] = {}
    german = [one for one in group if one.told.tongue == "de"]
    for one in [*german, *(one for one in group if one.told.tongue != "de")]:
        written |= {concept: word for concept, word in one.told.written.items() if concept not in written}
    counts = Counter(concept for one in group for concept in one.told.written)
    weight = {concept: max(one.told.concepts.get(concept, 0) for one in group) for concept in counts}
    best = sorted(counts, key=lambda concept: (-counts[concept] * weight[concept], concept))
    shared = [concept for concept in best if counts[concept] > 1][:_SHOWN]
    return Topic(
        claims=tuple(sorted(one.place for one in group)),
        shared=tuple(dict.fromkeys(written[concept] for concept in shared)),
        why=tuple(_reasons(group, quoted)),
        language="de" if german else "en",
    )


def _reasons(group: Sequence[_Placed], quoted: Collection[Place]) -> Iterator[str]:
    """Yield why claims are taken to be about one thing, beyond the words that they share."""
    if len({one.place.article for one in group if one.place in quoted}) > 1:
        yield "the same quotation"
    counting = Counter(
        (thing, article)
        for one in group
        for article in (one.place.article,)
        for thing in dict.fromkeys(counted.things[0] for counted in one.told.counted if not counted.is_date)
    )
    articles = Counter(thing for thing, _ in counting)
    yield from (f"counts of {thing}" for thing, several in articles.most_common(2) if several > 1)
    if sum(any(counted.is_date for counted in one.told.counted) for one in group) > 1:
        yield "dates"
