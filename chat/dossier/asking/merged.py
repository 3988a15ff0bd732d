"""A dossier as one article: every sentence once, numbered through, and a ledger of the people of the dossier.

What is known of single articles can be asked of it then. A sentence that several articles have word for word, such as
those of one agency text, is there once, and knows its places. Made once for a dossier, and kept as long as that is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from chat.answers.composed import Composer
from chat.answers.matching import Matching
from chat.answers.positions import Positions
from chat.answers.speakers import Speakers
from chat.article.analysed import AnalysedArticle, Meanings
from chat.attribution.naming import proper_name
from chat.dossier.asking.finding import Finding, Similar
from chat.dossier.asking.whom import People
from chat.dossier.compared import as_written, of_sentence, tongue_of
from chat.dossier.counted import counted_in
from chat.dossier.dossier import Dossier
from chat.dossier.people import Person
from chat.dossier.sources import Place
from chat.lang.words import german_stems, words
from chat.models.base import Embedder
from chat.schema import Claim, Dispute, Ledger, LedgerEntry, Sentence, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Rows = tuple["NDArray[np.float32]", "NDArray[np.float32]"]
"""Embeddings of all sentences: alone, and with the one before."""

_COUNTED = re.compile(
    r"\b(?:\d[\d.,]{0,20}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf) (?:\w+e[nrs]? )?([A-ZÄÖÜ]\w+)"
)
_UNITS = frozenset(
    german_stems(
        "Euro Millionen Milliarden Prozent Uhr Jahre Jahren Tage Tagen Wochen Monate Monaten Stunden Minuten Menschen"
    )
)
_ASKED = 200  # questions whose embeddings are kept

_kept: WeakKeyDictionary[Dossier, Merged] = WeakKeyDictionary()


def merged(dossier: Dossier) -> Merged:
    """Return a dossier as one article, the same one as long as the dossier is in use."""
    if dossier not in _kept:
        _kept[dossier] = Merged(dossier)
    return _kept[dossier]


class Merged:
    """All articles of a dossier as one. Threads may share it: at worst a part is made twice.

    Attributes:
        sentences: every sentence that counts, once; its `id` is its number here, from 1.
        places: by that number, where it stands, the first article first.
        claims: the claims of those sentences, by their numbers here.
        claimed: where each of these claims stands, the first article first.
        number: the number here of each claim of the dossier.
    """

    def __init__(self, dossier: Dossier) -> None:
        # The dossier itself is not kept: it would be, and this with it, as long as the program runs.
        self._sources = dossier.by_number
        self._rows: dict[str, Rows | None] = {}
        self._related: dict[int, frozenset[int]] | None = None
        self._opposed: dict[int, frozenset[int]] | None = None
        self._asked = Meanings(texts=_ASKED)
        self.people = dossier.people
        self.sentences: list[Sentence] = []
        self.places: dict[int, list[Place]] = {}
        self.claims: dict[int, Claim] = {}
        self.claimed: dict[int, list[Place]] = {}
        self.number: dict[Place, int] = {}
        self._sentence_of: dict[Place, int] = {}
        self._add_sentences(dossier)
        self._add_claims(dossier)
        self._speaking = {number: _speaking(places[0], dossier) for number, places in self.claimed.items()}
        self.verbatim = [
            {self.claims[self.number[place]].sentences[0] for place in (one.one, one.other)}
            for one in dossier.quotations
            if one.kind == "verbatim"
        ]
        self.disputes = tuple(self._disputes(dossier))
        self._entries_of = [_entries(person, dossier) for person in dossier.people]
        self._tongues = {source.number: tongue_of(source.analysed) for source in dossier.sources}
        self.names = tuple(person.name for person in self.people)

    def _add_sentences(self, dossier: Dossier) -> None:
        known: dict[str, int] = {}
        paragraphs = 0
        for source in dossier.sources:
            for sentence in source.analysed.content:
                key = f"{sentence.kind} {sentence.plain.casefold()}"
                place = Place(source.number, sentence.id)
                if key not in known:
                    known[key] = len(self.sentences) + 1
                    update = {"id": known[key], "paragraph": paragraphs + sentence.paragraph}
                    self.sentences.append(sentence.model_copy(update=update))
                self.places.setdefault(known[key], []).append(place)
                self._sentence_of[place] = known[key]
            paragraphs += max((sentence.paragraph for sentence in source.analysed.sentences), default=0) + 1

    def _add_claims(self, dossier: Dossier) -> None:
        known: dict[tuple[object, ...], int] = {}
        for source in dossier.sources:
            for claim in source.analysed.claims:
                numbers = self._numbers(source.number, claim.sentences)
                said = as_written(claim)
                key = (numbers[:1], claim.type, claim.stance, said, claim.speaker.text if claim.speaker else "")
                place = Place(source.number, claim.id)
                if key not in known:
                    known[key] = len(self.claims) + 1
                    update = {"id": known[key], "sentences": numbers, "holds": ()}
                    self.claims[known[key]] = claim.model_copy(update=update)
                self.claimed.setdefault(known[key], []).append(place)
                self.number[place] = known[key]

    def _numbers(self, article: int, sentences: Iterable[int]) -> tuple[int, ...]:
        places = (Place(article, number) for number in sentences)
        return tuple(dict.fromkeys(self._sentence_of[place] for place in places if place in self._sentence_of))

    def _disputes(self, dossier: Dossier) -> Iterator[Dispute]:
        """Yield who denies what: within the articles, and between them."""
        for source in dossier.sources:
            for dispute in source.analysed.ledger.disputes:
                sides = [Place(source.number, number) for number in (dispute.denial, dispute.denied)]
                yield self._dispute(sides, dispute.shown_by)
        for one in dossier.disagreements:
            if one.kind == "denial":
                first = dossier.claim(one.one).stance == "denies"
                yield self._dispute([one.one, one.other] if first else [one.other, one.one], one.shown_by)

    def _dispute(self, sides: Sequence[Place], shown_by: tuple[str, ...]) -> Dispute:
        denial, denied = (self.number[place] for place in sides)
        sentences = {number for claim in (denial, denied) for number in self.claims[claim].sentences}
        return Dispute(denial=denial, denied=denied, sentences=tuple(sorted(sentences)), shown_by=shown_by)

    @cached_property
    def article(self) -> AnalysedArticle:
        """The dossier as one article."""
        languages = frozenset[str]().union(*(source.analysed.languages for source in self._sources.values()))
        return AnalysedArticle(
            self.sentences, claims=tuple(self.claims.values()), ledger=self.ledger, languages=languages or ("de",)
        )

    @cached_property
    def ledger(self) -> Ledger:
        """Who says what, by the people of the dossier: its entries are in their order."""
        own: dict[int, list[int]] = defaultdict(list)
        for number, people in self._speaking.items():
            for person in people:
                own[person].append(number)
        entries = tuple(self._entry(at, person, own[at]) for at, person in enumerate(self.people))
        return Ledger(entries=entries, disputes=self.disputes, speaking=self._speaking)

    def _entry(self, at: int, person: Person, claims: Sequence[int]) -> LedgerEntry:
        stances: Counter[Stance] = Counter(self.claims[number].stance for number in claims)
        return LedgerEntry(
            german=person.german or None,
            english=self.names[at] if self.names[at] != person.german or _is_name(person.german) else None,
            role=person.role,
            aliases=_aliases(person, self._entries_of[at], self._tongues),
            claims=tuple(claims),
            sentences=tuple(sorted({number for claim in claims for number in self.claims[claim].sentences})),
            stances=dict(stances),
            hedged=sum(self.claims[number].hedged for number in claims),
        )

    @cached_property
    def composer(self) -> Composer:
        """Tells the sentences of the dossier as if they were of one article."""
        return Composer(self.article, Matching(self.article, None))

    @cached_property
    def positions(self) -> Positions:
        """Tells on which side a claim is."""
        return Positions(self.article, Matching(self.article, None), self.composer, self.speakers)

    def prepare(self) -> None:
        """Make ahead of the first question what it would wait for longest."""
        self.finding.prepare()
        _ = self.called, self.words

    @cached_property
    def finding(self) -> Finding:
        """The sentences, to be found by their words."""
        return Finding(self.sentences)

    def related(self, dossier: Dossier) -> dict[int, frozenset[int]]:
        """Return for each sentence those whose claims are on one topic with its own, or cannot be so beside them.

        Args:
            dossier: the one that this is made of.

        Raises:
            ModelFailed: the embedder of the dossier failed.
        """
        if self._related is None:
            found: dict[int, set[int]] = defaultdict(set)
            groups = [topic.claims for topic in dossier.topics]
            groups += [(one.one, one.other) for one in dossier.disagreements]
            for group in groups:
                own = {number for place in group for number in self.claims[self.number[place]].sentences}
                for number in own:
                    found[number] |= own - {number}
            self._related = {number: frozenset(others) for number, others in found.items()}
        return self._related

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all articles in both languages, in lower case."""
        texts = (text for sentence in self.sentences for text in (sentence.plain, sentence.best))
        return frozenset(word.lower() for text in texts for word in words(text))

    def similar(self, text: str, embedder: Embedder | None) -> Similar:
        """Return how alike in meaning an English text and each sentence are, alone and with the one before it.

        Nothing is alike where meaning is not known.
        """
        import numpy as np

        rows = self._rows_of(embedder) if embedder else None
        asked = self._asked.rows_of([text], embedder) if embedder and rows else None
        if rows is None or asked is None:
            nothing = np.zeros(len(self.sentences), dtype=np.float32)
            return nothing, nothing
        return rows[0] @ asked[0], rows[1] @ asked[0]

    def near(self, sentence: int, embedder: Embedder | None) -> NDArray[np.float32]:
        """Return how alike in meaning a sentence and all are; nothing is alike where meaning is not known."""
        import numpy as np

        rows = self._rows_of(embedder) if embedder else None
        return rows[0] @ rows[0][sentence - 1] if rows else np.zeros(len(self.sentences), dtype=np.float32)

    def _rows_of(self, embedder: Embedder) -> Rows | None:
        """Return the embeddings of the sentences, which the articles keep; None where the embedder fails.

        That of a sentence with the one before it is taken to be what the two have together, which is near to it, and
        saves half of the time that the first question waits.
        """
        import numpy as np

        if embedder.name not in self._rows:
            alone: list[NDArray[np.float32]] = []
            for number, source in self._sources.items():
                own = [s.best for s in self.sentences if self.places[s.id][0].article == number]
                rows = source.analysed.meanings.rows_of(own, embedder) if own else []
                if rows is None:
                    return None
                alone += rows
            self._rows[embedder.name] = _in_context(np.stack(alone), self.sentences) if alone else None
        return self._rows[embedder.name]

    @cached_property
    def speakers(self) -> Speakers:
        """Whom a question names."""
        return Speakers(self.ledger)

    def opposed(self, dossier: Dossier) -> dict[int, frozenset[int]]:
        """Return for each sentence those that cannot be so beside it.

        Args:
            dossier: the one that this is made of.
        """
        if self._opposed is None:
            found: dict[int, set[int]] = defaultdict(set)
            for one in dossier.disagreements:
                pair = [self.claims[self.number[place]].sentences[0] for place in (one.one, one.other)]
                found[pair[0]].add(pair[1])
                found[pair[1]].add(pair[0])
            self._opposed = {number: frozenset(others) for number, others in found.items()}
        return self._opposed

    def counted(self, sentence: int) -> frozenset[str]:
        """Return the stems of what the numbers of a sentence count, but for money, time and people.

        Where not all articles are German, they are told by what they are called in English.
        """
        if not self._is_german:
            own = of_sentence(self.sentences[sentence - 1]).once(counted_in)
            return frozenset(thing for one in own if not one.is_of_a_unit for thing in one.things)
        found = (match[1] for match in _COUNTED.finditer(self.sentences[sentence - 1].plain))
        return frozenset(german_stems(" ".join(found))) - _UNITS

    @cached_property
    def _is_german(self) -> bool:
        return all(sentence.language == "de" for sentence in self.sentences)

    @cached_property
    def called(self) -> People:
        """The people, to be found by what a question calls them."""
        return People(self)

    @cached_property
    def claims_in(self) -> dict[int, list[Claim]]:
        """The claims that each sentence tells."""
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for number in claim.sentences:
                found[number].append(claim)
        return found

    def sentence_at(self, *, article: int, number: int) -> int:
        """Return the number here of a sentence of an article, 0 where there is none."""
        return self._sentence_of.get(Place(article, number), 0)

    def sentences_by(self, people: Collection[int], articles: Sequence[int]) -> list[int]:
        """Return the sentences that tell what some people claim, in order; where articles are given, of those."""
        return [
            number
            for number in dict.fromkeys(
                number
                for person in people
                for claim in self.ledger.entries[person].claims
                for number in self.claims[claim].sentences
            )
            if not articles or set(self.articles(number)) & set(articles)
        ]

    def claims_by(self, number: int, people: Collection[int] = ()) -> list[Claim]:
        """Return the claims that a sentence tells; where people are given, theirs."""
        claims = self.claims_in.get(number, [])
        return [claim for claim in claims if not people or set(self.speaking(claim.id)) & set(people)]

    def speaking(self, claim: int) -> tuple[int, ...]:
        """Return the places of who makes a claim among the people."""
        return self._speaking[claim]

    def articles(self, sentence: int) -> tuple[int, ...]:
        """Return the numbers of the articles that have a sentence."""
        return tuple(dict.fromkeys(place.article for place in self.places[sentence]))


