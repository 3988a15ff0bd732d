"""What a translator replied, as a translation: unwrapped, its numbers as English writes them, its faults known.

Knows no translator and no prompt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chat.data import any_of, table
from chat.lang.characters import one_line
from chat.lang.en.text import EnglishText
from chat.lang.names import with_english_names
from chat.lang.quotations import MAY_OPEN, WRAPPING
from chat.lang.text import AnalysedText
from chat.schema import Doubt
from chat.translation.checks import Pair, doubts_of, quoted_words
from chat.translation.checks.glossary import terms_in, unused
from chat.translation.checks.numbers import invented_numbers
from chat.translation.choice import Translation, compared
from chat.translation.scales import with_own_scales

_MOST_TERMS = 3  # that a translation is said to lack: of more a translator makes a list

FAILED = Doubt(kind="failed", message="This sentence could not be translated and is shown in the original.")

_REPLIES: dict[str, Any] = table("en/replies.toml")["translations"]
_LABEL = re.compile(rf"^(?:sure[!,.]?\s+)?(?:{'|'.join(_REPLIES['labels'])})\s*:\s*", re.IGNORECASE)
_BEGUN = re.compile(r"^English\s*:\s*")  # as the prompt begins the reply; a server may not be told so
# The English of words that were lacking, repeated from the prompt behind the reply.
_TERMS = re.compile(r"(?: ?In it, [“\"][^”\"]{0,99}[”\"] means [“\"][^”\"]{0,99}[”\"]\.?){1,9}$")
_OWN_LABEL = re.compile(r"\w+\s*:")
_NOTE = re.compile(rf"\n\s{{0,20}}[(\[*]{{0,9}}(?:{any_of(_REPLIES['notes'].split())})\b.*", re.IGNORECASE | re.DOTALL)
# A translation that much longer than its sentence is no translation: in 997 pairs of news sentences (FLORES-200 dev)
# the English has at most 1.35 times the characters of the German.
_MOST_GROWTH = 2.0
_GROWTH_FLOOR = 60
_AROUND = 500  # characters that a reply may have besides: a label, a note, words repeated from the prompt
_SPLIT_NUMBER = re.compile(r"\b(\d{1,3}), (\d{3})\b")
_SPLIT_DECIMAL = re.compile(r"(?<![\d.,])(\d{1,3})[.,] (\d{1,2})(?!\d|[.,]\d)")
# Digits that mean something else in English: a decimal comma with one or two digits, full stops between thousands.
_OTHER_NUMBER = re.compile(r"(?<![\d.,])(?:\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+(?:,\d+)?)(?![\d]|[.,]\d)")
_SPACE = re.compile("[ \u00a0\u2009\u202f]")
_SPACED_NUMBER = re.compile(r"(?<![\d.,] )(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d]| \d)")
_OTHER_MARKS = str.maketrans(",.", ".,")
_REPEATED = re.compile(r"(\b.{12,300}?)(?:\s?\1){2,}", re.DOTALL)


def judged(
    original: AnalysedText, reply: str, *, glossary: Mapping[str, str], certainty: float | None = None
) -> Translation:
    """Return a reply as a translation, with what the checks doubt in it.

    Args:
        original: the sentence; its language says what can be checked.
        glossary: the reader's terms.
        certainty: how certain the translator was of it.
    """
    english = unwrapped(reply, original)
    if not is_translation(english, original.text):
        return Translation(None, (FAILED,))
    pair = Pair(original, EnglishText(english), glossary)
    made = Translation(english, doubts_of(pair))
    if pair.is_german:
        made = compared(english, made.warnings, pair.compared, besides=quoted_words.lacking(pair))
    own = {word for term, _ in terms_in(pair) for word in term.split()}
    lacking = [(word, meaning) for word, meaning in made.lacking if word not in own]
    return replace(made, lacking=(*unused(pair), *lacking)[:_MOST_TERMS], certainty=certainty)


def unwrapped(reply: str, original: AnalysedText) -> str:
    """Return a reply without a label, a note after it and quotation marks around it that the original does not have."""
    english = one_line(_NOTE.sub("", reply))
    english = _TERMS.sub("", english)
    if not original.text.startswith("Engl"):
        english = _BEGUN.sub("", english)
    if not _OWN_LABEL.match(original.text):
        english = _LABEL.sub("", english)
    opening, inner = english[:1], english[1:-1].strip()
    closing = WRAPPING.get(opening)
    wrapped = closing and english.endswith(closing) and not {opening, closing} & {*inner}
    if wrapped and original.text[:1] not in MAY_OPEN:
        english = inner
    return with_english_names(with_own_scales(_with_english_numbers(english, original), original))


def _with_english_numbers(english: str, original: AnalysedText) -> str:
    """Return the English with numbers that it writes as the original does, or in two, as English writes them.

    "2,3 million" where the original has 2,3 is 2.3; 1.500 and 1 500 are 1,500; "12, 500", a habit of the Qwen models,
    is 12,500, and "46. 3" or "46, 3", another one, is 46.3.
    """

    def whole(match: re.Match[str]) -> str:
        number = f"{match[1]},{match[2]}"
        return match.group() if invented_numbers(Pair(original, EnglishText(number))) else number

    def exchanged(match: re.Match[str]) -> str:
        number = match.group()
        return number.translate(_OTHER_MARKS) if number in _OTHER_NUMBER.findall(original.text) else number

    def decimal(match: re.Match[str]) -> str:
        own = re.search(rf"(?<![\d.,]){match[1]}[.,]{match[2]}(?!\d|[.,]\d)", original.text)
        return f"{match[1]}.{match[2]}" if own else match.group()

    joined = _SPLIT_DECIMAL.sub(decimal, _SPLIT_NUMBER.sub(whole, english))
    own = _OTHER_NUMBER.sub(exchanged, joined)
    return _SPACED_NUMBER.sub(lambda match: _closed(match.group(), original.text), own)


def _closed(number: str, original: str) -> str:
    """Return a number with commas between its thousands, where the original has spaces there."""
    return _SPACE.sub(",", number) if number in _SPACE.sub(" ", original) else number


def is_endless(reply: str, original: str) -> bool:
    """Return whether what is written of a reply is too long for one with a translation in it, whatever comes."""
    return len(reply) > _longest(original) + _AROUND


def _longest(original: str) -> float:
    """Return how many characters a translation may have."""
    return _GROWTH_FLOOR + _MOST_GROWTH * len(original)


def is_translation(english: str, original: str) -> bool:
    """Return whether a text can be the translation of another: not empty, not the original itself, not endless."""
    if not english or len(english) > _longest(original):
        return False
    if _REPEATED.search(english) and not _REPEATED.search(original):
        return False
    return english.casefold() != original.casefold() or len(original.split()) < 5  # names and the like stay as they are
