"""What a translator replied, as a translation: unwrapped, its numbers as English writes them, its faults known.

Knows no translator and no prompt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chat.data import any_of, table
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.names import with_english_names
from chat.lang.quotations import GERMAN_OPENING, WRAPPING
from chat.schema import Doubt
from chat.translation.checks import GERMAN, Pair, doubts_of, quoted_words
from chat.translation.checks.glossary import terms_in, unused
from chat.translation.checks.numbers import invented_numbers
from chat.translation.choice import Translation, compared

_MOST_TERMS = 3  # that a translation is said to lack: of more a translator makes a list

FAILED = Doubt(kind="failed", message="This sentence could not be translated and is shown in the original.")

_REPLIES: dict[str, Any] = table("en/replies.toml")["translations"]
_LABEL = re.compile(rf"^(?:sure[!,.]?\s+)?(?:{'|'.join(_REPLIES['labels'])})\s*:\s*", re.IGNORECASE)
_BEGUN = re.compile(r"^English\s*:\s*")  # as the prompt begins the reply; a server may not be told so
# The English of words that were lacking, repeated from the prompt behind the reply.
_TERMS = re.compile(r"(?:\s*In it, [“\"][^”\"]*[”\"] means [“\"][^”\"]*[”\"]\.?)+\s*$")
_GERMAN_LABEL = re.compile(r"\w+\s*:")
_NOTE = re.compile(rf"\n\s*[(\[*]*(?:{any_of(_REPLIES['notes'].split())})\b.*", re.IGNORECASE | re.DOTALL)
# A translation that much longer than its sentence is no translation: in 997 pairs of news sentences (FLORES-200 dev)
# the English has at most 1.35 times the characters of the German.
_MOST_GROWTH = 2.0
_GROWTH_FLOOR = 60
_SPLIT_NUMBER = re.compile(r"\b(\d{1,3}), (\d{3})\b")
# Digits that mean something else in English: a decimal comma with one or two digits, full stops between thousands.
_GERMAN_NUMBER = re.compile(r"(?<![\d.,])(?:\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+(?:,\d+)?)(?![\d]|[.,]\d)")
_OTHER_MARKS = str.maketrans(",.", ".,")
_REPEATED = re.compile(r"(\b.{12,}?)(?:\s*\1){2,}", re.DOTALL)


def judged(
    german: GermanText, reply: str, *, source: str, glossary: Mapping[str, str], certainty: float | None = None
) -> Translation:
    """Return a reply as a translation, with what the checks doubt in it.

    Args:
        source: the language of the sentence, ISO 639-1.
        glossary: the reader's terms.
        certainty: how certain the translator was of it.
    """
    english = unwrapped(reply, german)
    if not is_translation(english, german.text):
        return Translation(None, (FAILED,))
    pair = Pair(german, EnglishText(english), glossary)
    made = Translation(english, doubts_of(pair, source=source))
    if source in GERMAN:
        made = compared(english, made.warnings, pair.compared, besides=quoted_words.lacking(pair))
    own = {word for term, _ in terms_in(pair) for word in term.split()}
    lacking = [(word, meaning) for word, meaning in made.lacking if word not in own]
    return replace(made, lacking=(*unused(pair), *lacking)[:_MOST_TERMS], certainty=certainty)


def unwrapped(reply: str, german: GermanText) -> str:
    """Return a reply without a label, a note after it and quotation marks around it that the German does not have."""
    english = " ".join(_NOTE.sub("", reply).split())
    english = _TERMS.sub("", english)
    if not german.text.startswith("Engl"):
        english = _BEGUN.sub("", english)
    if not _GERMAN_LABEL.match(german.text):
        english = _LABEL.sub("", english)
    opening, inner = english[:1], english[1:-1].strip()
    closing = WRAPPING.get(opening)
    wrapped = closing and english.endswith(closing) and not {opening, closing} & {*inner}
    if wrapped and german.text[:1] not in GERMAN_OPENING:
        english = inner
    return with_english_names(_with_english_numbers(english, german))


def _with_english_numbers(english: str, german: GermanText) -> str:
    """Return the English with numbers that it writes as the German does, or in two, as English writes them.

    "2,3 million" where the German has 2,3 is 2.3; 1.500 is 1,500; "12, 500", a habit of the Qwen models, is 12,500.
    """

    def whole(match: re.Match[str]) -> str:
        number = f"{match[1]},{match[2]}"
        return match.group() if invented_numbers(Pair(german, EnglishText(number))) else number

    def exchanged(match: re.Match[str]) -> str:
        number = match.group()
        return number.translate(_OTHER_MARKS) if number in _GERMAN_NUMBER.findall(german.text) else number

    return _GERMAN_NUMBER.sub(exchanged, _SPLIT_NUMBER.sub(whole, english))


def is_translation(english: str, german: str) -> bool:
    """Return whether a text can be the translation of another: not empty, not the German itself, not endless."""
    if not english or len(english) > _GROWTH_FLOOR + _MOST_GROWTH * len(german):
        return False
    if _REPEATED.search(english) and not _REPEATED.search(german):
        return False
    return english.casefold() != german.casefold() or len(german.split()) < 5  # names and the like stay as they are
