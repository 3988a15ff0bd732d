"""Does an article say what somebody quotes from it? Verbatim, in the same sense, changed, misattributed, or not at all.

A quotation is English or German, direct or retold, with or without who said it. It is held against the German: word for
word first; then the sentence that is nearest to it is found, and what the two have that the other has not: figures,
names, negation, doubt, opposites, how many. Who is named is held against the speakers of that sentence. No model is
asked, and nothing is translated.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from chat.answers.evidence import opposite_stems
from chat.answers.matching import Topic, is_in
from chat.answers.near_verbatim import Wording
from chat.answers.retrieval import is_german
from chat.answers.speakers import Speakers, office_stems
from chat.answers.understanding.german import saying_verb
from chat.article.analysed import AnalysedArticle
from chat.data import lines, table
from chat.errors import InputError
from chat.lang.bilingual.nearness import nearest
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.en.forms import plain_form
from chat.lang.en.text import EnglishText
from chat.lang.figures import Figure, figures, lacking
from chat.lang.names import is_known, name_words, names, names_in_phrase
from chat.lang.negation import may_negate, negation
from chat.lang.offices import is_office
from chat.lang.words import Language, english_stems, german_stems, is_function_word, words
from chat.schema import Citation, Frozen, LedgerEntry, Sentence

QuoteVerdict = Literal["verbatim", "same sense", "changed", "misattributed", "not in the article"]

_LONGEST = 2_000  # characters
_LEAST_VERBATIM = 3  # words
_NEAR = 0.5  # of the words of a quotation
_BY_NAMED, _NEAR_BY_NAMED = 0.08, 0.3  # where a sentence is by whom the quotation names
_NAME_ALONE = 2  # words of a name that tells no office
_FEW, _NEAR_IF_SHORT = 3, 0.75  # words of a short quotation, and how many of them its source must have
_LANGUAGES: dict[Literal["en", "de"], Language] = {"en": "english", "de": "german"}
_CLAUSE = re.compile(r"[,;:–] | (?:und|and|aber|but) ")
_SAID_BEHIND = re.compile(
    r", ?(?:(?:said|says|according to) (?!(?:she|he|they|it|that|there)\b)(?P<who>[^,]+)"
    r"|(?P<whom>[^,]+?) (?:said|says|told .+))\.?$"
)
_SOURCE = re.compile(
    r"\b(?:laut|zufolge|nach (?:\w+ )?(?:angaben|worten|ansicht|einschätzung)|so der|so die)\b", re.IGNORECASE
)
_ABOUT = re.compile(  # just before a number
    r"\b(?:about|around|nearly|almost|roughly|some|over|more than|well over|just under|approximately|close to"
    r"|rund|etwa|gut|knapp|fast|ungefähr|nahezu|beinahe|über|mehr als|circa|ca\.)\s+\W?$",
    re.IGNORECASE,
)
_ROUNDED, _LEAST_ROUNDED = Decimal("0.05"), 10  # share that a rounded number is off at most
_MARKED = re.compile(r"[„“”«»\"‚‘’'] ?([^„“”«»\"]{3,}?) ?[„“”«»\"‚‘’']+")
_TEXT = re.compile(r"[^\W_]+")


class CheckedQuote(Frozen):
    """What a quotation is worth: the verdict, the German it belongs to, and why, in words for a reader."""

    quote: str
    verdict: QuoteVerdict
    citations: tuple[Citation, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Quote:
    """A quotation taken apart: its words, what of them is between quotation marks, and its language."""

    text: str
    said: str
    tongue: Literal["en", "de"]

    @property
    def frame(self) -> str:
        """What tells who says it: all that is not between quotation marks, or the speaker of a retold sentence."""
        if self.said != self.text:
            return self.text.replace(self.said, " ")
        if self.tongue == "en":
            english = EnglishText(self.text)
            framed = " ".join(self.text[slice(*frame.speaker)] for frame in english.frames if frame.speaker)
            behind = _SAID_BEHIND.search(self.text)
            return (behind["who"] or behind["whom"]) if behind else framed
        return self.text if _tells_who(self.text) else ""


def check(quote: str, article: AnalysedArticle) -> CheckedQuote:
    """Return what a quotation from an article is worth.

    Raises:
        InputError: it is empty, or too long for a quotation.
    """
    text = one_line(quote)  # what was copied from a page may have marks in it that nobody sees
    if not any(character.isalnum() for character in text):
        raise InputError("There is no quotation.", hint="Paste a sentence that somebody wrote about the article.")
    if len(text) > _LONGEST:
        raise InputError(
            f"The quotation has {len(text):,} characters, at most {_LONGEST:,} are checked.",
            hint="Check one sentence at a time.",
        )
    return _Checking(article).check(text)


class _Checking:
    """Checks quotations from one article."""

    def __init__(self, article: AnalysedArticle) -> None:
        self._article = article
        self._speakers = Speakers(article.ledger)

    def check(self, text: str) -> CheckedQuote:
        """Return what a quotation is worth."""
        quote = self._taken_apart(text)
        named = self._named(quote)
        if verbatim := self._verbatim(quote):
            wrong = self._not_by(named, verbatim) if quote.said != quote.text else []
            return _checked(text, "misattributed" if wrong else "verbatim", verbatim, wrong)
        nearest_to_it = self._nearest(quote, named)
        if not nearest_to_it:
            return CheckedQuote(quote=text, verdict="not in the article")
        wording = self._wording(quote, nearest_to_it)
        if reasons := self._changes(quote, nearest_to_it, wording):
            return _checked(text, "changed", nearest_to_it, reasons)
        wrong = (
            self._not_by(named, nearest_to_it) or self._by_a_stranger(quote) or self._by_another_office(named, quote)
        )
        if wrong:
            return _checked(text, "misattributed", nearest_to_it, wrong)
        differences = list(wording.differences()) if wording.is_nearly_verbatim else []
        return _checked(text, "changed" if differences else "same sense", nearest_to_it, differences)

    def _taken_apart(self, text: str) -> _Quote:
        marked = _MARKED.findall(text)
        said = max(marked, key=len) if marked else text
        return _Quote(text, said, "de" if is_german(text, self._article) else "en")

    def _verbatim(self, quote: _Quote) -> list[Sentence]:
        """Return the sentence that has a German quotation word for word, as many of them as it goes over."""
        wanted = _plain(quote.said)
        if len(wanted) < _LEAST_VERBATIM:
            return []
        found: list[Sentence] = []
        own: list[tuple[str, Sentence]] = [(word, s) for s in self._article.content for word in _plain(s.plain)]
        for start in range(len(own) - len(wanted) + 1):
            if all(own[start + at][0] == word for at, word in enumerate(wanted)):
                found = [sentence for _, sentence in own[start : start + len(wanted)]]
                break
        return list({sentence.id: sentence for sentence in found}.values())

    # the nearest sentence

    def _nearest(self, quote: _Quote, named: Sequence[LedgerEntry]) -> list[Sentence]:
        """Return the sentence that a quotation is from, none where no sentence is near to it.

        One by whom the quotation is said to be need not be as near.
        """
        topic = Topic(quote.text, quote.tongue).without(self._words_of_speakers(quote))
        own = {number for entry in named for number in entry.sentences}
        shares = {sentence: self._share(topic, quote, sentence) for sentence in self._article.content}
        if not shares:
            return []
        best = max(shares, key=lambda sentence: shares[sentence] + _BY_NAMED * (sentence.id in own))
        least = _NEAR_IF_SHORT if len(topic.words) <= _FEW else _NEAR
        if best.id in own:
            least = min(least, _NEAR_BY_NAMED)
        return [best] if shares[best] >= least else []

    def _share(self, topic: Topic, quote: _Quote, sentence: Sentence) -> float:
        """Return the share of the words of a quotation that a sentence has, those near to one in part."""
        if quote.tongue == "en":
            forms = [plain_form(word) for word in words(topic.text) if not is_function_word(word)]
            own = {plain_form(word) for word in words(sentence.best) if not is_function_word(word)}
            return sum(nearest(form, own) for form in forms) / max(len(forms), 1)
        stems = sentence.in_english.stem_set, frozenset(sentence.in_original.stems)
        found = (
            1.0 if is_in(word, *stems) else max((nearest(form, stems[0]) for form in word.english), default=0.0)
            for word in topic.words
        )
        return sum(found) / max(len(topic.words), 1)

    def _words_of_speakers(self, quote: _Quote) -> frozenset[str]:
        return frozenset(word for mention in self._speakers.mentioned(quote.text) for word in mention.words)

    # what is changed

    def _changes(self, quote: _Quote, sources: Sequence[Sentence], wording: Wording) -> list[str]:
        """Return what a quotation has that the sentences have not, or the other way round, in words."""
        german = " ".join(sentence.plain for sentence in sources)
        english = " ".join(sentence.best for sentence in sources)
        offered = [*figures(german, "de"), *figures(english, "en")]
        own = [figure for figure in figures(quote.text, quote.tongue) if not _is_rounded(figure, quote.text, offered)]
        reasons = [f"{figure} is not in the German." for figure in lacking(own, offered, among=[german, english])]
        reasons += [f"{name} is not in the German." for name in self._strange_names(quote, sources)]
        negated, negates = negation(quote.text, quote.tongue), negation(german, "de")
        lists = table("pairs/quoted.toml")["negating"]
        ours = negates or negation(english, "en") or _has(lists["de"], german) or _has(lists["en"], english)
        if negated and not ours and not wording.is_told_in_other_words:
            reasons.append(f"“{negated}” stands only in the quotation.")
        if negates and negation(english, "en") and not may_negate(quote.text, quote.tongue):
            reasons.append(f"“{negates}” stands in the article, and nothing of it in the quotation.")
        reasons += [f"{date} is not in the German." for date in _dates(quote.text, quote.tongue) - _dates(german, "de")]
        reasons += self._opposites(quote, german, english)
        if not wording.is_told_in_other_words:
            reasons += self._otherwise(quote, german, english)
        return list(dict.fromkeys(reasons))

    def _wording(self, quote: _Quote, sources: Sequence[Sentence]) -> Wording:
        """Return how what is said compares with its sources in its language."""
        source = " ".join(sentence.best if quote.tongue == "en" else sentence.plain for sentence in sources)
        telling = {word.lower() for word in self._words_of_speakers(quote)}
        if quote.tongue == "en":
            telling |= {word.lower() for word in words(quote.frame)}
            telling |= {quote.text[slice(*frame.cue)].lower() for frame in EnglishText(quote.text).frames}
        else:
            telling |= {word.lower() for word in words(quote.frame) if is_office(word)}
            tokens = GermanText(quote.text).tokens
            telling |= {tokens[place].text.lower() for place in (saying_verb(tokens) or ("", ()))[1]}
        english = (english for s in sources for meaning in s.in_original.meanings for english in meaning.english)
        meant = {plain_form(word) for phrase in english for word in words(phrase) if not is_function_word(word)}
        return Wording(quote.said, source, quote.tongue, telling, meant)

    def _strange_names(self, quote: _Quote, sources: Sequence[Sentence]) -> list[str]:
        """Return the names of a quotation that neither its sentences have nor any speaker is called."""
        if quote.tongue == "de":
            return []
        known = frozenset[str]().union(*(s.in_english.name_words | s.in_original.name_words for s in sources))
        framed = {word for name in names_in_phrase(quote.frame) for word in name}
        strange = [name for name in names(quote.text) if not is_known(name, known | framed, whole=False)]
        entries = self._article.ledger.entries
        called = {word for entry in entries for word in name_words(f"{entry.english} {entry.role} {entry.german}")}
        return [" ".join(name) for name in strange if not is_known(name, called, whole=False)]

    def _opposites(self, quote: _Quote, german: str, english: str) -> list[str]:
        """Return the words of a quotation of which the sentences have the opposite and not the word."""
        if quote.tongue == "en":
            own, theirs, opposites = english_stems(quote.text), set(english_stems(english)), opposite_stems()
        else:
            own, theirs, opposites = german_stems(quote.text), set(german_stems(german)), _german_opposites()
        found = ((stem, opposites.get(stem, frozenset()) & theirs) for stem in own if stem not in theirs)
        return [f"“{stem}” is the opposite of “{min(others)}”." for stem, others in found if others]

    def _otherwise(self, quote: _Quote, german: str, english: str) -> list[str]:
        """Return what is more certain, more, or the opposite in a quotation."""
        reasons = []
        for row in table("pairs/quoted.toml")["classes"]:
            theirs = _has(row[quote.tongue], quote.text)
            in_german, in_english = _has(row["de"], german), _has(row["en"], english)
            in_part = _has(row[quote.tongue], self._part(quote, {"de": german, "en": english}[quote.tongue]))
            is_lost = row["both_ways"] and in_german and in_english and in_part and not theirs
            if is_lost or (theirs and not (in_german or in_english)):
                reasons.append(row["told"])
        for row in table("pairs/quoted.toml")["opposites"]:
            one, other = row
            for first, second in ((one, other), (other, one)):
                said = _has(first[quote.tongue], quote.text)
                is_so = _has(second["de"], german) and _has(second["en"], english)
                if said and is_so and not (_has(first["de"], german) or _has(first["en"], english)):
                    reasons.append(f"“{said}” is the opposite of “{is_so}”.")
        return reasons

    def _part(self, quote: _Quote, source: str) -> str:
        """Return the clauses of a source in the language of a quotation that share a word with it."""
        asked = {plain_form(word) for word in words(quote.text) if not is_function_word(word, _LANGUAGES[quote.tongue])}
        clauses = _CLAUSE.split(source)
        return ", ".join(clause for clause in clauses if asked & {plain_form(word) for word in words(clause)})

    # who says it

    def _named(self, quote: _Quote) -> list[LedgerEntry]:
        """Return the speakers whom a quotation names as those who say it."""
        people = [name for name in names_in_phrase(quote.frame) if len(name) > 1] if quote.tongue == "en" else []
        mentioned = [mention.entry for mention in self._speakers.mentioned(quote.frame)]
        return [entry for entry in mentioned if not people or any(_is_called(entry, name) for name in people)]

    def _by_a_stranger(self, quote: _Quote) -> list[str]:
        """Return that the article knows nobody of the name by whom a quotation is said to be."""
        named = {word for sentence in self._article.content for name in sentence.in_english.names for word in name}
        called = {
            word for entry in self._article.ledger.entries for word in name_words(f"{entry.english} {entry.german}")
        }
        people = names_in_phrase(quote.frame) if quote.tongue == "en" else []
        strange = [name for name in people if not is_known(name[-1:], named | called, whole=True)]
        silent = [name for name in people if len(name) > 1 and not is_known(name[-1:], called, whole=True)]
        return [f"The article does not have it from {' '.join(name)}." for name in (*strange, *silent)][:1]

    def _by_another_office(self, named: Sequence[LedgerEntry], quote: _Quote) -> list[str]:
        """Return that somebody has another office in the article than a quotation gives them."""
        given = [word for word in words(quote.frame) if is_office(word)]
        for entry in named[:1]:
            phrases = " ".join(filter(None, (entry.english, entry.role, entry.german, *entry.aliases)))
            known = {*office_stems(phrases), *german_stems(phrases)}
            strange = [word for word in given if not {*office_stems(word), *german_stems(word)} & known]
            if strange and len(words(entry.german or "")) > _NAME_ALONE:
                return [f"The article does not call {entry.name} “{strange[0]}”."]
        return []

    def _not_by(self, named: Sequence[LedgerEntry], sources: Sequence[Sentence]) -> list[str]:
        """Return why those named do not say it, in words; nothing where one of them does, or nobody is named."""
        ids = {sentence.id for sentence in sources}
        claims = [claim for claim in self._article.claims if ids & set(claim.sentences)]
        if not named or not claims:
            return []
        entries = {entry.name: entry for claim in claims for entry in self._article.ledger.entries_of(claim.id)}
        if any(entry.german and entry.german.islower() and " " not in entry.german for entry in entries.values()):
            return []  # nobody knows who "she" is
        saying = set(entries)
        if any(entry.name in saying for entry in named):
            return []
        return [f"The article has it from {' and '.join(sorted(saying))}, not from {named[0].name}."]


def _checked(quote: str, verdict: QuoteVerdict, sources: Sequence[Sentence], reasons: Sequence[str]) -> CheckedQuote:
    citations = tuple(Citation.of(sentence) for sentence in sources)
    return CheckedQuote(quote=quote, verdict=verdict, citations=citations, reasons=tuple(reasons))


def _is_called(entry: LedgerEntry, name: Sequence[str]) -> bool:
    return is_known(name[-1:], name_words(f"{entry.english} {entry.german}"), whole=True)


@cache
def _german_opposites() -> dict[str, frozenset[str]]:
    """Return the stems of German words, each with those of its opposites."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines("pairs/lexicon/opposites.tsv"):
        one, _, other, _ = line.split("\t")
        for first, second in ((one, other), (other, one)):
            for stem in german_stems(first)[:1]:
                found[stem].update(german_stems(second)[:1])
    return {stem: frozenset(others) for stem, others in found.items()}


