"""What a topic is called in English, for whoever reads no German: the things that its claims speak of.

Taken from the English of the claims, so that a reader finds the words again; where there is none yet, from what their
German words are called.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from chat.answers.untranslated import rough_words
from chat.article.analysed import AnalysedArticle
from chat.data import table, words_of
from chat.dossier.sources import Place, Source
from chat.dossier.topics import Topic
from chat.lang.bilingual.nearness import kinds_of
from chat.lang.characters import lowered, one_line
from chat.lang.en.forms import plain_form
from chat.lang.names import names_in_phrase
from chat.lang.offices import is_office
from chat.lang.words import WORD, is_function_word, word_of, words
from chat.schema import Claim, LedgerEntry

_MOST = 3  # things
_LEAST, _LEAST_OF_THIRD = 0.4, 0.7  # share of the weight of the weightiest thing that another must have
_BEFORE_NOUN = re.compile(
    r"\b(?:the|a|an|its|his|her|their|our|this|that|these|those|no|new|of|for|in|on|from|without|more|all|two|both|under|into|with|by|after|before|against|as|and|per)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_GAP = re.compile(r"^(?:['’]s?)?\s+(?:(?:of|in|for|at|on|to)\s+(?:(?:the|a|an|its|his|her|their)\s+)?)?$")
_LETTERS = re.compile(r"[^\W_]+")
_REMEMBERED = 1 << 12  # texts of claims
_OF_VERB = 0.6  # weight of a word for what is done; that of a thing is 1
_SHORTEST = 3  # letters


class Labels:
    """Names the topics of a dossier.

    Args:
        sources: all of its articles.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._texts: dict[Place, str] = {}
        self._things: dict[Place, dict[str, float]] = {}
        named = frozenset[str]().union(*(source.once(_forms_of_names) for source in sources))
        for source in sources:
            for id, own in source.once(_named).items():
                place = Place(source.number, id)
                self._texts[place] = own.text
                self._things[place] = {form: weight for form, weight in own.things.items() if form not in named}
        self._having = Counter(form for things in self._things.values() for form in things)

    def label(self, topic: Topic) -> str:
        """Return what a topic is about, in a few English words: "cost of the repair"; "" where nothing tells it."""
        claims = [place for place in topic.claims if place in self._things]
        counts: dict[str, float] = defaultdict(float)
        articles: dict[str, set[int]] = defaultdict(set)
        for place in claims:
            for form, own in self._things[place].items():
                counts[form] += own
                articles[form].add(place.article)
        if shared := {form: count for form, count in counts.items() if len(articles[form]) > 1}:
            counts = defaultdict(float, shared)
        if not counts:
            return ""
        whole = len(self._things)
        weight = {form: count * math.log(1 + whole / self._having[form]) for form, count in counts.items()}
        best = sorted(weight, key=lambda form: (-weight[form], form))
        least = [0.0, _LEAST, *[_LEAST_OF_THIRD] * _MOST]
        chosen = [
            form for form, share in zip(best[:_MOST], least, strict=False) if weight[form] >= share * weight[best[0]]
        ]
        return self._joined(chosen, claims)

    def _joined(self, forms: Sequence[str], claims: Sequence[Place]) -> str:
        """Return things as a phrase where two of them stand together in a claim, else one by one."""
        left = list(forms)
        parts = []
        while left:
            first = left.pop(0)
            phrase = next((p for other in left if (p := self._phrase(first, other, claims))), None)
            if phrase:
                text, other = phrase
                left.remove(other)
                parts.append(text)
            else:
                parts.append(self._written(first, claims))
        label = ", ".join(dict.fromkeys(parts))
        return label[:1].upper() + label[1:]

    def _phrase(self, one: str, other: str, claims: Iterable[Place]) -> tuple[str, str] | None:
        for place in claims:
            text = self._texts[place]
            spans = _spans(text)
            if one not in spans or other not in spans:
                continue
            for first, second in ((one, other), (other, one)):
                for start, end in spans[first]:
                    for behind, last in spans[second]:
                        if end < behind and _GAP.match(text[end:behind]):
                            return _small(text[start:last]), other
        return None

    def _written(self, form: str, claims: Iterable[Place]) -> str:
        found = (word for place in claims for word in words(self._texts[place]) if plain_form(word) == form)
        return _small(next(found, form))


