"""Claims that have no English yet: what their words mean, for finding them, and how they are told in English.

The words are looked up in the lexicon one by one. That is no translation, and nobody is shown it: a claim is told by
the English name of who makes it, and by its German words between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from chat.attribution.reported import does, names_together, told_by
from chat.lang.bilingual.lookup import Meaning
from chat.lang.characters import one_line
from chat.lang.de.tokens import Token
from chat.lang.en.forms import plain_form
from chat.lang.names import with_english_names, with_one_name_each
from chat.lang.words import akin, english_stems, is_function_word, words
from chat.schema import Claim, Ledger, Sentence, Span

_EQUIVALENTS = 4  # of a word, as many as a reader is shown
_PARTIAL = 4  # words; a shorter quotation is given within its sentence
_IN_MARKS = re.compile(r"[„“”»«\"]([^„“”»«\"]+)[“”«»\"]")

Sentences = Mapping[int, Sentence]
"""Sentences by their ids."""


def stems(claim: Claim, sentences: Sentences) -> frozenset[str]:
    """Return the stems of what the German words of a claim mean; of its whole sentences where it says little alone."""
    spans = () if _is_within_sentence(claim) else claim.content
    return _stems(_of_claim(claim, sentences), spans)


def stems_in_context(claim: Claim, sentences: Sentences) -> frozenset[str]:
    """Return the stems of what the words of a claim's sentences mean."""
    return _stems(_of_claim(claim, sentences))


def means(stem: str, known: frozenset[str]) -> bool:
    """Return whether a word of a question, by its stem, is one of those that German words mean, or of their family."""
    forms = {stem, plain_form(stem)}  # "sent" for "send"
    return any(akin(form, other) for form in forms for other in known)


def _of_claim(claim: Claim, sentences: Sentences) -> list[Sentence]:
    return [sentences[number] for number in claim.sentences]


def _stems(sentences: Iterable[Sentence], spans: Sequence[Span] = ()) -> frozenset[str]:
    return frozenset(stem for sentence in sentences for stem in english_stems(_rough_english(sentence, spans)))


def rough_words(sentence: Sentence) -> str:
    """Return what the words of a sentence are usually called in English, and its names and numbers; no translation."""
    return _rough_english(sentence, ())


def _rough_english(sentence: Sentence, spans: Sequence[Span]) -> str:
    """Return what the words of a sentence are called in English, and its names as English has them, and its numbers.

    Args:
        spans: of the article, those whose words are meant; none: all words are.
    """
    german = sentence.in_original
    offsets = [(span.start - sentence.start, span.end - sentence.start) for span in spans if sentence.is_plain]

    def is_meant(token: Token) -> bool:
        return not offsets or any(start <= token.start and token.end <= end for start, end in offsets)

    meant = [meaning for meaning in german.meanings if is_meant(german.tokens[meaning.places[0]])]
    looked_up = {place for meaning in german.meanings for place in meaning.places}
    others = [token.text for place, token in enumerate(german.tokens) if place not in looked_up and is_meant(token)]
    named = " ".join(with_one_name_each(text) for text in others if text[:1].isdigit() or _may_be_name(text))
    return " ".join([*(word for meaning in meant for word in _equivalents(meaning)), with_english_names(named)])


def _equivalents(meaning: Meaning) -> list[str]:
    return [word for part in meaning.parts for entry in part for word in entry.english[:_EQUIVALENTS]]


def _may_be_name(word: str) -> bool:
    """Return whether a German word is a name, or of a country: others are no English words, even if they look so."""
    is_capitalised = word[:1].isupper() and not is_function_word(word, "german")
    return is_capitalised or with_one_name_each(word) != word


def _is_within_sentence(claim: Claim) -> bool:
    """Return whether a claim is told by its whole sentence, because its own words say too little or are not its."""
    own = sum(len(words(span.text)) for span in claim.content)
    return claim.type == "reported" or claim.negated or own < _PARTIAL


def quoted(claim: Claim, sentences: Sentences) -> str:
    """Return the German words by which a claim is told, without quotation marks around all of them."""
    if _is_within_sentence(claim):
        return " ".join(sentence.plain for sentence in _of_claim(claim, sentences))
    text = " … ".join(one_line(span.text) for span in claim.content).rstrip(" ,;:")
    in_marks = _IN_MARKS.fullmatch(text)
    return in_marks[1].rstrip(" ,;:") if in_marks else text


def told(claim: Claim, ledger: Ledger, sentences: Sentences, *, within: Sequence[Claim] = ()) -> str:
    """Return a claim as an English sentence that names its speakers and quotes its German words.

    Args:
        within: the claims that report this one, the outermost first; their speakers are named before it.
    """
    entries, accounts = ledger.entries_of(claim.id), told_by(claim, ledger, within)
    name = names_together(entries, within_sentence=bool(accounts) or claim.negated)
    if not entries[0].german:
        said = "reportedly"
    elif claim.negated:
        said = f"of {name} the article says"
    else:
        said = f"{name} {does(claim, several=len(entries) > 1)}"
        said += ", as the article puts it" if _is_within_sentence(claim) else ""
    said = ", ".join([*accounts, said])
    return f"{said[:1].upper()}{said[1:]} (in German): „{quoted(claim, sentences)}“"


def each_once(claims: Sequence[Claim], ledger: Ledger, sentences: Sentences) -> list[Claim]:
    """Return the claims, of those without English whose speakers are told by the same words the first."""
    kept: list[Claim] = []
    told_of: list[tuple[tuple[int, ...], str]] = []
    for claim in claims:
        whose, text = ledger.places_of(claim.id), "" if claim.english else quoted(claim, sentences)
        if claim.english is None and any(whose == others and text in known for others, known in told_of):
            continue
        kept.append(claim)
        told_of.append((whose, text))
    return kept
