"""Does the English say what the German says? Deterministic checks, without a model.

Checks go two ways: a translation must keep what its sentence has (`doubts`), and a sentence that a model wrote may
have nothing that the sentences it cites lack (`unsupported`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from chat.lang import figures
from chat.lang.names import is_known, name_words, names, speakers
from chat.lang.negation import may_negate, negation
from chat.lang.offices import lost_roles
from chat.lang.quotations import marked_spans
from chat.schema import Doubt, Sentence
from chat.translation.checks import quantities
from chat.translation.checks.agents import turned_round
from chat.translation.checks.certainty import invented_hedge, lost_hedge, told_as_fact
from chat.translation.checks.concession import invented_concession, lost_concession
from chat.translation.checks.dates import invented_dates, lost_dates
from chat.translation.checks.names import lost_names
from chat.translation.checks.untranslated import left_over
from chat.translation.glossary import unused

# Letters of a translation to those of a German sentence of so many; bench/LOG.md has the shares of good translations
# outside.
_LEAST_LETTERS = 50
_LEAST_SHARE, _GREATEST_SHARE = 0.6, 1.3
_QUOTED_WORDS = 2  # marks around fewer words are often a matter of taste
NO_TERMS: Mapping[str, str] = MappingProxyType({})
_MARKS = frozenset('„“”"»«')


def doubts(
    german: str, english: str, *, source: str = "de", glossary: Mapping[str, str] = NO_TERMS
) -> tuple[Doubt, ...]:
    """Return what to doubt in a translation: one doubt for each word or span that a check finds fault with.

    Args:
        german: the sentence, in whatever language `source` is.
        english: its translation.
        source: ISO 639-1; of other languages than German numbers and terms alone are checked.
        glossary: the reader's terms.
    """
    checks = _CHECKS if source == "de" else (_numbers,)
    found = [doubt for check in checks for doubt in check(german, english)]
    return (*found, *_terms(german, english, glossary))


def _terms(german: str, english: str, glossary: Mapping[str, str]) -> Iterator[Doubt]:
    for term, wanted in unused(german, english, glossary):
        message = f"“{term}” is to be “{wanted}” by the glossary."
        yield Doubt(kind="glossary", message=message, german=term)


def _numbers(german: str, english: str) -> Iterator[Doubt]:
    for number in (*lost_numbers(german, english), *quantities.lost(german, english)):
        message = f"The number {number} of the German is not in the English."
        yield Doubt(kind="number", message=message, german=number)
    for number in invented_numbers(german, english):
        message = f"The number {number} of the English is not in the German."
        yield Doubt(kind="number", message=message, english=number)
    for own, other in quantities.exchanged(german, english):
        yield Doubt(kind="number", message=f"The German has “{own}”, the English “{other}”.", german=own, english=other)


def _dates(german: str, english: str) -> Iterator[Doubt]:
    for word in lost_dates(german, english):
        yield Doubt(kind="date", message=f"“{word}” of the German is not in the English.", german=word)
    for word in invented_dates(german, english):
        yield Doubt(kind="date", message=f"“{word}” of the English is not in the German.", english=word)


def _names(german: str, english: str) -> Iterator[Doubt]:
    for name in lost_names(german, english):
        yield Doubt(kind="name", message=f"The name {name} of the German is not in the English.", german=name)
    for word in lost_roles(german, english):
        yield Doubt(kind="role", message=f"The English has no word for {word}.", german=word)
    for name in invented_speakers(german, english):
        message = f"The English has {name} speak, the German does not."
        yield Doubt(kind="speaker", message=message, english=name)


def _negation(german: str, english: str) -> Iterator[Doubt]:
    """Yield at most one doubt: only an outright negation counts that nothing on the other side could stand for."""
    lost, invented = negation(german, "de"), negation(english, "en")
    if lost and not may_negate(english, "en"):
        yield Doubt(kind="negation", message=f"The German negates (“{lost}”), the English does not.", german=lost)
    elif invented and not may_negate(german, "de"):
        message = f"The English negates (“{invented}”), the German does not."
        yield Doubt(kind="negation", message=message, english=invented)


def _certainty(german: str, english: str) -> Iterator[Doubt]:
    if word := lost_hedge(german, english):
        message = f"The German leaves open whether it is so (“{word}”), the English states it."
        yield Doubt(kind="hedge", message=message, german=word)
    elif word := invented_hedge(german, english):
        message = f"The English leaves open whether it is so (“{word}”), the German states it."
        yield Doubt(kind="hedge", message=message, english=word)
    if word := told_as_fact(german, english):
        message = f"The German reports what somebody says (“{word}”), the English states it."
        yield Doubt(kind="reported", message=message, german=word)


def _concession(german: str, english: str) -> Iterator[Doubt]:
    if word := lost_concession(german, english):
        yield Doubt(kind="concession", message=f"The German has “{word}”, the English nothing like it.", german=word)
    if word := invented_concession(german, english):
        yield Doubt(kind="concession", message=f"The English has “{word}”, the German nothing like it.", english=word)


def _agents(german: str, english: str) -> Iterator[Doubt]:
    if parts := turned_round(german, english):
        own, other = parts
        message = f"Who acts and who is acted on may be exchanged (“{own}”)."
        yield Doubt(kind="agent", message=message, german=own, english=other)


def _quotations(german: str, english: str) -> Iterator[Doubt]:
    """Yield a doubt where only one side has words between quotation marks, more than a few."""
    marked = _longest_quotation(german)
    if marked and not _MARKS.intersection(english) and not _is_name(marked, english):
        message = "The German gives somebody's own words, between quotation marks, the English does not."
        yield Doubt(kind="quotation", message=message, german=marked)
    elif not _MARKS.union("‚‘’'›‹").intersection(german) and (marked := _longest_quotation(english)):
        message = "The English has quotation marks, the German has none."
        yield Doubt(kind="quotation", message=message, english=marked)


def _is_name(marked: str, english: str) -> bool:
    """Return whether what is marked is a name that a translation leaves as it is: of a paper, a book, a ship."""
    return marked[1:-1].strip().casefold() in english.casefold()


def _longest_quotation(text: str) -> str:
    """Return the longest span between quotation marks that has words enough for a quotation; empty: there is none."""
    marked = (text[start:end] for start, end in marked_spans(text) if text[start] in _MARKS)
    return max((span for span in marked if len(span.split()) >= _QUOTED_WORDS), key=len, default="")


def _wording(german: str, english: str) -> Iterator[Doubt]:
    for word in left_over(german, english):
        yield Doubt(kind="untranslated", message=f"“{word}” is left in German.", german=word, english=word)
    own, other = _letters(german), _letters(english)
    if own >= _LEAST_LETTERS and other < _LEAST_SHARE * own:
        message = "The English is much shorter than the German: a part of it may be missing."
        yield Doubt(kind="lost_text", message=message)
    elif own >= _LEAST_LETTERS and other > _GREATEST_SHARE * own:
        message = "The English is much longer than the German: it may have something of its own."
        yield Doubt(kind="invented_text", message=message)


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


_CHECKS: tuple[Callable[[str, str], Iterator[Doubt]], ...] = (
    _numbers,
    _dates,
    _names,
    _negation,
    _certainty,
    _concession,
    _agents,
    _quotations,
    _wording,
)


def lost_numbers(german: str, english: str) -> list[str]:
    """Return the numbers in digits of a German sentence, as written, that its translation lacks."""
    return figures.missing(german, "de", among={"en": english})


def invented_numbers(german: str, english: str) -> list[str]:
    """Return the numbers of a translation, as written, that its German sentence lacks."""
    return figures.missing(english, "en", among={"de": german})


def invented_speakers(german: str, english: str) -> list[str]:
    """Return the names that a translation has speaking and that its German sentence has not, as written.

    Measured on 997 pairs of good translations (FLORES-200 dev): one is called wrong.
    """
    known = name_words(german)
    return [" ".join(name) for name in speakers(english) if not is_known(name, known, whole=False)]


def german_names(sentences: Sequence[Sentence]) -> set[str]:
    """Return the words of German sentences in which names can be looked up (see `words.name_words`)."""
    return {word for sentence in sentences for word in name_words(sentence.plain)}


def foreign_names(sentence: Sentence) -> list[str]:
    """Return the names of a translation, as written, that its German does not have: it may have made them up."""
    known = german_names([sentence])
    return [" ".join(name) for name in names(sentence.english or "") if not is_known(name, known, whole=True)]


def unsupported(english: str, cited: Sequence[Sentence]) -> list[str]:
    """Return the numbers and names of an English text, as written, that the sentences it cites lack.

    A number is supported by the German or by the translation of what is cited; a name by words of either that may be
    the same name (see `words.sounds_like`), or another name for it (`words.with_one_name_each`).
    """
    translated = "\n".join(sentence.english or "" for sentence in cited)
    german = "\n".join(sentence.plain for sentence in cited)
    known = {word for sentence in cited for word in (*name_words(sentence.best), *name_words(sentence.plain))}
    invented = [" ".join(name) for name in names(english) if not is_known(name, known, whole=True)]
    return figures.missing(english, "en", among={"de": german, "en": translated}) + invented