@lru_cache(maxsize=_REMEMBERED)
def _spans(text: str) -> Mapping[str, list[tuple[int, int]]]:
    """Return where each word of a text stands, by its plain form."""
    found = defaultdict[str, list[tuple[int, int]]](list)
    for match in _LETTERS.finditer(text):
        found[plain_form(match.group())].append(match.span())
    return dict(found)


@dataclass(frozen=True)
class _Named:
    """A claim by its English, and the things that it names with their weights, without what its speakers are called."""

    text: str
    things: Mapping[str, float]


def _named(article: AnalysedArticle) -> dict[int, _Named]:
    """Return the claims of an article by their numbers; made once for an article."""
    found = {}
    for claim in article.claims:
        text, apart = _text(article, claim), _forms_of_speakers(article, claim)
        things = {form: weight for form, weight in _things(text).items() if form not in apart}
        found[claim.id] = _Named(text, things)
    return found


def _text(article: AnalysedArticle, claim: Claim) -> str:
    """Return what a claim says in English; where it has none yet, what its words are called."""
    if claim.english:
        around = [article.by_id[number].best for number in claim.sentences if number in article.by_id]
        return one_line(" ".join(around)) if claim.type != "direct" else one_line(claim.english.content)
    sentences = [article.by_id[number] for number in claim.sentences if number in article.by_id]
    return " ".join(rough_words(sentence) for sentence in sentences)


def _things(text: str) -> dict[str, float]:
    """Return the plain forms of the words of an English text that name things, and of those that tell what is done.

    Each with its weight; numbers and days are none.
    """
    found: dict[str, float] = {}
    for match in WORD.finditer(text):
        word = word_of(match)
        form, kinds = plain_form(word), kinds_of(plain_form(word))
        if is_function_word(word) or word[:1].isdigit() or len(word) < _SHORTEST or form in _no_things():
            continue
        is_past = word.lower().endswith("ed")
        is_noun = "noun" in kinds and not is_past and (kinds == {"noun"} or _stands_as_noun(text, match.start()))
        is_name = word[:1].isupper() and not kinds and match.start() > 0
        if (is_noun or is_name) and not is_office(word):
            found[form] = 1.0
        elif "verb" in kinds:
            found.setdefault(form, _OF_VERB)
    return found


def _stands_as_noun(text: str, start: int) -> bool:
    return bool(_BEFORE_NOUN.search(text[:start]))


@cache
def _no_things() -> frozenset[str]:
    """Return the plain forms of words that no topic is about: light ones, units, days and months, who speaks."""
    days = table("pairs/dates.toml")
    listed = [*days["weekdays"].values(), *days["months"].values(), *words_of("en/units.txt")]
    listed += [*words_of("en/light_concepts.txt"), *words_of("en/light_words.txt")]
    listed += table("en/dossier_questions.toml")["words"]["unlike_things"].split()
    return frozenset(plain_form(lowered(word)) for word in listed)


def _forms_of_names(article: AnalysedArticle) -> frozenset[str]:
    """Return the plain forms of the names of all who speak in an article."""
    return frozenset(form for entry in article.ledger.entries for form in _forms_of_name(entry))


def _forms_of_name(entry: LedgerEntry) -> list[str]:
    names = names_in_phrase(entry.english or "") + names_in_phrase(entry.german or "")
    return [plain_form(word) for name in names if len(name) > 1 for word in name]


def _forms_of_speakers(article: AnalysedArticle, claim: Claim) -> set[str]:
    """Return the plain forms of what those are called who make a claim: "the defense"."""
    entries = article.ledger.entries_of(claim.id)
    return {plain_form(word) for entry in entries for word in words(f"{entry.english or ''} {entry.role or ''}")}


def _small(text: str) -> str:
    """Return words as they stand within a sentence, unless they begin with a name."""
    first = words(text)[:1]
    is_name = not first or not kinds_of(plain_form(first[0])) or first[0].isupper()
    return text if is_name else text[:1].lower() + text[1:]