def _in_context(alone: NDArray[np.float32], sentences: Sequence[Sentence]) -> Rows:
    """Return the embeddings of sentences with those in which the one before in the paragraph counts as much."""
    import numpy as np

    paragraphs = np.array([sentence.paragraph for sentence in sentences])
    goes_on = np.concatenate([[False], paragraphs[1:] == paragraphs[:-1]])
    both = alone + np.where(goes_on[:, None], np.roll(alone, 1, axis=0), 0.0)
    lengths = np.linalg.norm(both, axis=1, keepdims=True)
    return alone, (both / np.where(lengths > 0, lengths, 1.0)).astype(alone.dtype)


def _speaking(claim: Place, dossier: Dossier) -> tuple[int, ...]:
    """Return the places of who makes a claim among the people of a dossier, each once."""
    entries = dossier.by_number[claim.article].analysed.ledger.places_of(claim.number)
    return tuple(dict.fromkeys(dossier.speaking[Place(claim.article, at)] for at in entries))


def _entries(person: Person, dossier: Dossier) -> list[LedgerEntry]:
    return [dossier.by_number[place.article].entries[place.number] for place in person.entries]


def _aliases(person: Person, entries: Sequence[LedgerEntry], tongues: Mapping[int, str]) -> tuple[str, ...]:
    """Return the phrases for somebody in the articles of the language of the fullest one, but that."""
    own = [
        entry for place, entry in zip(person.entries, entries, strict=True) if tongues[place.article] == person.language
    ]
    phrases = (phrase for entry in own for phrase in (entry.german, *entry.aliases) if phrase)
    return tuple(phrase for phrase in dict.fromkeys(phrases) if phrase != person.german)


def _is_name(german: str) -> bool:
    """Return whether a German phrase is nothing but a name, which English has as it is."""
    return bool(german) and proper_name(german, german) == words(german)