def _is_rounded(figure: Figure, text: str, offered: Sequence[Figure]) -> bool:
    """Return whether a number is told as about one of those offered: "gut 600.000" for 612.000."""
    before = text.partition(figure.text)[0]
    values = [value for other in offered for value in other.values if value >= _LEAST_ROUNDED]
    return bool(_ABOUT.search(before)) and any(
        abs(own - value) <= _ROUNDED * value for own in figure.values for value in values
    )


def _dates(text: str, tongue: Literal["en", "de"]) -> set[str]:
    """Return the months and weekdays of a text, by their English names."""
    data = table("pairs/dates.toml")
    called: dict[str, str] = {**data["months"], **data["weekdays"]}
    if tongue == "en":
        called = {
            english: english for english in called.values() if english != "May"
        }  # "may" at the start of a sentence
    return {called[word] for word in words(text) if word in called}


def _tells_who(german: str) -> bool:
    """Return whether a German sentence tells who says it: by a verb of saying, or "laut"."""
    return saying_verb(GermanText(german).tokens) is not None or bool(_SOURCE.search(german))


def _plain(text: str) -> list[str]:
    """Return the words of a text without case and punctuation."""
    return [word.casefold() for word in _TEXT.findall(text)]


@cache
def _pattern(listed: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def _has(listed: str, text: str) -> str:
    """Return the first word of a list that a text has, empty where it has none."""
    found = _pattern(listed).search(text) if listed else None
    return found.group() if found else ""
